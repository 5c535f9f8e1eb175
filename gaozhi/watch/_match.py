"""What a rule found, whichever matcher looked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from gaozhi.model import Absence, WatchRule
from gaozhi.watch._event import Seen

MOST_NAMED: Final = 20
"""How many events an alert names of each pattern: nobody looks at more of them by hand, and of an
applicant with hundreds every further event would name them all again."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found.

    Attributes:
        head: its first event.
        others: the events of each other pattern, in the order of time.
        doubts: what could not be told for certain, and was taken to hold.
        more: whether there are more events than are named.

    """

    head: Seen
    others: tuple[tuple[Seen, ...], ...]
    doubts: tuple[str, ...]
    more: bool


class Matcher:
    """Looks for one rule among the events that are known.

    What is told of them is kept by a matcher that does not look from the start each time.
    """

    rule: WatchRule

    def take(self, seen: Seen) -> None:
        """Take in an event that is in the store."""

    def moved(self, letters: Iterable[Seen], *, growing: bool) -> None:
        """Reckon anew on which days what some events started is overdue.

        Args:
            letters: the events.
            growing: whether it may be on more days than before.

        """

    def around(self, seen: Seen) -> Iterator[Match]:
        """Yield what the rule finds that an event is part of, in the order of first events.

        Raises:
            CaseError: more events belong together than can be looked at.

        """
        raise NotImplementedError

    def forget(self, past: Iterable[Seen]) -> None:
        """Forget events that are no longer in the store."""


def related(wanted: Absence, left: Seen, right: Seen) -> bool:
    """Whether two events are related as the right one of them has to be.

    Args:
        wanted: says the kind of the right one, their links and their order.
        left: the event from which one looks.
        right: the event that may be meant.

    """
    if left is right or right.kind != wanted.event:
        return False
    one, other = left.links, right.links
    if any(link not in one or link not in other for link in (*wanted.same, *wanted.other)):
        return False
    return (
        all(one[link] == other[link] for link in wanted.same)
        and all(one[link] != other[link] for link in wanted.other)
        and (wanted.order != "earlier" or right.time < left.time)
        and (wanted.order != "later" or right.time > left.time)
    )


def letter(seen: Seen) -> str:
    """Return what is counted once: a letter of a case, or the event itself where it has none."""
    case = seen.links.get("case")
    return seen.digest if case is None else f"{case} {seen.links.get('ref', '')}"


def named(newest: Iterable[Seen], seen: Seen, *, stands: bool) -> tuple[tuple[Seen, ...], bool]:
    """Return the events that an alert names, in the order of time, and whether there are more.

    Args:
        newest: the events that are found, the newest first.
        seen: the event that brings the alert.
        stands: whether it is among them; it is then named, whatever its day.

    """
    kept = list(islice(newest, MOST_NAMED + 1))
    more = len(kept) > MOST_NAMED
    if more:
        kept.pop()
        if stands and seen not in kept:
            kept[-1] = seen
    return tuple(reversed(kept)), more
