"""A counterexample as a scenario to paste, checked against the rules and the mutant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from gaozhi.authoring.mutation._distinguish import Counterexample, distinguish
from gaozhi.authoring.mutation._mutants import Mutant
from gaozhi.authoring.mutation._trial import Trial
from gaozhi.authoring.scenarios import Scenario, Start, read_file_entries, read_scenarios
from gaozhi.engine import Decision, Stamp, decide, inferred_caveats, read_facts
from gaozhi.errors import CaseError
from gaozhi.model import PENDING, Combine, Document, Program, plain_value
from gaozhi.source import Diagnostics, dump_flow, read_text, text_width

_CLAUSE: Final = re.compile("[^，；。：]+")
_LEAST: Final = 6
"""How many characters tell a caveat from others."""
_WIDEST: Final = 74
"""How wide a line may be, so that it is read on a terminal of 80 columns."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario that tells a mutant from the rules as written.

    Attributes:
        yaml: the scenario, as it stands below ``scenarios:``.
        scenario: the same, read.

    """

    yaml: str
    scenario: Scenario


def suggested(trial: Trial, mutant: Mutant, other: Program) -> Iterator[Suggestion | None]:
    """Yield scenarios that the rules as written pass and a mutant fails, the plainest first.

    A None stands for a difference that no scenario could be made of. Where nothing is yielded, no
    case tells the two apart.

    Args:
        trial: the jurisdiction.
        mutant: what is changed.
        other: the program of the mutant.

    Raises:
        TooLarge: nobody can tell.

    """
    for candidate in _candidates(trial, mutant, other):
        found = None if candidate is None else _written(trial, mutant, candidate)
        as_written = found is not None and trial.passes(found.scenario, None, trial.program)
        if found is None or not as_written or trial.passes(found.scenario, None, other):
            yield None
        else:
            yield found


def parsed(yaml: str, program: Program, start: Start | None = None) -> Scenario | None:
    """Return a pasted scenario as it is read from a file; None where it cannot be.

    Args:
        yaml: the scenario, as it stands below ``scenarios:``.
        program: the jurisdiction's program.
        start: the base that it may start from.

    """
    bases = {} if start is None else {start.name: {"facts": dict(start.facts)}}
    head = f"jurisdiction: {program.id}\ncaveats: exactly\nbases: {dump_flow(bases)}\nscenarios:\n"
    problems = Diagnostics()
    source = read_text((head + yaml).encode(), "变异.scenarios.yaml")
    entries = read_file_entries(source, None, problems)
    if entries is None:
        return None
    scenarios = read_scenarios([entries], [], [program], problems)
    return scenarios[0] if len(scenarios) == 1 and not problems else None


def _candidates(trial: Trial, mutant: Mutant, other: Program) -> Iterator[Counterexample | None]:
    program = trial.program
    role = program.vocabulary.roles.date
    if role is not None and program.levels[0].document != other.levels[0].document:
        # The root's own days bound what can be asked at all: on the day itself there is no answer.
        document = program.levels[0].document
        for day in (document.since, document.until):
            if day is not None:
                yield Counterexample(program.default_decision, {role: day})
        return
    yield from distinguish(program, other, trial.changed(other, mutant), trial.usual_facts)
    if mutant.of_document and role is not None:
        # Where no rule turns on it, the answers of the days beside still say when it is law.
        for level in program.levels:
            if level.id == mutant.folder:
                yield from _beside(level.document, program.default_decision, role)


def _beside(document: Document, decision: str, role: str) -> Iterator[Counterexample]:
    """Yield the day before a document is law, and the day after."""
    for day, step in ((document.since, -1), (document.until, 1)):
        if day is not None and day != (date.min if step < 0 else date.max):
            yield Counterexample(decision, {role: day + timedelta(days=step)})


def _written(trial: Trial, mutant: Mutant, candidate: Counterexample) -> Suggestion | None:
    """Return the scenario of a case, whose expectation is what the rules as written say."""
    program = trial.program
    specs = program.vocabulary.facts
    role = program.vocabulary.roles.date
    start = trial.usual_start(candidate.decision) if candidate.started else None
    facts = dict(candidate.facts)
    day = facts.pop(role, None) if role is not None else None
    if not isinstance(day, date):
        day = None if role is None else trial.usual_day(candidate.decision)
    plain = {name: plain_value(specs[name], value) for name, value in facts.items()}
    given = plain if start is None else {**start.facts, **plain}
    try:
        case = read_facts(program, given, None, day)
        decision = decide(program, case, candidate.decision, Stamp(program))
    except CaseError:
        return None
    entry: dict[str, Any] = {
        "name": f"{mutant.name}：不能{mutant.what}",
        "decision": candidate.decision,
        "date": day,
        "base": None if start is None else start.name,
        "facts" if start is None else "changes": plain if start is None else plain or None,
        "expect": _expected(program, decision, candidate),
    }
    yaml = _entry({key: value for key, value in entry.items() if value is not None})
    scenario = parsed(yaml, program, start)
    return None if scenario is None else Suggestion(yaml, scenario)


def _entry(entry: dict[str, Any]) -> str:
    """Return a scenario as YAML; what would make a long line is written below one another."""
    lines: list[str] = []
    for key, value in entry.items():
        text = f"{key}: {value.isoformat() if isinstance(value, date) else dump_flow(value)}"
        if isinstance(value, dict) and text_width(text) > _WIDEST:
            lines.append(f"{key}:")
            lines += [f"  {dump_flow({name: one})[1:-1]}" for name, one in value.items()]
        else:
            lines.append(text)
    return "".join(f"  {'  ' if place else '- '}{line}\n" for place, line in enumerate(lines))


def _expected(program: Program, decision: Decision, candidate: Counterexample) -> dict[str, Any]:
    """Return what a scenario expects of a decision, no more than tells it apart."""
    expect: dict[str, Any] = {}
    ground = candidate.lost
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
    if candidate.gained is not None:
        expect["not_grounds"] = [candidate.gained]
    inferred = {caveat.text for caveat in inferred_caveats(decision.grounds)}
    texts = [caveat.text for caveat in decision.caveats if caveat.text not in inferred]
    if texts:
        rules = program.decisions[decision.decision].rules
        known = [rule.caveat for rule in rules if rule.caveat is not None]
        expect["caveats"] = [_fragment(text, {*known, *texts} - {text}) for text in texts]
    return expect


def _fragment(text: str, others: Iterable[str]) -> str:
    """Return the first clause of a caveat that no other caveat has; else all of it."""
    clauses = [clause for clause in _CLAUSE.findall(text) if len(clause) >= _LEAST]
    apart = (one for one in clauses if not any(one in other for other in others))
    return next(apart, text)
