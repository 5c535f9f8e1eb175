"""A telling case as a scenario to paste, held against the rules as written and the mutant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from gaozhi._exceptions import CaseError
from gaozhi.compiler import Program
from gaozhi.engine import PENDING, Decision, Stamp, decide, inferred_caveats, read_facts
from gaozhi.language import Combine, plain_value
from gaozhi.mutation._mutants import Mutant
from gaozhi.mutation._telling import Apart, apart
from gaozhi.mutation._trial import Trial
from gaozhi.scenarios import Scenario, read_file_entries, read_scenarios
from gaozhi.source import Diagnostic, one_line, read_text

__all__ = ["Suggestion", "parsed", "suggested"]

_CLAUSE_ENDS: Final = "，；。："
_LEAST: Final = 6
"""How many characters tell a caveat from others."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario that tells a mutant from the rules as written.

    Attributes:
        yaml: the scenario, as it stands below ``scenarios:``.
        scenario: the same, read.

    """

    yaml: str
    scenario: Scenario


def suggested(trial: Trial, mutant: Mutant, other: Program) -> Suggestion | None | bool:
    """Return a scenario that the rules as written pass and a mutant fails.

    False says that no case tells the two apart; None, that no scenario can say what does.

    Args:
        trial: the jurisdiction.
        mutant: what is changed.
        other: the program of the mutant.

    Raises:
        TooLarge: nobody can tell.

    """
    found = False
    for candidate in _candidates(trial, mutant, other):
        found = True
        suggestion = None if candidate is None else _written(trial, mutant, candidate)
        if suggestion is None:
            continue
        case = read_facts(trial.program, suggestion.scenario.facts, None, suggestion.scenario.on)
        if not trial.passes(suggestion.scenario, case, trial.program):
            continue
        if not trial.passes(suggestion.scenario, None, other):
            return suggestion
    return None if found else False


def parsed(yaml: str, program: Program) -> Scenario | None:
    """Return a pasted scenario as the file of a jurisdiction would have it; None where it cannot be.

    Args:
        yaml: the scenario, as it stands below ``scenarios:``.
        program: the jurisdiction's program.

    """
    text = f"jurisdiction: {program.id}\ncaveats: exactly\nscenarios:\n{yaml}"
    problems: list[Diagnostic] = []
    source = read_text(text.encode(), "变异.scenarios.yaml")
    entries = read_file_entries(source, None, problems)
    if entries is None:
        return None
    scenarios = read_scenarios([entries], [], [program], problems)
    return scenarios[0] if len(scenarios) == 1 and not problems else None


def _candidates(trial: Trial, mutant: Mutant, other: Program) -> Iterator[Apart | None]:
    program = trial.program
    role = program.vocabulary.roles.date
    if role is not None and program.levels[0].document != other.levels[0].document:
        # The root's own days bound what can be asked at all: on the day itself there is no answer.
        document = program.levels[0].document
        for day in (document.since, document.until):
            if day is not None:
                yield Apart(program.vocabulary.default_decision, {role: day})
        return
    yield from apart(program, other, trial.changed(other, mutant))


def _written(trial: Trial, mutant: Mutant, candidate: Apart) -> Suggestion | None:
    """Return the scenario of a case, whose expectation is what the rules as written say."""
    program = trial.program
    specs = program.vocabulary.facts
    role = program.vocabulary.roles.date
    facts = dict(candidate.facts)
    day = facts.pop(role, None) if role is not None else None
    if not isinstance(day, date):
        day = None if role is None else _usual_day(trial, candidate.decision)
    try:
        case = read_facts(program, facts, None, day)
        decision = decide(program, case, candidate.decision, Stamp(program))
    except CaseError:
        return None
    entry: dict[str, Any] = {
        "name": f"{mutant.name}：不能{mutant.what}",
        "decision": candidate.decision,
        "date": None if day is None else day,
        "facts": {name: plain_value(specs[name], value) for name, value in facts.items()},
        "expect": _expected(program, decision, candidate.ground),
    }
    yaml = _entry({key: value for key, value in entry.items() if value is not None})
    scenario = parsed(yaml, program)
    return None if scenario is None else Suggestion(yaml, scenario)


def _entry(entry: dict[str, Any]) -> str:
    lines = (f"{key}: {_plain(value)}" for key, value in entry.items())
    first, *others = lines
    return "\n".join([f"  - {first}", *(f"    {line}" for line in others)]) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else one_line(value)


def _usual_day(trial: Trial, decision: str) -> date | None:
    """Return the day on which most scenarios are decided; without any, the first of the document."""
    own = trial.scenarios.get(decision, ())
    days = Counter(one.on for one in own if one.on is not None)
    if not days:
        return trial.program.document.since or trial.program.first_day
    return days.most_common(1)[0][0]


def _expected(program: Program, decision: Decision, ground: str | None) -> dict[str, Any]:
    """Return what a scenario expects of a decision, no more than tells it apart."""
    expect: dict[str, Any] = {}
    if program.decisions[decision.decision].spec.combine is Combine.ALL:
        expect["values"] = list(decision.values)
        if ground is not None:
            values = {one.effect for one in decision.grounds if one.rule == ground}
            expect["values"] = {v: [ground] if v in values else [] for v in decision.values}
    else:
        expect["outcome"] = decision.outcome
        if decision.outcome == PENDING:
            expect["possible"] = list(decision.possible)
        if ground is not None:
            expect["grounds"] = [ground]
    inferred = {caveat.text for caveat in inferred_caveats(decision.grounds)}
    texts = [caveat.text for caveat in decision.caveats if caveat.text not in inferred]
    if texts:
        expect["caveats"] = list(_fragments(texts))
    return expect


def _fragments(texts: Sequence[str]) -> Iterator[str]:
    """Yield of every text so many of its clauses as no other text has."""
    for text in dict.fromkeys(texts):
        others = [other for other in texts if other != text]
        yield next(part for part in _beginnings(text) if not any(part in one for one in others))


def _beginnings(text: str) -> Iterable[str]:
    for end, sign in enumerate(text):
        if sign in _CLAUSE_ENDS and end >= _LEAST:
            yield text[:end]
    yield text
