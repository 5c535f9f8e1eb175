"""Inheritance of rules: which of its parent's rules a county keeps, replaces or removes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gaozhi.compiler._override import Displacement, Override, displace
from gaozhi.language import (
    DecisionEntrySource,
    EachEntry,
    RemovalEntry,
    RuleEntry,
    RulesFolder,
)
from gaozhi.model import Combine, Vocabulary
from gaozhi.source import Diagnostics, Node, Related, Span, element_of, key_of

__all__ = ["MergedRule", "merge_rules"]

_RESTATE_OR_REPLACE = (
    "上级已有此规则：意思相同的，在条文里写 restates；要替换的，另起名称并写 replaces"
)


@dataclass(slots=True)
class MergedRule(Override[RuleEntry, DecisionEntrySource]):
    """A rule on its way into the program."""

    @property
    def decision(self) -> str:
        """The decision that it is a rule of."""
        return self.source.decision

    @property
    def basis_node(self) -> Node:
        """The node of its basis; of an ``each``, the value's."""
        each = isinstance(self.source.entry, EachEntry)
        return self.node.at(["each", *self.entry.then] if each else ["basis"])


def merge_rules(
    chain: Sequence[RulesFolder], vocabulary: Vocabulary, problems: Diagnostics
) -> dict[str, list[MergedRule]]:
    """Return the rules of every decision, root first, tables in their written order.

    Args:
        chain: the rules folders from the root down to the county.
        vocabulary: the decisions.
        problems: receives clashes of names, missing parents, rows without a place.

    """
    merge = _Merge(vocabulary, problems)
    for level, folder in enumerate(chain):
        merge.add_level(level, folder)
    return merge.tables


class _Merge:
    def __init__(self, vocabulary: Vocabulary, problems: Diagnostics) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.tables: dict[str, list[MergedRule]] = {name: [] for name in vocabulary.decisions}
        self.by_name: dict[str, MergedRule] = {}

    def add_level(self, level: int, folder: RulesFolder) -> None:
        """Add the rules of one folder to those of its parents."""
        parents = dict(self.by_name)
        for source in folder.entries:
            if source.decision not in self.vocabulary.decisions:
                self._unknown_decision(source)
                continue
            match source.entry:
                case RemovalEntry() as removal:
                    node = source.node.at(["removes"])
                    by = Displacement(level, node.span)
                    removed = [removal.removes]
                    displace(self._parents(level, source.decision, removed, parents, node), by)
                case EachEntry() as each:
                    self._add_each(level, source, each)
                case RuleEntry() as entry:
                    self._add_rule(level, source, entry, parents)

    def _unknown_decision(self, source: DecisionEntrySource) -> None:
        known = self.vocabulary.decisions
        span = source.decision_span
        if not any(found.code == "GZ408" and found.span == span for found in self.problems):
            message = f"不认识的判断“{source.decision}”"
            self.problems.unknown_name("GZ408", message, source.decision, known, span)

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
                if gone is not None and gone.heir not in names:
                    self._gone(name, gone, span)
                continue
            known = [n for n, r in parents.items() if r.decision == decision]
            if rule is not None:
                message = f"“{name}”是判断“{rule.decision}”的规则，不在“{decision}”里"
            else:
                message = f"上级的“{decision}”里没有规则“{name}”"
            otherwise = f"上级规则有：{'、'.join(known) or '无'}"
            self.problems.unknown_name("GZ402", message, name, known, span, otherwise)
        return found

    def _gone(self, name: str, by: Displacement, span: Span) -> None:
        message, help = f"“{name}”已由上级删去", "新的规定另写一条规则，不写 replaces"
        if by.heir is not None:
            message, help = f"“{name}”已由上级的“{by.heir}”替换", f"写 {by.heir}"
        related = (Related(by.span, "在这里"),)
        self.problems.error("GZ402", message, span, related=related, help=help)

    def _add_each(self, level: int, source: DecisionEntrySource, each: EachEntry) -> None:
        holder = source.node.at(["each"])
        if self.vocabulary.decisions[source.decision].combine is not Combine.ALL:
            self.problems.error(
                "GZ413",
                f"“{source.decision}”只取一个值，不能用 each 使几个值都无条件成立",
                holder.span,
                help="分写成几条规则，写明各自的 when",
            )
            return
        for value, ids in each.each.items():
            name = f"{source.decision}·{value}"
            fields = {"rule": name, "title": value, "then": [value], "basis": ids}
            entry = RuleEntry.model_validate(fields)
            entry = entry.model_copy(update={"differs": each.differs})
            rule = MergedRule(name, level, entry, source, key_of(holder, value))
            if self._claim(rule):
                self.tables[source.decision].append(rule)

    def _add_rule(
        self,
        level: int,
        source: DecisionEntrySource,
        entry: RuleEntry,
        parents: dict[str, MergedRule],
    ) -> None:
        rule = MergedRule(entry.rule, level, entry, source, source.node.at(["rule"]).span)
        written = source.node.at(["replaces"])
        span = written.span
        replaced = self._parents(level, source.decision, entry.replaces, parents, written)
        if not self._claim(rule):
            return
        by = Displacement(level, span, rule.name, entry.in_force, bool(entry.otherwise))
        rule.stood_in_for = displace(replaced, by)
        self._place(rule, replaced)

    def _claim(self, rule: MergedRule) -> bool:
        earlier = self.by_name.get(rule.name)
        if earlier is None:
            self.by_name[rule.name] = rule
            return True
        same_level = earlier.level == rule.level
        self.problems.error(
            "GZ401",
            f"规则名“{rule.name}”重复",
            rule.span,
            related=(Related(earlier.span, "已在这里用过"),),
            help="另起一个名称" if same_level else _RESTATE_OR_REPLACE,
        )
        return False

    def _place(self, rule: MergedRule, replaced: list[MergedRule]) -> None:
        table = self.tables[rule.decision]
        entry = rule.entry
        is_table = self.vocabulary.decisions[rule.decision].combine is Combine.FIRST
        anchor_name = entry.before or entry.after
        if not is_table:
            if anchor_name is not None:
                message = f"规则“{rule.name}”：“{rule.decision}”不是表格，规则没有先后"
                self.problems.error("GZ407", message, rule.span, help="删去 before、after")
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
                message = f"规则“{rule.name}”：没有名为“{anchor_name}”的行"
                self.problems.unknown_name("GZ407", message, anchor_name, names, place, known)
        elif replaced:
            table.insert(table.index(replaced[0]), rule)
        else:
            in_chain = any(row.level < rule.level for row in table)
            if in_chain and entry.then and not entry.otherwise:
                message = f"规则“{rule.name}”：表格里新加的一行没有说放在哪里"
                help = "写 before: 行名，或者 after: 行名"
                self.problems.error("GZ407", message, rule.span, help=help)
            table.append(rule)


def _places_of(anchor: MergedRule, table: Sequence[MergedRule]) -> list[int]:
    """Return the indexes of a row, and of the rows that replace it."""
    return [
        place
        for place, row in enumerate(table)
        if row is anchor or any(parent is anchor for parent in row.stood_in_for)
    ]
