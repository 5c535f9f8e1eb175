"""Checks of the arguments of public calls; the diagnostic names the argument."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from gaozhi.errors import CaseError, GaozhiError
from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._found import as_given, described

__all__ = [
    "list_of",
    "path_of",
    "require",
    "require_callable",
    "require_flag",
    "require_text",
    "unusable",
]

T = TypeVar("T")


def unusable(name: str, expected: str, found: object, help: str) -> Diagnostic:
    """Return the diagnostic of an argument that cannot be used.

    Args:
        name: the argument's name.
        expected: what it should be, in Chinese.
        found: what was given.
        help: what to do, in Chinese.

    """
    message = f"参数 {name} 应为{expected}，而不是{described(found)}"
    params = {"argument": name, "expected": expected.strip(), "found": found}
    return Diagnostic.error("GZ622", message, help=help, path=(name,), params=params)


def require(
    value: object,
    kind: type[T],
    name: str,
    expected: str,
    help: str,
    error: type[GaozhiError] = CaseError,
) -> T:
    """Return an argument that is an instance of a type.

    Args:
        value: the argument.
        kind: the type that it must have.
        name: the argument's name.
        expected: what it should be, in Chinese.
        help: what to do, in Chinese.
        error: the class that is raised.

    Raises:
        GaozhiError: as `error`; the value is of another type.

    """
    if not isinstance(value, kind):
        raise error([unusable(name, expected, value, help)])
    return value


def require_text(value: object, name: str, help: str, error: type[GaozhiError] = CaseError) -> str:
    """Return an argument that is text.

    Args:
        value: the argument.
        name: the argument's name.
        help: what to do, in Chinese.
        error: the class that is raised for any other value.

    """
    return require(value, str, name, "文本", help, error)


def require_flag(value: object, name: str, error: type[GaozhiError] = CaseError) -> None:
    """Check that an argument is True or False.

    Args:
        value: the argument.
        name: the argument's name.
        error: the class that is raised for any other value.

    """
    require(value, bool, name, " True 或者 False", "写 True 或者 False", error)


def require_callable(value: object, name: str, error: type[GaozhiError] = CaseError) -> None:
    """Check that an argument is None or can be called.

    Args:
        value: the argument.
        name: the argument's name.
        error: the class that is raised for any other value.

    """
    if value is not None and not callable(value):
        raise error([unusable(name, "可调用的函数", value, f"不用的，不写 {name}")])


def path_of(value: object, name: str, error: type[GaozhiError] = GaozhiError) -> Path:
    """Return an argument as a path.

    Args:
        value: the argument: text or an `os.PathLike`.
        name: the argument's name.
        error: the class that is raised for any other value.

    """
    if isinstance(value, str | os.PathLike):
        written = as_given(lambda: os.fspath(value))
        if isinstance(written, str):
            return Path(written)
    raise error([unusable(name, "路径（str 或者 Path）", value, "写文件或者文件夹的路径")])


def list_of(value: object, name: str, help: str, error: type[GaozhiError] = CaseError) -> list[Any]:
    """Return the elements of an argument that is iterable and no text.

    Args:
        value: the argument.
        name: the argument's name.
        help: what to do, in Chinese.
        error: the class that is raised for any other value.

    """
    found = None
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        found = as_given(lambda: list(value))
    if found is None:
        raise error([unusable(name, "列表", value, help)])
    return found
