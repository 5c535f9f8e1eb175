"""Every way in which a duty can stand, each by a duty of a real county."""

from datetime import date

import pytest

from gaozhi import Event, Pause
from tests.situations import jurisdiction

ALONE = {
    "事项.类型": "行政许可",
    "事项.统一联合或者集中办理": False,
    "事项.先经下级机关审查": False,
}
CANNOT = {"协助.确有原因不能提供": True}
ASKED = ("协助请求到达", "2026-11-23")
ACCEPTED = ("受理申请", "2026-11-02")


def on(text):
    return date.fromisoformat(text)


def seen(county, *events, as_of, facts=None, excluded=()):
    happened = [Event(name, on(day)) for name, day in events]
    found = jurisdiction(county).timeline(
        happened, facts=facts or {}, as_of=on(as_of), excluded=excluded
    )
    return {one.duty: one for one in found}


@pytest.mark.parametrize(
    ("county", "duty", "events", "facts", "as_of", "status", "due"),
    [
        # 台儿庄区 三（二）: three working days to answer.
        ("台儿庄区", "三日内答复协助请求", [ASKED], {}, "2026-11-26", "pending", "2026-11-26"),
        ("台儿庄区", "三日内答复协助请求", [ASKED], {}, "2026-11-27", "overdue", "2026-11-26"),
        ("台儿庄区", "三日内答复协助请求", [ASKED, ("协助回复", "2026-11-26")], {}, "2026-12-01", "met", "2026-11-26"),
        ("台儿庄区", "三日内答复协助请求", [ASKED, ("协助回复", "2026-11-27")], {}, "2026-12-01", "met late", "2026-11-26"),
        ("台儿庄区", "三日内答复协助请求", [("协助请求到达", "2026-12-30")], {}, "2026-12-31", "未知", None),
        # Two to say that one cannot: in time it stands in place of the answer, late it does not.
        ("台儿庄区", "三日内答复协助请求", [ASKED, ("书面说明不能协助", "2026-11-25")], CANNOT, "2026-12-01", "void", "2026-11-26"),
        ("台儿庄区", "二日内说明不能协助", [ASKED, ("书面说明不能协助", "2026-11-25")], CANNOT, "2026-12-01", "met", "2026-11-25"),
        ("台儿庄区", "三日内答复协助请求", [ASKED, ("书面说明不能协助", "2026-11-26")], CANNOT, "2026-12-01", "overdue", "2026-11-26"),
        ("台儿庄区", "二日内说明不能协助", [ASKED, ("书面说明不能协助", "2026-11-26")], CANNOT, "2026-12-01", "met late", "2026-11-25"),
        # Ten working days to publish the forms, two days to hand back a licence, rolled off Saturday.
        ("台儿庄区", "十日内公布格式文本", [("通用清单公布", "2026-09-21")], {}, "2026-10-12", "pending", "2026-10-12"),
        ("台儿庄区", "二日内交回证件", [("撤销行政决定", "2026-11-26"), ("交回证件", "2026-11-30")], {}, "2026-12-01", "met", "2026-11-30"),
        # 毛集实验区: seven working days to file a list.
        ("毛集实验区", "调整后的清单备案", [("清单调整公布", "2026-09-21")], {}, "2026-10-09", "overdue", "2026-10-08"),
        # 阿合奇县 runs on the calendar of Xinjiang, where 6, 9 and 10 June 2025 are holidays.
        ("阿合奇县", "二十日内决定许可", [("受理申请", "2025-06-05")], ALONE, "2025-06-05", "pending", "2025-07-08"),
        ("陕州区", "二十日内决定许可", [("受理申请", "2025-06-05")], ALONE, "2025-06-05", "pending", "2025-07-03"),
        # 启东市: a withdrawal restarts the clock.
        ("启东市", "二十日内决定许可", [ACCEPTED, ("撤回承诺", "2026-11-16")], ALONE, "2026-12-15", "void", "2026-11-30"),
        ("启东市", "撤回后二十日内决定许可", [ACCEPTED, ("撤回承诺", "2026-11-16")], ALONE, "2026-12-15", "overdue", "2026-12-14"),
    ],
)  # fmt: skip
def test_a_duty_of_a_county_stands(county, duty, events, facts, as_of, status, due):
    one = seen(county, *events, as_of=as_of, facts=facts)[duty]
    assert (one.status, one.due and one.due.isoformat()) == (status, due)


@pytest.mark.parametrize(
    ("until", "due"), [(None, None), ("2026-11-20", "2026-12-07")], ids=["goes on", "ends"]
)
def test_a_hearing_suspends_the_clock_of_a_licence(until, due):
    hearing = [Pause(on("2026-11-16"), until and on(until), "听证")]
    one = seen("陕州区", ACCEPTED, as_of="2026-11-18", facts=ALONE, excluded=hearing)
    stands = one["二十日内决定许可"]
    assert (stands.status, stands.due and stands.due.isoformat()) == ("suspended", due)


def test_one_duty_beyond_the_notices_is_unknown_and_the_others_stand():
    events = [("协助请求到达", "2026-12-21"), ("受理申请", "2026-12-21")]
    found = seen("台儿庄区", *events, as_of="2026-12-25", facts=ALONE)
    assert found["二十日内决定许可"].status == "未知"
    assert found["三日内答复协助请求"].status == "overdue"


def test_a_withdrawn_commitment_voids_the_decision_on_the_spot():
    events = [("作出承诺", "2026-11-02"), ("撤回承诺", "2026-11-03")]
    facts = {"撤回.有合理理由": True}
    one = seen("阿合奇县", *events, as_of="2026-11-10", facts=facts)["许可告知承诺当场决定"]
    assert one.status == "void"
    assert "撤回承诺" in str(one.because)


def test_a_request_to_xinjiang_runs_on_the_calendar_of_xinjiang():
    there = jurisdiction("阿合奇县")
    request = {"event": "协助请求到达", "at": on("2025-06-05"), "obliged": there}
    for given, due, calendar in (
        (request, "2025-06-13", "xinjiang"),
        ({**request, "calendar": jurisdiction("台儿庄区").calendar}, "2025-06-10", "china"),
    ):
        found = jurisdiction("台儿庄区").timeline([given], as_of=on("2025-06-05"))
        (answer,) = [one for one in found if one.duty == "三日内答复协助请求"]
        assert (answer.due, answer.deadline.calendar) == (on(due), calendar)
