"""Coverage of the sentences of a document by quotes of its provisions and asides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Final

from gaozhi.authoring.document_text import DocumentText, Range
from gaozhi.source import JsonRecord
from gaozhi.workspace.asides import OBLIGING

__all__ = ["Cover", "Nowhere", "SentenceCount", "account_for"]

_SENTENCE: Final = re.compile("[^。;]+[。;]?")
_OBLIGES: Final = re.compile(OBLIGING)
_LONGEST: Final = 24
"""How many characters of a sentence may stand uncovered together."""
_LONGEST_OBLIGING: Final = 13
"""How many, where they oblige."""


class Cover(IntEnum):
    """What a stretch of a document is covered by; where several cover it, the first counts."""

    CARRIED = 0
    RESTATING = 1
    NOT_COMPUTED = 2
    ASIDE = 3
    ORPHANED = 4
    """only a provision that nothing carries, which is an error of its own"""


@dataclass(frozen=True, slots=True)
class SentenceCount(JsonRecord):
    """How many sentences of a document became what; each is counted once, by most of its words.

    Attributes:
        carried: in provisions that a rule, a duty, a form or the catalog rests on.
        restating: in provisions that only restate the parent.
        not_computed: in provisions that are not computed.
        aside: no provision.
        nowhere: in none of these.

    """

    json_keys = "total carried restating not_computed aside nowhere"

    carried: int = 0
    restating: int = 0
    not_computed: int = 0
    aside: int = 0
    nowhere: int = 0

    @property
    def total(self) -> int:
        """All sentences."""
        return self.carried + self.restating + self.not_computed + self.aside + self.nowhere


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A sentence that is not accounted for, and the words of it that nothing covers."""

    sentence: Range
    uncovered: tuple[Range, ...]


def account_for(
    text: DocumentText, quotes: Iterable[tuple[str, Cover]]
) -> tuple[SentenceCount, tuple[Nowhere, ...]]:
    """Return what covers the sentences of a text, which end in 。 or ；, and which are nowhere.

    Args:
        text: the document.
        quotes: what is quoted from it, and what each quote makes of the words that it covers.

    """
    covers: list[Cover | None] = [None] * len(text.compared)
    for quote, cover in sorted(quotes, key=lambda pair: pair[1], reverse=True):
        for start, end in text.occurrences(quote):
            covers[start:end] = [cover] * (end - start)
    counted: Counter[str] = Counter()
    nowhere: list[Nowhere] = []
    for found in _SENTENCE.finditer(text.compared):
        words = [at for at in range(*found.span()) if _is_word(text.compared[at])]
        if not words:
            continue
        loose = list(_uncovered(found.span(), covers))
        if _accounted([covers[at] for at in words], [text.compared[a:b] for a, b in loose]):
            counted[_counts_as([covers[at] for at in words])] += 1
        else:
            counted["nowhere"] += 1
            telling = [(a, b) for a, b in loose if any(map(_is_word, text.compared[a:b]))]
            nowhere.append(Nowhere(found.span(), tuple(telling or loose)))
    return SentenceCount(**counted), tuple(nowhere)


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _accounted(words: Sequence[Cover | None], loose: Iterable[str]) -> bool:
    """Whether enough is covered, and nothing left out that is long, or obliges somebody."""
    if 2 * sum(cover is not None for cover in words) < len(words):
        return False
    return not any(
        len(one) > _LONGEST or (len(one) > _LONGEST_OBLIGING and _OBLIGES.search(one))
        for one in loose
    )


def _counts_as(words: Iterable[Cover | None]) -> str:
    """Return what covers most of a sentence."""
    shares = Counter(cover for cover in words if cover is not None)
    most = max(Cover, key=lambda cover: (shares[cover], -cover))
    return "nowhere" if most is Cover.ORPHANED else most.name.lower()


def _uncovered(sentence: Range, covers: Sequence[Cover | None]) -> Iterator[Range]:
    """Yield the stretches of a sentence that nothing covers."""
    for bare, places in groupby(range(*sentence), key=lambda at: covers[at] is None):
        if bare:
            first, *others = places
            yield first, (others or [first])[-1] + 1
