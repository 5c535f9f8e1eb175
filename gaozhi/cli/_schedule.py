"""`gaozhi schedule`: the dated duties of a jurisdiction in a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from gaozhi.cli._calendars import read_year
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    county_argument,
    json_option,
    rules_option,
    trusted_option,
)
from gaozhi.cli._readings import understood
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Jurisdiction
    from gaozhi.engine import Deadline


@click.command(
    cls=Command,
    short_help="一年中有日期的义务",
    help="列出一个地区一年中文件写明日期或者定期履行的义务：日期、义务、由谁履行、内容和依据。",
)
@county_argument()
@click.argument("year", cls=Argument, metavar="年份", says="如 2021")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def schedule(context: click.Context, county: str, year: str, *, as_json: bool) -> int:
    """Show the duties of the year, as a table on a terminal and with tabs in a pipe."""
    settings = settings_of(context)
    wanted = read_year(year)
    jurisdiction = settings.jurisdiction(county)
    found = jurisdiction.schedule(date(wanted, 1, 1), date(wanted, 12, 31))
    if as_json:
        show_json(settings.out, [one.to_dict() for one in found])
        return Status.DONE
    if settings.out.terminal:
        settings.out.say(f"{jurisdiction.name} {wanted} 年：{len(found)} 项", style="bold")
    headings, rows = ["日期", "义务", "由谁履行", "内容", "依据"], [_row(one) for one in found]
    if not settings.out.terminal:
        # A row must bring along what is to be said of it; a terminal says it below the table.
        headings.append("注意")
        rows = [[*row, "；".join(_notes(one))] for row, one in zip(rows, found, strict=True)]
    settings.out.table(headings, rows, spare=["由谁履行", "依据"])
    notes = dict.fromkeys(note for one in found for note in _notes(one))
    notes |= dict.fromkeys(_unplaced(jurisdiction, date(wanted, 12, 31)))
    if notes and settings.out.terminal:
        settings.out.say()
        settings.out.say("请注意", style="bold")
        for note in notes:
            settings.out.say(f"  {note}")
    return Status.DONE


def _unplaced(jurisdiction: Jurisdiction, end: date) -> Iterator[str]:
    """Yield a word for every recurrence, and every day of a case, of which no day can be told."""
    from gaozhi.engine.duties import in_force

    for duty in in_force(jurisdiction.program, end):
        yearly = str(duty.every) == "1年"
        if duty.every is not None and duty.starting is None and not yearly:
            yield f"没有列入：{duty.name}（{duty.actor}，每{duty.every}一次），文件没有写从哪一天起"
        if duty.by_case is not None:
            whose = f"{duty.name}（{duty.actor}）"
            yield f"没有列入：{whose}，日期由各个案件写明（{duty.by_case.fact}）"


def _notes(one: Deadline) -> Iterator[str]:
    yield from (caveat.text for caveat in one.caveats)
    if one.reading is not None:
        yield f"{one.duty}：{understood(one.reading)}"


def _row(one: Deadline) -> list[str]:
    basis = "、".join(dict.fromkeys(citation.locator for citation in one.basis))
    day = one.due or (f"{one.year} 年内" if one.year else f"依{one.elsewhere}")
    return [str(day), one.duty, one.actor, one.act, basis]
