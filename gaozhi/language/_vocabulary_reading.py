"""Reading vocabulary files as one Vocabulary, and what a jurisdiction's own files add to it.

A later file adds, and never renames or re-types.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from gaozhi.language._catalog import RolesEntry, VocabularyFile
from gaozhi.language._effects_reading import read_effects
from gaozhi.language._reading import RulesFolder
from gaozhi.language._validation import validate
from gaozhi.language._values_reading import read_values
from gaozhi.language._words import Words, elements
from gaozhi.language._worse_reading import read_alike, read_worse
from gaozhi.model import Fact, FactType, Implication, Roles, Vocabulary
from gaozhi.source import Diagnostics, Mapping, Node, Scalar, Sequence, Source

__all__ = ["extended_vocabulary", "read_vocabulary"]

_IMPLIES: Final = "写作 {是非事实: 是非事实}，或者 {是非事实: {事实: 值}}；前一事实须是 bool"

_LOOKED_UP: Final = ("GZ303", "GZ311", "GZ313", "GZ318", "GZ320")
"""The codes that report that there is no such word. They mislead where it could not be read."""


def read_vocabulary(sources: Iterable[Source], problems: Diagnostics) -> Vocabulary:
    """Return the vocabulary of all files together; problems are added.

    A later file may state a fact again with the same type, and then overrides how it is asked for;
    or add new ones. Anything else is a clash.
    """
    found = Diagnostics()
    words = Words(found)
    roots = [one.root for one in sources if one.root is not None]
    files = [validate(VocabularyFile, root, found) for root in roots]
    mappings = [root for root in roots if isinstance(root, Mapping)]
    for root in mappings:
        words.read(root)
    written = zip(files, roots, strict=True)
    roles = _roles(
        words, [(f.roles, n.at(["roles"])) for f, n in written if f is not None and f.roles]
    )
    worse = [one for root in mappings if isinstance(one := root.get("worse"), Mapping)]
    implications = _implications(words, mappings)
    effects = read_effects(words.events, words.facts, words.decisions, roles.date, found)
    strict = read_worse(worse, words.facts, words.decisions, found)
    alike = read_alike(worse, words.decisions, found)
    _check_periods(mappings, [event.name for event in words.events], found)
    problems += _without_guesses(found, words)
    return Vocabulary(
        words.facts,
        tuple(dict.fromkeys(implications)),
        words.decisions,
        tuple(dict.fromkeys(event.name for event in words.events)),
        roles,
        effects,
        strict,
        alike,
    )


def extended_vocabulary(
    vocabulary: Vocabulary, chain: Iterable[RulesFolder], problems: Diagnostics
) -> Vocabulary:
    """Return a vocabulary with the words that the levels of a chain add; itself if they add none.

    Args:
        vocabulary: the words that all jurisdictions share.
        chain: the rules folders from the root down to the jurisdiction's own.
        problems: receives every problem, each at its place.

    """
    roots = [root for folder in chain for root in folder.words]
    if not roots:
        return vocabulary
    found = Diagnostics()
    words = Words(found, vocabulary)
    for root in roots:
        words.read(root)
        read_values(words, root)
    day, known = vocabulary.roles.date, vocabulary.effects
    effects = read_effects(words.events, words.facts, words.decisions, day, found, known)
    implications = (*vocabulary.implications, *_implications(words, roots))
    events = (*vocabulary.events, *(event.name for event in words.events))
    _check_periods(roots, events, found)
    problems += _without_guesses(found, words)
    return replace(
        vocabulary,
        facts=words.facts,
        implications=tuple(dict.fromkeys(implications)),
        decisions=words.decisions,
        events=tuple(dict.fromkeys(events)),
        effects=effects,
    )


def _implications(words: Words, roots: Iterable[Mapping]) -> list[Implication]:
    found: list[Implication | None] = []
    for node in (node for root in roots for node in elements(root, "implies")):
        if isinstance(node, Mapping) and len(node.entries) == 1:
            found.append(_implication(words, node, *node.entries[0]))
        else:
            _bad_implication(words, node)
    return [one for one in found if one is not None]


def _check_periods(
    roots: Iterable[Mapping], events: Collection[str], problems: Diagnostics
) -> None:
    """Report every event under ``periods`` of a decision that no file knows.

    Args:
        roots: the files.
        events: the events that there are.
        problems: receives the problems, each at its place.

    """
    for node in (node.at(["periods"]) for root in roots for node in elements(root, "decisions")):
        for one in node.items if isinstance(node, Sequence) else ():
            if isinstance(one, Scalar) and one.raw not in events:
                message = f"不认识的事件“{one.raw}”"
                help = "事件写在词汇表的 events 里"
                problems.unknown_name("GZ412", message, one.raw, events, one.span, help)


def _without_guesses(found: Diagnostics, words: Words) -> Diagnostics:
    """Return problems without those that miss a word which is there and could not be read."""
    return Diagnostics(
        one
        for one in found
        if one.code not in _LOOKED_UP or one.params.get("found") not in words.unread
    )


def _roles(words: Words, written: Iterable[tuple[RolesEntry, Node]]) -> Roles:
    """Return the roles of all files together; a later file overrides those that it states."""
    kept = Roles()
    for entry, node in written:
        kept = Roles(
            _role(words, "date", entry.date, FactType.DATE, node) or kept.date,
            _role(words, "listed", entry.listed, FactType.BOOL, node) or kept.listed,
            kept.item if entry.item is None else tuple(entry.item),
            _role(words, "mode", entry.mode, FactType.ONE_OF, node) or kept.mode,
        )
    return kept


def _role(words: Words, role: str, name: str | None, kind: FactType, node: Node) -> str | None:
    fact = words.facts.get(name) if name is not None else None
    if name is None or (fact is not None and fact.kind is kind):
        return name
    message = f"roles.{role} 应为词汇表里的一个 {kind} 事实"
    known = [f.name for f in words.facts.values() if f.kind is kind]
    place = node.at([role]).span
    words.problems.unknown_name(
        "GZ310", message, name, known, place, f"照抄 facts 里一个 {kind} 事实的名称"
    )
    return None


def _implication(words: Words, node: Mapping, given: Scalar, then: Node) -> Implication | None:
    source = _end(words, given, (FactType.BOOL,))
    if isinstance(then, Scalar) and isinstance(then.value, str):
        target = _end(words, then, (FactType.BOOL,))
        if source is None or target is None:
            return None
        return Implication(source.name, target.name, True)
    if not (isinstance(then, Mapping) and len(then.entries) == 1):
        return _bad_implication(words, node)
    key, value = then.entries[0]
    target = _end(words, key, (FactType.BOOL, FactType.ONE_OF))
    if source is None or target is None:
        return None
    return _with_value(words, source, target, value)


def _end(words: Words, name: Scalar, kinds: tuple[FactType, ...]) -> Fact | None:
    """Return the fact at one end of an implication, or None where it cannot be there."""
    fact = words.facts.get(name.raw)
    listed = "、".join(kinds)
    if fact is None:
        known = {f.name: f.api for f in words.facts.values() if f.kind in kinds}
        aliases = {api: fact_name for fact_name, api in known.items()}
        otherwise = f"照抄 facts 里一个 {listed} 事实的名称"
        message = f"词汇表里没有事实“{name.raw}”"
        words.problems.unknown_name(
            "GZ311", message, name.raw, known, name.span, otherwise, aliases=aliases
        )
        return None
    if fact.kind in kinds:
        return fact
    message = f"“{fact.name}”是 {fact.kind}，这里只能写 {listed} 的事实"
    words.problems.error("GZ311", message, name.span, help=_IMPLIES)
    return None


def _with_value(words: Words, source: Fact, target: Fact, value: Node) -> Implication | None:
    written = value.plain()
    if target.kind is FactType.BOOL and isinstance(written, bool):
        return Implication(source.name, target.name, written)
    if target.kind is FactType.ONE_OF and isinstance(written, str) and written in target.values:
        return Implication(source.name, target.name, written)
    allowed = target.values if target.kind is FactType.ONE_OF else ("true", "false")
    shown = value.raw if isinstance(value, Scalar) else written
    message = f"“{shown}”不是“{target.name}”的取值"
    words.problems.unknown_name("GZ311", message, str(shown), allowed, value.span)
    return None


def _bad_implication(words: Words, node: Node) -> None:
    words.problems.error("GZ311", "implies 的一项应为一个事实对一个事实", node.span, help=_IMPLIES)
