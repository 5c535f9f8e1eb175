"""陕州区: who owes what, by when, and through which channels."""

from datetime import date

import pytest

from gaozhi.engine import Deadline
from gaozhi.logic import truth
from gaozhi.model import Duty
from tests.situations import jurisdiction

ORGANS = "各乡（镇）、各部门"
LIST = "编制本部门清单"
SUMMARY = "报送书面总结"
IN_FORCE = date(2021, 7, 1)


def duties(day: date = IN_FORCE) -> dict[str, Duty]:
    """Return the duties that are law on a day, the inherited ones included."""
    standing = jurisdiction("陕州区").program.duties
    return {one.name: one for one in standing if truth(one.in_force, {"办理.日期": day})}


def started(event: str, day: date = IN_FORCE) -> dict[str, Deadline]:
    """Return the duties that an event starts on a day."""
    return {one.duty: one for one in jurisdiction("陕州区").deadlines(event, at=day)}


def dated(start: date, end: date) -> dict[str, Deadline]:
    """Return the duties whose day falls in a range."""
    return {one.duty: one for one in jurisdiction("陕州区").schedule(start, end)}


# -- the two dates of 2021 --------------------------------------------------------------------


def test_plan_has_two_dates_and_nothing_recurs():
    found = dated(date(2021, 1, 1), date(2030, 12, 31))
    assert {one.duty: one.due for one in found.values()} == {
        LIST: date(2021, 5, 20),
        SUMMARY: date(2021, 6, 20),
    }


@pytest.mark.parametrize(
    ("duty", "day", "met_by", "provision"),
    [
        (LIST, date(2021, 5, 20), "报送清单", "SZ-3.1-11"),
        (SUMMARY, date(2021, 6, 20), "报送总结", "SZ-4.5-2"),
    ],
)
def test_dated_duty_goes_to_the_justice_bureau_and_its_day_is_included(
    duty, day, met_by, provision
):
    (found,) = dated(day, day).values()
    assert (found.duty, found.actor, found.to) == (duty, ORGANS, "区司法局")
    assert found.met_by == met_by
    assert provision in {citation.provision for citation in found.basis}
    assert found.reading is not None
    assert found.reading.taken.startswith("含")
    assert found.reading.other.startswith("不含当日")


@pytest.mark.parametrize(
    "day", [date(2021, 5, 19), date(2021, 5, 21), date(2021, 6, 19), date(2021, 6, 21)]
)
def test_days_beside_the_dates_have_nothing(day: date):
    assert dated(day, day) == {}


def test_summary_falls_due_on_a_sunday_and_does_not_roll():
    found = dated(date(2021, 5, 1), date(2021, 6, 30))
    assert found[LIST].caveats == ()
    (caveat,) = found[SUMMARY].caveats
    assert caveat.text.startswith("2021-06-20 不是工作日")


def test_list_is_drawn_up_after_the_party_committee_and_in_the_form_of_the_annex():
    (found,) = dated(date(2021, 5, 20), date(2021, 5, 20)).values()
    assert "党委会议研究论证" in found.act
    assert [citation.provision for citation in found.basis] == ["SZ-3.1-10", "SZ-3.1-11", "SZ-A1-1"]


def test_summary_has_its_four_parts_and_is_passed_on_without_a_date():
    act = dated(date(2021, 6, 20), date(2021, 6, 20))[SUMMARY].act
    for part in ("工作开展情况", "主要做法和成效", "制度和规范", "问题和建议"):
        assert part in act
    onward = started("报送总结", date(2021, 6, 18))["汇总上报总结"]
    assert (onward.actor, onward.to, onward.due) == ("区司法局", "市司法局", None)
    assert [citation.provision for citation in onward.basis] == ["SZ-4.5-4"]


# -- assistance -------------------------------------------------------------------------------


def test_assistance_is_prompt_and_a_refusal_is_in_writing_without_a_number_of_days():
    found = started("协助请求到达")
    assert set(found) == {"及时协助核查", "书面说明协助不能"}
    help, refusal = found["及时协助核查"], found["书面说明协助不能"]
    assert (help.manner, help.due) == ("及时", None)
    assert help.basis[0].provision == "SZ-3.4-13"
    assert (refusal.manner, refusal.due, refusal.instead_of) == (None, None, "及时协助核查")
    assert refusal.conditional
    assert refusal.basis[0].provision == "SZ-3.4-14"


def test_notice_is_owed_on_application():
    notice = started("提出申请")["一次性书面告知"]
    assert {"SZ-2-1", "SZ-3.1-2"} <= {citation.provision for citation in notice.basis}


def test_withdrawal_starts_no_period_anew():
    assert started("撤回承诺") == {}


# -- channels and actors ----------------------------------------------------------------------

PORTAL = "河南省网上政务服务平台"


@pytest.mark.parametrize(
    ("duty", "channels"),
    [
        ("公布规程指南和文本", ("相关服务场所", "网站", PORTAL)),
        ("公开告知承诺书", ("相关服务场所", "网站", PORTAL)),
        ("公布投诉举报方式", ("相关服务场所", "网站", PORTAL)),
        ("建立在线核查支撑体系", (PORTAL, "“互联网+监管”系统")),
        ("现场核查推送承诺情况", ("“互联网+监管”系统", "应用程序")),
        ("实施日常监管", ("“双随机、一公开”监管", "重点监管", "“互联网+监管”", "智慧监管")),
        ("履行承诺情况入信用记录", ("信用信息共享平台", "行业信用信息系统")),
    ],
)
def test_channels_are_those_that_the_plan_names(duty: str, channels: tuple[str, ...]):
    assert duties()[duty].through == channels


@pytest.mark.parametrize(
    ("duty", "actor", "manner"),
    [
        ("建立并调整清单", ORGANS, None),
        ("不再设证明事项", ORGANS, None),
        ("编制规程指南和文本", ORGANS, None),
        ("添加功能模块", ORGANS, None),
        ("再造办理流程", ORGANS, "及时"),
        ("在线比对数据", ORGANS, None),
        ("现场核查推送承诺情况", ORGANS, "及时"),
        ("现场核查避免扰民", ORGANS, None),
        ("建立诚信档案", ORGANS, None),
        ("分类精准监管", ORGANS, None),
        ("牵头建立信用信息机制", "区发展改革委员会", None),
        ("监督检查和跟踪评估", "区司法局", None),
        ("研究解决新情况", "区司法局", "及时"),
        ("选取证明事项", ORGANS, None),
        ("推进数据共享开放", ORGANS, None),
        ("加大失信惩戒力度", ORGANS, None),
        ("建设信用管理制度", ORGANS, None),
        ("建立承诺退出机制", ORGANS, None),
        ("主要负责同志负责", f"{ORGANS}主要负责同志", None),
        ("加强组织领导", ORGANS, None),
        ("明确节点和分工", ORGANS, None),
        ("衔接其他改革", ORGANS, None),
        ("沟通上级指导下级", ORGANS, None),
        ("宣传告知承诺制", ORGANS, None),
        ("回应社会关切", ORGANS, "及时"),
    ],
)
def test_actor_and_time_are_those_that_the_plan_writes(duty: str, actor: str, manner: str | None):
    found = duties()[duty]
    assert (found.actor, found.manner) == (actor, manner)
    assert (found.within, found.by, found.every) == (None, None, None)


@pytest.mark.parametrize(
    ("duty", "locator", "words"),
    [
        ("选取证明事项", "三（一）", "最大限度利民便民原则"),
        ("添加功能模块", "三（三）", "“一网通办”的要求"),
        ("推进数据共享开放", "三（四）", "政务服务数据共享、开放"),
        ("加大失信惩戒力度", "三（五）", "依法加大失信惩戒力度"),
        ("建设信用管理制度", "三（五）", "告知承诺信用管理制度建设"),
        ("建立承诺退出机制", "三（六）", "建立承诺退出机制"),
        ("主要负责同志负责", "四（一）", "主要负责同志为第一责任人"),
        ("加强组织领导", "四（一）", "健全工作机制"),
        ("明确节点和分工", "四（二）", "按期完成"),
        ("衔接其他改革", "四（三）", "“证照分离”"),
        ("沟通上级指导下级", "四（三）", "对下级对口部门的指导"),
        ("宣传告知承诺制", "四（四）", "广泛深入宣传"),
        ("再造办理流程", "四（四）", "流程再造"),
        ("回应社会关切", "四（四）", "及时回应社会关切"),
        ("不再设证明事项", "四（五）", "各乡(镇)、各部门要全面推行"),
    ],
)
def test_duty_quotes_the_sentence_that_makes_it(duty: str, locator: str, words: str):
    quoted = [(one.locator, one.quote or "") for one in duties()[duty].basis]
    assert any(place == locator and words in quote for place, quote in quoted)


def test_what_the_plan_leaves_open_of_who_owes_it_is_said_as_a_reading():
    for duty in ("加强组织领导", "衔接其他改革"):
        reading = duties()[duty].reading
        assert reading is not None
        assert "各乡（镇）、各部门" in reading.taken


def test_every_heading_of_the_plan_stands_apart_from_its_provisions():
    asides = jurisdiction("陕州区").asides
    headings = [one.quote for one in asides if one.kind == "标题"]
    for part in ("一、总体要求", "二、工作目标", "三、工作任务", "四、组织实施"):
        assert part in headings
    assert sum(one.locator.startswith("三（") for one in asides if one.kind == "标题") == 6
    assert sum(one.locator.startswith("四（") for one in asides if one.kind == "标题") == 5


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        ("公布文本", "公布规程指南和文本"),
        ("推送承诺情况", "现场核查推送承诺情况"),
        ("履约情况纳入信用记录", "履行承诺情况入信用记录"),
    ],
)
def test_duty_in_the_plans_own_words_takes_the_baselines_place_on_its_first_day(parent, own):
    before, after = duties(date(2021, 4, 19)), duties(date(2021, 4, 20))
    assert parent in before
    assert own not in before
    assert parent not in after
    assert all(one.id.startswith("SZ-") for one in after[own].basis)


@pytest.mark.parametrize(
    "duty",
    [
        "文本全面准确",
        "文本可量化易操作",
        "制定核查办法",
        "失信程度分级",
        "区分情形惩戒",
        "防控工作风险",
        "告知和指导",
    ],
)
def test_duty_that_the_plan_restates_quotes_the_plan_first(duty: str):
    basis = duties()[duty].basis
    assert basis[0].id.startswith("SZ-")
    assert basis[-1].id.startswith("national:GBF42-")


def test_plan_keeps_a_file_on_each_applicant_and_no_list_of_the_dishonest():
    acts = [one.act for one in duties().values()]
    assert any("诚信档案" in act for act in acts)
    assert not any("名单" in act for act in acts)
