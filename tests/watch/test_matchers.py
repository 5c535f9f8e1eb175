"""The matcher, durable-rules and a search over every pair of events give the same alerts."""

import gc
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi import CaseError, GaozhiError
from gaozhi.watch import Watch, _durable, _joins, _match
from gaozhi.watch._event import Seen
from gaozhi.watch._match import related
from tests.effort import examples
from tests.second_matcher import durable
from tests.watch import shapes
from tests.watch.test_properties import HISTORIES
from tests.watched import COUNTY, KEY, PEOPLE, county, day, event

SEEDS = st.integers(0, 2**32)


class EveryPair(_durable.DurableMatcher):
    """The second matcher with a search over every pair of events in place of durable-rules."""

    def _join(self, marks):
        found = {}
        for index, pattern in enumerate(self.rule.patterns):
            mark = _joins.present(index) if index else _joins.HEAD
            pairs = [(_joins.HEAD, mark)] if index else []
            pairs += [(mark, _joins.absent(index, n)) for n in range(len(pattern.without))]
            for left, right in pairs:
                found.setdefault(right, []).extend(
                    (one, other)
                    for one, marked in marks.items()
                    for other, beside in marks.items()
                    if left in marked and right in beside
                    if related(self._related[right], one, other)
                )
        return found


def differing(seed, monkeypatch, most_named):
    """Give a rule of any shape a history; return the first event on which two matchers differ."""
    draw = random.Random(seed)
    place = county(watch=shapes.rule(draw))
    cases = draw.choice(("甲乙", "甲乙丙丁"))
    monkeypatch.setattr(_match, "MOST_NAMED", most_named)
    with (
        Watch(place, key=KEY) as ours,
        Watch(place, key=KEY, matcher="durable-rules") as second,
    ):
        for number in range(draw.choice((12, 24, 48))):
            if draw.random() < 0.06:
                before = day(draw.randrange(12))
                assert ours.forget(before=before) == second.forget(before=before)
            one = shapes.event(draw, cases)
            if ours.add(one) != second.add(one):
                return number, one
    return None


@settings(max_examples=examples(100), deadline=None)
@given(SEEDS, st.sampled_from([20, 2]))
def test_every_shape_of_rule_finds_what_a_search_over_every_pair_finds(seed, most_named):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_durable, "Joins", lambda _: None)
        patch.setattr(_durable, "DurableMatcher", EveryPair)
        assert differing(seed, patch, most_named) is None


@durable
@settings(max_examples=examples(25), deadline=None)
@given(SEEDS)
def test_every_shape_of_rule_finds_what_durable_rules_finds(seed):
    with pytest.MonkeyPatch.context() as patch:
        assert differing(seed, patch, 20) is None


@durable
@settings(max_examples=examples(30), deadline=None)
@given(HISTORIES)
def test_both_matchers_give_the_same_alerts(history):
    with (
        Watch(COUNTY, key=KEY) as ours,
        Watch(COUNTY, key=KEY, matcher="durable-rules") as second,
    ):
        assert [ours.add(one) for one in history] == [second.add(one) for one in history]


def finding(number, case):
    return event("核查", number, case=case, who=0, facts={"核查.结论": "不实"})


def test_an_alert_names_the_latest_events_and_the_one_that_brings_it():
    with Watch(COUNTY, key=KEY) as watch:
        for number in range(1, _match.MOST_NAMED + 1):
            watch.add(finding(number, f"第{number}件"))
        (whole,) = watch.add(event("申请", 200, case="乙", who=0))
        (late,) = watch.add(finding(0, "最早的"))
        (last,) = watch.add(finding(100, "最晚的"))
    assert (len(whole.events), whole.more) == (1 + _match.MOST_NAMED, False)
    assert (len(late.events), late.more) == (1 + _match.MOST_NAMED, True)
    assert [one.case for one in late.events[:3]] == ["乙", "最早的", "第2件"]
    assert [one.case for one in last.events[-2:]] == [f"第{_match.MOST_NAMED}件", "最晚的"]
    assert last.to_dict()["more"] is True


@durable
@pytest.mark.parametrize("more", [0, 1], ids=["at the bound", "above it"])
def test_the_second_matcher_looks_at_a_thousand_events_and_no_more(more):
    findings = [finding(n % 100, f"第{n}件") for n in range(_durable.MOST_RELATED - 1 + more)]
    application = event("申请", 200, case="乙", who=0)
    with Watch(COUNTY, key=KEY, matcher="durable-rules") as watch:
        assert not any(watch.add(one) for one in findings)
        if more:
            with pytest.raises(CaseError, match="GZ556"):
                watch.add(application)
            assert len(watch) == len(findings)
        else:
            assert [alert.rule for alert in watch.add(application)] == ["不实又申请"]
    with Watch(COUNTY, key=KEY) as watch:
        assert not any(watch.add(one) for one in findings)
        assert len(watch.add(application)) == 1


def test_an_unknown_matcher_is_refused():
    for matcher in ("durable", None, PEOPLE[0]):
        with pytest.raises(GaozhiError, match="GZ559") as refused:
            Watch(COUNTY, key=KEY, matcher=matcher)
        assert PEOPLE[0] not in str(refused.value)


def alive(cases):
    """Return how many events of some cases are in memory."""
    gc.collect()
    seen = (one for one in gc.get_objects() if type(one) is Seen)
    return sum(one.shown.get("case", "甲") in cases for one in seen)


def test_of_what_is_forgotten_nothing_stays_in_memory():
    draw = random.Random(5)
    with Watch(COUNTY, key=KEY) as watch:
        for _ in range(300):
            watch.add(shapes.event(draw, "子丑寅卯辰巳"))
        for before in (day(6), day(12)):
            watch.forget(before=before)
            assert alive("子丑寅卯辰巳") == len(watch)
        assert len(watch) == 0


def test_an_event_that_was_interrupted_is_not_taken_in_and_spoils_nothing(monkeypatch):
    with Watch(COUNTY, key=KEY) as watch:
        watch.add(finding(0, "甲"))
        with monkeypatch.context() as patch:
            patch.setattr("gaozhi.watch._matcher.IndexedMatcher._enough", _interrupted)
            with pytest.raises(KeyboardInterrupt):
                watch.add(event("申请", 5, case="乙", who=0))
        assert len(watch) == 1
        assert len(watch.add(event("申请", 5, case="乙", who=0))) == 1


def _interrupted(*_):
    raise KeyboardInterrupt
