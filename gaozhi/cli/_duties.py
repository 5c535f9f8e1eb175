"""`gaozhi duties`: every duty of a jurisdiction by organ, dated or not, with its quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from gaozhi.cli._errors import CommandError
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
from gaozhi.source import did_you_mean

if TYPE_CHECKING:
    from gaozhi import Jurisdiction
    from gaozhi.cli._console import Console
    from gaozhi.model import Duty, Provision


@click.command(
    cls=Command,
    short_help="各机关负有哪些义务",
    help="列出一个地区的文件写明的全部义务，不论有没有日期：由哪个机关履行，何时，什么条件，依据哪一句。",
    epilog="--actor 写机关的名称：由它履行的，和它列为责任单位的，都列出。",
)
@county_argument()
@click.option("--actor", metavar="机关", help="只列这个机关的，如 市医保局")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def duties(context: click.Context, county: str, actor: str | None, *, as_json: bool) -> int:
    """Show the duties by organ, in the order in which the documents state them."""
    settings = settings_of(context)
    jurisdiction = settings.jurisdiction(county)
    found = jurisdiction.duties(actor)
    if actor is not None and not found:
        raise CommandError(*_nobody(jurisdiction, actor))
    if as_json:
        show_json(settings.out, [_data(jurisdiction, duty) for duty in found])
        return Status.DONE
    whose = f"，{actor}" if actor else ""
    settings.out.say(f"{jurisdiction.name}{whose}：{len(found)} 项义务", style="bold")
    for organ in dict.fromkeys(duty.actor for duty in found):
        settings.out.say()
        settings.out.say(organ, style="bold cyan")
        for duty in found:
            if duty.actor == organ:
                _show(settings.out, jurisdiction, duty)
    _show_groups(settings.out, jurisdiction, found)
    return Status.DONE


def _show_groups(console: Console, jurisdiction: Jurisdiction, found: Sequence[Duty]) -> None:
    """Say once who the responsible units are that the duties refer to."""
    names = dict.fromkeys(name for duty in found for name in duty.responsible)
    if not names:
        return
    console.say()
    console.say("责任单位", style="bold")
    for name in names:
        console.say(f"  {name}：{'、'.join(jurisdiction.program.organs[name].members)}")


def _nobody(jurisdiction: Jurisdiction, actor: str) -> tuple[str, str]:
    from gaozhi.source import mask

    groups = jurisdiction.program.organs.values()
    organs = [duty.actor for duty in jurisdiction.duties()]
    organs += [member for group in groups for member in group.members]
    help = did_you_mean(
        actor, dict.fromkeys(organs), f"有哪些机关，运行 gaozhi duties {jurisdiction.id}"
    )
    return f"{jurisdiction.name}的文件没有写明“{mask(actor)[:30]}”的义务。", help


def _show(console: Console, jurisdiction: Jurisdiction, duty: Duty) -> None:
    line = Text("  ")
    line.append(duty.name, style="bold")
    line.append(f"：{duty.act}")
    console.say(line)
    for said in _details(jurisdiction, duty):
        console.say(f"    {said}", style="dim" if said.startswith("依据") else "")


def _details(jurisdiction: Jurisdiction, duty: Duty) -> Iterator[str]:
    yield f"何时：{_time(duty)}"
    condition = _condition(jurisdiction, duty)
    if condition is not None:
        yield f"条件：{condition}"
    if duty.responsible:
        yield f"责任单位：见{'、'.join(duty.responsible)}"
    if duty.reading is not None:
        yield understood(duty.reading)
    if duty.caveat is not None:
        yield f"请注意：{duty.caveat}"
    for quoted in dict.fromkeys(map(_quoted, duty.basis)):
        yield f"依据：{quoted}"


def _time(duty: Duty) -> str:
    from gaozhi.engine import set_by_another

    since = f"{duty.since}以后" if duty.since else ""
    if duty.case_time is not None or duty.elsewhere is not None:
        return "，".join(filter(None, (since, set_by_another(duty))))
    if duty.within is not None:
        return f"自“{duty.since}”起 {duty.within}"
    if duty.by is not None:
        return f"至迟 {duty.by}"
    if duty.every is not None:
        first = f"，首次至迟 {duty.starting}" if duty.starting else ""
        return f"每{duty.every}一次{first}"
    return "，".join(filter(None, (since, duty.manner or "文件没有写期限")))


def _condition(jurisdiction: Jurisdiction, duty: Duty) -> str | None:
    """Return the condition in Chinese; where it takes more than a line, only that there is one."""
    from gaozhi.model import Always

    effect = jurisdiction.vocabulary.effects.get(duty.since or "")
    allowed = "或者".join(sorted(effect.values)) if effect is not None and effect.decision else None
    parts = [allowed] if allowed else []
    if not isinstance(duty.when, Always):
        parts.append(duty.says or "另有几项条件，见规则")
    return "，并且".join(parts) or None


def _quoted(provision: Provision) -> str:
    from gaozhi.engine import Citation, places_text

    place = places_text([Citation.of(provision)])
    if provision.quote is None:
        return f"{place}（原文未核对）：{provision.means}"
    return f"{place}：“{provision.quote}”"


def _set_by_another(duty: Duty) -> dict[str, Any]:
    """Return who else sets the time of a duty, where it is the case or another document."""
    time = duty.case_time
    found: dict[str, Any] = {} if duty.elsewhere is None else {"elsewhere": duty.elsewhere}
    return found if time is None else {"case_fact": time.fact, "unit": time.unit}


def _data(jurisdiction: Jurisdiction, duty: Duty) -> dict[str, Any]:
    """Return a duty as JSON-ready data."""
    from gaozhi.engine import Citation
    from gaozhi.model import MANNER_CODES

    program = jurisdiction.program
    return {
        "duty": duty.name,
        "actor": duty.actor,
        "act": duty.act,
        "event": duty.since,
        "within": duty.within and str(duty.within),
        "by": duty.by and duty.by.isoformat(),
        "every": duty.every and str(duty.every),
        "starting": duty.starting and duty.starting.isoformat(),
        "manner": duty.manner,
        "manner_code": duty.manner and MANNER_CODES[duty.manner],
        **_set_by_another(duty),
        "condition": _condition(jurisdiction, duty),
        "met_by": duty.met_by,
        "instead_of": duty.instead_of,
        "restarts": duty.restarts,
        "to": duty.to,
        "through": list(duty.through),
        "responsible": [
            {"name": name, "members": list(program.organs[name].members)}
            for name in duty.responsible
        ],
        "caveat": duty.caveat,
        "reading": duty.reading and {"taken": duty.reading.taken, "other": duty.reading.other},
        "basis": [Citation.of(provision).to_dict() for provision in duty.basis],
    }
