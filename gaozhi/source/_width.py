"""The width of text on a screen, and wrapping it into lines."""

import unicodedata
from collections.abc import Iterator

_NEVER_FIRST = frozenset("，。；：、！？）》」』】”’〕…,.;:!?)]}%")
_NEVER_LAST = frozenset("（《「『【“‘〔([{")


def visible(character: str) -> str:
    """Return the character, or a replacement sign for one that moves, hides or steers the text."""
    return "\ufffd" if unicodedata.category(character) in _STEERING else character


_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def harmless(text: str) -> str:
    r"""Return a text of several lines without control characters other than \n and \t.

    >>> harmless("甲\x1b[2J\n乙")
    '甲\ufffd[2J\n乙'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign in "\n\t" else visible(sign) for sign in text)


def character_width(character: str) -> int:
    """Return the columns of one visible character: 2 for a wide one, 0 for a combining one."""
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def text_width(text: str) -> int:
    """Return the columns of a text."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def wrap(text: str, first: int, other: int) -> list[str]:
    """Return `text` broken into lines, the first at most `first` columns wide, the others `other`.

    Chinese breaks between any two characters, but no line begins with a closing sign or ends with
    an opening one; a word of Latin letters or digits stays whole where it fits a line at all.

    Args:
        text: one paragraph.
        first: columns of the first line.
        other: columns of every other line.

    """
    lines, line, room = [], "", max(first, 2)
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(" ")) > room:
            lines.append(line.rstrip(" "))
            line, room = "", max(other, 2)
            piece = piece.lstrip(" ")
        for part in _cut(piece, room):
            if line and text_width(line + part.rstrip(" ")) > room:
                lines.append(line.rstrip(" "))
                line, room = "", max(other, 2)
            line += part
    return [*lines, line.rstrip(" ")]


def _pieces(text: str) -> Iterator[str]:
    """Yield the unbreakable pieces: a word, or a character with the signs that cling to it."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before == " ":
        return True
    return character_width(before) == 2 or character_width(after) == 2


def _cut(piece: str, room: int) -> Iterator[str]:
    """Yield a piece in parts of at most `room` columns."""
    part = ""
    for character in piece:
        if part and text_width(part + character) > room:
            yield part
            part = ""
        part += character
    if part:
        yield part
