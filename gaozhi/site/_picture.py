"""A ladder of questions drawn as SVG: questions below one another, what comes out at the right.

Colours and type are those of the style sheet, so that a picture is dark where the page is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gaozhi.site._ladder import Exit, Ladder, Step

__all__ = ["pictures"]

_LETTER: Final = 15
_LINE: Final = 22
_LANE: Final = 14
_ASIDE: Final = 40
_BOX: Final = 300
_WAY: Final = 76
_SAID: Final = 200
_PAD: Final = 10
_GAP: Final = 26
_FEW, _MOST, _CUT = 8, 20, 16
"""How many questions a picture has at least and at most; and where it is cut that must be."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A step with its place in the picture."""

    step: Step
    lines: Sequence[str]
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2

    @property
    def bottom(self) -> int:
        return self.top + self.height


def pictures(ladder: Ladder, title: str) -> list[str]:
    """Return the pictures of a ladder as SVG, each of as many questions as fit on a sheet.

    Args:
        ladder: the questions.
        title: what the pictures show, for who cannot see them.

    """
    return [_picture(some, title) for some in _sheets(ladder.steps)]


def _sheets(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """Yield the questions that stand together, parted where one does not lead to the next."""
    start = 0
    while len(steps) - start > _MOST:
        ends = range(start + _FEW, start + _MOST + 1)
        parted = [at for at in ends if not _leads_on(steps[at - 1])]
        end = parted[-1] if parted else start + _CUT
        yield steps[start:end]
        start = end
    if steps:
        yield steps[start:]


def _leads_on(step: Step) -> bool:
    return any(one.step == step.number + 1 for one in step.exits)


def _picture(some: Sequence[Step], title: str) -> str:
    first, last = some[0].number, some[-1].number
    steps = list(_placed([_within(step, first, last) for step in some]))
    lanes = _lanes([one.step for one in steps])
    left = _LANE * (1 + max(lanes.values(), default=-1)) + (_ASIDE if lanes else 0) + 1
    width = left + _BOX + _WAY + _SAID
    height = steps[-1].bottom + 2
    drawn = [
        f'<svg class="picture" role="img" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
    ]
    by_number = {one.step.number: one for one in steps}
    for target, lane in lanes.items():
        drawn += _lane(target, left - _ASIDE - _LANE * lane, left, steps, by_number)
    for one in steps:
        drawn += _box(one, left)
        drawn += _exits(one, left, by_number)
    drawn.append("</svg>")
    return "".join(drawn)


def _within(step: Step, first: int, last: int) -> Step:
    """Return a step of a picture, in which another picture's question is named and not drawn."""
    exits = [
        one
        if not one.step or first <= one.step <= last
        else replace(one, outcome=f"看第 {one.step} 题", step=0)
        for one in step.exits
    ]
    return replace(step, exits=exits)


def _placed(steps: Sequence[Step]) -> Iterator[_Placed]:
    top = 1
    for step in steps:
        lines = _wrapped(f"{step.number}. {step.question}", (_BOX - 2 * _PAD) / _LETTER)
        ending = sum(one.outcome is not None for one in step.exits)
        height = max(len(lines), ending) * _LINE + _PAD
        yield _Placed(step, lines, top, height)
        top += height + _GAP


def _wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines of so many characters, of which a Latin one is half as wide."""
    lines, line, used = [], "", 0.0
    for character in text:
        size = 0.55 if character.isascii() else 1
        if used + size > width and character not in "？，。、）":
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += size
    return [*lines, line]


def _leaps(step: Step) -> list[Exit]:
    """Return the answers that lead further than to the next question."""
    return [one for one in step.exits if one.step and one.step != step.number + 1]


def _lanes(steps: Sequence[Step]) -> dict[int, int]:
    """Return the lane at the left in which each question that is leapt to is reached."""
    spans: dict[int, int] = {}
    for step in steps:
        for one in _leaps(step):
            spans.setdefault(one.step, step.number)
    lanes: dict[int, int] = {}
    for target, start in sorted(spans.items(), key=lambda pair: pair[0] - pair[1]):
        taken = {lane for other, lane in lanes.items() if spans[other] < target and start < other}
        lanes[target] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _lane(
    target: int, x: int, left: int, steps: Sequence[_Placed], by_number: dict[int, _Placed]
) -> Iterator[str]:
    """Draw the way to one question from every step that leaps there."""
    end = by_number[target]
    from_ = [one for one in steps if any(leap.step == target for leap in _leaps(one.step))]
    y = end.middle
    yield f'<path class="way" d="M{left} {from_[0].middle}H{x}V{y}H{left - 7}"/>'
    yield _arrow(left, y)
    for one in from_:
        if one is not from_[0]:
            yield f'<path class="way" d="M{left} {one.middle}H{x}"/>'
        answers = "、".join(leap.answer for leap in _leaps(one.step) if leap.step == target)
        yield (
            f'<text class="told" x="{left - 6}" y="{one.middle - 5}" text-anchor="end">'
            f"{escape(answers)}</text>"
        )


def _arrow(x: int, y: int) -> str:
    return f'<path class="head" d="M{x} {y}l-8 -4.5v9z"/>'


def _box(one: _Placed, left: int) -> Iterator[str]:
    size = f'width="{_BOX}" height="{one.height}"'
    yield f'<rect class="ask" x="{left}" y="{one.top}" {size} rx="5"/>'
    first = one.middle - (len(one.lines) - 1) * _LINE / 2 + 5
    for place, line in enumerate(one.lines):
        y = first + place * _LINE
        yield f'<text x="{left + _PAD}" y="{y:g}">{escape(line)}</text>'


def _exits(one: _Placed, left: int, by_number: dict[int, _Placed]) -> Iterator[str]:
    ends = [exit_ for exit_ in one.step.exits if exit_.outcome is not None]
    start, end = left + _BOX, left + _BOX + _WAY
    first = one.middle - (len(ends) - 1) * _LINE / 2
    for place, exit_ in enumerate(ends):
        y = first + place * _LINE
        yield f'<path class="way" d="M{start} {y:g}H{end - 7}"/>'
        yield f'<path class="head" d="M{end} {y:g}l-8 -4.5v9z"/>'
        yield f'<text class="told" x="{start + 8}" y="{y - 5:g}">{escape(exit_.answer)}</text>'
        yield f'<text class="out" x="{end + 8}" y="{y + 5:g}">{escape(exit_.outcome or "")}</text>'
    nexts = [exit_ for exit_ in one.step.exits if exit_.step == one.step.number + 1]
    if nexts:
        x, below = left + 28, by_number[one.step.number + 1].top
        answers = "、".join(exit_.answer for exit_ in nexts)
        yield f'<path class="way" d="M{x} {one.bottom}V{below - 7}"/>'
        yield f'<path class="head" d="M{x} {below}l-4.5 -8h9z"/>'
        yield f'<text class="told" x="{x + 9}" y="{one.bottom + 18}">{escape(answers)}</text>'
