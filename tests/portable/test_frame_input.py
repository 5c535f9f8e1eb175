"""What a frame may hold, and what is said of one that cannot be used."""

import warnings
from datetime import date, datetime
from decimal import Decimal

import numpy
import pandas
import polars
import pyarrow
import pytest

from gaozhi import CaseError
from gaozhi.portable.frames import FrameNotice
from tests.builders import small
from tests.portable.test_frames import quietly
from tests.situations import library

DAY = date(2022, 6, 30)
QIDONG = "启东市"


@pytest.fixture(name="county")
def _county():
    return library()[QIDONG]


def codes(error):
    return [one.code for one in error.value.diagnostics]


def outcomes(county, frame, **asked):
    found = quietly(county, frame, on=DAY, item=2, **asked)
    values = found["outcome"]
    return values.to_pylist() if isinstance(found, pyarrow.Table) else list(values)


def test_a_frame_of_each_library_comes_back_as_one_of_it_and_stays_as_it_was(county):
    rows = {"申请人.愿意承诺": [True, False, None], "案卷号": ["甲", "乙", "丙"]}
    for make in (pandas.DataFrame, polars.DataFrame, pyarrow.table):
        frame = make(rows)
        found = quietly(county, frame, on=DAY, item=2, words=("possible", "grounds"))
        assert type(found) is type(frame)
        names = getattr(found, "column_names", None) or list(found.columns)
        assert names == ["申请人.愿意承诺", "案卷号", "possible", "grounds"]
        before = getattr(frame, "column_names", None) or list(frame.columns)
        assert before == ["申请人.愿意承诺", "案卷号"]
        to_list = getattr(found["grounds"], "to_pylist", None)
        grounds = to_list() if to_list else list(found["grounds"])
        assert list(map(list, grounds)) == [[], ["不愿承诺"], []]


@pytest.mark.parametrize(
    "name", ["申请人.愿意承诺", "applicant.willing", "申请人_愿意承诺", "applicant_willing"]
)
def test_a_column_is_named_as_the_fact_is_or_as_sql_would(county, name):
    found = quietly(county, pyarrow.table({name: [False]}), on=DAY, item=2, words=["grounds"])
    assert found["grounds"].to_pylist() == [["不愿承诺"]]


def test_a_column_of_another_name_states_what_is_said_of_it(county):
    frame = polars.DataFrame({"愿意吗": [False], "applicant.willing": [True]})
    asked = {
        "columns": {"愿意吗": "申请人.愿意承诺", "applicant.willing": None},
        "words": ["grounds"],
    }
    assert quietly(county, frame, on=DAY, item=2, **asked)["grounds"].to_list() == [["不愿承诺"]]


def test_the_index_of_a_pandas_frame_is_kept_even_where_it_has_the_same_twice(county):
    frame = pandas.DataFrame({"申请人.愿意承诺": [False, True]}, index=["甲", "甲"])
    assert list(quietly(county, frame, on=DAY, item=2).index) == ["甲", "甲"]


def test_no_row_makes_no_answer_and_no_fault(county):
    for frame in (
        pandas.DataFrame({"申请人.愿意承诺": pandas.array([], "boolean")}),
        polars.DataFrame({"申请人.愿意承诺": []}),
        pyarrow.table({"申请人.愿意承诺": pyarrow.array([], pyarrow.bool_())}),
    ):
        assert outcomes(county, frame) == []
        assert len(quietly(county, frame, words=["questions"], errors="column")) == 0


@pytest.mark.parametrize(
    "values",
    [
        pandas.Series([True, None], dtype="boolean"),
        pandas.Series([True, None], dtype=object),
        pandas.Series([True, float("nan")]),
        pandas.Series([numpy.bool_(True), pandas.NA], dtype=object),  # noqa: FBT003
        pandas.Categorical([True, None]),
    ],
)
def test_what_is_missing_in_pandas_is_unknown(county, values):
    frame = pandas.DataFrame({"申请人.愿意承诺": values})
    known, unknown = quietly(county, frame, on=DAY, item=2, words=["questions"])["questions"]
    assert "申请人.愿意承诺" not in known
    assert "申请人.愿意承诺" in unknown


DAYS = [
    pandas.to_datetime(["2022-01-01", None]),
    pandas.Series([date(2022, 1, 1), None], dtype=object),
    polars.Series([date(2022, 1, 1), None]),
    polars.Series([datetime(2022, 1, 1), None]),
    polars.Series(["2022-01-01", None]),
    polars.Series(["2022-01-01", None], dtype=polars.Categorical),
    pyarrow.array([date(2022, 1, 1), None], pyarrow.date64()),
]


@pytest.mark.parametrize("days", DAYS, ids=lambda one: str(getattr(one, "dtype", "arrow")))
def test_a_day_may_come_in_any_type_that_holds_one(days):
    body = "强:\n  - {rule: 甲, title: 甲, when: {戊.日: {before: 2022-02-01}}, then: 上, basis: [R-1]}\n"
    county = small(
        body + "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    )
    make = (
        polars.DataFrame
        if isinstance(days, polars.Series)
        else pyarrow.table
        if isinstance(days, pyarrow.Array)
        else pandas.DataFrame
    )
    found = quietly(county, make({"戊.日": days}), "强", on=DAY)["outcome"]
    assert [str(one) for one in found] == ["上", "待补充"]


def test_numbers_sets_and_mixed_types_are_read_each_as_it_is():
    body = (
        "强:\n  - {rule: 甲, title: 甲, when: [{己.数: {at_least: 2}}, {丙.集: {has: 金}}], then: 上, basis: [R-1]}\n"
        "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    )
    county = small(body)
    frame = pandas.DataFrame(
        {
            "己.数": pandas.Series([2, Decimal("2.5"), 3.0, "三", True], dtype=object),
            "丙.集": pandas.Series([["金"], ("金", "木"), {"水"}, [], None], dtype=object),
        }
    )
    found = quietly(county, frame, "强", on=DAY, errors="column")
    assert found["outcome"].fillna("").to_list() == ["上", "上", "下", "", ""]
    assert [one[:5] if one else one for one in found["error"].fillna("")] == [
        "",
        "",
        "",
        "GZ602",
        "GZ602",
    ]


def test_wrong_rows_are_told_all_at_once_with_their_numbers(county):
    frame = polars.DataFrame(
        {
            "申请人.愿意承诺": ["是", None, "是", None],
            "申请人.曾作出虚假承诺": [None, True, None, None],
            "申请人.曾作出不实承诺": [None, False, None, None],
        },
        strict=False,
    )
    with pytest.raises(CaseError) as error:
        quietly(county, frame, on=DAY, item=2)
    told = error.value.diagnostics
    assert codes(error) == ["GZ602", "GZ604"]
    assert told[0].message.startswith("第 1、3 行：“申请人.愿意承诺”应为")
    assert told[0].params["rows"] == [1, 3]
    assert told[0].path[:2] == ("rows", "1")
    assert told[1].message.startswith("第 2 行：")


def test_a_wrong_row_keeps_no_other_from_its_answer(county):
    frame = polars.DataFrame({"申请人.愿意承诺": [False, True], "序号": [2, 999]})
    found = quietly(county, frame, on=DAY, item="序号", words=["settled"], errors="column")
    assert found["settled"].to_list() == [False, None]
    assert found["error"].to_list()[0] is None
    assert found["error"].to_list()[1].startswith("GZ607 ")


def test_very_many_wrong_rows_are_one_problem(county):
    frame = polars.DataFrame({"申请人.愿意承诺": ["是"] * 5000})
    with pytest.raises(CaseError) as error:
        quietly(county, frame, on=DAY, item=2)
    (only,) = error.value.diagnostics
    assert only.message.startswith("第 1、2、3、4、5、6、7、8、9、10 行等 5000 行：")
    assert (only.params["count"], len(only.params["rows"])) == (5000, 200)


def test_facts_without_a_column_are_told_once(county):
    frame = polars.DataFrame({"申请人.愿意承诺": [True] * 10, "案卷号": ["甲"] * 10})
    with pytest.warns(FrameNotice) as told:
        county.decide_frame(frame, on=DAY, item=2)
    (notice,) = told
    assert "申请人.信用已修复" in str(notice.message)
    assert "申请人.愿意承诺" not in str(notice.message)
    assert "案卷号" in str(notice.message)
    assert notice.filename == __file__


def test_a_frame_that_states_all_is_told_nothing_about():
    body = "强:\n  - {rule: 甲, title: 甲, when: 甲.二, then: 上, basis: [R-1]}\n"
    county = small(
        body + "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = county.decide_frame(polars.DataFrame({"甲.二": [True]}), "强", on=DAY)
    assert found["outcome"].to_list() == ["上"]


WILLING = polars.DataFrame({"申请人.愿意承诺": [True]})


@pytest.mark.parametrize(
    ("frame", "asked", "expected"),
    [
        ([{"申请人.愿意承诺": True}], {}, "GZ740"),
        ({"申请人.愿意承诺": [True]}, {}, "GZ740"),
        (None, {}, "GZ740"),
        (WILLING.lazy(), {}, "GZ740"),
        (polars.DataFrame({"申请人.愿意承诺": [True], "applicant.willing": [True]}), {}, "GZ741"),
        (pyarrow.Table.from_arrays([[True], [True]], ["申请人.愿意承诺"] * 2), {}, "GZ741"),
        (pandas.DataFrame([[True, True]], columns=["applicant.willing"] * 2), {}, "GZ741"),
        (polars.DataFrame({"办理.日期": [DAY]}), {"on": DAY}, "GZ741"),
        (polars.DataFrame({"申请人.愿意承偌": [True]}), {}, "GZ742"),
        (WILLING, {"columns": {"没有的列": "申请人.愿意承诺"}}, "GZ742"),
        (WILLING, {"columns": {"申请人.愿意承诺": "申请人.没有的"}}, "GZ601"),
        (WILLING, {"columns": {"申请人.愿意承诺": 3}}, "GZ622"),
        (WILLING, {"columns": ["申请人.愿意承诺"]}, "GZ622"),
        (WILLING, {"item": "序号"}, "GZ742"),
        (WILLING, {"item": 999}, "GZ607"),
        (WILLING, {"on": "某列"}, "GZ602"),
        (WILLING, {"on": date(1999, 1, 1)}, "GZ608"),
        (WILLING, {"words": "outcome"}, "GZ622"),
        (WILLING, {"words": ["outcom"]}, "GZ622"),
        (WILLING, {"words": [["outcome"]]}, "GZ622"),
        (WILLING, {"words": 3}, "GZ622"),
        (WILLING, {"errors": "ignore"}, "GZ622"),
        (WILLING, {"prefix": 3}, "GZ622"),
        (WILLING, {"on_progress": 3}, "GZ622"),
        (WILLING.with_columns(outcome=polars.lit("x")), {}, "GZ743"),
        (WILLING, {"decision": "没有的判断"}, "GZ610"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_way_out(county, frame, asked, expected):
    with pytest.raises(CaseError) as error:
        county.decide_frame(frame, **asked)
    assert codes(error) == [expected]
    assert all(one.help for one in error.value.diagnostics)


def test_a_decision_of_elsewhere_has_no_rule_here(county):
    found = quietly(county, WILLING, on=DAY, words=["outcome", "code", "settled"])
    assert found.columns[-3:] == ["outcome", "code", "settled"]


def test_how_far_it_has_come_is_told(county):
    seen = []
    quietly(county, WILLING, on=DAY, on_progress=lambda done, of: seen.append((done, of)))
    assert seen[0] == (0, 1)
    assert seen[-1] == (1, 1)


def test_many_rows_that_are_alike_are_decided_about_once(county):
    seen = []
    frame = polars.DataFrame(
        {"申请人.愿意承诺": [True, False] * 5000, "申请人.姓名": [str(n) for n in range(10_000)]}
    )
    quietly(
        county,
        frame,
        on=DAY,
        columns={"申请人.姓名": None},
        on_progress=lambda _, of: seen.append(of),
    )
    assert set(seen) == {2}


@pytest.mark.parametrize("missing", ["numpy", "pyarrow"])
def test_without_the_extra_it_is_said_which_one_to_install(county, monkeypatch, missing):
    import sys

    for name in [one for one in sys.modules if one.startswith("gaozhi.portable.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("gaozhi.portable.frames", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CaseError) as error:
        county.decide_frame(WILLING)
    assert codes(error) == ["GZ740"]
    assert "gaozhi[frames]" in error.value.diagnostics[0].help
