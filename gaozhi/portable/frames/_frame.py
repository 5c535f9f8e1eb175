"""The frames of three libraries: their columns, and the same frame with more of them.

pandas and polars are imported only where a caller has handed over one of their frames.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final, Protocol

import numpy
import pyarrow

from gaozhi.errors import CaseError
from gaozhi.portable.frames._column import Codes, Column
from gaozhi.source import Diagnostic, described

__all__ = ["Frame", "open_frame"]

_KINDS: Final = "pandas、polars 的 DataFrame，或者 Arrow 的表"


class Frame(Protocol):
    """A frame, whichever library it is of."""

    names: list[Any]
    rows: int

    def column(self, name: str) -> Column:
        """Return the column of a name that is there once."""

    def extended(self, added: Mapping[str, Any], rows: Codes) -> Any:  # noqa: ANN401
        """Return a frame of the same kind that has more columns; this one stays as it is.

        Args:
            added: the columns by name: an Arrow array of distinct values.
            rows: for every row, which of these it has.

        """


def open_frame(frame: object) -> Frame:
    """Return a caller's frame.

    Raises:
        CaseError: it is none.

    """
    if _is(frame, "pandas", "DataFrame"):
        return _Pandas(frame)
    if _is(frame, "polars", "DataFrame"):
        return _Polars(frame)
    if _is(frame, "polars", "LazyFrame"):
        raise CaseError([_no_frame(frame, "先 collect()")])
    if isinstance(frame, pyarrow.Table | pyarrow.RecordBatch):
        return _Arrow(pyarrow.table(frame))
    if hasattr(frame, "__arrow_c_stream__"):
        try:
            return _Arrow(pyarrow.table(frame))
        except Exception as error:
            raise CaseError([_no_frame(frame, f"它没有给出 Arrow 的表：{error}")]) from error
    raise CaseError([_no_frame(frame, f"交 {_KINDS}；一个案件用 decide")])


def _no_frame(frame: object, help: str) -> Diagnostic:
    message = f"frame 应为 {_KINDS}，而不是{described(frame)}"
    return Diagnostic.error("GZ740", message, help=help, path=("frame",))


def _is(frame: object, library: str, name: str) -> bool:
    found = getattr(sys.modules.get(library), name, None)
    return isinstance(found, type) and isinstance(frame, found)


class _Arrow:
    def __init__(self, table: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        self._table = table
        self.names = list(table.column_names)
        self.rows = table.num_rows

    def column(self, name: str) -> Column:
        return Column.of_arrow(self._table.column(name))

    def extended(self, added: Mapping[str, Any], rows: Codes) -> Any:  # noqa: ANN401
        table, places = self._table, pyarrow.array(rows)
        for name, values in added.items():
            table = table.append_column(name, values.take(places))
        return table


class _Polars:
    def __init__(self, frame: Any) -> None:  # noqa: ANN401 - an extra's class
        self._frame = frame
        self.names = list(frame.columns)
        self.rows = frame.height

    def column(self, name: str) -> Column:
        series = self._frame.get_column(name)
        if str(series.dtype) == "Object":
            return Column.of_values(series.to_list())
        return Column.of_arrow(pyarrow.chunked_array(series))

    def extended(self, added: Mapping[str, Any], rows: Codes) -> Any:  # noqa: ANN401
        import polars

        places = polars.Series(rows)
        columns = [polars.Series(name, values).gather(places) for name, values in added.items()]
        return self._frame.with_columns(columns)


class _Pandas:
    def __init__(self, frame: Any) -> None:  # noqa: ANN401 - an extra's class
        self._frame = frame
        self.names = list(frame.columns)
        self.rows = len(frame)

    def column(self, name: str) -> Column:
        series = self._frame[name]
        if series.dtype != object:
            try:
                return Column.of_arrow(pyarrow.array(series, from_pandas=True))
            except (pyarrow.ArrowException, TypeError, ValueError):
                # A type of pandas' own, which Arrow does not have.
                pass
        return Column.of_values(series.array)

    def extended(self, added: Mapping[str, Any], rows: Codes) -> Any:  # noqa: ANN401
        frame = self._frame.copy(deep=False)
        for name, values in added.items():
            if pyarrow.types.is_list(values.type):
                held = numpy.empty(len(values), object)
                for place, value in enumerate(values.to_pylist()):
                    held[place] = value
                frame[name] = held[rows]
            else:
                frame[name] = values.take(pyarrow.array(rows)).to_pandas().array
        return frame
