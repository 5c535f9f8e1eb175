"""Lines at several depths: what changed between two versions, or what a proof found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from gaozhi.cli._console import Console

_STYLES: Final = {0: "bold", 1: "cyan"}


class Line(NamedTuple):
    """One line.

    depth: how deep it stands; 0 is a heading.
    text: what it says.
    code: what follows of a program's text, which Markdown shows as code.
    """

    depth: int
    text: str
    code: str = ""


def show_outline(console: Console, lines: Iterable[Line]) -> None:
    """Show lines indented by their depth, with a blank line before every heading but the first."""
    for number, line in enumerate(lines):
        if line.depth == 0 and number:
            console.say()
        console.say("  " * line.depth + line.text + line.code, style=_STYLES.get(line.depth, ""))
