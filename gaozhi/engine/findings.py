"""What the rules of a decision come to on a case: which hold, which may, and what can come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gaozhi.engine.case import Case
from gaozhi.engine.completions import Completions
from gaozhi.logic import Outcome, Waiting, outcome, truth
from gaozhi.model import NO_RULE, DecisionTable, Rule

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

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        holds: Sequence[bool | None],
        found: Outcome | Findings,
        completions: Completions | None = None,
    ) -> Findings:
        """Return the findings of rules.

        Args:
            rules: the rules.
            holds: of each whether it holds in every completion, in none, or in some (None).
            found: what comes out.
            completions: all completions, where they matter.

        """
        holding = tuple(rule for rule, true in zip(rules, holds, strict=True) if true)
        maybe = tuple(rule for rule, true in zip(rules, holds, strict=True) if true is None)
        came_to = (found.possible, found.values, found.pending)
        return cls(holding, maybe, *came_to, completions)

    @property
    def no_rule(self) -> bool:
        """Whether the documents certainly have no rule for the decision on the day."""
        return any(NO_RULE in rule.effects for rule in self.holding)

    @property
    def exact(self) -> bool:
        """Whether what may come out, and what it turns on, is so and not only may be."""
        return self.completions is None or self.completions.exact


def find(table: DecisionTable, case: Case) -> Findings:
    """Return what the rules of a decision come to on a case."""
    spec, standing = table.answers, list(table.on(case.day))
    rules = [one.rule for one in standing]
    own = [truth(one.own, case.known) for one in standing]
    truths = Waiting.among(spec.combine, rules).truths(own)
    found = outcome(spec, rules, truths)
    completions = None
    if None in truths:
        completions = Completions(spec, case, standing, truths)
        truths = [completions.truth(place) for place in range(len(truths))]
        found = completions.outcome
    return Findings.of(rules, truths, found, completions)
