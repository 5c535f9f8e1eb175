"""What a caller's own classes say of themselves, and what says nothing, decides no case."""

from datetime import date, datetime, tzinfo
from decimal import Decimal

import pytest

import gaozhi
from gaozhi import Event, Pause, Receipt
from gaozhi.workdays import InvalidDate, Period, WorkCalendar
from tests.builders import small
from tests.situations import library

COUNTY = library()["启东市"]
DAY = date(2022, 6, 30)


class Liar(str):
    """A text that equals whatever it is compared with."""

    __slots__ = ()

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("可选择")


class Mute(str):
    """A text that cannot be compared."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        raise RuntimeError


class Never(date):
    """A day that comes before no other, and that equals all."""

    def __lt__(self, other):
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __eq__(self, other):
        return True

    __hash__ = date.__hash__


class Most(Decimal):
    """A number that is larger than any."""

    def __ge__(self, other):
        return True

    __gt__ = __ge__


class Zone(tzinfo):
    """A time zone that raises."""

    def utcoffset(self, moment):
        raise RuntimeError


@pytest.mark.parametrize("text", [Liar("不存在"), Mute("不存在")], ids=["equal to all", "raises"])
def test_a_text_that_is_no_value_is_none_whatever_it_equals(text):
    with pytest.raises(gaozhi.CaseError) as caught:
        COUNTY.decide({"证明.实施方式": text})
    assert [one.code for one in caught.value.diagnostics] == ["GZ603"]


def test_a_text_of_another_class_is_read_as_the_text_that_it_is():
    plain = {"申请人.愿意承诺": True, "证明.实施方式": "可选择", "证明.风险类别": ["国家安全"]}
    facts = {
        Mute("申请人.愿意承诺"): True,
        Mute("证明.实施方式"): Mute("可选择"),
        "证明.风险类别": [Mute("国家安全")],
    }
    assert dict(COUNTY.case(facts).facts) == dict(COUNTY.case(plain).facts)
    assert COUNTY.decide(facts).to_dict() == COUNTY.decide(plain).to_dict()


def test_a_day_or_a_number_of_another_class_is_compared_as_what_it_is():
    county = small(
        """
        强:
          - {rule: 甲, title: 甲, when: {丁.日: {before: 2022-07-01}}, then: 上, basis: [R-1]}
          - {rule: 乙, title: 乙, when: {己.数: {at_least: 3}}, then: 中, basis: [R-1]}
          - {rule: 丙, title: 丙, otherwise: true, then: 下, silent: true}
        """
    )
    facts = {"丁.日": Never(2022, 6, 30), "己.数": Most(2)}
    assert county.decide(facts, "强").outcome == "上"
    assert county.decide({**facts, "丁.日": Never(2022, 7, 1)}, "强").outcome == "下"


@pytest.mark.parametrize("name", ["没有的事", "没有.的事", "申请人.愿意承诺"])
def test_an_empty_mapping_under_a_name_that_is_no_group_is_refused(name):
    with pytest.raises(gaozhi.CaseError):
        COUNTY.case({name: {}})


@pytest.mark.parametrize("name", ["applicant", "申请人"])
def test_an_empty_group_says_nothing(name):
    assert dict(COUNTY.case({name: {}}).facts) == {}


@pytest.mark.parametrize("written", ["2022-W26-4", "2022-W01-1"])
def test_a_day_is_written_in_one_way_only(written):
    with pytest.raises(gaozhi.CaseError):
        COUNTY.case({}, on=written)
    with pytest.raises(gaozhi.CaseError):
        COUNTY.case({"申请人.失信信息有效期届满日": written})


def test_a_time_zone_that_raises_is_refused():
    at = datetime(2026, 1, 5, tzinfo=Zone())  # type: ignore[abstract]
    with pytest.raises(InvalidDate):
        WorkCalendar.china().due(at, Period(3, "工作日"))
    for events, as_of, excluded in (
        ([Event("受理申请", at)], DAY, []),
        ([], at, []),
        ([], DAY, [Pause(at)]),
    ):
        with pytest.raises(gaozhi.CaseError):
            COUNTY.timeline(events, as_of=as_of, excluded=excluded)


@pytest.mark.parametrize("signature", [5, b"x", [], True], ids=repr)
def test_a_signature_that_is_no_text_is_refused(signature):
    data = COUNTY.decide({}, on=DAY).receipt().data
    with pytest.raises(gaozhi.CaseError):
        Receipt(data, signature)
