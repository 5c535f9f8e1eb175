"""What is wrong with rows together: cells merged over several matters, rows that are twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gaozhi.authoring.lists._grid import Merge
from gaozhi.authoring.lists._place import SheetRow
from gaozhi.authoring.lists._rows import Cell
from gaozhi.authoring.lists._sheet_problems import RowsRead, fault
from gaozhi.model import Column
from gaozhi.source import Diagnostic, Related, shown


def check_merges(reading: RowsRead, rows: Sequence[SheetRow]) -> None:
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
    reading: RowsRead, number: int, column: Column, merge: Merge, over: Mapping[int, Cell | None]
) -> None:
    if reading.grid.at(merge.top, merge.left).blank:
        return
    matters = dict.fromkeys(str(matter) for matter in over.values() if matter is not None)
    first = column.parts[0].field
    place = reading.grid.place(merge.top, number)
    if first == "number" and len(over) > 1:
        message = f"合并的单元格 {merge.name} 使 {len(over)} 行共用一个序号"
        fault(reading, "GZ646", message, place, "拆开，每一行写自己的序号")
    elif len(matters) > 1:
        named = "、".join(f"“{shown(matter)}”" for matter in matters)
        message = f"“{column.name}”的合并单元格 {merge.name} 管了几个事项：{named}"
        help = "按事项拆开，各写各的"
        if first != reading.kind.thing:
            help += f"；原表确实如此的，在目录的 across 里写“{column.name}”"
        fault(reading, "GZ646", message, place, help)


def check_twice(reading: RowsRead, rows: Sequence[SheetRow]) -> None:
    """Report numbers, and certificates of one matter, that stand in two rows."""
    numbers: dict[object, SheetRow] = {}
    pairs: dict[object, SheetRow] = {}
    thing = reading.kind.thing
    for row in rows:
        number, kind = row.fields.get("number"), row.fields.get("kind")
        named, matter = row.fields.get(thing), row.fields.get("matter")
        pair = None if matter is None or (named or kind) is None else (kind, named, matter)
        for key, seen, path, what in (
            (number, numbers, "number", f"序号 {number} "),
            (pair, pairs, thing if named else "matter", f"“{matter}”的“{named or kind}”"),
        ):
            earlier = None if key is None else seen.setdefault(key, row)
            if earlier is None or earlier is row or row.places[path] == earlier.places[path]:
                continue
            message = f"{what}已在第 {earlier.line} 行写过"
            related = (Related(earlier.places[path], "在这里"),)
            help = "与清单原文核对，删去一行，或者改正"
            found = Diagnostic.error("GZ650", message, row.places[path], related=related, help=help)
            reading.problems.append(found)
