"""Readers of the values of a calendar file: strict, with every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Table
from datetime import date, timedelta
from typing import Any, Final

from gaozhi.source import (
    Diagnostic,
    Diagnostics,
    Node,
    Scalar,
    Span,
    fault_of_id,
    fault_of_name,
    fullwidth_hint,
    meant,
    shown,
)
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as SequenceNode

__all__ = [
    "Read",
    "day",
    "days",
    "flag",
    "head",
    "id_",
    "name_",
    "nodes",
    "one_of",
    "range_of",
    "read_fields",
    "text",
    "texts",
    "year",
    "years",
]

Read = Callable[[str, Node, Diagnostics], Any]
"""Reads the value of a key: key, node, problems. None where it is wrong, which is reported."""
_LONGEST: Final = timedelta(days=30)
"""How long a range of days is at most; a longer one is a slip of the pen."""


def read_fields(
    node: Node, known: Table[str, Read], required: Collection[str], problems: Diagnostics
) -> dict[str, Any] | None:
    """Return the values of a mapping by key, or None where it has a problem.

    Args:
        node: the mapping.
        known: the reader of each allowed key.
        required: the keys that must be there.
        problems: receives the problems.

    """
    before = len(problems)
    if not isinstance(node, MappingNode):
        problems.append(wrong_type("", node, "键值对（映射）", "写成 {键: 值, …}"))
        return None
    found: dict[str, Any] = {}
    for key, value in node:
        name = str(key.value)
        if name not in known:
            way = meant(name, known, key.span, f"这里可写：{'、'.join(known)}")
            problems.error(
                "GZ201",
                f"不认识的键“{shown(name)}”",
                key.span,
                help=fullwidth_hint(name) or way.help,
                fix=way.fix,
            )
        else:
            found[name] = known[name](name, value, problems)
    for name in required:
        if name not in node:
            problems.error("GZ202", f"缺少“{name}”", head(node), help=f"补上 {name}: …")
    return found if len(problems) == before else None


def text(name: str, node: Node, problems: Diagnostics) -> str | None:
    """Read a text.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    value = node.plain()
    if not isinstance(node, Scalar) or not isinstance(value, str):
        way = f'加上引号："{node.raw}"' if isinstance(node, Scalar) and node.raw else "写成一段文字"
        problems.append(wrong_type(name, node, "文本", way))
        return None
    if not value.strip():
        problems.error("GZ203", f"“{name}”是空的", node.span, help="写上内容")
        return None
    return value


def id_(name: str, node: Node, problems: Diagnostics) -> str | None:
    """Read an id.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    return _named(text(name, node, problems), fault_of_id, name, node, problems)


def name_(name: str, node: Node, problems: Diagnostics) -> str | None:
    """Read a name.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    return _named(text(name, node, problems), fault_of_name, name, node, problems)


def _named(
    value: str | None,
    fault_of: Callable[[str], str | None],
    name: str,
    node: Node,
    problems: Diagnostics,
) -> str | None:
    fault = None if value is None else fault_of(value)
    if fault is None:
        return value
    said, _, help = fault.partition("。")
    problems.error("GZ583", f"“{name}”{said}", node.span, help=help)
    return None


def texts(name: str, node: Node, problems: Diagnostics) -> tuple[str, ...] | None:
    """Read a list of at least one text.

    Args:
        name: its key.
        node: the value.
        problems: receives the problems of a value that is none.

    """
    return _listed(name, node, problems, text, '写成列表：["…", "…"]')


def day(name: str, node: Node, problems: Diagnostics) -> date | None:
    """Read a day.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    value = node.plain()
    if isinstance(value, str) and len(value) == 10 and "W" not in value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    hint = fullwidth_hint(node.raw) if isinstance(node, Scalar) and not node.quoted else None
    problems.append(
        wrong_type(name, node, "日期", hint or "写作 2021-05-25，月、日写满两位；核对有没有这一天")
    )
    return None


def days(name: str, node: Node, problems: Diagnostics) -> tuple[date, ...] | None:
    """Read a list of at least one day, or range of days.

    Args:
        name: its key.
        node: the value.
        problems: receives the problems of a value that is none.

    """
    ranges = _listed(
        name,
        node,
        problems,
        _day_or_range,
        "写成列表：[2027-01-01, {from: 2027-02-06, to: 2027-02-12}]",
    )
    return None if ranges is None else tuple(one for found in ranges for one in found)


def range_of(node: Node) -> tuple[date, ...]:
    """Return the days of an item of a list that `days` has read without a problem."""
    return _day_or_range("", node, Diagnostics()) or ()


def _day_or_range(name: str, node: Node, problems: Diagnostics) -> tuple[date, ...] | None:
    if not isinstance(node, MappingNode):
        one = day(name, node, problems)
        return None if one is None else (one,)
    fields = read_fields(node, {"from": day, "to": day}, ("from", "to"), problems)
    if fields is None:
        return None
    first, last = fields["from"], fields["to"]
    if not first <= last <= first + _LONGEST:
        message = f"{first} 至 {last} 不是一段放假的日子"
        help = f"from 写第一天，to 写最后一天，首尾都在内，最多 {_LONGEST.days + 1} 天"
        problems.error("GZ205", message, head(node), help=help)
        return None
    return tuple(first + timedelta(n) for n in range((last - first).days + 1))


def year(name: str, node: Node, problems: Diagnostics) -> int | None:
    """Read a year.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    value = node.plain()
    if type(value) is not int or not 2004 <= value <= 2199:
        problems.append(wrong_type(name, node, "年份", "写 2004 以后的年份，例如 2027，不加引号"))
        return None
    return value


def years(name: str, node: Node, problems: Diagnostics) -> tuple[int, ...] | None:
    """Read a list of at least one year.

    Args:
        name: its key.
        node: the value.
        problems: receives the problems of a value that is none.

    """
    return _listed(name, node, problems, year, "写成列表：[2004, 2005]")


def one_of(*values: str) -> Read:
    """Return the reader of one of these words."""

    def read(_name: str, node: Node, problems: Diagnostics) -> str | None:
        value = node.plain()
        if isinstance(value, str) and value in values:
            return value
        said = shown(node.raw) if isinstance(node, Scalar) else _kind(node)
        way = f"可写：{'、'.join(values)}"
        problems.error("GZ204", f"“{said}”不在允许的写法之中", node.span, help=way)
        return None

    return read


def flag(name: str, node: Node, problems: Diagnostics) -> bool | None:
    """Read true or false.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    value = node.plain()
    if isinstance(value, bool):
        return value
    way = "写 true 或者 false，不加引号"
    problems.append(wrong_type(name, node, "true 或 false", way))
    return None


def nodes(name: str, node: Node, problems: Diagnostics) -> tuple[Node, ...] | None:
    """Read a list of at least one node, which the caller reads.

    Args:
        name: its key.
        node: the value.
        problems: receives the problem of a value that is none.

    """
    return _listed(
        name, node, problems, lambda _name, item, _problems: item, "写成列表：[{…}, {…}]"
    )


def _listed(
    name: str, node: Node, problems: Diagnostics, read: Read, way: str
) -> tuple[Any, ...] | None:
    if not isinstance(node, SequenceNode):
        problems.append(wrong_type(name, node, "列表", way))
        return None
    if not node.items:
        help = "写上内容；没有的，删去这个键"
        problems.error("GZ203", f"“{name}”是空的", node.span, help=help)
        return None
    found: Iterable[Any] = [read(name, item, problems) for item in node]
    return tuple(value for value in found if value is not None)


def head(node: Node) -> Span:
    """Return the span that stands for a whole mapping: its first key."""
    if isinstance(node, MappingNode) and node.entries:
        return node.entries[0][0].span
    return node.span


def wrong_type(name: str, node: Node, expected: str, way: str) -> Diagnostic:
    """Return the error of a value of another type than expected.

    Args:
        name: its key; empty where it has none.
        node: the value.
        expected: what it should be, in Chinese.
        way: what to do, in Chinese.

    """
    subject = f"“{name}”" if name else "这里"
    if isinstance(node, Scalar) and node.value is None:
        way = "写上内容，或者删去这个键"
    message = f"{subject}应为{expected}，而不是{_kind(node)}"
    return Diagnostic.error("GZ203", message, node.span, help=way)


def _kind(node: Node) -> str:
    if not isinstance(node, Scalar):
        return "键值对（映射）" if isinstance(node, MappingNode) else "列表"
    match node.value:
        case None:
            return "null"
        case str():
            return f"“{shown(node.raw)}”"
        case _:
            return shown(node.raw)
