"""The weight of questions: how many outcomes an answer about each fact leaves possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from gaozhi.logic.budget import cost_of
from gaozhi.logic.diagram import IMPOSSIBLE, Diagrams, Node

__all__ = ["left_open"]


def left_open(
    diagrams: Diagrams, nodes: Sequence[Node], facts: Iterable[str]
) -> dict[str, Fraction]:
    """Return how many outcomes an answer about each fact leaves possible, averaged over answers.

    For a set only the empty set and each group alone count as answers, as an approximation.

    Args:
        diagrams: the diagrams of the nodes.
        nodes: the roots, whose numbers of outcomes are added up.
        facts: facts of the space.

    Raises:
        TooLarge: it exceeds the rest of the budget.

    """
    space = diagrams.space
    possible = ~diagrams.leaf(IMPOSSIBLE).leaves
    surveys = [_survey(diagrams, node) for node in nodes]
    found: dict[str, Fraction] = {}
    for fact in facts:
        levels = space.levels[fact]
        variable = space.variables[levels[0]]
        if variable.group is None:
            left = [leaves for survey in surveys for leaves in survey.at(levels[0])]
            answers = len(variable.cells)
        else:
            each = list(_answers(levels))
            left = [_reached(diagrams, node, answer) for answer in each for node in nodes]
            answers = len(each)
        found[fact] = Fraction(sum((one & possible).bit_count() for one in left), answers)
    return found


def _answers(levels: Sequence[int]) -> Iterator[dict[int, int]]:
    """Yield the answers to a question about a set, each as a cell for each of its variables."""
    for present in (None, *levels):
        yield {level: int(level == present) for level in levels}


@dataclass(frozen=True, slots=True)
class _Survey:
    """The leaves of a diagram that remain when any one variable is settled.

    Attributes:
        below: for every variable and cell, the leaves below it.
        passing: for every leaf and variable, how many edges to the leaf skip the variable.

    """

    below: Sequence[Sequence[int]]
    passing: Sequence[Sequence[int]]

    def at(self, level: int) -> list[int]:
        """Return the leaves that remain for each cell of a variable."""
        always = sum(1 << bit for bit, steps in enumerate(self.passing) if steps[level])
        return [always | leaves for leaves in self.below[level]]


def _survey(diagrams: Diagrams, node: Node) -> _Survey:
    """Return the leaves that remain for every answer about one variable, for all variables."""
    variables = diagrams.space.variables
    depth = len(variables)
    below = [[0] * len(variable.cells) for variable in variables]
    steps = {(-1, id(node)): node}
    leaves = node.leaves
    for part in diagrams.parts(node):
        diagrams.budget.spend(cost_of(len(part.branches)))
        for cell, branch in enumerate(part.branches):
            below[part.level][cell] |= branch.leaves
            steps[part.level, id(branch)] = branch
    passing = [[0] * (depth + 1) for _ in range(leaves.bit_length())]
    for (level, _), to in steps.items():
        # The leaves of an edge that skips a variable remain whatever the answer.
        for bit, marks in enumerate(passing):
            if to.leaves >> bit & 1:
                marks[level + 1] += 1
                marks[min(to.level, depth)] -= 1
    return _Survey(below, [list(accumulate(marks)) for marks in passing])


def _reached(diagrams: Diagrams, node: Node, answer: Mapping[int, int]) -> int:
    """Return the leaves of a diagram that remain when some variables are settled."""
    last = max(answer)
    leaves = 0
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.level > last:
            leaves |= part.leaves
        elif id(part) not in seen:
            seen.add(id(part))
            cell = answer.get(part.level)
            waiting += part.branches if cell is None else (part.branches[cell],)
    diagrams.budget.spend(len(seen))
    return leaves
