"""A condition with one thing changed: every way in which an author may have slipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from gaozhi.model import Fact, FactType, Vocabulary
from gaozhi.source import Mapping, Node, Scalar, Sequence, Span

_JUNCTIONS: Final = ("all", "any", "none")
_SWAPPED: Final = {
    "before": "on_or_before",
    "on_or_before": "before",
    "after": "on_or_after",
    "on_or_after": "after",
    "less_than": "at_most",
    "at_most": "less_than",
    "more_than": "at_least",
    "at_least": "more_than",
}
# Whether the day counts is the same as one day more or less: what is left is the other side.
_OTHER_SIDE: Final = {"before": -1, "on_or_before": 1, "after": 1, "on_or_after": -1}
_MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Variant:
    """A condition with one thing changed.

    Attributes:
        node: the condition as it is then.
        what: the change in Chinese, beginning with what is done.
        span: where what is changed stands.

    """

    node: Node
    what: str
    span: Span


def variants(condition: Node, words: Vocabulary) -> Iterator[Variant]:
    """Yield a condition with one thing changed, in every way.

    A part is dropped or turned round; all, any and none are put for one another; whether the day
    itself counts is changed; a day or a number is moved by one; a value is dropped from a list.

    Args:
        condition: a condition in good order, as YAML has it.
        words: the types of facts.

    """
    yield from _variants(condition, words, turned=True)


def written(node: Node) -> str:
    """Return YAML on one line, as its author wrote it, cut where it is long."""
    text = _flow(node)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _flow(node: Node) -> str:
    match node:
        case Sequence(items):
            return f"[{', '.join(map(_flow, items))}]"
        case Mapping(entries):
            return f"{{{', '.join(f'{key.raw}: {_flow(value)}' for key, value in entries)}}}"
        case Scalar(raw=raw):
            return raw


def shifted_day(text: object, days: int) -> str | None:
    """Return the day so many days later; None for what is no day, or has none there."""
    try:
        return (date.fromisoformat(str(text)) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _variants(node: Node, words: Vocabulary, *, turned: bool) -> Iterator[Variant]:
    """Yield the variants of a condition; `turned` where turning it round is one of them."""
    if isinstance(node, Sequence):
        yield from _swapped("all", node, node, "把列表（都要成立）")
        yield from _parts(node, words, lambda items: items)
        return
    if not isinstance(node, Mapping):
        if turned:
            yield _turned(node)
        return
    key, value = node.entries[0]
    if key.raw == "not":
        yield Variant(value, f"把条件“{written(node)}”反过来", node.span)
        for one in _variants(value, words, turned=False):
            yield replace(one, node=_mapped(node, "not", one.node))
    elif key.raw in _JUNCTIONS:
        if isinstance(value, Sequence):
            yield from _swapped(key.raw, value, node, f"把 {key.raw} ")
            yield from _parts(value, words, lambda items: _mapped(node, key.raw, items))
    else:
        if turned:
            yield _turned(node)
        yield from _test(node, key, value, words)


def _turned(node: Node) -> Variant:
    return Variant(_negation(node), f"把条件“{written(node)}”反过来", node.span)


def _negation(node: Node) -> Mapping:
    return Mapping(((_word("not", node.span), node),), node.span)


def _word(text: str, span: Span) -> Scalar:
    return Scalar(text, text, quoted=False, span=span)


def _mapped(node: Mapping, word: str, value: Node) -> Mapping:
    """Return a mapping of one key that stands in another's place."""
    return Mapping(((_word(word, node.entries[0][0].span), value),), node.span)


def _swapped(kind: str, items: Sequence, node: Node, lead: str) -> Iterator[Variant]:
    """Yield a junction as another kind of junction."""
    if len(items) < 2:
        return
    other = "all" if kind in ("any", "none") else "any"
    swapped = Mapping(((_word(other, node.span), items),), node.span)
    if kind == "none":
        yield Variant(_negation(swapped), f"{lead}改为“不都成立”", node.span)
        return
    yield Variant(swapped, f"{lead}改为 {other}", node.span)


def _parts(
    items: Sequence, words: Vocabulary, around: Callable[[Sequence], Node]
) -> Iterator[Variant]:
    """Yield a junction with one part dropped, or changed."""
    for place, part in enumerate(items.items):
        before, after = items.items[:place], items.items[place + 1 :]
        if before or after:
            left = replace(items, items=(*before, *after))
            yield Variant(around(left), f"去掉条件“{written(part)}”", part.span)
        for one in _variants(part, words, turned=True):
            yield replace(one, node=around(replace(items, items=(*before, one.node, *after))))


def _test(node: Mapping, subject: Scalar, value: Node, words: Vocabulary) -> Iterator[Variant]:
    """Yield the variants of a comparison."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return
    operator, operand = value.entries[0]

    def compared(how: str, to: Node) -> Mapping:
        return _mapped(node, subject.raw, _mapped(value, how, to))

    if isinstance(operand, Sequence) and len(operand) > 1:
        for place, item in enumerate(operand.items):
            left = (*operand.items[:place], *operand.items[place + 1 :])
            what = f"从“{written(node)}”里去掉“{written(item)}”"
            yield Variant(compared(operator.raw, replace(operand, items=left)), what, item.span)
    if operator.raw in _SWAPPED:
        other = _SWAPPED[operator.raw]
        what = f"把“{written(node)}”的 {operator.raw} 改为 {other}"
        yield Variant(compared(other, operand), what, operator.span)
        fact = words.facts.get(subject.raw)
        if isinstance(operand, Scalar) and fact is not None:
            for moved in _moved(operator.raw, operand, fact):
                what = f"把“{written(node)}”的 {operand.raw} 改为 {moved.raw}"
                yield Variant(compared(operator.raw, moved), what, operand.span)


def _moved(operator: str, operand: Scalar, fact: Fact) -> Iterator[Scalar]:
    """Yield the other days, stages or numbers that stand next to one."""
    if fact.ordered and operand.raw in fact.values:
        at = fact.values.index(operand.raw) + _OTHER_SIDE[operator]
        if 0 <= at < len(fact.values):
            yield _word(fact.values[at], operand.span)
    elif fact.kind is FactType.DATE:
        day = shifted_day(operand.value, _OTHER_SIDE[operator])
        if day is not None:
            yield _word(day, operand.span)
    elif isinstance(operand.value, int | Decimal):
        for number in (operand.value - 1, operand.value + 1):
            yield Scalar(number, str(number), quoted=False, span=operand.span)
