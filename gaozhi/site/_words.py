"""Words for a reader: days, periods, counts, and addresses that may hold any name."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from gaozhi.model import Duty, Program

__all__ = ["address", "day_text", "ended", "file_name", "no_list", "time_text"]

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def day_text(day: date | None) -> str:
    """Return a day as pages write it, as in 2022年7月1日; empty where there is none."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def ended(text: str) -> str:
    """Return a sentence with its full stop."""
    return text if not text or text[-1] in "。？！；：" else f"{text}。"


def address(path: str) -> str:
    """Return a path, or a name after #, as an address has it."""
    return quote(path, safe="/#-._~:@!$&'()*+,;=")


def no_list(program: Program) -> str:
    """Return why there is no list to look into, without a full stop."""
    if "list" in program.not_at_hand:
        return f"这里没有收录{program.jurisdiction}的清单"
    return f"{program.jurisdiction}的文件没有清单"


def file_name(text: str) -> str:
    """Return a text as the name of a file on any system."""
    return _UNSAFE.sub("", text)[:60] or "文书"


def time_text(duty: Duty) -> str:
    """Return when a duty is to be met, in words; empty where its document states no time."""
    since = f"自{duty.since}起" if duty.since else ""
    if duty.within is not None:
        return f"{since}{duty.within}以内"
    if duty.case_time is not None:
        return f"{since}按案件写明的期限"
    if duty.elsewhere is not None:
        return f"{since}按{duty.elsewhere}规定的期限"
    if duty.by is not None:
        return f"至迟{day_text(duty.by)}"
    if duty.every is not None:
        return f"每{duty.every}一次"
    if duty.manner is not None:
        return f"{duty.since}以后{duty.manner}" if duty.since else duty.manner
    return ""
