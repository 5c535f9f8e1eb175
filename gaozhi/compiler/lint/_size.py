"""Lint of decisions whose rules together are too large for decision diagrams."""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.source import Diagnostic

__all__ = ["LargeDecision"]

_CODE = "GZ582"


def _large_decisions(chain: Chain) -> Iterator[Diagnostic]:
    """Yield, for every decision that is too large, the rule that makes it so.

    Each rule by itself is small enough, or it would have been refused.
    """
    for decision, table in chain.tables.items():
        if chain.exact.spent:
            return
        deciding = [rule for rule in table.rules if rule.effects and not rule.otherwise]
        if chain.exact.fits(table, deciding):
            continue
        enough, too_many = 0, len(deciding)
        while too_many - enough > 1:
            middle = (enough + too_many) // 2
            fits = chain.exact.fits(table, deciding[:middle])
            if chain.exact.spent:
                break
            enough, too_many = (middle, too_many) if fits else (enough, middle)
        name = deciding[too_many - 1].name
        source = next(rule for rule in chain.merged[decision] if rule.name == name)
        if chain.asks(_CODE, source.level, source.span):
            message = (
                f"“{decision}”的规则合起来太复杂：到规则“{name}”为止，"
                "已不能逐一推算事实未知时可能的结论"
            )
            help = (
                "答复仍然可靠，但事实不全时可能多列结论、多问问题，并注明“未逐一推算”；"
                "把互不相干的规则分到几个判断里"
            )
            yield Diagnostic.warning(_CODE, message, source.span, help=help)


class LargeDecision(ChainLint):
    """A decision whose rules together are too large for decision diagrams."""

    code = _CODE
    source = "推算不完的判断，事实不全时只能多列结论、多问问题"
    tags = ("判断",)
    search = _large_decisions
