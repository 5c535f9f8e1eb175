"""台儿庄区: what each organ owes, from when and by when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gaozhi.engine import Deadline
from gaozhi.logic import truth
from gaozhi.model import Duty
from tests.scenarios.taierzhuang import COUNTY, START
from tests.situations import jurisdiction

BEIJING = ZoneInfo("Asia/Shanghai")
YEARLY = "年度督察"


def started(event: str, at: date | datetime) -> dict[str, Deadline]:
    return {one.duty: one for one in jurisdiction(COUNTY).deadlines(event, at=at)}


def dated() -> dict[str, Deadline]:
    year = jurisdiction(COUNTY).schedule(date(2021, 1, 1), date(2021, 12, 31))
    return {one.duty: one for one in year if one.duty != YEARLY}


def named(name: str) -> Duty:
    (duty,) = [one for one in jurisdiction(COUNTY).program.duties if one.name == name]
    return duty


def cited(one: Deadline) -> set[str]:
    return {citation.provision for citation in one.basis}


def said(one: Deadline) -> str:
    return "；".join(caveat.text for caveat in one.caveats)


@pytest.mark.parametrize(
    ("event", "answer", "refusal"),
    [
        ("协助请求到达", "三日内答复协助请求", "二日内说明不能协助"),
        ("收到书面协助函", "三日内答复书面协助函", "二日内就书面协助函说明不能"),
    ],
)
def test_an_answer_and_a_refusal_quote_the_plan_and_the_forms(event, answer, refusal):
    found = started(event, date(2021, 4, 30))
    assert {"TZ-3.2-2", "TZ-A2.5-4", "TZ-A2.5-7"} <= cited(found[answer])
    assert cited(found[refusal]) == {"TZ-3.2-3"}


@pytest.mark.parametrize(
    ("event", "answer", "refusal"),
    [
        ("协助请求到达", "三日内答复协助请求", "二日内说明不能协助"),
        ("收到书面协助函", "三日内答复书面协助函", "二日内就书面协助函说明不能"),
    ],
)
def test_a_refusal_in_time_stands_in_place_of_the_answer(event, answer, refusal):
    found = started(event, date(2021, 7, 1))
    assert found[refusal].instead_of == answer
    assert found[refusal].conditional
    assert not found[answer].conditional
    assert (found[answer].met_by, found[refusal].met_by) == ("协助回复", "书面说明不能协助")
    assert "不得拒绝或者阻碍" in said(found[refusal])


def test_from_when_an_answer_is_reckoned_can_be_read_in_two_ways():
    platform = started("协助请求到达", date(2021, 7, 1))
    letter = started("收到书面协助函", date(2021, 7, 1))
    readings = [
        platform["三日内答复协助请求"].reading,
        platform["二日内说明不能协助"].reading,
        letter["三日内答复书面协助函"].reading,
        letter["二日内就书面协助函说明不能"].reading,
    ]
    assert all(reading is not None and "起算" in reading.taken for reading in readings)


def test_old_files_are_checked_with_the_institution_that_kept_them():
    files = started("协助请求到达", date(2021, 7, 1))["向代管单位核实档案"]
    assert (files.due, files.manner) == (None, None)
    assert "机构改革前" in said(files)


def test_before_the_plan_assistance_was_owed_promptly_and_without_a_number():
    before = started("协助请求到达", date(2021, 3, 24))
    first = started("协助请求到达", date(2021, 3, 25))
    assert before["及时协助核查"].manner == "及时"
    assert "三日内答复协助请求" not in before
    assert "及时协助核查" not in first
    assert {"三日内答复协助请求", "二日内说明不能协助"} <= set(first)


@pytest.mark.parametrize(
    ("revoked", "due"),
    [
        (date(2021, 7, 1), date(2021, 7, 5)),  # the second day is a Saturday
        (date(2021, 7, 5), date(2021, 7, 7)),
        (date(2021, 7, 8), date(2021, 7, 12)),
        (date(2021, 9, 16), date(2021, 9, 18)),  # a Saturday that is worked
        (date(2021, 9, 30), date(2021, 10, 8)),  # the National Day holiday
    ],
)
def test_a_revoked_licence_is_handed_in_within_two_calendar_days(revoked, due):
    found = started("撤销行政决定", revoked)["二日内交回证件"]
    assert found.due == due
    assert (found.actor, found.met_by) == ("申请人", "交回证件")
    assert cited(found) == {"TZ-A6-3", "TZ-A7-4"}
    assert found.reading is not None
    assert "日历日" in found.reading.taken
    assert "工作日" in found.reading.other
    assert "供参考" in said(found)


def test_the_texts_are_published_ten_working_days_after_the_general_list():
    found = started("通用清单公布", date(2021, 3, 26))
    for duty in ("十日内公布格式文本", "一并公告办事指南"):
        # The Qingming holiday, 3 to 5 April, does not count.
        assert found[duty].due == date(2021, 4, 12)
        assert found[duty].met_by == "公布格式文本"
        assert found[duty].reading is not None
    assert "4月15日" in said(found["十日内公布格式文本"])
    assert found["十日内公布格式文本"].through == ("相关服务场所", "网站", "政务服务平台")


def test_publishing_the_letter_is_told_at_the_application():
    found = started("提出申请", date(2021, 7, 1))
    assert found["申请时告知公开"].manner == "当场"
    assert found["申请时告知公开"].conditional
    assert cited(found["一次性书面告知"]) >= {"TZ-1.1-2"}


def test_an_adjusted_list_is_filed_with_the_city_and_no_day_is_made_up():
    found = started("清单调整公布", date(2021, 7, 1))["调整报市备案"]
    assert (found.due, found.manner) == (None, None)
    assert (found.actor, found.to, found.met_by) == ("区司法局", "市司法局", "报送备案")


def test_untrue_findings_go_to_credit_china():
    found = started("核查结论", date(2021, 7, 1))["推送信用中国数据"]
    assert found.to == "信用中国"
    assert found.conditional


DATES = {
    "成立领导小组": date(2021, 3, 10),
    "报送三件清单": date(2021, 3, 31),
    "报送部门实施方案": date(2021, 4, 15),
    "审核同意后公示": date(2021, 4, 15),
    "确定核查人员": date(2021, 4, 15),
    "具体实施": date(2021, 6, 30),
    "不定期督导": date(2021, 6, 30),
}


def test_the_dates_of_annex_3_are_those_of_the_year_of_the_plan():
    assert {duty: one.due for duty, one in dated().items()} == DATES
    later = jurisdiction(COUNTY).schedule(date(2022, 1, 1), date(2022, 12, 31))
    assert {one.duty for one in later} <= {YEARLY}


def test_every_date_of_annex_3_says_that_it_may_be_adjusted_and_how_it_is_read():
    for one in dated().values():
        assert "TZ-A3-10" in cited(one)
        assert "可以适时调整" in said(one)
        assert one.reading is not None


def test_a_date_before_the_plan_itself_is_recorded_as_a_fault_of_the_document():
    duty = named("成立领导小组")
    assert duty.by == date(2021, 3, 10)
    assert duty.accepted is not None
    assert "早于文件的施行" in duty.accepted
    # It falls on the day that annex 3 writes, and says that the plan was not yet in force then.
    assert "在文件施行（2021-03-25）以前" in said(dated()["成立领导小组"])


NO_NUMBER = {
    "编制清单": ("区直部门（单位）", "区司法局"),
    "审核清单": ("区司法局", "区政府"),
    "公布清单": ("区政府", "社会"),
    "审核公布调整": ("区司法局", "社会"),
    "制定通用规程": ("区司法局", None),
    "公开事项目录": ("各相关单位", "社会"),
    "免予核查报备案": ("行政事项办理单位", "区司法局"),
    "免予核查征求意见": ("行政事项办理单位", "行业监管部门"),
    "提出协助请求": ("请求机关", "被请求机关"),
    "现场协助协议备案": ("请求机关和被请求机关", "区司法局、区委编办"),
    "发布协助目录": ("区司法局", "社会"),
    "界定机关权责": ("区委编办", None),
    "建立信用工作机制": ("区发展改革局、区司法局", None),
    "文本和制度备案": ("行政机关", "区司法局"),
    "提供技术支撑": ("区大数据局", None),
    "避免核查影响办事": ("各相关单位", None),
    "第一责任人履职": ("各镇（街）、各部门（单位）的主要负责同志", None),
    "建立工作协调机制": ("文件未写明", None),
    "监督检查和跟踪评估": ("区司法局", None),
    "风险防范贯穿始终": ("各镇（街）、各部门（单位）", None),
    "开展宣传培训": ("各相关单位", None),
    "研究解决普遍性问题": ("各相关单位", None),
    "推广典型经验": ("各相关单位", None),
    "健全容错机制": ("文件未写明", None),
    "表彰奖励": ("区政府", "单位及人员"),
    "相互提供协助": ("行政机关", None),
    "遵循协助原则": ("行政机关", None),
}


@pytest.mark.parametrize("name", NO_NUMBER)
def test_a_duty_without_a_number_of_days_gets_none(name):
    duty = named(name)
    assert (duty.actor, duty.to) == NO_NUMBER[name]
    assert (duty.within, duty.by, duty.every) == (None, None, None)


def test_a_request_goes_through_the_platform_or_by_hand():
    duty = named("提出协助请求")
    assert duty.through == (
        "枣庄市政务信息资源共享交换平台台儿庄分中心",
        "指派工作人员持书面协助函",
    )
    assert "3个工作日内" in "".join(provision.quote or "" for provision in duty.basis)


def test_the_progress_is_inspected_every_year_and_nobody_is_named_for_it():
    duty = named(YEARLY)
    assert (duty.actor, str(duty.every), duty.starting) == ("文件未写明", "1年", None)
    assert [provision.id for provision in duty.basis] == ["TZ-5.4-2"]
    assert duty.reading is not None


def test_common_problems_are_solved_promptly():
    assert named("研究解决普遍性问题").manner == "及时"
    # 适时 is no number and no 及时.
    assert named("推广典型经验").manner is None


@pytest.mark.parametrize(
    ("name", "provision"),
    [
        ("避免核查影响办事", "TZ-3.1-6"),
        ("第一责任人履职", "TZ-5.1-1"),
        ("建立工作协调机制", "TZ-5.1-2"),
        ("监督检查和跟踪评估", "TZ-5.1-3"),
        ("风险防范贯穿始终", "TZ-5.2-2"),
        ("开展宣传培训", "TZ-5.3-2"),
        ("研究解决普遍性问题", "TZ-5.3-3"),
        ("推广典型经验", "TZ-5.3-4"),
        ("健全容错机制", "TZ-5.4-3"),
        ("表彰奖励", "TZ-5.4-4"),
        ("相互提供协助", "TZ-A2.4-1"),
        ("遵循协助原则", "TZ-A2.4-2"),
        ("提出协助请求", "TZ-A2.2-4"),
        ("研究确定协助争议", "TZ-A2.8-3"),
    ],
)
def test_a_duty_quotes_the_sentence_that_sets_it(name, provision):
    assert provision in {one.id for one in named(name).basis}


@pytest.mark.parametrize(("hard", "owed"), [(True, True), (False, False)])
def test_help_that_slows_the_matter_down_is_avoided_where_help_is_asked_for(hard, owed):
    duty = named("避免核查影响办事")
    case = {**START, "证明.难以自行核查": hard, "办理.日期": date(2021, 7, 1)}
    assert truth(duty.when, case) is owed
    assert duty.reading is not None
