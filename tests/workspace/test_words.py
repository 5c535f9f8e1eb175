"""Words of a jurisdiction in a folder beside others: they concern nobody else, right or wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.authoring.check import check
from gaozhi.errors import CatalogError
from gaozhi.model import NO_RULE
from gaozhi.source import Severity
from tests.builders import write_files
from tests.command import runner
from tests.situations import library

HEAD = """
document: {{title: {name}办法, issuer: {name}, issued: 2021-06-01, in_force: {{from: 2021-06-01}}}}
extends: national
provisions:
  - {{id: P-1, locator: 一, quote: 不实的处以罚款, means: 不实的罚款}}
"""
CATALOG = "county: {name}\nid: {id}\nrules: {id}\ncalendar: china\nlist: not_at_hand\n"
WORDS = """
facts: [{name: 企业.规模, type: {one_of: [大型, 小微]}, ask: 企业属于哪一种规模？}]
decisions:
  - {name: 上门服务, api: home_service, combine: strongest, values: [上门办理, 窗口办理]}
values:
  不实后果: {add: [罚款]}
  适用性: {add: [{value: 先行办理, after: 应提交证明}]}
rules:
  上门服务:
    - {rule: 小微上门, title: 小微上门, when: {企业.规模: 小微}, then: 上门办理, basis: [P-1]}
    - {rule: 其余窗口, title: 其余窗口, otherwise: true, then: 窗口办理, silent: true}
  不实后果:
    - {rule: 罚款, title: 罚款, when: {核查.结论: 不实}, then: 罚款, basis: [P-1]}
"""
PLAIN = "rules:\n  不实后果:\n    - {rule: 都公示, title: 公示, then: 失信公示, basis: [P-1]}\n"
USES_OTHERS = """
rules:
  不实后果:
    - {rule: 都罚款, title: 罚款, when: {企业.规模: 小微}, then: 罚款, basis: [P-1]}
  上门服务:
    - {rule: 不上门, title: 不上门, otherwise: true, then: 窗口办理, basis: [P-1]}
"""
SCENARIOS = """
scenarios:
  - {name: 没有规定, decision: 上门服务, date: 2022-01-01, expect: {outcome: 无此规定}}
"""


def city(id_: str, name: str, rules: str) -> dict[str, str]:
    """Return the files of a city that stands on the bundled baseline."""
    return {
        f"catalogs/{id_}.yaml": CATALOG.format(name=name, id=id_),
        f"rules/{id_}/document.yaml": HEAD.format(name=name),
        f"rules/{id_}/rules.yaml": rules,
    }


def digests(found: gaozhi.Library) -> dict[str, str]:
    return {id_: found[id_].digest for id_ in found}


def test_a_city_with_words_of_its_own_changes_no_bundled_program(tmp_path: Path) -> None:
    write_files(tmp_path, city("jia", "甲市", WORDS) | city("yi", "乙市", PLAIN))
    assert [one for one in check(tmp_path).diagnostics if one.severity is Severity.ERROR] == []
    found = gaozhi.load(tmp_path)
    bundled = digests(library())
    assert {id_: found[id_].digest for id_ in bundled} == bundled
    assert "罚款" not in found["乙市"].vocabulary.decisions["不实后果"].values
    fined = found["甲市"].decide({"核查.结论": "不实"}, "不实后果", on=date(2022, 1, 1))
    assert "罚款" in fined.values
    small = found["甲市"].decide({"企业.规模": "小微"}, "home_service", on=date(2022, 1, 1))
    assert small.outcome == "上门办理"


@pytest.mark.parametrize("strict", [True, False])
def test_what_only_one_city_decides_is_not_provided_for_in_another(
    tmp_path: Path, strict: bool
) -> None:
    write_files(tmp_path, city("jia", "甲市", WORDS) | city("yi", "乙市", PLAIN))
    found = gaozhi.load(tmp_path, strict=strict)
    for name in ("乙市", "启东市"):
        for decision in ("上门服务", "home_service"):
            answer = found[name].decide({}, decision, on=date(2022, 1, 1))
            assert (answer.decision, answer.outcome) == ("上门服务", NO_RULE)
    with pytest.raises(gaozhi.CaseError):
        found["乙市"].decide({}, "没有的判断")


def test_the_words_of_another_city_are_unknown_and_the_help_says_whose_they_are(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, city("jia", "甲市", WORDS) | city("yi", "乙市", USES_OTHERS))
    errors = [one for one in check(tmp_path).diagnostics if one.severity is Severity.ERROR]
    assert {one.code for one in errors} == {"GZ303", "GZ408", "GZ409"}
    assert all("rules/jia" in str(one.help) for one in errors)
    assert all("rules/yi" in one.span.file for one in errors if one.span is not None)


def test_wrong_words_refuse_their_own_city_alone_and_are_told_at_once(tmp_path: Path) -> None:
    wrong = WORDS.replace("combine: strongest, ", "").replace(
        "{value: 先行办理, after: 应提交证明}", "先行办理"
    )
    write_files(tmp_path, city("jia", "甲市", wrong) | city("yi", "乙市", PLAIN))
    report = check(tmp_path)
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    assert sorted(one.code for one in errors) == ["GZ202", "GZ321"]
    assert all("rules/jia" in one.span.file for one in errors if one.span is not None)
    found = gaozhi.load(tmp_path, strict=False)
    assert "失信公示" in found["乙市"].decide({}, "不实后果", on=date(2022, 1, 1)).values
    with pytest.raises(CatalogError) as refused:
        found["甲市"].decide({}, "不实后果")
    assert sorted(one.code for one in refused.value.diagnostics) == ["GZ202", "GZ321"]


def test_the_commands_answer_that_there_is_no_rule(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = runner(capfd, monkeypatch)
    folder = tmp_path / "规则"
    files = city("jia", "甲市", WORDS) | city("yi", "乙市", PLAIN)
    write_files(folder, files | {"rules/yi/无.scenarios.yaml": SCENARIOS})
    case = tmp_path / "案件.yaml"
    case.write_text(
        "jurisdiction: 乙市\ndecision: 上门服务\ndate: 2022-01-01\nfacts: {}\n", "utf-8"
    )
    shown = run("decide", str(case), "--rules", str(folder))
    assert (shown.status, "上门服务：无此规定" in shown.out) == (0, True), shown.err
    assert "没有规定“上门服务”" in shown.out
    data = run("decide", str(case), "--rules", str(folder), "--json")
    assert (data.status, '"code": "no_rule"' in data.out) == (0, True)
    tried = run("test", str(folder))
    assert tried.status == 0, tried.out + tried.err


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.lists(st.sampled_from("春夏秋冬"), min_size=1, max_size=3, unique=True),
    after=st.sampled_from(["不属于适用范围", "不适用", "应提交证明", "可适用"]),
    combine=st.sampled_from(["strongest", "first", "all"]),
)
def test_whatever_one_adds_changes_no_digest_and_no_answer_of_another(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], after: str, combine: str
) -> None:
    places = "、".join(values)
    added = [f"{{value: {places[:1]}, after: {after}}}"]
    words = (
        f"decisions: [{{name: 自定, combine: {combine}, values: [{', '.join(values)}]}}]\n"
        f"values: {{适用性: {{add: [{added[0]}]}}, 办理义务: {{add: [{', '.join(values)}]}}}}\n"
    )
    alone = write_files(tmp_path_factory.mktemp("alone"), city("yi", "乙市", PLAIN))
    both = city("yi", "乙市", PLAIN) | city("jia", "甲市", words + PLAIN)
    beside = write_files(tmp_path_factory.mktemp("beside"), both)
    one, other = (gaozhi.load(folder, strict=False)["乙市"] for folder in (alone, beside))
    assert one.digest == other.digest
    for decision in one.vocabulary.decisions:
        on = date(2022, 1, 1)
        assert one.decide({}, decision, on=on) == other.decide({}, decision, on=on)
