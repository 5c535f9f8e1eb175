"""Lint of idle replacements: an entry equal to its parent should restate it, and so quote both."""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.language import (
    DefinitionSource,
    DutyEntry,
    DutySource,
    Junction,
    Name,
    Negation,
    Syntax,
    Test,
    read_condition,
)
from gaozhi.source import Diagnostic, Diagnostics, Node, Related

__all__ = ["IdleReplacement"]

_CODE = "GZ576"
_HELP = "意思相同的不必替换：删去这一条，在条文里写 restates: [{}]"
# Keys in which a duty may differ and still be the same duty.
_ITS_OWN = frozenset({"duty", "title", "basis", "replaces", "accepted", "note", "when"})


def _idle_replacements(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every rule, definition and duty that is equal to the one that it replaces."""
    yield from _rules(chain)
    yield from _definitions(chain)
    yield from _duties(chain)


def _rules(chain: Chain) -> Iterator[Diagnostic]:
    for table in chain.merged.values():
        by_name = {rule.name: rule for rule in table}
        for rule in table:
            if len(rule.entry.replaces) != 1 or not chain.asks(_CODE, rule.level, rule.span):
                continue
            parent = by_name[rule.entry.replaces[0]]
            if _equal(chain, rule, parent) and _stands_alone(chain, rule, parent):
                yield Diagnostic.warning(
                    _CODE,
                    f"规则“{rule.name}”与它所替换的“{parent.name}”条件、结论都相同",
                    rule.span,
                    related=(Related(parent.span, "所替换的在这里"),),
                    help=_HELP.format(parent.name),
                )


def _equal(chain: Chain, rule: MergedRule, parent: MergedRule) -> bool:
    """Whether two rules are equal in everything but title and basis."""
    one, other = rule.entry, parent.entry
    return (
        set(one.then) == set(other.then)
        and one.otherwise == other.otherwise
        and one.caveat == other.caveat
        and one.reading == other.reading
        and one.in_force == other.in_force
        and one.before is None
        and one.after is None
        and chain.exact.same(chain.lowering.bodies[rule.name], chain.lowering.bodies[parent.name])
    )


def _stands_alone(chain: Chain, rule: MergedRule, parent: MergedRule) -> bool:
    """Whether the parent's rule means the same there as here, whatever other rules have changed."""
    if not parent.entry.otherwise:
        conditions = (parent.node.get("when"), parent.node.get("unless"))
        return all(_is_fixed(chain, parent.level, node) for node in conditions)
    # An otherwise depends on every other rule of the decision.
    return not any(
        (other.level > parent.level and other is not rule)
        or any(by.level > parent.level and by.heir != rule.name for by in other.displaced)
        for other in chain.merged[rule.decision]
    )


def _is_fixed(chain: Chain, level: int, node: Node | None) -> bool:
    """Whether a condition reads no decision, and no definition that a lower level has replaced."""
    syntax = None if node is None else read_condition(node, Diagnostics())
    waiting: list[Syntax] = [] if syntax is None else [syntax]
    while waiting:
        match waiting.pop():
            case Negation(part, _):
                waiting.append(part)
            case Junction(_, parts, _):
                waiting.extend(parts)
            case Name(name, _) | Test(Name(name, _), _, _, _):
                if name in chain.tables:
                    return False
                for at, folder in enumerate(chain.folders):
                    for source in folder.definitions:
                        if source.name != name:
                            continue
                        if at > level or not _is_fixed(chain, level, source.condition):
                            return False
    return True


def _definitions(chain: Chain) -> Iterator[Diagnostic]:
    standing: dict[str, DefinitionSource] = {}
    for level, folder in enumerate(chain.folders):
        for source in folder.definitions:
            parent = standing.get(source.name)
            standing[source.name] = source
            if parent is None or not source.replaces or not chain.asks(_CODE, level, source.span):
                continue
            if not _is_fixed(chain, level, parent.condition):
                continue
            before = chain.lowering.condition(parent.condition)
            if chain.exact.same(chain.lowering.condition(source.condition), before):
                yield Diagnostic.warning(
                    _CODE,
                    f"定义“{source.name}”与它所替换的相同",
                    source.span,
                    related=(Related(parent.span, "所替换的在这里"),),
                    help="删去这一条，依上级的定义",
                )


def _duties(chain: Chain) -> Iterator[Diagnostic]:
    standing: dict[str, DutySource] = {}
    for level, folder in enumerate(chain.folders):
        for source in folder.duties:
            entry = source.entry
            if not isinstance(entry, DutyEntry):
                continue
            standing[entry.duty] = source
            parent = standing.get(entry.replaces[0]) if len(entry.replaces) == 1 else None
            span = source.node.at(["duty"]).span
            if parent is None or not chain.asks(_CODE, level, span):
                continue
            before = parent.entry
            if not isinstance(before, DutyEntry) or _content(entry) != _content(before):
                continue
            when, above = (chain.lowering.condition(s.node.get("when")) for s in (source, parent))
            fixed = _is_fixed(chain, level - 1, parent.node.get("when"))
            if fixed and chain.exact.same(when, above):
                yield Diagnostic.warning(
                    _CODE,
                    f"义务“{entry.duty}”与它所替换的“{before.duty}”相同",
                    span,
                    related=(Related(parent.node.at(["duty"]).span, "所替换的在这里"),),
                    help=_HELP.format(before.duty),
                )


def _content(entry: DutyEntry) -> dict[str, object]:
    return entry.model_dump(exclude=set(_ITS_OWN))


class IdleReplacement(ChainLint):
    """A rule, definition or duty that is equal to the parent's that it replaces."""

    code = _CODE
    source = "意思与上级相同的，写 restates，答复里两份文件都引用"
    tags = ("规则", "定义", "义务")
    search = _idle_replacements
