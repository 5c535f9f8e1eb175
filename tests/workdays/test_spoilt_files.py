"""Whatever a calendar file is turned into, reading says what is wrong with it, in Chinese."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gaozhi.source import render
from gaozhi.workdays import CalendarError, WorkCalendar
from tests.diagnostic_pages import ENGLISH
from tests.effort import examples
from tests.nodes import at, places, put, read_plain, renamed, without
from tests.places import REPOSITORY

FOLDER = REPOSITORY / "catalogs" / "calendars"
SOUND = {name: read_plain(FOLDER / f"{name}.yaml") for name in ("china", "xinjiang")}
NODES = [(name, path) for name, data in SOUND.items() for path in places(data)]
ODD = [
    None, True, 0, -7, 2004, 2027, 1.5, 10**39, "", "甲", "china", "xinjiang", "2021-02-30",
    "0001-01-01", "9999-12-31", "2026-12-31", "肉孜节", [], {}, [[]], ["甲", "甲"], {"甲": "乙"},
    ["2026-01-01", "2026-01-01"], [{"from": "2026-10-01", "to": "2026-10-07"}], [2004, 2004], {"year": 2026}, {"rest": ["2026-01-01"]},
]  # fmt: skip
KEYS = ["", "over", "rest", "work", "before", "amends", "uploaded", "year", "calendar", "甲"]


@st.composite
def spoilt(draw):
    name = draw(st.sampled_from(list(SOUND)))
    data = SOUND[name]
    for _ in range(draw(st.integers(1, 3))):
        here = list(places(data))
        path = draw(st.sampled_from(here))
        match draw(st.sampled_from(["odd", "other", "drop", "rename"])):
            case "odd":
                data = put(data, path, draw(st.sampled_from(ODD)))
            case "other":
                elsewhere, there = draw(st.sampled_from(NODES))
                data = put(data, path, at(SOUND[elsewhere], there))
            case "drop":
                data = without(data, path)
            case _:
                data = renamed(data, path, draw(st.sampled_from(KEYS)))
    return data


def check(error: CalendarError) -> None:
    assert error.diagnostics
    for problem in error.diagnostics:
        assert problem.span is not None
        assert problem.help
        assert not ENGLISH.search(f"{problem.message}；{problem.help}"), str(problem)
    assert render(error.diagnostics, error.sources, colour=False, width=60)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=spoilt())
@example(data={})
def test_a_spoilt_file_is_refused_or_read(tmp_path, data):
    path = tmp_path / "a.yaml"
    text = json.dumps(data, ensure_ascii=False, default=float)
    path.write_text(text, encoding="utf-8", newline="\n")
    try:
        calendar = WorkCalendar.read(path)
    except CalendarError as error:
        check(error)
    else:
        assert calendar.first <= calendar.last


def test_the_numbers_of_the_files_are_plain():
    assert not any(isinstance(at(SOUND[name], path), Decimal) for name, path in NODES)


@pytest.mark.parametrize("name", list(SOUND))
def test_the_sound_files_are_read(name):
    assert WorkCalendar.read(FOLDER / f"{name}.yaml") == WorkCalendar.named(name)
