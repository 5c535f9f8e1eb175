"""The conditions of a rule as its author wrote them: comparisons, and other decisions' outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from gaozhi.model import All, Always, AnyOf, Condition, Not, Written

__all__ = ["References", "written_in"]


class References:
    """The conditions that are references to another decision's outcome, by identity."""

    def __init__(self) -> None:
        self._known: dict[int, Written] = {}

    def note(
        self,
        condition: Condition,
        decision: str,
        values: frozenset[str],
        definitions: Iterable[Condition | None],
    ) -> None:
        """Record a condition as a reference.

        Within a junction its parts may take its place, so they are recorded too.

        Args:
            condition: the condition that the decision has one of the values.
            decision: the other decision.
            values: the outcomes.
            definitions: the conditions of definitions, which an author may also write directly.

        """
        if isinstance(condition, Always):
            return
        # The condition is kept with its record, so that its id is not reused.
        written = Written(condition, decision, tuple(sorted(values)))
        own = {id(one) for one in definitions}
        parts = condition.parts if isinstance(condition, All | AnyOf) else ()
        for part in (condition, *parts):
            if id(part) not in own:
                self._known.setdefault(id(part), written)

    def find(self, condition: Condition, decision: str) -> Written | None:
        """Return the reference that a condition is; None for no, or to that same decision."""
        found = self._known.get(id(condition))
        return None if found is None or found.decision == decision else found


def written_in(body: Condition, decision: str, references: References) -> tuple[Written, ...]:
    """Return the conditions of a rule's body, each once, in written order.

    Args:
        body: ``when`` and not ``unless``.
        decision: the rule's own decision.
        references: the references to other decisions.

    """
    found: dict[object, Written] = {}
    # Definitions share parts, and may double in size each time: each part is walked once.
    seen: set[int] = set()
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        known = references.find(part, decision)
        if known is not None:
            found.setdefault(id(known.condition), known)
            continue
        match part:
            case Always():
                continue
            case Not(inner):
                waiting.append(inner)
            case All(parts) | AnyOf(parts):
                waiting.extend(reversed(parts))
            case _:
                found.setdefault(part, Written(part))
    return tuple(found.values())
