"""What a ground rests on beside facts: the outcomes of other decisions, and these on their grounds.

A rule that reads another decision holds because of what that came to, so its ground carries the
grounds of that outcome, in the same case. Which decisions those are follows from how the rule
reads them:

- Of parts that are all needed, each counts. Of parts of which one suffices, those count that hold;
  where one of them turns on decisions that count anyway, the others add nothing.
- That a decision did not come to a value rests on the value that it came to. That a decision which
  collects has not collected a value rests on nothing that could be quoted.
- An ``otherwise``, or a row of a table, also rests on the failing of the rows before it that give
  another value. A fact for which such a row fails is reason enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gaozhi.engine.case import Case
from gaozhi.logic import Waiting, truth
from gaozhi.model import (
    All,
    AnyOf,
    CameTo,
    Combine,
    Condition,
    DecisionTable,
    Not,
    Rule,
    decisions_read,
)

if TYPE_CHECKING:
    from gaozhi.engine.decision import Decision
    from gaozhi.engine.parts import Ground

__all__ = ["Ask", "Asked", "Reasons"]

Ask = Callable[[str, Case], "Decision"]
"""Decides by the name of a decision, as the engine does that answers."""


class Asked:
    """What the decisions that others read come to in one case, each found once.

    Args:
        ask: decides.
        case: the case.

    """

    def __init__(self, ask: Ask, case: Case) -> None:
        self._ask = ask
        self._case = case
        self._found: dict[str, Decision] = {}

    def decision(self, name: str) -> Decision:
        """Return the answer to a decision; its own grounds share what is found here."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._ask(name, self._case)
            found.explanation.asked = self
        return found

    def truth(self, condition: Condition) -> bool | None:
        """Return whether a condition of `Rule.reads` holds; None while that is open."""
        part: object = condition
        if isinstance(part, CameTo):
            return self._came_to(part)
        if isinstance(part, Not):
            true = self.truth(part.part)
            return None if true is None else not true
        if isinstance(part, All | AnyOf):
            settles, found = isinstance(part, AnyOf), not isinstance(part, AnyOf)
            truths = (self.truth(one) for one in part.parts)
            seen = set[bool | None]()
            for true in truths:
                if true is settles:
                    return settles
                seen.add(true)
            return None if None in seen else found
        return truth(condition, self._case.known)

    def _came_to(self, read: CameTo) -> bool | None:
        answer = self.decision(read.decision)
        if answer.possible:
            can = read.values.intersection(answer.possible)
            return False if not can else True if can.issuperset(answer.possible) else None
        if not read.values.isdisjoint(answer.values):
            return True
        return False if read.values.isdisjoint(answer.pending) else None


class Reasons:
    """The grounds that the grounds of one decision carry.

    Args:
        table: the decision.
        case: the case.
        asked: what the decisions that it reads come to.

    """

    def __init__(self, table: DecisionTable, case: Case, asked: Asked) -> None:
        self._spec = table.spec
        self._table = table
        self._case = case
        self._asked = asked

    @cached_property
    def _before(self) -> dict[int, Sequence[Rule]]:
        """The rules for whose failing a rule waits, by the id of the rule."""
        rules = [standing.rule for standing in self._table.on(self._case.day)]
        waiting = Waiting.among(self._spec.combine, rules)
        rows = [rules[place] for place in waiting.rows]
        return {id(rules[place]): rows[:count] for place, count in waiting.rules}

    def of(self, rule: Rule) -> tuple[Ground, ...]:
        """Return the grounds on which it rests that a rule holds, or may hold."""
        waits = rule.otherwise or self._spec.combine is Combine.FIRST
        before = self._before.get(id(rule), ()) if waits else ()
        failing = [
            one.reads
            for one in before
            if one.reads is not None
            and one.effects[0] not in rule.effects
            and truth(one.alive, self._case.known) is not False
        ]
        if rule.reads is None and not failing:
            return ()
        rests = _Rests(self._asked)
        if rule.reads is not None:
            rests.on(rule.reads, want=True, sparing=False)
            rests.choose()
        for read in failing:
            rests.on(read, want=False, sparing=True)
        rests.choose()
        return tuple(rests.grounds())


class _Rests:
    """Collects what it rests on that conditions hold or fail.

    Args:
        asked: what other decisions come to.

    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._values: dict[str, set[str]] = {}
        """the decisions that count, each with the values that it may have come to"""
        self._choices: list[tuple[list[Condition], bool, bool]] = []

    def on(self, condition: Condition, *, want: bool, sparing: bool) -> None:
        """Add that a condition has a truth value.

        Args:
            condition: one of `Rule.reads`.
            want: the truth value.
            sparing: where a fact alone is reason enough, no decision counts beside it.

        """
        part: object = condition
        if isinstance(part, CameTo):
            self._add(part, want=want)
        elif isinstance(part, Not):
            self.on(part.part, want=not want, sparing=sparing)
        elif isinstance(part, All | AnyOf):
            if isinstance(part, All) is want:
                for one in part.parts:
                    self.on(one, want=want, sparing=sparing)
            else:
                # One part suffices: which of them count is seen when all that must is there.
                self._choices.append((list(part.parts), want, sparing))

    def _add(self, read: CameTo, *, want: bool) -> None:
        answer = self._asked.decision(read.decision)
        counted = self._values.setdefault(read.decision, set())
        if want:
            counted |= read.values
        else:
            # A decision that collects a value or not has no value that says that it has not.
            counted |= set(answer.possible) - read.values

    def choose(self) -> None:
        """Add what counts of the parts of which one suffices, after all that must be there."""
        # A choice may lead to others, which come behind it.
        for parts, want, sparing in self._choices:
            self._choose(parts, want=want, sparing=sparing)
        self._choices = []

    def grounds(self) -> Iterator[Ground]:
        """Yield the grounds of all that counts, decision by decision."""
        for name, values in self._values.items():
            yield from self._asked.decision(name).explanation.leading_to(values)

    def _choose(self, parts: Sequence[Condition], *, want: bool, sparing: bool) -> None:
        truths = [(part, self._asked.truth(part)) for part in parts]
        holding = [part for part, true in truths if true is want]
        reading = [set(decisions_read(part)) for part in holding]
        if any(read <= self._values.keys() and (read or sparing) for read in reading):
            return
        # Where none of them is certain, they make it true together.
        for part in holding or [part for part, true in truths if true is None]:
            self.on(part, want=want, sparing=sparing)
