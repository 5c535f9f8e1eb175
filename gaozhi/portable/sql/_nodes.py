"""Diagrams as expressions: for every node, the leaves that a row can reach, as bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from gaozhi.logic import Node
from gaozhi.portable.sql._expressions import FALSE, Expr, expr, raw
from gaozhi.portable.sql._rows import Cells
from gaozhi.portable.sql._values import Values

__all__ = ["Reached", "below"]

_NONE = raw("0")


def below(roots: Sequence[Node]) -> list[Node]:
    """Return every node of some diagrams but the leaves, each after those below it."""
    found: dict[int, Node] = {}
    waiting = [*roots]
    while waiting:
        node = waiting.pop()
        if node.branches and id(node) not in found:
            found[id(node)] = node
            waiting += node.branches
    return sorted(found.values(), key=lambda node: -node.level)


class Reached:
    """The leaves that a row can reach from each node.

    Args:
        values: builds expressions.
        cells: which cells of each variable a row can have.
        bit: the bits of a leaf's value; 0 for one that no row comes to.
        nodes: every node, each after those below it.

    """

    def __init__(
        self,
        values: Values,
        cells: Sequence[Cells],
        bit: Callable[[Hashable], int],
        nodes: Sequence[Node],
    ) -> None:
        self._values = values
        self._cells = cells
        self._bit = bit
        self._found: dict[int, Expr] = {}
        used = Counter(part for node in nodes for part in {id(branch) for branch in node.branches})
        for node in nodes:
            found = self._branched(node)
            repeated = used[id(node)] > 1 or found.deep or values.dialect.or_repeats
            self._found[id(node)] = values.columns.bind(found) if repeated and found.uses else found

    def of(self, node: Node) -> Expr:
        """Return the bits of the leaves that a row can reach from a node."""
        return self._found[id(node)] if node.branches else raw(str(self._bit(node.value)))

    def _branched(self, node: Node) -> Expr:
        cells: dict[int, list[int]] = {}
        for cell, branch in enumerate(node.branches):
            cells.setdefault(id(branch), []).append(cell)
        constant = 0
        parts: list[Expr] = []
        for same in cells.values():
            then = self.of(node.branches[same[0]])
            if then == _NONE:
                continue
            cannot = self._cells[node.level].cannot(frozenset(same))
            if cannot != FALSE and self._values.dialect.masks:
                mask = self._values.columns.bind(expr("CASE WHEN {} THEN 0 ELSE -1 END", cannot))
                parts.append(expr("({} & {})", mask, then))
            elif cannot != FALSE:
                parts.append(expr("CASE WHEN {} THEN 0 ELSE {} END", cannot, then))
            elif then.sql.isdecimal():
                constant |= int(then.sql)
            else:
                parts.append(then)
        if constant or not parts:
            parts.append(raw(str(constant)))
        if self._values.dialect.or_repeats:
            parts = [self._values.columns.bind(part) if part.uses else part for part in parts]
        return self._values.dialect.bit_or(parts)
