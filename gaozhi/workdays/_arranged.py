"""The days that a notice names, and checks that none is named twice or outside its year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gaozhi.source import Diagnostics, Node, Related, Span
from gaozhi.source import Sequence as SequenceNode
from gaozhi.workdays._notices import Days
from gaozhi.workdays._shape import range_of

__all__ = ["Seen", "check_days", "check_work", "days_of", "placed_days"]

_SATURDAY = 5

Seen = dict[date, tuple[str, Span]]
"""The days named so far, each with its key and its place."""


def days_of(fields: Mapping[str, object]) -> Days | None:
    """Return the days of a notice, or None where it names none."""
    if "rest" not in fields and "work" not in fields:
        return None
    rest, work = fields.get("rest", ()), fields.get("work", ())
    assert isinstance(rest, tuple)
    assert isinstance(work, tuple)
    return Days(rest, work)


def placed_days(node: Node) -> Iterator[tuple[str, date, Span]]:
    """Yield every day of a notice that was read without a problem, with its key and its place."""
    for key in ("rest", "work"):
        listed = node.at([key])
        for item in listed if isinstance(listed, SequenceNode) else ():
            for day in range_of(item):
                yield key, day, item.span


def check_work(node: Node, rests: Callable[[date], bool], problems: Diagnostics) -> None:
    """Report every weekday under ``work`` that is a working day anyhow.

    Args:
        node: the notice, which was read without a problem.
        rests: whether a day is a rest day as long as the notice does not say otherwise.
        problems: receives the problems.

    """
    for key, day, span in placed_days(node):
        if key == "work" and day.weekday() < _SATURDAY and not rests(day):
            message = f"{day}（{_WEEKDAYS[day.weekday()]}）本来就是工作日，不用写在 work 里"
            help = "与通知核对日期；work 只写调休上班的日子，多半是周六、周日"
            problems.error("GZ422", message, span, help=help)


_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")


def check_days(node: Node, year: int, seen: Seen, problems: Diagnostics) -> None:
    """Report every problem with the days of a notice, the same of a range only once.

    Args:
        node: the notice, which was read without a problem.
        year: the year that it arranges; its days are of that year or of the December before.
        seen: the days of earlier notices that it may not name again; its own are added.
        problems: receives the problems.

    """
    outside: set[Span] = set()
    for key, day, span in placed_days(node):
        if day in seen and seen[day][0] == key:
            related = [Related(seen[day][1], "在这里")]
            help = "删去一处"
            problems.error("GZ810", f"{day} 写了两次", span, related=related, help=help)
        elif day in seen:
            related = [Related(seen[day][1], "在这里")]
            message = f"{day} 既在 rest（休息）又在 work（上班）"
            help = "与通知核对，只留一处"
            problems.error("GZ801", message, span, related=related, help=help)
        else:
            seen[day] = (key, span)
        elsewhere = day.year != year and (day.year, day.month) != (year - 1, 12)
        if elsewhere and span not in outside:
            outside.add(span)
            message = f"{day} 不在 {year} 年"
            help = f"与通知核对；只有 {year} 年的日子和上年 12 月末的日子能写在这里"
            problems.error("GZ803", message, span, help=help)
