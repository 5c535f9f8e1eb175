"""Lints of versions of a rule: days on which two are in force, or none is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.model import Combine, all_of
from gaozhi.source import Diagnostic, Related, Span

__all__ = ["Gap", "Overlap"]

_OVERLAP, _GAP = "GZ577", "GZ578"
_DAY = timedelta(days=1)


def _ill_matched_dates(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every overlap of two versions of a rule, and every gap between two.

    Versions are rules of one level and decision, each with its own days in force, that replace the
    same parent, or that hold in the same cases.
    """
    for decision, table in chain.merged.items():
        combine = chain.tables[decision].spec.combine
        for level in chain.levels:
            dated = [
                rule
                for rule in table
                if rule.level == level and rule.entry.in_force is not None and _asked(chain, rule)
            ]
            dated.sort(key=_first_day)
            for place, rule in enumerate(dated):
                earlier = [o for o in dated[:place] if _are_versions(chain, o, rule, combine)]
                yield from _overlaps(chain, rule, earlier)
                if earlier and not _stands_without_days(rule, table):
                    yield from _gap(chain, rule, max(earlier, key=_last_day))


def _asked(chain: Chain, rule: MergedRule) -> bool:
    return any(chain.asks(code, rule.level, _place(rule)) for code in (_OVERLAP, _GAP))


def _are_versions(chain: Chain, one: MergedRule, other: MergedRule, combine: Combine) -> bool:
    bodies = [chain.lowering.bodies[rule.name] for rule in (one, other)]
    # Where values are collected, rules for two values in the same cases are no versions.
    collected = combine is Combine.ALL and set(one.entry.then) != set(other.entry.then)
    if one.entry.then and other.entry.then and not collected and chain.exact.same(*bodies):
        return True
    # A parent's rule may be split into several, which are in force together.
    in_its_place = set(one.entry.replaces) & set(other.entry.replaces)
    return bool(in_its_place) and _last_day(one) < date.max and chain.exact.can_hold(all_of(bodies))


def _overlaps(
    chain: Chain, rule: MergedRule, earlier: Sequence[MergedRule]
) -> Iterator[Diagnostic]:
    start = _first_day(rule)
    for other in earlier:
        if _last_day(other) < start or not chain.asks(_OVERLAP, rule.level, _place(rule)):
            continue
        since, help = f"自 {start} 起", f"前一版的 until 写 {start - _DAY}；两日都在施行期间之内"
        if _first_day(other) == start:
            since, help = "一开始就", "与文件核对，写明两版各自的 from 和 until"
        yield Diagnostic.warning(
            _OVERLAP,
            f"“{other.name}”与“{rule.name}”是同一规则的两个版本，{since}同时施行",
            _place(rule),
            related=(_period_of(other),),
            help=help,
        )


def _gap(chain: Chain, rule: MergedRule, before: MergedRule) -> Iterator[Diagnostic]:
    end, start = _last_day(before), _first_day(rule)
    if end >= start or end + _DAY == start or not chain.asks(_GAP, rule.level, _place(rule)):
        return
    first, last = end + _DAY, start - _DAY
    between = f"{first}" if first == last else f"{first} 至 {last}"
    yield Diagnostic.warning(
        _GAP,
        f"“{before.name}”与“{rule.name}”是同一规则的两个版本，其间 {between} 哪一个都不施行",
        _place(rule),
        related=(_period_of(before),),
        help="与文件核对 until 和 from；两日都在施行期间之内",
    )


def _stands_without_days(rule: MergedRule, table: Sequence[MergedRule]) -> bool:
    """Whether another rule of the level replaces the same parent on every day."""
    return any(
        other.entry.in_force is None and set(other.entry.replaces) & set(rule.entry.replaces)
        for other in table
        if other.level == rule.level
    )


def _period_of(rule: MergedRule) -> Related:
    return Related(_place(rule), f"“{rule.name}”的施行期间")


def _first_day(rule: MergedRule) -> date:
    in_force = rule.entry.in_force
    return date.min if in_force is None or in_force.from_ is None else in_force.from_


def _last_day(rule: MergedRule) -> date:
    in_force = rule.entry.in_force
    return date.max if in_force is None or in_force.until is None else in_force.until


def _place(rule: MergedRule) -> Span:
    return rule.node.at(["in_force"]).span


class Overlap(ChainLint):
    """Two versions of one rule that are in force on the same day."""

    code = _OVERLAP
    source = "同一规则的新旧两版不应在同一日施行"
    tags = ("规则", "日期")
    search = _ill_matched_dates


class Gap(ChainLint):
    """Two versions of one rule with days between them on which neither is in force."""

    code = _GAP
    source = "新版一般自旧版失效的次日施行，其间不应空着"
    tags = ("规则", "日期")
    search = _ill_matched_dates
