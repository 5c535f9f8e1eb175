"""Rules that contradict themselves: a condition that no facts whatever can make true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.atoms import Atom, facts_of_atom
from gaozhi.compiler.diagram import IMPOSSIBLE, Diagrams
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import Always, Condition, parts_of
from gaozhi.language import Vocabulary
from gaozhi.source import Diagnostic

__all__ = ["check_contradictions", "satisfiable"]


def check_contradictions(
    bodies: Mapping[str, Condition],
    merged: Mapping[str, list[MergedRule]],
    vocabulary: Vocabulary,
    problems: list[Diagnostic],
) -> None:
    """Report every rule whose condition can never be true, whatever the facts.

    A faulty condition has become one that never holds; it has been reported where it stands, so a
    condition that is constant is passed over here.

    Args:
        bodies: what each rule's author wrote, lowered.
        merged: the rules, with their places.
        vocabulary: knows what implies what.
        problems: receives the rules that contradict themselves.

    """
    for table in merged.values():
        for source in table:
            body = bodies[source.name]
            if not isinstance(body, Always) and not satisfiable(body, vocabulary):
                problems.append(
                    Diagnostic.error(
                        "GZ406",
                        f"规则“{source.name}”自相矛盾，任何情形下都不会成立",
                        source.span,
                        help="核对 when 与 unless：是否有同一事实既要成立又要不成立",
                    )
                )


def satisfiable(condition: Condition, vocabulary: Vocabulary) -> bool:
    """Return whether some facts, the vocabulary's implications kept, make the condition true."""
    if not _repeats_itself(condition, vocabulary):
        return True
    space = Space([condition], vocabulary, {})
    diagrams = Diagrams(space, {})
    impossible = diagrams.leaf(IMPOSSIBLE)
    node = diagrams.choose(diagrams.admissible(), diagrams.of(condition), impossible)
    return True in diagrams.outcomes(node)


def _repeats_itself(condition: Condition, vocabulary: Vocabulary) -> bool:
    """Whether two comparisons can get in each other's way; most conditions spare us the search."""
    read = Counter(
        name
        for part in parts_of(condition)
        if isinstance(part, Atom)
        for name in facts_of_atom(part)
    )
    if any(count > 1 for count in read.values()):
        return True
    return any(rule.given in read and rule.then in read for rule in vocabulary.implications)
