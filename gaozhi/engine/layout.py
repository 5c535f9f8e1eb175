"""Generated source laid out for a reader: no line wider than a terminal, notes beside or above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gaozhi.source import text_width

__all__ = ["WIDTH", "Line", "laid_out"]

Line = tuple[str, str]
"""A line of source, and the note that belongs to it."""

WIDTH: Final = 80
"""How many columns a line may have; a single name may be wider."""

_STEP: Final = "    "
_HEADS: Final = ("if ", "elif ", "return ")
_COMPARED: Final = (" < ", " <= ", " == ", " >= ", " > ", " in ")
_WEAKEST_FIRST: Final = (" else ", " if ", " or ", " and ", ", ", *_COMPARED)
_DEEPER: Final = {"(": 1, "[": 1, ")": -1, "]": -1}
_TOKENS: Final = re.compile("|".join(map(re.escape, (*_WEAKEST_FIRST, *_DEEPER))))


def laid_out(line: str, note: str) -> Iterator[str]:
    """Yield a line with its note, broken where it would be wider than `WIDTH`.

    Args:
        line: one statement of generated source; its constants stand there by name.
        note: what a reader is told of it.

    """
    indent = line[: len(line) - len(line.lstrip())]
    beside = f"{line}  # {note}" if note else line
    if text_width(beside) <= WIDTH:
        yield beside
        return
    if note:
        yield f"{indent}# {note}"
    yield from _statement(line.strip(), indent)


def _statement(text: str, indent: str) -> Iterator[str]:
    if text_width(indent + text) <= WIDTH:
        yield indent + text
        return
    head, body, tail = _taken_apart(text)
    if not body:
        yield indent + text
        return
    yield f"{indent}{head}("
    yield from _expression(body, indent + _STEP)
    yield f"{indent}){tail}"


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Return what stands before an expression, the expression, and what stands behind it."""
    if text.startswith("return (") and text.endswith(")"):
        return "return ", text[len("return (") : -1], ""
    for head in _HEADS:
        if text.startswith(head):
            tail = ":" if text.endswith(":") else ""
            return head, text[len(head) :].removesuffix(":"), tail
    name, equals, body = text.partition(" = ")
    return (f"{name} = ", body, "") if equals else (text, "", "")


def _expression(text: str, indent: str) -> Iterator[str]:
    """Yield an expression that stands in parentheses, broken at what binds weakest."""
    if text_width(indent + text) <= WIDTH:
        yield indent + text
        return
    sign, parts = _parted(text)
    if not parts:
        opening, inside = _opened(text)
        if not opening:
            yield indent + text
            return
        yield indent + opening
        yield from _expression(inside, indent + _STEP)
        yield indent + ")" * opening.count("(")
    elif sign == ", ":
        *others, last = parts
        for part in others:
            yield from _expression(f"{part},", indent)
        yield from _expression(last, indent)
    else:
        first, *others = parts
        yield from _expression(first, indent)
        for part in others:
            yield from _expression(sign.lstrip() + part, indent)


def _opened(text: str) -> tuple[str, str]:
    """Return what opens an expression in parentheses, as in ``and (not (``, and what is inside."""
    opening = ""
    while text.endswith(")") and "(" in text and not _parted(text)[1]:
        place = text.index("(") + 1
        opening += text[:place]
        text = text[place:-1]
    return opening, text


def _parted(text: str) -> tuple[str, list[str]]:
    """Return the weakest sign outside all parentheses, and the parts that it divides."""
    found: dict[str, list[tuple[int, int]]] = {}
    depth = 0
    for token in _TOKENS.finditer(text):
        sign = token.group()
        if sign in _DEEPER:
            depth += _DEEPER[sign]
        elif depth == 0:
            found.setdefault(sign, []).append(token.span())
    weakest = next((sign for sign in _WEAKEST_FIRST if sign in found), "")
    ends = found.get(weakest, [])
    if not ends:
        return "", []
    starts = [0, *(after for _, after in ends)]
    return weakest, [text[a:b] for a, b in zip(starts, [*(b for b, _ in ends), None], strict=True)]
