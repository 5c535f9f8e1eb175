"""A column as its distinct values, and for every row which of them it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy
import pyarrow
from numpy.typing import NDArray

from gaozhi.model import is_missing

__all__ = ["MISSING", "Codes", "Column"]

Codes = NDArray[numpy.integer[Any]]
"""A number for every row."""

MISSING: Final = -1
"""The code of a row that states nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame.

    Attributes:
        codes: for every row the place of its value among `values`, or `MISSING`.
        values: the distinct values; the same one may be there twice.

    """

    codes: Codes
    values: list[Any]

    @classmethod
    def constant(cls, value: object, rows: int) -> Column:
        """Return the column that has one value in every row."""
        code = MISSING if is_missing(value) else 0
        return cls(numpy.full(rows, code, numpy.int64), [value])

    @classmethod
    def of_arrow(cls, array: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
        """Return a column of Arrow's."""
        if isinstance(array, pyarrow.ChunkedArray):
            array = array.combine_chunks()
        if isinstance(array, pyarrow.ExtensionArray):
            array = array.storage
        kind = array.type
        if pyarrow.types.is_null(kind):
            return cls.constant(None, len(array))
        if pyarrow.types.is_boolean(kind):
            return cls(_codes(array), [False, True])
        if pyarrow.types.is_string_view(kind):
            array = array.cast(pyarrow.large_string())
        if not pyarrow.types.is_dictionary(kind):
            try:
                array = array.dictionary_encode()
            except pyarrow.ArrowNotImplementedError:
                return cls.of_values(array.to_pylist())
        return cls._with(_codes(array.indices), array.dictionary.to_pylist())

    @classmethod
    def of_values(cls, given: Iterable[Any]) -> Column:
        """Return a column of Python's own values, of whatever types.

        Values that are equal and of different types, as True and 1, are told apart.
        """
        values: list[Any] = []
        places: dict[object, int] = {}
        codes: list[int] = []
        for value in given:
            kind = type(value)
            try:
                key: object = (kind, value)
                place = places.get(key)
            except Exception:  # noqa: BLE001 - a value that cannot be hashed, or not compared
                key = (kind, repr(value)) if kind in (list, set, dict) else (id(value), len(values))
                place = places.get(key)
            if place is None:
                place = places[key] = len(values)
                values.append(value)
            codes.append(place)
        return cls._with(numpy.array(codes, numpy.int64), values)

    @classmethod
    def _with(cls, codes: Codes, values: list[Any]) -> Column:
        """Return a column of which what means that nothing is known counts as missing."""
        missing = [place for place, value in enumerate(values) if is_missing(value)]
        if missing:
            codes = numpy.where(numpy.isin(codes, missing), MISSING, codes)
        return cls(codes, values)

    def mapped(self, change: Callable[[Any], Any]) -> Column:
        """Return the column with every value changed."""
        return self._with(self.codes, [change(value) for value in self.values])

    def at(self, row: int) -> Any:  # noqa: ANN401 - whatever a caller put into his frame
        """Return the value of a row; None where it states nothing."""
        code = self.codes[row]
        return None if code == MISSING else self.values[code]

    def looked_up(self, table: list[int], missing: int) -> Codes:
        """Return for every row what a table has of its value.

        Args:
            table: a number for each of `values`.
            missing: the number of a row that states nothing.

        """
        return numpy.array([*table, missing], numpy.int64)[self.codes]


def _codes(array: Any) -> Codes:  # noqa: ANN401
    """Return the truths, or the indices, of an array; `MISSING` where it has none."""
    count, start = len(array), array.offset
    valid, data = array.buffers()[:2]
    if data is None:
        return numpy.zeros(count, numpy.int8)
    if pyarrow.types.is_boolean(array.type):
        found: Codes = _bits(data, start, count).view(numpy.int8)
    else:
        found = numpy.frombuffer(data, array.type.to_pandas_dtype())[start : start + count]
    if not array.null_count:
        return found
    # Unsigned indices have no room for what is missing.
    signed = found if found.dtype.kind == "i" else found.astype(numpy.int64)
    return numpy.where(_bits(valid, start, count).view(bool), signed, signed.dtype.type(MISSING))


def _bits(buffer: Any, start: int, count: int) -> NDArray[numpy.uint8]:  # noqa: ANN401
    return numpy.unpackbits(
        numpy.frombuffer(buffer, numpy.uint8), count=start + count, bitorder="little"
    )[start:]
