"""A watch rule, compiled: the events that it looks for, and how each is related to the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gaozhi.model.condition import Condition
from gaozhi.model.program import Provision, Reading
from gaozhi.workdays import Period

__all__ = ["Absence", "Pattern", "WatchRule"]


@dataclass(frozen=True, slots=True)
class Absence:
    """An event that must not have happened, related to the event of the pattern that it is part of.

    Attributes:
        event: its kind.
        where: what its facts must certainly say.
        unless: what they must not certainly say.
        same: the links in which both agree; both must be known.
        other: the links in which they differ; both must be known.
        order: earlier or later than the other event, or None where that does not matter.

    """

    event: str
    where: Condition
    unless: Condition
    same: tuple[str, ...]
    other: tuple[str, ...]
    order: str | None


@dataclass(frozen=True, slots=True)
class Pattern(Absence):
    """An event that must have happened, related to the rule's first event.

    Attributes:
        name: what the rule calls it.
        within: how far the two days may lie apart.
        at_least: how many such events, of different cases or letters, there must be.
        first: whether only the earliest of them is looked at.
        overdue: whether something that it started must be overdue on the day of the first event.
        without: what must not have happened.

    """

    name: str
    within: Period | None
    at_least: int
    first: bool
    overdue: bool
    without: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class WatchRule:
    """A rule over the events of many cases; it alerts, and decides nothing.

    Attributes:
        name: unique in the program.
        title: what it looks for.
        alert: what to say when it is found.
        head: the first event; on its day the rule must be in force, and conditions read that day
            as the day of the decision.
        others: the events that are related to it.
        basis: the provisions that it rests on, the county's own first.
        level: index of the level that states it.
        in_force: that its document is in force, and no lower level's word in its place.

    """

    name: str
    title: str
    alert: str
    head: Pattern
    others: tuple[Pattern, ...]
    basis: tuple[Provision, ...]
    level: int
    in_force: Condition
    caveat: str | None = None
    reading: Reading | None = None
    accepted: str | None = None

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The first event and the others."""
        return (self.head, *self.others)

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield every kind of event with a link that it must name to be found."""
        for pattern in self.patterns:
            for link in (*pattern.same, *pattern.other):
                yield pattern.event, link
                yield self.head.event, link
            for absent in pattern.without:
                for link in (*absent.same, *absent.other):
                    yield pattern.event, link
                    yield absent.event, link
