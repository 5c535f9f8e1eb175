"""Suggestions for unknown names, and whether one is certain enough to be a fix."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gaozhi.source._diagnostic import Edit, Span
from gaozhi.source._logic import folded_name, opposite_among, same_logic

_LONGEST = 100
# Characters that change what a name says: 已, 未; 内, 外; 第一, 第二.
_TELLING = frozenset(
    "不未无非没勿免否有已曾将可能得应须必准许禁限除只仅均各前后先再上下内外左右"
    "大小多少高低轻重长短早晚新旧真假虚实公私男女父母夫妻子省市县区乡镇村"
    "甲乙丙丁零〇一二三四五六七八九十百千万半0123456789"
)
_INITIALS = re.compile("(?<![a-z])[a-z]")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def suggest(found: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to `found`, or None where none is near enough.

    Full-width signs, capitals, blanks and the order of `known` do not count; a name without its
    group is found too. A name with a word of logic more or less is never near: it often says the
    opposite.

    >>> suggest("申请人.愿意承若", ["申请人.愿意承诺", "申请人.能够承诺"])
    '申请人.愿意承诺'
    >>> suggest("教师", ["申请人.愿意承诺"]) is None
    True
    """
    if not isinstance(found, str) or len(found) > 4 * _LONGEST:
        return None
    wanted = folded_name(found)
    if not wanted or len(wanted) > _LONGEST:
        return None
    best: tuple[int, int, str] | None = None
    for name in sorted(set(known) - {found}):
        if not same_logic(found, name):
            continue
        distance = _distance_to(wanted, folded_name(name))
        if distance is not None and not opposite_among(found, [name]):
            rank = (distance, -_shared_start(wanted, name), name)
            best = rank if best is None else min(best, rank)
    return None if best is None else best[2]


def did_you_mean(
    found: object, known: Iterable[str], otherwise: str, *, ask: str = "是否要写 {}？"
) -> str:
    """Return the help for an unknown name: which known one was probably meant.

    >>> did_you_mean("申请人.愿意承若", ["申请人.愿意承诺"], "照抄词汇表")
    '是否要写 申请人.愿意承诺？'

    Args:
        found: the name as written.
        known: the names that might have been meant.
        otherwise: the help where none is near.
        ask: how the nearest is offered.

    """
    near = suggest(found, known)
    return otherwise if near is None else ask.format(near)


@dataclass(frozen=True, slots=True)
class Meant:
    """The help for an unknown name; `fix` corrects it where the name meant is certain."""

    help: str
    fix: tuple[Edit, ...]


def meant(
    found: str,
    known: Iterable[str],
    span: Span,
    otherwise: str,
    *,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> Meant:
    """Return the help for an unknown name, and the edit that corrects a plain misspelling.

    Args:
        found: the name as written.
        known: the names that might have been meant.
        span: where it is written.
        otherwise: the help where no name is near.
        aliases: English names of some known names, as programs use them.

    """
    names = list(known)
    alias = aliases.get(found)
    near, sure = (alias, True) if alias else (suggest(found, names), False)
    if near is not None and not sure:
        sure = is_slip(found, near, names)
    if near is None and (nearest := suggest(found, aliases)) is not None:
        near, sure = aliases[nearest], is_slip(found, nearest, aliases)
    if near is None:
        opposite = opposite_among(found, names)
        return Meant(f"没有这个名称；“{opposite}”是它的反面" if opposite else otherwise, ())
    return Meant(f"是否要写 {near}？", (Edit(span, near),) if sure else ())


def is_slip(found: str, name: str, known: Iterable[str]) -> bool:
    """Whether `found` can only be a misspelling of `name` that does not alter the meaning.

    Args:
        found: the name as written.
        name: the name that may be meant.
        known: all names that might be meant.

    >>> is_slip("申请人.愿意承若", "申请人.愿意承诺", ["申请人.愿意承诺", "申请人.能够承诺"])
    True
    >>> is_slip("申请人.信用未修复", "申请人.信用已修复", ["申请人.信用已修复"])
    False

    """
    if not same_logic(found, name):
        return False
    wanted, right = folded_name(found), folded_name(name)
    if not wanted:
        return False
    near = [other for other in set(known) if _distance_to(wanted, folded_name(other)) is not None]
    if wanted == right or wanted == right.rpartition(".")[2]:
        return sum(folded_name(other).endswith(wanted) for other in near) == 1
    if len(near) != 1:
        return False
    slips = Counter(wanted)
    slips.subtract(right)
    changed = {sign for sign, count in slips.items() if count}
    edits = _edits(wanted, right, _LONGEST)
    if opposite_among(found, [name]) or (edits > 1 and (right in wanted or wanted in right)):
        # A whole word more or less is no misspelling.
        return False
    if edits > 1 and changed & _LETTERS and not changed - _LETTERS and len(wanted) != len(right):
        # A short word of another language, as un or non, has been put in or left out.
        return False
    if _INITIALS.findall(wanted) != _INITIALS.findall(right):
        # With a letter before it, a word may be another: moral, amoral.
        return False
    return len(right) >= 4 * edits and changed.isdisjoint(_TELLING)


def _allowed(length: int) -> int:
    """Return how many misspelt characters a name of a length may hold; of one character, none."""
    if length < 2:
        return 0
    return 1 if length < 5 else max(2, length // 4)


def _distance_to(wanted: str, name: str) -> int | None:
    if wanted == name:
        return 0
    if "." not in wanted and len(wanted) > 1 and name.rpartition(".")[2] == wanted:
        return 1
    allowed = _allowed(min(len(wanted), len(name)))
    if abs(len(wanted) - len(name)) > allowed:
        return None
    distance = _edits(wanted, name, allowed)
    return distance if distance <= allowed else None


def _edits(a: str, b: str, bound: int) -> int:
    """Return the edit distance of two names (a swap of neighbours is one), or more than `bound`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i, *([bound + 1] * len(b))]
        for j in range(max(1, i - bound), min(len(b), i + bound) + 1):
            y = b[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > bound:
            return bound + 1
    return row[-1]


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
