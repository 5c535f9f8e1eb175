"""The days that a notice names, and checks that none is named twice or outside its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gaozhi.source import Diagnostics, Node, Related, Span
from gaozhi.source import Sequence as SequenceNode
from gaozhi.workdays._notices import Days

__all__ = ["Seen", "check_days", "days_of", "placed_days"]

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


def placed_days(node: Node, fields: Mapping[str, object]) -> Iterator[tuple[str, date, Span]]:
    """Yield every day of a notice with its key and its place."""
    for key in ("rest", "work"):
        found = fields.get(key, ())
        listed = node.at([key])
        if isinstance(found, tuple) and isinstance(listed, SequenceNode):
            for day, item in zip(found, listed, strict=True):
                yield key, day, item.span


def check_days(
    node: Node, fields: Mapping[str, object], year: int, seen: Seen, problems: Diagnostics
) -> None:
    """Report every problem with the days of a notice.

    Args:
        node: the notice.
        fields: its values.
        year: the year that it arranges; its days are of that year or of the December before.
        seen: the days of earlier notices that it may not name again; its own are added.
        problems: receives the problems.

    """
    for key, day, span in placed_days(node, fields):
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
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            message = f"{day} 不在 {year} 年"
            help = f"与通知核对；只有 {year} 年的日子和上年 12 月末的日子能写在这里"
            problems.error("GZ803", message, span, help=help)
