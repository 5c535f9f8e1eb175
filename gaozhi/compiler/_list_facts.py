"""The facts that a list states: of one item, and of every item."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gaozhi.language import ItemEntry
from gaozhi.model import FactValue, FactValueError, Vocabulary, fact_text, read_value
from gaozhi.source import Diagnostics, Node, Related
from gaozhi.source import Mapping as MappingNode

__all__ = ["list_facts", "mode_fact"]


def mode_fact(
    entry: ItemEntry, node: Node, vocabulary: Vocabulary, problems: Diagnostics
) -> dict[str, FactValue]:
    """Return the fact that an item's ``mode`` states; empty without a mode or on an error.

    Args:
        entry: the item.
        node: its node.
        vocabulary: the facts, and the role ``mode``.
        problems: receives every problem, each at its place.

    """
    if entry.mode is None:
        return {}
    name = vocabulary.roles.mode
    place = node.at(["mode"]).span
    if name is None:
        message = "词汇表没有写 roles.mode，不知道 mode 说的是哪一事实"
        help = "在词汇表里写 roles: {mode: 事实名}；或者把这一事实写进 facts"
        problems.error("GZ513", message, place, help=help)
        return {}
    try:
        value = read_value(vocabulary.facts[name], entry.mode)
    except FactValueError as error:
        problems.error("GZ306", str(error), place, help=error.help)
        return {}
    stated = entry.facts.get(name, entry.mode)
    if stated != entry.mode:
        message = f"mode 写的是 {entry.mode}，facts 里的“{name}”写的却是 {stated}"
        span = node.at(["facts", name]).span
        related = (Related(place, "mode 在这里"),)
        help = "与清单原文核对，只留 mode"
        problems.error("GZ604", message, span, related=related, help=help)
    return {name: value}


def list_facts(
    written: Mapping[str, object],
    node: Node,
    vocabulary: Vocabulary,
    problems: Diagnostics,
    besides: Mapping[str, FactValue] = MappingProxyType({}),
) -> dict[str, FactValue]:
    """Return the facts that a list states, without faulty ones.

    Args:
        written: the facts as in the YAML.
        node: their mapping.
        vocabulary: the facts and the implications.
        problems: receives facts that no list may state, wrong values, contradictions.
        besides: the facts that the list states outside ``facts``.

    """
    found = {**_sound_facts(written, node, vocabulary, problems), **besides}
    known = dict(found)
    waiting = list(vocabulary.implications)
    while rule := next((r for r in waiting if known.get(r.given) is True), None):
        waiting.remove(rule)
        if known.setdefault(rule.then, rule.value) != rule.value:
            only = f"“{rule.given}”为是，“{rule.then}”就只能是 {fact_text(rule.value)}"
            message = f"{only}，清单所写与此矛盾"
            help = "核对这两项事实，改正其一"
            problems.error("GZ604", message, node.span, help=help)
            break
    return found


def _sound_facts(
    written: Mapping[str, object], node: Node, vocabulary: Vocabulary, problems: Diagnostics
) -> dict[str, FactValue]:
    found: dict[str, FactValue] = {}
    for name, value in written.items():
        key = node.key(name) if isinstance(node, MappingNode) else None
        span = key.span if key is not None else node.span
        fact = vocabulary.facts.get(name)
        if fact is None:
            offer = vocabulary.meant(name, vocabulary.facts, span)
            message = f"不认识的事实“{name}”"
            problems.error("GZ303", message, span, help=offer.help, fix=offer.fix)
            continue
        subjects = vocabulary.roles.item
        if name.partition(".")[0] not in subjects or name == vocabulary.roles.listed:
            problems.error(
                "GZ513",
                f"清单不能写明“{name}”",
                span,
                help=f"清单只能写明 {'、'.join(f'{subject}.*' for subject in subjects)} 的事实"
                f"（{vocabulary.roles.listed} 除外，由序号得出）",
            )
            continue
        try:
            found[name] = read_value(fact, value)
        except FactValueError as error:
            place = node.at([name]).span
            code = "GZ306" if error.code == "GZ603" else "GZ305"
            problems.error(code, str(error), place, help=error.help)
    return found
