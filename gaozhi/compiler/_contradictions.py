"""Rules that contradict themselves: a condition that no facts whatever can make true."""

from __future__ import annotations

from collections.abc import Mapping

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.exact import Exact
from gaozhi.compiler.tree import Always, Condition
from gaozhi.language import Vocabulary
from gaozhi.source import Diagnostic

__all__ = ["check_contradictions"]


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
    exact = Exact(vocabulary)
    for table in merged.values():
        for source in table:
            body = bodies[source.name]
            if not isinstance(body, Always) and not exact.can_hold(body):
                problems.append(
                    Diagnostic.error(
                        "GZ406",
                        f"规则“{source.name}”自相矛盾，任何情形下都不会成立",
                        source.span,
                        help="核对 when 与 unless：是否有同一事实既要成立又要不成立",
                    )
                )
