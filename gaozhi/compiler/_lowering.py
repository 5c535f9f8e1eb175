"""Lowering: merged rules to decisions whose every condition is a typed tree.

Dates in force become comparisons with the decision's date, ``otherwise`` becomes "none of the
others", the order of a table becomes "and none of the rows above", a reference to another decision
becomes the condition that it has that outcome. So the engine asks one thing of every rule: whether
its condition holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from gaozhi.compiler._conditions import lower
from gaozhi.compiler._definitions import collect_definitions, names_in, over_levels
from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._otherwise import otherwise_faults
from gaozhi.compiler._override import Override
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._reads import Unexpanded
from gaozhi.compiler._written import References, written_in
from gaozhi.language import (
    DiffersEntry,
    InForce,
    ReadingEntry,
    RuleRemovalEntry,
    RulesFolder,
    Syntax,
    read_condition,
    record_of,
)
from gaozhi.logic import Waiting, comes_out, none_of
from gaozhi.logic.versions import Versions, gap_of
from gaozhi.model import (
    Always,
    Carrier,
    CarrierKind,
    Combine,
    Condition,
    DecisionSpec,
    DecisionTable,
    Differs,
    Level,
    Order,
    Provision,
    Reading,
    Relation,
    Rule,
    Vocabulary,
    Weights,
    all_of,
    any_of,
    facts_read,
    negated,
)
from gaozhi.source import Diagnostics, Node, Related, Span, element_of

__all__ = ["Lowering", "reading_of"]

_HEAVIEST: Final = 20_000
"""How many parts a rule's condition may have with its definitions expanded: a few hundred are many,
but definitions that each double the one before grow without bound."""

TRUE = Always(True)
FALSE = Always(False)

DEEPEST: Final = 60
"""How deep a condition may be with its definitions expanded: recursion over it stays far below
Python's limit, however deep the caller's stack is."""

_Named = tuple[str, Span | None]
"""A name, and the place that refers to it."""


class Lowering:
    """Lowers the merged rules of one chain to decision tables, and resolves their names."""

    def __init__(
        self,
        chain: Sequence[RulesFolder],
        levels: Sequence[Level],
        merged: Mapping[str, list[MergedRule]],
        provisions: Provisions,
        vocabulary: Vocabulary,
        problems: Diagnostics,
    ) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.bodies: dict[str, Condition] = {}
        """each rule's ``when`` and not ``unless``, without dates in force"""
        self._exceptions: dict[str, set[str]] = {}
        self._own = f"rules/{chain[-1].id}/"
        self._place = chain[-1].header_span
        self._levels = levels
        self._merged = merged
        self._provisions = provisions
        self._restating = provisions.restating()
        self._definitions = collect_definitions(chain, vocabulary, provisions, problems)
        self._syntaxes: dict[int, tuple[Node, Syntax | None]] = {}
        self._depths: dict[str, int] = {}
        """the depth of each definition, and of each decision's rules, with all names expanded"""
        self._lowered: dict[str, Condition | None] = {}
        self._tables: dict[str, DecisionTable] = {}
        self._references = References()
        self._outcomes: dict[tuple[str, frozenset[str]], Condition] = {}
        self._open: list[str] = []
        self._links: list[Span | None] = []
        """for every open name, the place that referred to it"""
        self._unexpanded = Unexpanded(
            vocabulary, self._definitions, self._syntax, self._level_active
        )
        self._weights = Weights()
        self._circles: set[frozenset[str]] = set()

    # -- definitions --------------------------------------------------------------------------

    def definition_names(self) -> tuple[str, ...]:
        """Return the names that ``define:`` gives at any level."""
        return tuple(self._definitions)

    def check_the_rest(self, chain: Sequence[RulesFolder]) -> None:
        """Lower unused definitions and the conditions of faulty entries, to find their problems."""
        for folder in chain:
            for node in folder.stray:
                self._condition(node)
        for name, sources in self._definitions.items():
            self.definition(name, sources[0][1].span)

    def definition(self, name: str, span: Span) -> Condition | None:
        """Return the condition of a definition: each level's while that level is in force."""
        if name in self._open:
            help = "其中一个定义改为直接写事实"
            return self._circle("GZ308", "定义互相引用，成了循环", name, span, help)
        if name not in self._lowered:
            self._ready([(name, span)])
        return self._lowered[name]

    def _ready(self, names: Iterable[_Named]) -> None:
        """Lower some definitions and decisions, after all that they refer to.

        It is a loop, since a chain of references may be longer than Python's stack.
        """
        walks = [iter(names)]
        while walks:
            name = next(walks[-1], None)
            if name is None:
                walks.pop()
                if walks:
                    self._close()
            elif not self._is_ready(name[0]):
                self._open.append(name[0])
                self._links.append(name[1])
                walks.append(self._named_by(name[0]))

    def _is_ready(self, name: str) -> bool:
        """Whether there is nothing to lower: an open name is a circle, reported where it closes."""
        known = name in self._definitions or name in self.vocabulary.decisions
        done = name in self._lowered or name in self._tables or name in self._open
        return not known or done

    def _named_by(self, name: str) -> Iterator[_Named]:
        """Yield the names that the conditions of a definition or decision read."""
        for node in self._conditions_of(name):
            syntax = self._syntax(node)
            if syntax is not None:
                yield from ((read.text, read.span) for read, _ in names_in(syntax))

    def _conditions_of(self, name: str) -> Iterator[Node]:
        if name in self._definitions:
            yield from (source.condition for _, source in self._definitions[name])
            return
        for rule in self._merged[name]:
            written = (rule.node.get("when"), rule.node.get("unless"))
            yield from (node for node in written if node is not None)

    def _close(self) -> None:
        """Lower the innermost open name, whose references are lowered."""
        name = self._open[-1]
        if name in self._definitions:
            self._lowered[name] = self._defined(name)
        else:
            self._tables[name] = self._table(name)
        read = (self._syntax(node) for node in self._conditions_of(name))
        self._depths[name] = max((self._depth(one) for one in read if one is not None), default=0)
        self._open.pop()
        self._links.pop()

    def _defined(self, name: str) -> Condition | None:
        return over_levels(
            (self._level_active(level), self._condition(source.condition))
            for level, source in self._definitions[name]
        )

    # -- conditions and dates in force ----------------------------------------------------------

    def _syntax(self, node: Node) -> Syntax | None:
        """Return the syntax tree of a condition; its syntax errors are reported once."""
        known = self._syntaxes.get(id(node))
        if known is None:
            # The node is kept with its syntax tree, so that its id is not reused.
            known = self._syntaxes[id(node)] = (node, read_condition(node, self.problems))
        return known[1]

    def _condition(self, node: Node) -> Condition | None:
        syntax = self._syntax(node)
        if syntax is None:
            return None
        self._ready((name.text, name.span) for name, _ in names_in(syntax))
        if self._depth(syntax) > DEEPEST:
            # Where a name makes it too deep, the name's definition has been reported already.
            named = (self._depths.get(name.text, 0) for name, _ in names_in(syntax))
            if max(named, default=0) <= DEEPEST:
                self._too_deep(node)
            return None
        condition = lower(syntax, self)
        if condition is not None and self._weights.depth(condition) > DEEPEST:
            self._too_deep(node)
            return None
        return condition

    def _depth(self, syntax: Syntax) -> int:
        """Return how deep a condition is with all names expanded."""
        return max(at + self._depths.get(name.text, 0) for name, at in names_in(syntax))

    def _too_deep(self, node: Node) -> None:
        message = f"条件写开以后超过 {DEEPEST} 层"
        help = "减少定义套定义、判断套判断的层数"
        self.problems.error("GZ114", message, node.span, help=help)

    def condition(self, node: Node | None) -> Condition:
        """Return the typed tree of a YAML condition; true for an absent one, false for a faulty."""
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
        message = "规则或者文件写了施行日期，词汇表却没有说哪一个事实是办理日期"
        help = "在 rules/vocabulary.yaml 里写 roles: {date: 办理日期的事实名}"
        if not any(found.message == message for found in self.problems):
            self.problems.error("GZ310", message, self._place, help=help)

    def _level_active(self, level: int) -> Condition:
        # The root is always in force: a case with an earlier date is refused.
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

    def in_force(self, placed: Override[Any, Any]) -> Condition:
        """Return the condition that an entry's level is in force, and the entry not displaced."""
        return all_of([self._level_active(placed.level), *self._not_displaced(placed)])

    def _not_displaced(self, placed: Override[Any, Any]) -> Iterator[Condition]:
        for by in placed.displaced:
            active = self._level_active(by.level)
            yield negated(all_of([active, self._in_force(by.in_force)]))

    def _alive(self, rule: MergedRule) -> Condition:
        own = (self._level_active(rule.level), self._in_force(rule.entry.in_force))
        if rule.entry.before_document:
            own = (self._before(rule.level), TRUE)
        return all_of([*own, *self._not_displaced(rule)])

    # -- decisions --------------------------------------------------------------------------------

    def _circle(self, code: str, what: str, name: str, span: Span, help: str) -> None:
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
        self.problems.error(code, f"{what}：{circle}", closing, related=related, help=help)

    def table(self, decision: str, reached_from: Span | None = None) -> DecisionTable:
        """Return the decision with all its rules lowered; a circle of decisions is a problem."""
        if decision not in self._tables:
            self._ready([(decision, reached_from)])
        return self._tables[decision]

    def _table(self, decision: str) -> DecisionTable:
        spec = self.vocabulary.decisions[decision]
        merged = self._merged[decision]
        self.problems.extend(otherwise_faults(spec, merged))
        rules = self._rules(spec, merged)
        day = self.vocabulary.roles.date
        gap = gap_of(rules, day)
        return DecisionTable(spec, rules, Versions(rules, day, gap), gap)

    def outcome(self, decision: str, values: frozenset[str], span: Span) -> Condition | None:
        """Return the condition that a decision's outcome is among some values.

        Args:
            decision: the decision's name.
            values: the values.
            span: the place of the reference, to report a circle of decisions.

        """
        if decision in self._open:
            help = "其中一个判断改为直接读事实"
            return self._circle("GZ405", "判断互相引用，成了循环", decision, span, help)
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
        """Return, for each fact that is an exception, the facts that it is an exception to.

        Where two facts are exceptions to each other, neither counts. They stand in order of name,
        so that every process writes the same program.
        """
        found = self._exceptions
        return {
            fact: frozenset(other for other in excepted if fact not in found.get(other, ()))
            for fact, excepted in sorted(found.items())
        }

    def _rules(self, spec: DecisionSpec, merged: list[MergedRule]) -> tuple[Rule, ...]:
        self.bodies.update((rule.name, self._body(rule)) for rule in merged)
        alive = {rule.name: self._alive(rule) for rule in merged}
        own = {name: all_of([alive[name], self.bodies[name]]) for name in alive}
        kinds = (
            (bool(rule.entry.then or rule.entry.otherwise), bool(rule.entry.otherwise))
            for rule in merged
        )
        conditions = Waiting.of(spec.combine, kinds).holding(list(own.values()), none_of)
        rules: list[Rule] = []
        for rule, holds in zip(merged, conditions, strict=True):
            if self._weights.of(holds) > _HEAVIEST:
                self._too_heavy(rule)
                own[rule.name] = holds = FALSE
            rules.append(self._rule(spec, rule, alive[rule.name], own[rule.name], holds))
        if spec.combine is not Combine.FIRST:
            rules.sort(key=lambda rule: (_strength(spec, rule), rule.name))
        # An otherwise is last, wherever its author put it.
        return tuple(sorted(rules, key=lambda rule: rule.otherwise))

    def _too_heavy(self, rule: MergedRule) -> None:
        self.problems.error(
            "GZ115",
            f"规则“{rule.name}”的条件写开以后超过 {_HEAVIEST} 项",
            rule.span,
            help="减少定义套定义、判断套判断的层数",
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
        return record_of(
            Rule,
            entry,
            name=entry.rule,
            effects=effects,
            own=own,
            holds=holds,
            basis=tuple(dict.fromkeys([*self.restating(entry.rule), *cited])),
            level=merged.level,
            otherwise=bool(entry.otherwise),
            reading=reading_of(entry.reading),
            differs=self._differs(
                merged.entry.differs, merged.node, merged.level, merged.entry.replaces, by
            ),
            alive=alive,
            body=self.bodies[merged.name],
            written=written_in(self.bodies[merged.name], spec.name, self._references),
            reads=self._unexpanded.body(merged.node.get("when"), merged.node.get("unless")),
        )

    def removals(self, chain: Sequence[RulesFolder]) -> tuple[Differs, ...]:
        """Return how the removals of superiors' rules mean to differ."""
        found = []
        for level, folder in enumerate(chain):
            for source in folder.entries:
                entry = source.entry
                if isinstance(entry, RuleRemovalEntry):
                    by = Carrier(CarrierKind.REMOVAL, entry.removes)
                    found.append(
                        self._differs(entry.differs, source.node, level, [entry.removes], by)
                    )
        return tuple(one for one in found if one is not None)

    def _differs(
        self,
        entry: DiffersEntry | None,
        holder: Node,
        level: int,
        replaces: Sequence[str],
        by: Carrier,
    ) -> Differs | None:
        """Return the difference from a superior that is meant; one of nobody is a problem.

        Args:
            entry: what is written; None where nothing is.
            holder: the rule, or the removal, that it stands beside.
            level: the index of their level.
            replaces: the superior's rules that are replaced or removed.
            by: what the provisions are cited by.

        """
        if entry is None:
            return None
        node = holder.at(["differs"])
        superiors = [one.id for one in self._levels[:level]]
        if entry.from_ not in superiors:
            message = f"“{entry.from_}”不是本地区的上级"
            otherwise = f"上级有：{'、'.join(superiors) or '无'}"
            span = node.at(["from"]).span
            self.problems.unknown_name("GZ423", message, entry.from_, superiors, span, otherwise)
        cited = self._provisions.cite(level, entry.basis, node.at(["basis"]), by)
        return Differs(entry.from_, entry.why, cited, tuple(replaces), entry.no_caveat)

    def _effects(self, spec: DecisionSpec, merged: MergedRule) -> tuple[str, ...]:
        then = merged.entry.then
        written = merged.node.at(["then"])
        span = written.span
        for place, value in enumerate(then):
            if value not in spec.values:
                here = element_of(written, place)
                if merged.node.get("each") is not None:
                    here = merged.span
                message = f"“{value}”不是“{spec.name}”的取值"
                self.problems.unknown_name("GZ409", message, value, spec.values, here)
        if len(then) > 1 and spec.combine is not Combine.ALL:
            self.problems.error(
                "GZ409", f"“{spec.name}”只取一个值，then 不能写列表", span, help="分写成几条规则"
            )
        return tuple(value for value in spec.values if value in then)


def reading_of(entry: ReadingEntry | None) -> Reading | None:
    """Return the ambiguity that an entry records, or None."""
    return None if entry is None else record_of(Reading, entry)


def _strength(spec: DecisionSpec, rule: Rule) -> int:
    return min((spec.values.index(effect) for effect in rule.effects), default=len(spec.values))
