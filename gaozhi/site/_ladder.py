"""A decision diagram as a ladder: one question a step, and where each answer leads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaozhi.logic import OTHER, Node, Prepared
from gaozhi.model import Combine, DecisionTable, FactType, Vocabulary
from gaozhi.site._conditions import comparison_text, phrase

if TYPE_CHECKING:
    from gaozhi.logic.space import Variable
    from gaozhi.site._outcomes import OutcomeDiagrams

__all__ = ["Exit", "Ladder", "Step", "ladders_of"]

_YES: Final = "有"
_NO: Final = "没有"
_MOST_STEPS: Final = 60
"""A picture of more questions would help nobody."""


@dataclass(frozen=True, slots=True)
class Exit:
    """One answer of a step, or several that lead to the same.

    Attributes:
        answer: the answer.
        outcome: what comes out; None where another question follows.
        step: the number of the question that follows; 0 where there is none.

    """

    answer: str
    outcome: str | None
    step: int


@dataclass(frozen=True, slots=True)
class Step:
    """One question with its number, from 1 on, and where its answers lead."""

    number: int
    question: str
    exits: Sequence[Exit]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A whole diagram.

    Attributes:
        values: of a decision that collects, the values that it is about; empty for others.
        steps: the questions, each before those that follow from it.
        always: what comes out where nothing is asked; None where something is.

    """

    values: Sequence[str]
    steps: Sequence[Step]
    always: str | None = None


def ladders_of(
    table: DecisionTable, words: Vocabulary, diagrams: OutcomeDiagrams
) -> list[Ladder] | None:
    """Return the ladders of a decision, one for one outcome, one a value where it collects.

    Args:
        table: the decision.
        words: its vocabulary.
        diagrams: the diagrams of its decisions.

    Returns:
        None where the diagrams grow too large for a picture; of a decision that collects, without
        the values that can never be in.

    """
    shared = diagrams.of(table)
    if shared is None:
        return None
    found = shared.prepared
    collects = table.spec.combine is Combine.ALL
    ladders = []
    values = table.spec.values if collects else ("",)
    for value, node in zip(values, found.outcome, strict=True):
        said = _Said(value)
        if collects and not node.branches and not node.value:
            continue
        steps = _steps(node, found, words, said)
        if len(steps) > _MOST_STEPS:
            return None
        always = None if steps else said(node.value)
        ladders.append(Ladder([value] if collects else [], steps, always))
    return _together(ladders) if collects else ladders


def _together(ladders: Sequence[Ladder]) -> list[Ladder]:
    """Return the ladders of values, those that ask the same as one."""
    alike: dict[object, list[Ladder]] = {}
    for one in ladders:
        shape = [
            (s.question, [(e.answer, e.outcome == _NO, e.step) for e in s.exits]) for s in one.steps
        ]
        alike.setdefault(repr(shape), []).append(one)
    found = []
    for some in alike.values():
        values = [value for one in some for value in one.values]
        steps = [replace(step, exits=[_about(e) for e in step.exits]) for step in some[0].steps]
        found.append(Ladder(values, steps, some[0].always and _YES))
    return found


def _about(one: Exit) -> Exit:
    return one if one.outcome in (None, _NO) else replace(one, outcome=_YES)


class _Said:
    """What a leaf says.

    Args:
        value: of a decision that collects, the value; empty for others.

    """

    def __init__(self, value: str) -> None:
        self._value = value

    def __call__(self, leaf: Hashable) -> str:
        if leaf is None:
            return "没有规定"
        if isinstance(leaf, bool):
            return self._value if leaf else _NO
        return str(leaf)


def _steps(
    top: Node, found: Prepared, words: Vocabulary, said: Callable[[Hashable], str]
) -> list[Step]:
    """Return the questions of a diagram, nearest first, and of one variable in order of finding."""
    nodes = _nodes(top)
    numbers = {id(node): place for place, node in enumerate(nodes, 1)}
    steps = []
    for node in nodes:
        variable = found.variables[node.level]
        leads: dict[int, list[int]] = {}
        targets: dict[int, Node] = {}
        for cell, branch in enumerate(node.branches):
            leads.setdefault(id(branch), []).append(cell)
            targets[id(branch)] = branch
        exits = []
        for key, cells in leads.items():
            target = targets[key]
            number = numbers.get(key, 0)
            outcome = None if number else said(target.value)
            exits.append(Exit(_answer(variable, cells, words), outcome, number))
        # The way to the next question goes last, so that it leads on below.
        exits.sort(key=lambda one: (one.outcome is None, -one.step))
        steps.append(Step(numbers[id(node)], _question(variable, found, words), exits))
    return steps


def _nodes(top: Node) -> list[Node]:
    """Return the nodes of a diagram, each before those below it, and a chain of them together."""
    done: dict[int, Node] = {}
    waiting: list[tuple[Node, bool]] = [(top, False)]
    while waiting:
        node, opened = waiting.pop()
        if opened:
            done.setdefault(id(node), node)
        elif node.branches and id(node) not in done:
            waiting.append((node, True))
            waiting += ((branch, False) for branch in reversed(node.branches))
    return list(reversed(done.values()))


def _question(variable: Variable, found: Prepared, words: Vocabulary) -> str:
    comparison = found.comparisons.get(variable.fact)
    if comparison is not None:
        return f"{comparison_text(comparison, words)}？"
    fact = words.facts[variable.fact]
    if variable.group is not None:
        among = [one for one in fact.values if one in variable.group]
        if len(among) == len(fact.values):
            return f"{phrase(fact.name)}：有所涉及？"
        return f"{phrase(fact.name)}：有{'、'.join(among)}？"
    if fact.kind is FactType.BOOL:
        return f"{phrase(fact.name)}？"
    return f"{phrase(fact.name)}是什么？"


def _answer(variable: Variable, cells: Sequence[int], words: Vocabulary) -> str:
    """Return the answers that lead the same way."""
    if variable.group is not None:
        return "、".join("是" if cell else "否" for cell in cells)
    values = [variable.cells[cell] for cell in cells]
    if all(isinstance(value, bool) for value in values):
        return "、".join("是" if value else "否" for value in values)
    if OTHER in values or 2 * len(values) > len(variable.cells) > 2:
        return "其他"
    return "、".join(str(value) for value in values)
