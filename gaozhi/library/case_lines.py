"""Cases as lines of JSON: each read on its own, so that millions need no more memory than one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

from gaozhi.errors import CaseError
from gaozhi.library.case_file import CaseRequest, request_of
from gaozhi.source import Diagnostic, Source, Span, node_of, shown

if TYPE_CHECKING:
    from gaozhi.library.library import Library

__all__ = ["LONGEST_LINE", "case_lines", "read_line"]

LONGEST_LINE: Final = 1_000_000
"""How many bytes a line may have."""

_MOST_DIGITS: Final = 40
_EXAMPLE: Final = '写作 {"jurisdiction": "启东市", "facts": {"申请人.愿意承诺": true}}，一行一个'


def case_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream with their numbers, as they arrive; blank ones are passed over.

    A line that is longer than `LONGEST_LINE` is None: what it holds is not kept.
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
    """Return what a line asks.

    Args:
        line: the JSON of a case file's object; None for one that was too long.
        number: which line it is, from 1.
        name: what diagnostics call the stream.
        library: the jurisdictions to choose from.
        county: the jurisdiction of a line that names none.

    Raises:
        CaseError: with every problem, each at the line and by its path.

    """
    span = Span(name, number, 1, number, 1)
    if line is None:
        raise _refusal(f"这一行超过 {LONGEST_LINE} 字节", span, "一个案件写一行，附件不写在案件里")
    data = _json_of(line, span)
    if not isinstance(data, dict):
        raise _refusal("这一行不是 JSON 的对象", span, _EXAMPLE)
    if county is not None:
        data.setdefault("jurisdiction", county)
    try:
        root = node_of(data, span)
        return request_of(Source(name, "", root, ()), root, library)
    except RecursionError:
        raise _refusal("这一行嵌套太深", span, _EXAMPLE) from None


def _json_of(line: bytes, span: Span) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        text = line.decode("utf-8-sig")
        return json.loads(
            text,
            parse_int=_whole,
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        raise _refusal("这一行不是 UTF-8 编码", span, "用 UTF-8 编码写") from None
    except json.JSONDecodeError as error:
        message = f"这一行不是 JSON：第 {error.colno} 个字符起看不明白"
        raise _refusal(message, span, _EXAMPLE) from None
    except RecursionError:
        raise _refusal("这一行嵌套太深", span, _EXAMPLE) from None
    except ValueError as error:
        raise _refusal(f"这一行不能用：{error}", span, _EXAMPLE) from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"数字超过 {_MOST_DIGITS} 位")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} 不是数字")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"“{shown(twice)}”写了两次")
    return found


def _refusal(message: str, span: Span, help: str) -> CaseError:
    return CaseError([Diagnostic.error("GZ625", message, span, help=help)])
