"""Pairs of small rule sets, drawn at random, and what brute force says of them.

Nothing of the diagrams is used here: every case of a small world is put to both rule sets, rule by rule.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from random import Random
from typing import Any

from gaozhi.logic import truth
from gaozhi.model import (
    NEVER,
    All,
    Always,
    Among,
    AnyOf,
    Combine,
    DecisionSpec,
    Empty,
    FactRef,
    Holds,
    Implication,
    Not,
    Order,
    Overlaps,
    Relation,
    Rule,
)
from gaozhi.proof._solver import Solver
from gaozhi.proof._tables import Table, Tables
from gaozhi.testing._small import vocabulary

WORDS = vocabulary()
VALUES = ("上", "中", "下")
FIRST = date(2021, 3, 1)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(7))
SETS = tuple(frozenset(one) for n in range(4) for one in combinations(("金", "木", "水"), n))
WORLD: dict[str, tuple[Any, ...]] = {
    "甲.一": (False, True),
    "甲.二": (False, True),
    "甲.三": (False, True),
    "甲.四": (False, True),
    "乙.类": ("子", "丑", "寅"),
    "丙.集": SETS,
    "丁.日": (*DAYS, NEVER),
    "戊.日": DAYS,
    "己.数": tuple(Decimal(n) / 2 for n in range(7)),
}
"""Values of every fact, enough of them to tell apart all conditions that are drawn."""


def _atom(draw, facts):
    fact = draw.choice(facts)
    if fact.startswith("甲"):
        return Holds(fact)
    if fact == "乙.类":
        return Among(fact, frozenset(draw.sample(("子", "丑", "寅"), draw.randint(1, 2))))
    if fact == "丙.集":
        return draw.choice(
            (
                Empty(fact),
                Overlaps(fact, frozenset(draw.sample(("金", "木", "水"), draw.randint(1, 2)))),
            )
        )
    relation = draw.choice(tuple(Relation))
    if fact == "己.数":
        return Order(fact, relation, Decimal(draw.choice((1, 2))))
    if {"丁.日", "戊.日"} <= {*facts} and draw.random() < 0.5:
        return Order("丁.日", relation, FactRef("戊.日"))
    return Order(fact, relation, DAYS[3])


def _condition(draw, facts, depth):
    if depth == 0 or draw.random() < 0.4:
        atom = _atom(draw, facts)
        return Not(atom) if draw.random() < 0.3 else atom
    parts = tuple(_condition(draw, facts, depth - 1) for _ in range(draw.randint(2, 3)))
    return draw.choice((All, AnyOf))(parts)


def _rules(draw, combine, facts):
    found = []
    for n in range(draw.randint(1, 4)):
        effects = draw.sample(VALUES, draw.randint(1, 2) if combine is Combine.ALL else 1)
        own = _condition(draw, facts, 2)
        found.append((Rule(f"规则{n}", "", tuple(effects), own, own, (), 0), own))
    if combine is not Combine.ALL:
        always = Always(True)
        effects = (draw.choice(VALUES),)
        otherwise = Rule("其余", "", effects, always, always, (), 0, otherwise=True)
        found.append((otherwise, always))
    return tuple(found)


@dataclass
class Pair:
    """Two rule sets of one decision, over a few facts."""

    here: Table
    there: Table
    facts: tuple[str, ...]

    @classmethod
    def drawn(cls, seed):
        """Return a pair; the other side is this one with a rule changed, or another altogether."""
        draw = Random(seed)
        combine = draw.choice(tuple(Combine))
        facts = draw.sample(tuple(WORLD), draw.randint(1, 4))
        spec = DecisionSpec("判断", "decision", combine, VALUES)
        rules = _rules(draw, combine, facts)
        others = list(rules)
        if draw.random() < 0.5:
            own = _condition(draw, facts, 2)
            at = draw.randrange(len(rules) - (combine is not Combine.ALL))
            others[at] = (others[at][0], own)
        else:
            others = list(_rules(draw, combine, facts))
        kept = [tuple(one for one in WORDS.implications if draw.random() < 0.7) for _ in range(2)]
        return cls(Table(spec, rules, kept[0]), Table(spec, tuple(others), kept[1]), tuple(facts))

    @cached_property
    def tables(self):
        return Tables(self.here, self.there, self.words, {})

    @cached_property
    def solver(self):
        return Solver(self.here, self.there, self.words, {})

    @property
    def words(self):
        both = tuple(dict.fromkeys((*self.here.implications, *self.there.implications)))
        return replace(WORDS, implications=both)

    @cached_property
    def world(self):
        """The facts that matter: those of the conditions, and what implications tie them to."""
        names = list(self.facts)
        tied = [
            (one.given, one.then) for one in (*self.here.implications, *self.there.implications)
        ]
        for _ in range(2):
            names += [n for pair in tied if {*pair} & {*names} for n in pair]
        return tuple(dict.fromkeys(names))

    @cached_property
    def cases(self):
        """Every case of the world, with what each side says of it; None where it cannot have it."""
        return list(self.completed({}))

    def completed(self, stated):
        """Yield every case that has some facts, with what each side says of it."""
        for values in product(*((stated[n],) if n in stated else WORLD[n] for n in self.world)):
            facts = dict(zip(self.world, values, strict=True))
            yield facts, says(self.here, facts), says(self.there, facts)

    def answers(self):
        """Return every two different answers that one case has, as `Tables.pairs` tells them."""
        found = set()
        for _, here, there in self.cases:
            if here is None or there is None:
                continue
            if self.here.spec.combine is Combine.ALL:
                found |= {(value, None) for value in here - there}
                found |= {(None, value) for value in there - here}
            elif here != there:
                found.add((here, there))
        return found

    def settles(self, facts, here, there):
        """Whether both sides come to two answers, whatever else is so; and some case is like that."""
        any_ = False
        inside = all(value in WORLD[name] for name, value in facts.items())
        for case, mine, others in self.cases if inside else self.completed(facts):
            if any(case[name] != value for name, value in facts.items()):
                continue
            if (mine is not None and not self._is(mine, here, there)) or (
                others is not None and not self._is(others, there, here)
            ):
                return False
            any_ = any_ or (mine is not None and others is not None)
        return any_

    def _is(self, said, wanted, other):
        if self.here.spec.combine is not Combine.ALL:
            return said == wanted
        return (wanted in said) if wanted is not None else (other not in said)

    def fewest(self, here, there):
        """Return how few facts settle two answers."""
        for count in range(len(self.world) + 1):
            for names in combinations(self.world, count):
                for values in product(*(WORLD[name] for name in names)):
                    if self.settles(dict(zip(names, values, strict=True)), here, there):
                        return count
        return None


def says(table, facts):
    """Return what comes out of a case on one side; None where the side cannot have it."""
    if not all(kept(one, facts) for one in table.implications):
        return None
    holding = [
        rule for rule, own in table.rules if truth(own, facts) is True and not rule.otherwise
    ]
    values = [value for rule in holding for value in rule.effects]
    if table.spec.combine is Combine.ALL:
        return frozenset(values)
    if not values:
        return table.rules[-1][0].effects[0]
    return values[0] if table.spec.combine is Combine.FIRST else min(values, key=VALUES.index)


def kept(one: Implication, facts):
    """Whether a case keeps an implication, as far as it is about it."""
    given, then = facts.get(one.given), facts.get(one.then)
    return not given or then is None or then == one.value
