"""A problem as data: what a program, a service or a front end makes of it."""

import dataclasses
import json
import pickle
import typing
from datetime import date
from decimal import Decimal

import pytest

import gaozhi
from gaozhi.source import Diagnostic, Edit, Related, Span, plain_data

NUMBER = "11010519491231002X"
SPAN = Span("case.yaml", 4, 3, 4, 9)


def problem(**more):
    return Diagnostic.error("GZ602", "应为日期", SPAN, **more)


def test_a_problem_as_data_has_its_code_its_place_its_path_and_its_way_out():
    found = problem(
        related=[Related(SPAN, "另一处")],
        help="写作 2021-05-25",
        fix=[Edit(SPAN, "2021-05-25")],
        path=("facts", "办理.日期"),
        params={"found": 3, "expected": "date"},
    )
    place = {"file": "case.yaml", "line": 4, "column": 3}
    assert found.to_dict() == {
        "code": "GZ602",
        "severity": "error",
        "message": "应为日期",
        "params": {"found": 3, "expected": "date"},
        "path": ["facts", "办理.日期"],
        **place,
        "related": [{"message": "另一处", **place}],
        "help": "写作 2021-05-25",
        "fix": [{**place, "end_line": 4, "end_column": 9, "text": "2021-05-25"}],
    }
    json.dumps(found.to_dict())


def test_without_a_place_or_a_fix_there_is_none():
    data = Diagnostic.warning("GZ602", "应为日期").to_dict()
    assert (data["file"], data["line"], data["column"]) == (None, None, None)
    assert (data["path"], data["params"], data["related"]) == ([], {}, [])
    assert "fix" not in data


def test_no_identity_number_is_given_away_by_path_params_file_or_fix():
    found = problem(
        related=[Related(SPAN, f"号码 {NUMBER}")],
        fix=[Edit(SPAN, NUMBER)],
        path=("facts", NUMBER),
        params={"found": [NUMBER, {NUMBER: NUMBER}], "number": 110105194912310021},
    )
    here = dataclasses.replace(found, span=dataclasses.replace(SPAN, file=f"{NUMBER}.yaml"))
    for said in (json.dumps(here.to_dict()), repr(found.params), repr(found.path)):
        assert "1949" not in said
    assert "fix" not in here.to_dict()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (True, True),
        (None, None),
        (7, 7),
        (10**30, "1" + "0" * 30),
        (Decimal("1.50"), "1.50"),
        (date(2021, 7, 1), "2021-07-01"),
        ((1, "甲"), [1, "甲"]),
        ({"甲": {1}}, {"甲": [1]}),
        (float("nan"), "nan"),
    ],
)
def test_what_a_caller_gave_becomes_data_that_json_can_hold(given, kept):
    assert plain_data(given) == kept
    json.dumps(plain_data(given), allow_nan=False)


def test_half_a_character_is_shown_as_a_sign():
    assert plain_data("\ud800") == "\ufffd"


def test_what_never_ends_or_breaks_is_cut_short():
    endless: list[object] = []
    endless.append(endless)
    json.dumps(plain_data(endless))

    class Broken(list):
        def __iter__(self):
            raise RuntimeError("甲")

    assert isinstance(plain_data(Broken([1])), str)
    assert len(plain_data("甲" * 10_000)) == len(plain_data(range(10_000))) == 200


def test_a_problem_is_a_value_that_hashes_copies_and_travels():
    found = problem(path=("facts", "甲"), params={"found": [1, 2]})
    assert {found, problem(path=["facts", "甲"], params={"found": (1, 2)})} == {found}
    assert found != problem(path=("facts", "甲"), params={"found": [3]})
    assert pickle.loads(pickle.dumps(found)) == found
    assert dataclasses.asdict(found)["params"] == {"found": [1, 2]}
    for kind in (Diagnostic, Span, Related, Edit):
        assert set(typing.get_type_hints(kind)) >= {one.name for one in dataclasses.fields(kind)}


def test_what_holds_problems_hashes_and_becomes_plain_data_too(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "别的.txt").write_text("别的", encoding="utf-8")
    report = gaozhi.check(tmp_path, bundled=False)
    done = gaozhi.verify(tmp_path)
    for one in (report, done):
        assert hash(one) == hash(dataclasses.replace(one))
        assert dataclasses.asdict(one)["diagnostics"]
        typing.get_type_hints(type(one))
