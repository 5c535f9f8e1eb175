"""启东市 in time: what a licence application owes, and what a withdrawal does to it."""

from datetime import date

import pytest

from gaozhi import Event, Obligation, Pause
from tests.situations import jurisdiction

LICENCE = {"事项.类型": "行政许可", "事项.先经下级机关审查": False}
ALONE = {**LICENCE, "事项.统一联合或者集中办理": False}
JOINTLY = {**LICENCE, "事项.统一联合或者集中办理": True}
ACCEPTED = Event("受理申请", date(2026, 9, 1))
WITHDRAWN = Event("撤回承诺", date(2026, 9, 15))


def seen(
    name: str, *events: Event, facts=ALONE, as_of=date(2026, 9, 16), excluded=()
) -> dict[str, Obligation]:
    found = jurisdiction(name).timeline(events, facts=facts, as_of=as_of, excluded=excluded)
    return {one.duty: one for one in found}


def quotes(one: Obligation) -> set[str | None]:
    return {citation.quote for citation in one.deadline.basis}


@pytest.mark.parametrize("name", ["启东市", "全国"])
def test_a_licence_is_decided_within_twenty_working_days(name):
    one = seen(name, ACCEPTED)["二十日内决定许可"]
    assert (one.due, one.conditional) == (date(2026, 9, 29), False)


@pytest.mark.parametrize(
    ("facts", "duty", "due", "longer", "reasons"),
    [
        (
            ALONE,
            "二十日内决定许可",
            date(2026, 9, 29),
            date(2026, 10, 19),
            "告知延长期限的理由",
        ),
        (
            JOINTLY,
            "统一办理的期限",
            date(2026, 11, 9),
            date(2026, 11, 30),
            "告知统一办理延长期限的理由",
        ),
    ],
    ids=["alone", "jointly"],
)
def test_an_approved_extension_is_ten_days_or_fifteen_and_its_reasons_are_told(
    facts, duty, due, longer, reasons
):
    assert seen("全国", ACCEPTED, facts=facts)[duty].due == due
    approved = Event("批准延长期限", date(2026, 9, 16))
    found = seen("全国", ACCEPTED, approved, facts=facts)
    assert set(found) == {duty, reasons}
    assert found[duty].due == longer
    assert found[reasons].deadline.to == "申请人"
    assert any("应当将延长期限的理由告知申请人" in str(quote) for quote in quotes(found[reasons]))


def test_joint_handling_has_its_own_period_and_not_the_other():
    assert set(seen("全国", ACCEPTED, facts=JOINTLY)) == {"统一办理的期限"}


@pytest.mark.parametrize(
    "why", ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
)
def test_each_reason_of_article_45_is_left_out(why):
    pause = [Pause(date(2026, 9, 21), date(2026, 9, 22), why)]
    assert seen("全国", ACCEPTED, excluded=pause)["二十日内决定许可"].due == date(2026, 10, 8)


def test_withdrawal_restarts_the_clock_here_and_quotes_the_plan():
    found = seen("启东市", ACCEPTED, WITHDRAWN)
    assert found["二十日内决定许可"].status == "void"
    fresh = found["撤回后二十日内决定许可"]
    assert (fresh.status, fresh.due) == ("pending", date(2026, 10, 19))
    assert any("重新计算办理时限" in str(quote) for quote in quotes(fresh))


def test_a_second_withdrawal_restarts_it_again():
    again = Event("撤回承诺", date(2026, 9, 22))
    decided = Event("作出决定", date(2026, 10, 20))
    events = [ACCEPTED, WITHDRAWN, Event("作出承诺", date(2026, 9, 17)), again, decided]
    found = jurisdiction("启东市").timeline(events, facts=ALONE, as_of=date(2026, 11, 30))
    clocks = [one for one in found if one.duty == "撤回后二十日内决定许可"]
    assert [one.status for one in clocks] == ["void", "met"]


def test_after_the_decision_there_is_no_clock_that_a_withdrawal_could_restart():
    decided = Event("作出决定", date(2026, 9, 10))
    found = seen("启东市", ACCEPTED, decided, WITHDRAWN, as_of=date(2026, 11, 30))
    assert found["二十日内决定许可"].status == "met"
    assert found["撤回后二十日内决定许可"].status == "未知"
    assert "2026-09-10 已“作出决定”" in str(found["撤回后二十日内决定许可"].because)


def test_withdrawal_restarts_the_clock_of_joint_handling_too():
    found = seen("启东市", ACCEPTED, WITHDRAWN, facts=JOINTLY)
    assert found["统一办理的期限"].status == "void"
    assert found["撤回后办结统一办理的许可"].status == "pending"


def test_the_baseline_says_nothing_of_a_new_clock():
    found = seen("全国", ACCEPTED, WITHDRAWN)
    assert set(found) == {"二十日内决定许可"}
    assert found["二十日内决定许可"].status == "pending"


def test_what_hung_on_the_commitment_is_void():
    committed = Event("作出承诺", date(2026, 9, 2))
    assert seen("启东市", committed)["录入承诺情况"].status == "pending"
    assert seen("启东市", committed, WITHDRAWN)["录入承诺情况"].status == "void"


def test_the_licence_is_delivered_within_ten_working_days_of_the_decision():
    decided, delivered = Event("作出决定", date(2026, 9, 16)), Event("送达决定", date(2026, 10, 9))
    found = seen("全国", ACCEPTED, decided, delivered, as_of=date(2026, 10, 10))
    assert found["二十日内决定许可"].status == "met"
    assert (found["送达许可证件"].status, found["送达许可证件"].due) == (
        "met late",
        date(2026, 9, 30),
    )
