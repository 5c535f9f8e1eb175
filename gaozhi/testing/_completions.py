"""All ways in which the open facts of a case can turn out, as far as its rules can tell them apart.

Nothing here uses what the engine uses: every completion is written down, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from math import prod
from typing import Any, Final

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import (
    NEVER,
    Among,
    Empty,
    Fact,
    FactType,
    FactValue,
    Overlaps,
    facts_read,
    parts_of,
)
from gaozhi.testing._boundaries import boundaries, conditions_of
from gaozhi.testing._situations import Setting, Situation
from gaozhi.testing._values import read

_MOST: Final = 20_000
_ROOM: Final = 3
"""As many values as two open facts that are compared with each other, and one of them changing,
need between two points."""


def completions_of(
    county: Jurisdiction, situation: Situation
) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the open facts that the decision reads, and every completion of what is known.

    A completion has the same facts known, and those open facts; facts that no rule of the decision
    reads stay open.

    Raises:
        ValueError: there are too many; draw the case with ``most_open``.

    """
    setting = Setting(county, situation.item)
    known = read(county.vocabulary, situation.known)
    relevant = facts_read(*conditions_of(county, situation.decision))
    fixed = {**setting.settled, **known}
    open_ = [name for name in county.vocabulary.facts if name in relevant and name not in fixed]
    telling = _Telling(county, situation.decision, fixed, setting)
    domains = [telling.values(county.vocabulary.facts[name]) for name in open_]
    if prod(map(len, domains)) > _MOST:
        raise ValueError(
            f"{len(open_)} 个未知的事实，组合起来超过 {_MOST} 种；用 cases(…, most_open=2) 产生案件"
        )
    found = []
    for values in product(*domains):
        drawn = dict(zip(open_, values, strict=True))
        if setting.consistent({**known, **drawn}):
            found.append({**situation.known, **setting.given(drawn)})
    return open_, found


class _Telling:
    """Values of the open facts, one at least of every sort that the conditions tell apart."""

    def __init__(
        self,
        county: Jurisdiction,
        decision: str,
        fixed: Mapping[str, FactValue],
        setting: Setting,
    ) -> None:
        self._bounds = setting.bounds
        self._points: dict[str, set[Any]] = {}
        self._groups: dict[str, list[frozenset[str]]] = {}
        self._mentioned: dict[str, set[str]] = {}
        for condition in conditions_of(county, decision):
            for part in parts_of(condition):
                match part:
                    case Overlaps(fact, values):
                        self._groups.setdefault(fact, []).append(values)
                    case Among(fact, values):
                        self._mentioned.setdefault(fact, set()).update(values)
                    case Empty(fact):
                        self._groups.setdefault(fact, [])
                    case _:
                        pass
        # What one open fact is compared with, the others that it is compared with may be near to.
        everything: set[Any] = set()
        for boundary in boundaries(county, decision):
            point = boundary.point(fixed)
            if point is not None:
                everything.add(point)
            self._points.setdefault(boundary.fact, everything)

    def values(self, fact: Fact) -> list[FactValue]:
        """Return the values of one fact."""
        match fact.kind:
            case FactType.BOOL:
                return [False, True]
            case FactType.ONE_OF:
                return list(fact.values)
            case FactType.TEXT:
                mentioned = self._mentioned.get(fact.name, set())
                return [*sorted(mentioned), "".join(sorted(mentioned)) + "另"]
            case FactType.SET_OF:
                return list(_sets(fact, self._groups.get(fact.name, [])))
            case FactType.DATE:
                return self._days(fact)
            case FactType.NUMBER:
                marks = [p for p in self._points.get(fact.name, ()) if isinstance(p, Decimal)]
                return list(_numbers(sorted(marks)))

    def _days(self, fact: Fact) -> list[FactValue]:
        marks = {p for p in self._points.get(fact.name, ()) if isinstance(p, date)}
        since, until = self._bounds.get(fact.name, (None, None))
        marks |= {day for day in (since, until) if day is not None}
        near = {
            mark + timedelta(days=step)
            for mark in marks or {date(2021, 1, 1)}
            for step in range(-_ROOM, _ROOM + 1)
        }
        days: list[FactValue] = [
            day
            for day in sorted(near)
            if (since is None or since <= day) and (until is None or day <= until)
        ]
        return [*days, NEVER] if fact.never is not None else days


def _sets(fact: Fact, groups: list[frozenset[str]]) -> Iterable[frozenset[str]]:
    """Return a set for every way to meet the groups of values that the conditions ask about."""
    alike: dict[tuple[bool, ...], str] = {}
    for value in fact.values:
        alike.setdefault(tuple(value in group for group in groups), value)
    sizes = range(len(alike) + 1)
    every = chain.from_iterable(combinations(alike.values(), size) for size in sizes)
    return map(frozenset, every)


def _numbers(marks: list[Decimal]) -> Iterator[FactValue]:
    """Yield the marks, and as many numbers as are needed before, between and after them."""
    if not marks:
        marks = [Decimal(0)]
    yield from (marks[0] - step for step in range(1, _ROOM + 1))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        yield mark
        gap = Decimal(_ROOM + 1) if following is None else following - mark
        yield from (mark + gap * step / (_ROOM + 1) for step in range(1, _ROOM + 1))
