"""No case forgotten: what the rules of a jurisdiction leave open, and what in them does nothing.

Every case is looked at, not a sample. A finding about cases comes with the smallest of them; one
that no case exists is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from gaozhi.engine.frozen import FrozenDict
from gaozhi.errors import CaseError
from gaozhi.library.elsewhere import decision_name
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import Exact, Node, Outcomes, TooLarge, arises, bounds_of
from gaozhi.model import (
    Combine,
    Condition,
    DecisionTable,
    Rule,
    facts_read,
)
from gaozhi.proof._sentence import told
from gaozhi.proof._smallest import CaseGraph
from gaozhi.source import require

__all__ = ["Gap", "GapKind", "Gaps", "gaps"]


class GapKind(StrEnum):
    """What is found.

    `NO_RULE`: cases that no rule answers but an ``otherwise`` without a provision, or none at all.
    `ORDER`: cases in which rows of a table give different answers, so that their order decides.
    `UNREACHED`: a rule that gives its answer in no case.
    `IDLE_FACT`: a fact that is asked for, and alone changes no answer.
    `IDLE_VALUE`: an answer that no rule gives.
    `UNSTARTED`: a duty that arises in no case.
    `UNMET`: a duty with a time, and no event that meets it.
    """

    NO_RULE = "no_rule"
    ORDER = "order"
    UNREACHED = "unreached"
    IDLE_FACT = "idle_fact"
    IDLE_VALUE = "idle_value"
    UNSTARTED = "unstarted"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Gap:
    """One finding.

    Attributes:
        kind: what it is.
        decision: the decision; None of a duty, and of a fact, which several decisions may read.
        names: the rules, the fact, the value or the duty that it is about.
        sentence: the smallest case, in words; empty where it is found that there is none.
        facts: the same case, as JSON has it, without the day.
        day: the day of the case; None where it is so on every day.

    """

    kind: GapKind
    decision: str | None
    names: tuple[str, ...]
    sentence: str = ""
    facts: Mapping[str, Any] = field(default_factory=FrozenDict)
    day: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "kind": self.kind.value,
            "decision": self.decision,
            "names": list(self.names),
            "sentence": self.sentence,
            "date": None if self.day is None else self.day.isoformat(),
            "facts": dict(self.facts),
        }


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is found about one jurisdiction.

    Attributes:
        jurisdiction: its name.
        id: its id.
        found: the findings, decision by decision, facts and duties last.
        large: the decisions whose rules are too large to tell.

    """

    jurisdiction: str
    id: str
    found: tuple[Gap, ...]
    large: tuple[str, ...] = ()

    def having(self, kind: GapKind) -> tuple[Gap, ...]:
        """Return the findings of one kind."""
        return tuple(one for one in self.found if one.kind is kind)

    def __bool__(self) -> bool:
        """Whether anything is found, or left untold."""
        return bool(self.found or self.large)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "jurisdiction": self.jurisdiction,
            "id": self.id,
            "found": [one.to_dict() for one in self.found],
            "too_large": list(self.large),
        }


def gaps(county: Jurisdiction, decision: str | None = None) -> Gaps:
    """Return what the rules of a jurisdiction leave open, and what in them does nothing.

    Args:
        county: the jurisdiction, with all that it inherits.
        decision: the name or api name of one decision; None for all, the facts that none of them
            needs, and the duties.

    Raises:
        CaseError: there is no such decision.

    """
    require(county, Jurisdiction, "county", "地区", "写 library[…] 得到的地区", CaseError)
    only = None if decision is None else decision_name(county, decision)
    found: list[Gap] = []
    large: list[str] = []
    asked: dict[str, None] = {}
    matters: set[str] = set()
    for name, table in county.program.decisions.items():
        if only is not None and name != only:
            continue
        own = [rule.own for rule in table.rules]
        asked |= dict.fromkeys(sorted(facts_read(*own)))
        try:
            looking = _Looking(county, table)
            found += looking.found()
            matters |= looking.matters
        except TooLarge:
            large.append(name)
            matters |= facts_read(*own)
    if only is None:
        matters |= _read_elsewhere(county)
        found += (Gap(GapKind.IDLE_FACT, None, (name,)) for name in asked if name not in matters)
        found += _duties(county)
    return Gaps(county.name, county.id, tuple(found), tuple(large))


def _read_elsewhere(county: Jurisdiction) -> set[str]:
    """Return the facts that duties and caveats read: they matter beside any outcome."""
    program = county.program
    conditions: list[Condition] = [duty.when for duty in program.duties]
    conditions += [
        rule.own for table in program.decisions.values() for rule in table.rules if rule.caveat
    ]
    days = {role for role in (county.vocabulary.roles.date,) if role is not None}
    return {*facts_read(*conditions)} | days


class _Looking:
    """One decision of a jurisdiction.

    Raises:
        TooLarge: its diagrams grow beyond the budget.

    """

    def __init__(self, county: Jurisdiction, table: DecisionTable) -> None:
        self._county, self._table = county, table
        self._rules = table.rules if table.gap is None else (*table.rules, table.gap)
        own = [rule.own for rule in self._rules]
        self._graph = CaseGraph(own, county.vocabulary, bounds_of(county.program))
        rules = [(rule, rule.own) for rule in self._rules]
        self._outcomes = Outcomes(table.answers, rules, self._graph)
        self._holds, self._found = self._outcomes.prepared()
        self.matters = self._outcomes.depends_on

    def found(self) -> Iterator[Gap]:
        """Yield what is found about the decision."""
        yield from self._unanswered()
        yield from self._by_order()
        yield from self._unreached()
        for value in self._table.spec.values:
            if not any(value in rule.effects for rule in self._rules):
                yield Gap(GapKind.IDLE_VALUE, self._table.spec.name, (value,))

    def _unanswered(self) -> Iterator[Gap]:
        """Yield the cases that only a rule without a provision answers."""
        for rule, holds in zip(self._rules, self._holds, strict=True):
            if rule.otherwise and not rule.basis:
                yield from self._case(GapKind.NO_RULE, (rule.name,), self._outcome_of(rule, holds))

    def _by_order(self) -> Iterator[Gap]:
        """Yield the rows of a table that hold together and give different answers."""
        if self._table.spec.combine is not Combine.FIRST:
            return
        rows = [rule for rule in self._rules if rule.effects and not rule.otherwise]
        for first, second in combinations(rows, 2):
            if first.effects != second.effects:
                both = self._graph.joined(
                    [self._graph.of(first.own), self._graph.of(second.own)],
                    absorbing=self._graph.false,
                )
                yield from self._case(GapKind.ORDER, (first.name, second.name), both)

    def _unreached(self) -> Iterator[Gap]:
        """Yield the rules that give their answer in no case."""
        for rule, holds in zip(self._rules, self._holds, strict=True):
            if not rule.effects or rule.otherwise or rule.caveat is not None:
                continue
            node = self._graph.possible(self._outcome_of(rule, holds))
            if not self._graph.can_be(node, value=True):
                yield Gap(GapKind.UNREACHED, self._table.spec.name, (rule.name,))

    def _outcome_of(self, rule: Rule, holds: Node) -> Node:
        """Return the diagram of the cases in which a rule holds and gives the outcome."""
        if self._table.spec.combine is Combine.ALL:
            return holds
        (outcome,) = self._found
        leaves = {one: one in rule.effects for one in self._graph.outcomes(outcome)}
        return self._graph.choose(holds, self._graph.renamed(outcome, leaves), self._graph.false)

    def _case(self, kind: GapKind, names: tuple[str, ...], node: Node) -> Iterator[Gap]:
        """Yield a finding with its smallest case; nothing where there is none."""
        facts = self._graph.smallest(self._graph.possible(node))
        if facts is None:
            return
        case = told(facts, self._county.vocabulary)
        yield Gap(kind, self._table.spec.name, names, case.sentence, case.facts, case.day)


def _duties(county: Jurisdiction) -> Iterator[Gap]:
    """Yield the duties that arise in no case, and those with a time that nothing meets."""
    duties, root = county.program.duties, county.program.levels[0].document
    exact = Exact(county.vocabulary, [duty.when for duty in duties], root.since, root.until)
    for duty in duties:
        if not arises(duty, exact):
            yield Gap(GapKind.UNSTARTED, None, (duty.name,))
        elif duty.without_end:
            yield Gap(GapKind.UNMET, None, (duty.name,))
