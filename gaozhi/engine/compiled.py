"""The compiled engine: what answers. The reference interpreter says what every answer means.

Every decision becomes, for every version of its rules, one generated function over known facts. It
says which rules hold as bits; what they come to is looked up. Where a fact is missing, three-valued
code goes on, and where that cannot tell what is possible, the reference interpreter does, so that
both engines always say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, partial
from typing import Final

from gaozhi.engine.case import Case
from gaozhi.engine.completions import Completions, Seen, Shared
from gaozhi.engine.decide import answering
from gaozhi.engine.decision import Answer, Decision, make_decision
from gaozhi.engine.findings import Findings
from gaozhi.engine.generate import OPEN_CAVEATS, Generated, Known, generate
from gaozhi.engine.lookup import Elsewhere, find_decision
from gaozhi.engine.parts import Stamp
from gaozhi.engine.reader import Read, reader_of
from gaozhi.engine.reasons import Ask
from gaozhi.engine.separate import Separate
from gaozhi.logic import SharedOutcomes, TooLarge, Waiting, outcome
from gaozhi.model import (
    DecisionTable,
    Program,
    Standing,
)

__all__ = ["Engine"]

_MOST_REMEMBERED: Final = 4096


class Engine:
    """The generated functions of a program, each made when it is first needed.

    Immutable to its callers: what it remembers follows from the program alone.
    """

    __slots__ = ("_program", "_read", "_stamp", "elsewhere", "runs")

    def __init__(self, program: Program, stamp: Stamp) -> None:
        self._program = program
        self._stamp = stamp
        self.runs: dict[object, Callable[[Case], Decision]] = {}
        """the functions made so far, by every name that they were asked for by"""
        self._read: Read | None = None
        self.elsewhere: Elsewhere | None = None
        """what other jurisdictions of the same library know"""

    def table(self, decision: object) -> DecisionTable:
        """Return the decision of a name or api name; one of elsewhere has no rule here.

        Raises:
            CaseError: no jurisdiction knows such a decision.

        """
        return find_decision(self._program, decision, self.elsewhere)

    @property
    def read(self) -> Read:
        """Return the reader of facts in good order; it returns None where they need more care."""
        read = self._read
        if read is None:
            read = self._read = reader_of(self._program)
        return read

    def runner(self, decision: str | None) -> Callable[[Case], Decision]:
        """Return the function that decides about a case of this program.

        Args:
            decision: the name or api name; None asks the vocabulary's first.

        Raises:
            CaseError: the program knows no such decision.

        """
        run = self.runs.get(decision)
        if run is None:
            name = self._program.default_decision if decision is None else decision
            table = self.table(name)
            run = self.runs.get(table.spec.name)
            if run is None:
                run = self.runs[table.spec.name] = _runner(
                    self._program, table, self._stamp, self._ask
                )
            self.runs[decision] = run
        return run

    def _ask(self, decision: str, case: Case) -> Decision:
        return self.runner(decision)(case)

    def versions(self, decision: str) -> Iterator[tuple[date, Generated]]:
        """Yield the generated functions of a decision, with the first day of each."""
        table = self.table(decision)
        for version in table.versions:
            yield version.since, generate(table, version.standing)


def _runner(
    program: Program, table: DecisionTable, stamp: Stamp, ask: Ask
) -> Callable[[Case], Decision]:
    """Return the function that decides: a case to a decision."""
    versions = [
        (version.since, cache(partial(_Plan, program, table, stamp, ask, version.standing)))
        for version in reversed(table.versions)
    ]

    @cache
    def undated() -> _Plan:
        return _Plan(program, table, stamp, ask, tuple(table.on(None)), dated=False)

    # Nearly every case falls under the latest version: once made, that one is at hand without
    # looking.
    since, make_latest = versions[0]
    remembered: dict[int, Answer] = {}
    held: Callable[[Known], int]

    def held_at_first(known: Known) -> int:
        """Make the latest plan, whose own function stands in the place of this one from then on."""
        nonlocal held, remembered
        latest = make_latest()
        held, remembered = latest.held, latest.remembered
        return held(known)

    held = held_at_first

    def run(case: Case) -> Decision:
        day = case.day
        if day is None:
            return make_decision(undated().open(case), case)
        if day < since:
            return make_decision(_earlier(versions, day).decide(case), case)
        try:
            bits = held(case._known)  # noqa: SLF001 - read here a million times
        except KeyError:
            return make_decision(make_latest().open(case), case)
        answer = remembered.get(bits)
        return make_decision(make_latest().answer(bits) if answer is None else answer, case)

    return run


def _earlier(versions: Sequence[tuple[date, Callable[[], _Plan]]], day: date) -> _Plan:
    """Return the plan of the version that stands on a day; before them all, the first."""
    for since, make in versions:
        if day >= since:
            return make()
    return versions[-1][1]()


class _Plan:
    """The rules of a decision on the days of one version, and what their bits come to.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        stamp: says which program answers.
        ask: decides about another decision, which a rule reads.
        standing: the rules that stand.
        dated: whether the day is known; else dates in force stand in the rules' conditions.

    """

    def __init__(
        self,
        program: Program,
        table: DecisionTable,
        stamp: Stamp,
        ask: Ask,
        standing: Sequence[Standing],
        *,
        dated: bool = True,
    ) -> None:
        made = generate(table, standing)
        self._spec = table.answers
        self._vocabulary = program.vocabulary
        self._answering = answering(program, table, stamp, ask, self.look)
        self._standing = standing
        self._rules = [one.rule for one in standing]
        self._waiting = Waiting.among(table.spec.combine, self._rules)
        self._truths, self._noted = made.truths, made.noted
        self.held = made.held
        self.remembered: dict[int, Answer] = {}
        self._left_open: dict[tuple[bool | None, ...], Answer] = {}
        self._giving = [place for place, rule in enumerate(self._rules) if rule.effects]
        self._noting = [place for place, rule in enumerate(self._rules) if not rule.effects]
        self._seen: dict[Hashable, Seen] = {}
        self._alone: Separate | None = None
        self._each_alone: dict[int, Separate] = {}
        if dated:
            words = self._vocabulary
            self._alone = Separate([standing[place].own for place in self._giving], words)
            self._each_alone = {n: Separate([standing[n].own], words) for n in self._noting}

    def decide(self, case: Case) -> Answer:
        """Return what the rules come to on a case."""
        try:
            bits = self.held(case._known)  # noqa: SLF001
        except KeyError:
            return self.open(case)
        return self.remembered.get(bits) or self.answer(bits)

    def answer(self, bits: int) -> Answer:
        """Return what the rules with these bits come to."""
        holds = [bool(bits & (2 << place)) for place in range(len(self._rules))]
        answer = self._answer(holds, partial=bool(bits & OPEN_CAVEATS))
        if len(self.remembered) < _MOST_REMEMBERED:
            self.remembered[bits] = answer
        return answer

    def open(self, case: Case) -> Answer:
        """Return what the rules come to while facts are missing that some of them read."""
        truths = self._truths(case._known)  # noqa: SLF001
        if None in truths and not (self._alone and self._alone.are_exact(case)):
            return self._answering(self.look(case))
        answer = self._left_open.get(truths)
        if answer is None:
            holds = self._holding(truths, [False] * len(self._noting))
            answer = self._answer(holds, partial=bool(self._noting) or None in holds)
            if len(self._left_open) < _MOST_REMEMBERED:
                self._left_open[truths] = answer
        return answer

    def _holding(
        self, truths: Sequence[bool | None], noted: Sequence[bool | None]
    ) -> list[bool | None]:
        """Return whether each rule holds, as it stands, by three-valued logic."""
        own = [*truths, *noted]
        for place, true in zip((*self._giving, *self._noting), (*truths, *noted), strict=True):
            own[place] = true
        return self._waiting.truths(own)

    def _answer(self, holds: Sequence[bool | None], *, partial: bool) -> Answer:
        holding = tuple(rule for rule, true in zip(self._rules, holds, strict=True) if true)
        found = outcome(self._spec, self._rules, holds)
        return self._answering(Findings(holding, (), *found, partial=partial))

    def look(self, case: Case, partly: Findings | None = None) -> Findings:
        """Return everything that the rules come to on a case, as `find` does.

        Args:
            case: the case.
            partly: what comes out, where that is known.

        """
        known = case._known  # noqa: SLF001
        truths, noted = self._truths(known), self._noted(known)
        holds = self._holding(truths, noted)
        kleene = tuple(holds)
        exact = partly is not None or None not in truths
        asked: list[int] = []
        for place in (place for place, true in enumerate(kleene) if true is None):
            alone = self._each_alone.get(place)
            if alone is None:
                if not (exact and self._alone):
                    asked.append(place)
            elif not alone.are_exact(case):
                if self._shared is not None and alone.are_free(case):
                    holds[place] = self._shared.truth(place, known)
                else:
                    asked.append(place)
        found = partly or (outcome(self._spec, self._rules, holds) if exact else None)
        open_ = found is None or bool(found.pending) or len(found.possible) > 1
        if not open_ and not asked:
            assert found is not None
            return Findings.of(self._rules, holds, found)
        shared = Shared(self._shared, asked, open_, self._seen)
        completions = Completions(self._spec, case, self._standing, kleene, shared)
        for place in asked:
            holds[place] = completions.truth(place)
        found = found or completions.outcome
        kept = open_ or not completions.complete
        return Findings.of(self._rules, holds, found, completions if kept else None)

    @cached_property
    def _shared(self) -> SharedOutcomes | None:
        """The outcomes over all that the rules read; None where they are too large."""
        rules = [(one.rule, one.own) for one in self._standing]
        try:
            return SharedOutcomes(self._spec, rules, self._vocabulary)
        except TooLarge:
            return None
