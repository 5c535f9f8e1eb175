"""Identity numbers: 公民身份号码 (GB 11643-1999) and 统一社会信用代码 (GB 32100-2015)."""

from dataclasses import dataclass, field
from datetime import date
from operator import mul

CITIZEN = "公民身份号码"
ORGANISATION = "统一社会信用代码"

# Full-width digits and letters have code points at a fixed distance from the ordinary ones.
HALF_WIDTH = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}

_LENGTH = 18
_OLD_LENGTH = 15
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_ORGANISATION_WEIGHTS = tuple(3**place % 31 for place in range(17))
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_GAPS = frozenset(" \t\u00a0\u3000-‐‑–—－")


@dataclass(frozen=True, slots=True)
class IdentityProblem:
    """One rule that a number breaks; the message never repeats the number."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A text read as an identity number; `text` is in ordinary capitals, without gaps."""

    kind: str | None
    text: str = field(repr=False)
    problems: tuple[IdentityProblem, ...]

    @property
    def valid(self) -> bool:
        """Whether the text is a number of a known kind that breaks no rule."""
        return self.kind is not None and not self.problems


def check_identity(text: str) -> Identity:
    """Return the kind of number that `text` is or resembles, and every rule that it breaks.

    Whether a birth date lies in the future is not judged: nothing here reads a clock.

    >>> check_identity("11010519491231002x").valid
    True
    >>> [problem.rule for problem in check_identity("91350100M000100Y4Z").problems]
    ['字符']
    """
    number = "".join(c for c in text.translate(HALF_WIDTH) if c not in _GAPS).upper()
    problems = list(_problems_of_writing(text))
    if len(number) != _LENGTH:
        problems.append(_wrong_length(number))
        return Identity(_kind_of(number), number, tuple(problems))
    kind = _kind_of(number)
    if kind == CITIZEN:
        problems.extend(_problems_of_citizen(number))
    elif kind == ORGANISATION:
        problems.extend(_problems_of_organisation(number))
    else:
        problems.append(IdentityProblem("字符", "含有不允许的字符：只能有数字和大写字母"))
    return Identity(kind, number, tuple(problems))


def citizen_check(number: str) -> str:
    """Return the check character of the 17 digits that `number` begins with (GB 11643-1999)."""
    digits = (int(digit) for digit in number[:17])
    return _CITIZEN_CHECKS[sum(w * d for w, d in zip(_CITIZEN_WEIGHTS, digits, strict=True)) % 11]


def organisation_check(number: str) -> str:
    """Return the check character of the 17 that `number` begins with (GB 32100-2015)."""
    values = map(_VALUES.__getitem__, number[:17])
    return ALPHABET[-sum(map(mul, _ORGANISATION_WEIGHTS, values)) % 31]


def is_date(digits: str) -> bool:
    """Whether eight digits are a day of the calendar."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _kind_of(number: str) -> str | None:
    """Return the kind that the writing suggests; both kinds may consist of digits alone."""
    if not number or not _LETTERS.union(_DIGITS).issuperset(number):
        return None
    if not _DIGITS.issuperset(number[:-1]) or number[-1] not in "0123456789X":
        return ORGANISATION if sum(c in _DIGITS for c in number) >= len(number) // 3 else None
    if len(number) != _LENGTH:
        return CITIZEN
    if not any(_problems_of_citizen(number)):
        return CITIZEN
    if not any(_problems_of_organisation(number)):
        return ORGANISATION
    # No administrative division begins with 9, and every enterprise's code does.
    return ORGANISATION if number[0] == "9" and not is_date(number[6:14]) else CITIZEN


def _problems_of_writing(text: str) -> list[IdentityProblem]:
    problems = []
    if any(ord(character) in HALF_WIDTH for character in text):
        problems.append(IdentityProblem("字符", "含有全角数字或者全角字母，请改成半角"))
    if any(character in _GAPS for character in text):
        problems.append(IdentityProblem("字符", "含有空格或者短横，请连写"))
    return problems


def _wrong_length(number: str) -> IdentityProblem:
    if len(number) == _OLD_LENGTH and _DIGITS.issuperset(number):
        return IdentityProblem("长度", "15 位的旧号码已经停止使用，应填 18 位的号码")
    if not number:
        return IdentityProblem("长度", "号码是空的，应为 18 位")
    return IdentityProblem("长度", f"长度不对：应为 18 位，现为 {len(number)} 位")


def _problems_of_citizen(number: str) -> list[IdentityProblem]:
    problems = []
    if number[0] == "0":
        problems.append(IdentityProblem("行政区划", "前 6 位不是行政区划代码：首位不能是 0"))
    if not is_date(number[6:14]):
        problems.append(IdentityProblem("出生日期", "第 7 至 14 位的出生日期不存在"))
    if citizen_check(number) != number[17]:
        problems.append(
            IdentityProblem("校验码", "校验码不符：末位与前 17 位对不上，请核对是否抄错")
        )
    return problems


def _problems_of_organisation(number: str) -> list[IdentityProblem]:
    wrong = [place for place, character in enumerate(number, 1) if character not in ALPHABET]
    if wrong:
        places = "、".join(str(place) for place in wrong)
        return [
            IdentityProblem(
                "字符", f"含有不允许的字符：第 {places} 位；代码里没有字母 I、O、S、V、Z"
            )
        ]
    problems = []
    if not _DIGITS.issuperset(number[2:8]):
        problems.append(IdentityProblem("行政区划", "第 3 至 8 位应为行政区划代码，只能是数字"))
    if organisation_check(number) != number[17]:
        problems.append(
            IdentityProblem("校验码", "校验码不符：末位与前 17 位对不上，请核对是否抄错")
        )
    return problems
