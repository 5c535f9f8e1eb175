"""The differences from a superior that a county means: which kinds of cases they account for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from gaozhi.engine import Ground
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Combine, Differs
from gaozhi.proof._result import Answer, Meant

__all__ = ["Recorded"]

_REMOVED: Final = "删去{}"
"""What the removal of a rule is called, which has no name of its own."""


class Recorded:
    """What the rules of one side say of their differences from the other.

    A difference is accounted for by a rule with ``differs`` that gives the answer here, or that
    replaces the rule that gives it there; by the removal of that rule; or where either answer reads
    another decision, by what does so to that decision.

    Args:
        here: the side whose rules say so.
        there: the superior.

    """

    def __init__(self, here: Jurisdiction, there: Jurisdiction) -> None:
        self._here, self._there = here, there
        superior = there.program.levels[-1].id
        self._meant: dict[str, Differs] = {
            rule.name: rule.differs
            for table in here.program.decisions.values()
            for rule in table.rules
            if rule.differs is not None and rule.differs.superior == superior
        }
        for one in here.program.removals:
            if one.superior == superior:
                self._meant[_REMOVED.format("、".join(one.replaces))] = one
        self._by_replaced: dict[str, list[str]] = {}
        for name, differs in self._meant.items():
            for replaced in differs.replaces:
                self._by_replaced.setdefault(replaced, []).append(name)
        self._used: set[str] = set()

    def of(
        self, here: Answer, there: Answer, mine: Mapping[str, Any], others: Mapping[str, Any]
    ) -> tuple[Meant, ...]:
        """Return what accounts for a difference.

        Args:
            here: what this side answers.
            there: what the other side answers.
            mine: the case as this side knows it.
            others: the case as the other side knows it.

        """
        if not self._meant:
            return ()
        rests_here = [*_chain(here.grounds), *_of_others(self._here, mine, there.grounds)]
        rests_there = [*_chain(there.grounds), *_of_others(self._there, others, here.grounds)]
        names = [ground.rule for ground in rests_here if ground.rule in self._meant]
        for ground in rests_there:
            names += self._by_replaced.get(ground.rule, ())
        self._used.update(names)
        found = ((name, self._meant[name]) for name in dict.fromkeys(names))
        return tuple(Meant(name, one.why, one.no_caveat) for name, one in found)

    @property
    def stale(self) -> tuple[str, ...]:
        """The rules whose difference accounts for nothing that was found."""
        return tuple(name for name in self._meant if name not in self._used)


def _chain(grounds: Iterable[Ground]) -> Iterator[Ground]:
    """Yield grounds, and those of the other decisions that they rest on."""
    waiting = list(grounds)
    while waiting:
        ground = waiting.pop(0)
        yield ground
        waiting += ground.because


def _of_others(
    county: Jurisdiction, facts: Mapping[str, Any], grounds: Iterable[Ground]
) -> Iterator[Ground]:
    """Yield what one side says of the decisions that an answer of the other side reads."""
    own = {ground.decision for ground in grounds}
    read = dict.fromkeys(one.decision for one in _chain(grounds) if one.decision not in own)
    for name in read:
        table = county.program.decisions.get(name)
        if table is not None:
            decision = county.decide(facts, name)
            single = table.spec.combine is not Combine.ALL
            yield from _chain(
                one for one in decision.grounds if not single or one.effect == decision.outcome
            )
