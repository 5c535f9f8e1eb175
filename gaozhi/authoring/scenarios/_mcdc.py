"""MC/DC: the conditions of rules that alone decide what comes out in a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gaozhi.engine import Case
from gaozhi.logic import Outcome, Waiting, outcome, truth
from gaozhi.model import (
    All,
    Always,
    AnyOf,
    Condition,
    DecisionTable,
    FactValue,
    Not,
    Rule,
    Written,
    parts_upwards,
)

Facts = Mapping[str, FactValue]


def deciding_conditions(table: DecisionTable, case: Case) -> Iterator[tuple[Rule, Written]]:
    """Yield every condition of a rule that alone decides what comes out in a case.

    What comes out are the outcome and the caveats. A case that leaves a rule open shows nothing.

    Args:
        table: the decision.
        case: the case.

    """
    facts = case.facts
    alive = [truth(rule.alive, facts) for rule in table.rules]
    bodies = [truth(rule.body, facts) for rule in table.rules]
    own: list[bool] = []
    for lives, true in zip(alive, bodies, strict=True):
        if lives is False or true is False:
            own.append(False)
        elif lives is None or true is None:
            return
        else:
            own.append(True)
    found = _answer(table, own)
    for place, rule in enumerate(table.rules):
        if not alive[place] or not rule.written:
            continue
        other = [*own[:place], not own[place], *own[place + 1 :]]
        if _answer(table, other) == found:
            continue
        for written in rule.written:
            if _turned(rule.body, written, facts) is (not own[place]):
                yield rule, written


def _answer(table: DecisionTable, own: Sequence[bool]) -> tuple[Outcome, frozenset[str]]:
    """Return the outcome and the caveats, given which rules hold by their own condition."""
    holds = Waiting.among(table.spec.combine, table.rules).truths(own)
    caveats = (rule.caveat for rule, true in zip(table.rules, holds, strict=True) if true)
    return outcome(table.spec, table.rules, holds), frozenset(filter(None, caveats))


def _turned(body: Condition, turned: Written, facts: Facts) -> bool | None:
    """Return whether a body is true when one of its conditions is the other way round."""
    was = truth(turned.condition, facts)
    if was is None:
        return None
    if turned.decision is None:
        same = frozenset[int]()
    else:
        # Among others of its author's, the parts of a reference may stand in its place.
        parts = getattr(turned.condition, "parts", ())
        same = frozenset(map(id, (turned.condition, *parts)))

    found: dict[int, bool | None] = {}
    for part in parts_upwards(body):
        if id(part) in same or (turned.decision is None and part == turned.condition):
            found[id(part)] = not was
            continue
        match part:
            case Always(value):
                found[id(part)] = value
            case Not(inner):
                true = found[id(inner)]
                found[id(part)] = None if true is None else not true
            case All(parts):
                found[id(part)] = _joined([found[id(one)] for one in parts], absorbing=False)
            case AnyOf(parts):
                found[id(part)] = _joined([found[id(one)] for one in parts], absorbing=True)
            case _:
                found[id(part)] = truth(part, facts)
    return found[id(body)]


def _joined(truths: Sequence[bool | None], *, absorbing: bool) -> bool | None:
    if absorbing in truths:
        return absorbing
    return None if None in truths else not absorbing
