"""Writing a list of a jurisdiction as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from gaozhi.authoring.lists._grid import office_library
from gaozhi.authoring.lists._kind import DIRECTORY, LIST
from gaozhi.authoring.lists._table import has_table, table_of
from gaozhi.errors import ListError
from gaozhi.source import Diagnostic, shown
from gaozhi.source.files_out import check_target, write_new

if TYPE_CHECKING:
    from gaozhi import Jurisdiction

_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: the file.
        title: what stands above the table.
        rows: how many there are.
        columns: the names of the columns.
        added: those among them that the document's form has not, and the rows need.

    """

    path: Path
    title: str
    rows: int
    columns: tuple[str, ...]
    added: tuple[str, ...]


def write_list(
    county: Jurisdiction,
    path: str | PathLike[str],
    *,
    directory: bool = False,
    blank: bool = False,
    force: bool = False,
    on_progress: Callable[[int, int | None], None] = lambda _done, _of: None,
) -> Exported:
    """Write the list of a county as an .xlsx file, laid out as its document prints it.

    A list that is not at hand, whose form the document sets, is written as a blank form.

    Args:
        county: whose list.
        path: the file, which ends in .xlsx.
        directory: write the directory of assistance.
        blank: leave the rows out, for somebody to fill in.
        force: replace a file that is there already.
        on_progress: is told how many rows have been written, and of how many.

    Raises:
        ListError: there is neither a list nor a form, the file cannot be written in this way, or
            openpyxl is not installed.
        OSError: the file cannot be written.

    """
    target, kind = Path(path), DIRECTORY if directory else LIST
    office_library()
    if target.suffix.lower() != _SUFFIX:
        message = f"不能写成 {shown(str(target), 200)}：清单写成 .xlsx"
        raise ListError([Diagnostic.error("GZ548", message, help="文件名以 .xlsx 结尾")])
    check_target(target, ListError, force=force)
    if not has_table(county.program, kind):
        message = f"{county.name}的{kind.name}不在手边，目录里也没有它的样表"
        help = f"在目录里写 {kind.key}，或者写 {kind.form_key}（样表）"
        raise ListError([Diagnostic.error("GZ654", message, help=help)])
    # Here, since it needs the library that was just looked for.
    from gaozhi.authoring.lists._xlsx_writer import workbook

    table = table_of(county.program, kind, blank=blank)
    write_new(target, workbook(table, on_progress), ListError, force=force)
    columns = tuple(column.name for column in table.layout.columns)
    return Exported(target, table.title, len(table.rows), columns, table.added)
