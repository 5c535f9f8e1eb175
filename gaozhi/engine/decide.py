"""The reference interpreter: a program and a case to a decision. It is the meaning of the language.

A rule that holds contributes its effect. The outcome is the strongest effect, or the effect of the
one row that applies, or all of them together. Where facts are open, the same is asked of every
completion of the case at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gaozhi.engine.case import Case
from gaozhi.engine.decision import Answer, Decision, make_decision
from gaozhi.engine.explanations import CitationCache, Explanation, Look
from gaozhi.engine.findings import Findings, find
from gaozhi.engine.lookup import Elsewhere, find_decision
from gaozhi.engine.parts import Stamp
from gaozhi.engine.reasons import Ask
from gaozhi.model import Combine, DecisionTable, Program

__all__ = ["answering", "decide"]


def decide(
    program: Program,
    case: Case,
    decision: str,
    stamp: Stamp,
    elsewhere: Elsewhere | None = None,
) -> Decision:
    """Return the decision about the case.

    Args:
        program: the jurisdiction's program, against which the case was checked.
        case: the checked facts.
        decision: the name or api name of what is asked.
        stamp: says which program answered.
        elsewhere: what other jurisdictions know; see `find_decision`.

    Raises:
        CaseError: the program knows no such decision.

    """
    table = find_decision(program, decision, elsewhere)

    def ask(name: str, same: Case) -> Decision:
        return decide(program, same, name, stamp)

    return make_decision(answering(program, table, stamp, ask)(find(table, case)), case)


def answering(
    program: Program, table: DecisionTable, stamp: Stamp, ask: Ask, look: Look | None = None
) -> Callable[[Findings], Answer]:
    """Return the function from what the rules of a decision come to, to the answer.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        stamp: says which program answers.
        ask: decides about another decision, which a rule reads.
        look: finds everything that the rules come to on a case of which only a part is known.

    """
    spec = table.answers
    collects, says, cite = spec.combine is Combine.ALL, dict(spec.says), CitationCache()
    codes = {value: spec.code(value) for value in spec.values}

    def answer(found: Findings) -> Answer:
        explain = partial(Explanation, spec.name, codes, ask, look, cite, found)
        names = (program.jurisdiction, spec.name)
        if found.no_rule:
            return Answer(*names, stamp, collects, says, codes, no_rule=True, explain=explain)
        came_to = (found.possible, found.values, found.pending)
        return Answer(*names, stamp, collects, says, codes, *came_to, explain=explain)

    return answer
