"""Values that no caller should pass, and some does: of every kind that once did harm."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import numpy
from hypothesis import strategies as st

__all__ = ["ODD", "odd"]


class Raises:
    """Raises whatever is asked of it."""

    def _refuse(self, *_):
        raise RuntimeError("无可奉告")

    __str__ = __repr__ = __hash__ = __eq__ = __bool__ = _refuse
    __iter__ = __len__ = __index__ = __contains__ = __fspath__ = _refuse


class Array:
    """Compares element by element, as arrays do, and so to no truth."""

    __hash__ = None

    def __eq__(self, other):
        return Raises()

    def __len__(self):
        return 2

    def __iter__(self):
        raise TypeError("iteration over a 0-d array")

    def __contains__(self, item):
        return Raises()


class Whole:
    """A whole number of another library."""

    def __init__(self, value):
        self._value = value

    def __index__(self):
        return self._value


class Halved:
    """Says what nothing can encode."""

    __hash__ = None

    def __repr__(self):
        return "\ud800"

    __str__ = __repr__


ODD = [
    None,
    True,
    False,
    0,
    -1,
    2,
    10**5000,
    2.5,
    float("nan"),
    float("inf"),
    Decimal("sNaN"),
    Decimal("1e999999"),
    b"\xff",
    bytearray(b"0123456789abcdef"),
    "甲" * 5000,
    "\ud800",
    "\x00",
    "\x1b[2J",
    "11010519491231002X",
    [],
    [None],
    [[]],
    {},
    {"甲": {"乙": [1]}},
    {10**5000: 1},
    {None: None},
    {("甲",): 1},
    (),
    (1, 2, 3),
    (date(2025, 1, 1),),
    {1, 2},
    frozenset({"甲"}),
    iter([1]),
    object(),
    object,
    len,
    date(1, 1, 1),
    date(9999, 12, 31),
    datetime(2025, 1, 1),
    datetime(1, 1, 1, tzinfo=UTC),
    time(9),
    Raises(),
    [Raises()],
    {"申请人.愿意承诺": Raises()},
    Array(),
    [Array()],
    {"event": Array(), "at": Array()},
    {"certificate": Array(), "matter": Array()},
    Whole(2),
    Whole(10**5000),
    Halved(),
    [Halved()],
    numpy.int64(2),
    numpy.float64(2.5),
    numpy.bool_(True),  # noqa: FBT003
    numpy.str_("甲"),
    numpy.array([1, 2]),
    numpy.array(2),
    numpy.array(["甲"]),
    numpy.datetime64("2025-01-01"),
    Path("没有这个文件夹"),
]
"""One of each kind."""

# By number: Hypothesis would hash and print the values themselves.
SAMPLED = st.integers(0, len(ODD) - 1).map(lambda place: ODD[place])
odd = st.one_of(
    SAMPLED,
    st.recursive(
        SAMPLED,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
        ),
        max_leaves=5,
    ),
)
