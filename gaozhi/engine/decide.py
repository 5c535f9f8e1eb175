"""The reference interpreter: a program and a case to a decision. It is the meaning of the language.

A rule that holds contributes its effect. The outcome is the strongest effect, or the effect of the
one row that applies, or all of them together. Where facts are open, the same is asked of every
completion of the case at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaozhi._exceptions import CaseError
from gaozhi.compiler import DecisionTable, Program, Provision, Rule
from gaozhi.engine.case import Case
from gaozhi.engine.completions import Completions
from gaozhi.engine.decision import (
    PENDING,
    Caveat,
    Citation,
    Decision,
    Ground,
    ItemRef,
    Question,
    Stamp,
)
from gaozhi.engine.evaluate import truth, witnesses
from gaozhi.language import Combine, plain_value
from gaozhi.source import Diagnostic, mask, suggest

__all__ = ["decide", "find_decision"]


@dataclass(frozen=True, slots=True)
class _Findings:
    """What the rules come to: which hold, which may, and what can come out."""

    holding: tuple[Rule, ...]
    maybe: tuple[Rule, ...]
    possible: tuple[str, ...]
    values: tuple[str, ...]
    pending: tuple[str, ...]
    asked: tuple[str, ...]


def find_decision(program: Program, name: str) -> DecisionTable:
    """Return the decision of that name or api name.

    Raises:
        CaseError: there is none; the nearest is offered.

    """
    known = program.decisions
    table = known.get(name) or known.get(program.vocabulary.by_api.get(name, ""))
    if table is None:
        near = suggest(name, known)
        way_out = f"是否要写 {near}？" if near else f"可写：{'、'.join(known)}"
        message = f"不认识的判断“{mask(str(name))[:60]}”"
        raise CaseError([Diagnostic.error("GZ610", message, help=way_out)])
    return table


def decide(program: Program, case: Case, decision: str, stamp: Stamp) -> Decision:
    """Return the decision about the case.

    Args:
        program: the jurisdiction's program, against which the case was checked.
        case: the checked facts.
        decision: the name or api name of what is asked.
        stamp: says which program answered.

    Raises:
        CaseError: the program knows no such decision.

    """
    table = find_decision(program, decision)
    findings = _find(table, case)
    collects = table.spec.combine is Combine.ALL
    settled = not findings.pending if collects else len(findings.possible) == 1
    outcome: str | None = PENDING
    if settled:
        outcome = None if collects else findings.possible[0]
    final = findings.values if collects else findings.possible if settled else ()
    grounds = tuple(_grounds(findings, final, case))
    facts = program.vocabulary.facts
    item = case.item
    return Decision(
        jurisdiction=program.jurisdiction,
        decision=table.spec.name,
        outcome=outcome,
        possible=findings.possible,
        settled=settled,
        values=findings.values,
        pending=findings.pending,
        date=case.day,
        item=ItemRef(item.number, item.certificate, item.matter) if item else None,
        grounds=grounds,
        caveats=(*_rule_caveats(findings.holding, case), *_caveats(case), *_inferred(grounds)),
        pending_caveats=(*_rule_caveats(findings.maybe, case), *_pending_caveats(case)),
        questions=tuple(
            Question(fact.name, fact.api, fact.kind.value, fact.ask, fact.values)
            for fact in (facts[name] for name in findings.asked)
        ),
        stamp=stamp,
        means=table.spec.means,
    )


def _find(table: DecisionTable, case: Case) -> _Findings:
    truths = [truth(rule.holds, case.facts) for rule in table.rules]
    if None not in truths:
        holding = tuple(rule for rule, true in zip(table.rules, truths, strict=True) if true)
        return _settled(table, holding)
    completions = Completions(table, case)
    certain: list[Rule] = []
    maybe: list[Rule] = []
    for rule, true in zip(table.rules, truths, strict=True):
        can_be = {true} if true is not None else completions.truths(rule.holds)
        if False not in can_be:
            certain.append(rule)
        elif True in can_be:
            maybe.append(rule)
    possible: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    if table.spec.combine is Combine.ALL:
        values, pending = completions.membership()
    else:
        possible = completions.values()
    return _Findings(
        tuple(certain),
        tuple(maybe),
        possible,
        values,
        pending,
        tuple(completions.decisive_facts()),
    )


def _settled(table: DecisionTable, holding: tuple[Rule, ...]) -> _Findings:
    effects = {effect for rule in holding for effect in rule.effects}
    values = tuple(value for value in table.spec.values if value in effects)
    if table.spec.combine is Combine.ALL:
        return _Findings(holding, (), (), values, (), ())
    return _Findings(holding, (), values[:1], (), (), ())


def _grounds(findings: _Findings, final: Sequence[str], case: Case) -> Iterator[Ground]:
    """Yield the rules that hold, and those that may where only together they settle a value."""
    certain = {effect for rule in findings.holding for effect in rule.effects}
    jointly = [value for value in final if value not in certain]
    for rule in findings.holding:
        for effect in rule.effects:
            yield _ground(rule, effect, case, certain=True)
    for rule in findings.maybe:
        for effect in rule.effects:
            if effect in jointly:
                yield _ground(rule, effect, case, certain=False)


def _ground(rule: Rule, effect: str, case: Case, *, certain: bool) -> Ground:
    vocabulary = case.program.vocabulary
    shown: dict[str, object] = {}
    if certain:
        for name in witnesses(rule.holds, case.facts, vocabulary.roles.date):
            if name in case.facts:
                shown[name] = plain_value(vocabulary.facts[name], case.facts[name])
    return Ground(
        rule=rule.name,
        title=rule.title,
        effect=effect,
        facts=shown,
        reading=rule.reading,
        basis=_citations(rule.basis, case),
        certain=certain,
    )


def _citations(basis: Sequence[Provision], case: Case) -> tuple[Citation, ...]:
    """Return the citations of a basis, without documents that are not in force on that day."""
    return tuple(
        Citation.of(provision) for provision in basis if provision.document.in_force(case.day)
    )


def _rule_caveats(rules: Sequence[Rule], case: Case) -> Iterator[Caveat]:
    for rule in rules:
        if rule.caveat is not None:
            yield Caveat(rule.name, rule.caveat, _citations(rule.basis, case))


def _caveats(case: Case) -> Iterator[Caveat]:
    """Yield what the case itself brings along: presumptions set aside, law not yet in force."""
    listed = case.program.list
    if listed is not None:
        for name in case.overridden:
            text = f"清单推定的“{name}”与案件所写不同，以案件所写为准"
            yield Caveat("清单推定", text, _citations(listed.presumes_basis, case))
    if case.day is not None:
        yield from _untimely(case, only_known=True)


def _pending_caveats(case: Case) -> Iterator[Caveat]:
    if case.day is None and case.program.vocabulary.roles.date is not None:
        yield from _untimely(case, only_known=False)


def _untimely(case: Case, *, only_known: bool) -> Iterator[Caveat]:
    day = case.day
    lead = "办理日期在此之前" if only_known else "办理日期未知，如在此之前"
    for level in case.program.levels[1:]:
        document = level.document
        late = document.until is not None and (day is None or day > document.until)
        if document.since is not None and (day is None or day < document.since):
            text = f"{document.label}自 {document.since} 起施行，{lead}，由上级文件作答"
            yield Caveat("施行日期", text)
        if late:
            text = f"{document.label}施行至 {document.until}，办理日期如在此之后，由上级文件作答"
            yield Caveat("施行日期", text)
    listed = case.program.list
    if case.item is not None and listed is not None and (day is None or day < listed.published):
        text = f"《{listed.title}》于 {listed.published} 公布，{lead}，清单尚未公布"
        yield Caveat("清单公布", text, tuple(Citation.of(p) for p in listed.basis))


def _inferred(grounds: Sequence[Ground]) -> Iterator[Caveat]:
    """Yield a caveat for every ground that rests only on lines whose words were not seen."""
    for ground in grounds:
        if ground.basis and not any(citation.attested for citation in ground.basis):
            where = "、".join(f"{c.document}（{c.provision}）" for c in ground.basis)
            text = f"“{ground.title}”依据的{where}未见权威文本，由多地方案推知"
            yield Caveat(ground.rule, text, ground.basis)
