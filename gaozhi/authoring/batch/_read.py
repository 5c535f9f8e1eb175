"""Reading a table of cases: CSV, Parquet or a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow
import pyarrow.csv
import pyarrow.parquet

from gaozhi.authoring.lists.sheets import open_grids
from gaozhi.errors import CaseError
from gaozhi.source import Diagnostic, Span, decode, shown

__all__ = ["KINDS", "read_table"]

OnProgress = Callable[[int, int | None], None]

KINDS: Final = (".csv", ".parquet", ".xlsx")
"""The kinds of files of many cases, by the ending of their names."""

_GBK: Final = "GBK"
_ROW: Final = re.compile(r"Row #(\d+)")
"""Where Arrow says that a line of CSV is not like the first."""


def read_table(path: Path, on_progress: OnProgress) -> tuple[Any, tuple[str, ...]]:
    """Return the cases of a file as an Arrow table, and what a person is to be told of it.

    Args:
        path: the file.
        on_progress: is told how many rows of a spreadsheet have been read, and of how many.

    Raises:
        CaseError: it cannot be read, or is no table.
        ListError: it is no spreadsheet that can be read.

    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise unusable_table(path, f"不认识：{shown(path.name)}", f"写 {'、'.join(KINDS)} 文件")
    if kind == ".xlsx":
        return _spreadsheet(path, on_progress), ()
    try:
        if kind == ".parquet":
            return pyarrow.parquet.read_table(path), ()
        return _csv(path, path.read_bytes())
    except FileNotFoundError as error:
        found = Diagnostic.error("GZ703", f"没有文件 {shown(str(path), 200)}", help="核对路径")
        raise CaseError([found]) from error
    except OSError as error:
        message = f"{shown(str(path), 200)} 读不出来"
        raise CaseError([Diagnostic.error("GZ702", message, help="核对路径和权限")]) from error
    except pyarrow.ArrowException as error:
        said = _ROW.search(str(error))
        line = 1 if said is None else int(said[1])
        help = "核对文件是否完整；每一行的栏数要和第一行相同，格子里有逗号、换行的要加引号"
        raise unusable_table(path, "读不出来", help, line) from error


def unusable_table(path: Path, why: str, help: str, line: int = 1) -> CaseError:
    """Return the refusal of a table of cases.

    Args:
        path: the file.
        why: what is wrong.
        help: the way out.
        line: where.

    """
    place = Span(str(path), line, 1, line, 1)
    return CaseError([Diagnostic.error("GZ744", f"案件表{why}", place, help=help)])


def _csv(path: Path, data: bytes) -> tuple[Any, tuple[str, ...]]:
    """Return a file of comma-separated values; every cell is text, and an empty one is missing."""
    text = decode(data)
    notes: tuple[str, ...] = ()
    if not isinstance(text, str):
        if _GBK not in text.message:
            raise unusable_table(path, f"不能用：{text.message}", text.help)
        text, notes = text.text, ("文件是 GBK（GB 18030）编码，已按 GBK 读取",)
    names = next(csv.reader(io.StringIO(text)), [])
    if not any(name.strip() for name in names):
        raise unusable_table(path, "第一行没有列名", "第一行写列名，每一列一个事实")
    encoded = text.encode()
    try:
        return _parsed(encoded, names, threads=True), notes
    except pyarrow.ArrowInvalid:
        # Read in one go, it says which line is not like the first.
        return _parsed(encoded, names, threads=False), notes


def _parsed(text: bytes, names: Sequence[str], *, threads: bool) -> Any:  # noqa: ANN401 - as above
    """Return the table that comma-separated values make, every column of it text."""
    return pyarrow.csv.read_csv(
        pyarrow.BufferReader(text),
        read_options=pyarrow.csv.ReadOptions(use_threads=threads),
        # An empty line of a single column is a row that states nothing.
        parse_options=pyarrow.csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=len(names) > 1
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={name: pyarrow.string() for name in names},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def _spreadsheet(path: Path, on_progress: OnProgress) -> Any:  # noqa: ANN401 - as above
    """Return the first visible sheet that holds something."""
    grids = [grid for grid in open_grids(path, None, on_progress) if not grid.blank]
    if not grids:
        raise unusable_table(path, "是空的", "第一行写列名，以下每一行一个案件")
    grid = grids[0]
    columns = range(1, grid.columns + 1)
    names = [str(grid.at(1, column).value or "") for column in columns]
    reckoned = [
        grid.place(row, column).cell
        for row in range(2, grid.rows + 1)
        for column in columns
        if grid.at(row, column).kind in ("f", "e")
    ]
    if reckoned:
        where = "、".join(reckoned[:10])
        help = "公式的结果没有存在文件里；复制这几格，选择性粘贴为数值"
        raise unusable_table(path, f"里有公式或者错误值：{where}", help)
    cells = [
        _column([grid.at(row, column).value for row in range(2, grid.rows + 1)])
        for column in columns
    ]
    kept = [place for place, name in enumerate(names) if name.strip()]
    return pyarrow.Table.from_arrays([cells[n] for n in kept], names=[names[n] for n in kept])


def _column(values: Sequence[object]) -> Any:  # noqa: ANN401 - as above
    """Return a column as Arrow has it; one of several types as text."""
    try:
        return pyarrow.array(values)
    except (pyarrow.ArrowException, TypeError, ValueError):
        return pyarrow.array([None if value is None else str(value) for value in values])
