"""Cases that come out otherwise: not searched for by trying, but read off decision diagrams.

The outcome of a decision before and after are two diagrams over the same open facts. Where they
differ is a third, and it falls into kinds of cases, each told by as few facts as will do. So no
change of outcome is missed, and none is listed that is not one: both engines answer each case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from gaozhi.authoring.difference._change import Answer, ChangedCase
from gaozhi.authoring.difference._equivalence import Equivalence
from gaozhi.engine import Decision, ItemKey
from gaozhi.errors import CaseError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import Graph, Node, TooLarge, bounds_of
from gaozhi.model import (
    Combine,
    FactValue,
    Item,
    fingerprint,
    plain_value,
)
from gaozhi.proof._tables import Tables, table_of

_MOST_COUNTED: Final = 100
"""How many kinds of cases are counted of one change of outcome; what lies beyond is "at least"."""


@dataclass(slots=True)
class ChangedCases:
    """The generated cases that come out otherwise.

    Attributes:
        listed: of every kind one, up to the limit of each change of outcome.
        more: how many kinds are not listed.
        more_at_least: whether there may be more than that.
        unlike: decisions that could not be compared.

    """

    listed: list[ChangedCase]
    more: int = 0
    more_at_least: bool = False
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _About:
    """What a case is about beside its facts: an item of both lists, by its numbers."""

    old: int | None = None
    new: int | None = None
    known_old: Mapping[str, FactValue] | None = None
    known_new: Mapping[str, FactValue] | None = None


def changed_cases(old: Jurisdiction, new: Jurisdiction, limit: int) -> ChangedCases:
    """Return the cases of which a jurisdiction says otherwise than before.

    Args:
        old: the jurisdiction before.
        new: the same one after.
        limit: how many kinds of cases are listed of each change of outcome.

    """
    meaning = Equivalence(old.vocabulary, new.vocabulary)
    found = ChangedCases([])
    unlike: list[str] = []
    abouts = [_About(), *_items(old, new)]
    for name, table in new.program.decisions.items():
        before = old.program.decisions.get(name)
        if before is None or before.spec.combine is not table.spec.combine:
            unlike += [] if before is None else [name]
            continue
        same = fingerprint(before) == fingerprint(table)
        same = same and old.vocabulary.implications == new.vocabulary.implications
        comparing = _Comparing(old, new, name, meaning)
        for about in abouts[1:] if same else abouts:
            try:
                for kinds in comparing.kinds(about):
                    found.listed += islice(kinds, limit)
                    rest = sum(1 for _ in islice(kinds, _MOST_COUNTED))
                    found.more += rest
                    found.more_at_least |= rest == _MOST_COUNTED
            except TooLarge:
                unlike.append(name)
                break
    found.unlike = tuple(dict.fromkeys(unlike))
    return found


def _items(old: Jurisdiction, new: Jurisdiction) -> Iterator[_About]:
    """Yield one item for every way in which what the list says of items has changed."""
    before = {(item.kind, item.certificate, item.matter): item for item in old.items}
    seen: set[tuple[object, object]] = set()
    for item in new.items:
        earlier = before.get((item.kind, item.certificate, item.matter))
        if earlier is None:
            continue
        known_old, known_new = _known(old, earlier), _known(new, item)
        key = (frozenset(known_old.items()), frozenset(known_new.items()))
        if known_old == known_new or key in seen:
            continue
        seen.add(key)
        yield _About(earlier.number, item.number, known_old, known_new)


def _known(county: Jurisdiction, item: Item) -> Mapping[str, FactValue]:
    try:
        return county.case({}, item=item.number).facts
    except CaseError:
        return {}


class _Comparing:
    """One decision before and after."""

    def __init__(
        self, old: Jurisdiction, new: Jurisdiction, name: str, meaning: Equivalence
    ) -> None:
        self._old, self._new, self._name = old, new, name
        self._collects = new.program.decisions[name].spec.combine is Combine.ALL
        self._meaning = meaning
        self._tables: Tables | None = None

    def kinds(self, about: _About) -> Iterator[Iterator[ChangedCase]]:
        """Yield, for every change of outcome, one case of every kind that comes out so.

        Raises:
            TooLarge: the comparison is not worth waiting for, or a fact has changed its type.

        """
        if self._tables is None:
            self._tables = self._made()
        tables = self._tables
        graph = tables.graph
        # What the rules change is told without any item; of an item, what its own facts change.
        before = tables.here if about.new is None else tables.there
        for pair, then, now in tables.answers(before, tables.there):
            one = _settled(graph, then, about.known_old)
            other = _settled(graph, now, about.known_new)
            node = _settled(graph, graph.both(one, other), about.known_new)
            value = (pair.here or pair.there) if self._collects else None
            cases = (self._case(facts, about, value) for facts in graph.prime_cubes(node))
            yield (case for case in cases if case is not None)

    def _made(self) -> Tables:
        """Return both tables as diagrams over one space. Raises TooLarge, see `kinds`."""
        here, there = (table_of(county, self._name, (), {}) for county in (self._old, self._new))
        conditions = [own for table in (here, there) for _, own in table.rules]
        if not self._meaning.comparable(*conditions):
            raise TooLarge
        bounds = bounds_of(self._old.program, self._new.program)
        return Tables(here, there, self._meaning.vocabulary, bounds)

    def _case(
        self, facts: Mapping[str, FactValue], about: _About, value: str | None
    ) -> ChangedCase | None:
        name = self._name
        before = decided(self._old, _known_to(self._old, facts), name, about.old)
        after = decided(self._new, _known_to(self._new, facts), name, about.new)
        refused = isinstance(before, CaseError) and isinstance(after, CaseError)
        if refused or what_came_out(before) == what_came_out(after):
            return None
        specs = self._meaning.vocabulary.facts
        return ChangedCase(
            decision=name,
            facts={fact: plain_value(specs[fact], known) for fact, known in facts.items()},
            item=about.new,
            before=answer_of(before, value),
            after=answer_of(after, value),
            value=value,
        )


def _settled(graph: Graph, node: Node, known: Mapping[str, FactValue] | None) -> Node:
    return node if known is None else graph.settled(node, known)


def _known_to(county: Jurisdiction, facts: Mapping[str, Any]) -> dict[str, Any]:
    known = county.vocabulary.facts
    return {name: value for name, value in facts.items() if name in known}


def decided(
    county: Jurisdiction,
    facts: Mapping[str, Any],
    decision: str,
    item: ItemKey | None,
    on: date | None = None,
) -> Decision | CaseError:
    """Return what a jurisdiction says of a case, or why it says nothing.

    Args:
        county: the jurisdiction.
        facts: of the case, all of them known to its vocabulary.
        decision: the decision's name.
        item: the item of its list, or None.
        on: the day of the decision; None leaves it open.

    """
    try:
        return county.decide(facts, decision, item=item, on=on)
    except CaseError as error:
        return error


def what_came_out(decision: Decision | CaseError) -> object:
    """Return what came out, as far as it is compared."""
    if isinstance(decision, CaseError):
        return tuple(found.message for found in decision.diagnostics)
    return decision.possible, decision.values, decision.pending


def answer_of(decision: Decision | CaseError, value: str | None = None) -> Answer:
    """Return what came out, and on what ground.

    Args:
        decision: the answer, or why there is none.
        value: of a decision that collects, the value that is asked about.

    """
    if isinstance(decision, CaseError):
        return Answer("不能判断：" + "；".join(found.message for found in decision.diagnostics))
    outcome = decision.outcome or "、".join(decision.values) or "无"
    if value is not None:
        outcome = f"有“{value}”" if value in decision.values else f"没有“{value}”"
    grounds = tuple(
        (ground.rule, tuple(dict.fromkeys(f"{c.document} {c.locator}" for c in ground.basis)))
        for ground in decision.grounds
        if value in (None, ground.effect)
    )
    return Answer(outcome, grounds)
