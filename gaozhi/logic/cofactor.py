"""Shared diagrams of a decision's outcome over all facts, and their cofactor for a case.

The diagrams are built once a version of a decision. The known facts of a case settle most
variables; only the rest, the cofactor, is built for the case. See R. E. Bryant, Graph-Based
Algorithms for Boolean Function Manipulation (1986), 4.4.

The cells of days and numbers depend on the known ones. So a comparison of them is a variable of its
own in the shared diagrams, and the cofactor has the facts that it compares as variables.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from gaozhi.logic.budget import FIRST_TRY, Budget
from gaozhi.logic.diagram import Diagrams, Node
from gaozhi.logic.outcomes import Outcomes
from gaozhi.logic.shape import Read, path
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

__all__ = ["Prepared", "SharedOutcomes"]

Facts = Mapping[str, FactValue]

_MOST_READ: Final = 1024
"""Of how many choices of rules it is kept what they read."""


class Prepared(NamedTuple):
    """Shared diagrams as they are.

    Attributes:
        variables: the variables of the nodes, by level.
        comparisons: the comparisons that are variables, by the name of the variable's fact.
        rules: for each rule the node that it holds.
        outcome: the nodes of what comes out, see `Outcomes.prepared`.

    """

    variables: Sequence[Variable]
    comparisons: Mapping[str, Order]
    rules: Sequence[Node]
    outcome: Sequence[Node]


class SharedOutcomes:
    """The diagrams of a decision's outcome and rules over every fact that they read; read-only.

    Args:
        spec: the decision.
        rules: its rules in order, each with its own condition.
        vocabulary: the types of facts, and the implications.

    Raises:
        TooLarge: the diagrams grow beyond the budget.

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
        # Implications are applied in the cofactor, among the facts that are open there.
        words = replace(vocabulary, facts={**vocabulary.facts, **asked}, implications=())
        plain = [(rule, _without_order(own, comparisons)) for rule, own in rules]
        space = Space([own for _, own in plain], words, {})
        self._variables = space.variables
        self._outcomes = Outcomes(spec, plain, Diagrams(space, {}, Budget(FIRST_TRY)))
        self._read: dict[tuple[int, ...], Read] = {}

    @property
    def prepared(self) -> Prepared:
        """The diagrams themselves, to be written down."""
        return Prepared(self._variables, self._comparisons, *self._outcomes.prepared())

    def renamed(self, node: Node, values: Mapping[str, str]) -> Node:
        """Return a diagram of `prepared` with other values in its leaves."""
        return self._outcomes.diagrams.renamed(node, values)

    def cofactor(self, known: Facts, read: Sequence[int], bounds: Bounds) -> Outcomes:
        """Return the outcomes over the facts that a case leaves open.

        Args:
            known: the facts of the case, with all that they imply.
            read: the indexes of the rules that three-valued logic leaves open, or of those of them
                that matter.
            bounds: the first and last day of facts, where they are bounded.

        """
        atoms = {id(atom): atom for place in read for atom in self._atoms[place]}
        space = Space(atoms.values(), self._vocabulary, known, bounds)
        diagrams = Diagrams(space, known)
        cut = _Cofactor(self._variables, self._comparisons, diagrams, known)
        return self._outcomes.within(diagrams, cut)

    def shape(
        self, known: Facts, read: Sequence[int], asked: Sequence[int], bounds: Bounds
    ) -> Hashable:
        """Return what the cofactor of a case depends on.

        Args:
            known: the facts of the case, with all that they imply.
            read: as `cofactor` takes it.
            asked: the indexes of the rules of which it is asked whether they hold.
            bounds: the first and last day of facts, where they are bounded.

        """
        places = tuple(read)
        found = self._read.get(places)
        if found is None:
            if len(self._read) >= _MOST_READ:
                self._read = {}
            atoms = [atom for place in places for atom in self._atoms[place]]
            found = self._read[places] = Read(atoms, self._vocabulary.implications)
        roots = (*self._outcomes.roots, *map(self._outcomes.own, asked))
        return places, tuple(asked), path(roots, known, self._cell), found.of(known, bounds)

    def _cell(self, level: int, known: Facts) -> int | None:
        variable = self._variables[level]
        return _settled(variable, self._comparisons.get(variable.fact), known)

    def truth(self, place: int, known: Facts) -> bool | None:
        """Return whether a rule without an effect holds in every completion, or in none.

        None where it holds in some. That is exact where its open facts are independent: no
        implication ties them, and each is compared once.

        Args:
            place: the index of the rule.
            known: the facts of the case, with all that they imply.

        """
        can_be: set[object] = set()
        seen: set[int] = set()
        waiting = [self._outcomes.own(place)]
        while waiting:
            node = waiting.pop()
            if not node.branches:
                can_be.add(node.value)
            elif id(node) not in seen:
                seen.add(id(node))
                cell = self._cell(node.level, known)
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
    """The counterpart of a shared variable in the diagrams of a case.

    Attributes:
        cells: its cells that the case leaves, one for every cell of the case's variable.
        level: the case's variable.
        test: the diagram of a comparison; None for a fact.

    """

    cells: tuple[int, ...]
    level: int = -1
    test: Node | None = None


_ANY = _Step((0,))


class _Cofactor:
    """Computes the cofactor of nodes of the shared diagrams for a case.

    Args:
        variables: the variables of the shared diagrams.
        comparisons: the comparisons among them, by name.
        diagrams: the diagrams of the case.
        known: the facts of the case.

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
        """Return the cofactor of a node."""
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
        """Return the first node, along the settled cells, whose variable is open."""
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
            # No open rule reads it.
            return _ANY
        return _Step((0, 1), test=self._diagrams.of(comparison))

    def _open(self, variable: Variable) -> _Step:
        """Return the step of an open fact; where no open rule reads it, any cell will do."""
        space = self._diagrams.space
        for level in space.levels.get(variable.fact, ()):
            own = space.variables[level]
            if own.group is None or variable.group is None:
                return _Step(tuple(map(variable.cell_of, own.cells)), level)
            if min(own.group) in variable.group:
                # The case's rules do not distinguish several groups: one stands for them.
                return _Step((0, 1), level)
        return _ANY


def _without_order(condition: Condition, names: Mapping[Atom, str]) -> Condition:
    """Return a condition with a bool fact in place of every comparison of days or numbers."""
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
