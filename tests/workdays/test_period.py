"""Periods as documents write them."""

import pytest

from gaozhi.workdays import Period


@pytest.mark.parametrize(
    ("text", "count", "unit", "written"),
    [
        ("3工作日", 3, "工作日", "3个工作日"),
        ("10个工作日", 10, "工作日", "10个工作日"),
        ("2日", 2, "日", "2日"),
        ("6个月", 6, "月", "6个月"),
        ("1年", 1, "年", "1年"),
        ("三个工作日", 3, "工作日", "3个工作日"),
        ("十五个工作日内", 15, "工作日", "15个工作日"),
        ("10日内", 10, "日", "10日"),
        ("二十日", 20, "日", "20日"),
        ("一百八十日以内", 180, "日", "180日"),
        ("一百零五日", 105, "日", "105日"),
        ("一千零二十日", 1020, "日", "1020日"),
        ("一个月", 1, "月", "1个月"),
        ("两个月内", 2, "月", "2个月"),
        ("两年", 2, "年", "2年"),
        ("３个工作日", 3, "工作日", "3个工作日"),
    ],
)
def test_a_period_is_its_number_and_its_unit(
    text: str, count: int, unit: str, written: str
) -> None:
    period = Period.parse(text)
    assert (period.count, period.unit, str(period)) == (count, unit, written)
    assert Period.parse(written) == period


@pytest.mark.parametrize(
    "text",
    [
        "", "工作日", "0日", "3", "3天", "-1日", "3工作日内办结", "三", "零日", "3个日", "三天", "半年",
        "一百五日", "二零日", "百日", "一千二十日", "十两日", "两十日", "3周", "二月三十日", "99999日",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"[3三]工作日"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("0日", "至少是一"),
        ("零个工作日", "至少是一"),
        ("-3工作日", "负数"),
        ("1.5日", "整数"),
        ("三天", "日历日还是工作日"),
        ("24小时", "单位只有"),
        ("二个星期", "单位只有"),
    ],
)
def test_what_is_nearly_a_period_is_told_what_is_wrong_with_it(text: str, way: str) -> None:
    with pytest.raises(ValueError, match=way):
        Period.parse(text)


def test_a_period_has_a_positive_count_and_a_known_unit() -> None:
    with pytest.raises(ValueError, match="正整数"):
        Period(0, "日")
    with pytest.raises(ValueError, match="工作日"):
        Period(3, "周")
