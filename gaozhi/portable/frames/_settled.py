"""Which rows are settled by the truth of the rules alone, though some rules are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy
from numpy.typing import NDArray

from gaozhi.engine.separate import Separate
from gaozhi.logic import Waiting, outcome
from gaozhi.model import (
    NEVER,
    Combine,
    DecisionTable,
    FactRef,
    FactType,
    Order,
    Relation,
    Vocabulary,
)
from gaozhi.portable.frames._classes import FOREVER, Classes
from gaozhi.portable.frames._known import NOWHERE, OPEN, TRUE, Known, Truths
from gaozhi.portable.frames._patterns import Patterns

__all__ = ["turn_on_more"]

Rows = NDArray[numpy.bool_]


def turn_on_more(
    settled: Patterns,
    truths: Sequence[Truths],
    known: Known,
    classes: Classes,
    table: DecisionTable,
    *,
    asked: bool,
) -> Rows:
    """Return the rows whose answer turns on more than the truth of each rule.

    Where a rule is open it can be both, or else what is open of it must be looked at. It can where
    each of its open facts settles one comparison alone, as in the engine (`Separate`). What comes
    out is then certain where a rule certainly gives it, and otherwise where this is so of all open
    rules together. What is asked depends on all that is open.

    Args:
        settled: the rows by the truth of each rule.
        truths: the truth of each rule in every row.
        known: what is known in every row.
        classes: the rules.
        table: the decision.
        asked: whether the questions of an answer are wanted, too.

    """
    enough = _Enough(classes, table, known.vocabulary, asked=asked)
    rows = [truth[settled.first].tolist() for truth in truths]
    first = zip(*rows, strict=True) if rows else [()] * len(settled.first)
    turns: Rows = numpy.array([not enough(one) for one in first], bool)[settled.of_row]
    open_: Rows = numpy.zeros(len(turns), bool)
    for rule, truth in zip(classes.rules, truths, strict=True):
        here = truth == OPEN
        open_ |= here
        for order in Separate([rule.own], known.vocabulary).orders:
            turns |= here & ~_free(order, known)
    undated = [case is None or case.day is None for case in known.cases]
    turns |= numpy.array([*undated, True])[known.case_of]
    return open_ & turns


class _Enough:
    """Whether the truth of each rule says enough, as far as no row's own days count."""

    def __init__(
        self, classes: Classes, table: DecisionTable, vocabulary: Vocabulary, *, asked: bool
    ) -> None:
        self._rules = classes.rules
        self._spec = table.answers
        self._asked = asked
        self._waiting = Waiting.among(table.spec.combine, self._rules)
        self._vocabulary = vocabulary
        self._exact = cache(self._is_exact)

    def __call__(self, truths: tuple[int, ...]) -> bool:
        """Return whether it does, of rules with this truth."""
        open_ = [place for place, true in enumerate(truths) if true == OPEN]
        if not open_:
            return True
        if not all(self._exact((place,)) for place in open_):
            return False
        holds = self._waiting.truths([None if t == OPEN else t == TRUE for t in truths])
        found = outcome(self._spec, self._rules, holds)
        if self._spec.combine is Combine.ALL:
            certain = not found.pending
        else:
            given = {
                effect
                for rule, true in zip(self._rules, holds, strict=True)
                if true
                for effect in rule.effects
            }
            certain = len(found.possible) == 1 and found.possible[0] in given
        if certain:
            return True
        together = tuple(place for place in open_ if self._rules[place].effects)
        return self._exact(together) and not (self._asked and len(found.possible) != 1)

    def _is_exact(self, places: tuple[int, ...]) -> bool:
        conditions = [self._rules[place].own for place in places]
        return Separate(conditions, self._vocabulary).may_be_exact


def _free(order: Order, known: Known) -> Rows:
    """Return where a comparison in order is settled, or can come out both ways."""
    one = known.number(order.fact)
    settled: Rows = numpy.not_equal(one, NOWHERE)
    dates = known.vocabulary.facts[order.fact].kind is FactType.DATE
    if isinstance(order.operand, FactRef):
        other = known.number(order.operand.fact)
        point = numpy.where(one == NOWHERE, other, one)
        half = settled != (other != NOWHERE)
        settled &= other != NOWHERE
        if order.relation is Relation.EQUAL:
            return settled
        ends = (date.min.toordinal(), date.max.toordinal(), FOREVER)
        free: Rows = half & ~numpy.isin(point, ends) if dates else half
        return settled | free
    special = order.relation is Relation.EQUAL or order.operand in (NEVER, date.min, date.max)
    return settled if special else numpy.ones(len(one), bool)
