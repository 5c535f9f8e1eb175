"""`gaozhi duties`: what is asked of each organ, dated or not."""

import json

import pytest

from tests.situations import jurisdiction, library


def test_every_duty_stands_under_its_organ_with_its_quotation(run):
    result = run("duties", "启东市")
    assert (result.status, result.err) == (0, "")
    for duty in jurisdiction("启东市").duties():
        assert f"  {duty.name}：{duty.act}" in result.out
        assert f"\n{duty.actor}\n" in result.out
        for provision in duty.basis:
            assert str(provision.quote or provision.means) in result.out


def test_time_condition_and_quotation_are_said(run):
    out = run("duties", "台儿庄区").out
    shown = out[out.index("  二日内说明不能协助：") :].splitlines()[:6]
    assert "    何时：自“协助请求到达”起 2个工作日" in shown
    assert "    条件：协助确有原因不能提供" in shown
    assert "何时：至迟 2021-03-31" in out
    assert "何时：提出申请以后，当场" in out
    assert "每6个月一次，首次至迟 2021-08-31" in run("duties", "启东市").out


def test_an_event_that_a_decision_must_allow_is_a_condition(run):
    data = json.loads(run("duties", "启东市", "--json").out)
    (one,) = [one for one in data if one["duty"] == "撤回后按原程序办理"]
    assert (one["event"], one["condition"], one["manner"]) == ("撤回承诺", "可撤回", None)
    assert one["basis"][0]["quote"] == "撤回后应当按照原程序办理，重新计算办理时限"


@pytest.mark.parametrize(
    ("organ", "duty", "asked"),
    [
        ("市医保局", "录入承诺情况", True),
        ("市人力资源社会保障局", "实施线上核查", True),
        ("市人力资源和社会保障局", "实施线上核查", True),
        ("市市域治理现代化指挥中心", "实施线上核查", True),
        ("市市域治理现代化指挥中心", "公布清单", False),
        ("市司法局", "监督检查和跟踪评估", True),
        ("市医保局", "监督检查和跟踪评估", False),
    ],
)
def test_an_organ_finds_what_it_is_named_for_and_what_its_paragraph_asks(run, organ, duty, asked):
    data = json.loads(run("duties", "启东市", "--actor", organ, "--json").out)
    assert (duty in {one["duty"] for one in data}) is asked
    assert {one["duty"] for one in data} == {
        one.name for one in jurisdiction("启东市").duties(organ)
    }


def test_who_the_responsible_units_are_is_said_once(run):
    out = run("duties", "启东市", "--actor", "市医保局").out
    assert out.count("  二（六）责任单位：市发展改革委、市市域治理现代化指挥中心、") == 1


def test_an_organ_that_nothing_is_asked_of_is_refused_with_the_nearest(run):
    result = run("duties", "启东市", "--actor", "市医疗局")
    assert (result.status, result.out) == (2, "")
    assert "是否要写 市医保局？" in result.err


def test_a_duty_that_the_county_replaces_is_not_among_its_duties():
    names = {duty.name for duty in jurisdiction("台儿庄区").duties()}
    assert "三日内答复协助请求" in names
    assert "及时协助核查" not in names


@pytest.mark.parametrize(
    ("paragraph", "first", "count"),
    [
        ("二（一）", "市司法局", 10),
        ("二（二）", "市教育体育局", 10),
        ("二（三）", "市教育体育局", 10),
        ("二（四）", "市教育体育局", 10),
        ("二（五）", "市教育体育局", 11),
        ("二（六）", "市发展改革委", 11),
        ("二（七）", "市教育体育局", 11),
        ("二（八）", "市市域治理现代化指挥中心", 11),
    ],
)
def test_the_responsible_units_of_each_paragraph_are_its_own(paragraph, first, count):
    group = library()["启东市"].program.organs[f"{paragraph}责任单位"]
    named = [member for member in group.members if member != "市各有关部门"]
    assert (named[0], len(named)) == (first, count)
    assert ("市市域治理现代化指挥中心" in named) == (count == 11)
    (basis,) = group.basis
    assert basis.locator == paragraph
    assert all(member in str(basis.quote) for member in group.members)


@pytest.mark.parametrize(
    ("organ", "duty", "asked"),
    [
        ("县发改委", "分级精准监管", True),
        ("人行阿合奇县支行", "分级精准监管", True),
        ("县司法局", "分类确定监管方式", True),
        ("县司法局", "分级精准监管", False),
        ("县政务服务和公共资源交易中心", "梳理目录清单", True),
    ],
)
def test_in_aheqi_those_who_lead_and_those_who_are_responsible_find_their_tasks(organ, duty, asked):
    assert (duty in {one.name for one in jurisdiction("阿合奇县").duties(organ)}) is asked


@pytest.mark.parametrize(
    ("county", "duty", "condition"),
    [
        ("启东市", "录入承诺情况", "承诺尚未撤回"),
        ("启东市", "排查不实承诺", "证明不是免予核查的"),
        ("启东市", "两名以上人员核查", "事项类型为行政许可，并且证明不是仅需形式审查的"),
        (
            "阿合奇县",
            "提出许可实行的建议",
            "事项为涉企经营许可，并且地方性法规或者政府规章设定的许可，"
            "并且事项许可告知承诺尚未获批准",
        ),
    ],
)
def test_a_condition_that_must_not_hold_is_said_as_a_clerk_says_it(run, county, duty, condition):
    data = json.loads(run("duties", county, "--json").out)
    (one,) = [one for one in data if one["duty"] == duty]
    assert one["condition"] == condition


def test_words_that_were_not_checked_are_said_so_once_for_a_quotation(run):
    out = run("duties", "启东市").out
    assert "国办发〔2020〕42号（原文未核对）：" in out
    assert "原文未核对（" not in out
    assert "未见原文" not in out
