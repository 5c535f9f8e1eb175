"""A replay finds exactly the answers that a change of the rules moves, and says by which rule."""

import json
import shutil
from datetime import date
from itertools import product

import pytest

import gaozhi
import gaozhi.archive
from tests.archive.filled import NUMBER, base, behind, county, fill, moment
from tests.places import BASE

RULES = """rules:
  适用性:
    - {rule: 不在清单内, title: 证明事项不在清单内, when: {not: 证明.在清单内}, then: 不适用, basis: [DEMO-1]}
    - {rule: 不依申请, title: 不依申请办理, when: {not: 事项.依申请办理}, then: 应提交证明, basis: [DEMO-1]}
"""
FACTS = ("证明.在清单内", "申请人.愿意承诺", "事项.依申请办理")
CLEAN = {"申请人.曾作出虚假承诺": False}
EVERY = [
    CLEAN | {name: value for name, value in zip(FACTS, values, strict=True) if value is not None}
    for values in product((True, False, None), repeat=3)
]


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The law with one rule more, which reads a fact that none read before."""
    folder = tmp_path_factory.mktemp("changed") / "rules"
    shutil.copytree(BASE, folder)
    (folder / "rules" / "demo" / "rules.yaml").write_text(RULES, encoding="utf-8")
    return gaozhi.load(folder, bundled=False)


def recorded(archive, cases, **more):
    pairs = [(county().decide(one, on="2022-01-01", **more), {"facts": one}) for one in cases]
    return archive.record_many(pairs, at=moment(0))


def label(decision):
    return decision.outcome, decision.possible


def test_exactly_the_answers_that_change_are_found(archive, changed):
    entries = recorded(archive, EVERY)
    found = archive.replay(changed)
    moved = []
    for entry, facts in zip(entries, EVERY, strict=True):
        then = county().decide(facts, on="2022-01-01")
        now = changed["demo"].decide(facts, on="2022-01-01")
        if label(then) != label(now):
            moved.append(entry.number)
    assert 0 < len(moved) < len(EVERY)
    assert [one.number for one in found.changes] == moved
    assert (found.answers, found.unanswered, found.unreproduced) == (len(EVERY), (), ())
    assert found.same + found.other_grounds + len(found.changes) == len(EVERY)


def test_changes_are_counted_by_outcome_and_by_the_rule_that_makes_them(here, changed):
    case = CLEAN | dict.fromkeys(FACTS[:2], True) | {FACTS[2]: False}
    recorded(here, [case] * 3 + [{"证明.在清单内": False, FACTS[2]: True}])
    found = here.replay(changed)
    kind = ("demo", "适用性", "可适用", "应提交证明")
    assert found.counts == {kind: 3}
    assert found.rules(*kind) == {"不依申请": 3}
    assert found.same == 1
    told = json.loads(json.dumps(found.to_dict()))
    assert told["counts"][0]["rules"] == {"不依申请": 3}
    assert found.changes[0].gained == ("不依申请",)


def test_under_the_law_of_their_time_nothing_changes(here):
    recorded(here, EVERY)
    recorded(here, [{}, {"申请人.愿意承诺": True}], item=1)
    recorded(here, [{}], item={"certificate": "户口簿", "matter": "落户"})
    found = here.replay(base())
    assert (found.same, found.changes, found.unanswered, found.unreproduced) == (30, (), (), ())


def test_only_the_days_that_are_asked_for_are_replayed(here):
    fill(here, 5)
    told = []
    found = here.replay(
        base(),
        since=moment(1).date(),
        until=moment(3).date(),
        on_progress=lambda *one: told.append(one),
    )
    assert found.answers == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_law_of_a_later_day_is_tried_on_that_day(here, tmp_path):
    shutil.copytree(BASE, tmp_path / "rules")
    dated = "title: 不依申请办理, in_force: {from: 2030-01-01},"
    later = RULES.replace("title: 不依申请办理,", dated)
    (tmp_path / "rules" / "rules" / "demo" / "rules.yaml").write_text(later, encoding="utf-8")
    library = gaozhi.load(tmp_path / "rules", bundled=False)
    case = CLEAN | dict.fromkeys(FACTS[:2], True) | {FACTS[2]: False}
    answer = county().decide({**case, "办理.日期": "2022-01-01"})
    here.record(answer, words={**case, "办理": {"日期": "2022-01-01"}}, at=moment(0))
    assert here.replay(library).changes == ()
    [change] = here.replay(library, on=date(2030, 6, 1)).changes
    assert change.after == "应提交证明"


def test_identity_numbers_are_unknown_to_a_replay(here, changed):
    facts = {"证明": {"在清单内": True}, "申请人": {"证件号码": NUMBER, "愿意承诺": True}}
    facts |= {"applicant.false_before": False, FACTS[2]: False}
    recorded(here, [facts])
    found = here.replay(changed)
    assert (len(found.changes), found.unanswered) == (1, ())


def test_what_the_law_that_is_tried_cannot_answer_is_listed(here, library):
    [entry] = recorded(here, [{}])
    [found] = here.replay(library).unanswered
    assert found.number == entry.number
    assert "demo" in found.text


def test_a_receipt_without_words_is_replayed_from_what_it_holds(here):
    answers = [
        county().decide(one, on="2022-01-01", item=2) for one in ({}, {"申请人.失信次数": 2})
    ]
    here.record(answers, at=moment(0))
    assert here.replay(base()).same == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = replace(body, '待补充', '可适用') WHERE number = 2",
        "UPDATE entries SET program = 'x' WHERE number = 2",
        "UPDATE entries SET body = '{}' WHERE number = 2",
        "UPDATE entries SET body = '[' WHERE number = 2",
    ],
)
def test_an_answer_that_its_own_program_does_not_give_is_named(archive, url, statement):
    recorded(archive, [{}, {}])
    with behind(url) as run:
        run(statement)
    [found] = archive.replay(base()).unreproduced
    assert found.number == 2
    assert found.text


def test_a_program_that_cannot_be_read_is_named_and_the_rest_replayed(archive, url):
    recorded(archive, [{}, {}])
    with behind(url) as run:
        run("UPDATE programs SET data = ?", (b"no bundle",))
    found = archive.replay(base())
    assert (found.same, len(found.unreproduced)) == (2, 2)
