"""What happened in a case, county by county: every way to stand, and timelines that once went wrong."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gaozhi import Event, Pause
from tests.situations import jurisdiction

COUNTIES = ["全国", "启东市", "台儿庄区", "毛集实验区", "阿合奇县", "陕州区"]
LICENCE = {
    "事项.类型": "行政许可",
    "事项.统一联合或者集中办理": False,
    "事项.先经下级机关审查": False,
}
DECIDE = "二十日内决定许可"
BEIJING = ZoneInfo("Asia/Shanghai")


def on(text):
    return date.fromisoformat(text)


def seen(county, *events, as_of, facts=None, excluded=()):
    happened = [Event(name, on(day), *ref) for name, day, *ref in events]
    moment = as_of if isinstance(as_of, datetime) else on(as_of)
    found = jurisdiction(county).timeline(
        happened, facts=facts or {}, as_of=moment, excluded=excluded
    )
    return {one.duty: one for one in found}


# Every way in which a duty can stand, in every county.

ACCEPTED = ("受理申请", "2026-11-02")
LATE_IN_THE_YEAR = ("受理申请", "2026-12-02")
HEARING = (Pause(on("2026-11-16"), None, "听证"),)


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize(
    ("status", "text", "duty", "events", "as_of", "excluded"),
    [
        ("pending", "待履行", DECIDE, [ACCEPTED], "2026-11-30", ()),
        ("overdue", "逾期", DECIDE, [ACCEPTED], "2026-12-01", ()),
        ("met", "已履行", DECIDE, [ACCEPTED, ("作出决定", "2026-11-30")], "2026-12-31", ()),
        ("met late", "逾期履行", DECIDE, [ACCEPTED, ("作出决定", "2026-12-01")], "2026-12-31", ()),
        ("suspended", "暂停", DECIDE, [ACCEPTED], "2026-11-18", HEARING),
        ("可能逾期", "可能逾期", DECIDE, [LATE_IN_THE_YEAR], "2026-12-31", ()),
        ("可能逾期履行", "可能逾期履行", DECIDE, [LATE_IN_THE_YEAR, ("作出决定", "2026-12-31")], "2026-12-31", ()),
        ("未知", "未知", DECIDE, [("受理申请", "2026-12-21")], "2026-12-31", ()),
    ],
)  # fmt: skip
def test_a_licence_can_stand_in_every_way(county, status, text, duty, events, as_of, excluded):
    one = seen(county, *events, as_of=as_of, facts=LICENCE, excluded=excluded)[duty]
    assert (one.status, one.status_text) == (status, text)


@pytest.mark.parametrize("county", COUNTIES)
def test_of_a_matter_of_which_it_is_open_whether_it_is_a_licence_it_is_open_what_is_owed(county):
    one = seen(county, ACCEPTED, as_of="2027-06-30")[DECIDE]
    assert (one.status, one.status_text) == ("未知是否负有", "未知是否负有")
    assert {question.fact for question in one.questions} >= {"事项.类型"}


CANNOT = {
    "全国": ("及时协助核查", "书面说明协助不能"),
    "启东市": ("及时协助核查", "及时书面说明协助不能"),
    "台儿庄区": ("三日内答复协助请求", "二日内说明不能协助"),
    "毛集实验区": ("及时协助核查", "书面说明协助不能"),
    "阿合奇县": ("及时协助核查", "书面说明协助不能"),
    "陕州区": ("及时协助核查", "书面说明协助不能"),
}
ASKED = ("协助请求到达", "2026-11-23")


@pytest.mark.parametrize("county", COUNTIES)
def test_who_cannot_help_and_says_so_in_time_owes_no_answer(county):
    answer, refusal = CANNOT[county]
    facts = {"协助.确有原因不能提供": True}
    said = ("书面说明不能协助", "2026-11-25")
    found = seen(county, ASKED, said, as_of="2026-12-10", facts=facts)
    assert (found[answer].status, found[answer].status_text) == ("void", "不再负有")
    assert found[refusal].status == "met"


@pytest.mark.parametrize("county", COUNTIES)
def test_to_say_that_one_cannot_does_not_make_it_so(county):
    answer, refusal = CANNOT[county]
    said = ("书面说明不能协助", "2026-11-25")
    found = seen(county, ASKED, said, as_of="2026-12-10")
    assert found[refusal].status == "met"
    assert found[answer].status == "未知"
    assert [q.fact for q in found[answer].questions] == ["协助.确有原因不能提供"]
    refused = {"协助.确有原因不能提供": False}
    assert seen(county, ASKED, said, as_of="2026-12-10", facts=refused)[answer].status != "void"


# Eight timelines.


@pytest.mark.parametrize("county", COUNTIES)
def test_a_reply_in_time_disposes_of_the_duty_to_say_that_one_cannot(county):
    answer, refusal = CANNOT[county]
    found = seen(county, ASKED, ("协助回复", "2026-11-26"), as_of="2026-12-10")
    assert found[answer].status == "met"
    assert (found[refusal].status, found[refusal].questions) == ("void", ())
    assert "2026-11-26" in str(found[refusal].because)


def test_a_reply_to_one_letter_says_nothing_of_another():
    events = [(*ASKED, "甲函"), (*ASKED, "乙函"), ("协助回复", "2026-11-25", "甲函")]
    happened = [Event(name, on(day), *ref) for name, day, *ref in events]
    found = jurisdiction("台儿庄区").timeline(happened, as_of=on("2026-12-10"))
    stands = {(one.duty, one.ref): one.status for one in found}
    assert stands["二日内说明不能协助", "甲函"] == "void"
    assert stands["二日内说明不能协助", "乙函"] == "未知是否负有"
    assert stands["三日内答复协助请求", "乙函"] == "overdue"


def test_a_letter_received_in_qidong_is_to_be_answered_promptly():
    letter = ("收到书面协助函", "2026-11-23")
    found = seen("启东市", letter, as_of="2026-12-10")
    answer = found["及时履行书面协助函"]
    assert (answer.status, answer.deadline.manner) == ("pending", "及时")
    assert any("及时履行协助义务" in str(c.quote) for c in answer.deadline.basis)
    refusal = found["及时就书面协助函说明不能"]
    assert refusal.status == "未知是否负有"
    assert any("及时书面告知并说明理由" in str(c.quote) for c in refusal.deadline.basis)
    replied = seen("启东市", letter, ("协助回复", "2026-11-25"), as_of="2026-12-10")
    assert replied["及时履行书面协助函"].status == "met"
    assert replied["及时就书面协助函说明不能"].status == "void"


@pytest.mark.parametrize("kind", ["行政确认", "行政给付", "公共服务", "行政许可"])
def test_a_withdrawal_in_qidong_starts_the_original_procedure_whatever_the_matter(kind):
    facts = {**LICENCE, "事项.类型": kind}
    events = [ACCEPTED, ("作出承诺", "2026-11-03"), ("撤回承诺", "2026-11-05")]
    found = seen("启东市", *events, as_of="2026-12-10", facts=facts)
    fresh = found["撤回后按原程序办理"]
    assert (fresh.status, fresh.conditional) == ("pending", False)
    assert [c.quote for c in fresh.deadline.basis] == ["撤回后应当按照原程序办理，重新计算办理时限"]
    assert found["录入承诺情况"].status == "void"
    assert ("撤回后二十日内决定许可" in found) == (kind == "行政许可")
    closed = seen("启东市", *events, ("办结", "2026-11-20"), as_of="2026-12-10", facts=facts)
    assert closed["撤回后按原程序办理"].status == "met"


@pytest.mark.parametrize("kind", ["行政确认", "行政许可"])
def test_after_the_matter_is_closed_a_withdrawal_does_nothing(kind):
    facts = {**LICENCE, "事项.类型": kind}
    events = [
        ACCEPTED,
        ("作出承诺", "2026-11-03"),
        ("办结", "2026-11-04"),
        ("撤回承诺", "2026-11-05"),
    ]
    found = seen("启东市", *events, as_of="2026-12-10", facts=facts)
    assert found["录入承诺情况"].status == "pending"
    assert not [name for name in found if name.startswith("撤回后")]
    case = jurisdiction("启东市").case_at(
        [Event(name, on(day)) for name, day in events], as_of=on("2026-11-06"), facts=facts
    )
    assert case.facts["承诺.已撤回"] is False
    assert jurisdiction("启东市").decide(case, "撤回").outcome == "不可撤回"


def test_a_withdrawal_stands_though_the_matter_is_closed_afterwards():
    events = [
        ACCEPTED,
        ("作出承诺", "2026-11-03"),
        ("撤回承诺", "2026-11-05"),
        ("办结", "2026-11-20"),
    ]
    found = seen("启东市", *events, as_of="2026-12-10")
    assert found["录入承诺情况"].status == "void"
    assert found["撤回后按原程序办理"].status == "met"


@pytest.mark.parametrize(
    ("reasonable", "status"), [(True, "void"), (False, "pending"), (None, "未知是否负有")]
)
def test_where_a_withdrawal_needs_a_reason_it_does_nothing_without_one(reasonable, status):
    events = [("作出承诺", "2026-11-03"), ("撤回承诺", "2026-11-05")]
    facts = {"撤回.有合理理由": reasonable}
    one = seen("阿合奇县", *events, as_of="2026-11-10", facts=facts)["承诺书各执一份"]
    assert one.status == status
    asked = [question.fact for question in one.questions]
    assert asked == (["撤回.有合理理由"] if reasonable is None else [])


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (datetime(2026, 11, 26, 9, tzinfo=BEIJING), "pending"),
        (datetime(2026, 11, 26, 23, 59, tzinfo=BEIJING), "pending"),
        (datetime(2026, 11, 26, 16, 1, tzinfo=ZoneInfo("UTC")), "overdue"),
        (datetime(2026, 11, 27, 0, 1, tzinfo=BEIJING), "overdue"),
        ("2026-11-26", "pending"),
        ("2026-11-27", "overdue"),
    ],
)
def test_before_the_third_working_day_has_ended_nothing_is_overdue(as_of, status):
    found = seen("台儿庄区", ASKED, as_of=as_of)
    assert found["三日内答复协助请求"].status == status
    assert {one.status for one in found.values()} <= {status, "pending", "未知是否负有"}


@pytest.mark.parametrize(
    ("published", "status"), [("2021-02-28", "met"), ("2021-03-05", "met late")]
)
def test_a_list_that_was_published_after_its_day_was_published_late(published, status):
    one = seen("毛集实验区", ("清单公布", published), as_of="2021-04-01")["公布目录"]
    assert (one.status, one.due, one.met_on) == (status, on("2021-02-28"), on(published))


@pytest.mark.parametrize(
    ("county", "duty", "handed_in", "due", "status"),
    [
        ("陕州区", "报送书面总结", "2021-06-20", "2021-06-20", "met"),
        ("陕州区", "报送书面总结", "2021-06-25", "2021-06-20", "met late"),
        ("启东市", "半年总结", "2021-08-31", "2021-08-31", "met"),
        ("启东市", "半年总结", "2021-09-05", "2021-08-31", "met late"),
        ("阿合奇县", "报送落实情况", "2021-04-06", "2021-04-02", "met late"),
    ],
)
def test_a_summary_that_was_handed_in_after_its_day_was_late(county, duty, handed_in, due, status):
    one = seen(county, ("报送总结", handed_in), as_of="2021-12-31")[duty]
    assert (one.status, one.due, one.met_on) == (status, on(due), on(handed_in))
    assert one.deadline.reading is not None


@pytest.mark.parametrize(
    ("decided", "as_of", "status"),
    [
        ("2021-06-02", "2021-06-30", "met"),
        ("2021-06-03", "2021-06-30", "可能逾期履行"),
        (None, "2021-06-02", "pending"),
        (None, "2021-06-03", "可能逾期"),
        (None, "2021-06-30", "可能逾期"),
    ],
)
def test_a_decision_on_the_last_day_over_a_doubtful_holiday(decided, as_of, status):
    # Whether 13 May 2021 was a day off in Xinjiang is not known: 2 or 3 June was the last day.
    events = [("受理申请", "2021-05-06"), *([("作出决定", decided)] if decided else [])]
    one = seen("阿合奇县", *events, as_of=as_of, facts=LICENCE)[DECIDE]
    assert one.status == status
    if status.startswith("可能"):
        assert "肉孜节" in str(one.because)


# What else the review found.


def test_the_archive_is_asked_whichever_way_the_request_came():
    asked = seen("台儿庄区", ASKED, as_of="2026-11-24")
    received = seen("台儿庄区", ("收到书面协助函", "2026-11-23"), as_of="2026-11-24")
    assert asked["向代管单位核实档案"].status == "pending"
    assert received["就书面协助函向代管单位核实"].status == "pending"


@pytest.mark.parametrize(
    ("event", "channel"), [("协助请求到达", "平台"), ("收到书面协助函", "持函")]
)
def test_how_a_request_came_says_how_it_was_made(event, channel):
    case = jurisdiction("台儿庄区").case_at(
        [Event(event, on("2026-11-23"))], as_of=on("2026-11-24")
    )
    assert case.facts["协助.提出方式"] == channel


def test_the_work_and_its_publicity_are_due_by_25_june_in_qidong():
    found = jurisdiction("启东市").schedule(on("2021-06-25"), on("2021-06-25"))
    (one,) = [one for one in found if one.duty == "全面开展和宣传"]
    assert [c.provision for c in one.basis] == ["QD-3.2-5", "QD-3.2-2"]


@pytest.mark.parametrize("year", [2021, 2022, 2030])
def test_the_yearly_inspection_of_aheqi_stands_in_every_year(year):
    found = jurisdiction("阿合奇县").schedule(date(year, 1, 1), date(year, 12, 31))
    (one,) = [one for one in found if one.duty == "年度督察"]
    assert (one.due, one.year) == (None, year)


@pytest.mark.parametrize("able", [True, False, None])
def test_what_can_be_decided_on_the_spot_is_due_the_same_day(able):
    facts = {**LICENCE, "事项.申请材料已按要求提交": True, "事项.能够当场作出决定": able}
    found = seen("全国", ("提出申请", "2026-11-02"), as_of="2026-11-03", facts=facts)
    stands = found.get("材料齐全当场决定")
    expected = {True: "overdue", None: "未知是否负有"}
    assert (stands and stands.status) == expected.get(able)
    assert stands is None or stands.due == on("2026-11-02")


def test_credit_that_is_repaired_in_the_course_of_a_case_bars_no_more():
    facts = {"申请人.有较严重不良信用记录": True, "申请人.信用已修复": False}
    events = [Event("提出申请", on("2026-11-02")), Event("信用修复", on("2026-11-10"))]
    county = jurisdiction("毛集实验区")
    before = county.decide(county.case_at(events, as_of=on("2026-11-09"), facts=facts), "适用性")
    after = county.decide(county.case_at(events, as_of=on("2026-11-10"), facts=facts), "适用性")
    assert "应提交证明" not in before.possible
    assert "可适用" in after.possible
    assert "可适用" not in before.possible
