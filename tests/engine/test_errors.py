"""The errors of the package: one tree, and each as the JSON of an HTTP answer."""

import copy
import json
import pickle
import typing
from datetime import date

import pytest

import gaozhi
from gaozhi import errors, workdays
from gaozhi.source import Diagnostic
from gaozhi.workdays import Period, WorkCalendar
from tests.situations import library

NUMBER = "11010519491231002X"
QIDONG = library()["启东市"]
CHINA = WorkCalendar.china()


def caught(call):
    with pytest.raises(gaozhi.GaozhiError) as found:
        call()
    return found.value


def of_case(**facts):
    return caught(lambda: QIDONG.case(facts or {"不.存在": True}))


def unpublished():
    return caught(lambda: CHINA.due(date(2099, 3, 2), Period(3, "工作日")))


ALL = [getattr(errors, name) for name in errors.__all__]


def test_every_error_is_drawn_in_the_tree_and_stands_under_its_root():
    for kind in ALL:
        assert issubclass(kind, gaozhi.GaozhiError)
        assert f" {kind.__name__} " in errors.__doc__ or kind is gaozhi.GaozhiError


def test_every_error_has_a_type_of_problem_and_its_status():
    for kind in ALL:
        assert 400 <= kind._STATUS < 600
        assert kind._TITLE


@pytest.mark.parametrize("name", ["CalendarError", "InvalidDate", "Unpublished", "WorkdaysError"])
def test_the_errors_of_calendars_are_the_same_wherever_they_are_imported_from(name):
    assert getattr(workdays, name) is getattr(errors, name)


def test_a_wrong_day_is_both_an_error_of_ours_and_a_value_error():
    error = caught(lambda: CHINA.is_workday("2026-02-30"))
    assert isinstance(error, ValueError)
    assert isinstance(error, workdays.InvalidDate)
    assert str(error) == str(error.args[0])
    assert [one.code for one in error.diagnostics] == ["GZ622"]
    assert error.diagnostics[0].help


def test_what_lies_beyond_the_calendar_says_as_data_how_far_it_got():
    [problem] = unpublished().diagnostics
    assert problem.code == "GZ624"
    assert problem.params["remaining"] == 3
    assert problem.params["through"] == unpublished().through.isoformat()


def test_an_unknown_decision_is_an_error_of_a_case_and_a_key_error_that_offers_the_nearest():
    error = caught(lambda: QIDONG.decide({}, "适应性"))
    assert isinstance(error, gaozhi.UnknownDecision)
    assert isinstance(error, gaozhi.CaseError)
    assert isinstance(error, KeyError)
    assert "适用性" in str(error)
    [problem] = error.diagnostics
    assert problem.path == ("decision",)
    assert (problem.params["found"], problem.params["near"]) == ("适应性", "适用性")


def test_a_receipt_that_does_not_hold_is_an_error_of_a_case_of_its_own():
    text = QIDONG.decide({"申请人.愿意承诺": False}, on=date(2022, 7, 1)).receipt().to_json()
    error = caught(lambda: gaozhi.parse_receipt(text.replace("2022-07-01", "2022-07-02")))
    assert type(error) is gaozhi.ReceiptError
    assert isinstance(error, gaozhi.CaseError)
    assert type(caught(lambda: gaozhi.parse_receipt("{}"))) is gaozhi.ReceiptError
    assert type(caught(lambda: gaozhi.parse_receipt(text[:-9]))) is gaozhi.ReceiptError


def test_a_problem_is_what_an_http_answer_says():
    error = of_case(**{"申请人.愿意承诺": "是", "applicant.kind": "人"})
    problem = error.to_problem()
    assert problem["type"] == "urn:gaozhi:problem:case"
    assert (problem["title"], problem["status"]) == ("案件不能用", 422)
    assert problem["detail"] == error.diagnostics[0].message
    assert problem["errors"] == [one.to_dict() for one in error.diagnostics]
    assert [one["path"] for one in problem["errors"]] == [
        ["facts", "申请人.愿意承诺"],
        ["facts", "applicant.kind"],
    ]
    assert caught(lambda: gaozhi.load()["启动市"]).to_problem()["status"] == 404


@pytest.mark.parametrize(
    "make",
    [
        of_case,
        unpublished,
        lambda: caught(lambda: CHINA.is_workday(3)),
        lambda: caught(lambda: gaozhi.load()["启动市"]),
        lambda: caught(lambda: QIDONG.decide({}, "适应性")),
        lambda: workdays.CalendarError([Diagnostic.error("GZ801", "甲")], {"a": "b"}),
    ],
)
def test_an_error_copies_travels_and_becomes_json(make):
    error = make()
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert other.to_problem() == error.to_problem()
    assert json.loads(json.dumps(error.to_problem()))["errors"]
    assert hash(error) == hash(error)


def test_no_problem_gives_an_identity_number_away():
    said = [
        of_case(**{NUMBER: True}),
        of_case(**{"申请人.类型": NUMBER}),
        caught(lambda: QIDONG.decide({}, NUMBER)),
        caught(lambda: CHINA.is_workday(NUMBER)),
        caught(lambda: gaozhi.load()[NUMBER]),
    ]
    for error in said:
        assert "1949" not in json.dumps(error.to_problem())
        assert "1949" not in str(error)


def test_type_hints_of_every_error_can_be_read():
    for kind in ALL:
        typing.get_type_hints(kind)


@pytest.mark.parametrize(
    ("facts", "more", "code", "path"),
    [
        ({"不.存在": 1}, {}, "GZ601", ("facts", "不.存在")),
        ({3: 1}, {}, "GZ601", ("facts", "3")),
        ({"applicant": {"willing": 1}}, {}, "GZ602", ("facts", "applicant", "willing")),
        ({"申请人.类型": "人"}, {}, "GZ603", ("facts", "申请人.类型")),
        (
            {"申请人.愿意承诺": True, "applicant.willing": False},
            {},
            "GZ612",
            ("facts", "applicant.willing"),
        ),
        (
            {"applicant.made_false_commitment": True, "申请人.曾作出不实承诺": False},
            {},
            "GZ604",
            ("facts", "申请人.曾作出不实承诺"),
        ),
        ([], {}, "GZ602", ("facts",)),
        ({}, {"on": "今天"}, "GZ602", ("date",)),
        ({"办理.日期": "2022-01-01"}, {"on": "2022-01-02"}, "GZ605", ("date",)),
        ({}, {"on": "1999-01-01"}, "GZ608", ("date",)),
        ({"办理.日期": "1999-01-01"}, {}, "GZ608", ("facts", "办理.日期")),
        ({}, {"item": 99999}, "GZ607", ("item",)),
        ({}, {"item": [2]}, "GZ607", ("item",)),
        ({}, {"item": {"名": "甲"}}, "GZ607", ("item",)),
        ({"证明.在清单内": False}, {"item": 2}, "GZ606", ("facts", "证明.在清单内")),
    ],
)
def test_what_is_wrong_with_a_case_names_the_field_as_the_caller_wrote_it(facts, more, code, path):
    error = caught(lambda: QIDONG.case(facts, **more))
    assert [(one.code, one.path) for one in error.diagnostics] == [(code, path)]


def test_what_is_wrong_with_a_fact_says_as_data_which_what_it_takes_and_what_was_found():
    [problem] = of_case(applicant={"kind": "人"}).diagnostics
    assert problem.params == {
        "fact": "申请人.类型",
        "api": "applicant.kind",
        "type": "one_of",
        "values": ["公民", "法人", "其他组织"],
        "found": "人",
    }


def test_what_is_wrong_with_an_event_names_it_by_its_place():
    at = date(2022, 7, 1)
    events = [{"event": "提出申请", "at": at}, {"event": "申请", "at": at}]
    error = caught(lambda: QIDONG.timeline(events, as_of=at))
    assert [one.path for one in error.diagnostics] == [("events", 1, "event")]
    error = caught(lambda: QIDONG.timeline(events[:1], as_of=at, excluded=[(at, at, "甲")[:2], 3]))
    assert error.diagnostics


def test_the_border_names_the_place_in_a_file_by_its_keys(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text("jurisdiction: 启东市\nfacts: [甲]\ndate: 今天\nfoo: 1\n", encoding="utf-8")
    error = caught(lambda: gaozhi.read_case(file, gaozhi.load()))
    assert {one.path for one in error.diagnostics} == {("facts",), ("date",), ("foo",)}
