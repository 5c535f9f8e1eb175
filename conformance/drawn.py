"""Cases drawn by lot beside the set: the same numbers give the same cases.

The set looks at every rule by itself. These put facts together that no rule reads together, leave
out any of them, and now and then say what cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from conformance.runner import Json
from gaozhi import Jurisdiction
from gaozhi.model import Fact, FactType, Order, facts_read, parts_of

__all__ = ["drawn"]

_WRONG = 25
"""One value in so many is of no type that fits, or none of the fact's."""


def drawn(county: Jurisdiction, count: int) -> Iterator[Json]:
    """Yield cases of a jurisdiction, each with the form of a case of the set.

    Args:
        county: the jurisdiction.
        count: how many.

    """
    # Text seeds alike in every process; nothing here is a secret.
    lot = Random(f"{county.id} 1")  # noqa: S311
    days = _days(county)
    tables = list(county.program.decisions.values())
    items = county.program.list.items if county.program.list else ()
    role = county.vocabulary.roles.date
    for number in range(count):
        table = lot.choice(tables)
        read = facts_read(*(rule.holds for rule in table.rules)) - {role}
        facts = [county.vocabulary.facts[name] for name in county.vocabulary.facts if name in read]
        density = lot.random()
        chosen = [fact for fact in facts if lot.random() < density]
        case: Json = {
            "name": f"抽取 {number}",
            "decision": table.spec.name,
            "date": None if lot.random() < 0.2 else lot.choice(days).isoformat(),
            "facts": {fact.name: _value(lot, fact, days) for fact in chosen},
        }
        if items and lot.random() < 0.3:
            case["item"] = lot.choice(items).number
        yield case


def _days(county: Jurisdiction) -> Sequence[date]:
    """Return the days that the rules name, each with its neighbours, and some between."""
    program = county.program
    marks = {level.document.since for level in program.levels if level.document.since}
    marks |= {program.list.published} if program.list else set()
    for table in program.decisions.values():
        for rule in table.rules:
            for part in parts_of(rule.holds):
                if isinstance(part, Order) and isinstance(part.operand, date):
                    marks.add(part.operand)
    marks |= {date(2021, 7, 1), date(2022, 6, 30)}
    near = {mark + timedelta(days=n) for mark in marks - {date.max, date.min} for n in (-1, 0, 1)}
    first = program.first_day
    return sorted(day for day in near if first is None or day >= first)


def _value(lot: Random, fact: Fact, days: Sequence[date]) -> object:
    if lot.randrange(_WRONG) == 0:
        return lot.choice([0, "是", ["甲"], "2021-2-3", True, None, {"甲": 1}])
    match fact.kind:
        case FactType.BOOL:
            return lot.random() < 0.5
        case FactType.ONE_OF:
            return lot.choice(fact.values)
        case FactType.SET_OF:
            return [value for value in fact.values if lot.random() < 0.3]
        case FactType.DATE:
            never = [fact.never] if fact.never else []
            return lot.choice([*never, lot.choice(days).isoformat(), lot.choice(days).isoformat()])
        case FactType.NUMBER:
            return lot.randrange(-5, 100)
        case FactType.TEXT:
            return lot.choice(["甲", "乙", "11010519491231002X", "110105194912310021", ""])
