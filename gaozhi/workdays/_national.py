"""The national calendar as of some day: base data, corrections, and the notices known by then."""

from __future__ import annotations

from datetime import date

from gaozhi.workdays._base import FIRST, arranged_by, base_days
from gaozhi.workdays._knowledge import Kind, Knowledge, Special, table_of
from gaozhi.workdays._notices import Days, Entry, National, Notice

__all__ = ["know_national"]

_DATA = "chinese_calendar 的数据，通知未见"


def know_national(rules: National, known_on: date | None) -> Knowledge:
    """Return the days of the calendar by the notices published up to a day; with None, by all."""
    known = [entry for entry in rules.entries if _is_known(entry.notice, known_on)]
    firsts: dict[int, Entry] = {}
    for entry in known:
        firsts.setdefault(entry.notice.year, entry)
    unseen = {year: Notice(year, None, _DATA, certainty="weak") for year in rules.without_notice}
    behind = unseen | {year: entry.notice for year, entry in firsts.items()}
    specials: dict[date, Special] = {}
    for day, (worked, festival) in base_days().items():
        notice = behind.get(arranged_by(day))
        if notice is not None:
            specials[day] = _special(notice, festival, worked=worked)
    for correction in rules.corrections:
        for day, worked in correction.days:
            if arranged_by(day) in behind:
                notice = Notice(arranged_by(day), None, correction.source)
                specials[day] = _special(notice, correction.festival, worked=worked)
    for entry in firsts.values():
        if entry.days is not None:
            year = entry.notice.year
            for day in [day for day in specials if arranged_by(day) == year]:
                del specials[day]
            _arrange(specials, entry.notice, entry.days)
    for entry in rules.entries:
        first = firsts.get(entry.notice.year)
        if first is None or first is entry or entry.days is None:
            continue
        if entry in known:
            _arrange(specials, entry.notice, entry.days)
        elif first.days is None:
            for day, _ in entry.days:
                specials.pop(day, None)
            _arrange(specials, first.notice, entry.before)
    last = date(max(behind), 12, 31)
    return Knowledge(
        table=table_of(FIRST, _work(specials, last), []),
        own=specials,
        below=None,
        last=last,
        gaps=(),
        doubts={year: (f"{year} 年未见放假通知，取自数据包",) for year in unseen},
    )


def _is_known(notice: Notice, known_on: date | None) -> bool:
    return known_on is None or notice.published is None or notice.published <= known_on


def _special(notice: Notice, festival: str | None, *, worked: bool) -> Special:
    kind: Kind = "调休上班" if worked else "法定休假日"
    return Special(kind, festival, notice)


def _arrange(specials: dict[date, Special], notice: Notice, days: Days) -> None:
    for day, worked in days:
        earlier = specials.get(day)
        festival = notice.festival or (earlier.festival if earlier else None)
        specials[day] = _special(notice, festival, worked=worked)


def _work(specials: dict[date, Special], last: date) -> bytearray:
    length = (last - FIRST).days + 1
    monday = FIRST.weekday()
    work = bytearray((at + monday) % 7 < 5 for at in range(length))
    for day, special in specials.items():
        at = (day - FIRST).days
        if 0 <= at < length:
            work[at] = special.worked
    return work
