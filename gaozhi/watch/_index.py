"""Events found by what ties them together and by time, without looking at those that do not fit.

The events that agree in what has to agree form a tree, in the order of what has to differ, then of
the letter, then of time. Each branch knows the extremes of its events, so that one in which nothing
can fit is left out whole. The trees are treaps: the digests of the events, which are keyed and thus
cannot be foreseen, keep them shallow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from operator import eq
from typing import Final

from gaozhi.model import Absence
from gaozhi.watch._event import Seen, Time
from gaozhi.watch._match import letter

BEGIN: Final[Time] = (-1, -1)
"""Before every event."""
END: Final[Time] = (10**9, 10**18)
"""After every event."""

Span = tuple[Time, Time]
"""The first and the last moment, both included."""

_Key = tuple[tuple[str, ...], str, Time]


class _Node:
    """An event with its span, and the extremes of all that is below it."""

    __slots__ = (
        *("seen", "key", "span", "left", "right"),
        *("since", "until", "oldest", "newest", "first", "last"),
    )

    def __init__(self, seen: Seen, key: _Key, span: Span) -> None:
        self.seen = seen
        self.key = key
        self.span = span
        self.left: _Node | None = None
        self.right: _Node | None = None
        self.sum_up()

    def sum_up(self) -> None:
        """Reckon the extremes anew from those of the two branches."""
        self.since, self.until = self.span
        self.oldest = self.newest = self.seen.time
        self.first = self.last = self.key[0]
        for branch in (self.left, self.right):
            if branch is not None:
                self.since = min(self.since, branch.since)
                self.until = max(self.until, branch.until)
                self.oldest = min(self.oldest, branch.oldest)
                self.newest = max(self.newest, branch.newest)
        if self.left is not None:
            self.first = self.left.first
        if self.right is not None:
            self.last = self.right.last


@dataclass(frozen=True, slots=True)
class _Query:
    """Which events are asked for: whose span meets one, and that differ from some values."""

    since: Time
    until: Time
    unlike: tuple[str, ...]

    def may_be_in(self, branch: _Node) -> bool:
        return (
            branch.since <= self.until
            and branch.until >= self.since
            and not (branch.first == branch.last and self._is_like(branch.first))
        )

    def fits(self, node: _Node) -> bool:
        since, until = node.span
        return since <= self.until and until >= self.since and not self._is_like(node.key[0])

    def _is_like(self, values: tuple[str, ...]) -> bool:
        return any(map(eq, values, self.unlike))


class Index:
    """Events by their relation to another one, each with the span of times in which it counts."""

    def __init__(self, wanted: Absence, *, lettered: bool = False) -> None:
        """Begin with no event.

        Args:
            wanted: how the events are related to the one that they are asked for.
            lettered: whether those of one letter stand together.

        """
        self._same = wanted.same
        self._other = wanted.other
        self._lettered = lettered
        self._trees: dict[tuple[str, ...], _Node] = {}

    def add(self, seen: Seen, span: Span) -> None:
        """Take in an event, with a new span where it is there already."""
        group = _values(seen, self._same)
        key = self._key(seen)
        if group is None or key is None:
            return
        self.remove(seen)
        before, after = _split(self._trees.get(group), key)
        root = _joined(_joined(before, _Node(seen, key, span)), after)
        if root is not None:
            self._trees[group] = root

    def remove(self, seen: Seen) -> None:
        """Leave out an event, where it is there."""
        group = _values(seen, self._same)
        key = self._key(seen)
        if group is None or key is None or group not in self._trees:
            return
        root = _without(self._trees[group], key)
        if root is None:
            del self._trees[group]
        else:
            self._trees[group] = root

    def meeting(
        self, seen: Seen, span: Span, after: Seen | None = None, among: Seen | None = None
    ) -> Iterator[Seen]:
        """Yield the events of which another one may ask, in an order of no meaning.

        Args:
            seen: the other one.
            span: the times that theirs must meet.
            after: one of them; those of its letter, and what comes before them, are left out.
            among: only those that agree with this one in what has to differ.

        """
        asked = self._query(seen, span)
        if asked is None:
            return
        root, query = asked
        beyond: _Key | None = None
        wanted = None if among is None else _values(among, self._other)
        if after is not None and (key := self._key(after)) is not None:
            beyond = (key[0], key[1], END)
        elif wanted is not None:
            beyond = (wanted, "", BEGIN)
        for node in _in_order(root, query, beyond):
            if wanted is not None and node.key[0] != wanted:
                return
            yield node.seen

    def by_time(self, seen: Seen, span: Span, *, newest: bool = False) -> Iterator[Seen]:
        """Yield the same events in the order of time, or the newest first.

        Args:
            seen: the other one.
            span: the times that theirs must meet.
            newest: yield the newest first; else the oldest.

        """
        asked = self._query(seen, span)
        if asked is not None:
            yield from _by_time(*asked, newest=newest)

    def mate(self, seen: Seen) -> Span | None:
        """Return the span of the oldest other event of the same letter; None if there is none."""
        group, key = _values(seen, self._same), self._key(seen)
        if group is None or key is None:
            return None
        for node in _in_order(self._trees.get(group), self._any(), (key[0], key[1], BEGIN)):
            if node.seen is not seen:
                return node.span if node.key[:2] == key[:2] else None
        return None

    def oldest(self, seen: Seen, unlike: Seen | None = None) -> Seen | None:
        """Return the oldest of the events that have in common with one what has to agree.

        Args:
            seen: that one.
            unlike: an event from which it must differ in what has to differ.

        """
        group = _values(seen, self._same)
        root = None if group is None else self._trees.get(group)
        query = self._any()
        if unlike is not None and (values := _values(unlike, self._other)) is not None:
            query = _Query(BEGIN, END, values)
        return None if root is None else next(_by_time(root, query, newest=False), None)

    def all(self) -> Iterator[Seen]:
        """Yield every event."""
        for root in self._trees.values():
            for node in _in_order(root, self._any(), None):
                yield node.seen

    def _any(self) -> _Query:
        return _Query(BEGIN, END, tuple("" for _ in self._other))

    def _key(self, seen: Seen) -> _Key | None:
        other = _values(seen, self._other)
        return None if other is None else (other, letter(seen) if self._lettered else "", seen.time)

    def _query(self, seen: Seen, span: Span) -> tuple[_Node, _Query] | None:
        group, unlike = _values(seen, self._same), _values(seen, self._other)
        if group is None or unlike is None or group not in self._trees:
            return None
        return self._trees[group], _Query(*span, unlike)


def _values(seen: Seen, links: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what an event says of some links; None where it does not say all."""
    found = tuple(seen.links[link] for link in links if link in seen.links)
    return found if len(found) == len(links) else None


def _split(node: _Node | None, key: _Key) -> tuple[_Node | None, _Node | None]:
    """Return what comes before a key, and what comes after it."""
    if node is None:
        return None, None
    if node.key < key:
        node.right, after = _split(node.right, key)
        node.sum_up()
        return node, after
    before, node.left = _split(node.left, key)
    node.sum_up()
    return before, node


def _joined(before: _Node | None, after: _Node | None) -> _Node | None:
    """Return two trees as one; all of the first comes before all of the second."""
    if before is None or after is None:
        return after or before
    if before.seen.digest < after.seen.digest:
        before.right = _joined(before.right, after)
        before.sum_up()
        return before
    after.left = _joined(before, after.left)
    after.sum_up()
    return after


def _without(node: _Node | None, key: _Key) -> _Node | None:
    if node is None:
        return None
    if node.key == key:
        return _joined(node.left, node.right)
    if key < node.key:
        node.left = _without(node.left, key)
    else:
        node.right = _without(node.right, key)
    node.sum_up()
    return node


def _in_order(root: _Node | None, query: _Query, beyond: _Key | None) -> Iterator[_Node]:
    """Yield what is asked for in the order of keys, from beyond a key on."""
    waiting: list[_Node] = []
    node: _Node | None = root
    while True:
        while node is not None:
            if not query.may_be_in(node):
                node = None
            elif beyond is not None and node.key <= beyond:
                node = node.right
            else:
                waiting.append(node)
                node = node.left
        if not waiting:
            return
        node = waiting.pop()
        if query.fits(node):
            yield node
        node = node.right


def _by_time(root: _Node, query: _Query, *, newest: bool) -> Iterator[Seen]:
    """Yield what is asked for, always opening the branch that reaches farthest first."""
    heap: list[tuple[Time, int, _Node, bool]] = []
    order = count()

    def put(node: _Node | None, *, alone: bool = False) -> None:
        if node is None or not (query.fits(node) if alone else query.may_be_in(node)):
            return
        day, index = node.seen.time if alone else node.newest if newest else node.oldest
        heappush(heap, ((-day, -index) if newest else (day, index), next(order), node, alone))

    put(root)
    while heap:
        *_, node, alone = heappop(heap)
        if alone:
            yield node.seen
        else:
            put(node, alone=True)
            put(node.left)
            put(node.right)
