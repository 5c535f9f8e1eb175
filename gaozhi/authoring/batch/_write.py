"""Writing a table of answers: CSV, Parquet or a spreadsheet."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from gaozhi.authoring.lists.sheets import office_library
from gaozhi.errors import CaseError
from gaozhi.source import Diagnostic, mask, without_formula
from gaozhi.source.files_out import place_file

__all__ = ["masked", "write_table"]

_MOST_ROWS: Final = 1_048_575
"""As many rows as a sheet holds beside its heading."""


def masked(table: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a table in which no text has an identity number or begins like a formula."""
    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if not (pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type)):
            continue
        coded = column.combine_chunks().dictionary_encode()
        texts = coded.dictionary.to_pylist()
        safe = [without_formula(mask(text)) for text in texts]
        if safe != texts:
            found = pyarrow.array(safe, pyarrow.string()).take(coded.indices)
            table = table.set_column(place, name, found)
    return table


def write_table(path: Path, table: Any, *, force: bool) -> None:  # noqa: ANN401 - as above
    """Write a table; a list stands in one cell of CSV and of a spreadsheet.

    Args:
        path: the file; its ending says which kind.
        table: the Arrow table.
        force: whether an existing file is replaced.

    Raises:
        CaseError: a sheet does not hold so many rows.
        FileExistsError: the file has come into being meanwhile.
        OSError: it cannot be written; then nothing has changed.

    """
    kind = path.suffix.lower()
    data = io.BytesIO()
    if kind == ".parquet":
        pyarrow.parquet.write_table(table, data)
    elif kind == ".csv":
        # The mark by which Excel knows UTF-8.
        data.write(b"\xef\xbb\xbf")
        pyarrow.csv.write_csv(_flat(table), data)
    else:
        _write_sheet(_flat(table), data)
    place_file(path, data.getvalue(), force=force)


def _flat(table: Any) -> Any:  # noqa: ANN401 - as above
    """Return the table with every list as one text."""
    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if pyarrow.types.is_list(column.type):
            texts = column.combine_chunks()
            joined = pyarrow.compute.binary_join(texts.cast(pyarrow.list_(pyarrow.string())), "；")
            table = table.set_column(place, name, joined)
    return table


def _write_sheet(table: Any, data: io.BytesIO) -> None:  # noqa: ANN401 - as above
    if table.num_rows > _MOST_ROWS:
        message = f"有 {table.num_rows} 行，一张工作表放不下"
        raise CaseError([Diagnostic.error("GZ744", message, help="改写成 .csv 或者 .parquet")])
    book = office_library().Workbook(write_only=True)
    sheet = book.create_sheet("答复")
    sheet.append(table.column_names)
    columns = [table.column(place).to_pylist() for place in range(table.num_columns)]
    for row in zip(*columns, strict=True):
        sheet.append(row)
    book.save(data)
