"""What comes of a scenario, and every way in which it may differ from what is expected."""

from dataclasses import replace

import pytest

import gaozhi
from gaozhi.authoring.scenarios import Result, run
from tests.situations import library


@pytest.fixture
def tried(write):
    """Run the one scenario of a file."""

    def try_(scenario: str) -> Result:
        folder = write(f"scenarios:\n  - {scenario}\n")
        (one,) = gaozhi.load_scenarios(folder, bundled=False)
        return run(one, gaozhi.load(folder, bundled=False)[one.jurisdiction])

    return try_


OPEN = "unknown: [申请人.愿意承诺]"


@pytest.mark.parametrize(
    "scenario",
    [
        "{name: 一, expect: {outcome: 可适用}}",
        "{name: 一, expect: {outcome: 可适用, grounds: [可以承诺, 'root:ROOT-1']}}",
        f"{{name: 一, {OPEN}, expect: {{outcome: 待补充, possible: [可适用, 应提交证明]}}}}",
        f"{{name: 一, {OPEN}, expect: {{questions: [申请人.愿意承诺]}}}}",
        "{name: 一, expect: {questions: []}}",
        "{name: 一, expect: {caveats: []}}",
        "{name: 一, date: 2021-05-24, expect: {caveats: [自 2021-05-25 起施行]}}",
        "{name: 一, decision: 办理义务, expect: {values: [一次性告知]}}",
        "{name: 一, decision: 办理义务, expect: {values: {一次性告知: 'root:ROOT-1'}, pending: []}}",
        "{name: 一, event: 提出申请, at: 2021-07-01, expect: {due: {确定核查方式: 2021-07-29}}}",
    ],
)
def test_what_comes_out_as_expected_passes(tried, scenario):
    assert tried(scenario).differences == ()


@pytest.mark.parametrize(
    ("scenario", "expected", "found"),
    [
        ("{name: 一, expect: {outcome: 不适用}}", "不适用", "可适用"),
        (
            f"{{name: 一, {OPEN}, expect: {{possible: [可适用, 不适用]}}}}",
            "不适用、可适用",
            "应提交证明、可适用",
        ),
        (
            "{name: 一, expect: {outcome: 可适用, grounds: [失信]}}",
            "失信",
            "可以承诺、root:ROOT-1",
        ),
        (f"{{name: 一, {OPEN}, expect: {{questions: []}}}}", "（没有）", "申请人.愿意承诺"),
        ("{name: 一, expect: {caveats: [某句话]}}", "有一条写着“某句话”", "（没有）"),
        (
            "{name: 一, date: 2021-05-24, expect: {outcome: 可适用}}",
            "没有这一条",
            "示办发〔2021〕1号自 2021-05-25 起施行，办理日期在此之前，由上级文件作答",
        ),
        ("{name: 一, decision: 办理义务, expect: {values: []}}", "（没有）", "一次性告知"),
        (
            "{name: 一, decision: 办理义务, expect: {pending: [一次性告知]}}",
            "一次性告知",
            "（没有）",
        ),
        (
            "{name: 一, event: 提出申请, at: 2021-07-01, expect: {due: {确定核查方式: 2021-07-30}}}",
            "确定核查方式 2021-07-30",
            "2021-07-29",
        ),
        (
            "{name: 一, event: 提出申请, at: 2021-07-01, expect: {due: {确定核查方式: 没有}}}",
            "确定核查方式 没有这项义务",
            "2021-07-29",
        ),
    ],
)
def test_what_differs_is_told_with_both_sides_and_its_place(tried, scenario, expected, found):
    (difference,) = tried(scenario).differences
    assert (difference.expected, difference.found) == (expected, found)
    assert difference.span is not None


def test_a_value_must_rest_on_its_own_ground(tried):
    result = tried(
        "{name: 一, decision: 办理义务, expect: {values: {一次性告知: 办理义务·一次性告知}}}"
    )
    assert result.passed
    wrong = replace(result.scenario.expect, values={"一次性告知": ("别的",)})
    county = gaozhi.load(bundled=True)["启东市"]
    assert not run(replace(result.scenario, expect=wrong, facts={}), county).passed


def test_every_difference_is_told_at_once(tried):
    result = tried("{name: 一, expect: {outcome: 不适用, questions: [申请人.愿意承诺]}}")
    assert [one.key for one in result.differences] == ["outcome", "questions"]
    assert [one["what"] for one in result.to_dict()["differences"]] == ["结论", "要问"]


def test_a_case_that_other_rules_refuse_is_a_difference_and_no_exception(tried):
    one = tried("{name: 一, expect: {outcome: 可适用}}").scenario
    refused = run(replace(one, facts={"没有的": True}), library()["启东市"])
    assert [difference.key for difference in refused.differences] == ["facts"]
    assert "没有的" in refused.differences[0].found


def test_a_caveat_that_an_inferred_line_calls_for_needs_no_mention(write):
    (one,) = (
        s
        for s in gaozhi.load_scenarios(county="全国")
        if (s.decision, s.name) == ("适用性", "平常的申请人可以承诺")
    )
    national = library()["全国"]
    assert one.expect.caveats == ()
    assert run(one, national).passed
    assert len(national.decide(one.facts, on=one.on).caveats) == 1


def test_a_last_day_may_turn_on_the_facts_of_its_scenario(write):
    folder = write("""
        scenarios:
          - name: 承诺三日
            facts: {申请人.失信次数: 3}
            event: 提出申请
            at: 2021-07-01
            expect: {due: {补齐: 2021-07-06}}
          - {name: 没有写, event: 提出申请, at: 2021-07-01, expect: {due: {补齐: 2021-07-06}}}
    """)
    (folder / "rules" / "demo" / "duties.yaml").write_text(
        "duties:\n  - {duty: 补齐, actor: 申请人, act: 补齐, "
        "within: {fact: 申请人.失信次数, unit: 工作日}, from: 提出申请, basis: [DEMO-1]}\n",
        encoding="utf-8",
    )
    told, untold = [
        run(one, gaozhi.load(folder, bundled=False)["示范县"])
        for one in gaozhi.load_scenarios(folder, bundled=False)
    ]
    assert told.differences == ()
    (difference,) = untold.differences
    assert "申请人.失信次数" in difference.found
