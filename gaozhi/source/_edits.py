"""Edits applied to a text; all else stays as it was, to the last blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gaozhi.source._diagnostic import Diagnostic, Edit, Severity
from gaozhi.source._text import Places

_QUOTES = ("'", '"')

Splice = tuple[int, int, str]
"""A stretch of a text, and what is to stand there."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit applied; of two that overlap, only the first to begin.

    The replacement of a quoted text gets the same quotes, unless it brings its own.

    Args:
        text: the text that the edits' spans are about.
        edits: in any order; duplicates are applied once.

    """
    places = Places("", text)
    located = {(*places.range(edit.span), edit.text): None for edit in edits}
    kept, last = [], 0
    for start, end, new in sorted(located):
        if start >= last:
            kept.append((start, end, _in_the_same_quotes(text[start:end], new)))
            last = end
    return spliced(text, kept)


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with ranges replaced; they must not overlap."""
    pieces, last = [], 0
    for start, end, new in sorted(splices, key=lambda one: one[:2]):
        pieces += [text[last:start], new]
        last = end
    return "".join([*pieces, text[last:]])


def fixable(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics whose fix may be applied, each fix once.

    Where two problems of one place do not have the same fix, neither is applied.
    """
    said: dict[object, set[tuple[Edit, ...]]] = {}
    for found in diagnostics:
        if found.severity is not Severity.NOTE:
            said.setdefault(found.span, set()).add(found.fix)
    chosen: dict[tuple[Edit, ...], Diagnostic] = {}
    for found in diagnostics:
        if found.fix and len(said.get(found.span, ())) == 1:
            chosen.setdefault(found.fix, found)
    return list(chosen.values())


def _in_the_same_quotes(old: str, new: str) -> str:
    quote = old[:1]
    if quote in _QUOTES and len(old) > 1 and old.endswith(quote) and not new.startswith(_QUOTES):
        return f"{quote}{new}{quote}"
    return new
