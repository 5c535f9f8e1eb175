"""`gaozhi timeline`: what each organ owes after what happened."""

import json

import pytest

from tests.builders import write_files
from tests.places import EXAMPLES

EXAMPLE = EXAMPLES / "撤回以后.yaml"
HEAD = "jurisdiction: 启东市\nas_of: 2026-12-31\n"


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "事件.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_example_shows_each_duty_under_how_it_stands(run):
    result = run("timeline", str(EXAMPLE))
    assert (result.status, result.err) == (0, "")
    headings = [line for line in result.out.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "启东市，截至 2026-09-30：9 项",
        "待履行（4）",
        "已履行（2）",
        "不再负有（3）",
    ]
    assert "至迟 2026-10-22  行政机关：按原程序作出行政许可决定" in result.out
    assert "不计入：2026-09-21 至 2026-09-23（听证）" in result.out
    assert "依据：启政办发〔2021〕22号 二（四）" in result.out


def test_the_day_of_looking_can_be_given(run):
    assert "逾期（1）" in run("timeline", str(EXAMPLE), "--as-of", "2026-10-23").out
    assert "截至 2026-09-02：" in run("timeline", str(EXAMPLE), "--as-of", "2026-09-02").out


def test_json_is_what_python_gives(run):
    data = json.loads(run("timeline", str(EXAMPLE), "--json").out)
    assert {one["status"] for one in data} == {"pending", "met", "void"}
    assert all(one["basis"] for one in data)


def test_beyond_the_notices_one_duty_is_unknown_and_the_status_is_3(run, written):
    result = run(
        "timeline",
        written(
            HEAD + "facts: {事项.类型: 行政许可}\nevents:\n  - {event: 受理申请, at: 2026-12-21}\n"
        ),
    )
    assert result.status == 3
    assert "只能算到 2026-12-31" in result.out
    assert "是否负有本项义务，还要看：该行政许可是否由几个部门统一办理" in result.out
    assert "未知是否负有（3）" in result.out


def test_a_pause_that_ends_beyond_the_notices_has_the_status_3(run, written):
    text = (
        HEAD.replace("12-31", "12-30")
        + "facts: {事项.类型: 行政许可, 事项.统一联合或者集中办理: false}\n"
        + "events:\n  - {event: 受理申请, at: 2026-12-21}\n"
        + "excluded:\n  - {from: 2026-12-28, to: 2027-01-15, why: 听证}\n"
    )
    result = run("timeline", written(text))
    assert result.status == 3
    assert "暂停（1）" in result.out
    assert "自 2026-12-21 起 20个工作日，依全国的工作日历" in result.out
    endless = run("timeline", written(text.replace("2027-01-15", "9999-12-31")))
    assert (endless.status, endless.out) == (2, "")
    assert "没有尽头" in endless.err


def test_what_never_had_a_number_of_days_is_not_said_to_be_open(run):
    out = run("timeline", str(EXAMPLE)).out
    assert "没有写期限  审批部门：以统一社会信用代码" in out


def test_every_problem_of_a_file_is_shown_at_its_place(run, written):
    path = written(
        HEAD
        + "facts: {事项.类形: 行政许可}\n"
        + "events:\n"
        + "  - {event: 受理, at: 2026-12-21}\n"
        + "  - {event: 受理申请, at: 2019-12-21}\n"
        + "excluded:\n"
        + "  - {from: 2026-12-22, to: 2026-12-21}\n"
    )
    result = run("timeline", path)
    assert (result.status, result.out) == (2, "")
    for line, code in ((3, "GZ601"), (5, "GZ617"), (6, "GZ608"), (8, "GZ620")):
        assert any(f":{line}:" in said and code in said for said in result.err.splitlines())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{event: 受理申请, at: 2026-02-30}", "“at”：应为日期"),
        ("{event: 受理申请, at: 2026-11-23T09:00}", "时刻没有时区"),
        ("{event: 受理申请, at: 2026-11-23, wann: 1}", "不认识的键“wann”"),
        ("{event: 受理申请, at: 2026-11-23, calendar: xinjang}", "是否要写 xinjiang？"),
        ("{event: 受理申请, at: 2026-11-23, obliged: 启东}", "是否要写 启东市？"),
        ("{event: 受理申请, at: 2026-11-23, obliged: 启东市, calendar: china}", "只能写其一"),
        ("{event: 受理申请}", "缺少“at”"),
    ],
)
def test_a_wrong_event_is_explained(run, written, line, said):
    result = run("timeline", written(HEAD + f"events:\n  - {line}\n"))
    assert result.status == 2
    assert said in result.err


def test_without_a_day_of_looking_nothing_is_said(run, written):
    path = written("jurisdiction: 启东市\nevents:\n  - {event: 受理申请, at: 2026-06-01}\n")
    result = run("timeline", path)
    assert (result.status, result.out) == (2, "")
    assert "GZ621" in result.err
    assert run("timeline", path, "--as-of", "2026-06-02").status == 0


def test_a_file_that_is_not_there_is_named(run):
    assert run("timeline", "没有.yaml").status == 2


def test_a_duty_of_an_unknown_period_says_what_to_ask_and_a_bad_period_where_it_stands(
    run, tmp_path
):
    rules = tmp_path / "规则"
    write_files(
        rules,
        {
            "rules/vocabulary.yaml": "facts:\n  - {name: 承诺.期限, api: commitment.period, type: number, ask: 几个工作日？}\n",
            "rules/mouxian/rules.yaml": "document: {title: 方案, issuer: 某县, issued: 2024-03-01, in_force: {from: 2024-04-01}}\n"
            "extends: national\nprovisions:\n  - {id: MX-1, locator: 一, quote: 按承诺的期限补齐, means: 补齐}\nduties:\n"
            "  - {duty: 补齐, actor: 申请人, act: 补齐材料, within: {fact: 承诺.期限, unit: 工作日}, from: 作出承诺, met_by: 核查结论, basis: [MX-1]}\n"
            "  - {duty: 归档, actor: 机关, act: 归档, elsewhere: 档案法, from: 作出承诺, basis: [MX-1]}\n"
            "  - {duty: 年检, actor: 机关, act: 年检, elsewhere: 某条例, basis: [MX-1]}\n"
            "  - {duty: 约定核查, actor: 机关, act: 核查, by: {fact: 申请人.失信信息有效期届满日}, from: 作出承诺, basis: [MX-1]}\n",
            "catalogs/mouxian.yaml": "{county: 某县, id: mouxian, rules: mouxian, calendar: china, list: not_at_hand}\n",
        },
    )
    file = tmp_path / "事件.yaml"
    lines = (
        "jurisdiction: 某县\nas_of: 2026-09-30\n%sevents:\n  - {event: 作出承诺, at: 2026-09-01}\n"
    )
    file.write_text(lines % "", encoding="utf-8")
    shown = run("--rules", rules, "timeline", file)
    assert shown.status == 0
    assert "期限未知（2）" in shown.out
    assert "期限还要问清：几个工作日？" in shown.out
    assert "另有规定  机关：归档" in shown.out
    assert "时间由档案法规定" in shown.out
    file.write_text(lines % "facts: {承诺.期限: -3}\n", encoding="utf-8")
    refused = run("--rules", rules, "timeline", file)
    assert refused.status == 2
    assert "3:16: error GZ638: “承诺.期限”是 -3" in refused.err
    schedule = run("--rules", rules, "schedule", "某县", "2026")
    assert "依某条例\t年检" in schedule.out
    listed = run("--rules", rules, "duties", "某县")
    assert "期限由案件写明（承诺.期限，以工作日计）" in listed.out
