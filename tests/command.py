"""Running the command line inside the test's own process, as a pipe sees it."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

import gaozhi
from gaozhi.cli import main
from tests.situations import library


@dataclass(frozen=True)
class Result:
    """What a command wrote, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


def runner(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `gaozhi` with arguments and, on its standard input, answers.

    The bundle, which nothing changes, is loaded once for all calls; tests/package/test_package.py and those
    that run a process of its own load it anew.
    """
    load, bundle = gaozhi.load, library()

    def load_once(folder: object = None, **options: bool) -> gaozhi.Library:
        alone = folder is None and options.get("bundled", True) and not options.get("trusted")
        return bundle if alone else load(folder, **options)

    monkeypatch.setattr(gaozhi, "load", load_once)

    def call(*arguments: str | os.PathLike[str], answers: str = "") -> Result:
        stdin = io.TextIOWrapper(io.BytesIO(answers.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        status = main([os.fspath(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(status, captured.out, captured.err)

    return call
