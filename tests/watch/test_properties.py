"""The watch and a hand-written search over every pair of events say the same."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi import CaseError
from gaozhi.watch import Watch, WatchEvent
from tests.effort import examples
from tests.identity_numbers import readable, written
from tests.watch.oracle import brute
from tests.watched import COUNTY, KEY, PEOPLE, day, event

DAYS = st.integers(0, 14)
CASES = st.sampled_from(["甲", "乙", "丙", "丁", "1", "01", "true"])
WHO = st.integers(0, 1)


@st.composite
def events(draw):
    kind = draw(
        st.sampled_from(["申请", "承诺", "核查", "核查", "办结", "修复", "来函", "来函", "复函"])
    )
    number, case = draw(DAYS), draw(CASES)
    match kind:
        case "申请":
            return event(kind, number, case=case, who=draw(WHO))
        case "承诺":
            certificate = draw(st.sampled_from(["学历证明", "收入证明"]))
            return event(kind, number, case=case, who=draw(WHO), certificate=certificate)
        case "核查":
            facts = {"核查.结论": draw(st.sampled_from(["真实", "不实", "不实"]))}
            if draw(st.booleans()):
                facts["记录.届满日"] = day(draw(DAYS))
            return event(kind, number, case=case, who=draw(WHO), facts=facts)
        case "修复":
            return event(kind, number, who=draw(WHO))
        case "来函":
            return event(kind, number, case=case, organ=draw(st.sampled_from(["公安局", "民政局"])))
        case "复函" if draw(st.booleans()):
            return event(kind, number, case=case, organ=draw(st.sampled_from(["公安局", "民政局"])))
        case _:
            return event(kind, number, case=case)


HISTORIES = st.lists(events(), max_size=14)


def said(history) -> list[Counter]:
    """Return what each event brings, each alert as its rule and the events that it names."""
    with Watch(COUNTY, key=KEY) as watch:
        return [Counter(map(named, watch.add(one))) for one in history]


def named(alert):
    shown = [(one.role, one.event, one.day, one.case) for one in alert.events]
    return alert.rule, tuple(shown)


def by_hand(history) -> list[Counter]:
    kept = [one for place, one in enumerate(history) if one not in history[:place]]
    roles = {
        "不实又申请": lambda n: ["申请", *["不实"] * n],
        "第三次承诺": lambda n: ["本次", "最早", *["此前"] * (n - 1)],
        "逾期又来函": lambda n: ["本件", *["逾期"] * n],
    }
    found = []
    for alerts in brute(history, COUNTY.calendar.count_workdays, COUNTY.calendar.roll):
        seen = Counter()
        for rule, head, others in alerts:
            taken = [kept[place] for place in (head, *others)]
            names = zip(roles[rule](len(others)), taken, strict=True)
            seen[rule, tuple((n, e["event"], e["at"], e.get("case")) for n, e in names)] += 1
        found.append(seen)
    return found


@settings(max_examples=examples(60))
@given(HISTORIES)
def test_the_alerts_are_those_of_a_search_by_hand(history):
    assert said(history) == by_hand(history)


@settings(max_examples=examples(15))
@given(HISTORIES, st.data())
def test_events_that_nothing_ties_together_may_come_in_any_order(history, data):
    mine = [one for one in history if one.get("applicant") == PEOPLE[0]]
    theirs = [
        {**one, "case": f"另 {one['case']}"} if "case" in one else one
        for one in history
        if one.get("applicant") == PEOPLE[1]
    ]
    alone = sum(said(mine), Counter()) + sum(said(theirs), Counter())
    mixed, left, right = [], list(mine), list(theirs)
    while left or right:
        source = left if left and (not right or data.draw(st.booleans())) else right
        mixed.append(source.pop(0))
    assert sum(said(mixed), Counter()) == alone


@settings(max_examples=examples(15))
@given(HISTORIES)
def test_an_event_that_comes_twice_changes_nothing(history):
    twice = [one for one in history for _ in range(2)]
    found = said(twice)
    assert found[::2] == said(history)
    assert not any(found[1::2])


@settings(max_examples=60)
@given(written, st.sampled_from(["case", "certificate", "matter", "organ", "ref"]), st.booleans())
def test_a_number_in_the_wrong_place_is_refused_and_shown_nowhere(number, place, embedded):
    text = f"第{number}件" if embedded else number
    given_event = WatchEvent(**event("申请", 1, **({"case": "乙", "who": 0} | {place: text})))
    assert not readable(number, repr(given_event))
    with Watch(COUNTY, key=KEY) as watch:
        watch.add(event("核查", 0, case="甲", who=0, facts={"核查.结论": "不实"}))
        with pytest.raises(CaseError) as refused:
            watch.add(given_event)
    assert [d.code for d in refused.value.diagnostics] == ["GZ554"]
    assert not readable(number, str(refused.value) + repr(refused.value.diagnostics))
