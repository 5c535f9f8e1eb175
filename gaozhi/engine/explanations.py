"""Why a decision comes out so: grounds, caveats and questions, found when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import Any, Final

from gaozhi.engine.case import Case, read_facts
from gaozhi.engine.findings import Findings, find
from gaozhi.engine.off_list import off_list_caveat
from gaozhi.engine.parts import Caveat, Citation, Ground, ItemRef, Leads, Option, Question, Reason
from gaozhi.engine.reasons import Ask, Asked, Reasons
from gaozhi.engine.wording import CAVEATS, WORDS
from gaozhi.errors import CaseError
from gaozhi.logic import witnesses
from gaozhi.model import NO_RULE, Fact, FactType, Provision, Rule, facts_read, plain_value

__all__ = [
    "CitationCache",
    "Explanation",
    "Look",
    "inferred_caveats",
    "questions_about",
]

_ABOVE: Final = WORDS["above"]


Look = Callable[[Case, Findings], Findings]


class CitationCache:
    """What is found once of one decision: what its rules cite and read, how facts are answered.

    A document that is not in force on the day of a case is not cited, unless a rule rests on
    nothing else: an answer is never without its ground.
    """

    __slots__ = ("_known", "_options", "_read")

    def __init__(self) -> None:
        self._options: dict[str, tuple[Option, ...]] = {}
        self._read: dict[int, tuple[Rule, frozenset[str]]] = {}
        self._known: dict[int, tuple[tuple[Provision, ...], tuple[Citation, ...], date, date]] = {}

    def __call__(self, basis: tuple[Provision, ...], case: Case) -> tuple[Citation, ...]:
        """Return the citations of a basis, as they stand on the day of the case."""
        known = self._known.get(id(basis))
        if known is None:
            documents = [provision.document for provision in basis]
            since = max((d.since or date.min for d in documents), default=date.min)
            until = min((d.until or date.max for d in documents), default=date.max)
            whole = tuple(Citation.of(provision) for provision in basis)
            # The basis is kept with what was made of it, so that its id stays its own.
            known = self._known[id(basis)] = (basis, whole, since, until)
        _, whole, since, until = known
        day = case.day
        if day is None or since <= day <= until:
            return whole
        standing = [provision for provision in basis if provision.document.in_force(day)]
        return tuple(Citation.of(provision) for provision in standing or basis)

    def options(self, fact: Fact) -> tuple[Option, ...]:
        """Return what an answer about a fact may choose."""
        found = self._options.get(fact.name)
        if found is None:
            found = self._options[fact.name] = Option.of(fact)
        return found

    def reads(self, rule: Rule) -> frozenset[str]:
        """Return the facts that a rule's own condition reads."""
        found = self._read.get(id(rule))
        if found is None:
            found = self._read[id(rule)] = (rule, facts_read(rule.own))
        return found[1]


class Explanation:
    """Why a decision about a case comes out so; each part is found when it is first asked for.

    A decision in a request is often asked for its outcome alone, and its reasons cost more than
    it. A copied or pickled explanation holds every part, and neither rules nor case.

    Args:
        decision: its name.
        codes: the ASCII code of every value of the decision.
        ask: decides about another decision, which a rule reads.
        look: finds everything that the rules come to on a case of which only a part is known.
        cite: the citations of its rules.
        found: what its rules come to on the case, or only as much of it as settles the outcome.
        case: the case.

    """

    PARTS = ("date", "item", "exact", "grounds", "caveats", "pending_caveats", "questions")

    def __init__(
        self,
        decision: str,
        codes: Mapping[str, str],
        ask: Ask,
        look: Look | None,
        cite: CitationCache,
        found: Findings,
        case: Case,
    ) -> None:
        self._decision = decision
        self._codes = codes
        self._ask = ask
        self._look = look
        self._cite = cite
        self._found = found
        self._case = case

    @cached_property
    def _findings(self) -> Findings:
        if not self._found.partial:
            return self._found
        assert self._look is not None
        return self._look(self._case, self._found)

    @cached_property
    def asked(self) -> Asked:
        """What the decisions that the rules read come to; the grounds of one answer share it."""
        return Asked(self._ask, self._case)

    @cached_property
    def date(self) -> date | None:
        """The day of the decision, if known."""
        return self._case.day

    @cached_property
    def item(self) -> ItemRef | None:
        """The item, if the case names one."""
        return self._case.item_ref

    @cached_property
    def exact(self) -> bool:
        """Whether what may come out and what is asked were found by looking at all completions."""
        return self._findings.exact

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """The rules that hold, and those that may where only together they settle a value."""
        return tuple(self._grounds(self._final))

    @property
    def ground_rules(self) -> tuple[str, ...]:
        """The names of the rules of `grounds`, without what each of these quotes and rests on.

        They are found without the caveats, too, where these would cost more.
        """
        findings = self._found
        given = {effect for rule in findings.holding for effect in rule.effects}
        if findings.partial and not given.issuperset(_final(findings)):
            # What gives it is among the rules that may hold, which were not looked for yet.
            findings = self._findings
        giving = _giving(findings, _final(findings))
        return tuple(rule.name for rule, effects, _ in giving for _ in effects)

    def leading_to(self, values: Iterable[str]) -> tuple[Ground, ...]:
        """Return the grounds of what came out of some values: what a rule that reads them rests on.

        Where the decision is open, they are those of every one of the values that may come out,
        and none of them is certain.
        """
        findings, final = self._findings, self._final
        came = {*findings.possible, *findings.values, *findings.pending}.intersection(values)
        grounds = self.grounds if came <= final else self._grounds(came)
        return tuple(
            ground if ground.effect in final else replace(ground, certain=False)
            for ground in grounds
            if ground.effect in came
        )

    @cached_property
    def _final(self) -> frozenset[str]:
        """The values that have come out, whatever the open facts turn out to be."""
        return _final(self._findings)

    def _grounds(self, final: Collection[str]) -> Iterator[Ground]:
        """Yield the rules that hold, and those that may where no rule certainly gives a value.

        Args:
            final: the values that are to have a ground.

        """
        for rule, effects, certain in _giving(self._findings, final):
            yield from self._grounds_of(rule, effects, certain=certain)

    def _grounds_of(self, rule: Rule, effects: Sequence[str], *, certain: bool) -> Iterator[Ground]:
        facts, codes = _shown_facts(rule, self._case) if certain else ({}, {})
        because = self._reasons.of(rule)
        for effect in effects:
            yield Ground(
                rule=rule.name,
                title=rule.title,
                effect=effect,
                facts=facts,
                reading=rule.reading,
                basis=self._cite(rule.basis, self._case),
                certain=certain,
                code=self._codes[effect],
                fact_codes=codes,
                decision=self._decision,
                because=because,
            )

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self._case.program.decisions[self._decision], self._case, self.asked)

    @cached_property
    def caveats(self) -> tuple[Caveat, ...]:
        """What the answer must bring along."""
        found = (
            *([_no_rule(self._decision, self._case)] if self._found.no_rule else []),
            *_rule_caveats(self._findings.holding, self._case, self._cite),
            *_caveats(self._case, self._cite, above="" if self._found.no_rule else _ABOVE),
            *inferred_caveats(self.grounds),
            *([] if self.exact else [_said("inexact")]),
        )
        # A rule with several values is several grounds, and one caveat.
        return tuple(dict.fromkeys(found)) if len(found) > 1 else found

    @cached_property
    def pending_caveats(self) -> tuple[Caveat, ...]:
        """What the answer may yet have to bring along, once open facts are known."""
        untimely = _untimely(self._case, certain=False, above=_ABOVE)
        return (*_rule_caveats(self._findings.maybe, self._case, self._cite), *untimely)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions whose answers can change the outcome, the most decisive first."""
        completions = self._findings.completions
        if completions is None:
            return ()
        return tuple(map(self._question, completions.decisive_facts()))

    def _question(self, name: str) -> Question:
        case = self._case
        fact = case.program.vocabulary.facts[name]
        leads = partial(leads_to, self._decision, case, fact)
        return Question.about(fact, self._because(name), leads, self._cite.options(fact))

    def _because(self, fact: str) -> Iterator[Reason]:
        """Yield the rules with an effect that read a fact and that the open facts leave open."""
        for rule in self._findings.maybe:
            if rule.effects and not rule.otherwise and fact in self._cite.reads(rule):
                yield Reason(rule.name, rule.title, self._cite(rule.basis, self._case))

    def _parts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.PARTS}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Explanation):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.date, self.item, *(ground.rule for ground in self.grounds)))

    def __repr__(self) -> str:
        return f"Explanation({', '.join(ground.rule for ground in self.grounds)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _explanation, (self._parts(),)


def _final(findings: Findings) -> frozenset[str]:
    """Return the values that have come out, whatever the open facts turn out to be."""
    settled = findings.possible if len(findings.possible) == 1 else ()
    return frozenset({*settled, *findings.values})


def _giving(
    findings: Findings, final: Collection[str]
) -> Iterator[tuple[Rule, Sequence[str], bool]]:
    """Yield the rules of the grounds, each with the effects that it gives, and if it holds."""
    sure = {effect for rule in findings.holding for effect in rule.effects}
    for rule in findings.holding:
        if effects := [effect for effect in rule.effects if effect != NO_RULE]:
            yield rule, effects, True
    for rule in findings.maybe:
        if jointly := [e for e in rule.effects if e in final and e not in sure]:
            yield rule, jointly, False


def _explanation(parts: dict[str, Any]) -> Explanation:
    """Return the explanation that has these parts."""
    made = Explanation.__new__(Explanation)
    vars(made).update(parts)
    return made


def questions_about(names: Iterable[str], case: Case) -> tuple[Question, ...]:
    """Return the questions that ask for facts, in the order given."""
    known = case.program.vocabulary.facts
    return tuple(Question.about(known[name]) for name in names)


def leads_to(decision: str, case: Case, fact: Fact) -> Leads:
    """Return what every answer about a fact leads to.

    Args:
        decision: the name of the decision.
        case: the case, which leaves the fact open.
        fact: the fact that is asked for.

    Returns:
        An answer -> the values that are then still possible; of a decision that collects, those
        that are certainly in, and after them those that may be.

    """
    answers: tuple[object, ...] = fact.values if fact.never is None else (fact.never,)
    if fact.kind is FactType.BOOL:
        answers = (True, False)
    elif fact.kind is FactType.SET_OF:
        answers = ((), *((value,) for value in fact.values))
    found: dict[object, tuple[str, ...]] = {}
    for answer in answers:
        try:
            then = read_facts(case.program, {**case.known, fact.name: answer}, case.item, case.day)
        except CaseError:
            continue
        came_to = find(case.program.decisions[decision], then)
        found[answer] = came_to.possible or (*came_to.values, *came_to.pending)
    return found


def _shown_facts(rule: Rule, case: Case) -> tuple[dict[str, object], dict[str, object]]:
    """Return the facts that make a rule hold, as JSON has them, and the codes of their values."""
    vocabulary, known = case.program.vocabulary, case._known  # noqa: SLF001
    shown: dict[str, object] = {}
    codes: dict[str, object] = {}
    for name in witnesses(rule.holds, known, vocabulary.roles.date):
        if name in known:
            fact = vocabulary.facts[name]
            value = shown[name] = plain_value(fact, known[name])
            if isinstance(value, list):
                codes[name] = [fact.code(one) for one in value]
            elif fact.values or value == fact.never:
                codes[name] = fact.code(str(value))
    return shown, codes


def _rule_caveats(rules: Sequence[Rule], case: Case, cite: CitationCache) -> Iterator[Caveat]:
    for rule in rules:
        if rule.caveat is not None:
            yield Caveat(rule.name, rule.caveat, cite(rule.basis, case))


def _said(occasion: str, basis: tuple[Citation, ...] = (), /, **fields: object) -> Caveat:
    """Return the caveat of an occasion, its fields filled in."""
    wording = CAVEATS[occasion]
    rule, text = (words.format_map(fields) for words in wording)
    return Caveat(rule, text, basis)


def _no_rule(decision: str, case: Case) -> Caveat:
    day = "" if case.day is None else WORDS["day"].format(day=case.day)
    return _said("no_rule", jurisdiction=case.program.jurisdiction, day=day, decision=decision)


def _caveats(case: Case, cite: CitationCache, *, above: str) -> Iterator[Caveat]:
    """Yield what the case itself brings along: presumptions set aside, law not yet in force."""
    listed = case.program.list
    if listed is not None:
        for name in case.overridden:
            yield _said("presumed", cite(listed.presumes_basis, case), fact=name)
        if case.off_list is not None:
            yield off_list_caveat(listed, case.off_list)
    yield from _untimely(case, certain=True, above=above)


def _untimely(case: Case, *, certain: bool, above: str) -> Iterator[Caveat]:
    """Yield what lies before or after law: where the day certainly does, or where it only may.

    Args:
        case: the case.
        certain: whether the day certainly lies there, or only may.
        above: says that the superior's law answers; empty where there is none either.

    """
    program = case.program
    if program.vocabulary.roles.date is None or (case.day is not None and not certain):
        return
    first, last = case.days if case.day is None else (case.day, case.day)
    words = {"lead": WORDS["lead" if certain else "lead_open"], "above": above}

    def before(mark: date | None) -> bool:
        may = mark is not None and (first is None or first < mark)
        must = mark is not None and last is not None and last < mark
        return must if certain else may and not must

    def after(mark: date | None) -> bool:
        may = mark is not None and (last is None or last > mark)
        must = mark is not None and first is not None and first > mark
        return must if certain else may and not must

    for level in program.levels[1:]:
        document = level.document
        if before(document.since):
            yield _said("before", document=document.label, day=document.since, **words)
        if after(document.until):
            yield _said("after", document=document.label, day=document.until, **words)
    listed = program.list
    if case.item is not None and listed is not None and before(listed.published):
        basis = tuple(Citation.of(p) for p in listed.basis)
        yield _said("unpublished", basis, list=listed.title, day=listed.published, **words)


def inferred_caveats(grounds: Sequence[Ground]) -> Iterator[Caveat]:
    """Yield a caveat for every ground that rests only on lines whose words were not seen."""
    for ground in grounds:
        if ground.basis and not any(citation.attested for citation in ground.basis):
            where = WORDS["comma"].join(dict.fromkeys(c.document for c in ground.basis))
            weak = all(citation.certainty == "weak" for citation in ground.basis)
            fields = {"where": where, "known": WORDS["weak" if weak else "inferred"]}
            yield _said("inferred", ground.basis, rule=ground.rule, title=ground.title, **fields)
