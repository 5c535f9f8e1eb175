"""Watch rules: the events that each looks for, and how they are related to the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gaozhi.model.condition import Condition
from gaozhi.model.program import Provision, Reading
from gaozhi.workdays import Period

__all__ = ["Absence", "Pattern", "WatchRule"]


@dataclass(frozen=True, slots=True)
class Absence:
    """An event that must not have happened, related to the event of its pattern.

    Attributes:
        event: its kind.
        where: a condition on its facts, which must be certain.
        unless: a condition on its facts, which must not be certain.
        same: the links in which both events agree; both must be known.
        other: the links in which they differ; both must be known.
        order: earlier or later than the other event; None for either.

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
        name: its name in the rule.
        within: the longest period between the two days; None for any.
        at_least: the least number of such events, of different cases or letters.
        first: whether only the earliest of them counts.
        overdue: whether a duty that it started must be overdue on the day of the first event.
        without: the events that must not have happened.

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
        title: what it looks for, in Chinese.
        alert: the text of the alert, in Chinese.
        head: the first event; on its day the rule must be in force, and conditions read that day
            as the day of the decision.
        others: the events that are related to it.
        basis: the provisions that it rests on, the county's own first.
        level: index of the level that states it.
        in_force: that its document is in force, and no lower level replaces the rule.

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
        """Yield every kind of event with a link that an event must have to match."""
        for pattern in self.patterns:
            for link in (*pattern.same, *pattern.other):
                yield pattern.event, link
                yield self.head.event, link
            for absent in pattern.without:
                for link in (*absent.same, *absent.other):
                    yield pattern.event, link
                    yield absent.event, link
