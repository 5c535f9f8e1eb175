"""The reference interpreter: a program and a case to a decision. It is the meaning of the language.

A rule that holds contributes its effect. The outcome is the strongest effect, or the effect of the
one row that applies, or all of them together. Where facts are open, the same is asked of every
completion of the case at once.
"""

from __future__ import annotations

from gaozhi._exceptions import CaseError
from gaozhi.compiler import DecisionTable, Program
from gaozhi.engine.case import Case
from gaozhi.engine.decision import PENDING, Decision, ItemRef, Stamp, Words
from gaozhi.engine.findings import Findings, find
from gaozhi.engine.words import caveats_of, grounds_of, pending_caveats_of, questions_of
from gaozhi.language import Combine
from gaozhi.source import Diagnostic, shown, suggest

__all__ = ["decide", "find_decision"]


def find_decision(program: Program, name: str) -> DecisionTable:
    """Return the decision of that name or api name.

    Raises:
        CaseError: there is none; the nearest is offered.

    """
    known = program.decisions
    table: DecisionTable | None = None
    if isinstance(name, str):
        table = known.get(name) or known.get(program.vocabulary.by_api.get(name, ""))
    if table is None:
        near = suggest(name, known)
        way_out = f"是否要写 {near}？" if near else f"可写：{'、'.join(known)}"
        message = f"不认识的判断“{shown(name)}”"
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
    findings = find(table, case)
    collects = table.spec.combine is Combine.ALL
    settled = not findings.pending if collects else len(findings.possible) == 1
    outcome: str | None = PENDING
    if settled:
        outcome = None if collects else findings.possible[0]
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
        item=None if item is None else ItemRef(item.number, item.certificate, item.matter),
        words=_Spoken(findings, case),
        stamp=stamp,
    )


class _Spoken(Words):
    """The words of a decision, found from what it was made of when somebody asks for them."""

    __slots__ = ("_case", "_findings")

    def __init__(self, findings: Findings, case: Case) -> None:
        super().__init__()
        self._findings = findings
        self._case = case

    def _build(self, name: str) -> tuple[object, ...]:
        findings, case = self._findings, self._case
        match name:
            case "grounds":
                return grounds_of(findings, case)
            case "caveats":
                return caveats_of(findings, case, self.grounds)
            case "pending_caveats":
                return pending_caveats_of(findings, case)
            case _:
                return questions_of(findings, case)
