"""Digests, answers, quoted outputs and diagnostics stay what they are until somebody means a change."""

import json

import pytest

from tests.golden.pins import FILE, answers, diagnostics, programs, quoted

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
HOW = (
    "`python -m tests.golden.pins` writes the file anew; look at the difference before you keep it"
)


@pytest.mark.parametrize("kind", [programs, answers, quoted], ids=lambda kind: kind.__name__)
def test_what_is_pinned_is_what_there_is(kind):
    assert kind() == GOLDEN[kind.__name__], HOW


@pytest.mark.parametrize("code", sorted(GOLDEN["diagnostics"]))
def test_a_wrong_file_is_told_what_it_was_told(code, tmp_path):
    assert diagnostics(code, tmp_path / "folder") == GOLDEN["diagnostics"][code], HOW
