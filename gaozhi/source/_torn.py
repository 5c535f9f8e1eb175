"""Pasted prose that a half-width comma or colon tears apart: found, and quoted for reading on."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gaozhi.source._builder import Parsed
from gaozhi.source._suspects import Suspect
from gaozhi.source._text import Draft, start_of_line

# What these keys hold is never a name of anything: quoting it cannot change what it means.
_LAW: Final = frozenset(
    {
        "quote",
        "means",
        "locator",
        "not_computed",
        "caveat",
        "act",
        "accepted",
        "alert",
        "taken",
        "why",
    }
    | {"ask", "ask_applicant"}
)
_PROSE: Final = _LAW | {"title", "text", "note", "other", "remark"}
_COLON: Final = re.compile(r":[ ]+")
# Where the text of a key ends between braces: at the next key, or where the brace closes.
_END: Final = re.compile(r"[ ]*,\s*[a-z_]+[ ]*:\s|[ ]*,?\s*[\]}]")
_END_OF_LINE: Final = re.compile(r"[ ]*(?=[\r\n]|\Z)")
_LIKE_A_KEY: Final = re.compile(r"[A-Za-z_]+[ ]*(?:[:：]|\Z)")
_A_KEY_INSIDE: Final = re.compile(r"[ ，][A-Za-z_]+[ ]*:(?:[ ]|\Z)")
_TEARS: Final = re.compile(r"[ ]*(?:,|:(?=[ \r\n,}\]]))")
_NEVER_INSIDE: Final = frozenset("\"\\'{}[]\r\n")


def find_torn(parsed: Parsed, draft: Draft) -> Iterator[Suspect]:
    """Yield each text of prose that a sign in it has torn, with the quotes that it needs."""
    found = list(_torn(parsed, draft.text))
    for key, start, end, certain in found:
        text = draft.text[start:end]
        comma = "," in text.split(": ", 1)[0]
        sign, does = ("逗号", "隔开各项") if comma else ("冒号", "隔开键和值")
        yield Suspect(
            draft.origin(start),
            draft.origin(end),
            "GZ136" if comma else "GZ137",
            f"“{key}”的文字里有半角{sign}，软件会把它读成{does}的符号",
            f"给整段文字加引号，这一行写成：{_mended(draft.text, start, [o[1:3] for o in found])}",
            (
                (draft.origin(start), f'"{text[0]}'),
                (draft.origin(end - 1), f'{text[-1]}"'),
            ),
            proposed=not certain,
        )


def _torn(parsed: Parsed, text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the key, the first place, the place behind, and whether nothing else can be meant."""
    for region, value in pairwise(parsed.regions):
        key = text[region.start : region.end]
        if key not in _PROSE or region.style or value.style:
            continue
        if not _COLON.fullmatch(text, region.end, value.start):
            continue
        if not _TEARS.match(text, value.end):
            continue
        in_braces = parsed.failure is None or "mapping values" not in parsed.failure.problem
        end = _end(text, value.start, value.end, in_braces=in_braces)
        if end <= value.end:
            continue
        certain = _certain(text[value.start : end], key)
        if certain is not None:
            yield key, value.start, end, certain


def _end(text: str, start: int, after: int, *, in_braces: bool) -> int:
    """Return where a text ends that goes on behind a sign, or its start where that is open."""
    found = (_END if in_braces else _END_OF_LINE).search(text, after)
    if found is None or not _NEVER_INSIDE.isdisjoint(text[start : found.start()]):
        return start
    return start if " #" in text[start : found.start()] else found.start()


def _certain(text: str, key: str) -> bool | None:
    """Say whether a torn text can only be meant as one; None where it hardly is."""
    first, *others = re.split(r"[ ]*(?:,|:(?=[ ]|\Z))[ ]*", text)
    if not (first and others) or any(_LIKE_A_KEY.match(one) for one in others):
        return None
    if _A_KEY_INSIDE.search(text):
        return None
    a_key_may_follow = "," in text and re.search(r",[^,]*:(?:[ ]|\Z)", text) is not None
    if a_key_may_follow and key not in _LAW:
        return None
    return not a_key_may_follow


def _mended(text: str, place: int, torn: list[tuple[int, int]]) -> str:
    """Return the line of a place as it reads with every torn text on it in quotes."""
    start = start_of_line(text, place)
    found = _END_OF_LINE.search(text, place)
    end = len(text) if found is None else found.start()
    for first, behind in reversed(torn):
        if start <= first < end:
            text = f'{text[:first]}"{text[first:behind]}"{text[behind:]}'
            end += 2
    return text[start:end].strip()
