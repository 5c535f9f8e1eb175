"""The reference interpreter: a program and a case to a decision. It is the meaning of the language.

A rule that holds contributes its effect. The outcome is the strongest effect, or the effect of the
one row that applies, or all of them together. Where facts are open, the same is asked of every
completion of the case at once.
"""

from __future__ import annotations

from gaozhi.engine.case import Case
from gaozhi.engine.decision import (
    About,
    Answer,
    Asked,
    Decision,
    Explanation,
    Found,
    Stamp,
    make_decision,
)
from gaozhi.engine.explanations import (
    CitationCache,
    caveats_of,
    grounds_of,
    pending_caveats_of,
    questions_of,
)
from gaozhi.engine.findings import Findings, find
from gaozhi.errors import UnknownDecision
from gaozhi.model import Combine, DecisionTable, Program
from gaozhi.source import Diagnostic, shown, suggest

__all__ = ["about_of", "decide", "find_decision"]


def find_decision(program: Program, name: object) -> DecisionTable:
    """Return the decision of that name or api name.

    Raises:
        UnknownDecision: there is none; the nearest is offered.

    """
    known = program.decisions
    table: DecisionTable | None = None
    if isinstance(name, str):
        table = known.get(name) or known.get(program.vocabulary.by_api.get(name, ""))
    if table is None:
        near = suggest(name, known)
        help = f"是否要写 {near}？" if near else f"可写：{'、'.join(known)}"
        message = f"不认识的判断“{shown(name)}”"
        params = {"found": name, "near": near, "known": list(known)}
        problem = Diagnostic.error("GZ610", message, help=help, path=("decision",), params=params)
        raise UnknownDecision([problem])
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
    about = about_of(program, table, stamp)
    return make_decision(Answer(about, find(table, case)), case)


def about_of(program: Program, table: DecisionTable, stamp: Stamp) -> About:
    """Return what all answers of a decision share."""
    return _About(program.jurisdiction, table, stamp)


class _About(About):
    """What all answers of a decision share, and how their words are found."""

    __slots__ = ("_cite", "_table")

    def __init__(self, jurisdiction: str, table: DecisionTable, stamp: Stamp) -> None:
        collects = table.spec.combine is Combine.ALL
        says = dict(table.spec.says)
        super().__init__(jurisdiction, table.spec.name, stamp, collects=collects, says=says)
        self._table = table
        self._cite = CitationCache()

    def explain(self, found: Found, case: Asked) -> Explanation:
        """Return the words of an answer, none of them built yet."""
        assert isinstance(found, Findings)
        assert isinstance(case, Case)
        return _LazyExplanation(self._table, found, case, self._cite)


class _LazyExplanation(Explanation):
    """The words of a decision, found from what it was made of when somebody asks for them."""

    __slots__ = ("_case", "_cite", "_found", "_table")

    def __init__(
        self, table: DecisionTable, found: Findings, case: Case, cite: CitationCache
    ) -> None:
        super().__init__()
        self._cite = cite
        self._table = table
        self._found = found
        self._case = case

    @property
    def _findings(self) -> Findings:
        """Everything about the rules, where the engine has only looked at what settles."""
        if self._found.partial:
            self._found = find(self._table, self._case)
        return self._found

    @property
    def exact(self) -> bool:
        """Whether what may come out and what is asked were found by looking at all completions."""
        return self._findings.exact

    def _build(self, name: str) -> tuple[object, ...]:
        findings, case = self._findings, self._case
        match name:
            case "grounds":
                return grounds_of(findings, case, self._cite)
            case "caveats":
                return caveats_of(findings, case, self.grounds, self._cite)
            case "pending_caveats":
                return pending_caveats_of(findings, case, self._cite)
            case _:
                return questions_of(findings, case)
