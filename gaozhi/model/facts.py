"""Values of facts: which ones each type accepts, in YAML and from Python alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from gaozhi.model.never import NEVER, Never
from gaozhi.model.scalars import plain_scalar
from gaozhi.model.vocabulary import Fact, FactType
from gaozhi.source import (
    Edit,
    Span,
    as_given,
    check_identity,
    day_meant,
    described,
    is_slip,
    mask,
    read_day,
    shown,
    suggest,
    whole_number,
)

__all__ = [
    "MOST_CHARACTERS",
    "FactValue",
    "FactValueError",
    "fact_text",
    "plain_value",
    "read_value",
]

# As many as a number in YAML may have, so that every value can be written down.
_MOST_DIGITS: Final = 40

MOST_CHARACTERS: Final = 10_000
"""How long a text may be that is a fact: as long as one that is written into a form."""

FactValue = bool | str | date | Decimal | Never | frozenset[str]
"""What a known fact holds inside the library."""


class FactValueError(ValueError):
    """A value does not fit its fact; has the code, message and help of the diagnostic."""

    def __init__(
        self,
        code: str,
        message: str,
        help: str | None = None,
        right: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.help = help
        self.right = right
        """how the value is written rightly, where that is beyond doubt"""

    def fix_at(self, span: Span) -> tuple[Edit, ...]:
        """Return the edit that corrects the value; empty where it is not certain."""
        return () if self.right is None else (Edit(span, self.right),)


def read_value(fact: Fact, value: object) -> FactValue:
    """Return `value` as the fact holds it.

    Args:
        fact: the fact, with its type.
        value: the value in a case, a catalog or a condition. Dates may be `date`, a datetime at
            midnight or ISO text; sets any collection of texts; numbers int, Decimal or a whole
            float; scalars of numpy and pandas count as Python's own.

    Raises:
        FactValueError: the value is of another type, or not among the fact's values.

    """
    value = plain_scalar(value)
    match fact.kind:
        case FactType.BOOL:
            if isinstance(value, bool):
                return value
            raise _wrong_type(fact, value, " true 或者 false", "“是”写 true，“否”写 false")
        case FactType.DATE:
            return _read_date(fact, value)
        case FactType.NUMBER:
            if isinstance(value, Decimal):
                return _read_number(fact, value)
            number = whole_number(value)
            if number is not None:
                return _read_number(fact, Decimal(number))
            raise _wrong_type(fact, value, "数字", "写整数或者小数；Python 里小数用 Decimal")
        case FactType.TEXT:
            return _read_text(fact, value)
        case FactType.ONE_OF:
            if not isinstance(value, str):
                raise _wrong_type(fact, value, f"{_listed(fact)} 之一", "照抄其中一个")
            return _member(fact, value)
        case FactType.SET_OF:
            # An iterator can be read only once: it would be empty for the next decision.
            items = None
            if isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping):
                items = as_given(lambda: list(value))
            if items is None:
                raise _wrong_type(fact, value, "列表", "写作 [值, …]；均不涉及的写空列表 []")
            return frozenset(_member(fact, plain_scalar(item)) for item in items)


def plain_value(fact: Fact, value: FactValue) -> bool | int | str | list[str]:
    """Return the value as JSON-ready data; identity numbers are masked."""
    match value:
        case bool():
            return value
        case frozenset():
            return [item for item in fact.values if item in value]
        case Never():
            return str(fact.never)
        case date():
            return value.isoformat()
        case Decimal():
            whole = value == value.to_integral_value()
            text = str(int(value)) if whole else str(value)
            masked = mask(text)
            if masked != text:
                return masked
            return int(value) if whole else text
        case str():
            return mask(value)


def fact_text(value: object) -> str:
    """Return a fact's JSON value as Chinese text: 是, 否, a date, a list or 无."""
    match value:
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return "、".join(map(str, value)) or "无"
        case _:
            return str(value)


def _read_number(fact: Fact, value: Decimal) -> Decimal:
    if not value.is_finite():
        message = f"“{fact.name}”应为确定的数字，而不是 {value}"
        raise FactValueError("GZ602", message, "写整数或者小数；不知道的不写")
    if abs(value.adjusted()) >= _MOST_DIGITS or len(value.as_tuple().digits) > _MOST_DIGITS:
        message = f"“{fact.name}”的数字超过 {_MOST_DIGITS} 位"
        raise FactValueError("GZ602", message, "核对这个数字")
    return value


def _read_date(fact: Fact, value: object) -> date | Never:
    if fact.never is not None and (
        value is NEVER or (isinstance(value, str) and value == fact.never)
    ):
        return NEVER
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    never = f"；没有期限的写 {fact.never}" if fact.never else ""
    if isinstance(value, str):
        try:
            return read_day(value)
        except ValueError:
            pass
    if isinstance(value, datetime):
        message = f"“{fact.name}”应为日期，而不是带时刻的 {shown(value)}"
        help = f"零时整（有时区的，北京时间零时整）才当作那一天；写作 2021-05-25，不带时刻{never}"
        raise FactValueError("GZ602", message, help)
    error = _wrong_type(fact, value, "日期", f"写作 2021-05-25，不带时刻{never}")
    error.right = day_meant(value)
    raise error


def _read_text(fact: Fact, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong_type(fact, value, "文本", "给它加引号；号码、编号都是文本")
    if len(value) > MOST_CHARACTERS:
        message = f"“{fact.name}”超过 {MOST_CHARACTERS} 字"
        raise FactValueError("GZ602", message, "核对是否取错了内容；要附材料的，写材料的编号")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        # Half a surrogate pair cannot be encoded, so no receipt or terminal could show it.
        message = f"“{fact.name}”里有半个字符，不成文字"
        raise FactValueError("GZ602", message, "多半是截断或者转换编码时弄坏的，从原处重新读取")
    if not fact.identity:
        return value
    found = check_identity(value)
    if found.problems:
        reasons = "；".join(problem.message for problem in found.problems)
        raise FactValueError("GZ609", f"“{fact.name}”不合规则：{reasons}", "请与证件核对后重新填写")
    return found.text


def _member(fact: Fact, value: object) -> str:
    if isinstance(value, str) and value in fact.values:
        return value
    near = suggest(value, fact.values) if isinstance(value, str) else None
    raise FactValueError(
        "GZ603",
        f"“{shown(value)}”不是“{fact.name}”的取值",
        f"是否要写 {near}？" if near else f"可写：{_listed(fact)}",
        near if near is not None and is_slip(str(value), near, fact.values) else None,
    )


def _listed(fact: Fact) -> str:
    return "、".join(fact.values)


def _wrong_type(fact: Fact, value: object, expected: str, help: str) -> FactValueError:
    message = f"“{fact.name}”应为{expected}，而不是{described(value)}"
    return FactValueError("GZ602", message, help)
