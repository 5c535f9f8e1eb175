"""Inheritance: what a county makes of its parent's rules, said plainly entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gaozhi.language import (
    DecisionEntrySource,
    EachEntry,
    InForce,
    RemovalEntry,
    RuleEntry,
    RulesFolder,
)
from gaozhi.model import Combine, Vocabulary
from gaozhi.source import Diagnostic, Edit, Mapping, Node, Related, Span, element_of, meant

__all__ = ["Displacement", "MergedRule", "merge_rules"]

_RESTATE_OR_REPLACE = (
    "上级已有此规则：意思相同的，在条文里写 restates；要替换的，另起名称并写 replaces"
)


@dataclass(frozen=True, slots=True)
class Displacement:
    """A level takes a rule's place, or removes it, while its own word is in force."""

    level: int
    in_force: InForce | None
    by_otherwise: bool
    span: Span
    rule: str | None = None
    """what stands in its place; None for a removal"""


@dataclass(slots=True)
class MergedRule:
    """A rule on its way into the program, with everything that lower levels do to it."""

    name: str
    decision: str
    level: int
    entry: RuleEntry
    node: Mapping
    basis_node: Node
    span: Span
    """where its name stands"""
    displaced: list[Displacement] = field(default_factory=list)
    stood_in_for: list[MergedRule] = field(default_factory=list)
    """the parents' rules whose place it takes, and those whose place they had taken"""

    def gone_above(self, level: int) -> Displacement | None:
        """Return what has put the rule out of place for good before `level` has its say."""
        above = (d for d in self.displaced if d.level < level and d.in_force is None)
        return max(above, key=lambda d: d.level, default=None)


def merge_rules(
    chain: Sequence[RulesFolder], vocabulary: Vocabulary, problems: list[Diagnostic]
) -> dict[str, list[MergedRule]]:
    """Return the rules of every decision, root first, tables in their written order.

    Args:
        chain: the rules folders from the root down to the county.
        vocabulary: knows the decisions.
        problems: receives clashes of names, replaced rules that are not there, rows without place.

    """
    merge = _Merge(vocabulary, problems)
    for level, folder in enumerate(chain):
        merge.add_level(level, folder)
    return merge.tables


def _displace(rules: Sequence[MergedRule], by: Displacement) -> list[MergedRule]:
    """Take the rules' place, and return all that are out of it now.

    What takes a rule's place takes it from those, too, that the rule stood in for: they must not
    come back when the document between lapses, or before it is in force.
    """
    out = {rule.name: rule for one in rules for rule in (one, *one.stood_in_for)}
    for rule in out.values():
        rule.displaced.append(by)
    return list(out.values())


class _Merge:
    def __init__(self, vocabulary: Vocabulary, problems: list[Diagnostic]) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.tables: dict[str, list[MergedRule]] = {name: [] for name in vocabulary.decisions}
        self.by_name: dict[str, MergedRule] = {}

    def add_level(self, level: int, folder: RulesFolder) -> None:
        """Add what one folder says to what its parents said."""
        parents = dict(self.by_name)
        for source in folder.entries:
            if source.decision not in self.vocabulary.decisions:
                self._unknown_decision(source)
                continue
            match source.entry:
                case RemovalEntry() as removal:
                    node = source.node.at(["removes"])
                    by = Displacement(level, None, by_otherwise=False, span=node.span)
                    removed = [removal.removes]
                    _displace(self._parents(level, source.decision, removed, parents, node), by)
                case EachEntry() as each:
                    self._add_each(level, source, each)
                case RuleEntry() as entry:
                    self._add_rule(level, source, entry, parents)

    def _unknown_decision(self, source: DecisionEntrySource) -> None:
        known = self.vocabulary.decisions
        span = source.decision_span
        offer = meant(source.decision, known, span, f"可写：{'、'.join(known)}")
        message = f"不认识的判断“{source.decision}”"
        found = Diagnostic.error("GZ408", message, span, help=offer.help, fix=offer.fix)
        if found not in self.problems:
            self.problems.append(found)

    def _parents(
        self,
        level: int,
        decision: str,
        names: Sequence[str],
        parents: dict[str, MergedRule],
        where: Node,
    ) -> list[MergedRule]:
        found: list[MergedRule] = []
        for place, name in enumerate(names):
            span = element_of(where, place)
            rule = parents.get(name)
            if rule is not None and rule.decision == decision:
                found.append(rule)
                gone = rule.gone_above(level)
                if gone is not None and gone.rule not in names:
                    self._gone(name, gone, span)
                continue
            known = [n for n, r in parents.items() if r.decision == decision]
            offer = meant(name, known, span, f"上级规则有：{'、'.join(known) or '无'}")
            if rule is not None:
                message = f"“{name}”是判断“{rule.decision}”的规则，不在“{decision}”里"
            else:
                message = f"上级的“{decision}”里没有规则“{name}”"
            self.problems.append(
                Diagnostic.error("GZ402", message, span, help=offer.help, fix=offer.fix)
            )
        return found

    def _gone(self, name: str, by: Displacement, span: Span) -> None:
        message, help = f"“{name}”已由上级删去", "新的规定另写一条规则，不写 replaces"
        if by.rule is not None:
            message, help = f"“{name}”已由上级的“{by.rule}”替换", f"写 {by.rule}"
        related = (Related(by.span, "在这里"),)
        self.problems.append(Diagnostic.error("GZ402", message, span, related=related, help=help))

    def _add_each(self, level: int, source: DecisionEntrySource, each: EachEntry) -> None:
        holder = source.node.at(["each"])
        if self.vocabulary.decisions[source.decision].combine is not Combine.ALL:
            self.problems.append(
                Diagnostic.error(
                    "GZ413",
                    f"“{source.decision}”只取一个值，不能用 each 使几个值都无条件成立",
                    holder.span,
                    help="分写成几条规则，写明各自的 when",
                )
            )
            return
        for value, ids in each.each.items():
            name = f"{source.decision}·{value}"
            fields = {"rule": name, "title": value, "then": [value], "basis": ids}
            entry = RuleEntry.model_validate(fields)
            key = holder.key(value) if isinstance(holder, Mapping) else None
            span = key.span if key is not None else holder.span
            held = holder.at([value])
            rule = MergedRule(name, source.decision, level, entry, source.node, held, span)
            if self._claim(rule, span):
                self.tables[source.decision].append(rule)

    def _add_rule(
        self,
        level: int,
        source: DecisionEntrySource,
        entry: RuleEntry,
        parents: dict[str, MergedRule],
    ) -> None:
        basis = source.node.at(["basis"])
        rule = MergedRule(
            entry.rule,
            source.decision,
            level,
            entry,
            source.node,
            basis,
            source.node.at(["rule"]).span,
        )
        written = source.node.at(["replaces"])
        span = written.span
        replaced = self._parents(level, source.decision, entry.replaces, parents, written)
        if not self._claim(rule, rule.span):
            return
        by = Displacement(level, entry.in_force, bool(entry.otherwise), span, rule.name)
        rule.stood_in_for = _displace(replaced, by)
        self._place(rule, replaced, in_chain=bool(parents) or level > 0)

    def _claim(self, rule: MergedRule, span: Span) -> bool:
        earlier = self.by_name.get(rule.name)
        if earlier is None:
            self.by_name[rule.name] = rule
            return True
        same_level = earlier.level == rule.level
        self.problems.append(
            Diagnostic.error(
                "GZ401",
                f"规则名“{rule.name}”重复",
                span,
                related=(Related(earlier.span, "已在这里用过"),),
                help="另起一个名称" if same_level else _RESTATE_OR_REPLACE,
            )
        )
        return False

    def _place(self, rule: MergedRule, replaced: list[MergedRule], *, in_chain: bool) -> None:
        table = self.tables[rule.decision]
        entry = rule.entry
        is_table = self.vocabulary.decisions[rule.decision].combine is Combine.FIRST
        anchor_name = entry.before or entry.after
        if not is_table:
            if anchor_name is not None:
                self._misplaced(
                    rule, f"“{rule.decision}”不是表格，规则没有先后", "删去 before、after"
                )
            table.append(rule)
            return
        names = [row.name for row in table]
        if anchor_name is not None:
            if anchor_name in names:
                places = _places_of(self.by_name[anchor_name], table)
                table.insert(places[-1] + 1 if entry.after is not None else places[0], rule)
            else:
                place = rule.node.at(["before" if entry.before else "after"]).span
                known = f"已有的行：{'、'.join(names) or '无'}"
                offer = meant(anchor_name, names, place, known)
                self._misplaced(rule, f"没有名为“{anchor_name}”的行", offer.help, place, offer.fix)
        elif replaced:
            table.insert(table.index(replaced[0]), rule)
        else:
            if in_chain and entry.then and not entry.otherwise:
                self._misplaced(
                    rule, "表格里新加的一行没有说放在哪里", "写 before: 行名，或者 after: 行名"
                )
            table.append(rule)

    def _misplaced(
        self,
        rule: MergedRule,
        message: str,
        help: str,
        place: Span | None = None,
        fix: tuple[Edit, ...] = (),
    ) -> None:
        message = f"规则“{rule.name}”：{message}"
        span = place or rule.span
        self.problems.append(Diagnostic.error("GZ407", message, span, help=help, fix=fix))


def _places_of(anchor: MergedRule, table: Sequence[MergedRule]) -> list[int]:
    """Return where a row stands, and the rows that have taken its place."""
    return [
        place
        for place, row in enumerate(table)
        if row is anchor or any(parent is anchor for parent in row.stood_in_for)
    ]
