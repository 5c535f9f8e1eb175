"""The values of plain scalars, read strictly: no YAML reader takes them for something else."""

import re
from dataclasses import dataclass
from decimal import Decimal

from gaozhi.source._nodes import Value

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_OTHER_NUMBERS = re.compile(
    r"""[-+]?(?:
        0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+
      | (?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?
      | \.(?:inf|Inf|INF)
    ) | \.(?:nan|NaN|NAN)""",
    re.VERBOSE,
)
# Longer numbers are codes that somebody forgot to quote; Python refuses the longest of them anyway.
_MOST_DIGITS = 40

_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_TRUTHS = {
    "true": True,
    "yes": True,
    "on": True,
    "y": True,
    "false": False,
    "no": False,
    "off": False,
    "n": False,
}
_NOTHINGS = frozenset(("null", "~"))


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a plain scalar or key may not be written so, and what to write."""

    code: str
    message: str
    help: str
    right: str
    """what to write for the value that is taken to be meant"""


def resolve(raw: str) -> tuple[Value, Misread | None]:
    """Return the value of the plain scalar `raw`; with a problem, the value probably meant.

    >>> resolve("3"), resolve("1.50")
    ((3, None), (Decimal('1.50'), None))
    >>> resolve("320681号")
    ('320681号', None)
    """
    if raw in _WORDS:
        return _WORDS[raw], None
    word = raw.lower() if len(raw) < 6 else ""
    if word in _TRUTHS:
        return _TRUTHS[word], _not_a_truth(raw, _TRUTHS[word])
    if word in _NOTHINGS:
        help = f'表示没有值，写 null；表示文字，加引号写成 "{raw}"。'
        return None, Misread("GZ132", f"“{raw}”不能这样写：空值只写 null", help, "null")
    if not raw or raw[0] not in "0123456789+-.":
        return raw, None
    return _number(raw)


def misread_key(raw: str) -> Misread | None:
    """Return the problem of a plain key that other readers of YAML take for a value."""
    word = raw.lower() if len(raw) < 6 else ""
    if word in _TRUTHS or word in _NOTHINGS:
        kind = "空值" if word in _NOTHINGS else "真假值"
        return Misread(
            "GZ122",
            f"“{raw}”不能作键：别的软件会把它读成{kind}",
            f'换一个键名，或者加引号写成 "{raw}"。',
            f'"{raw}"',
        )
    return None


def _not_a_truth(raw: str, truth: bool) -> Misread:
    plain = "true" if truth else "false"
    return Misread(
        "GZ131",
        f"“{raw}”不能这样写：真假值只写 true、false",
        f'表示{"是" if truth else "否"}，写 {plain}；表示文字，加引号写成 "{raw}"。',
        plain,
    )


def _number(raw: str) -> tuple[Value, Misread | None]:
    digits = sum(character in "0123456789" for character in raw)
    quoted = f'"{raw}"' if len(raw) <= _MOST_DIGITS else '"…"'
    if _LEADING_ZERO.fullmatch(raw):
        plain = raw.lstrip("+").replace("-", "").lstrip("0") or "0"
        message = f"“{_short(raw)}”以零开头，别的软件会读成另一个数"
        help = f"表示编号、代码，加引号写成 {quoted}；表示数，写 {_short(plain)}。"
        return raw, Misread("GZ133", message, help, f'"{raw}"')
    if _SEXAGESIMAL.fullmatch(raw):
        message = f"“{_short(raw)}”别的软件会读成六十进制的数"
        return raw, Misread("GZ134", message, f"加引号写成 {quoted}。", f'"{raw}"')
    is_plain = _INTEGER.fullmatch(raw) or _DECIMAL.fullmatch(raw)
    if is_plain and digits <= _MOST_DIGITS:
        return (Decimal(raw) if "." in raw else int(raw)), None
    if is_plain:
        message = f"这个数有 {digits} 位，太长"
        return raw, Misread("GZ135", message, "表示编号、代码，请加引号。", f'"{raw}"')
    if _OTHER_NUMBERS.fullmatch(raw):
        message = f"“{_short(raw)}”不能这样写：数字只写普通的十进制，例如 3、-2、1.5"
        help = f"改成普通的十进制；表示文字，加引号写成 {quoted}。"
        return raw, Misread("GZ135", message, help, f'"{raw}"')
    return raw, None


def _short(raw: str) -> str:
    return raw if len(raw) <= _MOST_DIGITS else raw[: _MOST_DIGITS - 1] + "…"
