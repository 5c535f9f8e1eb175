"""The words that two sides share: the facts and decisions over which they are compared.

A fact is the same on both sides where its name is, or its api name; what only one side knows is
compared as well, and said first. Values that only one side knows are left out, since the other side
refuses a case that has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from gaozhi.model import (
    All,
    Among,
    AnyOf,
    Atom,
    Condition,
    DecisionSpec,
    Empty,
    Fact,
    FactRef,
    FactType,
    Holds,
    Implication,
    Not,
    Order,
    Overlaps,
    Vocabulary,
    parts_upwards,
)

__all__ = ["Shared", "WordDifference", "WordDifferenceKind", "renamed", "shared"]

_CHOSEN: Final = (FactType.ONE_OF, FactType.SET_OF)
T = TypeVar("T", Fact, DecisionSpec)


class WordDifferenceKind(StrEnum):
    """How the vocabularies of two sides differ."""

    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"
    RENAMED = "renamed"
    RETYPED = "retyped"
    VALUES = "values"
    COMBINED = "combined"


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A fact or a decision that is not the same in both vocabularies.

    Attributes:
        kind: how it differs.
        what: 事实 or 判断.
        name: its name here; where only the other side has it, its name there.
        here: what this side says: its name, its type, or the values that only it has.
        there: the same of the other side.

    """

    kind: WordDifferenceKind
    what: str
    name: str
    here: str = ""
    there: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "kind": self.kind.value,
            "what": self.what,
            "name": self.name,
            "here": self.here,
            "there": self.there,
        }


@dataclass(frozen=True, slots=True)
class Shared:
    """What two vocabularies have in common, in the words of the first.

    Attributes:
        vocabulary: the facts of both sides, with the values that both know; of what both know, the
            implications of either.
        here: what this side's facts imply.
        there: what the other side's facts imply.
        names: a name here -> the name there, of facts that have another name there.
        decisions: a decision here -> its name there, for those that can be compared.
        apart: the facts that cannot be compared, since their types or all values differ.
        differences: what differs, to be said first.

    """

    vocabulary: Vocabulary
    here: tuple[Implication, ...]
    there: tuple[Implication, ...]
    names: Mapping[str, str]
    decisions: Mapping[str, str]
    apart: frozenset[str]
    differences: tuple[WordDifference, ...]


def shared(here: Vocabulary, there: Vocabulary) -> Shared:
    """Return what two vocabularies have in common."""
    if here is there:
        names = {name: name for name in here.decisions}
        return Shared(here, here.implications, here.implications, {}, names, frozenset(), ())
    pairs = _paired(here.facts, there.facts)
    named = {mine: other for mine, other in pairs.items() if mine != other}
    back = {other: mine for mine, other in named.items()}
    facts: dict[str, Fact] = {**here.facts}
    differences = [*_names("事实", here.facts, there.facts, pairs)]
    apart: set[str] = set()
    for name, other in pairs.items():
        fact, found = _same_fact(here.facts[name], there.facts[other])
        differences += found
        if fact is None:
            apart.add(name)
        else:
            facts[name] = fact
    for other in there.facts.keys() - pairs.values():
        name = back.get(other, other)
        facts[name] = replace(there.facts[other], name=name)
    mine = tuple(_kept(here.implications, {}, facts, apart))
    others = tuple(_kept(there.implications, back, facts, apart))
    both = replace(here, facts=facts, implications=tuple(dict.fromkeys((*mine, *others))))
    decisions = _paired(here.decisions, there.decisions)
    differences += _names("判断", here.decisions, there.decisions, decisions)
    differences += _decisions(here, there, decisions)
    comparable = {
        name: other
        for name, other in decisions.items()
        if here.decisions[name].combine is there.decisions[other].combine
    }
    names = {mine: other for other, mine in back.items()}
    return Shared(
        both,
        mine,
        others,
        MappingProxyType(names),
        MappingProxyType(comparable),
        frozenset(apart),
        tuple(differences),
    )


def renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    """Return a condition that reads facts under other names: name there -> name here."""
    if not names:
        return condition
    made: dict[int, Condition] = {}
    for part in parts_upwards(condition):
        match part:
            case Not(inner):
                made[id(part)] = Not(made[id(inner)])
            case All(parts):
                made[id(part)] = All(tuple(made[id(one)] for one in parts))
            case AnyOf(parts):
                made[id(part)] = AnyOf(tuple(made[id(one)] for one in parts))
            case Holds() | Among() | Overlaps() | Empty() | Order():
                made[id(part)] = _atom(part, names)
            case _:
                made[id(part)] = part
    return made[id(condition)]


def _atom(atom: Atom, names: Mapping[str, str]) -> Atom:
    fact = names.get(atom.fact, atom.fact)
    if isinstance(atom, Order) and isinstance(atom.operand, FactRef):
        operand = FactRef(names.get(atom.operand.fact, atom.operand.fact))
        return replace(atom, fact=fact, operand=operand)
    return atom if fact == atom.fact else replace(atom, fact=fact)


def _paired(here: Mapping[str, T], there: Mapping[str, T]) -> dict[str, str]:
    """Return what is the same on both sides: name here -> name there, by name or by api name."""
    pairs = {name: name for name in here if name in there}
    by_api = {one.api: name for name, one in there.items() if name not in pairs}
    for name, one in here.items():
        if name not in pairs and one.api in by_api:
            pairs[name] = by_api[one.api]
    return {name: pairs[name] for name in here if name in pairs}


def _names(
    what: str, here: Mapping[str, T], there: Mapping[str, T], pairs: Mapping[str, str]
) -> Iterator[WordDifference]:
    """Yield what only one side has, and what has another name on either."""
    for name in here:
        other = pairs.get(name)
        if other is None:
            yield WordDifference(WordDifferenceKind.ONLY_HERE, what, name, name)
        elif other != name:
            yield WordDifference(WordDifferenceKind.RENAMED, what, name, name, other)
    found = set(pairs.values())
    for name in there:
        if name not in found:
            yield WordDifference(WordDifferenceKind.ONLY_THERE, what, name, "", name)


def _same_fact(here: Fact, there: Fact) -> tuple[Fact | None, list[WordDifference]]:
    """Return the fact with the values that both sides know; None where it cannot be compared."""
    if here.kind is not there.kind:
        kinds = (here.kind.value, there.kind.value)
        return None, [WordDifference(WordDifferenceKind.RETYPED, "事实", here.name, *kinds)]
    found: list[WordDifference] = []
    values = tuple(value for value in here.values if value in there.values)
    mine, others = _without(here.values, values), _without(there.values, values)
    if mine or others:
        found.append(_values("事实", here.name, mine, others))
    never = here.never if here.never == there.never else None
    if here.never != there.never:
        found.append(
            WordDifference(
                WordDifferenceKind.VALUES, "事实", here.name, here.never or "", there.never or ""
            )
        )
    if here.kind in _CHOSEN and not values:
        return None, found
    return replace(here, values=values, never=never), found


def _without(values: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    return [value for value in values if value not in known]


def _values(what: str, name: str, here: list[str], there: list[str]) -> WordDifference:
    return WordDifference(WordDifferenceKind.VALUES, what, name, "、".join(here), "、".join(there))


def _kept(
    implications: tuple[Implication, ...],
    names: Mapping[str, str],
    facts: Mapping[str, Fact],
    apart: set[str],
) -> Iterator[Implication]:
    """Yield the implications among facts that are compared, in common names."""
    for one in implications:
        given, then = names.get(one.given, one.given), names.get(one.then, one.then)
        if given in apart or then in apart:
            continue
        yield replace(one, given=given, then=then)


def _decisions(
    here: Vocabulary, there: Vocabulary, pairs: Mapping[str, str]
) -> Iterator[WordDifference]:
    for name, other in pairs.items():
        mine, others = here.decisions[name], there.decisions[other]
        if mine.combine is not others.combine:
            kinds = (mine.combine.value, others.combine.value)
            yield WordDifference(WordDifferenceKind.COMBINED, "判断", name, *kinds)
            continue
        only_mine = [value for value in mine.values if value not in others.values]
        only_others = [value for value in others.values if value not in mine.values]
        if only_mine or only_others:
            yield _values("判断", name, only_mine, only_others)
