"""Lints of what rules forget: days without a rule, duties that never arise, or that nothing meets.

`gaozhi.proof.gaps` tells the same of a jurisdiction with all that it inherits, and more.
"""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._dates import Gap
from gaozhi.compiler.lint._lint import ChainLint, Lint
from gaozhi.language import DutyEntry
from gaozhi.logic import arises, spans_without_rule
from gaozhi.model import Duty
from gaozhi.source import Diagnostic, Severity, Span

__all__ = ["DaysWithoutRule", "DutyWithoutEnd", "NeverArises"]

_RULELESS, _NEVER, _ENDLESS = "GZ586", "GZ587", "GZ588"


class DaysWithoutRule(Lint[Chain]):
    """Days between the rules of a decision on which none that gives an outcome is in force."""

    code = _RULELESS
    source = "前后都有规则，中间几日没有的，多半写错了施行的日期；那几日的答复只能是没有规定"
    tags = ("规则", "日期")

    def check(self, context: Chain) -> Iterator[Diagnostic]:
        """Yield every such span; of days between two versions of one rule `Gap` tells."""
        told = {one.span for one in Gap().check(context)}
        for decision, table in context.tables.items():
            rules = context.merged[decision]
            dated = {rule.node.at(["in_force"]).span for rule in rules}
            level = max((rule.level for rule in rules), default=0)
            for first, last in spans_without_rule(table):
                span = next((one.span for one in reversed(rules) if one.level == level), None)
                if told.isdisjoint(dated) and context.asks(self.code, level, span):
                    between = f"{first}" if first == last else f"{first} 至 {last}"
                    yield Diagnostic.warning(
                        self.code,
                        f"“{decision}”在 {between} 没有一条得出结论的规则施行，前后都有",
                        span,
                        help=f"如 {first} 办理的，答复是文件没有规定；与文件核对各条的施行日期",
                    )


def _forgotten_duties(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every duty that arises in no case, and every one with a period that nothing ends."""
    known = {duty.name: duty for duty in chain.duties}
    for level, folder in enumerate(chain.folders):
        for source in folder.duties:
            name = source.entry.duty if isinstance(source.entry, DutyEntry) else None
            if name in known:
                yield from _forgotten(chain, known[name], level, source.node.at(["duty"]).span)


def _forgotten(chain: Chain, duty: Duty, level: int, span: Span) -> Iterator[Diagnostic]:
    if not chain.exact.can_hold(duty.when):
        # That its condition never holds is said of the condition.
        return
    if chain.asks(_NEVER, level, span) and not arises(duty, chain.exact):
        message = f"义务“{duty.name}”没有一个案件会产生"
        help = "核对 when 里的日期和文件的施行日期：凑不到一起"
        yield Diagnostic.warning(_NEVER, message, span, help=help)
    elif chain.asks(_ENDLESS, level, span) and duty.without_end:
        message = f"义务“{duty.name}”有期限，没有写哪个事件表示已经履行"
        help = "写 met_by；没有的，期限过了也不会说逾期，只会说未知"
        yield Diagnostic.note(_ENDLESS, message, span, help=help)


class NeverArises(ChainLint):
    """A duty that arises in no case."""

    code = _NEVER
    source = "不会产生的义务，多半写错了条件或者施行的日期"
    tags = ("义务",)
    search = _forgotten_duties


class DutyWithoutEnd(ChainLint):
    """A duty with a period, and no event that meets it."""

    code = _ENDLESS
    severity = Severity.NOTE
    source = "有期限的义务，要知道怎样算履行了，才说得出逾期没有"
    tags = ("义务", "日期")
    search = _forgotten_duties
