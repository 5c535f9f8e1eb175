"""What a row states, as a case reads it: facts, item, day, what they imply, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gaozhi.engine import Case
from gaozhi.model import Fact, FactType, FactValue, Item, Program
from gaozhi.model.facts import MOST_CHARACTERS
from gaozhi.portable.sql._dialects import Dialect, Never, day_number
from gaozhi.portable.sql._expressions import FALSE, TRUE, Expr, all_of, any_of, expr, listed, raw
from gaozhi.portable.sql._implied import Implied
from gaozhi.portable.sql._values import ENDLESS, Const, Value, Values

__all__ = ["Days", "Reading", "Source"]

Days = tuple[date | None, date | None]
"""A first and a last day, both included; None where there is none."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row states what.

    Attributes:
        columns: fact -> the column that states it.
        never: date fact -> the column of truth values that says that its day never comes.
        item: the column of the item's number; None for none.
        same: what is the same in every row: the day, the item.

    """

    columns: Mapping[str, str]
    never: Mapping[str, str]
    item: str | None
    same: Case


@dataclass(slots=True)
class Reading:
    """The facts of a row.

    Attributes:
        facts: what is known of every fact; a fact that is not there is unknown in every row.
        wrong: conditions under which a row is refused, with the code, in the order of their weight.
        bounds: for rows without a day, conditions that are never NULL, one of which holds, with
            the days that are open.

    """

    program: Program
    source: Source
    values: Values
    facts: dict[str, Value] = field(default_factory=dict)
    wrong: list[tuple[Expr, str]] = field(default_factory=list)
    bounds: list[tuple[Expr, Days]] = field(default_factory=list)
    _item: Expr | None = None

    def __post_init__(self) -> None:
        self._read_columns()
        self._take_day()
        self._take_item()
        self._close()
        self._presume()
        self._check_day()

    @property
    def _dialect(self) -> Dialect:
        return self.values.dialect

    def _refuse(self, condition: Expr, code: str) -> None:
        if condition != FALSE:
            self.wrong.append((condition, code))

    # -- columns ---------------------------------------------------------------------------------

    def _read_columns(self) -> None:
        dialect, bind = self._dialect, self.values.columns.bind
        for name, column in self.source.columns.items():
            fact = self.program.vocabulary.facts[name]
            stated = dialect.stated(raw(dialect.identifier(column)), fact.kind)
            for condition, code in self._unfit(fact, stated):
                self._refuse(self._flag(condition), code)
            value = self._value(fact, stated)
            if value is not None:
                self.facts[name] = bind(value)
        if self.source.item is not None:
            self._item = bind(raw(dialect.identifier(self.source.item)))
            numbers = ", ".join(str(one.number) for one in self._items)
            strange = f"{{}} NOT IN ({numbers})" if numbers else "{} IS NOT NULL"
            self._refuse(expr(strange, self._item), "GZ607")

    def _flag(self, condition: Expr) -> Expr:
        """Return a condition over the table's own columns as one that later layers can read."""
        truth = expr("CASE WHEN {} THEN 1 ELSE 0 END", condition)
        return expr("{} = 1", self.values.columns.bind(truth))

    def _unfit(self, fact: Fact, stated: Expr) -> Iterator[tuple[Expr, str]]:
        """Yield the conditions under which a column states no value of its fact."""
        dialect = self._dialect
        match fact.kind:
            case FactType.BOOL:
                condition = dialect.not_bool(stated)
                if condition is not None:
                    yield condition, "GZ602"
            case FactType.ONE_OF:
                known = listed("({})", dialect.texts(fact.values))
                yield expr("{} NOT IN {}", stated, known), "GZ603"
            case FactType.SET_OF:
                yield dialect.not_among(stated, fact.values), "GZ603"
            case FactType.TEXT:
                yield expr(f"LENGTH({{}}) > {MOST_CHARACTERS}", stated), "GZ602"
            case FactType.DATE:
                yield dialect.not_day(stated, _endless(fact)), "GZ602"
                never = self._never(fact)
                if never is not None:
                    both = all_of([dialect.holds(never), expr("{} IS NOT NULL", stated)])
                    yield both, "GZ602"

    def _never(self, fact: Fact) -> Expr | None:
        column = self.source.never.get(fact.name)
        return None if column is None else raw(self._dialect.identifier(column))

    def _value(self, fact: Fact, stated: Expr) -> Expr | None:
        dialect, values = self._dialect, self.values
        match fact.kind:
            case FactType.DATE:
                day = dialect.day(stated, _endless(fact))
                never = self._never(fact)
                if never is None:
                    return day
                return expr(
                    f"CASE WHEN {{}} THEN {ENDLESS} ELSE {{}} END", dialect.holds(never), day
                )
            case FactType.SET_OF:
                parts = values.parts[fact.name].parts
                if not parts:
                    return None
                has = [
                    dialect.has_any(stated, [one for one in fact.values if one in part])
                    for part in parts
                ]
                return expr("CASE WHEN {} IS NOT NULL THEN {} END", stated, values.sum_of_bits(has))
        return stated

    # -- the day and the item --------------------------------------------------------------------

    @property
    def _day_fact(self) -> str | None:
        return self.program.vocabulary.roles.date

    def _take_day(self) -> None:
        same = self.source.same
        if same.day is not None and self._day_fact is not None:
            self.facts[self._day_fact] = Const(same.day)

    @property
    def _day(self) -> Value:
        return self.facts.get(self._day_fact or "")

    @property
    def _items(self) -> Sequence[Item]:
        """The items that a row may name."""
        published = self.program.list
        if self.source.item is not None:
            return () if published is None else published.items
        return () if self.source.same.item is None else (self.source.same.item,)

    def _named(self, items: Sequence[Item]) -> Expr:
        """Return the condition that a row names one of some items; it may be NULL."""
        if not items:
            return FALSE
        if self._item is None:
            return TRUE
        if len(items) == len(self._items):
            return expr("{} IS NOT NULL", self._item)
        numbers = ", ".join(str(one.number) for one in items)
        return expr(f"{{}} IN ({numbers})", self._item)

    def _early(self) -> Expr:
        """Return the condition that the day is known, and before the list; it may be NULL."""
        published, day = self.program.list, self._day
        if published is None or day is None:
            return FALSE
        if isinstance(day, Const):
            early = isinstance(day.value, date) and day.value < published.published
            return TRUE if early else FALSE
        return expr(f"{{}} < {day_number(published.published)}", day)

    def _timely(self) -> Expr:
        """Return the condition that a row is not too early for the list; it is never NULL."""
        early = self._early()
        if early in (TRUE, FALSE):
            return FALSE if early == TRUE else TRUE
        return expr("COALESCE({}, 0) >= 0", _after(self._day, self.program))

    def _take_item(self) -> None:
        vocabulary, items = self.program.vocabulary, self._items
        stated: dict[str, list[tuple[FactValue, list[Item]]]] = {}
        for item in items:
            for name, value in item.facts.items():
                same = stated.setdefault(name, [])
                place = next((entry for entry in same if entry[0] == value), None)
                if place is None:
                    same.append((value, [item]))
                else:
                    place[1].append(item)
        for name, entries in stated.items():
            fact, own = vocabulary.facts[name], self.facts.get(name)
            said = [(self._named(named), value) for value, named in entries]
            for when, value in said:
                self._refuse(all_of([when, self.values.differs(fact, own, value)]), "GZ606")
            self.facts[name] = self.values.settled(fact, own, said)
        self._take_listed()

    def _take_listed(self) -> None:
        role, same = self.program.vocabulary.roles.listed, self.source.same
        if role is None:
            return
        fact, own = self.program.vocabulary.facts[role], self.facts.get(role)
        if same.off_list is not None:
            self._refuse(self.values.differs(fact, own, other=False), "GZ606")
            self.facts[role] = Const(value=False)
        elif self._items:
            named, early, timely = self._named(self._items), self._early(), self._timely()
            wrong = all_of([named, timely, self.values.differs(fact, own, other=True)])
            self._refuse(wrong, "GZ606")
            said = [(all_of([named, early]), False), (named, True)]
            found = self.values.or_else(fact, None, [one for one in said if one[0] != FALSE])
            if isinstance(found, Expr) and own is not None:
                stated = self.values.expression(fact, own)
                found = self.values.columns.bind(expr("COALESCE({}, {})", found, stated))
            self.facts[role] = found

    def _close(self) -> None:
        closed, wrong = Implied(self.program.vocabulary).close(self.facts, self.values)
        self.facts = {name: value for name, value in closed.items() if value is not None}
        for condition in wrong:
            self._refuse(condition, "GZ604")

    def _presume(self) -> None:
        published = self.program.list
        if published is None or not self._items:
            return
        when = all_of([self._named(self._items), self._timely()])
        for name, value in published.presumes.items():
            fact = self.program.vocabulary.facts[name]
            found = self.values.or_else(fact, self.facts.get(name), [(when, value)])
            if found is not None:
                self.facts[name] = found
        self._close()

    def _check_day(self) -> None:
        day = self._day
        published = None if self.program.list is None else self.program.list.published
        root = (self.program.first_day, self.program.levels[0].document.until)
        if isinstance(day, Expr):
            self._refuse(_outside(day, root), "GZ608")
        spans: dict[Days, list[Item]] = {}
        for item in self._items:
            spans.setdefault((item.since, item.until), []).append(item)
        unnamed = expr("{} IS NULL", self._item) if self._item is not None else FALSE
        self.bounds.append((unnamed if self._items else TRUE, root))
        for own, items in spans.items():
            first, last = _both(root, own)
            named = self._named(items)
            if isinstance(day, Expr):
                self._refuse(all_of([named, _outside(day, (first, last))]), "GZ613")
            elif isinstance(day, Const) and not _among(day.value, (first, last)):
                self._refuse(named, "GZ613")
            if published is not None:
                first = max(first or published, published)
            if not isinstance(day, Const) and not _among(last or first, (first, last)):
                undated = expr("{} IS NULL", day) if isinstance(day, Expr) else TRUE
                self._refuse(all_of([named, undated]), "GZ613")
            self.bounds.append((named, (first, last)))
        self.bounds = [one for one in self.bounds if one[0] != FALSE]


def _endless(fact: Fact) -> Never | None:
    return None if fact.never is None else Never(ENDLESS, fact.never)


def _both(one: Days, other: Days) -> Days:
    since = [day for day in (one[0], other[0]) if day is not None]
    until = [day for day in (one[1], other[1]) if day is not None]
    return max(since, default=None), min(until, default=None)


def _outside(day: Expr, days: Days) -> Expr:
    """Return the condition that a known day is not among some days."""
    first, last = days
    ends = [] if first is None else [expr(f"{{}} < {day_number(first)}", day)]
    ends += [] if last is None else [expr(f"{{}} > {day_number(last)}", day)]
    return any_of(ends)


def _among(day: object, days: Days) -> bool:
    """Whether a day is among some days; what is no day of the calendar is."""
    first, last = days
    if not isinstance(day, date):
        return True
    return (first is None or first <= day) and (last is None or day <= last)


def _after(day: Value, program: Program) -> Expr:
    """Return by how many days a day is after the one on which the list was published."""
    assert isinstance(day, Expr)
    assert program.list is not None
    return expr(f"{{}} - ({day_number(program.list.published)})", day)
