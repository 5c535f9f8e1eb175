"""Lines and columns of a text, and a working copy whose places map back to the text."""

import re
from bisect import bisect_right
from itertools import accumulate

from gaozhi.source._diagnostic import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    r"""Return the lines of `text` without their ends; only \n, \r\n and \r end a line."""
    return _LINE_BREAK.split(text)


def start_of_line(text: str, index: int) -> int:
    r"""Return the index at which the line of an index begins; \n, \r\n and \r end a line."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


class Places:
    """The lines of one text: maps an index to a line and a column, and back."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._length = len(text)
        self._starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]

    def line_start(self, index: int) -> int:
        """Return the index at which the line of `index` begins."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def index(self, line: int, column: int) -> int:
        """Return the index of a line and a column, kept inside the text."""
        if not 0 < line <= len(self._starts):
            return self._length if line > 0 else 0
        return max(0, min(self._starts[line - 1] + column - 1, self._length))

    def range(self, span: Span) -> tuple[int, int]:
        """Return the indexes at which a span begins and ends."""
        return self.index(span.line, span.column), self.index(span.end_line, span.end_column)

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end`, kept inside the text."""
        if not 0 <= start <= end <= self._length:
            start = max(0, min(start, self._length))
            end = max(start, min(end, self._length))
        starts = self._starts
        first = bisect_right(starts, start)
        last = first if end == start else bisect_right(starts, end, first)
        return Span(
            self.file, first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1
        )


class Draft:
    """A working copy of a text with single characters replaced; its places map back to the text."""

    def __init__(self, text: str) -> None:
        self.original = text
        self._edits: dict[int, str] = {}
        self._rebuild()

    def replace(self, edits: dict[int, str]) -> None:
        """Replace each character whose index is a key of `edits` by the text there."""
        self._edits.update(edits)
        self._rebuild()

    def origin(self, index: int) -> int:
        """Return the index in the original text of `index` in the working copy."""
        if not self._moved:
            return index
        at = bisect_right(self._moved, index) - 1
        if at < 0:
            return index
        # Inside a replacement every place is that of the character replaced.
        return max(self._befores[at] + 1, index - self._shifts[at])

    def _rebuild(self) -> None:
        edits = sorted(self._edits.items())
        pieces, last = [], 0
        for place, replacement in edits:
            pieces += [self.original[last:place], replacement]
            last = place + 1
        self.text = "".join([*pieces, self.original[last:]]) if edits else self.original
        longer = [(place, len(new) - 1) for place, new in edits if len(new) != 1]
        self._befores = [place for place, _ in longer]
        self._shifts = list(accumulate(more for _, more in longer))
        # From the second character of a replacement on, places have moved.
        self._moved = [
            place + 1 + shift - more
            for (place, more), shift in zip(longer, self._shifts, strict=True)
        ]
