"""Days written as ISO text."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["day_meant", "read_day"]

_WRITTEN_DAY: Final = re.compile(
    r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
)


def read_day(text: object) -> date:
    """Return the day that an ISO text names.

    Raises:
        ValueError: the text is not a day of the calendar written as 2021-05-25.

    """
    # Python also reads a week date (2021-W21-2), which the reader of YAML does not take for a day.
    if isinstance(text, str) and len(text) == 10 and "W" not in text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError("应为日期。写作 2021-05-25，月、日写满两位")


def day_meant(text: object) -> str | None:
    """Return the ISO text of a day that is written in another way; None for anything else.

    >>> day_meant("2021年5月25日"), day_meant("2021-5-25"), day_meant("2021-02-30")
    ('2021-05-25', '2021-05-25', None)
    """
    found = _WRITTEN_DAY.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part is not None)).isoformat()
    except ValueError:
        return None
