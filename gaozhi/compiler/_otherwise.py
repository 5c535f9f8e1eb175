"""Checks of ``otherwise``: a decision that needs one has exactly one; without rules, none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gaozhi.compiler._inherit import MergedRule
from gaozhi.model import Combine, DecisionSpec
from gaozhi.source import Diagnostic, Related, Span

__all__ = ["otherwise_faults"]


def otherwise_faults(spec: DecisionSpec, merged: Sequence[MergedRule]) -> Iterator[Diagnostic]:
    """Yield the problems of the ``otherwise`` rules of a decision.

    Args:
        spec: the decision.
        merged: its rules, with their displacements.

    """
    if not merged:
        # A decision that the documents do not speak of is answered so, not by an ``otherwise``.
        return
    standing = [
        rule
        for rule in merged
        if rule.entry.otherwise and not any(d.by_otherwise for d in rule.displaced)
    ]
    if spec.combine is Combine.ALL:
        for rule in standing:
            yield _fault("GZ404", f"“{spec.name}”收集各条规则的值，没有 otherwise", rule.span)
        return
    left = [rule for rule in standing if not rule.displaced]
    for rule in standing:
        if rule.displaced:
            yield _gone(spec, rule, left)
    if not standing:
        yield _fault("GZ403", f"“{spec.name}”没有 otherwise 规则", merged[0].span)
    for rule in left[1:]:
        yield Diagnostic.error(
            "GZ404",
            f"“{spec.name}”有不止一条 otherwise 规则",
            rule.span,
            related=(Related(left[0].span, "另一条在这里"),),
            help="要替换上级的，写 replaces",
        )


def _gone(spec: DecisionSpec, gone: MergedRule, others: Sequence[MergedRule]) -> Diagnostic:
    """Return the error of an ``otherwise`` that is displaced by a rule that is none."""
    what = f"“{spec.name}”的 otherwise 规则“{gone.name}”被去掉"
    span = gone.displaced[0].span
    heirs = [rule for rule in others if rule.level == gone.displaced[0].level]
    if not heirs:
        return _fault("GZ403", f"{what}，没有另一条 otherwise 接替", span)
    heir = heirs[0]
    return Diagnostic.error(
        "GZ403",
        f"{what}，接替它的“{heir.name}”却没有说明",
        span,
        related=(Related(heir.span, "接替它的在这里"),),
        help=f"不用去掉：在“{heir.name}”里写 replaces: {gone.name}",
    )


def _fault(code: str, message: str, span: Span | None) -> Diagnostic:
    help = "表格和取最强的判断恰有一条 otherwise，使每个答案都有依据"
    return Diagnostic.error(code, message, span, help=help)
