"""Running scenarios against a mutant: the first that fails kills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from gaozhi.authoring.mutation._mutants import Mutant
from gaozhi.authoring.scenarios import Scenario, Start, mismatches_of
from gaozhi.compiler import compile_decisions
from gaozhi.engine import Case, Stamp, decide, read_facts
from gaozhi.errors import CaseError
from gaozhi.language import RulesFolder
from gaozhi.model import FactValue, Program, fingerprint
from gaozhi.source import Diagnostics

_FEW: Final = 3
"""How many facts may be open for a case to count as one that is quickly answered."""


class Trial:
    """A jurisdiction, and its scenarios, each read once.

    Args:
        program: the jurisdiction's program.
        chain: the folders that it was made of, from the root down.
        scenarios: its scenarios; those of due dates are passed over, since no duty is changed.

    """

    def __init__(
        self, program: Program, chain: Sequence[RulesFolder], scenarios: Iterable[Scenario]
    ) -> None:
        self.program = program
        self.chain = chain
        self._stamp = Stamp(program)
        self._prints = {name: fingerprint(table) for name, table in program.decisions.items()}
        self.scenarios: dict[str, list[Scenario]] = {name: [] for name in program.decisions}
        for one in scenarios:
            if one.event is None:
                self.scenarios[one.decision].append(one)
        self._cases: dict[str, list[tuple[Scenario, Case]]] = {}

    def mutated(self, mutant: Mutant) -> Program | None:
        """Return the program of a mutant; None for one that does not compile."""
        chain = [
            mutant.applied(folder) if folder.id == mutant.folder else folder
            for folder in self.chain
        ]
        return compile_decisions(chain, self.program, Diagnostics())

    def changed(self, other: Program, mutant: Mutant) -> list[str]:
        """Return the decisions that another program makes otherwise, the mutant's own first."""
        if mutant.of_document:
            return list(other.decisions)
        found = [
            name
            for name, table in other.decisions.items()
            if fingerprint(table) != self._prints[name]
        ]
        return sorted(found, key=lambda name: name != mutant.decision)

    def usual_day(self, decision: str) -> date | None:
        """Return the day of most scenarios; without any, the first on which the document is law."""
        days = Counter(one.on for one in self.scenarios[decision] if one.on is not None)
        if not days:
            return self.program.document.since or self.program.first_day
        return days.most_common(1)[0][0]

    def usual_start(self, decision: str) -> Start | None:
        """Return the base that most scenarios start from; None where none starts from any."""
        every = [one for scenarios in self.scenarios.values() for one in scenarios]
        for scenarios in (self.scenarios[decision], every):
            starts = [one.start for one in scenarios if one.start is not None]
            if starts:
                name = Counter(start.name for start in starts).most_common(1)[0][0]
                return next(start for start in starts if start.name == name)
        return None

    def usual_facts(self, decision: str) -> Mapping[str, FactValue]:
        """Return the facts of the usual base on the usual day, and what follows from them."""
        start = self.usual_start(decision)
        if start is None:
            return {}
        try:
            return read_facts(self.program, start.facts, None, self.usual_day(decision)).facts
        except CaseError:
            return {}

    def failing(self) -> Iterator[Scenario]:
        """Yield the scenarios that the rules as written do not pass."""
        for scenarios in self.scenarios.values():
            yield from (one for one in scenarios if not self.passes(one, None, self.program))

    def killer(self, other: Program, mutant: Mutant) -> Scenario | None:
        """Return a scenario that the program of a mutant fails; None where it passes all."""
        # Mostly the first decision to look at is enough, and comparing the others is not needed.
        first = [] if mutant.decision is None else [mutant.decision]
        found = next(self._failed(other, first, mutant), None)
        if found is None:
            rest = (name for name in self.changed(other, mutant) if name not in first)
            found = next(self._failed(other, rest, mutant), None)
        return found

    def _failed(
        self, other: Program, decisions: Iterable[str], mutant: Mutant
    ) -> Iterator[Scenario]:
        for decision in decisions:
            for scenario, case in self._of(decision):
                # Another document in force may not admit the day of a case.
                if not self.passes(scenario, None if mutant.of_document else case, other):
                    yield scenario

    def passes(self, scenario: Scenario, case: Case | None, program: Program) -> bool:
        """Return whether a scenario comes out as it should.

        Args:
            scenario: the scenario.
            case: its case; None reads it.
            program: what answers.

        """
        try:
            if case is None:
                case = read_facts(program, scenario.facts, scenario.item, scenario.on)
            elif case.program is not program:
                case = replace(case, program=program)
            decision = decide(program, case, scenario.decision, self._stamp)
        except CaseError:
            return False
        return next(mismatches_of(scenario, decision), None) is None

    def _of(self, decision: str) -> list[tuple[Scenario, Case]]:
        """Return the scenarios of a decision with their cases, the quickly answered ones first."""
        known = self._cases.get(decision)
        if known is None:
            cases = [(one, self._case(one)) for one in self.scenarios[decision]]
            sound = [(one, case) for one, case in cases if case is not None]
            most = max((len(case.known) for _, case in sound), default=0)
            known = sorted(sound, key=lambda pair: len(pair[1].known) < most - _FEW)
            self._cases[decision] = known
        return known

    def _case(self, one: Scenario) -> Case | None:
        try:
            return read_facts(self.program, one.facts, one.item, one.on)
        except CaseError:
            return None
