"""What a rule reads of other decisions: its condition with their outcomes left unexpanded.

A condition that is evaluated has every reference expanded, and its parts merged and simplified; of
why a rule holds it tells the facts, and no more the decisions. This lowers the same syntax once
more, with each reference as one part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from gaozhi.compiler._conditions import lower
from gaozhi.compiler._definitions import Definitions, over_levels
from gaozhi.language import Syntax
from gaozhi.model import Always, CameTo, Condition, Vocabulary, all_of, decisions_read, negated
from gaozhi.source import Diagnostics, Node, Span

__all__ = ["Unexpanded"]


class Unexpanded:
    """The scope in which another decision's outcome is one part of a condition.

    It is for conditions that were lowered without an error: what is wrong with one is told there.

    Args:
        vocabulary: the facts and decisions.
        definitions: the definitions, each with its level.
        syntax: returns the syntax tree of a condition.
        active: returns the condition that a level is in force.

    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        definitions: Definitions,
        syntax: Callable[[Node], Syntax | None],
        active: Callable[[int], Condition],
    ) -> None:
        self.vocabulary = vocabulary
        self.problems = Diagnostics()
        self._definitions = definitions
        self._syntax = syntax
        self._active = active
        self._known: dict[str, Condition | None] = {}

    def body(self, when: Node | None, unless: Node | None) -> Condition | None:
        """Return ``when`` and not ``unless``; None where they read no other decision."""
        needed = Always(True) if when is None else self._condition(when)
        excepted = Always(False) if unless is None else self._condition(unless)
        if needed is None or excepted is None:
            return None
        found = all_of([needed, negated(excepted)])
        return found if decisions_read(found) else None

    def _condition(self, node: Node) -> Condition | None:
        syntax = self._syntax(node)
        return None if syntax is None else lower(syntax, self)

    def definition_names(self) -> tuple[str, ...]:
        """Return the names that ``define:`` gives at any level."""
        return tuple(self._definitions)

    def definition(self, name: str, span: Span) -> Condition | None:
        """Return the condition of a definition, lowered once."""
        if name not in self._known:
            # A definition that refers to itself is faulty, and no rule is made of it.
            self._known[name] = None
            self._known[name] = over_levels(
                (self._active(level), self._condition(source.condition))
                for level, source in self._definitions[name]
            )
        return self._known[name]

    def outcome(self, decision: str, values: frozenset[str], span: Span) -> Condition | None:
        """Return the part that a decision came to one of the values."""
        return cast("Condition", CameTo(decision, values))
