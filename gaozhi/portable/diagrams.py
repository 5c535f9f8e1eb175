"""The prepared diagrams of ``program.json``."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from gaozhi.engine.interview import alike_for_applicant
from gaozhi.logic import OTHER, Node, Prepared, SharedOutcomes, TooLarge
from gaozhi.model import DecisionSpec, Standing, Vocabulary
from gaozhi.portable.conditions import ConditionTable
from gaozhi.portable.format import DiagramsJson, VariableJson

__all__ = ["prepared_diagrams"]

_BEFORE_ALL = -1


def prepared_diagrams(
    spec: DecisionSpec,
    standing: Sequence[Standing],
    vocabulary: Vocabulary,
    conditions: ConditionTable,
) -> DiagramsJson | None:
    """Return the diagrams of a version of a decision; None where they grow too large.

    Args:
        spec: the decision.
        standing: the rules that stand.
        vocabulary: the types of facts.
        conditions: receives the comparisons that are variables.

    """
    rules = [(one.rule, one.own) for one in standing]
    alike = alike_for_applicant(spec)
    try:
        shared = SharedOutcomes(spec, rules, vocabulary)
        found = shared.prepared
        follows = None if alike is None else shared.renamed(found.outcome[0], alike)
    except TooLarge:
        return None
    nodes = _Nodes(spec)
    return {
        "variables": _variables(found, vocabulary, conditions),
        "rules": [nodes.place(node) for node in found.rules],
        "outcome": [nodes.place(node) for node in found.outcome],
        "follows": None if follows is None else nodes.place(follows),
        "nodes": nodes.rows,
    }


def _variables(
    found: Prepared, vocabulary: Vocabulary, conditions: ConditionTable
) -> list[VariableJson]:
    rows: list[VariableJson] = []
    for variable in found.variables:
        name, group = variable.fact, variable.group
        row: VariableJson = {"fact": name, "cells": None, "group": None, "condition": None}
        if name in found.comparisons:
            place = conditions.place(found.comparisons[name])
            rows.append({**row, "fact": None, "condition": place})
        elif group is not None:
            members = [value for value in vocabulary.facts[name].values if value in group]
            rows.append({**row, "group": members})
        else:
            cells = [None if cell == OTHER else cell for cell in variable.cells]
            rows.append({**row, "cells": cells})
    return rows


class _Nodes:
    """The nodes of diagrams as they are written down, each after those below it.

    Args:
        spec: the decision whose values are leaves.

    """

    def __init__(self, spec: DecisionSpec) -> None:
        self.rows: list[bool | int | list[int] | None] = []
        self._values = {value: place for place, value in enumerate(spec.values)}
        self._known: dict[int, int] = {}

    def place(self, node: Node) -> int:
        """Return the index of a node, which is written where it is not there yet."""
        waiting = [node]
        while waiting:
            part = waiting[-1]
            below = [self._known.get(id(one), _BEFORE_ALL) for one in part.branches]
            if id(part) in self._known:
                waiting.pop()
            elif _BEFORE_ALL in below:
                waiting += part.branches
            else:
                self._known[id(part)] = len(self.rows)
                self.rows.append([part.level, *below] if below else self._leaf(part.value))
        return self._known[id(node)]

    def _leaf(self, value: Hashable) -> bool | int | None:
        if isinstance(value, bool) or value is None:
            return value
        assert isinstance(value, str)
        return self._values[value]
