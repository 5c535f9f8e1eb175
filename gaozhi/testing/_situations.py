"""Cases to try: what is known of one, something more, everything, and everything but one thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from hypothesis import assume
from hypothesis import strategies as st

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import FactValue, Vocabulary, facts_read
from gaozhi.testing._boundaries import Boundary, around, boundaries, conditions_of
from gaozhi.testing._seeds import facts_that_lead_to
from gaozhi.testing._values import consistent, given, reconciled, values_of

_NOTHING: Final[Mapping[str, FactValue]] = MappingProxyType({})
_NO_DAY: Final[tuple[date | None, date | None]] = (None, None)


@dataclass(frozen=True, slots=True)
class Situation:
    """A case, and ways in which it may turn out; every fact as a case file has it.

    Attributes:
        decision: what is asked.
        known: what is known of the case.
        more: that, and perhaps something further.
        complete: everything that the decision turns on, and some other facts, `more` among them;
            what the list settles of the item is left out.
        varied: `complete` with at most one fact otherwise, one that `known` leaves open.
        item: the number in the list, or None.

    """

    decision: str
    known: Mapping[str, Any]
    more: Mapping[str, Any]
    complete: Mapping[str, Any]
    varied: Mapping[str, Any]
    item: int | None = None


class Setting:
    """What stays the same over the cases of one county, with one item or none.

    Args:
        county: the jurisdiction.
        item: the number in the list, or None.
        compared: `boundaries` of the county, where they are at hand.

    """

    def __init__(
        self,
        county: Jurisdiction,
        item: int | None = None,
        compared: Sequence[Boundary] | None = None,
    ) -> None:
        self.vocabulary: Vocabulary = county.vocabulary
        self.item = item
        case = county.case({}, item=item)
        self.settled: Mapping[str, FactValue] = dict(case.facts)
        """what the list settles of the item"""
        self.bounds = case.bounds
        comparisons = boundaries(county) if compared is None else compared
        # A fact that is compared with another is worth trying where that one is compared.
        marks = {one.against for one in comparisons if not isinstance(one.against, str)}
        self._values = {
            name: values_of(fact, marks, self.bounds.get(name, _NO_DAY))
            for name, fact in self.vocabulary.facts.items()
            if name not in self.settled
        }

    def value(self, draw: st.DrawFn, name: str) -> FactValue:
        """Return a value that the fact may have here."""
        return draw(self._values[name])

    def complete(
        self,
        draw: st.DrawFn,
        towards: Mapping[str, FactValue] = _NOTHING,
        among: Collection[str] | None = None,
    ) -> dict[str, FactValue]:
        """Return values, consistent together, of the facts that the list leaves open.

        Args:
            draw: hypothesis's.
            towards: facts to start from; up to two of them are drawn anew.
            among: the facts that are wanted; None wants all.

        """
        drawn = {
            name: draw(values)
            for name, values in self._values.items()
            if among is None or name in among
        }
        anew = draw(_some(list(towards), at_least=0, at_most=2))
        kept = drawn.keys() & (towards.keys() - anew)
        drawn |= {name: towards[name] for name in sorted(kept) if self._admits(name, towards)}
        held = reconciled(self.vocabulary, {**drawn, **self.settled}, self.settled.keys())
        return {name: value for name, value in held.items() if name not in self.settled}

    def consistent(self, held: Mapping[str, FactValue]) -> bool:
        """Return whether the facts can be had together, days within what is admissible."""
        return all(self._admits(name, held) for name in self.bounds) and consistent(
            self.vocabulary, {**self.settled, **held}
        )

    def _admits(self, name: str, held: Mapping[str, FactValue]) -> bool:
        since, until = self.bounds.get(name, _NO_DAY)
        day = held.get(name)
        return not isinstance(day, date) or (
            (since is None or since <= day) and (until is None or day <= until)
        )

    def given(self, held: Mapping[str, FactValue]) -> dict[str, Any]:
        """Return the facts as a case file has them."""
        known = self.vocabulary.facts
        return {name: given(value, known[name]) for name, value in held.items()}


def facts(
    county: Jurisdiction,
    decision: str | None = None,
    *,
    item: int | None = None,
    complete: bool | None = None,
) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for the facts of a case, by name, as a case file has them.

    They never contradict one another, nor what the list settles of the item.

    Args:
        county: the jurisdiction.
        decision: keeps to the facts that its rules read; None takes every fact.
        item: the number in the list; what it settles is left out.
        complete: True gives every fact, False leaves at least one out, None does either.

    """
    setting = Setting(county, item)
    read = _read_by(county, decision) if decision else frozenset(county.vocabulary.facts)
    names = [name for name in county.vocabulary.facts if name in read - setting.settled.keys()]

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        held = setting.complete(draw)
        kept = names
        if complete is not True:
            open_ = draw(_some(names, at_least=0 if complete is None else 1))
            kept = [name for name in names if name not in open_]
        return setting.given({name: held[name] for name in kept})

    return drawn()


def cases(
    county: Jurisdiction,
    decision: str | None = None,
    *,
    items: bool | None = None,
    most_open: int | None = None,
) -> st.SearchStrategy[Situation]:
    """Return a strategy for cases of a county.

    Args:
        county: the jurisdiction.
        decision: what is asked; None asks any.
        items: whether cases name an item of the list; None does either where there is a list.
        most_open: how many of the facts that the decision's rules read may be left open, so that
            all completions can be looked at; None for any number.

    """
    decisions = [decision] if decision else list(county.vocabulary.decisions)
    settings = _settings(county, items=items)
    subjects = {name: _Subject(county, name) for name in decisions}

    @st.composite
    def drawn(draw: st.DrawFn) -> Situation:
        setting = draw(settings)
        asked = draw(st.sampled_from(decisions))
        subject = subjects[asked]
        towards = draw(subject.towards)
        complete = setting.complete(draw, towards, draw(subject.facts))
        relevant = [name for name in complete if name in subject.read]
        if most_open is None:
            others = [name for name in complete if name not in subject.read]
            known = [*draw(_some(relevant, at_least=0)), *draw(_some(others, at_least=0))]
        else:
            # Of so few open facts one should matter: those that led to the outcome mostly do.
            leading = [name for name in relevant if name in towards] or relevant
            among = draw(st.sampled_from([relevant, leading]))
            open_ = draw(_some(among, at_least=0, at_most=most_open))
            known = [name for name in complete if name not in open_]
        return _situation(draw, setting, asked, complete, known)

    return drawn()


def near_boundary(
    county: Jurisdiction, decision: str | None = None, *, items: bool | None = None
) -> st.SearchStrategy[Situation]:
    """Return a strategy for cases in which a date or number stands where a condition compares it.

    One fact that some condition compares stands right before, on or right after what it is
    compared with: a fixed day, a number, or the value of another fact.

    Args:
        county: the jurisdiction.
        decision: what is asked; None asks any whose rules compare a date or a number.
        items: see `cases`.

    Raises:
        ValueError: no rule compares a date or a number.

    """
    decisions = [decision] if decision else list(county.vocabulary.decisions)
    compared = {name: boundaries(county, name) for name in decisions}
    pairs = [(name, boundary) for name, found in compared.items() for boundary in found]
    if not pairs:
        raise ValueError(f"{county.name}的规则不比较日期，也不比较数字")
    settings = _settings(county, items=items)
    subjects = {name: _Subject(county, name) for name in decisions}

    @st.composite
    def drawn(draw: st.DrawFn) -> Situation:
        setting = draw(settings)
        asked, boundary = draw(st.sampled_from(pairs))
        subject = subjects[asked]
        drawn = setting.complete(draw, draw(subject.towards), draw(subject.facts))
        complete = _placed(draw, setting, boundary, drawn)
        known = [boundary.fact, *draw(_some(list(complete), at_least=0))]
        return _situation(draw, setting, asked, complete, known)

    return drawn()


class _Subject:
    """What a decision is about: the facts that it turns on, and where to begin with them.

    Args:
        county: the jurisdiction.
        decision: the decision's name.

    """

    def __init__(self, county: Jurisdiction, decision: str) -> None:
        words = county.vocabulary
        self._county = county
        self._decision = decision
        self._known: dict[str, Mapping[str, FactValue]] = {}
        self.read = _read_by(county, decision)
        always = _with_implied(words, self.read)
        # The day decides which documents are in force, and identity numbers must never show.
        always |= {name for name in words.facts if name == words.roles.date}
        always |= {name for name, fact in words.facts.items() if fact.identity}
        others = [name for name in words.facts if name not in always]
        self.facts = _some(others, at_least=0, at_most=3).map(
            lambda few: _with_implied(words, always.union(few))
        )
        """what the rules read, what that implies, the day, identity numbers, few other facts"""
        values = st.sampled_from(words.decisions[decision].values)
        self.towards = st.one_of(values.map(self._leading_to), st.just(_NOTHING))
        """facts that lead to one of the outcomes, or none"""

    def _leading_to(self, value: str) -> Mapping[str, FactValue]:
        if value not in self._known:
            self._known[value] = facts_that_lead_to(self._county, self._decision, value)
        return self._known[value]


def _with_implied(vocabulary: Vocabulary, names: Collection[str]) -> set[str]:
    """Return the names, and all that is tied to them by what the vocabulary implies."""
    found = set(names)
    for _ in vocabulary.implications:
        for rule in vocabulary.implications:
            if found & {rule.given, rule.then}:
                found |= {rule.given, rule.then}
    return found


def _placed(
    draw: st.DrawFn, setting: Setting, boundary: Boundary, complete: dict[str, FactValue]
) -> dict[str, FactValue]:
    """Return the facts with the one that is compared right before, on or after."""
    if boundary.fact in setting.settled:
        return complete
    point = boundary.point({**setting.settled, **complete})
    if point is None:
        # The other fact is a day that never comes: bring it down to one that does.
        point = draw(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
        complete = {**complete, str(boundary.against): point}
    places: list[date | Decimal] = list(around(point))
    placed = {**complete, boundary.fact: draw(st.sampled_from(places))}
    assume(setting.consistent(placed))
    return placed


def _situation(
    draw: st.DrawFn,
    setting: Setting,
    decision: str,
    complete: Mapping[str, FactValue],
    known: list[str],
) -> Situation:
    open_ = [name for name in complete if name not in known]
    further = draw(_some(open_, at_least=0)) if open_ else []
    varied = dict(complete)
    if open_:
        name = draw(st.sampled_from(open_))
        varied[name] = setting.value(draw, name)
        if not setting.consistent(varied):
            varied = dict(complete)
    everything = setting.given(complete)
    return Situation(
        decision,
        {name: everything[name] for name in complete if name in known},
        {name: everything[name] for name in complete if name in known or name in further},
        everything,
        setting.given(varied),
        setting.item,
    )


def _settings(county: Jurisdiction, *, items: bool | None) -> st.SearchStrategy[Setting]:
    numbers = [item.number for item in county.items if items is not False]
    if items and not numbers:
        raise ValueError(f"{county.name}的清单不在手边，没有可以写的 item")
    compared = boundaries(county)
    bare = st.just(Setting(county, None, compared))
    if not numbers:
        return bare
    known: dict[int, Setting] = {}

    def of(number: int) -> Setting:
        if number not in known:
            known[number] = Setting(county, number, compared)
        return known[number]

    listed = st.sampled_from(numbers).map(of)
    return listed if items else st.one_of(bare, listed)


def _read_by(county: Jurisdiction, decision: str) -> frozenset[str]:
    return facts_read(*conditions_of(county, decision))


def _some(
    names: list[str], *, at_least: int, at_most: int | None = None
) -> st.SearchStrategy[list[str]]:
    if not names:
        return st.just([])
    most = len(names) if at_most is None else min(at_most, len(names))
    some = st.lists(
        st.sampled_from(names), unique=True, min_size=min(at_least, most), max_size=most
    )
    if at_most is not None or at_least:
        return some
    # Nearly nothing and nearly everything are both worth trying.
    return st.one_of(some, some.map(lambda few: [name for name in names if name not in few]))
