"""The reference interpreter: what a condition says of the facts that are known.

True, false, or None while facts that matter are open, by Kleene's strong logic. Whatever it answers
other than None is certain; None may still be settled by looking at all completions together,
which is what `gaozhi.engine.completions` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaozhi.compiler.atoms import facts_of_atom, truth_of_atom
from gaozhi.compiler.tree import All, Always, AnyOf, Condition, FactRef, Not, Order
from gaozhi.language import FactValue

__all__ = ["truth", "witnesses"]

Facts = Mapping[str, FactValue]


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Return whether the condition holds; None while the known facts leave it open."""
    match condition:
        case All(parts):
            open_ = False
            for part in parts:
                found = truth(part, facts)
                if found is False:
                    return False
                open_ = open_ or found is None
            return None if open_ else True
        case AnyOf(parts):
            open_ = False
            for part in parts:
                found = truth(part, facts)
                if found is True:
                    return True
                open_ = open_ or found is None
            return None if open_ else False
        case Not(part):
            found = truth(part, facts)
            return None if found is None else not found
        case Always(value):
            return value
        case _:
            return truth_of_atom(condition, facts)


def witnesses(condition: Condition, facts: Facts, day: str | None) -> tuple[str, ...]:
    """Return the facts that make a true condition true, each once, in the order of reading.

    Args:
        condition: one that is true of the facts.
        facts: the known facts.
        day: the fact that is the decision's date. It is left out where it is only compared with
            constants, which is how dates in force stand in the tree.

    """
    return tuple(dict.fromkeys(_witnesses(condition, facts, day, want=True)))


def _witnesses(condition: Condition, facts: Facts, day: str | None, *, want: bool) -> Iterator[str]:
    match condition:
        case Always():
            return
        case Not(part):
            yield from _witnesses(part, facts, day, want=not want)
        case All(parts) | AnyOf(parts):
            for part in parts:
                if truth(part, facts) is want:
                    yield from _witnesses(part, facts, day, want=want)
        case Order(fact, _, operand) if fact == day and not isinstance(operand, FactRef):
            return
        case _:
            yield from facts_of_atom(condition)
