"""Cases as JSON Lines: each is read on its own, so that millions need no more memory than one."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecodeError
from typing import TYPE_CHECKING, BinaryIO, Final

from gaozhi.errors import CaseError
from gaozhi.library.case_file import LIMITS, CaseRequest, request_of
from gaozhi.source import Diagnostic, Mapping, Node, Scalar, Source, Span, json_tree

if TYPE_CHECKING:
    from gaozhi.library.library import Library

__all__ = ["LONGEST_LINE", "case_lines", "read_line"]

LONGEST_LINE: Final = 1_000_000
"""The most bytes that a line may have."""

_EXAMPLE: Final = '写作 {"jurisdiction": "某县", "facts": {…}}，一行一个'


def case_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream with their numbers, as they arrive; blank ones are skipped.

    A line that is longer than `LONGEST_LINE` is None: its contents are not kept.
    """
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE and not line.endswith(b"\n")
        while too_long and line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        if too_long or line.strip():
            yield number, None if too_long else line


def read_line(
    line: bytes | None, number: int, name: str, library: Library, county: str | None = None
) -> CaseRequest:
    """Return the request of a line.

    Args:
        line: a JSON object with the keys of a case file; None for one that was too long.
        number: the number of the line, from 1.
        name: the stream's name in diagnostics.
        library: the jurisdictions to choose from.
        county: the jurisdiction of a line that names none; None to require one.

    Raises:
        CaseError: with every problem, each at the line and by its path.

    """
    span = Span(name, number, 1, number, 1)
    if line is None:
        raise _refusal(f"这一行超过 {LONGEST_LINE} 字节", span, "一个案件写一行，附件不写在案件里")
    root, problems = _tree_of(line, span)
    if problems:
        raise CaseError(problems)
    if not isinstance(root, Mapping):
        raise _refusal("这一行不是 JSON 的对象", span)
    if county is not None and "jurisdiction" not in root:
        texts = (Scalar(text, text, quoted=True, span=span) for text in ("jurisdiction", county))
        key, value = texts
        root = Mapping((*root.entries, (key, value)), span)
    return request_of(Source(name, "", root, ()), root, library)


def _tree_of(line: bytes, span: Span) -> tuple[Node, tuple[Diagnostic, ...]]:
    try:
        return json_tree(line.decode("utf-8-sig"), span, LIMITS)
    except UnicodeDecodeError:
        raise _refusal("这一行不是 UTF-8 编码", span, "用 UTF-8 编码写") from None
    except JSONDecodeError as error:
        message = f"这一行不是 JSON：第 {error.colno} 个字符起看不明白"
        raise _refusal(message, span) from None
    except (ValueError, RecursionError):
        message = "这一行不能用：嵌套太深，内容太多，数字太长，或者有 NaN 之类"
        raise _refusal(message, span) from None


def _refusal(message: str, span: Span, help: str = _EXAMPLE) -> CaseError:
    return CaseError([Diagnostic.error("GZ625", message, span, help=help)])
