"""The counties' own watch rules, and the command that shows their alerts."""

import json
from datetime import date

import pytest

from gaozhi.watch import Watch
from gaozhi.watch._match import MOST_NAMED
from tests.places import EXAMPLES
from tests.situations import library
from tests.watched import KEY, PEOPLE

EXAMPLE = EXAMPLES / "信用预警.yaml"
LIBRARY = library()
COUNTIES = ("启东市", "毛集实验区", "阿合奇县", "陕州区")
UNTIL = {"核查.结论": "不实", "申请人.失信信息有效期届满日": date(2026, 8, 31)}


def told(county, *events):
    with Watch(LIBRARY[county], key=KEY) as watch:
        return [alert for one in events for alert in watch.add(one)]


def finding():
    return {
        "event": "核查结论",
        "at": date(2026, 3, 2),
        "case": "甲",
        "applicant": PEOPLE[0],
        "facts": UNTIL,
    }


def application(day):
    return {"event": "提出申请", "at": day, "case": "乙", "applicant": PEOPLE[0]}


PLACES = {
    "启东市": {"二（六）", "二（七）"},
    "毛集实验区": {"二（三）8", "二（三）9"},
    "阿合奇县": {"三（五）", "三（七）"},
    "陕州区": {"三（五）", "三（六）"},
}
"""Where each plan has 联合惩戒 and 事前信用预警."""


@pytest.mark.parametrize("county", COUNTIES)
def test_each_county_warns_by_the_words_of_its_own_plan(county):
    (alert,) = told(county, finding(), application(date(2026, 8, 31)))
    own = LIBRARY[county].document.label
    assert alert.basis[0].document == own
    assert {c.locator for c in alert.basis if c.document == own} == PLACES[county]
    assert any("信用" in (c.quote or "") for c in alert.basis if c.document == own)
    assert "不是不适用告知承诺制的理由" in alert.caveat


def test_in_qidong_alone_the_bar_lapses_with_the_record():
    heard = {
        county: bool(told(county, finding(), application(date(2026, 9, 1)))) for county in COUNTIES
    }
    assert heard == {"启东市": False, "毛集实验区": True, "阿合奇县": True, "陕州区": True}


@pytest.mark.parametrize("county", COUNTIES)
def test_a_repair_lifts_the_bar(county):
    repaired = {"event": "信用修复", "at": date(2026, 8, 3), "applicant": PEOPLE[0]}
    (alert,) = told(county, finding(), repaired, application(date(2026, 8, 31)))
    assert alert.events[0].event == "信用修复"


def test_a_third_commitment_while_the_first_is_unverified():
    commitments = [
        {
            "event": "作出承诺",
            "at": date(2026, 3, n),
            "case": case,
            "applicant": PEOPLE[0],
            "certificate": "学历证明",
        }
        for n, case in enumerate("甲乙丙", 2)
    ]
    (alert,) = told("毛集实验区", *commitments)
    assert (alert.rule, alert.cases) == ("未核查又多次承诺", ("丙", "甲", "乙"))
    assert "本规则取的次数" in alert.caveat


def test_where_a_plan_says_promptly_nothing_is_overdue():
    letters = [
        {"event": "协助请求到达", "at": date(2026, 1 + n, 5), "case": f"第{n}件", "organ": "公安局"}
        for n in range(6)
    ]
    assert told("启东市", *letters) == []


def letters_of(*answered: int, **more: str):
    """Three letters on one Monday, some of them answered on the Wednesday; a fourth on the Friday."""
    sent = [
        {
            "event": "协助请求到达",
            "at": date(2026, 11, 2),
            "case": f"第{n}件",
            "organ": "公安局",
            **more,
        }
        for n in range(3)
    ]
    answers = [
        {
            "event": "协助回复",
            "at": date(2026, 11, 4),
            "case": f"第{n}件",
            "organ": "公安局",
            **more,
        }
        for n in answered
    ]
    last = {"event": "协助请求到达", "at": date(2026, 11, 6), "case": "末件", "organ": "公安局"}
    return [*sent, *answers, last]


def test_where_a_plan_sets_three_working_days_a_fourth_letter_to_an_organ_three_late_alerts():
    facts = {"facts": {"协助.确有原因不能提供": False}}
    (alert,) = told("台儿庄区", *letters_of(**facts))
    assert alert.rule == "逾期未协助又收到请求"
    assert alert.cases == ("末件", "第0件", "第1件", "第2件")
    assert told("台儿庄区", *letters_of(1, **facts)) == []


def test_answers_that_cannot_be_told_apart_are_no_alert_and_no_crash():
    same = [{**event, "case": "一件"} for event in letters_of(0)]
    assert told("台儿庄区", *same) == []


def test_the_command_lists_the_alerts(run):
    result = run("watch", str(EXAMPLE))
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("启东市：7 个事件，2 项提醒\n")
    assert "乙案，1101**************" in result.out
    assert "启政办发〔2021〕22号 二（六）：「实施守信联合激励和失信联合惩戒制度」" in result.out
    data = json.loads(run("watch", str(EXAMPLE), "--json").out)
    assert [one["rule"] for one in data] == ["不实未届满又申请", "修复即解除限制"]


def test_the_command_says_that_an_alert_does_not_name_all_events(run, tmp_path):
    path = tmp_path / "事件.yaml"
    findings = [
        f"  - {{event: 核查结论, at: 2026-03-02, case: 第{n}件, applicant: {PEOPLE[0]}, "
        "facts: {核查.结论: 不实}}\n"
        for n in range(MOST_NAMED + 1)
    ]
    last = f"  - {{event: 提出申请, at: 2026-03-03, case: 末件, applicant: {PEOPLE[0]}}}\n"
    for kept, said in ((findings[1:], False), (findings, True)):
        path.write_text(f"jurisdiction: 启东市\nevents:\n{''.join(kept)}{last}", encoding="utf-8")
        assert ("涉及的事件不止这些" in run("watch", str(path)).out) is said


def test_every_problem_of_a_file_is_shown_at_its_place(run, tmp_path):
    path = tmp_path / "事件.yaml"
    path.write_text(
        "jurisdiction: 启东市\nevents:\n"
        "  - {event: 提出申请, at: 2026-09-01, case: 甲}\n"
        "  - {event: 信用修复, at: 2026-09-01, applicant: '110105194912310021'}\n"
        "  - {event: 办结, at: 2026-09-01, case: 甲, facts: {核查.结轮: 不实}}\n",
        encoding="utf-8",
    )
    result = run("watch", str(path))
    assert result.status == 2
    for place in ("事件.yaml:3:13: error GZ555", "事件.yaml:4:", "事件.yaml:5:"):
        assert place in result.err
    assert "110105194912310021" not in result.err
