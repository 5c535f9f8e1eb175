"""The guide of a row of a list: what every decision comes to for it, and why, with quotations."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gaozhi.logic import truth
from gaozhi.model import Combine
from gaozhi.site._words import time_text

if TYPE_CHECKING:
    from gaozhi.engine import Case
    from gaozhi.engine.findings import Findings
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import DecisionSpec, Duty, Item, Rule
    from gaozhi.site._citations import Citations, Quoted
    from gaozhi.site._outcomes import OutcomeDiagrams

__all__ = ["Answer", "Point", "Row", "Told", "case_of", "guide_rows", "quotations"]

_ROWS: Final = Path(__file__).with_name("guide.toml")


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence with the provisions that say so."""

    text: str
    cited: Sequence[Quoted]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What may come out, and when.

    Attributes:
        text: what it means for the applicant, or the value where the vocabulary does not say.
        values: the values that mean it.
        points: the rules that give it.
        usual: whether it comes out where nothing else does.
        certain: whether it comes out whatever else is the case.

    """

    text: str
    values: Sequence[str]
    points: Sequence[Point]
    usual: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What one decision comes to.

    Attributes:
        decision: its name.
        api: its name in addresses.
        means: what it decides.
        told: what may come out, the usual first.
        remarks: what is to be said besides, certainly.
        more: what is to be said besides in some cases.
        silent: whether the documents have no rule for it.
        collects: whether everything that holds comes out.
        folded: the words under which it is folded; empty where it stands open.

    """

    decision: str
    api: str
    means: str
    told: Sequence[Told]
    remarks: Sequence[Point]
    more: Sequence[Point]
    silent: bool
    collects: bool
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a guide.

    Attributes:
        id: the name of its place in the page.
        title: its heading.
        answers: what the decisions come to.
        periods: the duties with a time; None in a row about something else.
        depending: those of them that are owed in some cases only.
        files: whether the forms stand here.
        stated: the field of a row of the list that is told first; empty for none.
        main: whether it is what the guide answers first.
        open: whether every exception is told at once, and none folded.

    """

    id: str
    title: str
    answers: Sequence[Answer]
    periods: Sequence[Point] | None = None
    depending: Sequence[Point] = ()
    files: bool = False
    stated: str = ""
    main: bool = False
    open: bool = False


def case_of(jurisdiction: Jurisdiction, item: Item | None, day: date | None) -> Case:
    """Return the case of which no more is known than the item, on a day on which that is listed."""
    if item is None:
        return jurisdiction.case({}, on=day)
    if day is not None and item.since is not None:
        day = max(day, item.since)
    if day is not None and item.until is not None:
        day = min(day, item.until)
    listed = jurisdiction.program.list
    if day is not None and listed is not None:
        day = max(day, listed.published)
    return jurisdiction.case({}, item=item.number, on=day)


def guide_rows(
    jurisdiction: Jurisdiction, case: Case, citations: Citations, diagrams: OutcomeDiagrams
) -> Sequence[Row]:
    """Return the rows of a guide.

    Args:
        jurisdiction: whose guide it is.
        case: the case of which only the item is known.
        citations: quotes the provisions.
        diagrams: the diagrams of its decisions.

    """
    told = _Telling(jurisdiction, case, citations, diagrams)
    plan = _plan()
    rows = []
    named: list[str] = list(plan["left_out"])
    for one in plan["rows"]:
        decisions = [name for name in one.get("decisions", ()) if told.knows(name)]
        named += decisions
        timed = one.get("periods")
        rows.append(
            Row(
                id=one["id"],
                title=one["title"],
                answers=[
                    replace(told.answer(name), folded=one.get("folded", {}).get(name, ""))
                    for name in decisions
                ],
                periods=told.periods(certain=True) if timed else None,
                depending=told.periods(certain=False) if timed else (),
                files=bool(one.get("files")),
                stated=one.get("field", ""),
                main=bool(one.get("main")),
                open=bool(one.get("open")),
            )
        )
    others = [name for name in jurisdiction.program.decisions if name not in named]
    found = (told.answer(name) for name in others)
    answers = [replace(one, folded=one.means.rstrip("。")) for one in found if not one.silent]
    if answers:
        rows.append(Row("rest", plan["rest"], answers))
    return rows


def quotations(rows: Iterable[Row]) -> list[Quoted]:
    """Return the provisions on which the answers of a guide rest, those of the main one first."""
    ordered = sorted(rows, key=lambda row: not row.main)
    found = {one.id: one for row in ordered for point in _points(row) for one in point.cited}
    return list(found.values())


def _points(row: Row) -> Iterator[Point]:
    for answer in row.answers:
        for told in answer.told:
            yield from told.points
    yield from row.periods or ()


@lru_cache(maxsize=1)
def _plan() -> Mapping[str, Any]:
    return tomllib.loads(_ROWS.read_text(encoding="utf-8"))


class _Telling:
    """Tells what the decisions of a case come to."""

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        case: Case,
        citations: Citations,
        diagrams: OutcomeDiagrams,
    ) -> None:
        self._jurisdiction = jurisdiction
        self._program = jurisdiction.program
        self._case = case
        self._citations = citations
        self._diagrams = diagrams

    def knows(self, decision: str) -> bool:
        """Whether the program has the decision."""
        return decision in self._program.decisions

    def answer(self, decision: str) -> Answer:
        """Return what a decision comes to."""
        table = self._program.decisions[decision]
        found = self._diagrams.find(table, self._case)
        spec = table.spec
        collects = spec.combine is Combine.ALL
        silent = found.no_rule or not (found.possible or found.values or found.pending)
        remarks = [self._caveat(rule) for rule in found.holding if rule.caveat is not None]
        more = [self._caveat(rule) for rule in found.maybe if rule.caveat is not None]
        return Answer(
            decision=decision,
            api=spec.api,
            means=spec.means,
            told=() if silent else self._collected(found) if collects else self._told(spec, found),
            remarks=remarks,
            more=more,
            silent=silent,
            collects=collects,
        )

    def _told(self, spec: DecisionSpec, found: Findings) -> Sequence[Told]:
        """Return the values of a decision that comes to one, those of equal meaning together."""
        rules = [*found.holding, *found.maybe]
        alike: dict[str, list[str]] = {}
        for value in found.possible:
            alike.setdefault(spec.told(value) or value, []).append(value)
        certain = len(alike) == 1
        told = []
        for text, values in alike.items():
            giving = [rule for rule in rules if set(rule.effects) & set(values)]
            usual = [rule for rule in giving if rule.otherwise and not certain]
            others = [rule for rule in giving if rule not in usual]
            if usual:
                told.append(
                    Told(text, values, list(map(self._point, usual)), usual=True, certain=False)
                )
            if others:
                told.append(
                    Told(text, values, list(map(self._point, others)), usual=False, certain=certain)
                )
        return sorted(told, key=lambda one: not one.usual)

    def _collected(self, found: Findings) -> Sequence[Told]:
        told = []
        for value in (*found.values, *found.pending):
            certain = value in found.values
            giving = [rule for rule in (*found.holding, *found.maybe) if value in rule.effects]
            points = [self._point(rule) for rule in giving]
            told.append(Told(value, [value], points, usual=False, certain=certain))
        return told

    def _point(self, rule: Rule) -> Point:
        return Point(rule.title, self._citations.leading(rule.basis), rule.name)

    def _caveat(self, rule: Rule) -> Point:
        return Point(rule.caveat or "", self._citations.leading(rule.basis), rule.name)

    def periods(self, *, certain: bool) -> Sequence[Point]:
        """Return the duties with a period, those owed in every case, or those in some only."""
        wanted = True if certain else None
        return [
            self._period(duty)
            for duty in self._jurisdiction.duties(on=self._case.day)
            if duty.within is not None and truth(duty.when, self._case.known) is wanted
        ]

    def _period(self, duty: Duty) -> Point:
        who = f"{duty.actor}{duty.act}"
        when = f"（{duty.says}）" if duty.says else ""
        return Point(f"{time_text(duty)}：{who}{when}", self._citations.leading(duty.basis))
