"""A region's calendar as of some day: another calendar, overlaid with the region's own notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gaozhi.workdays._knowledge import Kind, Knowledge, Special, table_of
from gaozhi.workdays._notices import Entry, Regional
from gaozhi.workdays._table import Segment

__all__ = ["know_regional", "stages_of"]


def know_regional(rules: Regional, below: Knowledge, known_on: date | None) -> Knowledge:
    """Return the days of the calendar by the notices published up to a day, or by all of them.

    A year without any notice is unknown; a year that lacks a festival's notice is weak; before the
    region's rule came into force the calendar below applies.

    Args:
        rules: the region's notices.
        below: the calendar that they change.
        known_on: the day up to which notices count; None for all.

    """
    specials: dict[date, Special] = {}
    doubts = {year: list(reasons) for year, reasons in below.doubts.items()}
    gaps: list[tuple[Segment, str]] = list(below.gaps)
    first, last = date.fromordinal(below.table.first), below.last
    for year in range(max(rules.since, first).year, last.year + 1):
        known = [e for e in rules.entries if e.notice.year == year and _is_known(e, known_on)]
        if not known:
            start = max(rules.since, first, date(year, 1, 1))
            run = ((start - first).days, (date(year, 12, 31) - first).days)
            gaps.append((run, f"{year} 年的地区放假安排未发布"))
            continue
        doubts.setdefault(year, []).extend(_doubts(rules, year, known, known_on))
        for entry in known:
            for day, worked in entry.days or ():
                kind: Kind = "调休上班" if worked else "地区放假"
                specials[day] = Special(kind, entry.notice.festival, entry.notice)
    work = bytearray(below.table.work)
    for day, special in specials.items():
        at = (day - first).days
        if 0 <= at < len(work):
            work[at] = special.worked
    return Knowledge(
        table=table_of(first, work, _united(run for run, _ in gaps)),
        own=specials,
        below=below,
        last=last,
        gaps=tuple(gaps),
        doubts={year: tuple(reasons) for year, reasons in doubts.items() if reasons},
        doubted={**below.doubted, **_doubted(rules)},
    )


def stages_of(entry: Entry) -> date | None:
    """Return the day from which a notice is certainly known.

    It is the day of publication; where that is unknown, the first day that the notice names, since
    a notice comes before its days.
    """
    if entry.notice.published is not None:
        return entry.notice.published
    return min((day for day, _ in entry.days or ()), default=None)


def _is_known(entry: Entry, known_on: date | None) -> bool:
    published = entry.notice.published
    return known_on is None or published is None or published <= known_on


def _doubts(rules: Regional, year: int, known: list[Entry], known_on: date | None) -> list[str]:
    found = {entry.notice.festival for entry in known}
    reasons = [f"{year} 年{name}的放假通知未查到" for name in rules.festivals if name not in found]
    for entry in known:
        name = entry.notice.festival
        if entry.notice.certainty == "weak":
            reasons.append(_one_source(entry))
        surely = stages_of(entry)
        if known_on is not None and surely is not None and known_on < surely:
            # Not by `known_on`: the result is kept for all days between two notices.
            reasons.append(f"{year} 年{name}的放假通知何日公布不详，{surely} 以前未必已知")
    return reasons


def _one_source(entry: Entry) -> str:
    return f"{entry.notice.year} 年{entry.notice.festival}的放假日期只有一处来源，未见通知"


def _doubted(rules: Regional) -> dict[str, tuple[date, ...]]:
    """Return the days of each notice with a single source, by the text of the doubt."""
    weak = (entry for entry in rules.entries if entry.notice.certainty == "weak")
    return {_one_source(entry): tuple(day for day, _ in entry.days or ()) for entry in weak}


def _united(runs: Iterable[Segment]) -> list[Segment]:
    united: list[Segment] = []
    for low, high in sorted(runs):
        if united and low <= united[-1][1] + 1:
            united[-1] = (united[-1][0], max(united[-1][1], high))
        else:
            united.append((low, high))
    return united
