"""The diagrams of a decision whose variables a row settles one by one, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gaozhi.logic import Diagrams, Node, Outcomes, Space, TooLarge
from gaozhi.logic.space import Variable
from gaozhi.model import (
    DecisionSpec,
    FactValue,
    Order,
    Standing,
    Vocabulary,
    facts_of_atom,
    parts_of,
)
from gaozhi.portable.sql._cells import Group, groups_of

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The diagrams of a decision; the leaf of impossible cases is `gaozhi.logic.IMPOSSIBLE`.

    Attributes:
        variables: by level.
        groups: level -> the days or numbers that the variable stands for.
        rules: for every standing rule the diagram that it holds.
        outcome: the diagram of what comes out; of a decision that collects, one for every value.

    """

    variables: Sequence[Variable]
    groups: Mapping[int, Group]
    rules: Sequence[Node]
    outcome: Sequence[Node]


def prepare(
    spec: DecisionSpec,
    standing: Sequence[Standing],
    vocabulary: Vocabulary,
    known: Mapping[str, FactValue],
) -> Prepared:
    """Return the diagrams of a decision over all facts but those that every row has alike.

    Args:
        spec: the decision.
        standing: the rules that stand.
        vocabulary: the types of facts, and the implications.
        known: the facts that are the same in every row, with all that they imply.

    Raises:
        TooLarge: they grow beyond the budget.

    """
    conditions = [one.own for one in standing]
    orders = dict.fromkeys(
        part
        for own in conditions
        for part in parts_of(own)
        if isinstance(part, Order) and not known.keys() >= set(facts_of_atom(part))
    )
    groups = groups_of([*orders], vocabulary, known)
    space = Space(conditions, vocabulary, known)
    build = partial(_built, spec, standing, groups, known)
    try:
        return build(space)
    except TooLarge:
        return build(space.drawn_together(conditions))


def _built(
    spec: DecisionSpec,
    standing: Sequence[Standing],
    groups: Sequence[Group],
    known: Mapping[str, FactValue],
    space: Space,
) -> Prepared:
    group_of = {name: group for group in groups for name in group.facts}
    variables = [
        one if (group := group_of.get(one.fact)) is None else _variable_of(group)
        for one in space.variables
    ]
    diagrams = _Diagrams(space.with_variables(dict.fromkeys(variables)), known, group_of)
    rules = [(one.rule, one.own) for one in standing]
    holds, outcome = Outcomes(spec, rules, diagrams).prepared()
    return Prepared(
        diagrams.space.variables,
        {diagrams.space.levels[group.facts[0]][0]: group for group in groups},
        [diagrams.possible(node) for node in holds],
        [diagrams.possible(node) for node in outcome],
    )


def _variable_of(group: Group) -> Variable:
    return Variable(group.facts[0], tuple(range(len(group.cells))))


class _Diagrams(Diagrams):
    """Diagrams in which the days or numbers that are compared with each other are one variable."""

    def __init__(
        self, space: Space, known: Mapping[str, FactValue], group_of: Mapping[str, Group]
    ) -> None:
        super().__init__(space, known)
        self._group_of = group_of

    def _order(self, atom: Order) -> Node:
        name = next(name for name in facts_of_atom(atom) if name in self._group_of)
        group = self._group_of[name]
        (level,) = self.space.levels[group.facts[0]]
        leaves = [self.leaf(value=truth) for truth in group.truths(atom)]
        return self.select(level, leaves)
