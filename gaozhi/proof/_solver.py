"""The questions of `_tables` put to z3: for rules that are too large for decision diagrams.

Nothing of the diagrams is used. A fact is a variable of z3, a set one for each of its elements, a
day the number of the day; rules, outcomes and what facts imply are formulas over them. So z3 is
also what the diagrams are held against in the tests. See L. de Moura, N. Bjørner, Z3: An Efficient
SMT Solver (2008).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any, Final, NamedTuple

from gaozhi.logic import Bounds, come_out
from gaozhi.model import (
    NEVER,
    All,
    Always,
    Among,
    AnyOf,
    Atom,
    Combine,
    Condition,
    Empty,
    Fact,
    FactRef,
    FactType,
    FactValue,
    Holds,
    Implication,
    Not,
    Order,
    Overlaps,
    Point,
    Relation,
    Vocabulary,
    parts_upwards,
)
from gaozhi.proof._tables import Pair, Table

__all__ = ["Found", "Solver", "Unproved", "installed"]

_MOST_WORK: Final = 200_000_000
"""What z3 may spend on one question, in its own units: some ten to thirty seconds. A limit in
seconds would make the answer depend on the machine."""
_NEVER: Final = date.max.toordinal() + 1
_OTHER: Final = "其他"
_RELATIONS: Final[Mapping[Relation, Callable[[Any, Any], Any]]] = {
    Relation.BEFORE: lt,
    Relation.UP_TO: le,
    Relation.EQUAL: eq,
    Relation.FROM: ge,
    Relation.AFTER: gt,
}


class Unproved(Exception):  # noqa: N818 - it says what it is
    """The question was not answered with the work allowed. That proves nothing."""


class Found(NamedTuple):
    """A case of which the two sides say otherwise.

    Attributes:
        pair: what comes out.
        facts: so many that it comes out so on both sides, whatever the others are.
        whole: every fact that is compared.

    """

    pair: Pair
    facts: dict[str, FactValue]
    whole: dict[str, FactValue]


class _Side(NamedTuple):
    """One side as formulas: that a rule holds, by its name, and that a value comes out."""

    rules: dict[str, Any]
    values: dict[str, Any]


def installed() -> bool:
    """Whether z3 is there: the extra ``proof``."""
    try:
        import z3  # noqa: F401
    except ImportError:
        return False
    return True


class Solver:
    """A decision of two sides, as formulas.

    Args:
        here: the rules of this side.
        there: the rules of the other side.
        vocabulary: the facts of both.
        bounds: the first and last day on which both answer.
        work: what may be spent on one question, in z3's own units; None for the default.

    """

    def __init__(
        self,
        here: Table,
        there: Table,
        vocabulary: Vocabulary,
        bounds: Bounds,
        work: int | None = None,
    ) -> None:
        import z3

        self._z3 = z3
        self._context = z3.Context()
        self._facts = _Facts(z3, self._context, vocabulary, bounds)
        self._combine = here.spec.combine
        self._here, self._there = self._side(here), self._side(there)
        self._values = tuple(dict.fromkeys((*here.spec.values, *there.spec.values)))
        self._kept = [
            self._all(self._implied(one) for one in side.implications) for side in (here, there)
        ]
        self._asked = z3.SimpleSolver(ctx=self._context)
        self._asked.set("rlimit", _MOST_WORK if work is None else work)
        self._asked.add(*self._facts.domains())

    def _side(self, table: Table) -> _Side:
        holds, values = come_out(table.spec, table.rules)
        of = self._facts.formula
        names = [rule.name for rule, _ in table.rules]
        return _Side(
            {name: of(one) for name, one in zip(names, holds, strict=True)},
            {value: of(one) for value, one in values.items()},
        )

    def _all(self, formulas: Iterable[Any]) -> Any:
        return self._z3.And([self._z3.BoolVal(True, self._context), *formulas])

    def _implied(self, one: Implication) -> Any:
        then: Condition
        if isinstance(one.value, str):
            then = Among(one.then, frozenset({one.value}))
        else:
            then = Holds(one.then) if one.value else Not(Holds(one.then))
        of = self._facts.formula
        return self._z3.Implies(of(Holds(one.given)), of(then))

    def pairs(self) -> Iterator[Pair]:
        """Yield every two answers that differ and can be given about one case.

        Raises:
            Unproved: z3 has not come to an end.

        """
        return (pair for pair in self._thinkable() if self._case(pair) is not None)

    def found(self) -> Iterator[Found]:
        """Yield a case of every kind of which the two sides say otherwise.

        Raises:
            Unproved: z3 has not come to an end.

        """
        for pair in self._thinkable():
            without: list[Any] = []
            while (whole := self._case(pair, without)) is not None:
                yield Found(pair, self._fewer(whole, pair), whole)
                without.append(self._z3.Not(self._all(self._holding(whole, pair))))

    def _thinkable(self) -> Iterator[Pair]:
        """Yield every two answers that differ."""
        for value in self._values:
            if self._combine is Combine.ALL:
                yield Pair(value, None)
                yield Pair(None, value)
                continue
            for other in self._values:
                if other != value:
                    yield Pair(value, other)

    def _case(self, pair: Pair, without: Sequence[Any] = ()) -> dict[str, FactValue] | None:
        """Return a case with two answers; None where there is none."""
        model = self._model([*self._says(pair), *self._kept, *without])
        return None if model is None else self._facts.values(model)

    def _says(self, pair: Pair) -> tuple[Any, Any]:
        """Return the formulas that both sides answer so."""
        return (
            self._gives(self._here, pair.here, pair.there),
            self._gives(self._there, pair.there, pair.here),
        )

    def _gives(self, side: _Side, value: str | None, other: str | None) -> Any:
        """Return the formula that a side gives a value, or, for None, that it lacks the other."""
        never = self._z3.BoolVal(False, self._context)
        if value is not None:
            return side.values.get(value, never)
        return self._z3.Not(side.values.get(other or "", never))

    def _model(self, formulas: Sequence[Any]) -> Any:
        self._asked.push()
        self._asked.add(*formulas)
        answer = self._asked.check()
        model = self._asked.model() if answer == self._z3.sat else None
        self._asked.pop()
        if answer == self._z3.unknown:
            raise Unproved
        return model

    def _fewer(self, whole: Mapping[str, FactValue], pair: Pair) -> dict[str, FactValue]:
        """Return as many facts of a case as both answers rest on, those asked first kept."""
        facts = dict(whole)
        denied = [
            [kept, self._z3.Not(says)]
            for kept, says in zip(self._kept, self._says(pair), strict=True)
        ]
        for name in reversed(self._facts.in_order(whole)):
            rest = {other: value for other, value in facts.items() if other != name}
            stated = [self._facts.stated(*one) for one in rest.items()]
            try:
                settled = all(self._model([*stated, *other]) is None for other in denied)
            except Unproved:
                # The fact is stated, then, whether it matters or not.
                settled = False
            if settled:
                facts = rest
        return facts

    def _holding(self, whole: Mapping[str, FactValue], pair: Pair) -> Iterator[Any]:
        """Yield that both sides answer so, and every rule that holds in a case."""
        yield from self._says(pair)
        stated = [self._facts.stated(*one) for one in whole.items()]
        for side in (self._here, self._there):
            for rule in side.rules.values():
                if self._model([*stated, rule]) is not None:
                    yield rule


class _Facts:
    """The facts as variables of z3, made when a condition first reads them."""

    def __init__(self, z3: Any, context: Any, vocabulary: Vocabulary, bounds: Bounds) -> None:
        self._z3, self._context = z3, context
        self._known, self._bounds = vocabulary.facts, bounds
        self._order = {name: place for place, name in enumerate(vocabulary.facts)}
        self._variables: dict[str, Any] = {}
        self._texts: dict[str, list[str]] = {}
        self._made: dict[int, tuple[Condition, Any]] = {}

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Return facts in the order of the vocabulary, in which they are asked."""
        return sorted(names, key=self._order.__getitem__)

    def formula(self, condition: Condition) -> Any:
        """Return a condition as a formula; shared parts are made once."""
        z3 = self._z3
        for part in parts_upwards(condition, self._made):
            match part:
                case Always(value):
                    found = z3.BoolVal(value, self._context)
                case Not(inner):
                    found = z3.Not(self._made[id(inner)][1])
                case All(parts):
                    found = z3.And([self._made[id(one)][1] for one in parts])
                case AnyOf(parts):
                    found = z3.Or([self._made[id(one)][1] for one in parts])
                case _:
                    found = self._atom(part)
            self._made[id(part)] = part, found
        return self._made[id(condition)][1]

    def _atom(self, atom: Atom) -> Any:
        z3, variable = self._z3, self._variable(atom.fact)
        nothing = z3.BoolVal(False, self._context)
        match atom:
            case Holds():
                return variable
            case Among(values=values):
                return z3.Or([nothing, *(variable == self._place(atom.fact, v) for v in values)])
            case Overlaps(values=values):
                return z3.Or([nothing, *(one for v, one in variable.items() if v in values)])
            case Empty():
                return z3.Not(z3.Or([nothing, *variable.values()]))
            case Order(relation=relation, operand=operand):
                other = (
                    self._variable(operand.fact)
                    if isinstance(operand, FactRef)
                    else self._point(operand)
                )
                return _RELATIONS[relation](variable, other)

    def _point(self, point: Point) -> Any:
        if isinstance(point, Decimal):
            return self._z3.RealVal(str(point), self._context)
        number = point.toordinal() if isinstance(point, date) else _NEVER
        return self._z3.IntVal(number, self._context)

    def _variable(self, name: str) -> Any:
        """Return the variable of a fact; of a set, one for each of its elements."""
        if name not in self._variables:
            z3, context, fact = self._z3, self._context, self._known[name]
            match fact.kind:
                case FactType.BOOL:
                    found = z3.Bool(name, context)
                case FactType.SET_OF:
                    found = {value: z3.Bool(f"{name}={value}", context) for value in fact.values}
                case FactType.NUMBER:
                    found = z3.Real(name, context)
                case _:
                    found = z3.Int(name, context)
            self._variables[name] = found
        return self._variables[name]

    def _place(self, name: str, value: str) -> int:
        """Return the number of a value of a one_of or text fact; -1 where it cannot be had."""
        fact = self._known[name]
        if fact.kind is FactType.ONE_OF:
            return fact.values.index(value) if value in fact.values else -1
        texts = self._texts.setdefault(name, [_OTHER])
        if value not in texts:
            texts.append(value)
        return texts.index(value)

    def domains(self) -> Iterator[Any]:
        """Yield what values the facts can have."""
        for name, variable in self._variables.items():
            fact = self._known[name]
            if fact.kind in (FactType.ONE_OF, FactType.TEXT):
                count = len(fact.values or self._texts.get(name, (_OTHER,)))
                yield variable >= 0
                yield variable < count
            elif fact.kind is FactType.DATE:
                yield self._days(fact, variable)

    def _days(self, fact: Fact, variable: Any) -> Any:
        first, last = self._bounds.get(fact.name, (None, None))
        begin, end = (first or date.min).toordinal(), (last or date.max).toordinal()
        inside = self._z3.And(variable >= begin, variable <= end)
        if fact.never is None or last is not None:
            return inside
        return self._z3.Or(inside, variable == _NEVER)

    def stated(self, name: str, value: FactValue) -> Any:
        """Return the formula that a fact has a value."""
        z3, variable = self._z3, self._variable(name)
        if isinstance(value, bool):
            return variable if value else z3.Not(variable)
        if isinstance(value, frozenset):
            return z3.And([one if v in value else z3.Not(one) for v, one in variable.items()])
        if isinstance(value, str):
            return variable == self._place(name, value)
        return variable == self._point(value)

    def values(self, model: Any) -> dict[str, FactValue]:
        """Return the facts of a model."""
        return {name: self._value(name, model) for name in self.in_order(self._variables)}

    def _value(self, name: str, model: Any) -> FactValue:
        variable, fact = self._variables[name], self._known[name]
        if isinstance(variable, dict):
            true = [v for v, one in variable.items() if self._is_true(model, one)]
            return frozenset(true)
        if fact.kind is FactType.BOOL:
            return self._is_true(model, variable)
        found = model.eval(variable, model_completion=True)
        if fact.kind is FactType.NUMBER:
            return Decimal(found.numerator_as_long()) / Decimal(found.denominator_as_long())
        number = int(found.as_long())
        if fact.kind is FactType.DATE:
            return NEVER if number == _NEVER else date.fromordinal(number)
        texts = fact.values or tuple(self._texts.get(name, (_OTHER,)))
        return texts[number]

    def _is_true(self, model: Any, variable: Any) -> bool:
        return bool(self._z3.is_true(model.eval(variable, model_completion=True)))
