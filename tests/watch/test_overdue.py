"""On which days something is overdue is what the timeline says when it is asked on each of them."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi import CaseError
from gaozhi.engine import Event
from gaozhi.engine.timeline import timeline
from gaozhi.watch._event import Reader
from gaozhi.watch._overdue import Overdues
from gaozhi.watch._store import Store
from tests.effort import examples
from tests.situations import library
from tests.watched import KEY

COUNTY = library()["台儿庄区"]
FIRST = date(2026, 1, 5)
STARTS = ("受理申请", "协助请求到达", "收到书面协助函", "作出决定")
ENDS = ("作出决定", "办结", "批准延长期限", "送达决定", "协助回复", "书面说明不能协助")
FACTS = st.sampled_from([{}, {"协助.确有原因不能提供": True}, {"协助.确有原因不能提供": False}])
DAYS = st.integers(0, 70)


def given_event(kind, number, facts):
    found = {"event": kind, "at": FIRST + timedelta(days=number), "case": "甲", "facts": facts}
    return found | dict.fromkeys(("organ", "certificate", "matter"), "一")


def by_asking(seen, beside, day):
    """Whether something is overdue on a day, by a timeline of that day alone."""
    events = [Event(one.kind, one.day) for one in (seen, *beside) if one.day >= seen.day]
    try:
        found = timeline(COUNTY.program, COUNTY.calendar, events, seen.facts, day)
    except CaseError:
        return False
    mine = [one for one in found if one.deadline.since == seen.day and not one.conditional]
    return day > seen.day and any(one.status == "overdue" for one in mine)


@settings(max_examples=examples(25), deadline=None)
@given(
    st.tuples(st.sampled_from(STARTS), DAYS, FACTS),
    st.lists(st.tuples(st.sampled_from(ENDS), DAYS, FACTS), max_size=6),
)
def test_days_are_reckoned_as_the_timeline_has_them_and_anew_when_an_answer_comes(letter, answers):
    store = Store()
    overdue = Overdues(COUNTY.program, COUNTY.calendar, store)
    reader = Reader(COUNTY.program, COUNTY.calendar, KEY)
    asked = [FIRST + timedelta(days=number) for number in range(0, 110, 3)]
    for index, one in enumerate([letter, *answers]):
        seen = reader.read(given_event(*one), index, lambda _: None, None)
        if seen in store:
            continue
        store.add(seen)
        overdue.take(seen)
        letters = list(store)
        # Of one day, the kinds come in their order, as they are found.
        beside = sorted(letters[1:], key=lambda one: one.kind)
        said = [overdue(letters[0], day) for day in asked]
        assert said == [by_asking(letters[0], beside, day) for day in asked]
