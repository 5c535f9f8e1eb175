"""The times of duties that no document sets but the case: a period, or a last day, in a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from gaozhi.engine.case import Place
from gaozhi.model import SAME_DAY, Duty, FactValue, Never, Program, UnusablePeriod, period_in
from gaozhi.source import MOST_PROBLEMS, Diagnostic, Span

__all__ = ["set_by_another", "timed", "unusable_times"]

NEVER_DUE: Final = "没有届满日"
"""What stands in place of a day where the case states a last day that never comes."""


def timed(duty: Duty, known: Mapping[str, FactValue]) -> Duty | None:
    """Return a duty with the time that the case states for it; None where that is not known.

    A duty whose document states its time is as it was. A last day that never comes is no day: its
    words stand in place of a number.

    Args:
        duty: the duty.
        known: the facts of the case when the duty starts.

    Raises:
        UnusablePeriod: what the fact holds is no period.

    """
    time = duty.case_time
    if time is None:
        return duty
    value = known.get(time.fact)
    match value:
        case None:
            return None
        case Never():
            return replace(duty, manner=NEVER_DUE)
        case date():
            return replace(duty, by=value)
        case _:
            period = period_in(time, value)
            if period is None:
                return replace(duty, manner=SAME_DAY)
            return replace(duty, within=period)


def set_by_another(duty: Duty) -> str | None:
    """Return in Chinese who sets the time of a duty, where its document does not; else None."""
    if duty.within_case is not None:
        unit = f"，以{duty.within_case.unit}计" if duty.within_case.unit else ""
        return f"期限由案件写明（{duty.within_case.fact}{unit}）"
    if duty.by_case is not None:
        return f"最后一日由案件写明（{duty.by_case.fact}）"
    return None if duty.elsewhere is None else f"时间由{duty.elsewhere}规定"


def unusable_times(
    program: Program, known: Mapping[str, FactValue], place: Place | None
) -> Iterator[Diagnostic]:
    """Yield an error for every known fact that is the period of a duty and can be none.

    Args:
        program: the program with the duties.
        known: the facts of the case.
        place: tells where the facts stand in a file; None where they come from none.

    """
    told: set[str] = set()
    for duty in program.duties:
        time = duty.within_case
        if time is None or time.fact not in known or time.fact in told:
            continue
        try:
            period_in(time, known[time.fact])
        except UnusablePeriod as error:
            told.add(time.fact)
            if len(told) > MOST_PROBLEMS:
                return
            path = ("facts", time.fact)
            span = _place_of(program, time.fact, place)
            params = {"found": str(known[time.fact]), "duty": duty.name}
            yield Diagnostic.error(
                "GZ638", str(error), span, help=error.help, path=path, params=params
            )


def _place_of(program: Program, fact: str, place: Place | None) -> Span | None:
    """Return where a file has the value of a fact, by whichever of its names."""
    if place is None:
        return None
    api = program.vocabulary.facts[fact].api
    for name in (fact, api):
        for path in ((name,), tuple(name.split("."))):
            _, span = place(("facts", *path))
            if span is not None:
                return span
    return None
