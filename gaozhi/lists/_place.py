"""Places in a spreadsheet: a sheet and a cell, as a person finds them."""

from __future__ import annotations

from dataclasses import dataclass

from gaozhi.source import Span, mask

__all__ = ["CellPlace"]


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
