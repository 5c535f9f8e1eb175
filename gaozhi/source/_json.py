"""JSON read as the tree that YAML would give, without places: nobody edits it by hand."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from gaozhi.source._diagnostic import Diagnostic, Span
from gaozhi.source._limits import Limits
from gaozhi.source._mask import shown
from gaozhi.source._nodes import Mapping, Node, Scalar, Sequence
from gaozhi.source._reader import Source


class _Object(list[tuple[str, Any]]):
    """The keys and values of an object; a key may occur twice."""


def read_json(source: Source, limits: Limits) -> Source:
    """Return a source that is JSON with its tree; any other source unchanged.

    The span of every node is the beginning of the text. A key that occurs twice is a problem.

    Args:
        source: the text, as our reader of YAML returns it.
        limits: bounds on depth and number of values; a text beyond them is returned unchanged.

    """
    try:
        root, problems = json_tree(source.text, Span(source.name, 1, 1, 1, 1), limits)
    except (ValueError, RecursionError):
        return source
    return replace(source, root=root, diagnostics=problems)


def json_tree(text: str, start: Span, limits: Limits) -> tuple[Node, tuple[Diagnostic, ...]]:
    """Return the tree of a JSON text, and its problems: keys that occur twice.

    Args:
        text: the text.
        start: the span that every node gets.
        limits: bounds on depth and number of values.

    Raises:
        ValueError: it is no JSON (then a JSONDecodeError), holds NaN or half a surrogate pair, or
            exceeds the limits.
        RecursionError: it exceeds them by far.

    """
    problems: list[Diagnostic] = []
    left = limits.nodes

    def tree(value: Any, depth: int) -> Node:  # noqa: ANN401 - whatever JSON can say
        nonlocal left
        left -= 1
        if left < 0 or depth < 0:
            raise ValueError("beyond the limits")
        if isinstance(value, _Object):
            entries = {k: (_scalar(k, start), tree(v, depth - 1)) for k, v in value}
            if len(entries) < len(value):
                twice = next(k for n, (k, _) in enumerate(value) if k in dict(value[:n]))
                message, help = f"键“{shown(twice)}”写了两次", "删去一处，或者把两处合在一起。"
                problems.append(Diagnostic.error("GZ120", message, start, help=help))
            return Mapping(tuple(entries.values()), start)
        if isinstance(value, list):
            return Sequence(tuple(tree(item, depth - 1) for item in value), start)
        return _scalar(value, start)

    data = json.loads(text, object_pairs_hook=_Object, parse_float=Decimal, parse_constant=_refuse)
    return tree(data, limits.depth), tuple(problems)


def _refuse(constant: str) -> None:
    """Raise ValueError for NaN and the infinities, which Python would accept."""
    raise ValueError(constant)


def _scalar(value: str | int | Decimal | None, start: Span) -> Scalar:
    """Return a single value. Raises ValueError for half a surrogate pair."""
    raw = value if isinstance(value, str) else json.dumps(value, default=str)
    raw.encode()
    return Scalar(value, raw, quoted=isinstance(value, str), span=start)
