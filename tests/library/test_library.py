"""Loading: the bundle, a folder laid over it, a folder on its own; and what is wrong with either."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import gaozhi
from tests.builders import ROOT, VOCABULARY, rules_text, write_files
from tests.facts import WILLING
from tests.places import REPOSITORY
from tests.situations import library

SOUND = {
    "rules/vocabulary.yaml": VOCABULARY,
    "rules/root/provisions.yaml": ROOT.replace("{id: ", "{not_computed: 示例, id: "),
    "rules/root/rules.yaml": rules_text(
        "强:\n  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}"
    ),
    "catalogs/demo.yaml": "county: 示例县\nid: demo\nrules: root\ncalendar: china\nlist: not_at_hand\n",
}


def test_a_county_is_found_by_its_name_its_id_and_its_code() -> None:
    bundle = library()
    assert bundle["启东市"] is bundle["qidong"] is bundle["320681"]
    assert "启东市" in bundle
    assert list(bundle) == sorted(bundle)


def test_a_jurisdiction_is_found_by_the_folder_of_its_own_rules(tmp_path: Path) -> None:
    assert library().ruled_by("national") is library()["全国"]
    assert library().ruled_by("nobody") is None
    named = SOUND["catalogs/demo.yaml"].replace("demo", "copy").replace("示例县", "另一县")
    write_files(tmp_path, {**SOUND, "catalogs/copy.yaml": named})
    for strict in (True, False):
        found = gaozhi.load(tmp_path, bundled=False, strict=strict).ruled_by("root")
        assert found is not None
        assert found.name == "另一县"


def test_what_is_wrong_with_one_jurisdiction_keeps_no_other_from_being_found(
    tmp_path: Path,
) -> None:
    named = SOUND["catalogs/demo.yaml"].replace("demo", "bad").replace("示例县", "坏县")
    write_files(tmp_path, {**SOUND, "catalogs/bad.yaml": named + "itemz: []\n"})
    lenient = gaozhi.load(tmp_path, bundled=False, strict=False)
    assert lenient.ruled_by("elsewhere") is None


def test_a_forgotten_jurisdiction_answers_as_before(tmp_path: Path) -> None:
    write_files(tmp_path, SOUND)
    lenient = gaozhi.load(tmp_path, bundled=False, strict=False)
    before = lenient["示例县"]
    lenient.forget("示例县")
    assert lenient["demo"] is not before
    assert lenient["demo"].digest == before.digest
    with pytest.raises(gaozhi.UnknownJurisdiction):
        lenient.forget("没有的县")


def test_what_a_library_was_given_is_never_forgotten() -> None:
    given = gaozhi.Library((library()["启东市"],))
    given.forget("启东市")
    assert given["启东市"] is library()["启东市"]


def test_an_unknown_county_is_refused_with_the_nearest() -> None:
    bundle = library()
    with pytest.raises(gaozhi.UnknownJurisdiction) as caught:
        bundle["启东县"]
    assert "启东市" in str(caught.value)
    with pytest.raises(KeyError):
        bundle["某某县"]
    assert bundle.get("某某县") is None


def test_a_folder_can_stand_alone(tmp_path: Path) -> None:
    library = gaozhi.load(write_files(tmp_path, SOUND), bundled=False)
    assert list(library) == ["demo"]
    assert library["示例县"].decide({}, "强").outcome == "下"
    assert library["示例县"].items == ()
    assert library["示例县"].list_title is None


def test_a_folder_extends_what_the_bundle_has(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "rules/mou/provisions.yaml": """
document: {title: 某县方案, issuer: 某县, issued: 2021-06-01, in_force: {from: 2021-06-01}}
extends: national
provisions:
  - {id: M-1, locator: 一, quote: 不得实行, means: 都不实行}
""",
            "rules/mou/rules.yaml": """
rules:
  适用性:
    - {rule: 都不实行, title: 都不实行, then: 不适用, basis: [M-1]}
""",
            "catalogs/mou.yaml": "county: 某县\nid: mou\nrules: mou\ncalendar: china\nlist: not_at_hand\n",
        },
    )
    library = gaozhi.load(tmp_path)
    decision = library["某县"].decide({}, "适用性", on="2021-06-01")
    assert decision.possible == ("不属于适用范围", "不适用")
    assert decision.grounds[0].basis[0].document == "《某县方案》"
    assert "启东市" in library


def test_an_author_changes_an_answer_by_editing_yaml_alone(tmp_path: Path) -> None:
    for name in ("rules/qidong", "catalogs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    file = tmp_path / "rules" / "qidong" / "eligibility.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("{申请人.失信信息有效期届满日: {before: 办理.日期}}") >= 1
    stricter = text.replace(
        "申请人.失信信息有效期届满日: {before: 办理.日期}",
        "申请人.失信信息有效期届满日: {before: 2000-01-01}",
    )
    file.write_text(stricter, encoding="utf-8")
    facts = WILLING | {
        "申请人.曾作出不实承诺": True,
        "申请人.信用已修复": False,
        "申请人.失信信息有效期届满日": "2022-06-30",
    }
    bundled, edited = library()["启东市"], gaozhi.load(tmp_path)["启东市"]
    assert bundled.decide(facts, item=2, on="2022-07-01").outcome == "可适用"
    assert edited.decide(facts, item=2, on="2022-07-01").outcome == "不适用"
    assert bundled.digest != edited.digest


def test_all_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        SOUND
        | {
            "rules/root/one.yaml": "rulez: {}\n",
            "rules/root/two.yaml": "rules:\n  强:\n    - {rule: 甲, titel: 乙, then: 上, silent: true}\n",
            "rules/root/three.yaml": "rules: [\n",
            "catalogs/other.yaml": "county: 示例县\nid: other\nrules: nowhere\ncalendar: china\nlist: not_at_hand\n",
        },
    )
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.load(tmp_path, bundled=False)
    places = {Path(d.span.file).name for d in caught.value.diagnostics if d.span}
    assert {"one.yaml", "two.yaml", "three.yaml", "other.yaml"} <= places
    assert all(d.span.file in caught.value.sources for d in caught.value.diagnostics if d.span)
    report = gaozhi.check(tmp_path, bundled=False)
    assert not report.sound
    assert set(caught.value.diagnostics) <= set(report.diagnostics)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing", "GZ701"),
        ("file.yaml", "GZ704"),
        ("empty", "GZ701"),
        pytest.param("长" * 300, "GZ705", id="too long for the system"),
    ],
)
def test_a_folder_that_is_none_is_said_to_be_none(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.load(tmp_path / name)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert [d.code for d in gaozhi.check(tmp_path / name).diagnostics] == [code]


def test_the_bundle_has_no_error_and_no_warning() -> None:
    report = gaozhi.check()
    assert [str(d) for d in report.diagnostics if d.severity != "note"] == []
    assert report.counts["jurisdictions"] == len(library())


def test_a_checkout_is_checked_as_a_folder_of_its_own() -> None:
    report = gaozhi.check(REPOSITORY)
    assert report.sound
    assert report.counts == gaozhi.check().counts


def test_a_case_file_is_read_with_its_county_its_item_and_its_day(tmp_path: Path) -> None:
    path = tmp_path / "案件.yaml"
    path.write_text(
        "jurisdiction: 启东市\nitem: 2\ndate: 2021-07-01\nfacts:\n  申请人.愿意承诺: false\n",
        encoding="utf-8",
    )
    request = gaozhi.read_case(path, library())
    assert (request.jurisdiction.id, request.decision) == ("qidong", "适用性")
    decision = request.jurisdiction.decide(request.case, request.decision)
    assert decision.possible == ("不适用", "应提交证明")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("jurisdiction: 启东县\nfacts: {}\n", "GZ611", 1, 15),
        ("jurisdiction: 启东市\nitem: 51\nfacts: {}\n", "GZ607", 2, 7),
        ("jurisdiction: 启东市\ndecision: 适用\nfacts: {}\n", "GZ610", 2, 11),
        ("jurisdiction: 启东市\nfacts:\n  申请人.愿意: true\n", "GZ601", 3, 3),
        ("jurisdiction: 启东市\nfacts:\n  申请人.愿意承诺: 愿意\n", "GZ602", 3, 13),
        ("jurisdiction: 启东市\ndate: 2020-01-01\nfacts: {}\n", "GZ608", 2, 7),
        ("jurisdiction: 启东市\nfact: {}\n", "GZ201", 2, 1),
        ("facts: {}\n", "GZ202", 1, 1),
    ],
)
def test_what_is_wrong_with_a_case_file_has_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int
) -> None:
    path = tmp_path / "案件.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(gaozhi.CaseError) as caught:
        gaozhi.read_case(path, library())
    (problem,) = caught.value.diagnostics
    assert problem.span is not None
    assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)


def test_a_case_file_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(gaozhi.CaseError) as caught:
        gaozhi.read_case(tmp_path / "没有.yaml", library())
    assert len(caught.value.diagnostics) == 1


@pytest.mark.parametrize(
    "name",
    ["rules/root/more.yaml.txt", "catalogs/sub/x.yaml", "rules/x.yml", "rule/root/x.yaml"],
)
def test_a_file_that_nothing_would_read_is_pointed_out(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {**SOUND, name: "rules: {}\n"})
    found = gaozhi.check(tmp_path, bundled=False).diagnostics
    assert [d.code for d in found] == ["GZ516"]
    assert found[0].span is not None
    assert name.startswith(found[0].span.file.removeprefix(f"{tmp_path}/"))


def test_an_author_is_not_told_of_the_bundles_own_notes(tmp_path: Path) -> None:
    write_files(tmp_path, {"rules/root/one.yaml": SOUND["rules/root/rules.yaml"]})
    report = gaozhi.check(tmp_path)
    assert all(str(tmp_path) in d.span.file for d in report.diagnostics if d.span)
    assert any(name.startswith("随包/rules/") for name in report.sources)


@pytest.mark.parametrize(
    ("cited", "code", "says"),
    [
        ("qidong:QD-2.7-4", "GZ506", "“qidong”不是本地区的上级"),
        ("启东市:QD-2.7-4", "GZ506", "“启东市”不是本地区的上级"),
        ("QD-2.7-4", "GZ501", "找不到条文 QD-2.7-4"),
    ],
)
def test_a_rule_cannot_rest_on_another_county(tmp_path, cited, code, says):
    _other_county(tmp_path, cited)
    (found,) = gaozhi.check(tmp_path).diagnostics
    assert (found.code, found.span.file.endswith("rules/demo/a.yaml")) == (code, True)
    assert says in found.message
    assert "条文" in found.help


def test_a_case_cannot_name_an_item_of_another_county(tmp_path):
    _other_county(tmp_path, "D-1")
    library = gaozhi.load(tmp_path)
    assert library["启东市"].case({}, item=50)
    with pytest.raises(gaozhi.CaseError) as caught:
        library["某县"].case({}, item=50)
    assert [found.code for found in caught.value.diagnostics] == ["GZ607"]
    assert "《某县清单》里没有" in str(caught.value)
    names = {"certificate": "无犯罪记录证明", "matter": "教师资格认定"}
    assert library["启东市"].case({}, item=names).facts["证明.在清单内"] is True
    assert library["某县"].case({}, item=names).facts["证明.在清单内"] is False


def _other_county(folder, cited):
    (folder / "rules" / "demo").mkdir(parents=True)
    (folder / "catalogs").mkdir()
    (folder / "catalogs" / "demo.yaml").write_text(
        "county: 某县\nid: demo\nrules: demo\ncalendar: china\n"
        "list: {title: 某县清单, published: 2021-05-25, basis: [D-1]}\n"
        "items:\n  - {number: 1, certificate: 甲证明, matter: 甲事项}\n",
        encoding="utf-8",
    )
    (folder / "rules" / "demo" / "a.yaml").write_text(
        "document: {number: 某办发〔2021〕1号, title: 某, issuer: 某县, issued: 2021-05-25}\n"
        "extends: national\n"
        "provisions:\n  - {id: D-1, locator: 一, quote: 一, means: 一}\n"
        "rules:\n  适用性:\n"
        f"    - {{rule: 甲, title: 甲, when: 申请人.愿意承诺, caveat: 乙, basis: [{cited}]}}\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("stated", "said", "shown"),
    [
        ("none", "示例县的规定没有清单", "<td>没有</td>"),
        ("not_at_hand", "示例县的清单不在手边", "<td>不在手边</td>"),
    ],
)
def test_no_list_and_one_that_is_not_at_hand_are_told_apart(
    tmp_path: Path, stated: str, said: str, shown: str
) -> None:
    catalog = SOUND["catalogs/demo.yaml"].replace("not_at_hand", stated)
    folder = write_files(tmp_path, SOUND | {"catalogs/demo.yaml": catalog})
    county = gaozhi.load(folder, bundled=False)["示例县"]
    assert county.list_title is None
    with pytest.raises(gaozhi.CaseError, match=said):
        county.case({}, item=1)
    with pytest.raises(gaozhi.CaseError, match=said):
        county.decide_matter("某事项", {})
    assert shown in county._repr_html_()
