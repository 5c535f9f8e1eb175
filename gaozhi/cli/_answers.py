"""Reading what a person types in answer to a question: lenient in form, strict in meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaozhi.source import suggest

if TYPE_CHECKING:
    from gaozhi.engine import Question

Answer = bool | date | str | Decimal | list[str]

_YES = frozenset({"是", "1", "y", "yes", "true"})
_NO = frozenset({"否", "2", "n", "no", "false", "不是"})
_UNKNOWN = frozenset({"", "?", "不知道", "不清楚", "未知", "unknown"})
_NOTHING = frozenset({"0", "无", "均不涉及", "没有"})
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_BETWEEN = re.compile(r"[,，、;；\s]+")


class AnswerError(ValueError):
    """The answer cannot be used; its text says why and what would do."""


def read_answer(question: Question, text: str, *, never: str | None) -> Answer | None:
    """Return what the answer says, or None for 不知道.

    Args:
        question: what was asked.
        text: the answer as it was typed.
        never: the text by which a date is said never to come; None where the fact has none.

    Raises:
        AnswerError: it cannot be read as an answer to this question.

    """
    answer = _half_width(text)
    if answer.lower() in _UNKNOWN:
        return None
    match question.type:
        case "bool":
            return _read_bool(answer)
        case "date":
            return never if never and answer == never else read_date(answer, never=never)
        case "number":
            return _read_number(answer)
        case "one_of":
            return _read_choice(answer, question.values)
        case "set_of":
            return _read_choices(answer, question.values)
        case _:
            return text.strip()


def hint(question: Question, *, never: str | None) -> str:
    """Say in a few words how a question is answered."""
    match question.type:
        case "bool":
            return "1 是，2 否"
        case "date":
            return "如 2022-06-30" + (f"，或者 {never}" if never else "")
        case "number":
            return "数字"
        case "one_of":
            return "写序号或者名称"
        case "set_of":
            return "写序号或者名称，可以写几个；都不是写 无"
        case _:
            return "文字"


def read_date(text: str, *, never: str | None = None) -> date:
    """Return the day that 2022-06-30 or 2022年6月30日 names. Raises AnswerError."""
    found = _DATE.fullmatch(_half_width(text))
    form = "日期写作 2022-06-30 这样" + (f"，或者写 {never}" if never else "") + "。"
    if not found:
        raise AnswerError(f"“{text}”不是日期。{form}")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise AnswerError(f"没有“{text}”这一天。{form}") from None


def _read_bool(answer: str) -> bool:
    word = answer.lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise AnswerError(
        f"“{answer}”看不明白。请写 1（是）或者 2（否），也可以写 是、否；不知道就直接回车。"
    )


def _read_number(answer: str) -> Decimal:
    try:
        number = Decimal(answer)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise AnswerError(f"“{answer}”不是数字。")
    return number


def _read_choice(answer: str, values: Sequence[str]) -> str:
    for number, value in enumerate(values, 1):
        if answer in (_half_width(value), str(number)):
            return value
    near = suggest(answer, values)
    way = f"是不是“{near}”？" if near else f"请写 1 至 {len(values)} 的序号，或者写名称。"
    raise AnswerError(f"没有“{answer}”这一项。{way}")


def _read_choices(answer: str, values: Sequence[str]) -> list[str]:
    if answer in _NOTHING and answer not in values:
        return []
    chosen = {_read_choice(one, values) for one in _BETWEEN.split(answer) if one}
    return [value for value in values if value in chosen]


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
