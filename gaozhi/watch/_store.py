"""The events that are known, found by their kind and by what ties them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gaozhi.watch._event import Seen


class Store:
    """Every event once, until it is forgotten."""

    def __init__(self) -> None:
        self._events: dict[str, Seen] = {}
        self._linked: dict[tuple[str, str, str], dict[str, Seen]] = {}

    def __len__(self) -> int:
        return len(self._events)

    def __contains__(self, seen: Seen) -> bool:
        return seen.digest in self._events

    def __iter__(self) -> Iterator[Seen]:
        return iter(self._events.values())

    def add(self, seen: Seen) -> None:
        """Keep an event."""
        self._events[seen.digest] = seen
        for link, digest in seen.links.items():
            self._linked.setdefault((seen.kind, link, digest), {})[seen.digest] = seen

    def remove(self, seen: Seen) -> None:
        """Forget one event."""
        del self._events[seen.digest]
        for link, digest in seen.links.items():
            key = (seen.kind, link, digest)
            del self._linked[key][seen.digest]
            if not self._linked[key]:
                del self._linked[key]

    def forget(self, before: date) -> list[Seen]:
        """Forget the events of earlier days, and return them."""
        past = [seen for seen in self._events.values() if seen.day < before]
        for seen in past:
            self.remove(seen)
        return past

    def forget_all(self) -> None:
        """Forget every event."""
        self._events.clear()
        self._linked.clear()

    def linked(self, kind: str, link: str, seen: Seen) -> Iterable[Seen]:
        """Return the events of a kind that agree with another in a link.

        Args:
            kind: their kind.
            link: the name of the link.
            seen: the other event; where it does not name the link, none agrees.

        """
        digest = seen.links.get(link)
        return () if digest is None else self._linked.get((kind, link, digest), {}).values()
