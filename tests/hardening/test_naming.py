"""An id leads nowhere but to its own file, and a name holds nothing that cannot be seen."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi.source import fault_of_county, fault_of_id, fault_of_name, visible
from gaozhi.workdays import CalendarError, WorkCalendar
from tests.places import BASE

IDS = [
    "../../evil",
    "..",
    "a/b",
    "a\\b",
    "/etc",
    "C:x",
    "a..b",
    ".a",
    "-a",
    "a ",
    "a\nb",
    "a\u200b",
]
NAMES = ["启东市 ", " 启东市", "启东市\n", "启\t东市", "启\u3000东市", "启\u00a0东市", "启  东市"]
NAMES += ["启东市\u200b", "启\x1b[2J东市", "甲" * 101]


@pytest.mark.parametrize("text", IDS)
def test_an_id_that_leads_elsewhere_has_a_fault(text):
    assert fault_of_id(text)


@pytest.mark.parametrize("text", [*NAMES, "../启东市", "启东/通州", "启东\\通州"])
def test_the_name_of_a_county_that_would_not_be_found_has_a_fault(text):
    assert fault_of_county(text)


@given(st.text(max_size=12))
def test_what_is_an_id_is_the_name_of_a_file_in_its_folder(text):
    if fault_of_id(text) is None:
        assert set(text).isdisjoint('/\\:*?"<>| \t\r\n\0')
        assert ".." not in text
        assert text.strip(".") == text != ""


@given(st.text(max_size=12))
def test_what_is_a_name_can_be_told_from_every_other(text):
    if fault_of_name(text) is None:
        assert "".join(map(visible, text)) == text
        assert " ".join(text.split()) == text


@pytest.fixture
def altered(tmp_path):
    """Load the small folder with one text put for another in one file."""

    def load(name, old, new):
        folder = tmp_path / "甲"
        shutil.copytree(BASE, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return gaozhi.check(folder, bundled=False)

    return load


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + '"'


@pytest.mark.parametrize("key", ["id", "rules", "calendar"])
@pytest.mark.parametrize("text", [one for one in IDS if one.isprintable()])
def test_a_catalog_with_such_an_id_is_refused(key, text, altered):
    old = {"id": "id: demo", "rules": "rules: demo", "calendar": "calendar: china"}[key]
    report = altered("catalogs/demo.yaml", old, f"{key}: {quoted(text)}")
    assert "GZ583" in {found.code for found in report.diagnostics}
    assert not report.sound


@pytest.mark.parametrize("text", [one for one in NAMES if one.replace("\t", "").isprintable()])
def test_a_catalog_with_such_a_name_is_refused(text, altered):
    report = altered("catalogs/demo.yaml", "county: 示范县", f"county: {quoted(text)}")
    assert "GZ583" in {found.code for found in report.diagnostics}


def test_a_scenario_with_such_a_name_is_refused(altered, tmp_path):
    report = altered("rules/demo/rules.yaml", "\n", "\n")
    assert report.sound
    path = tmp_path / "甲" / "rules" / "demo" / "scenarios" / "甲.scenarios.yaml"
    path.parent.mkdir(exist_ok=True)
    for text in ('jurisdiction: "示范县 "', 'scenarios: [{name: "甲 ", expect: {outcome: 适用}}]'):
        path.write_text(f"{text}\n", encoding="utf-8")
        report = gaozhi.check(tmp_path / "甲", bundled=False)
        assert "GZ583" in {found.code for found in report.diagnostics}


@pytest.mark.parametrize("text", ["../china", "chi/na", "china "])
def test_a_calendar_with_such_an_id_is_refused(text, tmp_path):
    path = tmp_path / "日历.yaml"
    path.write_text(
        f"calendar: {quoted(text)}\nname: 某地\nover: china\nfrom: 2020-01-01\n"
        "festivals: [节]\nbasis: [某办法]\nnotices: []\n",
        encoding="utf-8",
    )
    with pytest.raises(CalendarError) as refused:
        WorkCalendar.read(path)
    assert "GZ583" in {found.code for found in refused.value.diagnostics}
