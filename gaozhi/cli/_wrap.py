"""Where a line of text is cut so that it fits the terminal, and how far its rest is indented."""

import re

from gaozhi.source import text_width, wrap

_MARKER = re.compile(r" *(?:[·•*-] |\d+[.、] ?)?")


def slices(line: str, width: int) -> list[tuple[int, int]]:
    """Cut a line into (start, end) slices that fit `width` columns, the later ones indented."""
    found: list[tuple[int, int]] = []
    place = 0
    for piece in wrap(line, width, width - hanging(line)):
        start = line.index(piece, place)
        place = start + len(piece)
        found.append((start, place))
    return found


def hanging(line: str) -> int:
    """Return by how many columns a line's continuation is indented: where its text begins."""
    marker = _MARKER.match(line)
    return text_width(marker.group()) if marker else 0
