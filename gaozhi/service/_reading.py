"""What is only read: jurisdictions, their lists, provisions and decisions, and working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gaozhi.errors import GaozhiError, UnknownCalendar
from gaozhi.library.elsewhere import decision_name
from gaozhi.model import NO_RULE, NO_RULE_CODE, PENDING, PENDING_CODE, facts_read
from gaozhi.service._problems import Refusal, refuse
from gaozhi.service._replies import Reply, json_reply, page_of, send_page
from gaozhi.source import as_json, read_day, shown, suggest

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import DecisionSpec, Fact, Item
    from gaozhi.service._call import Call
    from gaozhi.workspace.programs import CountyNames

__all__ = ["decision_page", "due", "fact_json", "items", "jurisdiction", "jurisdictions"]
__all__ += ["provision", "provisions", "values_of"]


def kept(call: Call, make: Callable[[], Any]) -> Reply:
    """Return a page that is written once for a snapshot and an address."""
    key = (call.scope["path"], call.scope["query_string"])
    page = call.snapshot.pages.get(key)
    if page is None:
        page = call.snapshot.pages.keep(key, page_of(make()))
    return send_page(call, page)


async def jurisdictions(call: Call) -> Reply:
    """Answer with the names of all jurisdictions."""
    call.query()
    names = call.snapshot.library.names
    return kept(call, lambda: {"jurisdictions": [_names(one) for one in names]})


def _names(one: Jurisdiction | CountyNames) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "code": one.code}


async def jurisdiction(call: Call) -> Reply:
    """Answer with what a jurisdiction is, and what can be asked of it."""
    call.query()
    county = call.county()
    return kept(call, lambda: _about(county))


def _about(county: Jurisdiction) -> dict[str, Any]:
    document = county.document
    specs = county.vocabulary.decisions.values()
    return {
        **_names(county),
        "digest": county.digest,
        "document": {
            **as_json(document, "title number issued since until"),
            "label": document.label,
        },
        "calendar": county.program.calendar,
        "list": county.list_title,
        "items": len(county.items),
        "matters": list(county.matters),
        "provisions": len(county.provisions),
        "default": county.program.default_decision,
        "decisions": [{"name": one.name, "api": one.api, "means": one.means} for one in specs],
        "forms": [{"name": one.name, "status": one.status} for one in county.forms],
    }


async def items(call: Call) -> Reply:
    """Answer with the published list, or with the rows of one matter."""
    matter = call.query("matter").get("matter")
    county = call.county()
    if matter is not None and matter not in county.matters:
        near = suggest(matter, county.matters)
        help = f"是否要写 {near}？" if near else "不写 matter，列出全部"
        message = f"{county.name}的清单里没有行政事项“{shown(matter)}”"
        raise refuse("not-found", message, help, ("query", "matter"))
    found = [one for one in county.items if matter in (None, one.matter)]
    return kept(
        call,
        lambda: {
            "jurisdiction": county.name,
            "title": county.list_title,
            "items": [_item(one) for one in found],
        },
    )


_ITEM: Final = (
    "number certificate matter kind departments since until code set_by organ issuer mode "
    "verification contact remark"
)


def _item(one: Item) -> dict[str, Any]:
    return as_json(one, _ITEM)


async def provisions(call: Call) -> Reply:
    """Answer with every provision, and what becomes of it."""
    call.query()
    county = call.county()
    return kept(
        call,
        lambda: {
            "jurisdiction": county.name,
            "provisions": [one.to_dict() for one in county.provisions],
            "asides": [one.to_dict() for one in county.asides],
        },
    )


async def provision(call: Call) -> Reply:
    """Answer with one provision: the jurisdiction's own, or one above it that is cited."""
    call.query()
    county, wanted = call.county(), call.path["provision"]
    known = {one.provision.id: one for one in county.provisions}
    if wanted in known:
        return kept(call, lambda: {"jurisdiction": county.name, **known[wanted].to_dict()})
    above = county.program.provisions.get(wanted)
    if above is not None:
        keys = (
            "provision=id document=document.label locator=locator quote=quote means=means "
            "certainty=certainty"
        )
        return kept(call, lambda: {"jurisdiction": county.name, **as_json(above, keys)})
    near = suggest(wanted, known)
    help = f"是不是 {near}？" if near else f"GET /api/v1/{county.name}/provisions 列出全部"
    message = f"{county.name}没有编号为“{shown(wanted)}”的条文"
    raise refuse("not-found", message, help, ("provision",))


def spec_of(call: Call, county: Jurisdiction) -> DecisionSpec:
    """Return the decision that the path names. Raises Refusal with the nearest."""
    wanted = call.path["decision"]
    try:
        name = decision_name(county, wanted)
    except GaozhiError as error:
        raise Refusal("unknown-decision", error.diagnostics) from None
    found = county.vocabulary.decisions.get(name)
    if found is None:
        message = f"{county.name}的词汇表里没有“{name}”，别的地区有"
        raise refuse("unknown-decision", message, "各项判断见地区的 decisions", ("decision",))
    return found


async def decision_page(call: Call) -> Reply:
    """Answer with a decision: its values, and the facts that it reads."""
    call.query()
    county = call.county()
    spec = spec_of(call, county)
    return kept(call, lambda: _decision(county, spec))


def _decision(county: Jurisdiction, spec: DecisionSpec) -> dict[str, Any]:
    facts = read_by(county, spec.name)
    words = county.vocabulary.facts
    return {
        "jurisdiction": county.name,
        "decision": spec.name,
        "api": spec.api,
        "means": spec.means,
        "combine": str(spec.combine),
        "ruled": spec.name in county.program.decisions,
        "values": [
            {"value": one, "code": spec.code(one), "says": spec.told(one)} for one in spec.values
        ],
        "facts": [fact_json(words[name]) for name in facts],
    }


def read_by(county: Jurisdiction, decision: str) -> list[str]:
    """Return the names of the facts that a decision reads, in the vocabulary's order."""
    table = county.program.decisions.get(decision)
    if table is None:
        return []
    read = {*facts_read(*(one.own for version in table.versions for one in version.standing))}
    if county.vocabulary.roles.date is not None:
        # The day decides which documents are in force.
        read.add(county.vocabulary.roles.date)
    return [name for name in county.vocabulary.facts if name in read]


def values_of(spec: DecisionSpec) -> list[tuple[str, str]]:
    """Return everything that a decision's outcome can be, each with its code."""
    values = [(one, spec.code(one)) for one in spec.values]
    return [*values, (PENDING, PENDING_CODE), (NO_RULE, NO_RULE_CODE)]


def fact_json(fact: Fact) -> dict[str, Any]:
    """Return a fact as data: its names and type, and how it is asked for."""
    chosen = (*fact.values, *([fact.never] if fact.never else []))
    return {
        **as_json(fact, "fact=name api type=kind ask label group ask_applicant note never"),
        "identity": fact.identity,
        "answered_by": fact.answered_by,
        "options": [{"value": one, "code": fact.code(one)} for one in chosen],
    }


async def due(call: Call) -> Reply:
    """Answer with the last day of a period, how sure it is, and what every day did to it."""
    from gaozhi.workdays import Period

    said = call.query("start", "period", "calendar", "jurisdiction", "exclude", "as_known_on")
    for name in ("start", "period"):
        if name not in said:
            help = "写作 /api/v1/due?start=2026-11-23&period=3工作日"
            raise refuse("bad-request", f"没有写参数 {name}", help, ("query", name))
    start = _day(said["start"], "start")
    try:
        period = Period.parse(said["period"])
    except ValueError as error:
        message, _, way = str(error).partition("；")
        raise refuse(
            "bad-request",
            f"参数 period 的值不能用：{shown(message)}",
            way or "写作 3工作日",
            ("query", "period"),
        ) from None
    excluded = [
        (_day(first, "exclude"), _day(last, "exclude"))
        for first, _, last in (one.partition("..") for one in _split(said.get("exclude", "")))
    ]
    known = said.get("as_known_on")
    known_on = None if known is None else _day(known, "as_known_on")
    return json_reply(_calendar(call, said).due(start, period, excluded, known_on).to_dict())


def _split(text: str) -> list[str]:
    return [one for one in text.split(",") if one]


def _calendar(call: Call, said: dict[str, str]) -> Any:  # noqa: ANN401 - a WorkCalendar
    from gaozhi.workdays import WorkCalendar

    library = call.snapshot.library
    if "jurisdiction" in said:
        return library[said["jurisdiction"]].calendar
    name = said.get("calendar", "china")
    calendars = library.calendars or WorkCalendar.bundled()
    if name not in calendars:
        near = suggest(name, calendars)
        help = f"是不是 {near}？" if near else f"现有：{'、'.join(calendars)}"
        raise refuse(
            "bad-request", f"没有名为“{shown(name)}”的工作日历", help, ("query", "calendar")
        ) from UnknownCalendar(name)
    return calendars[name]


def _day(text: str, name: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        message = f"参数 {name} 的值不能用：“{shown(text)}”不是日期"
        raise refuse("bad-request", message, "写作 2026-11-23", ("query", name)) from None
