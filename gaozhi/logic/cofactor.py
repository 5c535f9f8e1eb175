"""The outcome of a decision over everything that its rules read, and what a case leaves of it.

Diagrams are built once; of a case, whose known facts settle most of what they ask for, only what
remains is built: their cofactor. See R. E. Bryant, Graph-Based Algorithms for Boolean Function
Manipulation (1986), 4.4.

How days and numbers fall into cells depends on what is known of them. So a comparison of them is a
variable of its own here, and the cofactor asks for the facts that it compares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gaozhi.logic.budget import FIRST_TRY, Budget
from gaozhi.logic.diagram import Diagrams, Node
from gaozhi.logic.outcomes import Outcomes
from gaozhi.logic.space import Bounds, Space, Variable
from gaozhi.model import (
    All,
    AnyOf,
    Atom,
    Condition,
    DecisionSpec,
    Fact,
    FactType,
    FactValue,
    Holds,
    Not,
    Order,
    Rule,
    Vocabulary,
    facts_of_atom,
    parts_of,
    parts_upwards,
    truth_of_atom,
)

__all__ = ["SharedOutcomes"]

Facts = Mapping[str, FactValue]


class SharedOutcomes:
    """The outcome of a decision, and its rules, over every fact that they read; read-only.

    Args:
        spec: the decision.
        rules: its rules, as they stand, each with its own condition.
        vocabulary: the types of facts, and what implies what.

    Raises:
        TooLarge: the diagrams are not worth their while.

    """

    def __init__(
        self, spec: DecisionSpec, rules: Sequence[tuple[Rule, Condition]], vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        same: dict[Atom, Atom] = {}
        self._atoms = [
            [same.setdefault(part, part) for part in parts_of(own) if isinstance(part, Atom)]
            for _, own in rules
        ]
        comparisons: dict[Atom, str] = {
            atom: f"\x00{n}" for n, atom in enumerate(same) if isinstance(atom, Order)
        }
        self._comparisons = {n: atom for atom, n in comparisons.items() if isinstance(atom, Order)}
        asked = {name: Fact(name, name, FactType.BOOL) for name in self._comparisons}
        # What implies what is looked at in the cofactor, among the facts that are open then.
        words = replace(vocabulary, facts={**vocabulary.facts, **asked}, implications=())
        plain = [(rule, _without_order(own, comparisons)) for rule, own in rules]
        space = Space([own for _, own in plain], words, {})
        self._variables = space.variables
        self._outcomes = Outcomes(spec, plain, Diagrams(space, {}, Budget(FIRST_TRY)))

    def cofactor(self, known: Facts, read: Sequence[int], bounds: Bounds) -> Outcomes:
        """Return what a case leaves of the outcome.

        Args:
            known: what the case knows, with all that follows from it.
            read: the places of the rules that three-valued logic leaves open, or of those of them
                that alone are asked about.
            bounds: admissible days.

        """
        atoms = {id(atom): atom for place in read for atom in self._atoms[place]}
        space = Space(atoms.values(), self._vocabulary, known, bounds)
        diagrams = Diagrams(space, known)
        cut = _Cofactor(self._variables, self._comparisons, diagrams, known)
        return self._outcomes.within(diagrams, cut)

    def truth(self, place: int, known: Facts) -> bool | None:
        """Return whether a rule without an effect holds in every completion, in none, or in some.

        It is so where its open facts are free: no implication ties them, and what is compared is
        compared once.

        Args:
            place: the rule.
            known: what the case knows.

        """
        variables, comparisons = self._variables, self._comparisons
        can_be: set[object] = set()
        seen: set[int] = set()
        waiting = [self._outcomes.own(place)]
        while waiting:
            node = waiting.pop()
            if not node.branches:
                can_be.add(node.value)
            elif id(node) not in seen:
                seen.add(id(node))
                variable = variables[node.level]
                cell = _settled(variable, comparisons.get(variable.fact), known)
                waiting += node.branches if cell is None else node.branches[cell : cell + 1]
        return None if len(can_be) > 1 else True in can_be


def _settled(variable: Variable, comparison: Order | None, known: Facts) -> int | None:
    """Return the cell of a variable that a case settles; None where it is open."""
    if comparison is not None:
        return truth_of_atom(comparison, known)
    value = known.get(variable.fact)
    if value is None:
        return None
    if variable.group is None:
        return variable.cell_of(value)
    assert isinstance(value, frozenset)
    return not variable.group.isdisjoint(value)


class _Step(NamedTuple):
    """What a variable of the shared diagrams is in those of a case.

    Attributes:
        cells: the cells of it that the case leaves, one for every cell of the case's variable.
        level: the case's variable.
        test: of a comparison, its diagram.

    """

    cells: tuple[int, ...]
    level: int = -1
    test: Node | None = None


_ANY = _Step((0,))


class _Cofactor:
    """Makes of a node of the shared diagrams what a case leaves of it.

    Args:
        variables: those of the shared diagrams.
        comparisons: the comparisons that are among them, by name.
        diagrams: those of the case.
        known: what the case knows.

    """

    def __init__(
        self,
        variables: Sequence[Variable],
        comparisons: Mapping[str, Order],
        diagrams: Diagrams,
        known: Facts,
    ) -> None:
        self._variables = variables
        self._comparisons = comparisons
        self._diagrams = diagrams
        self._known = known
        self._steps: dict[int, _Step] = {}
        self._made: dict[int, Node] = {}

    def __call__(self, node: Node) -> Node:
        """Return what is left of a node."""
        made = self._made
        node = self._past_settled(node)
        waiting = [node]
        while waiting:
            part = waiting[-1]
            if id(part) not in made:
                if part.branches:
                    step = self._steps[part.level]
                    below = [self._past_settled(part.branches[cell]) for cell in step.cells]
                    missing = [one for one in below if id(one) not in made]
                    if missing:
                        waiting += missing
                        continue
                    made[id(part)] = self._joined(step, [made[id(one)] for one in below])
                else:
                    made[id(part)] = self._diagrams.leaf(part.value)
            waiting.pop()
        return made[id(node)]

    def _past_settled(self, node: Node) -> Node:
        """Return the first node on the way of the case that asks for what is open."""
        while node.branches:
            step = self._steps.get(node.level) or self._step(node.level)
            if len(step.cells) > 1:
                break
            node = node.branches[step.cells[0]]
        return node

    def _joined(self, step: _Step, branches: Sequence[Node]) -> Node:
        self._diagrams.budget.spend(1)
        if step.test is not None:
            return self._diagrams.choose(step.test, branches[1], branches[0])
        return self._diagrams.select(step.level, branches)

    def _step(self, level: int) -> _Step:
        variable = self._variables[level]
        comparison = self._comparisons.get(variable.fact)
        cell = _settled(variable, comparison, self._known)
        if cell is not None:
            step = _Step((cell,))
        else:
            step = self._open(variable) if comparison is None else self._compared(comparison)
        self._steps[level] = step
        return step

    def _compared(self, comparison: Order) -> _Step:
        levels, known = self._diagrams.space.levels, self._known
        if any(name not in levels and name not in known for name in facts_of_atom(comparison)):
            # No rule that is open reads it.
            return _ANY
        return _Step((0, 1), test=self._diagrams.of(comparison))

    def _open(self, variable: Variable) -> _Step:
        """Return what an open fact is; where no rule that is open reads it, any cell will do."""
        space = self._diagrams.space
        for level in space.levels.get(variable.fact, ()):
            own = space.variables[level]
            if own.group is None or variable.group is None:
                return _Step(tuple(map(variable.cell_of, own.cells)), level)
            if min(own.group) in variable.group:
                # What the case's rules do not tell apart, one stands for.
                return _Step((0, 1), level)
        return _ANY


def _without_order(condition: Condition, names: Mapping[Atom, str]) -> Condition:
    """Return a condition with a fact of its own in place of every comparison of days or numbers."""
    made: dict[int, Condition] = {}
    for part in parts_upwards(condition):
        match part:
            case Order():
                made[id(part)] = Holds(names[part])
            case Not(inner):
                made[id(part)] = Not(made[id(inner)])
            case All(parts):
                made[id(part)] = All(tuple(made[id(one)] for one in parts))
            case AnyOf(parts):
                made[id(part)] = AnyOf(tuple(made[id(one)] for one in parts))
            case _:
                made[id(part)] = part
    return made[id(condition)]
