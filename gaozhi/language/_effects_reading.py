"""Reading the effects of events from the vocabulary, checked against its facts and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Known
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from gaozhi.language._catalog import EffectEntry
from gaozhi.language._validation import validate
from gaozhi.model import DecisionSpec, Effect, Fact, FactValue, FactValueError, read_value
from gaozhi.source import (
    Diagnostics,
    Mapping,
    Node,
    Related,
    Scalar,
    Span,
    element_of,
    key_of,
)

__all__ = ["EventSource", "event_of", "read_effects"]

_WAY: Final = "写作 事件名，或者 {event: 事件名, makes: {事实: 值}, when: {判断: 取值}}"


@dataclass(frozen=True, slots=True)
class EventSource:
    """An event as an author wrote it; `entry` is None where only its name is written."""

    name: str
    node: Node
    entry: EffectEntry | None = None


def event_of(node: Node, problems: Diagnostics) -> EventSource | None:
    """Return the event that a node is, or None where it is none; problems are added."""
    if isinstance(node, Mapping):
        entry = validate(EffectEntry, node, problems)
        return None if entry is None else EventSource(entry.event, node, entry)
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
        return EventSource(node.value, node)
    problems.error("GZ318", "events 的一项不是事件", node.span, help=_WAY)
    return None


def read_effects(
    sources: Iterable[EventSource],
    facts: Known[str, Fact],
    decisions: Known[str, DecisionSpec],
    day: str | None,
    problems: Diagnostics,
    known: Known[str, Effect] = MappingProxyType({}),
) -> dict[str, Effect]:
    """Return the effect of each event, over all files.

    Args:
        sources: the events in the order of reading.
        facts: every fact of the vocabulary.
        decisions: every decision of the vocabulary.
        day: the fact that is the day of the decision, which no event may set.
        problems: receives every problem, each at its place.
        known: the effects that are settled already, to which the sources may add.

    """
    found = dict(known)
    places: dict[str, Span] = {}
    for source in sources:
        if source.entry is None or not isinstance(source.node, Mapping):
            continue
        reading = _Reading(source.node, facts, decisions, day, problems)
        effect = reading.effect(source.entry)
        earlier = found.get(source.name, Effect())
        found[source.name] = _joined(source, earlier, effect, problems, places.get(source.name))
        places.setdefault(source.name, source.node.span)
    return {name: effect for name, effect in found.items() if effect != Effect()}


def _joined(
    source: EventSource,
    earlier: Effect,
    later: Effect,
    problems: Diagnostics,
    place: Span | None,
) -> Effect:
    """Return what an event does by two places together: facts may be added, none said otherwise.

    The later place may leave out the decision that must allow the event, which then allows what it
    adds as well; it may not ask for a decision that the earlier one does not.

    Args:
        source: the event where it is written the later time; a problem is reported there.
        earlier: what it does by the places before.
        later: what it does by this one.
        problems: receives what is said otherwise, after which the earlier effect stands.
        place: where it is written earlier in the same files; None where it is not.

    """
    if earlier == Effect():
        return later
    known = dict(earlier.makes)
    wrong = [f"“{name}”" for name, value in later.makes if known.get(name, value) != value]
    if later.decision is not None and _gate(later) != _gate(earlier):
        wrong.append("when")
    if wrong:
        message = f"事件“{source.name}”的{'、'.join(wrong)}已经写明，与这里不同"
        related = () if place is None else (Related(place, "已在这里写明"),)
        help = "删去这里所写的；事件还引起别的事实的，只写那些事实；另有不同的，另起一个事件名"
        problems.error("GZ318", message, source.node.span, related=related, help=help)
        return earlier
    added = tuple((name, value) for name, value in later.makes if name not in known)
    return replace(earlier, makes=earlier.makes + added)


def _gate(effect: Effect) -> tuple[str | None, frozenset[str]]:
    return effect.decision, effect.values


class _Reading:
    """Reads the effect of one event, and reports its problems."""

    def __init__(
        self,
        node: Mapping,
        facts: Known[str, Fact],
        decisions: Known[str, DecisionSpec],
        day: str | None,
        problems: Diagnostics,
    ) -> None:
        self._node = node
        self._facts = facts
        self._decisions = decisions
        self._day = day
        self._problems = problems

    def effect(self, entry: EffectEntry) -> Effect:
        made: list[tuple[str, FactValue]] = []
        for name, value in entry.makes.items():
            fact = self._fact(name)
            if fact is None:
                continue
            place = self._node.at(["makes", name]).span
            try:
                made.append((name, read_value(fact, value)))
            except FactValueError as error:
                self._problems.error(
                    "GZ318", str(error), place, help=error.help, fix=error.fix_at(place)
                )
        decision, values = self._allowed(entry)
        return Effect(tuple(made), decision, values)

    def _fact(self, name: str) -> Fact | None:
        place = self._key("makes", name)
        fact = self._facts.get(name)
        if fact is None:
            message = f"词汇表里没有事实“{name}”"
            self._problems.unknown_name(
                "GZ318", message, name, self._facts, place, "照抄词汇表 facts 里的名称"
            )
        elif name == self._day:
            message = f"“{name}”是作出判断的日期，不由事件引起"
            help = "删去这一项；事件发生的日期写在事件的 at"
            self._problems.error("GZ318", message, place, help=help)
            return None
        return fact

    def _allowed(self, entry: EffectEntry) -> tuple[str | None, frozenset[str]]:
        if not entry.when:
            return None, frozenset()
        if len(entry.when) > 1:
            message = "事件的 when 只写一个判断"
            help = "写作 when: {判断: 取值}；几个条件的，在那个判断的规则里写"
            place = self._node.at(["when"]).span
            self._problems.error("GZ318", message, place, help=help)
            return None, frozenset()
        ((name, values),) = entry.when.items()
        spec = self._decisions.get(name)
        if spec is None:
            place = self._key("when", name)
            message = f"词汇表里没有判断“{name}”"
            self._problems.unknown_name("GZ318", message, name, self._decisions, place)
            return None, frozenset()
        for index, value in enumerate(values):
            if value not in spec.values:
                place = element_of(self._node.at(["when", name]), index)
                message = f"“{value}”不是判断“{name}”的取值"
                self._problems.unknown_name("GZ318", message, value, spec.values, place)
        return name, frozenset(values)

    def _key(self, part: str, name: str) -> Span:
        """Return the span of a key below a part."""
        return key_of(self._node.at([part]), name)
