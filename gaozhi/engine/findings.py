"""What the rules of a decision come to on a case: which hold, which may, and what can come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaozhi.engine.case import Case
from gaozhi.engine.completions import Completions
from gaozhi.logic import truth
from gaozhi.model import Combine, DecisionTable, Rule, Standing

__all__ = ["Findings", "find"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules come to.

    Attributes:
        holding: the rules that hold, whatever the open facts turn out to be.
        maybe: the rules that hold in some completions only.
        possible: the values that can come out, strongest first; of a decision that collects none.
        values: of a decision that collects, what is certainly in.
        pending: of a decision that collects, what only may be.
        completions: where facts that matter are open, all completions of the case.
        partial: only what settles the outcome was looked at; `find` says the rest.

    """

    holding: tuple[Rule, ...]
    maybe: tuple[Rule, ...] = ()
    possible: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    completions: Completions | None = None
    partial: bool = False

    @property
    def exact(self) -> bool:
        """Whether what may come out, and what it turns on, is so and not only may be."""
        return self.completions is None or self.completions.exact


def find(table: DecisionTable, case: Case) -> Findings:
    """Return what the rules of a decision come to on a case."""
    first = table.spec.combine is Combine.FIRST
    judged = list(_judged(table.on(case.day), case, first=first))
    if all(true is not None for _, true in judged):
        return _known(table, tuple(one.rule for one, true in judged if true))
    completions = Completions(table, case, judged)
    holding: list[Rule] = []
    maybe: list[Rule] = []
    for place, (one, true) in enumerate(judged):
        can_be = {true} if true is not None else completions.truths(place)
        if False not in can_be:
            holding.append(one.rule)
        elif True in can_be:
            maybe.append(one.rule)
    if table.spec.combine is Combine.ALL:
        values, pending = completions.membership()
        return Findings(tuple(holding), tuple(maybe), (), values, pending, completions)
    return Findings(tuple(holding), tuple(maybe), completions.values(), completions=completions)


def _judged(
    standing: Iterable[Standing], case: Case, *, first: bool
) -> Iterator[tuple[Standing, bool | None]]:
    """Yield every rule with its truth.

    A row of a table holds where its own condition does and none of the rows above it; an
    ``otherwise``, which stands last, where none of the rules with an effect hold.
    """
    above: bool | None = False
    for entry in standing:
        rule = entry.rule
        true = truth(entry.own, case.known)
        if not rule.effects:
            yield entry, true
            continue
        yield entry, _and_not(true, above) if first or rule.otherwise else true
        above = _or(above, true)


def _and_not(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is True:
        return False
    return None if one is None or other is None else True


def _or(one: bool | None, other: bool | None) -> bool | None:
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def _known(table: DecisionTable, holding: tuple[Rule, ...]) -> Findings:
    effects = {effect for rule in holding for effect in rule.effects}
    values = tuple(value for value in table.spec.values if value in effects)
    if table.spec.combine is Combine.ALL:
        return Findings(holding, values=values)
    return Findings(holding, possible=values[:1])
