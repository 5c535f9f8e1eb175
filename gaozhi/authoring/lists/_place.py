"""Places in a spreadsheet, as a person finds them: a cell of a sheet, and what a row states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gaozhi.authoring.lists._rows import Cell
from gaozhi.source import Span, mask


@dataclass(frozen=True, slots=True, repr=False)
class CellPlace(Span):
    """A cell of a sheet; `line` is its row, `column` its column.

    >>> str(CellPlace("清单.xlsx", 7, 3, 7, 4, "证明事项清单", "C7"))
    '清单.xlsx:证明事项清单!C7'
    """

    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return mask(f"{self.file}:{self.sheet}!{self.cell}")


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
