"""Words of logic in a name (未, 或者 …), which change what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

__all__ = ["folded_name", "opposite_among", "same_logic", "without_joining"]

_WORDS: Final = re.compile(
    "以上|以下|以前|以后|以外|以内|或|且|和|与|與|并|並|及|不|非|未|无|無|没|沒|否|除|外"
)
_LATIN: Final = re.compile("[a-z]+")
_LATIN_WORDS: Final = frozenset(
    ["and", "or", "not", "no", "none", "nor", "non", "any", "all", "without", "except"]
)
_SIGNS: Final = re.compile(r"[!~¬&|∧∨^]|^[-−–]")
_JOINED: Final = re.compile(
    r"^(?:(或者|或|or\b|\|\|?)|(并且|而且|以及|且|并|和|与|及|and\b|&&?)"
    r"|(不是|并非|没有|非|未|不|无|not\b|!|~|¬)|(除了|除))\s*(?=\S)",
    re.IGNORECASE,
)
_TURNED: Final = (("未", "已"), ("无", "有"), ("没有", "有"), ("不能", "能"), ("不可", "可"))
_NEGATIONS: Final = re.compile("不|非|未|无|没有|没|否")
_LATIN_NEGATIONS: Final = re.compile(
    r"(?<![a-z])(?:un|non|not|no|in|im|il|ir|dis)[_-]?(?=[a-z]{3})"
)


def folded_name(name: str) -> str:
    """Return a name in the form in which names are compared: usual width, no capitals or blanks."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("。", ".").replace("·", ".")
    return "".join(text.split())


def same_logic(one: str, other: str) -> bool:
    """Whether two names hold the same words of logic, in the same order.

    >>> same_logic("申请人.信用未修复", "申请人.信用已修复")
    False
    >>> same_logic("申请人.愿意承若", "申请人.愿意承诺")
    True
    """
    return _logic(one) == _logic(other)


def _logic(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name).casefold()
    words = [word for word in _LATIN.findall(text) if word in _LATIN_WORDS]
    return [*_WORDS.findall(text), *words, *_SIGNS.findall(text)]


def opposite_among(found: str, known: Iterable[str]) -> str | None:
    """Return the known name that says the opposite of `found`; None where there is none.

    >>> opposite_among("申请人.信用未修复", ["申请人.信用已修复"])
    '申请人.信用已修复'
    """
    wanted = folded_name(found)
    positive = _positive(wanted)
    for name in sorted(known):
        right = folded_name(name)
        if right != wanted and (right in positive or wanted in _positive(right)):
            return name
    return None


def _positive(name: str) -> set[str]:
    """Return a folded name with one negation taken away, or turned into what it denies."""
    found = {name.replace(no, yes, 1) for no, yes in _TURNED if no in name}
    for pattern in (_NEGATIONS, _LATIN_NEGATIONS):
        found |= {name[: at.start()] + name[at.end() :] for at in pattern.finditer(name)}
    return found - {name}


def without_joining(name: str) -> tuple[str, str] | None:
    """Return the kind of the connective that a name begins with, and the rest; None without one.

    The kinds are any, all, not and except.

    >>> without_joining("或者 甲.一")
    ('any', '甲.一')
    """
    match = _JOINED.match(unicodedata.normalize("NFKC", name).strip())
    if match is None or match.lastindex is None:
        return None
    kind = ("any", "all", "not", "except")[match.lastindex - 1]
    return kind, match.string[match.end() :]
