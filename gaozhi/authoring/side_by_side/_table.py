"""The table: a section a decision, a row an outcome, and what every jurisdiction says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from gaozhi.engine import Citation, find_decision
from gaozhi.library.days import require_day
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Duty, Program, Reading, Rule
from gaozhi.source import JsonRecord

__all__ = ["Entry", "Row", "Section", "SideBySide", "Statement", "side_by_side"]

PERIODS = "期限"
"""The section of the duties that have a period."""


@dataclass(frozen=True, slots=True)
class Entry(JsonRecord):
    """What one rule, or one duty, of a jurisdiction says.

    Attributes:
        name: its name.
        title: what it says, in one sentence.
        own: whether the jurisdiction's own document says it; else a superior's does.
        reading: of two meanings of the document, which one was taken.
        caveat: what its answers say besides.
        basis: the provisions that it rests on, the jurisdiction's own first.

    """

    name: str
    title: str
    own: bool
    reading: Reading | None
    caveat: str | None
    basis: tuple[Citation, ...]

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The provisions of its own that say so; where there are none, its superiors'."""
        return tuple(one for one in self.basis if ":" not in one.provision) or self.basis


class Statement(NamedTuple):
    """What several jurisdictions say alike.

    Attributes:
        title: what they say, in one sentence.
        by: the places of the jurisdictions that say it, each with its own entry.

    """

    title: str
    by: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True, slots=True)
class Row(JsonRecord):
    """One outcome of a decision, or one event from which periods run.

    Attributes:
        name: the outcome, or the event.
        says: what the outcome means to an applicant; empty where the vocabulary says nothing.
        cells: for every jurisdiction, in order, what it says; none where it says nothing.

    """

    name: str
    says: str
    cells: tuple[tuple[Entry, ...], ...]

    @property
    def alike(self) -> bool:
        """Whether every jurisdiction says the same, whichever of its provisions say so."""
        return all(len(one.by) == len(self.cells) for one in self.statements)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that is said, each once, with who says it."""
        found: dict[tuple[str, str], dict[int, Entry]] = {}
        for place, cell in enumerate(self.cells):
            for one in cell:
                found.setdefault((one.name, one.title), {})[place] = one
        return tuple(
            Statement(title, tuple(entries.items())) for (_, title), entries in found.items()
        )


@dataclass(frozen=True, slots=True)
class Section(JsonRecord):
    """One decision, or the periods.

    Attributes:
        name: the decision's name.
        means: what it decides.
        rows: its outcomes, the strongest first.

    """

    name: str
    means: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SideBySide(JsonRecord):
    """What jurisdictions say of the same matter.

    Attributes:
        jurisdictions: their names, in the order of every row's cells.
        on: the day on which the rules stand; None for the last that are known.
        sections: the decisions, and the periods.

    """

    jurisdictions: tuple[str, ...]
    on: date | None
    sections: tuple[Section, ...]


def side_by_side(
    jurisdictions: Iterable[Jurisdiction],
    decisions: Iterable[str] | None = None,
    *,
    on: date | None = None,
    differing: bool = False,
) -> SideBySide:
    """Return what jurisdictions say of the same matter, with the provisions that say so.

    Args:
        jurisdictions: at least one.
        decisions: the names or api names of decisions, or 期限; None for everything that any of the
            jurisdictions has a rule for.
        on: the day on which the rules stand; None for the last that are known.
        differing: leave out what all of them say alike.

    Raises:
        CaseError: none of the jurisdictions knows such a decision.

    """
    some = tuple(jurisdictions)
    day = None if on is None else require_day(on, "on", "写日期，如 date(2022, 1, 1)")
    names = _every(some) if decisions is None else [_named(some, name) for name in decisions]
    sections = (
        _periods(some) if name == PERIODS else _decision(some, name, day)
        for name in dict.fromkeys(names)
    )
    kept = (_differing(section) for section in sections) if differing else sections
    return SideBySide(
        tuple(one.name for one in some), day, tuple(section for section in kept if section.rows)
    )


def _every(some: Sequence[Jurisdiction]) -> list[str]:
    known = (name for one in some for name in one.program.decisions)
    return [*dict.fromkeys(known), PERIODS]


def _named(some: Sequence[Jurisdiction], name: str) -> str:
    if name == PERIODS:
        return name
    for one in some:
        spec = one.vocabulary.decision(name)
        if spec is not None:
            return spec.name
    return find_decision(some[0].program, name).spec.name


def _decision(some: Sequence[Jurisdiction], name: str, on: date | None) -> Section:
    specs = [spec for one in some if (spec := one.vocabulary.decision(name)) is not None]
    values = dict.fromkeys(value for spec in specs for value in spec.values)
    standing = [_standing(one.program, name, on) for one in some]
    rows = (
        Row(
            value,
            next(filter(None, (spec.told(value) for spec in specs)), ""),
            tuple(
                tuple(_of_rule(one.program, rule) for rule in rules if value in rule.effects)
                for one, rules in zip(some, standing, strict=True)
            ),
        )
        for value in values
    )
    return Section(name, specs[0].means, tuple(row for row in rows if any(row.cells)))


def _standing(program: Program, decision: str, on: date | None) -> list[Rule]:
    table = program.decisions.get(decision)
    return [] if table is None else [one.rule for one in table.on(on or date.max)]


def _periods(some: Sequence[Jurisdiction]) -> Section:
    found = [[duty for duty in one.duties() if duty.within is not None] for one in some]
    events = dict.fromkeys(duty.since for duties in found for duty in duties)
    rows = (
        Row(
            f"自{event}起",
            "",
            tuple(
                tuple(_of_duty(one.program, duty) for duty in duties if duty.since == event)
                for one, duties in zip(some, found, strict=True)
            ),
        )
        for event in events
    )
    return Section(PERIODS, "各机关在多少日以内办理什么。", tuple(rows))


def _of_rule(program: Program, rule: Rule) -> Entry:
    basis = tuple(map(Citation.of, rule.basis))
    own = _is_own(program, rule.level)
    return Entry(rule.name, rule.title, own, rule.reading, rule.caveat, basis)


def _of_duty(program: Program, duty: Duty) -> Entry:
    title = f"{duty.actor}{duty.within}以内{duty.act}"
    basis = tuple(map(Citation.of, duty.basis))
    return Entry(duty.name, title, _is_own(program, duty.level), duty.reading, duty.caveat, basis)


def _is_own(program: Program, level: int) -> bool:
    return level == len(program.levels) - 1


def _differing(section: Section) -> Section:
    return replace(section, rows=tuple(row for row in section.rows if not row.alike))
