"""Reading the rows below a heading, each field with its place, and all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from gaozhi.authoring.lists._cell_fields import CellError, fold, read_cell, unlabelled
from gaozhi.authoring.lists._cell_text import FormulaError, text_of
from gaozhi.authoring.lists._grid import SheetGrid
from gaozhi.authoring.lists._heading import Heading, check_heading
from gaozhi.authoring.lists._kind import ListKind
from gaozhi.authoring.lists._place import CellPlace, SheetRow
from gaozhi.authoring.lists._row_checks import check_merges, check_twice
from gaozhi.authoring.lists._rows import LABELS, Cell
from gaozhi.authoring.lists._sheet_problems import RowsRead, doubt, everything, fault
from gaozhi.model import CERTIFICATE, ITEM_KINDS, Column
from gaozhi.source import Diagnostics

_ASIDE: Final = re.compile(r"[（(【]?\s*(注|备注|说明|填表|填报|合计|总计|共计|附)")
"""How a line begins that stands among the rows and is none."""


def read_rows(
    grid: SheetGrid,
    kind: ListKind,
    heading: Heading,
    check_mode: Callable[[str], None],
    problems: Diagnostics,
) -> list[SheetRow]:
    """Return the rows below the heading; problems are added.

    Args:
        grid: the sheet.
        kind: which list it holds.
        heading: where it begins, and what its columns state.
        check_mode: raises CellError for a text that is no value of 实施方式.
        problems: receives what is wrong, each with its cell.

    """
    reading = RowsRead(grid, kind, heading, check_mode)
    lines = [line for line in range(heading.last + 1, grid.rows + 1) if _holds_row(reading, line)]
    filled = {c for line in lines for c in heading.names if not grid.at(line, c).blank}
    reading.problems += check_heading(grid, kind, heading, filled)
    rows = [_row(reading, line) for line in lines]
    check_merges(reading, rows)
    check_twice(reading, rows)
    problems += everything(reading)
    return rows


def _holds_row(reading: RowsRead, line: int) -> bool:
    """Whether a row of the sheet holds one of the list: no guide, no heading again, no remark."""
    grid, heading = reading.grid, reading.heading
    held = {c: grid.at(line, c) for c in heading.columns}
    held = {c: raw for c, raw in held.items() if not raw.blank}
    own = {c for c in held if _begins_at(grid, line, c)}
    if held and not own:
        # Merged cells that were drawn down past the last row.
        return bool({c for c in held if _is_key(reading, c)})
    if not held:
        if any(not grid.at(line, c).blank for c in range(1, grid.columns + 1)):
            reading.aside.append(line)
        return False
    beside = any(not grid.at(line, c).blank for c in heading.names if c not in heading.columns)
    if not beside and all(heading.columns[c].parts[0].field == "number" for c in held):
        numeral = all(raw.kind == "f" or _is_numeral(str(raw.value)) for raw in held.values())
        (reading.bare if numeral else reading.aside).append(line)
        return False
    texts = {c: str(raw.value) for c, raw in held.items()}
    if all(fold(text) in _guides(heading, c) for c, text in texts.items()):
        return False
    if _is_guide(reading, line, texts) or _is_aside(reading, line, texts):
        reading.aside.append(line)
        return False
    return True


def _begins_at(grid: SheetGrid, line: int, column: int) -> bool:
    merge = grid.merge(line, column)
    return merge is None or merge.top == line


def _is_key(reading: RowsRead, column: int) -> bool:
    return reading.heading.columns[column].parts[0].field in (reading.kind.thing, "number")


def _is_numeral(text: str) -> bool:
    return text.strip().rstrip(".、．").isdecimal()


def _guides(heading: Heading, number: int) -> set[str]:
    """Return what may stand in a column of a row that is none: its name, how it is filled in."""
    column = heading.columns[number]
    said = (column.name, column.group or "", heading.layout.notes.get(column.name, ""))
    return {fold(text) for text in said} - {""}


def _is_guide(reading: RowsRead, line: int, texts: Mapping[int, str]) -> bool:
    """Whether a row tells how to fill in the table: the first, without a number and a name."""
    kind, heading = reading.kind, reading.heading
    keys = {c for c, column in heading.columns.items() if column.parts[0].field in kind.keys[:2]}
    return line == heading.last + 1 and len(keys) > 1 and keys.isdisjoint(texts)


def _is_aside(reading: RowsRead, line: int, texts: Mapping[int, str]) -> bool:
    """Whether a line is one text, across the columns that tell rows apart or beside them all."""
    grid, columns = reading.grid, reading.heading.columns
    if len({grid.place(line, c) for c in texts}) > 1:
        return False
    keys = [c for c, column in columns.items() if column.parts[0].field in reading.kind.keys]
    merge = grid.merge(line, next(iter(texts)))
    if merge is not None and merge.top == merge.bottom:
        return sum(merge.left <= c <= merge.right for c in keys) > 1
    return bool(_ASIDE.match(next(iter(texts.values()))))


def _row(reading: RowsRead, line: int) -> SheetRow:
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
                fault(reading, "GZ648", message, place, "只留其一")
            fields.setdefault(path, value)
            places[path] = place
    if fields.get("kind") == CERTIFICATE:
        # What is not said otherwise is a certificate, in a sheet as in a catalog.
        del fields["kind"]
    _check_needed(reading, line, fields, places)
    return SheetRow(line, fields, places)


def _by_column(heading: Heading) -> dict[Column, list[int]]:
    """Return the sheet's columns by what they state; one heading may stand over several."""
    found: dict[Column, list[int]] = {}
    for number, column in heading.columns.items():
        found.setdefault(column, []).append(number)
    return found


def _read(
    reading: RowsRead, line: int, column: Column, numbers: Sequence[int]
) -> Mapping[str, Cell]:
    """Return the fields that the cells of a column state; a cell has at most one problem."""
    is_number = column.parts[0].field == "number"
    texts: dict[CellPlace, str] = {}
    for number in numbers:
        place = reading.grid.place(line, number)
        try:
            found = text_of(reading.grid.at(line, number), number=is_number)
            if found.doubt is not None and place not in reading.reported:
                help = "核对；要紧的，把格式改成“文本”，再照原文填写"
                doubt(reading, "数字", found.doubt, place, help)
            texts[place] = found.text
        except FormulaError as error:
            reading.reported.add(place)
            reading.formulas.setdefault(place.column, {})[place.line] = error
        except CellError as error:
            fault(reading, "GZ648", str(error), place, error.help)
    place = reading.grid.place(line, numbers[0])
    text = "\n".join(texts.values())
    if unlabelled(column, text) and place not in reading.reported:
        label = column.parts[0].label
        message = f"没有写明是哪一层，当作“{label}”"
        others = "、".join(f"“{part.label}：”" for part in column.parts)
        doubt(reading, "标签", message, place, f"在各行的开头写上 {others}")
    try:
        fields = read_cell(column, text)
        if isinstance(mode := fields.get("mode"), str) and column.parts[0].mark is None:
            reading.check_mode(mode)
        if (said := fields.get("kind")) is not None:
            _check_kind(said)
    except CellError as error:
        fault(reading, "GZ648", f"{column.name}：{error}", place, error.help)
        return {}
    return fields


def _check_kind(said: Cell) -> None:
    """Raise CellError for a text that is no kind of item."""
    if said not in ITEM_KINDS:
        raise CellError(f"没有“{said}”这一种", f"写 {'、'.join(ITEM_KINDS)} 之一；空着就是证明")


def _check_needed(
    reading: RowsRead, line: int, fields: Mapping[str, Cell], places: Mapping[str, CellPlace]
) -> None:
    for path in reading.kind.keys:
        if path == reading.kind.thing and "kind" in fields:
            continue
        place = places.get(path)
        if path in fields or place is None or place in reading.reported:
            continue
        columns = reading.heading.columns.values()
        name = next(c.name for c in columns if path in {part.field for part in c.parts})
        message = f"第 {line} 行没有写“{name}”"
        help = "补上；与上一行相同的，合并单元格，或者各行都写"
        fault(reading, "GZ649", message, place, help)
