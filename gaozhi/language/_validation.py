"""Validation: YAML nodes read by a pydantic model, with every problem at its place.

pydantic gives the path of a problem in the data; the path leads through the node tree to a line and
a column. Its English messages never reach an author: every kind of error has a Chinese one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final, Self, TypeVar, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from gaozhi.language._constraints import Constraint
from gaozhi.source import (
    MOST_PROBLEMS,
    Diagnostic,
    Edit,
    Node,
    Scalar,
    Span,
    at_most,
    day_meant,
    fault_of_county,
    fault_of_id,
    fault_of_name,
    fullwidth_hint,
    meant,
    read_day,
    shown,
)
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as Items

__all__ = [
    "NONE_DUE",
    "TO_FILL",
    "UNKNOWN",
    "Basis",
    "CountyName",
    "Day",
    "DayToFill",
    "Id",
    "Instant",
    "LastDay",
    "Model",
    "NameText",
    "NameToFind",
    "OneOrMore",
    "misfit",
    "read_instant",
    "validate",
]

_NAMING: Final = "naming"
_LACKING: Final = "lacking"
M = TypeVar("M", bound=BaseModel)

_SHORT: Final = 60
"""How many characters of a file's text a help repeats."""

BRANCH: Final = "·"
"""How the name of a branch begins of a value that may be one thing or another."""

TO_FILL: Final = "待填(?:：.*)?"
"""The word in a place that is still to be filled in, as a regular expression."""

UNKNOWN: Final = "待查(?:：.*)?"
"""The word in place of what nobody has found out yet, as a regular expression."""


class Model(BaseModel):
    """The base of all models: no unknown keys, no conversion of types, no changes later."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        hide_input_in_errors=True,
        defer_build=True,
        str_min_length=1,
    )

    constraints: ClassVar[tuple[Constraint, ...]] = ()
    """the constraints on several of its keys"""

    @model_validator(mode="after")
    def _constrained(self) -> Self:
        for constraint in self.constraints:
            fault = constraint.fault_of(self)
            if fault is not None:
                raise ValueError(fault)
        return self


def read_day_to_fill(text: object) -> date | None:
    """Return the day that an ISO text names; None where it is to be filled in or not known.

    Raises:
        ValueError: the text is neither.

    """
    unsaid = isinstance(text, str) and re.fullmatch(f"{TO_FILL}|{UNKNOWN}", text)
    return None if unsaid else read_day(text)


def read_name_to_find(text: object) -> object:
    """Return a name; None where nobody has found out yet what it is."""
    unknown = isinstance(text, str) and re.fullmatch(UNKNOWN, text)
    return None if unknown else text


NONE_DUE: Final = "没有"
"""The word in place of a last day, where no such duty is owed."""


def read_last_day(text: object) -> date | None:
    """Return the day that an ISO text names; None where no such duty is owed.

    Raises:
        ValueError: the text is neither.

    """
    return None if text == NONE_DUE else read_day(text)


def read_instant(text: object) -> date | datetime:
    """Return the day, or the instant with its time zone, that an ISO text names.

    Raises:
        ValueError: the text is neither; a time without its zone is on no certain day.

    """
    if isinstance(text, str) and len(text) > len("2021-05-25") and "W" not in text:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if found.tzinfo is None:
                help = f"写作 {found.isoformat()}+08:00；只知道日期的，只写日期"
                raise ValueError(f"时刻没有时区，不知道是哪一天。{help}")
            return found
        raise ValueError("应为日期或者时刻。写作 2021-05-25，或者 2021-05-25T09:30+08:00")
    return read_day(text)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(read_day)]
"""A day of the calendar, written 2021-05-25."""

DayToFill = Annotated[date | None, BeforeValidator(read_day_to_fill)]
"""A day, or the word in a place that is still to be filled in, or whose day nobody knows yet."""

NameToFind = Annotated[str | None, BeforeValidator(read_name_to_find)]
"""A name, or the word in place of one that nobody has found out yet."""

LastDay = Annotated[date | None, BeforeValidator(read_last_day)]
"""A day, or the word in place of one where no such duty is owed."""

Instant = Annotated[date | datetime, BeforeValidator(read_instant)]
"""A day, or an instant with its time zone, written 2021-05-25T09:30+08:00."""

OneOrMore = Annotated[list[str], BeforeValidator(_listed)]
"""A text, or a list of texts."""


def _without(fault_of: Callable[[str], str | None]) -> AfterValidator:
    """Return the validator that refuses every text of which `fault_of` returns a fault."""

    def read(text: str) -> str:
        fault = fault_of(text)
        if fault is not None:
            raise PydanticCustomError(_NAMING, "{fault}", {"fault": fault})
        return text

    return AfterValidator(read)


def lacking(key: str) -> PydanticCustomError:
    """Return the error of a mapping without a key that it needs by what else it says."""
    return PydanticCustomError(_LACKING, "{key}", {"key": key})


Id = Annotated[str, _without(fault_of_id)]
"""An id: of a county, a folder of rules, a calendar, a provision."""

NameText = Annotated[str, _without(fault_of_name)]
"""The name of a rule, a duty, a scenario."""

CountyName = Annotated[str, _without(fault_of_county)]
"""The name of a jurisdiction."""

_CITED: Final = Field(description="依据的条文编号，一个或者一个列表；上级的条文写 上级代号:编号")

Cited = Annotated[OneOrMore, _CITED]
"""The ids of provisions."""

Basis = Annotated[OneOrMore, _CITED, Field(min_length=1)]
"""The ids of provisions; at least one."""

Note = Annotated[str | None, Field(description="给改规则的人看的话，不影响任何答复")]
"""A note from one author to the next."""

Accepted = Annotated[
    str | None, Field(description="原文本身的瑕疵，照录，写明是什么瑕疵；检查时列为说明")
]
"""A fault of the document itself, as its author has recorded it."""

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "文本",
    "int_type": "整数",
    "bool_type": "true 或 false",
    "list_type": "列表",
    "dict_type": "键值对（映射）",
    "model_type": "键值对（映射）",
    "model_attributes_type": "键值对（映射）",
    "date_type": "日期，写作 2021-05-25",
}
_WAYS_OUT: Final[Mapping[str, str]] = {
    "文本": "写成一段文字",
    "整数": "写整数，例如 1，不加引号",
    "true 或 false": "写 true 或者 false，不加引号",
    "列表": "写成列表：[…, …]",
    "键值对（映射）": "写成 {键: 值, …}，或者换行缩进，一行一个“键: 值”",
    "日期，写作 2021-05-25": "月、日写满两位",
}


def validate(model: type[M], node: Node, problems: list[Diagnostic]) -> M | None:
    """Return the model read from a node, or None where it does not fit.

    Args:
        model: the pydantic model.
        node: the YAML node.
        problems: receives every problem, each at its place.

    """
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[: MOST_PROBLEMS + 1]
        for detail in details:
            detail["loc"] = _without_branches(detail["loc"])
        problems += at_most(
            [
                replace(_diagnostic(model, node, detail), path=_path(node, detail["loc"]))
                for detail in details
            ]
        )
        return None


def _without_branches(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    return tuple(s for s in path if not (isinstance(s, str) and s.startswith(BRANCH)))


def _path(node: Node, steps: Iterable[str | int]) -> tuple[str | int, ...]:
    """Return the path of a problem below a node, without pydantic's names of branches."""
    found: list[str | int] = []
    *above, last = steps or ("",)
    for step in above:
        below = node.at([step])
        if below is not node:
            found.append(step)
        node = below
    return (*found, last) if last not in ("", "[key]") else tuple(found)


def misfit(model: type[BaseModel], data: object) -> tuple[str | int, ...] | None:
    """Return the path at which plain data first does not fit a model; None where it fits."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        [first, *_] = error.errors(include_url=False, include_input=False)
        return first["loc"]
    return None


def _diagnostic(model: type[BaseModel], root: Node, detail: ErrorDetails) -> Diagnostic:
    path = detail["loc"]
    kind = detail["type"]
    where = root.at(path)
    name = shown(path[-1]) if path else ""
    if kind == _LACKING:
        path, name = (*path, detail["msg"]), detail["msg"]
    if kind in ("missing", _LACKING):
        holder = root.at(path[:-1])
        return Diagnostic.error("GZ202", f"缺少“{name}”", _head(holder), help=f"补上 {name}: …")
    if kind == "extra_forbidden":
        return _unknown_key(model, root, path)
    if kind in _EXPECTED:
        return _wrong_type(where, name, _EXPECTED[kind])
    if kind in ("string_too_short", "too_short"):
        return _empty(where, path)
    if kind in ("literal_error", "enum"):
        expected = _listed_values(str(detail.get("ctx", {}).get("expected", "")))
        raw = where.raw if isinstance(where, Scalar) else ""
        near = meant(raw, expected.split("、"), where.span, f"可写：{expected}")
        message = f"“{_shown(where)}”不在允许的写法之中"
        return Diagnostic.error("GZ204", message, where.span, help=near.help, fix=near.fix)
    if kind == "greater_than_equal":
        message = f"“{name}”应不小于 {detail.get('ctx', {}).get('ge')}"
        return Diagnostic.error("GZ203", message, where.span, help="与原文核对")
    if kind == _NAMING:
        fault, _, help = detail["msg"].partition("。")
        return Diagnostic.error("GZ583", f"“{name}”{fault}", where.span, help=help)
    reason = detail["msg"].removeprefix("Value error, ")
    if kind != "value_error":
        reason = "写法不合要求"
    # A validator's message is the problem and, after the full stop, the help.
    reason, _, offered = reason.partition("。")
    if isinstance(where, MappingNode):
        return Diagnostic.error("GZ205", reason, _head(where), help=offered or None)
    way = _hint(where) or offered or None
    right = day_meant(where.plain()) if reason.startswith("应为日期") else None
    fix = () if right is None else (Edit(where.span, right),)
    return Diagnostic.error("GZ203", f"“{name}”：{reason}", where.span, help=way, fix=fix)


def _head(node: Node) -> Span:
    """Return the span that stands for a whole mapping: its first key."""
    first = node.entries[0][0] if isinstance(node, MappingNode) and node.entries else node
    return first.span


def _empty(where: Node, path: tuple[str | int, ...]) -> Diagnostic:
    names = [step for step in path if isinstance(step, str) and step != "[key]"]
    subject = f"“{shown(names[-1])}”" if names and names[-1] else "键"
    return Diagnostic.error("GZ203", f"{subject}是空的", where.span, help="写上内容")


def _listed_values(expected: str) -> str:
    words = expected.replace(" or ", ", ").replace("'", "").split(", ")
    return "、".join("true" if word == "True" else word for word in words)


def _unknown_key(model: type[BaseModel], root: Node, path: tuple[str | int, ...]) -> Diagnostic:
    holder, name = root.at(path[:-1]), str(path[-1])
    key = holder.key(name) if isinstance(holder, MappingNode) else None
    known = _keys_at(model, path[:-1])
    span = key.span if key is not None else holder.span
    offer = meant(name, known, span, f"这里可写：{'、'.join(known)}")
    return Diagnostic.error(
        "GZ201",
        f"不认识的键“{shown(name)}”",
        span,
        help=fullwidth_hint(name) or offer.help,
        fix=offer.fix,
    )


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that are allowed at a path below the model."""
    here: Any = model
    steps = iter(path)
    for step in steps:
        if isinstance(step, int) or not _is_model(here):
            continue
        for field_name, info in here.model_fields.items():
            if step in (field_name, info.alias):
                if get_origin(info.annotation) is dict:
                    # A name given by the author is no key of the model.
                    next(steps, None)
                here = _model_within(info.annotation)
                break
    if not _is_model(here):
        return []
    return [info.alias or name for name, info in here.model_fields.items()]


def _is_model(candidate: object) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, BaseModel)


def _model_within(annotation: object) -> Any:  # noqa: ANN401 - a model class, or nothing
    """Return the model within an annotation such as ``list[Item] | None``."""
    if _is_model(annotation):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_within(inner)
        if found is not None:
            return found
    return None


def _wrong_type(node: Node, name: str, expected: str) -> Diagnostic:
    help = _hint(node)
    fix: tuple[Edit, ...] = ()
    if isinstance(node, Scalar) and node.value is None:
        help = "写上内容，或者删去这个键"
    elif help is None and expected == "文本" and isinstance(node, Scalar):
        help = f'加上引号："{node.raw}"' if len(node.raw) <= _SHORT else "加上引号"
        if not isinstance(node.value, bool):
            fix = (Edit(node.span, f'"{node.raw}"'),)
    elif help is None and expected == "列表" and isinstance(node, Scalar) and node.raw:
        help = f"写成列表：[{shown(node.raw)}]"
    elif expected == "文本" and isinstance(node, Items):
        help = "这里只写一个，不写列表"
    elif expected == "文本" and (text := _split_by_a_colon(node)) is not None:
        help = f'文字里有半角冒号，给整段文字加引号："{text}"'
    elif name == "in_force" and isinstance(node, Scalar) and day_meant(node.raw):
        help = f"写成 {{from: {day_meant(node.raw)}}}；只到某一日为止的，写 until"
    subject = f"“{name}”" if name and not name.isdigit() else "这里"
    return Diagnostic.error(
        "GZ203",
        f"{subject}应为{expected}，而不是{_kind_of(node)}",
        node.span,
        help=help or _WAYS_OUT.get(expected),
        fix=fix,
    )


def _split_by_a_colon(node: Node) -> str | None:
    """Return the text that was read as one key and its value, without braces; None for others."""
    if not isinstance(node, MappingNode) or len(node) != 1:
        return None
    [(key, value)] = node.entries
    braced = (node.span.line, node.span.column) != (key.span.line, key.span.column)
    if braced or not isinstance(value, Scalar) or key.quoted or value.quoted:
        return None
    return f"{key.raw}: {value.raw}"


def _hint(node: Node) -> str | None:
    return fullwidth_hint(node.raw) if isinstance(node, Scalar) and not node.quoted else None


def _shown(node: Node) -> str:
    return shown(node.raw) if isinstance(node, Scalar) else _kind_of(node)


def _kind_of(node: Node) -> str:
    if not isinstance(node, Scalar):
        return "键值对（映射）" if isinstance(node, MappingNode) else "列表"
    match node.value:
        case None:
            return "null"
        case bool():
            return node.raw
        case str():
            return f"文本“{shown(node.raw)}”"
        case _:
            return f"数字 {shown(node.raw)}"
