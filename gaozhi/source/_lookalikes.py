"""Look-alike characters: in a text, and as the only difference between two names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from gaozhi.source._diagnostic import Diagnostic, Edit, Related, Span
from gaozhi.source._reader import Source
from gaozhi.source._text import Places
from gaozhi.source._tree import scalars

__all__ = ["Named", "alike_names", "misleading_signs"]

Named = tuple[str, Span]
"""A name, and where it is given."""

# Radicals that a PDF gives in place of characters, and for which Unicode has no mapping.
_RADICALS: Final = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_COPIED: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Cyrillic and Greek letters that look like Latin ones.
_LETTERS: Final = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеосрхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTXYaeocpxyijsABEZHIKMNOPTYXo",
        strict=True,
    )
)
_STRANGE_WORD: Final = re.compile(
    "(?<![A-Za-z])[A-Za-z]*+[\u0370-\u03ff\u0400-\u04ff][A-Za-z\u0370-\u03ff\u0400-\u04ff]*+"
)
# Characters that differ by a stroke's length: as the only difference of two names they mislead.
_ALIKE: Final = str.maketrans(
    "已巳曰末士入戌戍戎冶折侯荼胄栗OlI|", "己己日未土人戊戊戊治拆候茶胃粟0111"
)


def misleading_signs(source: Source) -> Iterator[Diagnostic]:
    """Yield a warning for every text of a file that has look-alike characters."""
    if source.root is None or next(_strangers(source.text), None) is None:
        return
    places = Places(source.name, source.text)
    for scalar in scalars(source.root):
        start = places.index(scalar.span.line, scalar.span.column)
        end = places.index(scalar.span.end_line, scalar.span.end_column)
        found = [
            (start + at, sign, right) for at, sign, right in _strangers(source.text[start:end])
        ]
        if found:
            edits = [Edit(places.span(at, at + 1), right) for at, _, right in found]
            yield _report({sign: right for _, sign, right in found}, edits)


def _strangers(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each misleading character, it, and the one that it looks like."""
    for found in _COPIED.finditer(text):
        right = _RADICALS.get(found.group()) or unicodedata.normalize("NFKC", found.group())
        if len(right) == 1 and right != found.group():
            yield found.start(), found.group(), right
    for word in _STRANGE_WORD.finditer(text):
        strange = {sign for sign in word.group() if not sign.isascii()}
        # A word wholly in another script is meant; a Latin word with one such letter is not.
        if strange.issubset(_LETTERS) and len(strange) < len(set(word.group())):
            for at, sign in enumerate(word.group(), word.start()):
                if sign in strange:
                    yield at, sign, _LETTERS[sign]


def _report(found: dict[str, str], edits: list[Edit]) -> Diagnostic:
    named = "、".join(
        f"“{sign}”（U+{ord(sign):04X}）看来像“{right}”" for sign, right in found.items()
    )
    return Diagnostic.warning(
        "GZ580",
        f"混入了形近的字符：{named}",
        edits[0].span,
        help="改成看来像的那个字；这样的字多半是从 PDF 或者网页带来的，查不到，也对不上",
        fix=edits,
    )


def alike_names(names: Iterable[Named], known: Iterable[Named]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every name that differs from another by look-alike characters alone.

    Args:
        names: the names to check, in their order, each with its place.
        known: the names that exist already.

    """
    standing: dict[str, Named] = {}
    for name, span in known:
        standing.setdefault(_skeleton(name), (name, span))
    for name, span in names:
        other, place = standing.setdefault(_skeleton(name), (name, span))
        if other != name:
            yield Diagnostic.warning(
                "GZ579",
                f"“{name}”与“{other}”只差形近的字，看不出是两个名称",
                span,
                related=(Related(place, "另一个在这里"),),
                help="是同一个的，写成一样；是两个的，换一个分得清的名称",
            )


def _skeleton(name: str) -> str:
    return unicodedata.normalize("NFKC", name).translate(_ALIKE)
