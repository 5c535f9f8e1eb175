"""What a watch says, what it refuses, and what it never gives away."""

import threading
from datetime import UTC, datetime

import pytest

from gaozhi import CaseError, GaozhiError
from gaozhi.watch import Watch, WatchEvent
from gaozhi.watch._matcher import IndexedMatcher
from tests.watched import COUNTY, KEY, PEOPLE, alerts, county, day, event, rules

UNTRUE = {"核查.结论": "不实"}


def untrue(number=0, case="甲", **facts):
    return event("核查", number, case=case, who=0, facts=UNTRUE | facts)


def application(number=5, case="乙", who=0):
    return event("申请", number, case=case, who=who)


def test_an_alert_names_the_cases_and_quotes_the_provisions():
    (alert,) = alerts([untrue(), application()])[1]
    assert (alert.rule, alert.title, alert.text) == ("不实又申请", "不实又申请", "看一看")
    assert alert.cases == ("乙", "甲")
    assert alert.day == day(5)
    assert [(one.role, one.event, one.case) for one in alert.events] == [
        ("申请", "申请", "乙"),
        ("不实", "核查", "甲"),
    ]
    assert [(c.provision, c.quote) for c in alert.basis] == [("R-1", "根文之一"), ("R-2", None)]
    assert (alert.caveat, alert.reading.other) == ("只是提醒", "乙说")
    assert alert.to_dict()["basis"][0]["quote"] == "根文之一"


def test_whichever_event_becomes_known_last_gives_the_alert():
    assert rules([application(), untrue()]) == [[], ["不实又申请"]]


@pytest.mark.parametrize(
    "others",
    [
        [event("办结", 6, case="乙")],
        [event("修复", 3, who=0)],
        [event("修复", 0, who=0)],
    ],
    ids=["the application is closed", "the credit is repaired", "on the same day, known later"],
)
def test_what_must_not_have_happened_silences_the_rule(others):
    assert rules([untrue(), *others, application()])[-1] == []


def test_a_repair_before_the_finding_does_not_silence_it():
    assert rules([event("修复", 0, who=0), untrue(1), application()])[-1] == ["不实又申请"]


@pytest.mark.parametrize(
    ("until", "expected"), [(day(4), []), (day(5), ["不实又申请"]), (None, ["不实又申请"])]
)
def test_conditions_read_the_day_of_the_first_event_and_unknown_does_not_silence(until, expected):
    facts = {} if until is None else {"记录.届满日": until}
    assert rules([untrue(**facts), application()])[-1] == expected


def test_a_finding_of_which_nothing_is_known_alerts_nobody():
    assert rules([event("核查", 0, case="甲", who=0), application()])[-1] == []


def test_another_applicant_and_the_same_case_are_not_meant():
    assert rules([untrue(), application(who=1), application(case="甲")]) == [[], [], []]


def commitment(number, case):
    return event("承诺", number, case=case, who=0, certificate="学历证明")


def test_the_third_commitment_alerts_while_the_first_is_unverified():
    events = [commitment(0, "甲"), commitment(1, "乙"), commitment(2, "丙"), commitment(3, "丁")]
    assert rules(events) == [[], [], ["第三次承诺"], ["第三次承诺"]]
    verified = event("核查", 1, case="甲", who=0, facts={"核查.结论": "真实"})
    assert rules([events[0], verified, *events[1:]])[-1] == []


def test_commitments_too_far_apart_do_not_count():
    assert rules([commitment(0, "甲"), commitment(9, "乙"), commitment(19, "丙")])[-1] == []


def test_an_unpublished_year_counts_as_near_and_says_so():
    rule = """
watch:
  - watch: 相近
    title: 相近
    alert: 看一看
    events:
      本次: {event: 承诺}
      此前: {event: 承诺, same: applicant, other: case, earlier: true, within: 3工作日}
    basis: [R-1, R-2]
"""
    far = [commitment(30_000, "甲"), commitment(30_400, "乙")]
    (alert,) = alerts(far, county(watch=rule))[-1]
    assert "放假安排尚未公布" in alert.doubts[0]


def letter(number, case):
    return event("来函", number, case=case, organ="公安局")


def test_what_is_overdue_is_reckoned_in_working_days_and_an_answer_ends_it():
    # Sent on a Monday, the third working day is Thursday; on Friday both are overdue.
    sent = [letter(0, "甲"), letter(0, "乙")]
    assert rules([*sent, letter(3, "丙")])[-1] == []
    assert rules([*sent, letter(4, "丙")])[-1] == ["逾期又来函"]
    assert rules([*sent, event("复函", 3, case="甲"), letter(4, "丙")])[-1] == []


def test_an_organ_with_another_name_in_the_answer_has_not_answered():
    answer = event("复函", 1, case="甲", organ="民政局")
    assert rules([letter(0, "甲"), letter(0, "乙"), answer, letter(4, "丙")])[-1] == ["逾期又来函"]


def test_a_county_replaces_a_rule_while_its_document_is_in_force():
    below = """
document: {number: 县文, title: 县, issuer: 某县, issued: 2025-01-09, in_force: {from: 2025-01-09}}
extends: root
provisions:
  - {id: C-1, locator: 一, quote: 县文之一, means: 其一}
  - {id: C-2, locator: 二, quote: 县文之二, means: 其二, restates: [第三次承诺]}
watch:
  - watch: 县里的规则
    replaces: 不实又申请
    title: 县里的规则
    alert: 看一看
    events:
      申请: {event: 申请}
      不实: {event: 核查, where: {核查.结论: 不实}, same: applicant, other: case}
    basis: [C-1]
"""
    lower = county(below)
    assert rules([untrue(), application(2)], lower)[-1] == ["不实又申请"]
    assert rules([untrue(), application(3)], lower)[-1] == ["县里的规则"]
    many = [commitment(n, case) for n, case in enumerate("甲乙丙")]
    (alert,) = alerts(many, lower)[-1]
    assert [c.provision for c in alert.basis] == ["C-2", "root:R-1"]


def test_every_problem_of_an_event_is_told_at_once_and_it_is_not_taken_in():
    wrong = {
        "event": "申请",
        "at": day(0),
        "case": "x" * 201,
        "organ": "公安\n局",
        "matter": "11010519491231002X",
        "facts": {"核查.结论": "不好", "核查.结果": True},
    }
    with Watch(COUNTY, key=KEY) as watch:
        with pytest.raises(CaseError) as caught:
            watch.add(wrong)
        codes = sorted(d.code for d in caught.value.diagnostics)
        assert codes == ["GZ554", "GZ554", "GZ554", "GZ555", "GZ601", "GZ603"]
        assert all(d.help for d in caught.value.diagnostics)
        assert len(watch) == 0


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"event": "申请"}, "GZ618"),
        ({"event": "申请", "at": day(0), "sid": "1", "$s": 1}, "GZ618"),
        (["申请"], "GZ618"),
        ({"event": ["申请"], "at": day(0)}, "GZ617"),
        ({"event": "申情", "at": day(0)}, "GZ617"),
        ({"event": "办结", "at": "2025-01-06", "case": "甲"}, "GZ618"),
        ({"event": "办结", "at": datetime(2025, 1, 6, 9), "case": "甲"}, "GZ618"),
        ({"event": "办结", "at": day(-3000), "case": "甲"}, "GZ608"),
        ({"event": "办结", "at": day(0), "case": 7}, "GZ554"),
        ({"event": "办结", "at": day(0), "case": "\ud800"}, "GZ554"),
        ({"event": "修复", "at": day(0), "applicant": "110105194912310021"}, "GZ609"),
        ({"event": "修复", "at": day(0), "applicant": []}, "GZ554"),
        ({"event": "修复", "at": day(0), "applicant": PEOPLE[0], "facts": []}, "GZ602"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_refused(wrong, code):
    with Watch(COUNTY, key=KEY) as watch, pytest.raises(CaseError) as caught:
        watch.add(wrong)
    assert {d.code for d in caught.value.diagnostics} == {code}


def test_an_event_that_comes_last_is_looked_at_once(monkeypatch):
    """However many letters an organ has, one more is not a reason to look at each of them again."""
    looked = []
    look = IndexedMatcher._look
    monkeypatch.setattr(
        IndexedMatcher, "_look", lambda self, head, _: looked.append(head) or look(self, head, _)
    )
    alerts([event("来函", number, case=f"第{number}件", organ="公安局") for number in range(12)])
    assert len(looked) == 12


def test_blanks_around_a_name_part_nothing():
    found = alerts([untrue(), application(), event("办结", 9, case=" 乙 ")])
    again = alerts([untrue(), event("办结", 9, case=" 乙 "), application()])
    assert [len(one) for one in found] == [0, 1, 0]
    assert again[-1] == []


def test_a_moment_is_read_in_beijing_time():
    late = WatchEvent("申请", datetime(2025, 1, 10, 17, tzinfo=UTC), applicant=PEOPLE[0], case="乙")
    (alert,) = alerts([untrue(), late])[-1]
    assert alert.day == day(5)


def test_no_identity_number_can_be_read_from_a_watch_or_an_alert():
    facts = {"记录.号码": PEOPLE[0]}
    with Watch(COUNTY, key=KEY) as watch:
        watch.add(untrue(**facts))
        (alert,) = watch.add(application())
        kept = [
            (seen.links, seen.shown, seen.facts, seen.digest)
            for seen in watch._store._events.values()
        ]
        for number in PEOPLE:
            assert number not in f"{kept}{watch!r}{alert!r}{alert.to_dict()}"
        assert alert.events[0].applicant == "1101**************"
    assert PEOPLE[0] not in repr(WatchEvent("申请", day(0), applicant=PEOPLE[0]))


def test_what_is_forgotten_is_no_longer_watched_for():
    with Watch(COUNTY, key=KEY) as watch:
        watch.add(untrue())
        assert watch.forget(before=day(0)) == 0
        assert watch.forget(before=day(1)) == 1
        assert watch.add(application()) == ()
        assert len(watch) == 1


def test_a_closed_watch_and_a_weak_key_are_refused():
    with Watch(COUNTY, key=KEY) as watch:
        pass
    for use in (lambda: watch.add(application()), lambda: watch.forget(before=day(0))):
        with pytest.raises(GaozhiError, match="GZ558"):
            use()
    for key in (b"short", b"k" * 32, b"0123" * 8, "x" * 32, None):
        with pytest.raises(GaozhiError, match="GZ557"):
            Watch(COUNTY, key=key)


def test_threads_share_a_watch_and_no_thread_of_its_own_is_left():
    before = threading.active_count()
    found = []

    def work(watch, name):
        for place in range(20):
            watch.add(untrue(0, f"{name}甲{place}"))
        found.extend(watch.add(application(5, f"{name}乙")))

    with Watch(COUNTY, key=KEY) as watch:
        threads = [threading.Thread(target=work, args=(watch, name)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(watch) == 84
    assert threading.active_count() == before
    assert len(found) >= 4
