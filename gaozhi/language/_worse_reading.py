"""Reading ``worse:`` of a vocabulary: the facts that can only make a decision stricter."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Known
from typing import Final

from gaozhi.model import Combine, DecisionSpec, Fact, FactType, Worse
from gaozhi.source import Diagnostics, Mapping, Node, Scalar, Sequence

__all__ = ["read_alike", "read_worse"]

_ORDERED: Final = (FactType.BOOL, FactType.SET_OF, FactType.DATE, FactType.NUMBER)


def read_worse(
    written: Iterable[Mapping],
    facts: Known[str, Fact],
    decisions: Known[str, DecisionSpec],
    problems: Diagnostics,
) -> dict[str, tuple[Worse, ...]]:
    """Return, by decision, the facts that can only make it stricter.

    Args:
        written: the mapping below ``worse:`` of every file that has one.
        facts: the facts of all files.
        decisions: the decisions of all files.
        problems: receives every problem, each at its place.

    """
    found: dict[str, tuple[Worse, ...]] = {}
    for mapping in written:
        for key, entries in mapping.entries:
            spec = decisions.get(key.raw)
            if spec is None:
                message, otherwise = f"不认识的判断“{key.raw}”", "照抄 decisions 里的名称"
                problems.unknown_name("GZ313", message, key.raw, decisions, key.span, otherwise)
            elif spec.combine is not Combine.STRONGEST:
                message = f"“{key.raw}”的取值没有强弱，说不上更严"
                help = "只写 combine: strongest 的判断"
                problems.error("GZ310", message, key.span, help=help)
            else:
                items = entries.items if isinstance(entries, Sequence) else ()
                claims = (node for node in items if _alike(node) is None)
                read = (_entry(node, facts, problems) for node in claims)
                kept = (*found.get(key.raw, ()), *(one for one in read if one is not None))
                found[key.raw] = tuple(dict.fromkeys(kept))
    return found


def read_alike(
    written: Iterable[Mapping],
    decisions: Known[str, DecisionSpec],
    problems: Diagnostics,
) -> dict[str, tuple[frozenset[str], ...]]:
    """Return, by decision, the groups of values that are equally strict.

    Args:
        written: the mapping below ``worse:`` of every file that has one.
        decisions: the decisions of all files.
        problems: receives the problems but those of the decisions, which `read_worse` reports.

    """
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for mapping in written:
        for key, entries in mapping.entries:
            spec = decisions.get(key.raw)
            items = entries.items if isinstance(entries, Sequence) else ()
            for values in map(_alike, items):
                if values is None or spec is None or spec.combine is not Combine.STRONGEST:
                    continue
                group = _values(values, spec, problems)
                if group:
                    found[key.raw] = tuple(dict.fromkeys((*found.get(key.raw, ()), group)))
    return found


def _alike(node: Node) -> Node | None:
    """Return the values of ``{alike: [value, value]}``; None where it is something else."""
    if isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][0].raw == "alike":
        return node.entries[0][1]
    return None


def _values(node: Node, spec: DecisionSpec, problems: Diagnostics) -> frozenset[str]:
    items = node.items if isinstance(node, Sequence) else ()
    scalars = [item for item in items if isinstance(item, Scalar)]
    if len(items) < 2 or len(scalars) < len(items):
        help = "写成列表，至少两个取值：{alike: [取值, 取值]}"
        problems.error("GZ310", "alike 的写法不对", node.span, help=help)
        return frozenset()
    names = [(str(item.value), item.span) for item in scalars]
    unknown = [(name, span) for name, span in names if name not in spec.values]
    for name, span in unknown:
        known = f"“{spec.name}”的取值有：{'、'.join(spec.values)}"
        message = f"“{spec.name}”没有取值“{name}”"
        problems.unknown_name("GZ310", message, name, spec.values, span, known)
    return frozenset() if unknown else frozenset(name for name, _ in names)


def _entry(node: Node, facts: Known[str, Fact], problems: Diagnostics) -> Worse | None:
    name, rising = node, True
    if isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][0].raw == "not":
        name, rising = node.entries[0][1], False
    if not isinstance(name, Scalar) or not isinstance(name.value, str):
        help = "写事实名；不成立才更严的，写 {not: 事实}"
        problems.error("GZ310", "worse 的写法不对", node.span, help=help)
        return None
    fact = facts.get(name.value)
    if fact is None:
        message, otherwise = f"不认识的事实“{name.value}”", "照抄 facts 里的名称"
        problems.unknown_name("GZ303", message, name.value, facts, name.span, otherwise)
        return None
    if fact.kind not in _ORDERED:
        message = f"“{fact.name}”是 {fact.kind}，它的值没有轻重之分"
        help = "worse 只写是非、多选、日期和数字"
        problems.error("GZ310", message, name.span, help=help)
        return None
    return Worse(fact.name, rising)
