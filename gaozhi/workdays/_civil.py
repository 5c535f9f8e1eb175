"""Checks and conversions of days, counts and instants, always in Beijing time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from gaozhi.errors import InvalidCount, InvalidDate, WorkdaysError
from gaozhi.workdays._repeated import repeated

__all__ = ["BEIJING", "WEEKDAYS", "Moment", "civil", "end_of", "positive", "whole"]

Moment = date | datetime
"""A day, or an instant with its time zone."""

# A fixed offset is exact: there has been no other in Shanghai since 1991, and the calendar begins
# in 2004. It needs no time zone database, which Windows does not have.
BEIJING: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
WEEKDAYS: Final = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def civil(moment: Moment) -> date:
    """Return the date of a moment in Beijing; a date is taken as it is.

    Statutory time is Beijing time everywhere, also where clocks show Asia/Urumqi.

    Raises:
        InvalidDate: not a date, or a datetime without its time zone.

    """
    if isinstance(moment, datetime):
        try:
            offset = moment.utcoffset()
        except Exception:  # noqa: BLE001 - a caller's time zone may raise anything
            offset = None
        if offset is None:
            raise InvalidDate(
                f"{moment.replace(tzinfo=None).isoformat(' ')} 没有时区，不知道是哪一天。"
                "加上时区，例如 tzinfo=ZoneInfo('Asia/Shanghai')；只有日期的，用 date。"
            )
        try:
            moment = moment.astimezone(BEIJING)
        except (OverflowError, ValueError):
            raise InvalidDate(f"{moment.isoformat(' ')} 超出了日期的范围。") from None
    elif not isinstance(moment, date):
        found = repeated(moment, write=repr)
        raise InvalidDate(f"{found} 不是日期。用 datetime.date，或者带时区的 datetime.datetime。")
    return date(moment.year, moment.month, moment.day)


def positive(count: object, what: str = "工作日数") -> int:
    """Return a count as an int.

    Raises:
        InvalidCount: it is no whole number from 1 up.

    """
    number = whole(count, what, InvalidCount, "正整数")
    if number < 1:
        way = "要往前数，用 workdays_before。" if number < 0 else "当日办结的，期限就是当日。"
        raise InvalidCount(f"{what}应为正整数，而不是 {repeated(number)}。{way}")
    return number


def whole(count: object, what: str, error: type[WorkdaysError], expected: str = "整数") -> int:
    """Return an integer of any library as an int.

    Args:
        count: the value.
        what: its name in the message, in Chinese.
        error: the class that is raised for any other value.
        expected: what it should be, in Chinese.

    """
    if isinstance(count, int) and not isinstance(count, bool):
        return int(count)
    # Imported here, so that counting days does not pay for reading files.
    from gaozhi.source import whole_number

    number = whole_number(count)
    if number is None:
        raise error(f"{what}应为{expected}，而不是 {repeated(count, write=repr)}。")
    return number


def end_of(day: date, closes: time | None = None) -> datetime:
    """Return the instant at which a last day ends (民法典 203).

    Args:
        day: the last day.
        closes: when business closes, where there are business hours; otherwise 24:00.

    """
    if closes is None:
        return datetime.combine(day + timedelta(days=1), time(), BEIJING)
    if not isinstance(closes, time):
        found = repeated(closes, write=repr)
        raise InvalidDate(f"停止业务活动的时间应为 datetime.time，而不是 {found}。")
    if closes.tzinfo is not None:
        raise InvalidDate("停止业务活动的时间按北京时间写，不带时区。")
    return datetime.combine(day, closes, BEIJING)
