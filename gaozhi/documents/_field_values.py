"""What whoever makes out a form writes into it: read against the field, faults told at once."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from gaozhi.engine import Place
from gaozhi.errors import DocumentError
from gaozhi.model import Form, FormField, FormTable
from gaozhi.source import (
    MOST_PROBLEMS,
    Diagnostics,
    Span,
    did_you_mean,
    read_day,
    require,
    require_callable,
    require_flag,
    shown,
    whole_number,
)

Given = str | tuple[str, ...] | tuple[Mapping[str, str], ...]
"""A text; the lines of a list; the rows of a table by column."""

_LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Written:
    """How a form is to be made out.

    Attributes:
        given: what is written into its fields, by name.
        with_identity: print identity numbers in full.
        blank: leave needed fields open too, whatever the case.
        place: tells where `given` stands in a file, under ``fill``.

    Raises:
        DocumentError: what a caller gave is of another type.

    """

    given: Mapping[str, object]
    with_identity: bool = False
    blank: bool = False
    place: Place | None = None

    def __post_init__(self) -> None:
        require_callable(self.place, "place", DocumentError)
        require_flag(self.with_identity, "with_identity", DocumentError)
        require_flag(self.blank, "blank", DocumentError)
        expected = "键值对（映射）"
        require(self.given, Mapping, "given", expected, "写作 {字段: 内容, …}", DocumentError)  # type: ignore[type-abstract]

    def span(self, name: str, *, key: bool = False) -> Span | None:
        """Return where a value, or the field's name, stands in a file."""
        if self.place is None:
            return None
        return self.place(("fill", name))[0 if key else 1]

    def lacking(self) -> Span | None:
        """Return where a field that is not written would stand: at ``fill``, or the file's head."""
        if self.place is None:
            return None
        return self.place(("fill",))[0] or self.place(("jurisdiction",))[0]


def read_given(
    form: Form,
    written: Written,
    elsewhere: Collection[str],
    day: date | None,
    problems: Diagnostics,
) -> dict[str, Given]:
    """Return what was written into the fields of a form; what cannot stand there is a problem.

    Args:
        form: the form.
        written: what was written; None is nothing.
        elsewhere: fields of other forms, for which one case file may hold what is written too.
        day: the day of the case, for the year of a number.
        problems: receives every fault.

    """
    tables = {block.table.rows: block.table for block in form.blocks if block.table is not None}
    found: dict[str, Given] = {}
    for key, value in written.given.items():
        if len(problems) > MOST_PROBLEMS:
            break
        name = key if isinstance(key, str) else shown(key)
        field = form.fields.get(name)
        if field is None and name in elsewhere:
            continue
        if field is None:
            _no_such_field(form, name, written.span(name, key=True), problems)
        elif value is not None:
            try:
                found[field.name] = _read(field, value, tables.get(field.name), day)
            except _Unfit as unfit:
                message = f"字段“{field.name}”{unfit.message}"
                span = written.span(field.name)
                problems.error("GZ545", message, span, help=unfit.help)
    return found


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    """A value does not fit its field."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def _no_such_field(form: Form, name: str, span: Span | None, problems: Diagnostics) -> None:
    fillable = [field.name for field in form.fields.values() if field.may_be_given]
    help = did_you_mean(name, fillable, f"可填：{'、'.join(fillable) or '无'}")
    message = f"《{form.name}》没有字段“{shown(name)}”"
    problems.error("GZ545", message, span, help=help)


def _read(field: FormField, value: object, table: FormTable | None, day: date | None) -> Given:
    if not field.may_be_given:
        raise _Unfit("由人手写（签名、盖章），不能填写", "删去这一项，打印后签名、盖章")
    if table is not None:
        return _rows(value, table)
    if field.rows is not None:
        lines = [value] if isinstance(value, str) else value
        if not isinstance(lines, Sequence):
            raise _Unfit("应为列表", "写作 [第一行, 第二行]")
        return tuple(_text(line) for line in lines)
    if field.is_date:
        return _day(value)
    if field.serial is not None:
        return _serial(field.serial, value, day)
    text = _text(value)
    if field.choices and text not in field.choices:
        # The nearest choice may mean the opposite: 不实 is near to 真实. All are offered.
        raise _Unfit(f"没有“{shown(text)}”这个选项", f"可填：{'、'.join(field.choices)}")
    return text


def _written_number(number: int) -> str:
    """Return a whole number as text, however long; Python itself writes none of 5,000 digits."""
    return str(Decimal(number))


def _text(value: object) -> str:
    number = whole_number(value)
    if number is not None:
        value = _written_number(number)
    if not isinstance(value, str):
        raise _Unfit("应为文本", "写成一段文字")
    text = value.replace("\r\n", "\n").strip()
    if len(text) > _LONGEST:
        raise _Unfit(f"超过 {_LONGEST} 字", "另附纸说明")
    for sign in text:
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Cn"):
            raise _Unfit("里有不能打印的字符", "删去这个字符（制表符改用空格）")
    return text


def _rows(value: object, table: FormTable) -> tuple[Mapping[str, str], ...]:
    names = [name for _, name in table.columns]
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _Unfit("应为若干行", "一行写作 {栏名: 内容, …}")
    rows: list[Mapping[str, str]] = []
    for row in value:
        if not isinstance(row, Mapping):
            raise _Unfit("的一行应为 {栏名: 内容, …}", f"各栏是 {'、'.join(names)}")
        for column in row:
            if not isinstance(column, str) or column not in names:
                help = did_you_mean(column, names, f"各栏是 {'、'.join(names)}")
                raise _Unfit(f"没有“{shown(column)}”一栏", help)
        rows.append({column: _text(cell) for column, cell in row.items()})
    return tuple(rows)


def printed_day(day: date) -> str:
    """Return a day as documents print it: 2021年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _day(value: object) -> str:
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            value = read_day(value)
    if type(value) is not date:
        raise _Unfit("应为日期", "写作 2021-05-25")
    return printed_day(value)


def _serial(pattern: str, value: object, day: date | None) -> str:
    """Return a number made up as the form prescribes; a bare serial takes the year of the case."""
    help = f"写作 {pattern}（Y 是年份，N 是流水号）；只写流水号的，案件要写明日期"
    number = whole_number(value)
    if number is not None:
        value = _written_number(number)
    if not isinstance(value, str):
        raise _Unfit("应为编号", help)
    shape = re.escape(pattern).replace("Y", "[0-9]").replace("N", "[0-9]")
    if re.fullmatch(shape, value):
        return value
    places = pattern.count("N")
    short = value.isdecimal() and value.isascii() and 0 < int(value) < 10**places
    if short and len(value) <= places and (day is not None or "Y" not in pattern):
        head = pattern.rstrip("N").replace("YYYY", "" if day is None else f"{day.year:04}")
        return f"{head}{int(value):0{places}}"
    raise _Unfit(f"的编号“{shown(value, 40)}”不合样式 {pattern}", help)
