"""Cases of the law as it is: a bundled jurisdiction, a decision, and some facts that may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

import gaozhi
from gaozhi import Case, Decision, Jurisdiction, Library
from gaozhi.model import Fact, FactType
from tests.places import EXAMPLES

CITIZEN = "11010519491231002X"
ORGANISATION = "91350100M000100Y43"
_DAY = date(2021, 5, 25)


@cache
def library() -> Library:
    """The bundled library, loaded once."""
    return gaozhi.load()


def jurisdiction(name: str) -> Jurisdiction:
    """A bundled jurisdiction."""
    return library()[name]


def everywhere() -> tuple[str, ...]:
    """The name of every bundled jurisdiction; none is compiled for it."""
    return tuple(name for _, name in library()._named())


@cache
def library_of_examples() -> Library:
    """The jurisdictions of the examples and of the bundle below them, each compiled when asked for."""
    return gaozhi.load(EXAMPLES / "jurisdictions", strict=False)


@dataclass(frozen=True)
class Situation:
    """What is asked of whom; the facts contradict neither the list nor the vocabulary."""

    county: Jurisdiction
    decision: str
    facts: dict[str, Any]
    item: int | None
    on: date | None

    def case(self) -> Case:
        """The case, checked."""
        return self.county.case(self.facts, item=self.item, on=self.on)

    def decide(self) -> Decision:
        """The answer."""
        return self.county.decide(self.case(), self.decision)


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Values that a fact can have; days near those that matter."""
    match fact.kind:
        case FactType.BOOL:
            return st.booleans()
        case FactType.ONE_OF:
            return st.sampled_from(fact.values)
        case FactType.SET_OF:
            return st.lists(st.sampled_from(fact.values), unique=True, max_size=3)
        case FactType.DATE:
            days = st.integers(-3, 400).map(lambda n: _DAY + timedelta(days=n))
            return st.one_of(days, st.just(fact.never)) if fact.never else days
        case FactType.NUMBER:
            return st.decimals("-10", "10", places=1)
        case FactType.TEXT:
            return st.sampled_from([CITIZEN, ORGANISATION]) if fact.identity else st.text()


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A case of any bundled jurisdiction, with few facts known or with nearly all of them."""
    county = library()[draw(st.sampled_from(list(library())))]
    words = county.vocabulary
    facts = {name: draw(values_of(fact)) for name, fact in words.facts.items()}
    for rule in words.implications:
        if facts[rule.given]:
            facts[rule.then] = rule.value
    item = None
    if county.items and draw(st.booleans()):
        chosen = draw(st.sampled_from(county.items))
        item = chosen.number
        facts |= dict.fromkeys(chosen.facts)
        facts[words.roles.listed or ""] = True
    day = facts.pop(words.roles.date or "")
    left_out = draw(st.sets(st.sampled_from(sorted(facts))) | st.just(set()))
    known = {name: value for name, value in facts.items() if name not in left_out}
    decision = draw(st.sampled_from(list(words.decisions)))
    return Situation(county, decision, known, item, draw(st.sampled_from([day, None])))


@st.composite
def open_situations(draw: st.DrawFn) -> Situation:
    """A case as it comes to a counter: next to nothing is known yet."""
    situation = draw(situations())
    known = draw(st.sets(st.sampled_from([None, *sorted(situation.facts)]), max_size=5))
    facts = {name: value for name, value in situation.facts.items() if name in known}
    return replace(situation, facts=facts)
