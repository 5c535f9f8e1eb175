"""Where answers can tip: the dates and numbers that the conditions of a county compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import NEVER, Condition, FactRef, FactValue, Order, parts_of


@dataclass(frozen=True, slots=True)
class Boundary:
    """A comparison that some condition makes.

    Attributes:
        fact: a date or number fact.
        against: the day, the number, or the name of the other fact that it is compared with.

    """

    fact: str
    against: date | Decimal | str

    def point(self, values: Mapping[str, FactValue]) -> date | Decimal | None:
        """Return the day or number itself; None where the other fact has none."""
        found = values.get(self.against) if isinstance(self.against, str) else self.against
        return found if isinstance(found, date | Decimal) else None


def boundaries(county: Jurisdiction, decision: str | None = None) -> tuple[Boundary, ...]:
    """Return every comparison of a date or a number that the rules of a county make.

    The days on which documents and rules come into force and lapse are among them.

    Args:
        county: the jurisdiction.
        decision: a decision's name; None for all of them.

    """
    found: dict[Boundary, None] = {}
    for condition in conditions_of(county, decision):
        for part in parts_of(condition):
            if not isinstance(part, Order):
                continue
            if isinstance(part.operand, FactRef):
                found[Boundary(part.fact, part.operand.fact)] = None
                found[Boundary(part.operand.fact, part.fact)] = None
            elif part.operand is not NEVER and isinstance(part.operand, date | Decimal):
                found[Boundary(part.fact, part.operand)] = None
    return tuple(found)


def conditions_of(county: Jurisdiction, decision: str | None = None) -> Iterable[Condition]:
    """Yield the conditions of the rules of one decision, or of all."""
    for name, table in county.program.decisions.items():
        if decision is None or decision == name:
            for rule in table.rules:
                yield rule.own


def around(point: date | Decimal) -> tuple[date, ...] | tuple[Decimal, ...]:
    """Return the point with what stands right before and after it.

    For a number that is one unit of its last place: 17, 18, 19, or 0.4, 0.5, 0.6.
    """
    if isinstance(point, Decimal):
        exponent = point.as_tuple().exponent
        unit = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
        return (point - unit, point, point + unit)
    first = date.min if point == date.min else point - timedelta(days=1)
    last = date.max if point == date.max else point + timedelta(days=1)
    return (first, point, last)
