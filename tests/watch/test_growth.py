"""However many events there are, one more costs about as much as the one before, and its alerts."""

from collections import Counter
from datetime import date, timedelta

import pytest

from gaozhi.watch import Watch
from gaozhi.watch import _overdue as overdue
from gaozhi.watch._conditions import Conditions
from gaozhi.watch._index import _Query
from gaozhi.watch._match import MOST_NAMED
from tests.situations import library
from tests.watched import KEY, PEOPLE

LIBRARY = library()
FIRST = date(2024, 1, 2)
FEW, MANY = 60, 240
GROWTH = MANY / FEW * 2
"""How much more work four times as many events may be: trees grow deeper. Squared it were 16."""
UNTRUE = {"核查.结论": "不实"}
LAPSED = "申请人.失信信息有效期届满日"


def on(number):
    return FIRST + timedelta(days=number)


def of(kind, number, case, **more):
    return {"event": kind, "at": on(number), "case": case, "applicant": PEOPLE[0], **more}


def commitment(number, case):
    return of("作出承诺", number, case, certificate="学历证明")


def letter(number, case):
    facts = {"协助.确有原因不能提供": False}
    return {"event": "协助请求到达", "at": on(number), "case": case, "organ": "局", "facts": facts}


def answer(number, case):
    return {"event": "协助回复", "at": on(number), "case": case, "organ": "局"}


def closed(n):
    for i in range(n):
        yield of("提出申请", i, f"申{i}")
        yield of("办结", i + 3, f"申{i}")
    for i in range(n):
        yield of("核查结论", n - i, f"查{i}", facts=UNTRUE)


def repaired_before(n):
    for i in range(n):
        yield of("信用修复", i, f"修{i}")
    for i in range(n):
        yield of("核查结论", 500 + n - i, f"查{i}", facts=UNTRUE)


def lapsed(n):
    for i in range(n):
        yield of("提出申请", 500 + i, f"申{i}")
    for i in range(n):
        yield of("核查结论", n - i, f"查{i}", facts=UNTRUE | {LAPSED: on(n - i + 5)})


def first_verified(n):
    yield commitment(0, "首")
    yield of("核查结论", 1, "首")
    for i in range(n):
        yield commitment(n - i + 1, f"承{i}")


def withdrawn(n):
    for i in range(n):
        yield commitment(i, f"承{i}")
        yield of("撤回承诺", i, f"承{i}")


def two_cases(n):
    for i in range(n):
        yield commitment(i, "甲乙"[i % 2])


def two_cases_backwards(n):
    return reversed(list(two_cases(n)))


def answered(n):
    for i in range(n):
        yield letter(i, f"函{i}")
        yield answer(i, f"函{i}")


def answered_before_they_are_known(n):
    for i in range(n, 0, -1):
        yield answer(i + 1, f"函{i}")
    for i in range(n, 0, -1):
        yield letter(i, f"函{i}")


def one_case(n):
    for i in range(n):
        yield letter(n - i, "同一件")
        yield answer(n - i, "同一件")


QUIET = {
    one: "启东市" if one is lapsed else "台儿庄区"
    for one in (
        *(
            closed,
            repaired_before,
            lapsed,
            first_verified,
            withdrawn,
            two_cases,
            two_cases_backwards,
        ),
        *(answered, answered_before_they_are_known, one_case),
    )
}
"""Histories that alert nobody, by the county whose rules they are put to."""


@pytest.fixture
def work(monkeypatch):
    """Count what is looked at: events and branches in an index, conditions, cases in time."""
    counted = Counter()

    def count(owner, name, what):
        original = getattr(owner, name)

        def counting(*args, **more):
            counted[what] += 1
            return original(*args, **more)

        monkeypatch.setattr(owner, name, counting)

    count(_Query, "may_be_in", "index")
    count(_Query, "fits", "index")
    count(Conditions, "fits", "conditions")
    count(overdue, "timeline", "timeline")
    return counted


def watched(county, events):
    with Watch(LIBRARY[county], key=KEY) as watch:
        return [alert for one in events for alert in watch.add(one)]


@pytest.mark.parametrize(("history", "county"), QUIET.items(), ids=[one.__name__ for one in QUIET])
def test_where_nobody_is_alerted_the_work_grows_with_the_number_of_events(history, county, work):
    assert watched(county, history(FEW)) == []
    few = work.copy()
    work.clear()
    assert watched(county, history(MANY)) == []
    assert few["conditions"]
    for what, number in work.items():
        assert number <= GROWTH * max(few[what], FEW), what


def test_where_many_are_alerted_the_work_grows_with_what_the_alerts_name(work):
    def late_findings(n):
        yield from (of("提出申请", 300 + i, f"申{i}") for i in range(n))
        yield from (of("核查结论", n - i, f"查{i}", facts=UNTRUE) for i in range(n))

    alerts = watched("台儿庄区", late_findings(FEW))
    assert len(alerts) == FEW * FEW
    assert max(len(alert.events) for alert in alerts) == 1 + MOST_NAMED
    named = sum(len(alert.events) for alert in alerts)
    assert work["index"] < 12 * named
    assert work["conditions"] < named
