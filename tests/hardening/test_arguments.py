"""Whatever is passed to a public call, it answers, or says which argument cannot be used."""

import atexit
import importlib.util
import inspect
import json
import warnings
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
import gaozhi.archive
import gaozhi.mcp
import gaozhi.service
from gaozhi import (
    CaseRequest,
    Event,
    Interview,
    Jurisdiction,
    Library,
    Pause,
    TimelineRequest,
    site,
)
from gaozhi.engine import Case
from gaozhi.portable.frames import FrameNotice
from gaozhi.watch import Watch
from gaozhi.workdays import CalendarError, Period, Unpublished, WorkCalendar, WorkdaysError
from tests.effort import examples
from tests.hardening.odd import ODD, Array, Halved, Raises, Whole, odd
from tests.places import REPOSITORY
from tests.situations import library

COUNTY = library()["启东市"]
FORGETFUL = gaozhi.load()
CHINA = WorkCalendar.china()
DAY = date(2025, 6, 5)
NOW = datetime(2025, 6, 5, 12, tzinfo=UTC)
FACTS = {"申请人.愿意承诺": True, "申请人.能够承诺": True}
EVENT = {"event": "协助请求到达", "at": DAY}
RECEIPT = COUNTY.decide(FACTS, item=2, on=DAY).receipt()
KEY = bytes(range(32))
HERE = REPOSITORY
CASE = gaozhi.read_case(HERE / "examples" / "失信未届满.yaml", library())
TIMELINES = sorted((HERE / "examples").glob("**/*时间线*.yaml"))


def watching(method):
    def call(**arguments):
        with Watch(COUNTY, key=KEY) as watch:
            return getattr(watch, method)(**arguments)

    return call


@cache
def archive():
    """An archive that is open, which has the program of the county."""
    made = gaozhi.archive.open(Path(mkdtemp(prefix="archive-"), "存档.db"))
    atexit.register(made.close)
    made.keep(COUNTY, at=NOW)
    return made


def archiving(method):
    return lambda **arguments: getattr(archive(), method)(**arguments)


def unnoticed(**arguments):
    """Decide about a frame without a word on what it does not state."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FrameNotice)
        return COUNTY.decide_frame(**arguments)


DECISION = COUNTY.decide(FACTS, item=2, on=DAY)
CALLS = {
    "load": (gaozhi.load, {"folder": "没有", "bundled": True, "strict": True, "trusted": None}),
    "build_bundle": (
        lambda path, **more: gaozhi.build_bundle("没有", path, **more),
        {"path": "没有.gaozhi", "key": None, "bundled": True, "force": False, "on_progress": None},
    ),
    "site.build": (
        lambda output, **more: site.build("没有", output, **more),
        {"output": "没有/public", "on": DAY, "only": ["启东市"], "jobs": 1, "on_progress": None},
    ),
    "create": (gaozhi.service.create, {"settings": gaozhi.service.Settings(), "log": None}),
    "prove": (
        gaozhi.prove,
        {
            "county": COUNTY,
            "against": "台儿庄区",
            "decision": "撤回",
            "library": library(),
            "names": ("以前", "以后"),
        },
    ),
    "sql": (
        COUNTY.sql,
        {
            "decision": "撤回",
            "dialect": "sqlite",
            "table": "cases",
            "on": DAY,
            "item": 2,
            "columns": ["id", "事项.已办结"],
            "never": {},
            "keep": ["id"],
            "words": ["outcome"],
            "prefix": "",
        },
    ),
    "sql_rules": (
        COUNTY.sql_rules,
        {"decision": "撤回", "dialect": "sqlite", "table": "rules", "on": DAY},
    ),
    "check": (gaozhi.check, {"folder": "没有", "bundled": True}),
    "fix": (gaozhi.fix, {"folder": "没有", "bundled": True}),
    "schemas": (gaozhi.schemas, {"folder": "没有", "bundled": True}),
    "load_scenarios": (
        gaozhi.load_scenarios,
        {"folder": "没有", "county": "启东市", "bundled": True},
    ),
    "verify": (
        gaozhi.verify,
        {"texts": "没有", "county": "启东市", "folder": "没有", "bundled": True},
    ),
    "explain_code": (gaozhi.explain_code, {"code": "GZ601"}),
    "read_case": (gaozhi.read_case, {"path": "没有", "library": library()}),
    "read_timeline": (gaozhi.read_timeline, {"path": "没有", "library": library()}),
    "read_receipt": (gaozhi.read_receipt, {"path": "没有"}),
    "parse_receipt": (gaozhi.parse_receipt, {"text": RECEIPT.to_json()}),
    "replay": (gaozhi.replay, {"receipt": RECEIPT, "library": library(), "key": KEY}),
    "find_archived": (
        gaozhi.find_archived,
        {"receipt": RECEIPT, "folder": "没有", "trusted": None},
    ),
    "replay of made up data": (
        lambda data: gaozhi.replay(gaozhi.Receipt(data), library()),
        {"data": RECEIPT.data},
    ),
    "Library": (Library, {"jurisdictions": (COUNTY,), "calendars": {}}),
    "Library.[]": (lambda key: library()[key], {"key": "启东市"}),
    "Library.get": (lambda key: library().get(key), {"key": "启东市"}),
    "Library.ruled_by": (lambda folder: library().ruled_by(folder), {"folder": "national"}),
    "Library.forget": (lambda key: FORGETFUL.forget(key), {"key": "启东市"}),
    "Library.in": (lambda key: key in library(), {"key": "启东市"}),
    "Jurisdiction": (Jurisdiction, {"program": COUNTY.program, "calendar": CHINA}),
    "case": (COUNTY.case, {"facts": FACTS, "item": 2, "on": DAY, "place": None}),
    "decide": (COUNTY.decide, {"case": FACTS, "decision": "适用性", "item": 2, "on": DAY}),
    "decide_matter": (
        COUNTY.decide_matter,
        {"matter": "教师资格认定", "facts": FACTS, "decision": "适用性", "on": DAY},
    ),
    "decide_frame": (
        unnoticed,
        {
            "frame": pyarrow.table({"申请人.愿意承诺": [True, None]}),
            "decision": "适用性",
            "columns": {"申请人.愿意承诺": "申请人.愿意承诺"},
            "item": 2,
            "on": DAY,
            "words": ("outcome", "questions"),
            "errors": "column",
            "prefix": "答复_",
            "on_progress": None,
        },
    ),
    "interview": (
        lambda decision, **known: COUNTY.interview(decision, **known),
        {"decision": "适用性", "facts": FACTS, "item": 2, "on": DAY},
    ),
    "resume": (COUNTY.resume, {"data": COUNTY.interview(item=2, on=DAY).to_dict()}),
    "resume of made up data": (
        lambda **data: COUNTY.resume(data),
        COUNTY.interview(facts={"申请人.愿意承诺": True}, item=2, on=DAY).to_dict(),
    ),
    "Interview.answer": (
        lambda fact, value: COUNTY.interview(item=2, on=DAY).answer(fact, value),
        {"fact": "申请人.愿意承诺", "value": True},
    ),
    "Interview.skip": (
        lambda fact: COUNTY.interview(item=2, on=DAY).skip(fact),
        {"fact": "申请人.愿意承诺"},
    ),
    "Interview.back": (
        lambda fact: COUNTY.interview(item=2, on=DAY).back(fact),
        {"fact": "申请人.愿意承诺"},
    ),
    "compiled": (lambda decision: list(COUNTY.compiled(decision)), {"decision": "适用性"}),
    "deadlines": (
        COUNTY.deadlines,
        {
            "event": "协助请求到达",
            "at": DAY,
            "excluded": ((DAY, DAY),),
            "obliged": COUNTY,
            "calendar": CHINA,
        },
    ),
    "schedule": (COUNTY.schedule, {"start": DAY, "end": DAY}),
    "timeline": (
        COUNTY.timeline,
        {
            "events": [EVENT],
            "as_of": DAY,
            "facts": FACTS,
            "item": 2,
            "excluded": (),
            "place": None,
            "where": None,
        },
    ),
    "timeline of an event": (
        lambda event: COUNTY.timeline([event], as_of=DAY),
        {"event": EVENT},
    ),
    "timeline of a mapping": (
        lambda **event: COUNTY.timeline([event], as_of=DAY),
        {**EVENT, "ref": "函1", "calendar": CHINA},
    ),
    "timeline of an obliged": (
        lambda obliged: COUNTY.timeline([{**EVENT, "obliged": obliged}], as_of=DAY),
        {"obliged": COUNTY},
    ),
    "timeline of Event": (
        lambda **event: COUNTY.timeline([Event(**event)], as_of=DAY),
        {**EVENT, "ref": "函1", "calendar": CHINA},
    ),
    "timeline of Pause": (
        lambda **pause: COUNTY.timeline([EVENT], as_of=DAY, excluded=[Pause(**pause)]),
        {"since": DAY, "until": DAY, "why": None},
    ),
    "timeline of a pair": (
        lambda pair: COUNTY.timeline([EVENT], as_of=DAY, excluded=[pair]),
        {"pair": (DAY, DAY)},
    ),
    "render": (
        COUNTY.render,
        {
            "form": "告知承诺书",
            "case": FACTS,
            "given": {},
            "item": 2,
            "on": DAY,
            "with_identity": False,
            "blank": True,
            "place": None,
        },
    ),
    "CaseRequest.render": (
        CASE.render,
        {"form": "告知承诺书", "given": {}, "with_identity": False, "blank": True},
    ),
    "receipt": (DECISION.receipt, {"key": KEY}),
    "WorkCalendar.named": (WorkCalendar.named, {"name": "china"}),
    "WorkCalendar.read": (WorkCalendar.read, {"path": "没有"}),
    "as_known_on": (CHINA.as_known_on, {"day": DAY}),
    "is_workday": (CHINA.is_workday, {"day": DAY}),
    "day": (CHINA.day, {"day": DAY}),
    "certainty": (CHINA.certainty, {"year": 2025}),
    "add_workdays": (CHINA.add_workdays, {"start": DAY, "n": 3}),
    "count_workdays": (CHINA.count_workdays, {"start": DAY, "end": DAY}),
    "workdays_before": (CHINA.workdays_before, {"end": DAY, "n": 3}),
    "latest_start": (CHINA.latest_start, {"end": DAY, "n": 3}),
    "roll": (CHINA.roll, {"day": DAY}),
    "due": (
        CHINA.due,
        {
            "start": DAY,
            "period": Period(3, "日"),
            "excluded": (),
            "as_known_on": DAY,
            "closes": time(17),
        },
    ),
    "restart": (
        CHINA.restart,
        {"void": CHINA.due(DAY, Period(3, "日")), "start": DAY, "excluded": ()},
    ),
    "Period": (Period, {"count": 3, "unit": "日"}),
    "Period.parse": (Period.parse, {"text": "3日"}),
}
# Of a branch of the library that is not there, nothing is asked.
for name, arguments in {
    "case_at": {"events": [EVENT], "as_of": DAY, "facts": FACTS, "item": 2, "ref": "函1"},
    "duties": {"actor": "受理单位", "on": DAY},
}.items():
    if hasattr(COUNTY, name):
        CALLS[name] = (getattr(COUNTY, name), arguments)
if importlib.util.find_spec("durable") is not None:
    CALLS |= {
        "Watch": (Watch, {"jurisdiction": COUNTY, "key": KEY}),
        "Watch.add": (watching("add"), {"event": EVENT, "where": None, "place": None}),
        "Watch.add of a mapping": (
            lambda **event: watching("add")(event=event),
            {
                "event": "作出承诺",
                "at": DAY,
                "applicant": "11010519491231002X",
                "case": "甲",
                "certificate": "甲证",
                "matter": "乙事",
                "organ": "丙局",
                "ref": "函1",
                "facts": {},
            },
        ),
        "Watch.forget": (watching("forget"), {"before": DAY}),
    }
CALLS |= {
    "archive.open": (
        lambda **asked: gaozhi.archive.open(create=False, **asked),
        {"url": "没有/没有.db", "clock": None, "key": KEY, "timeout": 5},
    ),
    "archive.upgrade": (
        lambda **asked: gaozhi.archive.upgrade("没有/没有.db", **asked),
        {"timeout": 5},
    ),
    "Archive.record": (archiving("record"), {"answer": DECISION, "words": FACTS, "at": NOW}),
    "Archive.record of a receipt": (archiving("record"), {"answer": RECEIPT, "at": NOW}),
    "Archive.record_many": (
        archiving("record_many"),
        {"answers": [(DECISION, FACTS)], "at": NOW},
    ),
    "Archive.keep": (archiving("keep"), {"county": COUNTY, "at": NOW}),
    "Archive.entries": (
        lambda **asked: [*archiving("entries")(**asked)],
        {"since": DAY, "until": DAY, "jurisdiction": "qidong", "decision": "适用性"},
    ),
    "Archive.verify": (archiving("verify"), {"head": "0" * 64}),
    "Archive.replay": (
        archiving("replay"),
        {"library": library(), "since": DAY, "until": DAY, "on": DAY, "on_progress": None},
    ),
    "Archive.export": (
        lambda **asked: archive().export("没有/没有.jsonl", **asked),
        {"since": DAY, "until": DAY, "force": False},
    ),
    "Archive.prune": (archiving("prune"), {"before": DAY, "by": "", "at": NOW}),
}
CALLS["mcp.server"] = (gaozhi.mcp.server, {"library": library()})
# They reckon with days, and say so with errors of their own.
RECKONING = {
    *("deadlines", "schedule", "WorkCalendar.named", "WorkCalendar.read", "as_known_on"),
    *("is_workday", "day", "certainty", "add_workdays", "count_workdays", "workdays_before"),
    *("latest_start", "roll", "due", "restart", "Period", "Period.parse"),
}
OF_A_PERIOD = {"Period", "Period.parse"}


def refusal(name, arguments):
    """What a call raises to refuse its arguments; None where it answers."""
    call, _ = CALLS[name]
    kinds: tuple[type[Exception], ...] = (gaozhi.GaozhiError,)
    if name in RECKONING:
        kinds += (WorkdaysError, Unpublished)
    if name in OF_A_PERIOD:
        kinds += (ValueError,)
    try:
        call(**arguments)  # type: ignore[operator]
    except kinds as error:
        return error
    return None


def attempt(name, arguments):
    """Make a call: it answers, or refuses in words that can be written out."""
    error = refusal(name, arguments)
    if error is None:
        return
    if isinstance(error, gaozhi.GaozhiError):
        assert error.diagnostics
        assert all(found.help or found.span for found in error.diagnostics)
        assert len(error.diagnostics) <= 201
        assert all(len(found.message) < 1000 for found in error.diagnostics)
    elif not isinstance(error, CalendarError):  # which names the file
        assert len(str(error)) < 1000
    said = str(error)
    said.encode()
    assert "11010519491231002X" not in said


@pytest.mark.parametrize("name", CALLS)
def test_the_call_itself_can_be_made(name):
    """The arguments that stand beside an odd one are such as are read, so far as they go."""
    call, arguments = CALLS[name]
    assert set(arguments) <= set(inspect.signature(call).parameters) or "**" in str(
        inspect.signature(call)
    )
    attempt(name, arguments)


@pytest.mark.parametrize("name", CALLS)
def test_one_odd_argument_beside_sound_ones_is_read_or_refused(name):
    _, sound = CALLS[name]
    for argument in sound:  # type: ignore[attr-defined]
        for value in ODD:
            if argument in ("place", "where", "on_progress", "clock") and callable(value):
                # What a function of the caller's does is the caller's.
                continue
            attempt(name, {**sound, argument: value})


@pytest.mark.parametrize("name", CALLS)
@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_odd_arguments_are_read_or_refused(name, data):
    _, sound = CALLS[name]
    open_ = sorted(set(sound) - {"place", "where", "on_progress", "clock"})
    replaced = data.draw(st.sets(st.sampled_from(open_), min_size=1))
    attempt(name, {**sound, **{argument: data.draw(odd) for argument in sorted(replaced)}})


def test_no_public_function_is_left_out():
    """Whoever adds a call adds it here."""
    functions = {name for name in gaozhi.__all__ if inspect.isfunction(getattr(gaozhi, name, None))}
    assert functions <= set(CALLS)
    named = {
        Jurisdiction: set(CALLS),
        WorkCalendar: {*CALLS, "named", "read", "china", "bundled"},
        Watch: {"add", "forget", "close"},
        gaozhi.archive.Archive: {
            *("record", "record_many", "keep", "entries", "verify", "replay", "export"),
            *("export_programs", "prune", "info", "close"),
        },
        CaseRequest: {"render"},
        TimelineRequest: {"obligations"},
        Case: set(),
        Interview: {"answer", "skip", "back", "to_dict"},
    }
    for kind, known in named.items():
        methods = {
            name
            for name, one in inspect.getmembers(kind, callable)
            if not name.startswith("_") and name not in ("add" if kind is not Watch else ())
        }
        assert methods <= known, kind


@pytest.mark.parametrize(
    "item", [numpy.int64(2), numpy.uint8(2), Whole(2)], ids=["int64", "uint8", "index"]
)
def test_a_whole_number_of_another_library_is_the_number_that_it_is(item):
    case = COUNTY.case(FACTS, item=item, on=DAY)
    assert case.item == COUNTY.case(FACTS, item=2, on=DAY).item
    assert CHINA.add_workdays(DAY, item) == CHINA.add_workdays(DAY, 2)


REFUSED = {
    "an array as the item": (lambda: COUNTY.case({}, item=numpy.array([1, 2])), "item"),
    "a signalling NaN as the item": (lambda: COUNTY.case({}, item=ODD[10]), "item"),
    "arrays as names of the item": (
        lambda: COUNTY.case({}, item={"certificate": Array(), "matter": "甲"}),
        "item 的 certificate",
    ),
    "a calendar by name": (
        lambda: COUNTY.timeline([{**EVENT, "calendar": "china"}], as_of=DAY),
        "calendar",
    ),
    "an obliged by name": (
        lambda: COUNTY.timeline([{**EVENT, "obliged": "阿合奇县"}], as_of=DAY),
        "obliged",
    ),
    "an obliged of deadlines by name": (
        lambda: COUNTY.deadlines("协助请求到达", at=DAY, obliged="阿合奇县"),
        "obliged",
    ),
    "a number as the reason of a pause": (
        lambda: COUNTY.timeline([], as_of=DAY, excluded=[Pause(DAY, DAY, 5)]),
        "why",
    ),
    "no list of pauses": (lambda: COUNTY.timeline([], as_of=DAY, excluded=None), "excluded"),
    "no list of events": (lambda: COUNTY.timeline(None, as_of=DAY), "events"),
    "a dictionary as a receipt": (lambda: gaozhi.parse_receipt({}), "text"),
    "a text as a receipt": (lambda: gaozhi.replay("凭据", library()), "receipt"),
    "a dictionary as a library": (lambda: gaozhi.replay(RECEIPT, {}), "library"),
    "a number as a folder": (lambda: gaozhi.load(5), "folder"),
    "a number as a case file": (lambda: gaozhi.read_case(5, library()), "path"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_named_with_what_was_expected(name):
    call, argument = REFUSED[name]
    with pytest.raises(gaozhi.GaozhiError) as refused:
        call()
    assert argument in str(refused.value)
    assert "应为" in str(refused.value)


def test_a_list_is_no_county():
    with pytest.raises(gaozhi.UnknownJurisdiction):
        library()[[]]  # type: ignore[index]
    assert [] not in library()  # type: ignore[comparison-overlap]
    assert library().get([]) is None


def test_a_pair_of_days_is_a_pause():
    county = library()["台儿庄区"]
    monday = date(2025, 6, 9)
    paused = county.timeline([EVENT], as_of=DAY, excluded=[(DAY, monday)])
    assert paused == county.timeline([EVENT], as_of=DAY, excluded=[Pause(DAY, monday)])
    assert paused != county.timeline([EVENT], as_of=DAY)


@pytest.mark.parametrize(
    "value",
    ["\ud800", Halved(), [Halved()], Raises()],
    ids=["half a character", "shows half", "list of such", "raises"],
)
def test_an_error_can_always_be_encoded(value):
    for call in (
        lambda: COUNTY.case({"申请人.类型": value}),
        lambda: COUNTY.case({}, on=value),
        lambda: library()[value],
        lambda: WorkCalendar.named(value),
        lambda: CHINA.roll(value),
    ):
        with pytest.raises((gaozhi.GaozhiError, WorkdaysError)) as refused:
            call()
        str(refused.value).encode()
        json.dumps(str(refused.value), ensure_ascii=False).encode()


def test_a_fact_name_of_5000_digits_is_refused():
    with pytest.raises(gaozhi.CaseError) as refused:
        COUNTY.case({10**5000: True, "申请人": {10**5000: True}})
    assert [one.code for one in refused.value.diagnostics] == ["GZ601", "GZ601"]
    assert len(str(refused.value)) < 500
