"""The table of conditions of ``program.json``: every one once, each after its parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gaozhi.model import (
    All,
    Always,
    Among,
    AnyOf,
    Atom,
    CameTo,
    Condition,
    Empty,
    FactRef,
    Holds,
    Not,
    Order,
    Overlaps,
    parts_of,
    parts_upwards,
)
from gaozhi.portable.format import ConditionJson, OrderJson

__all__ = ["ConditionTable"]


class ConditionTable:
    """Conditions as they are written down; equal ones are one row."""

    def __init__(self) -> None:
        self.rows: list[ConditionJson] = []
        self._places: dict[str, int] = {}
        self._known: dict[int, tuple[object, int]] = {}

    def place(self, condition: Condition) -> int:
        """Return the index of a condition, which is written where it is not there yet."""
        for part in parts_upwards(condition, self._known):
            row = self._row(part)
            place = self._places.setdefault(repr(row), len(self.rows))
            if place == len(self.rows):
                self.rows.append(row)
            # The condition is kept with its place, so that its id stays its own.
            self._known[id(part)] = (part, place)
        return self._known[id(condition)][1]

    def atoms(self, condition: Condition) -> list[int]:
        """Return the indexes of the comparisons that a condition is made of."""
        parts = (part for part in parts_of(condition) if isinstance(part, Atom))
        return list(dict.fromkeys(map(self.place, parts)))

    def _row(self, part: Condition) -> ConditionJson:
        read: object = part
        if isinstance(read, CameTo):
            return {"kind": "came_to", "decision": read.decision, "values": sorted(read.values)}
        match part:
            case Always(value):
                return {"kind": "always", "value": value}
            case Holds(fact):
                return {"kind": "holds", "fact": fact}
            case Among(fact, values):
                return {"kind": "among", "fact": fact, "values": sorted(values)}
            case Overlaps(fact, values):
                return {"kind": "overlaps", "fact": fact, "values": sorted(values)}
            case Empty(fact):
                return {"kind": "empty", "fact": fact}
            case Order():
                return _order(part)
            case Not(inner):
                return {"kind": "not", "parts": self._places_of([inner])}
            case All(parts):
                return {"kind": "all", "parts": self._places_of(parts)}
            case AnyOf(parts):
                return {"kind": "any", "parts": self._places_of(parts)}

    def _places_of(self, parts: Sequence[Condition]) -> list[int]:
        return [self._known[id(part)][1] for part in parts]


def _order(order: Order) -> OrderJson:
    operand = order.operand
    row: OrderJson = {
        "kind": "order",
        "fact": order.fact,
        "relation": order.relation.value,
        "operand": "day",
        "to": None,
    }
    if isinstance(operand, FactRef):
        return {**row, "operand": "other", "to": operand.fact}
    if isinstance(operand, Decimal):
        return {**row, "operand": "number", "to": f"{operand:f}"}
    return {**row, "to": operand.isoformat() if isinstance(operand, date) else None}
