"""Measuring the coverage of scenarios: rules, conditions, boundaries and provisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaozhi.authoring.scenarios._coverage import (
    BoundaryTried,
    ConditionTried,
    Coverage,
    ProvisionReached,
    RuleTried,
)
from gaozhi.authoring.scenarios._format import format_condition
from gaozhi.authoring.scenarios._mcdc import deciding_conditions
from gaozhi.authoring.scenarios._scenario import Result, Scenario
from gaozhi.logic import truth
from gaozhi.model import (
    Account,
    Always,
    CarrierKind,
    FactRef,
    Fate,
    Order,
    Relation,
    Rule,
    parts_of,
    truth_of_atom,
)

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction


@dataclass(slots=True)
class _Seen:
    """The counts so far; the keys of rules are decision and name."""

    truths: Counter[tuple[str, str, bool | None]] = field(default_factory=Counter)
    decided: dict[tuple[str, str, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sides: Counter[tuple[str, str, Relation]] = field(default_factory=Counter)
    provisions: Counter[str] = field(default_factory=Counter)


def coverage_of(results: Iterable[Result], jurisdiction: Jurisdiction) -> Coverage:
    """Return the coverage of scenarios that were run in a jurisdiction.

    Args:
        results: what came of them; those of other jurisdictions are passed over.
        jurisdiction: the jurisdiction.

    """
    own = [one for one in results if one.scenario.jurisdiction == jurisdiction.name]
    seen = _Seen()
    for result in own:
        if result.decision is not None:
            _look(result, jurisdiction, seen)
        elif result.scenario.event is not None:
            seen.provisions.update(_due_basis(result.scenario, jurisdiction))
    program = jurisdiction.program
    last = len(program.levels) - 1
    return Coverage(
        jurisdiction=jurisdiction.name,
        id=jurisdiction.id,
        document=jurisdiction.document.title,
        scenarios=len(own),
        rules=tuple(
            _rule(decision, rule, seen, own=rule.level == last)
            for decision, table in program.decisions.items()
            for rule in table.rules
        ),
        boundaries=tuple(_boundaries(jurisdiction, seen)),
        provisions=tuple(
            ProvisionReached(one, seen.provisions[one.provision.id], _answers(one))
            for one in jurisdiction.provisions
        ),
    )


def _look(result: Result, jurisdiction: Jurisdiction, seen: _Seen) -> None:
    """Note what one scenario shows about the rules of its decision."""
    one, decision = result.scenario, result.decision
    assert decision is not None
    case = jurisdiction.case(one.facts, item=one.item, on=one.on)
    table = jurisdiction.program.decisions[one.decision]
    for rule in table.rules:
        seen.truths[one.decision, rule.name, truth(rule.holds, case.facts)] += 1
    for rule, written in deciding_conditions(table, case):
        place = rule.written.index(written)
        seen.decided[one.decision, rule.name, place].append(one.name)
    compared = {_pair(order): order for rule in table.rules for order in _orders(rule)}
    for pair, order in compared.items():
        for relation in (Relation.BEFORE, Relation.EQUAL, Relation.AFTER):
            if truth_of_atom(Order(order.fact, relation, order.operand), case.facts):
                seen.sides[*pair, relation] += 1
    cited = [one.basis for one in decision.grounds] + [one.basis for one in decision.caveats]
    seen.provisions.update({citation.provision for basis in cited for citation in basis})


def _due_basis(scenario: Scenario, jurisdiction: Jurisdiction) -> set[str]:
    expected = scenario.expect.due or {}
    wanted = {duty for duty, day in expected.items() if day is not None}
    return {
        provision.id
        for duty in jurisdiction.program.duties
        if duty.name in wanted
        for provision in duty.basis
    }


def _rule(decision: str, rule: Rule, seen: _Seen, *, own: bool) -> RuleTried:
    held, failed, unknown = (seen.truths[decision, rule.name, t] for t in (True, False, None))
    sides = frozenset({rule.holds.value} if isinstance(rule.holds, Always) else {True, False})
    return RuleTried(
        decision=decision,
        rule=rule.name,
        title=rule.title,
        basis=tuple(provision.id for provision in rule.basis),
        held=held,
        failed=failed,
        unknown=unknown,
        sides=sides,
        conditions=tuple(
            ConditionTried(format_condition(written), len(names), names[0] if names else None)
            for place, written in enumerate(rule.written)
            for names in (seen.decided[decision, rule.name, place],)
        ),
        own=own,
    )


def _orders(rule: Rule) -> Iterator[Order]:
    """Yield every comparison in order that a rule makes itself, dates in force included."""
    parts = [*parts_of(rule.alive), *(one.condition for one in rule.written if not one.decision)]
    for part in parts:
        if isinstance(part, Order):
            yield part


def _pair(order: Order) -> tuple[str, str]:
    operand = order.operand
    return order.fact, operand.fact if isinstance(operand, FactRef) else str(operand)


def _boundaries(jurisdiction: Jurisdiction, seen: _Seen) -> Iterator[BoundaryTried]:
    program = jurisdiction.program
    last = len(program.levels) - 1
    rules: dict[tuple[str, str], dict[str, bool]] = {}
    for table in program.decisions.values():
        for rule in table.rules:
            for order in _orders(rule):
                rules.setdefault(_pair(order), {})[rule.name] = rule.level == last
    for (fact, point), names in sorted(rules.items()):
        below, on, above = (
            seen.sides[fact, point, relation]
            for relation in (Relation.BEFORE, Relation.EQUAL, Relation.AFTER)
        )
        own = any(names.values())
        yield BoundaryTried(fact, point, below, on, above, tuple(names), own)


def _answers(account: Account) -> bool:
    """Whether a rule rests on the provision, or restates it, so that an answer can cite it."""
    carriers = account.carriers or account.restates
    return account.fate in (Fate.CARRIED, Fate.RESTATING) and any(
        carrier.kind is CarrierKind.RULE for carrier in carriers
    )
