"""Variable ordering: an order in which variables that are read together are neighbours.

A diagram grows with the state between one level and the next, which is small where the variables of
every small condition are neighbours. To find the best order is NP-hard. This heuristic uses the
conditions alone, before any diagram is built: the variables of the smallest conditions are put side
by side first, and then every variable is moved towards the centre of its conditions, as long as
that helps. See F. A. Aloul, I. L. Markov, K. A. Sakallah, FORCE: A Fast and Easy-To-Implement
Variable-Ordering Heuristic (2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["drawn_together"]

_MOST_ROUNDS: Final = 20

Group = tuple[int, ...]


def drawn_together(count: int, groups: Iterable[Sequence[int]]) -> list[int]:
    """Return the variables 0 to `count` - 1 in an order that keeps groups of them together.

    Args:
        count: the number of variables, numbered in the order in which they are read.
        groups: variables that are read together; smaller groups weigh more.

    """
    edges = sorted({tuple(sorted(set(g))) for g in groups if len(set(g)) > 1}, key=_size)
    best = list(range(count))
    least = _length(best, edges)
    order = _side_by_side(count, edges)
    for _ in range(_MOST_ROUNDS):
        length = _length(order, edges)
        if length < least:
            best, least = order, length
        moved = _moved(order, edges)
        if moved == order:
            break
        order = moved
    return best


def _size(edge: Group) -> tuple[int, Group]:
    return len(edge), edge


def _side_by_side(count: int, edges: Sequence[Group]) -> list[int]:
    """Return an order made by joining the variables of each group, smallest groups first."""
    clusters = [[variable] for variable in range(count)]
    for edge in edges:
        parts = {id(clusters[v]): clusters[v] for v in edge}
        if len(parts) == 1:
            continue
        first, *others = sorted(parts.values(), key=min)
        # The others are merged into the largest, so that no variable is moved often.
        largest = max(parts.values(), key=len)
        joined = [v for part in (first, *others) for v in part]
        largest[:] = joined
        for variable in joined:
            clusters[variable] = largest
    seen: dict[int, list[int]] = {}
    for cluster in clusters:
        seen.setdefault(id(cluster), cluster)
    return [variable for cluster in seen.values() for variable in cluster]


def _length(order: Sequence[int], edges: Sequence[Group]) -> float:
    """Return the sum of the spans of the groups in an order, small groups weighing more."""
    place = _places(order)
    total = 0.0
    for edge in edges:
        stands = [place[v] for v in edge]
        total += (max(stands) - min(stands)) / (len(edge) - 1)
    return total


def _moved(order: Sequence[int], edges: Sequence[Group]) -> list[int]:
    """Return the order after every variable has moved to the centre of its groups."""
    place = _places(order)
    pulled = [0.0] * len(order)
    weights = [0.0] * len(order)
    for edge in edges:
        weight = 1 / (len(edge) - 1)
        middle = weight * sum(place[v] for v in edge) / len(edge)
        for variable in edge:
            pulled[variable] += middle
            weights[variable] += weight
    goal = [
        p / w if w else float(place[v])
        for v, (p, w) in enumerate(zip(pulled, weights, strict=True))
    ]
    return sorted(order, key=lambda v: (goal[v], place[v]))


def _places(order: Sequence[int]) -> list[int]:
    place = [0] * len(order)
    for at, variable in enumerate(order):
        place[variable] = at
    return place
