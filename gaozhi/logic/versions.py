"""The versions of a decision: by days, the rules in force, without comparisons of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import overload

from gaozhi.model import (
    COMPARE,
    NO_RULE,
    All,
    Always,
    AnyOf,
    Condition,
    DecisionSpec,
    DecisionTable,
    FactRef,
    Not,
    Order,
    Relation,
    Rule,
    Standing,
    Version,
    all_of,
    any_of,
    negated,
    parts_of,
    parts_upwards,
)

__all__ = ["Versions", "gap_of", "spans_without_rule", "unruled"]

_DAY = timedelta(days=1)
_NEVER = Always(False)
_ALWAYS = Always(True)


@dataclass(frozen=True, slots=True, eq=False)
class Versions(Sequence[Version]):
    """The versions of a decision's rules, each with its first day.

    Between two days that rules name, every comparison of the decision's date with a constant is
    constant, and is replaced by its value. The versions are made when they are first read: a
    program that loads five counties mostly asks one.

    Attributes:
        rules: the rules of the decision.
        day: the fact that is the decision's date.
        gap: the rule that stands where no other with an effect does; None where there is none.

    """

    rules: tuple[Rule, ...]
    day: str | None
    gap: Rule | None = None
    _made: list[tuple[Version, ...]] = field(default_factory=list, init=False, repr=False)

    @property
    def _all(self) -> tuple[Version, ...]:
        if not self._made:
            self._made.append(tuple(_versions(self.rules, self.day, self.gap)))
        return self._made[0]

    @overload
    def __getitem__(self, index: int) -> Version: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Version]: ...

    def __getitem__(self, index: int | slice) -> Version | Sequence[Version]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)


def gap_of(rules: Sequence[Rule], day: str | None) -> Rule | None:
    """Return the rule that stands on every day on which no rule with an effect does.

    Args:
        rules: the rules of a decision.
        day: the fact that is the decision's date.

    Returns:
        A rule with the effect 无此规定 and without a basis; None where there is no such day.

    """
    alive = [rule.alive for rule in rules if rule.effects]
    if _ALWAYS in alive:
        return None
    if all(any(_on(one, day, on) == _ALWAYS for one in alive) for on in _firsts(alive, day)):
        return None
    own = negated(any_of(alive))
    title = "文件没有规定"
    return Rule(NO_RULE, title, (NO_RULE,), own, own, (), level=0, otherwise=True, alive=own)


def spans_without_rule(table: DecisionTable) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of every span on which no rule has an effect, others around it.

    Before the first rule, and after the last, a document may well say nothing.
    """
    if table.gap is None:
        return
    versions = list(table.versions)
    ruled = [all(one.rule is not table.gap for one in version.standing) for version in versions]
    if True not in ruled:
        return
    first, last = ruled.index(True), len(ruled) - 1 - ruled[::-1].index(True)
    for bare, places in groupby(range(first, last), lambda place: not ruled[place]):
        if bare:
            start, *others = places
            after = [start, *others][-1] + 1
            yield versions[start].since, versions[after].since - _DAY


def unruled(spec: DecisionSpec) -> DecisionTable:
    """Return a decision without a rule: 无此规定 comes out of it on every day."""
    gap = gap_of((), None)
    return DecisionTable(spec, (), Versions((), None, gap), gap)


def _versions(rules: tuple[Rule, ...], day: str | None, gap: Rule | None) -> Iterator[Version]:
    for since in _firsts([rule.own for rule in rules], day):
        standing = _standing(rules, day, since)
        if gap is not None and not any(one.rule.effects for one in standing):
            standing = (*standing, Standing(gap, _ALWAYS))
        yield Version(since, standing)


def _firsts(conditions: Sequence[Condition], day: str | None) -> list[date]:
    """Return the first day of every span on which no comparison of the date changes its value."""
    starts = sorted({start for one in conditions for start in _starts(one, day)})
    first = starts[0] - _DAY if starts and starts[0] > date.min else date.min
    return list(dict.fromkeys([first, *starts]))


def _starts(condition: Condition, day: str | None) -> Iterable[date]:
    """Yield the days on which a comparison of the date may change its value."""
    for part in parts_of(condition):
        if isinstance(part, Order) and part.fact == day and isinstance(part.operand, date):
            if part.relation in (Relation.BEFORE, Relation.FROM, Relation.EQUAL):
                yield part.operand
            # Some authors end their rules on 9999-12-31, the last day of Python's calendar.
            on_it = part.relation in (Relation.UP_TO, Relation.AFTER, Relation.EQUAL)
            if on_it and part.operand < date.max:
                yield part.operand + _DAY


def _standing(rules: Iterable[Rule], day: str | None, on: date) -> tuple[Standing, ...]:
    written = ((rule, _on(rule.own, day, on)) for rule in rules)
    return tuple(Standing(rule, own) for rule, own in written if own != _NEVER)


def _on(condition: Condition, day: str | None, on: date) -> Condition:
    found: dict[int, Condition] = {}
    for part in parts_upwards(condition):
        match part:
            case Order(fact, relation, operand) if fact == day and not isinstance(operand, FactRef):
                now: Condition = Always(COMPARE[relation](on, operand))
            case Not(inner):
                now = negated(found[id(inner)])
            case All(parts):
                now = all_of([found[id(inner)] for inner in parts])
            case AnyOf(parts):
                now = any_of([found[id(inner)] for inner in parts])
            case _:
                now = part
        found[id(part)] = now
    return found[id(condition)]
