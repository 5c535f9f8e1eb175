"""JSON as the tree that YAML would give, without places: a program wrote it, nobody mends it."""

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
    """The keys and values of an object; a key may stand twice."""


def read_json(source: Source, limits: Limits) -> Source:
    """Return a text that is JSON with the tree of it; any other text as it was read.

    Every node stands at the beginning of the text. A key that stands twice is a problem.

    Args:
        source: the text, with what our reader of YAML has against it.
        limits: bounds on depth and number of values; what goes beyond is left as it was read.

    """
    try:
        root, problems = json_tree(source.text, Span(source.name, 1, 1, 1, 1), limits)
    except (ValueError, RecursionError):
        return source
    return replace(source, root=root, diagnostics=problems)


def json_tree(text: str, start: Span, limits: Limits) -> tuple[Node, tuple[Diagnostic, ...]]:
    """Return the tree of a JSON text, and its problems: keys that stand twice.

    Args:
        text: the text.
        start: where every node is said to stand.
        limits: bounds on depth and number of values.

    Raises:
        ValueError: it is no JSON (then a JSONDecodeError), says NaN or half a character, or goes
            beyond the limits.
        RecursionError: it goes far beyond them.

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
    """Refuse NaN and the infinite numbers, which Python would take."""
    raise ValueError(constant)


def _scalar(value: str | int | Decimal | None, start: Span) -> Scalar:
    """Return a single value. Raises ValueError for half a character."""
    raw = value if isinstance(value, str) else json.dumps(value, default=str)
    raw.encode()
    return Scalar(value, raw, quoted=isinstance(value, str), span=start)
