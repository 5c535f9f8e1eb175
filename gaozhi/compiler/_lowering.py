"""Lowering: merged rules become decisions whose every condition is a typed tree.

Dates in force become comparisons with the decision's date, ``otherwise`` becomes "none of the
others", the order of a table becomes "and none of the rows above", a reference to another decision
becomes the condition under which that decision comes out so. After this the engine has one thing
to ask of every rule: does its condition hold?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from gaozhi.compiler._conditions import lower
from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._versions import Versions
from gaozhi.compiler._written import References, written_in
from gaozhi.compiler.program import DecisionTable, Level, Reading, Rule
from gaozhi.compiler.provision import Carrier, CarrierKind, Provision
from gaozhi.compiler.tree import (
    Always,
    Condition,
    Order,
    Relation,
    Weights,
    all_of,
    any_of,
    facts_read,
    negated,
)
from gaozhi.language import (
    Combine,
    DecisionSpec,
    DefinitionSource,
    InForce,
    ReadingEntry,
    RulesFolder,
    Vocabulary,
    read_condition,
)
from gaozhi.source import Diagnostic, Edit, Node, Related, Span, element_of, meant

__all__ = ["Lowering", "comes_out", "reading_of"]

_HEAVIEST: Final = 20_000
"""How many parts a rule's condition may have when its definitions are written out: a few hundred
is much, and definitions that double one another grow beyond any bound."""

TRUE = Always(True)
FALSE = Always(False)

# Nobody follows more; far more would exhaust the stack.
_DEEPEST = 50


class Lowering:
    """Turns the merged rules of one chain into decision tables; knows names, levels and dates."""

    def __init__(
        self,
        chain: Sequence[RulesFolder],
        levels: Sequence[Level],
        merged: Mapping[str, list[MergedRule]],
        provisions: Provisions,
        vocabulary: Vocabulary,
        problems: list[Diagnostic],
    ) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.bodies: dict[str, Condition] = {}
        """what each rule's author wrote: ``when`` and not ``unless``, dates in force aside"""
        self._exceptions: dict[str, set[str]] = {}
        self._own = f"rules/{chain[-1].id}/"
        self._place = chain[-1].header_span
        self._levels = levels
        self._merged = merged
        self._provisions = provisions
        self._restating = provisions.restating()
        self._definitions = self._collect_definitions(chain)
        self._lowered: dict[str, Condition | None] = {}
        self._tables: dict[str, DecisionTable] = {}
        self._references = References()
        self._outcomes: dict[tuple[str, frozenset[str]], Condition] = {}
        self._open: list[str] = []
        self._links: list[Span | None] = []
        self._weights = Weights()
        """for every open name, the place that referred to it"""
        self._circles: set[frozenset[str]] = set()

    # -- definitions --------------------------------------------------------------------------

    def _collect_definitions(
        self, chain: Sequence[RulesFolder]
    ) -> dict[str, list[tuple[int, DefinitionSource]]]:
        found: dict[str, list[tuple[int, DefinitionSource]]] = {}
        for level, folder in enumerate(chain):
            for source in folder.definitions:
                if source.basis:
                    by = Carrier(CarrierKind.DEFINITION, source.name)
                    self._provisions.cite(level, source.basis, source.node.at(["basis"]), by)
                if self._definition_fits(level, source, found):
                    found.setdefault(source.name, []).append((level, source))
        return found

    def _definition_fits(
        self,
        level: int,
        source: DefinitionSource,
        known: Mapping[str, list[tuple[int, DefinitionSource]]],
    ) -> bool:
        earlier = known.get(source.name, [])
        taken = {"not", "all", "any", "none", *self.vocabulary.decisions}
        if "." in source.name or source.name in taken:
            return self._definition_fault(
                source,
                f"定义名“{source.name}”会与事实、判断或者 not、all 之类的词混淆",
                "另起一个不带“.”的名称",
            )
        if source.replaces and not any(at < level for at, _ in earlier):
            way_out = meant(source.name, known, source.span, "删去 replaces: true")
            message = f"上级没有定义“{source.name}”"
            return self._definition_fault(source, message, way_out.help, fix=way_out.fix)
        if earlier and (not source.replaces or earlier[-1][0] == level):
            where = (Related(earlier[-1][1].span, "已在这里定义"),)
            help_ = "替换上级的定义写 {when: 条件, replaces: true, basis: [...]}"
            return self._definition_fault(source, f"定义“{source.name}”重复", help_, where)
        return True

    def _definition_fault(
        self,
        source: DefinitionSource,
        message: str,
        help_: str,
        related: tuple[Related, ...] = (),
        fix: tuple[Edit, ...] = (),
    ) -> bool:
        self.problems.append(
            Diagnostic.error("GZ312", message, source.span, related=related, help=help_, fix=fix)
        )
        return False

    def definition_names(self) -> tuple[str, ...]:
        """Return the names that ``define:`` gives at any level."""
        return tuple(self._definitions)

    def check_the_rest(self, chain: Sequence[RulesFolder]) -> None:
        """Lower every definition that no rule uses, and the conditions of unreadable entries."""
        for folder in chain:
            for node in folder.stray:
                self._condition(node)
        for name, sources in self._definitions.items():
            self.definition(name, sources[0][1].span)

    def definition(self, name: str, span: Span) -> Condition | None:
        """Return what a definition stands for, each level's while that level is in force."""
        if name in self._lowered:
            return self._lowered[name]
        if name in self._open:
            help_ = "其中一个定义改为直接写事实"
            return self._circle("GZ308", "定义互相引用，成了循环", name, span, help_)
        if len(self._open) > _DEEPEST:
            message = f"定义引用定义，超过 {_DEEPEST} 层"
            self.problems.append(Diagnostic.error("GZ114", message, span, help="减少引用的层数"))
            return None
        self._open.append(name)
        self._links.append(span)
        result: Condition | None = None
        sound = True
        for level, source in self._definitions[name]:
            condition = self._condition(source.condition)
            sound = sound and condition is not None
            if condition is None:
                continue
            active = self._level_active(level)
            result = (
                condition
                if result is None
                else any_of([all_of([active, condition]), all_of([negated(active), result])])
            )
        self._open.pop()
        self._links.pop()
        self._lowered[name] = result if sound else None
        return self._lowered[name]

    # -- conditions and dates in force ----------------------------------------------------------

    def _condition(self, node: Node) -> Condition | None:
        syntax = read_condition(node, self.problems)
        return None if syntax is None else lower(syntax, self)

    def condition(self, node: Node | None) -> Condition:
        """Return the typed tree of a YAML condition; an absent one holds, a faulty one does not."""
        if node is None:
            return TRUE
        condition = self._condition(node)
        return FALSE if condition is None else condition

    def _between(self, since: date | None, until: date | None) -> Condition:
        fact = self.vocabulary.roles.date
        if fact is None:
            self._no_date_role()
            return TRUE
        bounds: list[Condition] = []
        if since is not None:
            bounds.append(Order(fact, Relation.FROM, since))
        if until is not None:
            bounds.append(Order(fact, Relation.UP_TO, until))
        return all_of(bounds)

    def _no_date_role(self) -> None:
        found = Diagnostic.error(
            "GZ310",
            "规则或者文件写了施行日期，词汇表却没有说哪一个事实是办理日期",
            self._place,
            help="在 rules/vocabulary.yaml 里写 roles: {date: 办理日期的事实名}",
        )
        if found not in self.problems:
            self.problems.append(found)

    def _level_active(self, level: int) -> Condition:
        # The root is always in force: a date before it is refused with the case.
        if level == 0:
            return TRUE
        document = self._levels[level].document
        return self._between(document.since, document.until)

    def _before(self, level: int) -> Condition:
        """Return the condition that a level's document is not in force yet."""
        since = self._levels[level].document.since
        return FALSE if since is None else negated(self._between(since, None))

    def _in_force(self, in_force: InForce | None) -> Condition:
        if in_force is None:
            return TRUE
        return self._between(in_force.from_, in_force.until)

    def in_force(self, level: int, displaced: Sequence[int]) -> Condition:
        """Return the condition that a level's word is in force, and no lower one in its place."""
        lower_ones = (negated(self._level_active(other)) for other in displaced)
        return all_of([self._level_active(level), *lower_ones])

    def _alive(self, rule: MergedRule) -> Condition:
        displaced = (
            negated(all_of([self._level_active(d.level), self._in_force(d.in_force)]))
            for d in rule.displaced
        )
        own = (self._level_active(rule.level), self._in_force(rule.entry.in_force))
        if rule.entry.before_document:
            own = (self._before(rule.level), TRUE)
        return all_of([*own, *displaced])

    # -- decisions --------------------------------------------------------------------------------

    def _circle(self, code: str, what: str, name: str, span: Span, help_: str) -> None:
        """Report a circle of names once, at a place of the jurisdiction's own if there is one."""
        at = self._open.index(name)
        members = self._open[at:]
        if frozenset(members) in self._circles:
            return
        self._circles.add(frozenset(members))
        links = [*(link for link in self._links[at + 1 :] if link is not None), span]
        closing = next((link for link in links if self._own in link.file), span)
        related = tuple(Related(link, "经过这里") for link in links if link != closing)
        circle = " → ".join([*members, name])
        self.problems.append(
            Diagnostic.error(code, f"{what}：{circle}", closing, related=related, help=help_)
        )

    def table(self, decision: str, reached_from: Span | None = None) -> DecisionTable:
        """Return the decision with all its rules lowered; a circle of decisions is a problem."""
        known = self._tables.get(decision)
        if known is not None:
            return known
        self._open.append(decision)
        self._links.append(reached_from)
        spec = self.vocabulary.decisions[decision]
        merged = self._merged[decision]
        self._check_otherwise(spec, merged)
        rules = self._rules(spec, merged)
        table = DecisionTable(spec, rules, Versions(rules, self.vocabulary.roles.date))
        self._open.pop()
        self._links.pop()
        self._tables[decision] = table
        return table

    def outcome(self, decision: str, values: frozenset[str], span: Span) -> Condition | None:
        """Return the condition that the decision's outcome is among the values."""
        if decision in self._open:
            help_ = "其中一个判断改为直接读事实"
            return self._circle("GZ405", "判断互相引用，成了循环", decision, span, help_)
        known = self._outcomes.get((decision, values))
        if known is not None:
            return known
        table = self.table(decision, span)
        found = any_of(comes_out(table, value) for value in table.spec.values if value in values)
        self._references.note(found, decision, values, self._lowered.values())
        self._outcomes[decision, values] = found
        return found

    def restating(self, name: str) -> list[Provision]:
        """Return the provisions that restate a rule or duty, the lowest level's first."""
        return self._restating.get(name, [])

    def _body(self, rule: MergedRule) -> Condition:
        when = self.condition(rule.node.get("when"))
        written = rule.node.get("unless")
        if written is None:
            return when
        unless = self._condition(written)
        if unless is None:
            return FALSE
        if rule.entry.then:
            excepted = facts_read(when)
            for fact in facts_read(unless) - excepted:
                self._exceptions.setdefault(fact, set()).update(excepted)
        return all_of([when, negated(unless)])

    def exceptions(self) -> dict[str, frozenset[str]]:
        """Return, for each fact that makes an exception, the facts that it makes one from.

        Where two facts are exceptions to each other, neither is.
        """
        found = self._exceptions
        return {
            fact: frozenset(other for other in excepted if fact not in found.get(other, ()))
            for fact, excepted in found.items()
        }

    def _rules(self, spec: DecisionSpec, merged: list[MergedRule]) -> tuple[Rule, ...]:
        self.bodies.update((rule.name, self._body(rule)) for rule in merged)
        alive = {rule.name: self._alive(rule) for rule in merged}
        own = {name: all_of([alive[name], self.bodies[name]]) for name in alive}
        rows = [rule for rule in merged if rule.entry.then and not rule.entry.otherwise]
        none_of_them = negated(any_of(own[rule.name] for rule in rows))
        above: list[Condition] = []
        rules: list[Rule] = []
        for rule in merged:
            holds = own[rule.name]
            if rule.entry.otherwise:
                holds = all_of([holds, none_of_them])
            elif spec.combine is Combine.FIRST and rule.entry.then:
                above.append(holds)
                holds = all_of([holds, negated(any_of(above[:-1]))])
            if self._weights.of(holds) > _HEAVIEST:
                self._too_heavy(rule)
                own[rule.name] = holds = FALSE
            rules.append(self._rule(spec, rule, alive[rule.name], own[rule.name], holds))
        if spec.combine is not Combine.FIRST:
            rules.sort(key=lambda rule: (_strength(spec, rule), rule.name))
        # An otherwise waits for all the others, wherever its author put it.
        return tuple(sorted(rules, key=lambda rule: rule.otherwise))

    def _too_heavy(self, rule: MergedRule) -> None:
        self.problems.append(
            Diagnostic.error(
                "GZ115",
                f"规则“{rule.name}”的条件写开以后超过 {_HEAVIEST} 项",
                rule.span,
                help="减少定义套定义、判断套判断的层数",
            )
        )

    def _rule(
        self,
        spec: DecisionSpec,
        merged: MergedRule,
        alive: Condition,
        own: Condition,
        holds: Condition,
    ) -> Rule:
        entry = merged.entry
        effects = self._effects(spec, merged)
        note_accepted(entry.accepted, merged.node, self.problems)
        by = Carrier(CarrierKind.RULE, entry.rule, spec.name)
        cited = self._provisions.cite(merged.level, entry.basis, merged.basis_node, by)
        return Rule(
            name=entry.rule,
            title=entry.title,
            effects=effects,
            own=own,
            holds=holds,
            basis=tuple(dict.fromkeys([*self.restating(entry.rule), *cited])),
            level=merged.level,
            otherwise=bool(entry.otherwise),
            caveat=entry.caveat,
            reading=reading_of(entry.reading),
            accepted=entry.accepted,
            alive=alive,
            body=self.bodies[merged.name],
            written=written_in(self.bodies[merged.name], spec.name, self._references),
        )

    def _effects(self, spec: DecisionSpec, merged: MergedRule) -> tuple[str, ...]:
        then = merged.entry.then
        written = merged.node.at(["then"])
        span = written.span
        for place, value in enumerate(then):
            if value not in spec.values:
                here = element_of(written, place)
                if merged.node.get("each") is not None:
                    here = merged.span
                way_out = meant(value, spec.values, here, f"可写：{'、'.join(spec.values)}")
                message = f"“{value}”不是“{spec.name}”的取值"
                self.problems.append(
                    Diagnostic.error("GZ409", message, here, help=way_out.help, fix=way_out.fix)
                )
        if len(then) > 1 and spec.combine is not Combine.ALL:
            self.problems.append(
                Diagnostic.error(
                    "GZ409",
                    f"“{spec.name}”只取一个值，then 不能写列表",
                    span,
                    help="分写成几条规则",
                )
            )
        return tuple(value for value in spec.values if value in then)

    def _check_otherwise(self, spec: DecisionSpec, merged: list[MergedRule]) -> None:
        standing = [
            rule
            for rule in merged
            if rule.entry.otherwise and not any(d.by_otherwise for d in rule.displaced)
        ]
        if spec.combine is Combine.ALL:
            for rule in standing:
                self._otherwise_fault(
                    "GZ404", f"“{spec.name}”收集各条规则的值，没有 otherwise", rule.span
                )
            return
        left = [rule for rule in standing if not rule.displaced]
        for rule in standing:
            if rule.displaced:
                self._otherwise_gone(spec, rule, left)
        if not standing:
            span = merged[0].span if merged else self._place
            self._otherwise_fault("GZ403", f"“{spec.name}”没有 otherwise 规则", span)
        for rule in left[1:]:
            self.problems.append(
                Diagnostic.error(
                    "GZ404",
                    f"“{spec.name}”有不止一条 otherwise 规则",
                    rule.span,
                    related=(Related(left[0].span, "另一条在这里"),),
                    help="要替换上级的，写 replaces",
                )
            )

    def _otherwise_gone(
        self, spec: DecisionSpec, gone: MergedRule, others: list[MergedRule]
    ) -> None:
        """Report an ``otherwise`` that is put out of place by what is none itself."""
        what = f"“{spec.name}”的 otherwise 规则“{gone.name}”被去掉"
        span = gone.displaced[0].span
        heirs = [rule for rule in others if rule.level == gone.displaced[0].level]
        if not heirs:
            self._otherwise_fault("GZ403", f"{what}，没有另一条 otherwise 接替", span)
            return
        heir = heirs[0]
        self.problems.append(
            Diagnostic.error(
                "GZ403",
                f"{what}，接替它的“{heir.name}”却没有说明",
                span,
                related=(Related(heir.span, "接替它的在这里"),),
                help=f"不用去掉：在“{heir.name}”里写 replaces: {gone.name}",
            )
        )

    def _otherwise_fault(self, code: str, message: str, span: Span | None) -> None:
        help_ = "表格和取最强的判断恰有一条 otherwise，使每个答案都有依据"
        self.problems.append(Diagnostic.error(code, message, span, help=help_))


def reading_of(entry: ReadingEntry | None) -> Reading | None:
    """Return the reading that an entry states."""
    return None if entry is None else Reading(entry.taken, entry.other)


def _strength(spec: DecisionSpec, rule: Rule) -> int:
    return min((spec.values.index(effect) for effect in rule.effects), default=len(spec.values))


def comes_out(table: DecisionTable, value: str) -> Condition:
    """Return the condition that the decision comes to a value, or for one that collects has it."""
    giving = any_of(rule.holds for rule in table.rules if value in rule.effects)
    if table.spec.combine is not Combine.STRONGEST:
        return giving
    stronger = table.spec.values[: table.spec.values.index(value)]
    above = any_of(
        rule.holds for rule in table.rules if any(effect in stronger for effect in rule.effects)
    )
    return all_of([giving, negated(above)])
