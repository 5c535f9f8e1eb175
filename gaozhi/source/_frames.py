"""Diagnostics as text for a screen: the line, carets below the place, and the help."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from gaozhi.source._diagnostic import Diagnostic, Severity, Span, in_order
from gaozhi.source._mask import mask
from gaozhi.source._text import split_lines
from gaozhi.source._width import character_width, text_width, visible, wrap

_TAB = 4
_LEAST_ROOM = 10
_AROUND = 200
"""How much more of a line is looked at than is shown, so that numbers at its edges are masked."""
_MARGIN = "  "
_RESET = "\x1b[0m"
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
_MOST_SHOWN = 1000
"""Columns that are shown of a line, however wide the page."""
_PLACE, _GUTTER, _HELP = "\x1b[1m", "\x1b[34m", "\x1b[32m"
_COUNTED = (
    (Severity.ERROR, "个错误"),
    (Severity.WARNING, "个提醒"),
    (Severity.NOTE, "个说明"),
)


@dataclass(frozen=True, slots=True)
class _Page:
    """The settings and texts of one rendering."""

    lines: Mapping[str, list[str]]
    colour: bool
    width: int

    def paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if self.colour and text else text


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    colour: bool,
    width: int,
) -> str:
    """Return all diagnostics in order of place, each with its line; identity numbers are masked.

    Args:
        diagnostics: in any order.
        sources: the text of each file by its name in spans; a file that is missing has no frame.
        colour: whether to use ANSI colours.
        width: columns of the screen; only the place at the head of a diagnostic is never wrapped.

    """
    ordered = in_order(diagnostics)
    shown = {span.file for found in ordered for span in _spans(found)}
    lines = {name: split_lines(text) for name, text in sources.items() if name in shown}
    page = _Page(lines, colour, width)
    return "\n\n".join("\n".join(_one(found, page)) for found in ordered)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the count of errors, warnings and notes, as a Chinese line.

    >>> summary([])
    '没有问题'
    """
    severities = [found.severity for found in diagnostics]
    counts = [(severities.count(severity), name) for severity, name in _COUNTED]
    return "，".join(f"{count} {name}" for count, name in counts if count) or "没有问题"


def _spans(found: Diagnostic) -> list[Span]:
    own = [] if found.span is None else [found.span]
    return own + [related.span for related in found.related]


def _one(found: Diagnostic, page: _Page) -> list[str]:
    place = "" if found.span is None else f"{found.span}: "
    label = f"{found.severity} {found.code}: "
    colour = _COLOURS[found.severity]
    lines = _message([(place, _PLACE), (label, colour)], found.message, page)
    if found.span is not None:
        lines += _frame(found.span, colour, page)
    for related in found.related:
        head = [(f"{_MARGIN}{related.span}: ", _PLACE)]
        lines += _message(head, related.message, page)
        lines += _frame(related.span, _COLOURS[Severity.NOTE], page)
    if found.help:
        lines += _message([(f"{_MARGIN}帮助：", _HELP)], found.help, page)
    return lines


def _message(head: list[tuple[str, str]], text: str, page: _Page) -> list[str]:
    """Return a head that stays whole, and a message wrapped to the width behind and below it."""
    heads = [(_clean(part), colour) for part, colour in head]
    taken = sum(text_width(part) for part, _ in heads)
    indent = _MARGIN * 2
    room = max(page.width - taken, _LEAST_ROOM)
    first, *others = wrap(_clean(text), room, max(page.width - len(indent), _LEAST_ROOM))
    painted = "".join(page.paint(part, colour) for part, colour in heads)
    return [(painted + first).rstrip(" "), *(indent + line for line in others)]


def _clean(text: str) -> str:
    """Return a text as one masked line."""
    return "".join(map(visible, mask(" ".join(text.split("\n")))))


def _frame(span: Span, colour: str, page: _Page) -> list[str]:
    lines = page.lines.get(span.file)
    if lines is None or not 0 < span.line <= len(lines):
        return []
    number = str(span.line)
    gutter = f"{_MARGIN}{number} | "
    below = f"{_MARGIN}{' ' * len(number)} | "
    line = lines[span.line - 1]
    if not line and len(lines) == 1:
        return []
    end = span.end_column if span.end_line == span.line else len(line) + 1
    shown, before, carets = _cut_out(line, span.column, end, page.width - len(gutter))
    return [
        (page.paint(gutter, _GUTTER) + shown).rstrip(" "),
        page.paint(below, _GUTTER) + " " * before + page.paint("^" * carets, colour),
    ]


def _cut_out(line: str, column: int, end_column: int, room: int) -> tuple[str, int, int]:
    """Return the part of a line that fits, the columns before the carets, and how many carets."""
    # Lines are not wrapped in a pipe; but ten thousand problems of one long line repeat it each.
    room = min(max(room, 8), _MOST_SHOWN)
    # A line may hold a megabyte: only the neighbourhood is read, wide enough to mask it rightly.
    from_ = max(0, column - room - _AROUND)
    to = column + room + _AROUND
    cells, widths = _cells(mask(line[from_:to]))
    starts = [0, *accumulate(widths)]
    first = min(max(column - 1 - from_, 0), len(cells))
    last = min(max(end_column - 1 - from_, first), len(cells))
    cropped = from_ > 0 or to < len(line)
    left, right = 0, len(cells)
    if cropped or starts[-1] > room:
        left, right = _window(starts, first, last, room)
    head = "…" if left or from_ else ""
    tail = "…" if right < len(cells) or to < len(line) else ""
    before = len(head) + starts[first] - starts[left]
    carets = starts[min(last, right)] - starts[first]
    return head + "".join(cells[left:right]) + tail, before, max(carets, 1)


def _window(starts: list[int], first: int, last: int, room: int) -> tuple[int, int]:
    """Return the cells to show of a line that is too long: the span, and as much before it."""
    space = room - 2
    span = min(starts[last] - starts[first], space)
    lead = (space - span) // 2
    # At the end of the line the room that is not needed behind the span is used before it.
    wanted = min(starts[first] - lead, starts[-1] - space)
    left = min(bisect_left(starts, wanted), first)
    right = left
    limit = starts[left] + space + (1 if left == 0 else 0)
    while right < len(starts) - 1 and starts[right + 1] <= limit:
        right += 1
    return left, right


def _cells(line: str) -> tuple[list[str], list[int]]:
    """Return each character as shown, tabs as blanks, and its columns."""
    cells, widths, column = [], [], 0
    for character in line:
        if character == "\t":
            width = _TAB - column % _TAB
            cell = " " * width
        else:
            cell = visible(character)
            width = character_width(cell)
        cells.append(cell)
        widths.append(width)
        column += width
    return cells, widths
