"""The working-day calendar: which days are working days, and when a legal period ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from os import PathLike
from typing import TYPE_CHECKING, Literal

from gaozhi.errors import InvalidDate, InvalidRange, UnknownCalendar, Unpublished, WorkdaysError
from gaozhi.workdays._civil import Moment, civil, end_of, positive, whole
from gaozhi.workdays._count import Counting
from gaozhi.workdays._exclusions import read_exclusions
from gaozhi.workdays._period import Period
from gaozhi.workdays._repeated import repeated

if TYPE_CHECKING:
    from gaozhi.workdays._due import Due
    from gaozhi.workdays._knowledge import Day, Knowledge
    from gaozhi.workdays._ledger import Ledger
    from gaozhi.workdays._table import DayTable

__all__ = ["WorkCalendar"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """The working days of a calendar, by the notices published up to some day.

    Immutable; two calendars with the same id and the same notices are equal, and share one table
    in memory. Every method takes a date, or a datetime with its time zone, which is read in
    Beijing time; every method raises `InvalidDate` for anything else and for days before the
    calendar begins, and `Unpublished` where it would have to guess.

    Attributes:
        id: the name by which a catalog refers to it.
        name: its name in Chinese.
        known_on: only notices published up to this day count; None for all.

    """

    id: str
    name: str
    _ledger: Ledger = field(repr=False)
    known_on: date | None = None
    _over: str | None = field(default=None, repr=False)
    _knowledge: Knowledge = field(init=False, repr=False)
    _table: DayTable = field(init=False, repr=False)

    def __post_init__(self) -> None:
        knowledge = self._ledger.at(self.known_on)
        object.__setattr__(self, "_knowledge", knowledge)
        object.__setattr__(self, "_table", knowledge.table)

    @classmethod
    def china(cls) -> WorkCalendar:
        """Return the national calendar."""
        return cls.named("china")

    @classmethod
    def named(cls, name: str) -> WorkCalendar:
        """Return a calendar that comes with the package, by its id.

        Raises:
            UnknownCalendar: there is none of that name; the message lists the existing ones.

        """
        calendars = cls.bundled()
        if not isinstance(name, str) or name not in calendars:
            known = "、".join(calendars)
            raise UnknownCalendar(f"没有名为“{repeated(name)}”的工作日历。现有：{known}。")
        return calendars[name]

    @classmethod
    def bundled(cls) -> Mapping[str, WorkCalendar]:
        """Return every calendar that comes with the package, by id."""
        from gaozhi.workdays._bundled import bundled_calendars

        return bundled_calendars()

    @classmethod
    def read(cls, path: str | PathLike[str]) -> WorkCalendar:
        """Return the calendar of one YAML file, which may overlay one of the package.

        Raises:
            CalendarError: with every problem of the file, each at its place.

        """
        from gaozhi.workdays._bundled import read_calendar

        return read_calendar(path)

    @property
    def first(self) -> date:
        """The first day of the calendar."""
        return self._table.dates[0]

    @property
    def last(self) -> date:
        """The last day of the last published year."""
        return self._knowledge.last

    @property
    def digest(self) -> str:
        """The digest of the working days: equal where the days are equal."""
        return self._table.digest

    def as_known_on(self, day: Moment) -> WorkCalendar:
        """Return the calendar as it was known on a day: by the notices published up to then.

        Raises:
            InvalidDate: the day is too early: the notices known then are not recorded.

        """
        return replace(self, known_on=civil(day))

    def is_workday(self, day: Moment) -> bool:
        """Whether a day is a working day."""
        at, _ = self._known(day)
        return bool(self._table.work[at])

    def day(self, day: Moment) -> Day:
        """Return the kind of a day, with the notice that makes it so."""
        _, shown = self._known(day)
        return self._knowledge.day(shown)

    def certainty(self, year: int) -> tuple[Literal["certain", "weak"], tuple[str, ...]]:
        """Return how certain the days of a year are, and in Chinese why they are not.

        Raises:
            InvalidDate: the year is no whole number.

        """
        doubts = self._knowledge.doubts.get(whole(year, "年份", InvalidDate), ())
        return "weak" if doubts else "certain", doubts

    def add_workdays(self, start: Moment, n: int) -> date:
        """Return the n-th working day after a day; the day itself never counts (民法典 201).

        Args:
            start: the day after which counting begins, a working day or not.
            n: how many working days, at least 1.

        Raises:
            InvalidCount: n is not a positive whole number.

        >>> WorkCalendar.china().add_workdays(date(2026, 9, 30), 1)
        datetime.date(2026, 10, 8)

        """
        # The usual case first and without calls: this runs a million times in a report.
        table = self._table
        if type(start) is date and type(n) is int and n > 0:
            at = start.toordinal() - table.first
            if at >= 0 and table.whole:
                try:
                    return table.dates[table.select[table.rank[at] + n - 1]]
                except IndexError:
                    pass
            elif (found := table.nth_after(at, n)) is not None:
                return found
        counting = Counting(self._knowledge, read_exclusions(()))
        return counting.find(self._start(start), Period(positive(n), "工作日")).last

    def count_workdays(self, start: Moment, end: Moment) -> int:
        """Return the number of working days after `start` and up to `end`.

        Raises:
            InvalidRange: the start is after the end.

        """
        first, last = self._start(start), civil(end)
        if first > last:
            raise InvalidRange(f"起日 {first} 在止日 {last} 之后。把两个日期换过来。")
        if first == last:
            return 0
        table = self._table
        low, high = self._offset(first), self._offset(last)
        run = table.segment(low + 1)
        if run is not None and high <= run[1]:
            return table.rank[high] - table.rank[low]
        known = low if run is None else run[1]
        through, reason = self._knowledge.known_before(known + 1)
        counted = 0 if run is None else table.rank[known] - table.rank[low]
        raise Unpublished(through, counted, None, reason)

    def workdays_before(self, end: Moment, n: int) -> date:
        """Return the n-th working day before a day; the day itself never counts.

        Raises:
            InvalidCount: n is not a positive whole number.

        """
        count = positive(n)
        return self._backward(self._offset(civil(end)) - 1, count - 1, count)

    def latest_start(self, end: Moment, n: int) -> date:
        """Return the latest day from which n working days end no later than `end`.

        Raises:
            InvalidCount: n is not a positive whole number.

        """
        count = positive(n)
        return self._backward(self._offset(civil(end)), count - 1, count) - _DAY

    def roll(self, day: Moment) -> date:
        """Return the first working day on or after a day (民法典 203)."""
        at, shown = self._known(day)
        return shown if self._table.work[at] else self.add_workdays(shown, 1)

    def due(
        self,
        start: Moment,
        period: Period,
        excluded: Iterable[tuple[Moment, Moment]] = (),
        as_known_on: Moment | None = None,
        *,
        closes: time | None = None,
    ) -> Due:
        """Return when a period ends, how certain that is, and a trace of its days.

        The caller decides what counts as the day of receipt, which calendar applies, and whether
        the day on which a suspension ends counts; the result repeats these arguments.

        Args:
            start: the day from which the period runs, itself not counted (民法典 201).
            period: the period with its unit.
            excluded: intervals that are not counted, both ends included (行政许可法 45). The last
                day is never within one.
            as_known_on: count by the notices published up to this day; by all of them where None.
            closes: when business closes on the last day, where there are business hours; without
                it the period ends at 24:00 (民法典 203).

        Raises:
            InvalidExclusion: an interval is reversed, endless, or overlaps another.
            InvalidDate: a day cannot be used.

        """
        # Imported here, so that counting alone does not pay for it.
        from gaozhi.workdays._due import Due
        from gaozhi.workdays._trace import doubts_of, trace_of

        if as_known_on is not None:
            calendar = self.as_known_on(as_known_on)
            return calendar.due(start, period, excluded, closes=closes)
        if not isinstance(period, Period):
            found = repeated(period, write=repr)
            raise WorkdaysError(
                f"{found} 不是期间。用 Period(3, '工作日') 或者 Period.parse('3个工作日')。"
            )
        first, intervals, knowledge = self._start(start), read_exclusions(excluded), self._knowledge
        found = Counting(knowledge, intervals).find(first, period)
        certainty, doubts = doubts_of(knowledge, intervals, period, first, found)
        return Due(
            date=found.last,
            expires_at=end_of(found.last, closes),
            certainty=certainty,
            trace=trace_of(knowledge, intervals, first, period, found),
            start=first,
            period=period,
            calendar=self.id,
            nominal=found.nominal,
            excluded=tuple(intervals),
            as_known_on=self.known_on,
            doubts=doubts,
        )

    def restart(
        self,
        void: Due,
        start: Moment,
        excluded: Iterable[tuple[Moment, Moment]] = (),
        as_known_on: Moment | None = None,
        *,
        closes: time | None = None,
    ) -> Due:
        """Return a new period of the same length from a later day; the earlier one is void.

        Args:
            void: the earlier period, as `due` or `restart` returned it.
            start: the day from which the new period runs, itself not counted.
            excluded: intervals that are not counted, both ends included.
            as_known_on: count by the notices published up to this day; by all of them where None.
            closes: when business closes on the last day; None for 24:00.

        Raises:
            WorkdaysError: `void` is no result of `due`; otherwise as `due`.
            InvalidRange: the new start is before the earlier one.

        """
        # Imported here, so that counting alone does not pay for it.
        from gaozhi.workdays._due import Due

        if not isinstance(void, Due):
            found = repeated(void, write=repr)
            raise WorkdaysError(f"{found} 不是算过的期间。用 due(…) 的结果。")
        due = self.due(start, void.period, excluded, as_known_on, closes=closes)
        if due.start < void.start:
            raise InvalidRange(f"重新计算的起日 {due.start} 在原起日 {void.start} 之前。核对日期。")
        return due.in_place_of(void)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WorkCalendar):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, str, date | None]:
        return self.id, self._ledger.digest, self.known_on

    def _offset(self, day: date) -> int:
        return day.toordinal() - self._table.first

    def _start(self, moment: Moment) -> date:
        day = civil(moment)
        if self._offset(day) < 0:
            raise InvalidDate(f"工作日历自 {self.first} 起，{day} 在它之前。核对日期。")
        return day

    def _known(self, moment: Moment) -> tuple[int, date]:
        """Return the offset of a known day, and the day. Raises Unpublished for an unknown one."""
        day = self._start(moment)
        at = self._offset(day)
        if self._table.segment(at) is None:
            through, reason = self._knowledge.known_before(at)
            raise Unpublished(through, 0, None, reason)
        return at, day

    def _backward(self, at: int, back: int, count: int) -> date:
        """Return the working day at or before offset `at`, or the one `back` before that."""
        table = self._table
        if at < 0:
            raise self._too_early()
        run = table.segment(at)
        if run is None:
            through, reason = self._knowledge.known_before(at)
            raise Unpublished(through, 0, count, reason)
        place = table.rank[at] - 1 - back
        if place >= 0 and table.select[place] >= run[0]:
            return table.dates[table.select[place]]
        if run[0] == 0:
            raise self._too_early()
        before = table.rank[run[0]] - table.work[run[0]]
        _, reason = self._knowledge.known_before(run[0] - 1)
        counted = table.rank[at] - before
        raise Unpublished(table.dates[run[0]], counted, count - counted, reason)

    def _too_early(self) -> InvalidDate:
        return InvalidDate(f"算到了 {self.first} 之前，工作日历自那一天起。核对日期和日数。")
