"""Values as numpy and pandas hand them over: a row of a frame is a case like any other."""

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy
import pandas
import pytest

import gaozhi
from gaozhi.model import Fact, FactType, FactValueError, is_missing, read_value
from tests.builders import small
from tests.situations import library

BOOL = Fact("甲.一", "a.one", FactType.BOOL)
KIND = Fact("乙.类", "b.kind", FactType.ONE_OF, ("子", "丑"))
SET = Fact("丙.集", "c.set", FactType.SET_OF, ("金", "木", "水"))
DAY = Fact("丁.日", "d.day", FactType.DATE)
NUMBER = Fact("己.数", "f.number", FactType.NUMBER)
FIRST = date(2021, 7, 1)

MISSING = {
    "None": None,
    "NaN": float("nan"),
    "numpy's NaN": numpy.float64("nan"),
    "a short NaN": numpy.float32("nan"),
    "NA": pandas.NA,
    "NaT": pandas.NaT,
    "numpy's NaT": numpy.datetime64("NaT"),
    "out of a column of truths": pandas.Series([True, None], dtype="boolean")[1],
    "out of a column of texts": pandas.Series(["子", None])[1],
    "out of a column of days": pandas.to_datetime(pandas.Series(["2021-07-01", None]))[1],
}


def _short(one):
    """Name a case the same in every process: a set has no order of its own."""
    return one.name if isinstance(one, Fact) else type(one).__name__


@pytest.mark.parametrize(
    ("fact", "given", "held"),
    [
        (BOOL, numpy.bool_(True), True),  # noqa: FBT003
        (BOOL, pandas.Series([True, None], dtype="boolean")[0], True),
        (KIND, numpy.str_("丑"), "丑"),
        (KIND, pandas.Categorical(["子", "丑"])[1], "丑"),
        (SET, numpy.array(["金", "水"]), frozenset({"金", "水"})),
        (SET, pandas.Series(["木"]), frozenset({"木"})),
        (NUMBER, numpy.int64(3), Decimal(3)),
        (NUMBER, numpy.uint8(3), Decimal(3)),
        (NUMBER, pandas.Series([3, None])[0], Decimal(3)),
        (NUMBER, numpy.float32(3), Decimal(3)),
        (DAY, pandas.Timestamp("2021-07-01"), FIRST),
        (DAY, pandas.Timestamp("2021-07-01", tz="Asia/Shanghai"), FIRST),
        (DAY, pandas.Timestamp("2021-06-30T16:00", tz="UTC"), FIRST),
        (DAY, datetime(2021, 7, 1), FIRST),
        (DAY, datetime(2021, 6, 30, 16, tzinfo=UTC), FIRST),
        (DAY, numpy.datetime64("2021-07-01"), FIRST),
        (DAY, numpy.datetime64("2021-07-01", "ns"), FIRST),
        (DAY, numpy.datetime64("2021-07-01T00"), FIRST),
    ],
    ids=_short,
)
def test_a_scalar_is_what_it_holds(fact, given, held):
    found = read_value(fact, given)
    assert found == held
    assert type(found) is type(held)


@pytest.mark.parametrize("value", MISSING.values(), ids=MISSING)
def test_what_is_missing_is_unknown(value):
    county = library()["启东市"]
    assert is_missing(value)
    assert dict(county.case({"申请人.愿意承诺": value}, on=value, item=value).facts) == {}
    assert (
        county.case({}, item={"certificate": "居民身份证", "matter": value}).item_ref.matter == ""
    )


@pytest.mark.parametrize(
    "value",
    [False, 0, "", [], numpy.bool_(False), Decimal("NaN"), numpy.array([numpy.nan]), "NaN"],  # noqa: FBT003
    ids=repr,
)
def test_what_is_there_is_not_missing(value):
    assert not is_missing(value)


@pytest.mark.parametrize(
    "given",
    [
        pandas.Timestamp("2021-07-01T09:00"),
        pandas.Timestamp("2021-07-01", tz="UTC"),
        pandas.Timestamp("2021-07-01T00:00:00.000000001"),
        datetime(2021, 7, 1, 0, 0, 0, 1),
        datetime.min.replace(tzinfo=UTC),
    ],
    ids=repr,
)
def test_a_moment_that_begins_no_day_is_refused_with_the_reason(given):
    with pytest.raises(FactValueError, match="应为日期，而不是带时刻的") as caught:
        read_value(DAY, given)
    assert "北京时间零时整" in caught.value.help


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        (DAY, numpy.datetime64("2021-07")),
        (DAY, numpy.datetime64("2021")),
        (DAY, numpy.datetime64("2021-07-01T09")),
        (DAY, numpy.datetime64("20000-01-01")),
        (DAY, pandas.Timestamp(numpy.datetime64("20000-01-01", "s"))),
        (DAY, numpy.timedelta64(1, "D")),
        (DAY, pandas.Period("2021-07", freq="M")),
        (NUMBER, numpy.float64(2.5)),
        (NUMBER, float("inf")),
        (NUMBER, 2.0**60),
        (NUMBER, numpy.bool_(True)),  # noqa: FBT003
        (BOOL, numpy.int64(1)),
        (BOOL, 1.0),
        (KIND, numpy.str_("卯")),
        (SET, numpy.array(2)),
        (SET, numpy.str_("金")),
    ],
    ids=_short,
)
def test_what_does_not_fit_is_refused_whatever_library_it_is_of(fact, given):
    with pytest.raises(FactValueError):
        read_value(fact, given)


def test_a_class_that_only_calls_itself_numpy_is_asked_without_harm():
    generic = type("generic", (), {"__module__": "numpy"})
    for attributes in ({}, {"dtype": property(lambda _: 1 / 0)}):
        value = type("bool_", (generic,), {"__module__": "numpy", **attributes})()
        assert not is_missing(value)
        with pytest.raises(FactValueError):
            read_value(BOOL, value)


def test_the_rows_of_a_frame_are_cases_in_order():
    county = library()["启东市"]
    frame = pandas.DataFrame(
        {
            "申请人.愿意承诺": pandas.array([True, False, None], dtype="boolean"),
            "申请人.失信信息有效期届满日": pandas.to_datetime(["2022-01-01", None, None]),
            "证明.实施方式": ["可选择", None, "必须实行"],
            "item": [2, None, 3],
            "date": pandas.to_datetime(["2021-07-01", "2021-07-02", None]),
        }
    )
    found = []
    for row in frame.to_dict("records"):
        item, on = row.pop("item"), row.pop("date")
        found.append(county.case(row, item=item, on=on))
    by_hand = [
        county.case(
            {
                "申请人.愿意承诺": True,
                "申请人.失信信息有效期届满日": "2022-01-01",
                "证明.实施方式": "可选择",
            },
            item=2,
            on="2021-07-01",
        ),
        county.case({"申请人.愿意承诺": False}, on="2021-07-02"),
        county.case({"证明.实施方式": "必须实行"}, item=3),
    ]
    assert [(dict(c.facts), c.item, c.day) for c in found] == [
        (dict(c.facts), c.item, c.day) for c in by_hand
    ]


def test_values_of_a_frame_are_compared_as_what_they_are():
    county = small(
        """
        强:
          - {rule: 甲, title: 甲, when: {丁.日: {before: 2022-07-01}}, then: 上, basis: [R-1]}
          - {rule: 乙, title: 乙, when: {己.数: {at_least: 3}}, then: 中, basis: [R-1]}
          - {rule: 丙, title: 丙, otherwise: true, then: 下, silent: true}
        """
    )
    early, late = pandas.Timestamp("2022-06-30"), pandas.Timestamp("2022-07-01")
    assert county.decide({"丁.日": early, "己.数": numpy.int64(2)}, "强").outcome == "上"
    assert county.decide({"丁.日": late, "己.数": numpy.float64(3)}, "强").outcome == "中"


def test_what_cannot_be_used_is_one_refusal_with_every_problem():
    facts = {"申请人.愿意承诺": numpy.int64(1), "办理.日期": pandas.Timestamp("2021-07-01T09:00")}
    with pytest.raises(gaozhi.CaseError) as caught:
        library()["启东市"].case(facts)
    assert [one.code for one in caught.value.diagnostics] == ["GZ602", "GZ602"]
