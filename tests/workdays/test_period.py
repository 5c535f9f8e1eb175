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
    ],
)
def test_a_period_is_its_number_and_its_unit(
    text: str, count: int, unit: str, written: str
) -> None:
    period = Period.parse(text)
    assert (period.count, period.unit, str(period)) == (count, unit, written)
    assert Period.parse(written) == period


@pytest.mark.parametrize("text", ["", "工作日", "0日", "3", "3天", "-1日", "3工作日内办结", "三"])
def test_what_is_no_period_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="3工作日"):
        Period.parse(text)


def test_a_period_has_a_positive_count_and_a_known_unit() -> None:
    with pytest.raises(ValueError, match="正整数"):
        Period(0, "日")
    with pytest.raises(ValueError, match="工作日"):
        Period(3, "周")  # type: ignore[arg-type]
