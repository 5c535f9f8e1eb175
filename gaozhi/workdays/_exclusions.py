"""Intervals that are not counted: a hearing, an expert review, a suspension (行政许可法 45)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gaozhi.errors import InvalidExclusion
from gaozhi.workdays._civil import Moment, civil
from gaozhi.workdays._repeated import repeated

__all__ = ["Exclusions", "Interval", "read_exclusions"]

Interval = tuple[date, date]
"""First and last day, both excluded from the count."""


class Exclusions(tuple[Interval, ...]):
    """Disjoint intervals in order; adjacent ones are merged."""

    __slots__ = ()

    def holding(self, day: date) -> Interval | None:
        """Return the interval that holds a day, or None."""
        return next((one for one in self if one[0] <= day <= one[1]), None)


def read_exclusions(written: Iterable[tuple[Moment, Moment]]) -> Exclusions:
    """Return intervals in order, adjacent ones merged.

    Raises:
        InvalidExclusion: one is no pair, is reversed or endless, or two overlap.
        InvalidDate: an end is not a day.

    """
    intervals = sorted(map(_interval, _listed(written)))
    united: list[Interval] = []
    for start, end in intervals:
        if united and start <= united[-1][1]:
            low, high = united[-1][0], max(united[-1][1], end)
            raise InvalidExclusion(
                f"排除区间 {united[-1][0]}..{united[-1][1]} 与 {start}..{end} 重叠。"
                f"两段都不计入的，合并写作 {low}..{high}。"
            )
        if united and start == united[-1][1] + timedelta(days=1):
            united[-1] = (united[-1][0], end)
        else:
            united.append((start, end))
    return Exclusions(united)


def _listed(written: object) -> list[object]:
    if isinstance(written, tuple | list):
        return list(written)
    # Imported here, so that counting days does not pay for reading files.
    from gaozhi.source import as_given

    found = None
    if isinstance(written, Iterable) and not isinstance(written, str | bytes):
        found = as_given(lambda: list(written))
    if found is None:
        said = repeated(written, write=repr)
        raise InvalidExclusion(f"排除区间应为（首日, 末日）的列表，而不是 {said}。")
    return found


def _interval(pair: object) -> Interval:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        found = repeated(pair, write=repr)
        raise InvalidExclusion(f"排除区间应为首日和末日两个日期，而不是 {found}。")
    first, last = pair
    if first is None or last is None:
        raise InvalidExclusion(
            "排除区间没有首日或者末日。程序还没有恢复的，期限尚不能计算，恢复以后再算。"
        )
    start, end = civil(first), civil(last)
    if end == date.max:
        raise InvalidExclusion(
            f"排除区间 {start}..{end} 没有尽头。程序还没有恢复的，期限尚不能计算，恢复以后再算。"
        )
    if end < start:
        raise InvalidExclusion(f"排除区间 {start}..{end} 首末颠倒。写作 {end}..{start}。")
    return start, end
