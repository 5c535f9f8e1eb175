"""Readers of the values of a calendar file: strict, with every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Mapping as Table
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from gaozhi.source import (
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
    "Field",
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


class Field(NamedTuple):
    """The value of a key of a calendar file, to be read.

    Attributes:
        name: the key; empty where it has none.
        node: the value.
        problems: receives what is wrong with it.

    """

    name: str
    node: Node
    problems: Diagnostics

    def wrong_type(self, expected: str, way: str) -> None:
        """Report a value of another type than expected; both texts are Chinese."""
        subject = f"“{self.name}”" if self.name else "这里"
        if isinstance(self.node, Scalar) and self.node.value is None:
            way = "写上内容，或者删去这个键"
        message = f"{subject}应为{expected}，而不是{_kind(self.node)}"
        self.problems.error("GZ203", message, self.node.span, help=way)

    def empty(self, help: str) -> None:
        """Report a value that says nothing."""
        self.problems.error("GZ203", f"“{self.name}”是空的", self.node.span, help=help)


Read = Callable[[Field], Any]
"""Reads the value of a key. Returns None for a wrong one, which it reports."""
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
        Field("", node, problems).wrong_type("键值对（映射）", "写成 {键: 值, …}")
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
            found[name] = known[name](Field(name, value, problems))
    for name in required:
        if name not in node:
            problems.error("GZ202", f"缺少“{name}”", head(node), help=f"补上 {name}: …")
    return found if len(problems) == before else None


def text(field: Field) -> str | None:
    """Read a text."""
    node, value = field.node, field.node.plain()
    if not isinstance(node, Scalar) or not isinstance(value, str):
        way = f'加上引号："{node.raw}"' if isinstance(node, Scalar) and node.raw else "写成一段文字"
        field.wrong_type("文本", way)
        return None
    if not value.strip():
        field.empty("写上内容")
        return None
    return value


def id_(field: Field) -> str | None:
    """Read an id."""
    return _named(field, fault_of_id)


def name_(field: Field) -> str | None:
    """Read a name."""
    return _named(field, fault_of_name)


def _named(field: Field, fault_of: Callable[[str], str | None]) -> str | None:
    value = text(field)
    fault = None if value is None else fault_of(value)
    if fault is None:
        return value
    said, _, help = fault.partition("。")
    field.problems.error("GZ583", f"“{field.name}”{said}", field.node.span, help=help)
    return None


def texts(field: Field) -> tuple[str, ...] | None:
    """Read a list of at least one text."""
    return _listed(field, text, '写成列表：["…", "…"]')


def day(field: Field) -> date | None:
    """Read a day."""
    node, value = field.node, field.node.plain()
    if isinstance(value, str) and len(value) == 10 and "W" not in value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    hint = fullwidth_hint(node.raw) if isinstance(node, Scalar) and not node.quoted else None
    field.wrong_type("日期", hint or "写作 2021-05-25，月、日写满两位；核对有没有这一天")
    return None


def days(field: Field) -> tuple[date, ...] | None:
    """Read a list of at least one day, or range of days."""
    way = "写成列表：[2027-01-01, {from: 2027-02-06, to: 2027-02-12}]"
    ranges = _listed(field, _day_or_range, way)
    return None if ranges is None else tuple(one for found in ranges for one in found)


def range_of(node: Node) -> tuple[date, ...]:
    """Return the days of an item of a list that `days` has read without a problem."""
    return _day_or_range(Field("", node, Diagnostics())) or ()


def _day_or_range(field: Field) -> tuple[date, ...] | None:
    _, node, problems = field
    if not isinstance(node, MappingNode):
        one = day(field)
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


def year(field: Field) -> int | None:
    """Read a year."""
    value = field.node.plain()
    if type(value) is not int or not 2004 <= value <= 2199:
        field.wrong_type("年份", "写 2004 以后的年份，例如 2027，不加引号")
        return None
    return value


def years(field: Field) -> tuple[int, ...] | None:
    """Read a list of at least one year."""
    return _listed(field, year, "写成列表：[2004, 2005]")


def one_of(*values: str) -> Read:
    """Return the reader of one of these words."""

    def read(field: Field) -> str | None:
        node, value = field.node, field.node.plain()
        if isinstance(value, str) and value in values:
            return value
        said = shown(node.raw) if isinstance(node, Scalar) else _kind(node)
        way = f"可写：{'、'.join(values)}"
        field.problems.error("GZ204", f"“{said}”不在允许的写法之中", node.span, help=way)
        return None

    return read


def flag(field: Field) -> bool | None:
    """Read true or false."""
    value = field.node.plain()
    if isinstance(value, bool):
        return value
    field.wrong_type("true 或 false", "写 true 或者 false，不加引号")
    return None


def nodes(field: Field) -> tuple[Node, ...] | None:
    """Read a list of at least one node, which the caller reads."""
    return _listed(field, lambda item: item.node, "写成列表：[{…}, {…}]")


def _listed(field: Field, read: Read, way: str) -> tuple[Any, ...] | None:
    if not isinstance(field.node, SequenceNode):
        field.wrong_type("列表", way)
        return None
    if not field.node.items:
        field.empty("写上内容；没有的，删去这个键")
        return None
    found = (read(field._replace(node=item)) for item in field.node)
    return tuple(value for value in found if value is not None)


def head(node: Node) -> Span:
    """Return the span that stands for a whole mapping: its first key."""
    if isinstance(node, MappingNode) and node.entries:
        return node.entries[0][0].span
    return node.span


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
