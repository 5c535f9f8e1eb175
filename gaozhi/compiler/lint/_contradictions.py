"""Errors of unsatisfiable conditions: rules that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from gaozhi.compiler._inherit import MergedRule
from gaozhi.language import DutyEntry, RulesFolder
from gaozhi.logic import Exact
from gaozhi.model import Always, Condition, Duty, Vocabulary
from gaozhi.source import Diagnostic, Diagnostics, Span

__all__ = ["check_contradictions", "check_duties"]

_BOTH: Final = frozenset({True, False})
_TOO_LARGE: Final = "拆成几条规则或者几个判断；同一个集合、同一些事实，不要在一个条件里反复交叉比较"


def check_contradictions(
    bodies: Mapping[str, Condition],
    merged: Mapping[str, list[MergedRule]],
    vocabulary: Vocabulary,
    problems: Diagnostics,
) -> None:
    """Report every rule whose condition can never be true, or is too large to tell.

    A faulty condition is lowered to one that never holds, and is reported already; so constant
    conditions are skipped.

    Args:
        bodies: the lowered ``when`` and not ``unless`` of each rule, by name.
        merged: the rules, with their places.
        vocabulary: the facts and the implications.
        problems: receives the rules that contradict themselves.

    """
    exact = Exact(vocabulary, bodies.values())
    for table in merged.values():
        for source in table:
            body = bodies[source.name]
            truths = _BOTH if isinstance(body, Always) else exact.decided(body)
            if truths is None:
                problems.append(_too_large("规则", source.name, source.span))
            elif True not in truths:
                problems.error(
                    "GZ406",
                    f"规则“{source.name}”自相矛盾，任何情形下都不会成立",
                    source.span,
                    help="核对 when 与 unless：是否有同一事实既要成立又要不成立",
                )
            if exact.spent:
                # The budget is spent: no more rules can be checked.
                return


def check_duties(
    chain: Sequence[RulesFolder],
    duties: Iterable[Duty],
    vocabulary: Vocabulary,
    problems: Diagnostics,
) -> None:
    """Report every duty whose condition is too large to tell when it is owed.

    Args:
        chain: the levels, with the places of the duties.
        duties: the duties of the last level, lowered.
        vocabulary: the facts and the implications.
        problems: receives the duties that are too large.

    """
    known = {duty.name: duty.when for duty in duties}
    exact = Exact(vocabulary, known.values())
    for folder in chain:
        for source in folder.duties:
            name = source.entry.duty if isinstance(source.entry, DutyEntry) else None
            if name not in known or exact.decided(known[name]) is not None:
                continue
            problems.append(_too_large("义务", name, source.node.at(["duty"]).span))
            if exact.spent:
                return


def _too_large(what: str, name: str, span: Span) -> Diagnostic:
    message = f"{what}“{name}”的条件太复杂，不能逐一推算它在哪些情形下成立"
    return Diagnostic.error("GZ414", message, span, help=_TOO_LARGE)
