"""Lints of idle rules: they never hold, or never matter when they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.model import Always, Combine, DecisionTable, Rule
from gaozhi.source import Diagnostic, Related

__all__ = ["NeverHolds", "Overruled"]

_NEVER, _OVERRULED = "GZ572", "GZ573"
_MOST_RELATED = 3


def _idle_rules(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every rule that can never hold because of the others, or never matters when it does.

    An ``otherwise`` is never one: a decision needs it even where no case is left for it.
    """
    for decision, table in chain.tables.items():
        placed = {rule.name: rule for rule in chain.merged[decision]}
        for rule in table.rules:
            source = placed[rule.name]
            code = next((c for c in (_NEVER, _OVERRULED) if _asks(chain, c, source)), None)
            constant = isinstance(chain.lowering.bodies[rule.name], Always)
            if code is None or rule.otherwise or constant:
                continue
            found = _idle(chain, table, rule, placed)
            if found is not None and chain.asks(found.code, source.level, found.span):
                yield found


def _asks(chain: Chain, code: str, source: MergedRule) -> bool:
    return chain.asks(code, source.level, source.span)


def _idle(
    chain: Chain, table: DecisionTable, rule: Rule, placed: dict[str, MergedRule]
) -> Diagnostic | None:
    span = placed[rule.name].span
    if not chain.exact.can_hold(rule.own):
        message = f"规则“{rule.name}”没有一天施行"
        help = "核对它的 in_force、文件的施行日期，以及替换它的规则：几段日子凑不到一起"
        return Diagnostic.warning(_NEVER, message, span, help=help)
    before = _before(table, rule)
    if not before or chain.exact.uncovered([other.own for other in before], rule.own):
        return None
    related = _covering(chain, before, rule, placed)
    if table.spec.combine is Combine.FIRST:
        message = f"规则“{rule.name}”没有机会成立：它成立的情形，前面的行都已经取走了"
        help = "表格自上而下取第一行；把它移到前面，或者删去它"
        return Diagnostic.warning(_NEVER, message, span, related=related, help=help)
    if rule.caveat is not None:
        return None
    message = f"规则“{rule.name}”从不起作用：它成立时，总有更强的结论成立"
    help = f"“{table.spec.name}”取最强的；核对条件和 then，或者删去它"
    return Diagnostic.warning(_OVERRULED, message, span, related=related, help=help)


def _before(table: DecisionTable, rule: Rule) -> list[Rule]:
    """Return the rules that overrule a rule whenever they hold."""
    deciding = [other for other in table.rules if other.effects and not other.otherwise]
    if not rule.effects or table.spec.combine is Combine.ALL:
        return []
    if table.spec.combine is Combine.FIRST:
        return deciding[: deciding.index(rule)]
    values = table.spec.values
    strength = min(values.index(effect) for effect in rule.effects)
    return [o for o in deciding if min(values.index(effect) for effect in o.effects) < strength]


def _covering(
    chain: Chain, before: Sequence[Rule], rule: Rule, placed: dict[str, MergedRule]
) -> list[Related]:
    """Return the places of the rules that leave a rule no case: of one alone, if it does."""
    alone = [o for o in before if not chain.exact.uncovered([o.own], rule.own)]
    shown = alone[:1] or before[:_MOST_RELATED]
    said = "它成立时，这一条总也成立" if alone else "这一条在它之前"
    return [Related(placed[other.name].span, said) for other in shown]


class NeverHolds(ChainLint):
    """A rule that never holds because of days in force, or of the rows above it."""

    code = _NEVER
    source = "没有机会成立的规则，多半排错了先后，或者写错了施行的日期"
    tags = ("规则",)
    search = _idle_rules


class Overruled(ChainLint):
    """A rule that never matters: whenever it holds, a stronger one does."""

    code = _OVERRULED
    source = "从不起作用的规则，多半写错了条件或者结论"
    tags = ("规则",)
    search = _idle_rules
