"""The page of results: a row a reader, a column a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from conformance.runner import FOLDER

__all__ = ["NAME", "PAGE", "Row", "rows_of", "write"]

NAME: Final = "docs/integrators/readers.md"
PAGE: Final = FOLDER.parents[1] / NAME
_BEGIN: Final = "<!-- 由 python -m conformance --page 写出 -->\n"
_END: Final = "<!-- 到此为止 -->\n"


class Row(NamedTuple):
    """What came of a reader.

    Attributes:
        name: what it is called.
        cases: how many cases it was asked.
        alike: for each level that it answers, how many of them it answered alike.

    """

    name: str
    cases: int
    alike: Mapping[str, int]

    @property
    def is_alike(self) -> bool:
        """Whether every case was answered alike in everything."""
        return all(count == self.cases for count in self.alike.values())

    def shares(self) -> Mapping[str, str]:
        """Return the share of each level as text; what is nearly all is never shown as all."""
        return {level: _share(count, self.cases) for level, count in self.alike.items()}


def _share(right: int, of: int) -> str:
    return "100 %" if right == of else f"{int(1000 * right / of) / 10} %"


def write(rows: Sequence[Row]) -> None:
    """Write the results into the page; what stands around them stays."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n{_table(rows)}\n{_END}{after}", encoding="utf-8")


def _table(rows: Sequence[Row]) -> str:
    levels = list(rows[0].alike)
    lines = [f"| 读取程序 | 案例 | {' | '.join(levels)} |", f"|---|{'---|' * (len(levels) + 1)}"]
    for row in rows:
        shares = row.shares()
        cells = " | ".join(shares.get(level, "—") for level in levels)
        lines.append(f"| {row.name} | {row.cases} | {cells} |")
    return "".join(f"{line}\n" for line in lines)


def rows_of(text: str) -> Mapping[str, Sequence[str]]:
    """Return the rows of a page's table by the names of the readers: the cases, then the shares."""
    table = text.partition(_BEGIN)[2].partition(_END)[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.split("\n")]
    return {row[0]: row[1:] for row in cells[3:] if row}
