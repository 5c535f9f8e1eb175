"""A sheet read as a list: every row with its place, and everything that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gaozhi.compiler import Column
from gaozhi.lists._cells import CellError, fold, read_cell, unlabelled
from gaozhi.lists._grid import Grid, Merge
from gaozhi.lists._heading import Heading, check_heading
from gaozhi.lists._kind import Kind
from gaozhi.lists._place import CellPlace
from gaozhi.lists._rows import LABELS, Cell
from gaozhi.lists._values import FormulaError, text_of
from gaozhi.source import Diagnostic, Related, shown

__all__ = ["SheetRow", "read_rows"]

_ASIDE: Final = re.compile(r"[（(【]?\s*(注|备注|说明|填表|填报|合计|总计|共计|附)")
"""How a line begins that stands among the rows and is none."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a list as a sheet has it.

    Attributes:
        line: the row of the sheet.
        fields: what it states, by the path of each field.
        places: where each of them stands.

    """

    line: int
    fields: Mapping[str, Cell]
    places: Mapping[str, CellPlace]


@dataclass(slots=True)
class _Reading:
    grid: Grid
    kind: Kind
    heading: Heading
    check_mode: Callable[[str], None]
    problems: list[Diagnostic] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    told: set[CellPlace] = field(default_factory=set)
    """the cells that have been told of: a merged one is read once a row"""
    doubts: dict[tuple[str, int], list[Diagnostic]] = field(default_factory=dict)
    """what is doubtful of a whole column, once a cell"""


def read_rows(
    grid: Grid,
    kind: Kind,
    heading: Heading,
    check_mode: Callable[[str], None],
    problems: list[Diagnostic],
) -> list[SheetRow]:
    """Return the rows below the heading; problems are added.

    Args:
        grid: the sheet.
        kind: which list it holds.
        heading: where it begins, and what its columns state.
        check_mode: raises CellError for a text that is no value of 实施方式.
        problems: receives what is wrong, each with its cell.

    """
    reading = _Reading(grid, kind, heading, check_mode)
    lines = [line for line in range(heading.last + 1, grid.rows + 1) if _holds_row(reading, line)]
    filled = {c for line in lines for c in heading.names if not grid.at(line, c).blank}
    reading.problems += check_heading(grid, kind, heading, filled)
    rows = [_row(reading, line) for line in lines]
    _check_merges(reading, rows)
    _check_twice(reading, rows)
    _tell_of_the_rest(reading)
    problems += [*reading.problems, *_doubts(reading)]
    return rows


def _holds_row(reading: _Reading, line: int) -> bool:
    """Whether a row of the sheet holds one of the list: no guide, no heading again, no remark."""
    grid, heading = reading.grid, reading.heading
    held = {c: grid.at(line, c) for c in heading.columns}
    held = {c: raw for c, raw in held.items() if not raw.blank}
    if not held:
        if any(not grid.at(line, c).blank for c in range(1, grid.columns + 1)):
            reading.aside.append(line)
        return False
    texts = {c: str(raw.value) for c, raw in held.items()}
    notes = heading.layout.notes
    if all(fold(text) == fold(notes.get(heading.columns[c].name, "")) for c, text in texts.items()):
        return False
    if all(fold(text) in _headings(heading.columns[c]) for c, text in texts.items()):
        return False
    if _is_aside(reading, line, texts):
        reading.aside.append(line)
        return False
    return True


def _headings(column: Column) -> set[str]:
    return {fold(column.name), fold(column.group or "")} - {""}


def _is_aside(reading: _Reading, line: int, texts: Mapping[int, str]) -> bool:
    """Whether a line is one text, across the columns that tell rows apart or beside them all."""
    grid, columns = reading.grid, reading.heading.columns
    if len({grid.place(line, c) for c in texts}) > 1:
        return False
    keys = [c for c, column in columns.items() if column.parts[0].field in _keys(reading.kind)]
    merge = grid.merge(line, next(iter(texts)))
    if merge is not None and merge.top == merge.bottom:
        return sum(merge.left <= c <= merge.right for c in keys) > 1
    column, text = next(iter(texts.items()))
    numbered = columns[column].parts[0].field == "number"
    return bool(_ASIDE.match(text)) or (numbered and not text.strip().rstrip(".、．").isdecimal())


def _keys(kind: Kind) -> tuple[str, ...]:
    return ("number", kind.thing, "matter")


def _row(reading: _Reading, line: int) -> SheetRow:
    fields: dict[str, Cell] = {}
    places: dict[str, CellPlace] = {}
    for column, numbers in _by_column(reading.heading).items():
        found = _read(reading, line, column, numbers)
        place = reading.grid.place(line, numbers[0])
        for part in column.parts:
            places.setdefault(part.field, place)
        for path, value in found.items():
            if path in fields and fields[path] != value:
                message = f"“{LABELS[path]}”写了两样：{fields[path]}、{value}"
                _fault(reading, "GZ648", message, place, "只留其一")
            fields.setdefault(path, value)
            places[path] = place
    _check_needed(reading, line, fields, places)
    return SheetRow(line, fields, places)


def _by_column(heading: Heading) -> dict[Column, list[int]]:
    """Return the sheet's columns by what they state; one heading may stand over several."""
    found: dict[Column, list[int]] = {}
    for number, column in heading.columns.items():
        found.setdefault(column, []).append(number)
    return found


def _read(
    reading: _Reading, line: int, column: Column, numbers: Sequence[int]
) -> Mapping[str, Cell]:
    """Return the fields that the cells of a column state; what is wrong is told once a cell."""
    is_number = column.parts[0].field == "number"
    texts: dict[CellPlace, str] = {}
    for number in numbers:
        place = reading.grid.place(line, number)
        try:
            found = text_of(reading.grid.at(line, number), number=is_number)
            if found.doubt is not None and place not in reading.told:
                way_out = "核对；要紧的，把格式改成“文本”，再照原文填写"
                _doubt(reading, "数字", found.doubt, place, way_out)
            texts[place] = found.text
        except CellError as error:
            code = "GZ647" if isinstance(error, FormulaError) else "GZ648"
            _fault(reading, code, str(error), place, error.help)
    place = reading.grid.place(line, numbers[0])
    text = "\n".join(texts.values())
    if unlabelled(column, text) and place not in reading.told:
        label = column.parts[0].label
        message = f"没有写明是哪一层，当作“{label}”"
        others = "、".join(f"“{part.label}：”" for part in column.parts)
        _doubt(reading, "标签", message, place, f"在各行的开头写上 {others}")
    try:
        fields = read_cell(column, text)
        if isinstance(mode := fields.get("mode"), str) and column.parts[0].mark is None:
            reading.check_mode(mode)
    except CellError as error:
        _fault(reading, "GZ648", f"{column.name}：{error}", place, error.help)
        return {}
    return fields


def _check_needed(
    reading: _Reading, line: int, fields: Mapping[str, Cell], places: Mapping[str, CellPlace]
) -> None:
    for path in _keys(reading.kind):
        place = places.get(path)
        if path in fields or place is None or place in reading.told:
            continue
        name = reading.heading.columns[place.column].name
        message = f"第 {line} 行没有写“{name}”"
        way_out = "补上；与上一行相同的，合并单元格，或者各行都写"
        _fault(reading, "GZ649", message, place, way_out)


def _check_merges(reading: _Reading, rows: Sequence[SheetRow]) -> None:
    """Report cells merged over rows of several matters, where the catalog does not allow them."""
    matters = {row.line: row.fields.get("matter") for row in rows}
    for number, column in reading.heading.columns.items():
        paths = {part.field for part in column.parts}
        if column.across or "matter" in paths:
            continue
        seen: set[Merge] = set()
        for row in rows:
            merge = reading.grid.merge(row.line, number)
            if merge is None or merge in seen:
                continue
            seen.add(merge)
            lines = [line for line in matters if merge.top <= line <= merge.bottom]
            _check_merge(reading, number, column, merge, {line: matters[line] for line in lines})


def _check_merge(
    reading: _Reading, number: int, column: Column, merge: Merge, over: Mapping[int, Cell | None]
) -> None:
    if reading.grid.at(merge.top, merge.left).blank:
        return
    matters = dict.fromkeys(str(matter) for matter in over.values() if matter is not None)
    first = column.parts[0].field
    place = reading.grid.place(merge.top, number)
    if first == "number" and len(over) > 1:
        message = f"合并的单元格 {merge.name} 使 {len(over)} 行共用一个序号"
        _fault(reading, "GZ646", message, place, "拆开，每一行写自己的序号")
    elif len(matters) > 1:
        named = "、".join(f"“{shown(matter)}”" for matter in matters)
        message = f"“{column.name}”的合并单元格 {merge.name} 管了几个事项：{named}"
        way_out = "按事项拆开，各写各的"
        if first != reading.kind.thing:
            way_out += f"；原表确实如此的，在目录的 across 里写“{column.name}”"
        _fault(reading, "GZ646", message, place, way_out)


def _check_twice(reading: _Reading, rows: Sequence[SheetRow]) -> None:
    numbers: dict[object, SheetRow] = {}
    pairs: dict[object, SheetRow] = {}
    thing = reading.kind.thing
    for row in rows:
        number, pair = row.fields.get("number"), (row.fields.get(thing), row.fields.get("matter"))
        for key, seen, path, what in (
            (number, numbers, "number", f"序号 {number}"),
            (pair if None not in pair else None, pairs, thing, f"“{pair[1]}”的“{pair[0]}”"),
        ):
            earlier = None if key is None else seen.setdefault(key, row)
            if earlier is None or earlier is row or row.places[path] == earlier.places[path]:
                continue
            message = f"{what}在第 {earlier.line} 行已经写过"
            related = (Related(earlier.places[path], "在这里"),)
            way_out = "与清单原文核对，删去一行，或者改正"
            found = Diagnostic.error(
                "GZ650", message, row.places[path], related=related, help=way_out
            )
            reading.problems.append(found)


def _tell_of_the_rest(reading: _Reading) -> None:
    grid = reading.grid
    for line in reading.aside:
        columns = (c for c in range(1, grid.columns + 1) if not grid.at(line, c).blank)
        column = next(columns)
        text = shown(" ".join(str(grid.at(line, column).value).split()))
        message = f"第 {line} 行“{text}”没有当作清单的一行"
        reading.problems.append(Diagnostic.note("GZ651", message, grid.place(line, column)))
    for what, numbers in (("行", grid.hidden_rows), ("栏", grid.hidden_columns)):
        if what == "行":
            numbers = tuple(n for n in numbers if n > reading.heading.last)
        if numbers:
            place = grid.place(numbers[0], 1) if what == "行" else grid.place(1, numbers[0])
            which = "、".join(map(str, numbers[:10])) + ("……" if len(numbers) > 10 else "")
            message = f"第 {which} {what}是隐藏的，照样导入了"
            way_out = "取消隐藏，核对内容；不要的，删去"
            reading.problems.append(Diagnostic.warning("GZ651", message, place, help=way_out))


def _fault(reading: _Reading, code: str, message: str, place: CellPlace, help_: str) -> None:
    if place not in reading.told:
        reading.told.add(place)
        reading.problems.append(Diagnostic.error(code, message, place, help=help_))


def _doubt(reading: _Reading, kind: str, message: str, place: CellPlace, help_: str) -> None:
    reading.told.add(place)
    doubt = Diagnostic.warning("GZ648", message, place, help=help_)
    reading.doubts.setdefault((kind, place.column), []).append(doubt)


def _doubts(reading: _Reading) -> Iterator[Diagnostic]:
    """Yield what is doubtful, once a column: what is true of a whole column is told once."""
    for alike in reading.doubts.values():
        first = alike[0]
        more = f"；这一栏还有 {len(alike) - 1} 处也是这样" if len(alike) > 1 else ""
        yield replace(first, message=first.message + more)
