"""The conditions of a rule as its author wrote them: comparisons, and other decisions' outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from gaozhi.model import All, Always, AnyOf, Condition, Not, Written

__all__ = ["References", "written_in"]


class References:
    """The conditions that stand for the outcome of another decision, known by identity."""

    def __init__(self) -> None:
        self._known: dict[int, Written] = {}

    def note(
        self,
        condition: Condition,
        decision: str,
        values: frozenset[str],
        definitions: Iterable[Condition | None],
    ) -> None:
        """Remember what a condition stands for.

        Where an author writes it among others, its parts may stand there in its place.

        Args:
            condition: the condition under which the decision comes out so.
            decision: the other decision.
            values: the outcomes that are meant.
            definitions: what names stand for; an author may write those by themselves.

        """
        if isinstance(condition, Always):
            return
        # Everything is kept with what it stands for, so that its identity stays its own.
        written = Written(condition, decision, tuple(sorted(values)))
        own = {id(one) for one in definitions}
        parts = condition.parts if isinstance(condition, All | AnyOf) else ()
        for part in (condition, *parts):
            if id(part) not in own:
                self._known.setdefault(id(part), written)

    def find(self, condition: Condition, decision: str) -> Written | None:
        """Return what a condition stands for; within that same decision it stands for itself."""
        found = self._known.get(id(condition))
        return None if found is None or found.decision == decision else found


def written_in(body: Condition, decision: str, references: References) -> tuple[Written, ...]:
    """Return the conditions of a rule's body, each once, in written order.

    Args:
        body: ``when`` and not ``unless``.
        decision: the rule's own decision.
        references: what stands for the outcome of another.

    """
    found: dict[object, Written] = {}
    # Definitions share parts, and may double one another: what was walked once has said all.
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
