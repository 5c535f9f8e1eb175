"""Text lost to a comment sign: what follows “ #” is no part of a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._reader import Source
from gaozhi.source._text import Places
from gaozhi.source._tree import scalars

__all__ = ["lost_text"]

_COMMENT: Final = re.compile(r" #([^\r\n]*)")
_PAIRS: Final = {"（": "）", "《": "》", "“": "”", "「": "」", "【": "】", "(": ")"}
# Signs that no sentence ends with.
_GOES_ON: Final = tuple("，、；：（《“「【(")


def lost_text(source: Source) -> Iterator[Diagnostic]:
    """Yield a warning for every value whose text probably goes on behind a comment sign.

    A comment is taken for text only where the value before it breaks off, or a number follows the
    sign: 第 #3 号.
    """
    if source.root is None or " #" not in source.text:
        return
    places = Places(source.name, source.text)
    for scalar in scalars(source.root):
        if scalar.quoted or not isinstance(scalar.value, str):
            continue
        end = places.index(scalar.span.end_line, scalar.span.end_column)
        found = _COMMENT.match(source.text, end)
        if found is not None and _goes_on(scalar.raw, found.group(1)):
            yield Diagnostic.warning(
                "GZ581",
                f"“ #”后面的文字“{found.group(1).strip()[:20]}”是注释，不在“{scalar.raw[-20:]}”里",
                places.span(found.start() + 1, found.end()),
                help="它是这段文字的下半段的，给整段文字加引号；是注释的，移到上一行",
            )


def _goes_on(text: str, comment: str) -> bool:
    if re.match(r"[0-9]", comment) or text.endswith(_GOES_ON):
        return True
    return any(
        text.count(opener) > text.count(closer) and closer in comment
        for opener, closer in _PAIRS.items()
    )
