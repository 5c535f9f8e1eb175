"""Arguments of public calls: one that cannot be used is refused by name, before it does harm."""

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
    """Return the refusal of an argument.

    Args:
        name: the argument's.
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
    """Return an argument that is of a type. Raises the error for any other."""
    if not isinstance(value, kind):
        raise error([unusable(name, expected, value, help)])
    return value


def require_text(value: object, name: str, help: str, error: type[GaozhiError] = CaseError) -> str:
    """Return an argument that is a text. Raises the error for any other."""
    return require(value, str, name, "文本", help, error)


def require_flag(value: object, name: str, error: type[GaozhiError] = CaseError) -> None:
    """Raise the error where an argument is neither True nor False."""
    require(value, bool, name, " True 或者 False", "写 True 或者 False", error)


def require_callable(value: object, name: str, error: type[GaozhiError] = CaseError) -> None:
    """Raise the error where an argument is neither None nor can be called."""
    if value is not None and not callable(value):
        raise error([unusable(name, "可调用的函数", value, f"不用的，不写 {name}")])


def path_of(value: object, name: str, error: type[GaozhiError] = GaozhiError) -> Path:
    """Return an argument as a path. Raises the error for what names no file or folder."""
    if isinstance(value, str | os.PathLike):
        written = as_given(lambda: os.fspath(value))
        if isinstance(written, str):
            return Path(written)
    raise error([unusable(name, "路径（str 或者 Path）", value, "写文件或者文件夹的路径")])


def list_of(value: object, name: str, help: str, error: type[GaozhiError] = CaseError) -> list[Any]:
    """Return an argument that can be gone through. Raises the error for any other."""
    found = None
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        found = as_given(lambda: list(value))
    if found is None:
        raise error([unusable(name, "列表", value, help)])
    return found
