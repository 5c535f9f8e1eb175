"""A library that is not strict: what is wrong with one jurisdiction refuses that one alone."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import gaozhi
from gaozhi.cli import main
from gaozhi.language import read_rules
from tests.counties import COUNTY, DOCUMENT, NAMES, WRONG, county

ROOT = Path(__file__).parents[2]


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


WRONGS = {
    "a rule": county("yi", WRONG),
    "a file that is no YAML": county("yi", "rules: [\n"),
    "its catalog": county("yi")
    | {"catalogs/yi.yaml": COUNTY.format(name="乙县", id="yi", calendar="china") + "itemz: []\n"},
    "a catalog that is no YAML": county("yi") | {"catalogs/yi.yaml": "county: ["},
    "its rules are not there": {"catalogs/yi.yaml": county("yi")["catalogs/yi.yaml"]},
    "its calendar": county("yi", calendar="nowhere"),
    "a calendar that is wrong": county("yi", calendar="own")
    | {"catalogs/calendars/own.yaml": "calendar: own\n"},
    "its parent": county("yi")
    | {"rules/yi/provisions.yaml": DOCUMENT.format(name="乙县").replace("national", "nobody")},
    "a link": county("yi"),
}


@pytest.fixture(params=WRONGS, ids=lambda name: name.replace(" ", "-"))
def folder(request, tmp_path):
    """A folder with a right county, 甲县, beside a wrong one, 乙县."""
    write(tmp_path, county("jia") | WRONGS[request.param])
    if request.param == "a link":
        (tmp_path / "rules" / "yi" / "more.yaml").symlink_to(ROOT / "rules" / "vocabulary.yaml")
    return tmp_path


def test_a_wrong_county_keeps_no_other_from_answering(folder):
    with pytest.raises(gaozhi.CatalogError):
        gaozhi.load(folder)
    library = gaozhi.load(folder, strict=False)
    assert library["甲县"].decide({}, on="2021-06-01").possible == ("不属于适用范围", "不适用")


def test_a_wrong_county_makes_no_bundle_and_the_same_is_said_as_of_a_strict_load(folder, tmp_path):
    with pytest.raises(gaozhi.CatalogError) as strict:
        gaozhi.load(folder)
    target = tmp_path / "a.gaozhi"
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.build_bundle(folder, target)
    assert not target.exists()
    said, expected = (
        {(one.code, one.span and one.span.file) for one in error.value.diagnostics}
        for error in (caught, strict)
    )
    assert said == expected


def test_a_wrong_county_is_refused_with_its_diagnostics(folder):
    library = gaozhi.load(folder, strict=False)
    assert "yi" in library
    for _ in range(2):
        with pytest.raises(gaozhi.CatalogError) as caught:
            library["yi"]
        assert caught.value.diagnostics
        assert all(one.severity == "error" for one in caught.value.diagnostics)
        assert all(
            "yi" in one.span.file or "own" in one.span.file for one in caught.value.diagnostics
        )
    with pytest.raises(gaozhi.CatalogError) as strictly:
        gaozhi.load(folder)
    # Nothing is said otherwise than a strict load says it.
    assert set(caught.value.diagnostics) <= set(strictly.value.diagnostics)
    assert library.problems["yi"] == caught.value.diagnostics
    assert {id_ for id_ in library.problems if id_ in library} == {"yi"}


def test_an_answer_is_the_same_as_of_a_strict_load(tmp_path):
    write(tmp_path, county("jia"))
    strictly, leniently = gaozhi.load(tmp_path), gaozhi.load(tmp_path, strict=False)
    assert list(strictly) == list(leniently)
    assert all(strictly[id_].digest == leniently[id_].digest for id_ in ("jia", "qidong"))
    assert dict(leniently.problems) == {}
    assert strictly.problems == {}
    assert set(leniently.calendars) == set(strictly.calendars)


def test_with_a_wrong_vocabulary_nothing_answers(tmp_path):
    write(tmp_path, county("jia") | {"rules/vocabulary.yaml": "factz: []\n"})
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.load(tmp_path, strict=False)
    assert {Path(one.span.file).name for one in caught.value.diagnostics} == {"vocabulary.yaml"}


def test_a_wrong_baseline_refuses_whoever_stands_on_it(tmp_path):
    shutil.copytree(ROOT / "rules" / "national", tmp_path / "rules" / "national")
    write(tmp_path, county("jia") | {"rules/national/more.yaml": "rulez: {}\n"})
    library = gaozhi.load(tmp_path, strict=False)
    for name in ("甲县", "全国", "启东市"):
        with pytest.raises(gaozhi.CatalogError):
            library[name]


def test_a_wrong_catalog_is_not_answered_for_by_the_bundled_one(tmp_path):
    text = (ROOT / "catalogs" / "qidong.yaml").read_text(encoding="utf-8")
    write(tmp_path, county("jia") | {"catalogs/qidong.yaml": text + "unknown: 1\n"})
    library = gaozhi.load(tmp_path, strict=False)
    with pytest.raises(gaozhi.CatalogError):
        library["启东市"]
    assert library["甲县"]


def test_an_empty_folder_of_rules_is_not_answered_for_by_the_bundled_one(tmp_path):
    write(tmp_path, county("jia"))
    (tmp_path / "rules" / "qidong").mkdir()
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.load(tmp_path, strict=False)["启东市"]
    assert [one.code for one in caught.value.diagnostics] == ["GZ707"]


def test_two_catalogs_of_one_name_refuse_both(tmp_path):
    write(tmp_path, county("jia") | county("yi"))
    write(tmp_path, {"catalogs/yi.yaml": COUNTY.format(name="甲县", id="yi", calendar="china")})
    library = gaozhi.load(tmp_path, strict=False)
    with pytest.raises(gaozhi.CatalogError) as caught:
        library["甲县"]
    assert [one.code for one in caught.value.diagnostics] == ["GZ514"]


def test_what_concerns_nobody_is_told_by_its_file(tmp_path):
    write(tmp_path, county("jia") | {"rules/stray.yaml": "rules: {}\n"})
    library = gaozhi.load(tmp_path, strict=False)
    (name,) = library.problems
    assert name.endswith("rules/stray.yaml")
    assert library["甲县"]


def test_only_what_a_county_rests_on_is_read(tmp_path, monkeypatch):
    write(tmp_path, county("jia") | county("yi"))
    read = []
    real = read_rules

    def reading(id_, *rest):
        read.append(id_)
        return real(id_, *rest)

    monkeypatch.setattr("gaozhi.workspace.rules.read_rules", reading)
    library = gaozhi.load(tmp_path, strict=False)
    assert read == []
    assert library["甲县"] is library["jia"]
    assert sorted(read) == ["jia", "national"]


def test_many_threads_get_the_same_county_and_the_same_refusal(tmp_path):
    write(tmp_path, county("jia") | county("yi", WRONG))
    library = gaozhi.load(tmp_path, strict=False)

    def ask(number):
        try:
            return id(library["甲县" if number % 2 else "乙县"])
        except gaozhi.CatalogError as error:
            return error.diagnostics

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(64)))) == 2


def test_a_folder_that_is_none_is_refused_at_once(tmp_path):
    for strict in (True, False):
        with pytest.raises(gaozhi.CatalogError) as caught:
            gaozhi.load(tmp_path / "nowhere", strict=strict)
        assert [one.code for one in caught.value.diagnostics] == ["GZ701"]
    with pytest.raises(gaozhi.CatalogError):
        gaozhi.load(tmp_path, strict="no")
    with pytest.raises(gaozhi.CatalogError):
        gaozhi.load(bundled=False)


CASE = "jurisdiction: {name}\ndate: 2021-06-01\nfacts: {{申请人.愿意承诺: false}}\n"


@pytest.mark.parametrize("command", [["decide"], ["decide", "--json"]])
def test_the_command_line_answers_for_the_right_county(tmp_path, capsys, command):
    write(tmp_path, county("jia") | county("yi", WRONG) | {"甲.yaml": CASE.format(name="甲县")})
    assert main([*command, str(tmp_path / "甲.yaml"), "--rules", str(tmp_path)]) in (0, 4)
    said = capsys.readouterr()
    assert "不适用" in said.out
    assert said.err == ""


def test_the_command_line_shows_what_is_wrong_with_the_wrong_county(tmp_path, capsys):
    write(tmp_path, county("jia") | county("yi", WRONG) | {"乙.yaml": CASE.format(name="乙县")})
    assert main(["decide", str(tmp_path / "乙.yaml"), "--rules", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "rules/yi/rules.yaml:3:" in said.err
    assert "不知道" in said.err


def test_other_commands_of_one_county_answer_too(tmp_path, capsys):
    write(tmp_path, county("jia") | county("yi", WRONG))
    rules = ["--rules", str(tmp_path)]
    assert main(["due", "2021-07-01", "3个工作日", *rules]) == 0
    assert main(["duties", "甲县", *rules]) == 0
    assert main(["duties", "乙县", *rules]) == 2
    assert main(["provisions", "甲县", *rules]) == 0
    assert "rules/yi/rules.yaml" in capsys.readouterr().err


def test_a_wrong_calendar_is_said_to_be_wrong_where_it_is_asked_for(tmp_path, capsys):
    write(tmp_path, county("jia") | {"catalogs/calendars/own.yaml": "calendar: own\n"})
    rules = ["--rules", str(tmp_path)]
    assert main(["due", "2021-07-01", "3个工作日", *rules]) == 0
    assert main(["due", "2021-07-01", "3个工作日", "--calendar", "own", *rules]) == 2
    assert "calendars/own.yaml:1:1" in capsys.readouterr().err


SCENARIO = """
decision: 适用性
date: 2021-06-01
scenarios:
  - name: 都不实行
    facts: {申请人.愿意承诺: false}
    expect: {possible: [不属于适用范围, 不适用]}
"""


def test_one_countys_scenarios_run_beside_a_wrong_county(tmp_path, capsys):
    files = {f"rules/{id_}/a.scenarios.yaml": SCENARIO for id_ in NAMES}
    write(tmp_path, county("jia") | county("yi", WRONG) | files)
    assert main(["test", str(tmp_path)]) == 2
    assert main(["test", str(tmp_path), "--county", "甲县"]) == 0
    assert "运行了 1 个场景：1 个相符" in capsys.readouterr().out
    assert main(["test", str(tmp_path), "--county", "乙县"]) == 2
    assert [one.jurisdiction for one in gaozhi.load_scenarios(tmp_path, county="jia")] == ["甲县"]
    assert main(["test", str(tmp_path), "--county", "丙县"]) == 2
    assert "没有地区“丙县”" in capsys.readouterr().err


EVENTS = "jurisdiction: {name}\nas_of: 2021-07-01\nevents: [{{event: 作出承诺, at: 2021-06-02}}]\n"
LIST = "{title: 清单, published: 2021-06-01, basis: [P-1]}\nitems: [{number: 1, certificate: 学历证明, matter: 教师资格认定}]"


def commands(folder, id_):
    """Every command that concerns one county, as it is called for this one."""
    name = NAMES[id_]
    case, events = folder / f"{name}案件.yml", folder / f"{name}事件.yml"
    case.write_text(CASE.format(name=name), encoding="utf-8")
    events.write_text(EVENTS.format(name=name), encoding="utf-8")
    return {
        "decide": ["decide", str(case)],
        "timeline": ["timeline", str(events)],
        "items": ["items", name],
        "provisions": ["provisions", name],
        "duties": ["duties", name],
        "schedule": ["schedule", name, "2022"],
    }


def test_each_command_of_one_county_answers_and_names_what_is_wrong_with_another(folder, capsys):
    catalog = county("jia")["catalogs/jia.yaml"].replace("not_at_hand", LIST)
    write(folder, {"catalogs/jia.yaml": catalog})
    rules = ["--rules", str(folder)]
    for name, call in commands(folder, "jia").items():
        assert (name, main([*call, *rules])) in [(name, 0), (name, 4)]
        assert (name, capsys.readouterr().err) == (name, "")
    for name, call in commands(folder, "yi").items():
        assert (name, main([*call, *rules])) == (name, 2)
        said = capsys.readouterr()
        assert (name, said.out) == (name, "")
        assert "error GZ" in said.err, name
        assert "rules/yi" in said.err or "catalogs/" in said.err, (name, said.err)


def test_scenarios_of_the_right_county_run_beside_every_kind_of_wrong_one(folder, capsys):
    write(folder, {"rules/jia/a.scenarios.yaml": SCENARIO})
    assert main(["test", str(folder), "--county", "甲县"]) == 0
    assert main(["test", str(folder), "--county", "乙县"]) == 2
    assert "error GZ" in capsys.readouterr().err
