"""The proof: whether two sides say the same of every case, and if not, of which cases otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from gaozhi.engine import Decision
from gaozhi.engine.frozen import FrozenDict
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import Bounds, Node, TooLarge, bounds_of
from gaozhi.model import (
    NO_RULE,
    Atom,
    Combine,
    FactValue,
    Vocabulary,
    facts_of_atom,
    facts_read,
    parts_of,
)
from gaozhi.proof._meant import Recorded
from gaozhi.proof._result import Answer, DecisionProof, Direction, Kind, Proof, Settled, Side
from gaozhi.proof._sentence import told
from gaozhi.proof._solver import Solver, Unproved, installed
from gaozhi.proof._tables import Pair, Table, Tables, same, table_of
from gaozhi.proof._words import Shared, WordDifferenceKind, shared

__all__ = ["compare"]

_TOLD: Final = 3
"""How many facts are named as what makes rules too large."""
_MOST_KINDS: Final = 200
"""How many kinds of cases are listed of one pair of answers."""


def compare(
    here: Jurisdiction,
    there: Jurisdiction,
    decision: str | None = None,
    labels: tuple[str, str] | None = None,
) -> Proof:
    """Return the proof that two jurisdictions say the same of every case, or how they differ.

    Args:
        here: the jurisdiction that is asked about.
        there: the one that it is compared with.
        decision: the name of a decision of `here`; None for all that both have.
        labels: what the two sides are called; None for their names.

    """
    words = shared(here.vocabulary, there.vocabulary)
    bounds = bounds_of(here.program, there.program)
    recorded = Recorded(here, there)
    found: list[DecisionProof] = []
    unread: dict[str, str] = {}
    combined = [one.name for one in words.differences if one.kind is WordDifferenceKind.COMBINED]
    for name in [decision] if decision is not None else here.vocabulary.decisions:
        other = words.decisions.get(name)
        if other is None:
            # What only this side asks concerns nobody else: it is said among the words.
            if name in combined:
                unread[name] = "两边合并规则的方法不同"
            elif decision is not None:
                without = there if name in here.vocabulary.decisions else here
                unread[name] = f"{without.name}没有这项判断"
            continue
        comparing = _Comparing(here, there, name, other, words, bounds, recorded)
        ruled = comparing.ruled
        if comparing.apart:
            unread[name] = f"所读的事实换了类型：{'、'.join(comparing.apart)}"
        elif len(ruled) == 1:
            without = there if ruled[0] is here else here
            unread[name] = f"{without.name}的文件没有规定"
        elif ruled:
            found.append(comparing.proof())
    names = labels or (here.name, there.name)
    return Proof(
        _side(here, names[0]),
        _side(there, names[1]),
        tuple(found),
        words.differences,
        here.program.levels[0].id == there.program.levels[0].id,
        FrozenDict(unread),
        recorded.stale if decision is None else (),
    )


def _side(county: Jurisdiction, name: str) -> Side:
    return Side(name, county.id, county.document.label, county.digest)


@dataclass
class _Comparing:
    """One decision of two sides."""

    here: Jurisdiction
    there: Jurisdiction
    name: str
    other: str
    words: Shared
    bounds: Bounds
    recorded: Recorded

    def tables(self) -> tuple[Table, Table]:
        """Return the rules of both sides, in the words of this one."""
        back = {other: mine for mine, other in self.words.names.items()}
        return (
            table_of(self.here, self.name, self.words.here, {}),
            table_of(self.there, self.other, self.words.there, back),
        )

    @property
    def apart(self) -> list[str]:
        """The facts that the rules read and that cannot be compared."""
        conditions = [own for table in self.tables() for _, own in table.rules]
        return sorted(self.words.apart & facts_read(*conditions)) if self.words.apart else []

    @property
    def ruled(self) -> list[Jurisdiction]:
        """The sides that have a rule for the decision."""
        sides = ((self.here, self.name), (self.there, self.other))
        return [county for county, name in sides if county.program.decisions[name].rules]

    def proof(self) -> DecisionProof:
        """Return what is found about the decision."""
        mine, others = self.tables()
        if same(mine, others):
            return DecisionProof(self.name, Settled.PROVED)
        found: list[Kind] = []
        try:
            tables = Tables(mine, others, self.words.vocabulary, self.bounds)
            pairs = list(tables.pairs())
        except TooLarge:
            return self._solved(mine, others)
        complete = True
        for pair, node in pairs:
            try:
                for number, kind in enumerate(self._kinds(tables, pair, node)):
                    if number == _MOST_KINDS:
                        complete = False
                        break
                    found.append(kind)
            except TooLarge:
                complete = False
        found.sort(key=lambda kind: kind.size)
        settled = Settled.DIFFERS if pairs else Settled.PROVED
        large = () if complete else _large(mine, others)
        return DecisionProof(self.name, settled, tuple(found), complete, large)

    def _solved(self, mine: Table, others: Table) -> DecisionProof:
        """Return what z3 says of rules that are too large for diagrams, where it is installed."""
        large = _large(mine, others)
        if not installed():
            return DecisionProof(self.name, Settled.TOO_LARGE, complete=False, large=large)
        found: list[Kind] = []
        complete = True
        try:
            for one in Solver(mine, others, self.words.vocabulary, self.bounds).found():
                complete = len(found) < _MOST_KINDS
                if not complete:
                    break
                found.append(self._kind_of(one.facts, one.whole, one.pair))
        except Unproved:
            if not found:
                return DecisionProof(self.name, Settled.UNPROVED, complete=False, large=large)
            complete = False
        found.sort(key=lambda kind: kind.size)
        settled = Settled.DIFFERS if found else Settled.PROVED
        return DecisionProof(self.name, settled, tuple(found), complete, () if complete else large)

    def _kind_of(
        self, facts: Mapping[str, FactValue], whole: Mapping[str, FactValue], pair: Pair
    ) -> Kind:
        """Return a case of z3's as the ordinary engine answers it.

        Raises:
            Unproved: the engine does not answer so.

        """
        for stated in (facts, whole):
            here, there = self._answers(stated, pair)
            if here is not None and there is not None:
                return self._kind(stated, pair, here, there, minimal=False)
        raise Unproved

    def _kinds(self, tables: Tables, pair: Pair, node: Node) -> Iterator[Kind]:
        """Yield a case of every kind that comes out so, each as small as can be."""
        while tables.graph.can_be(node, value=True):
            try:
                facts, minimal = tables.graph.smallest(node), True
            except TooLarge:
                if tables.graph.budget.left < 0:
                    raise
                facts, minimal = tables.graph.whole(node), False
            assert facts is not None
            here, there = self._answers(facts, pair)
            if here is None or there is None:
                # Too large for the engine to be exact while facts are open: all of them are stated.
                facts, minimal = tables.graph.whole(node), False
                here, there = self._answers(facts, pair)
            assert here is not None
            assert there is not None
            yield self._kind(facts, pair, here, there, minimal=minimal)
            rests = [[(g.rule, g.certain) for g in answer.grounds] for answer in (here, there)]
            node = tables.without(node, *rests)

    def _answers(
        self, facts: Mapping[str, FactValue], pair: Pair
    ) -> tuple[Answer | None, Answer | None]:
        """Return what the ordinary engine says of a case on both sides; None for another answer."""
        value = self._value(pair)
        mine = self.here.decide(_own(facts, self.here, {}), self.name)
        others = self.there.decide(_own(facts, self.there, self.words.names), self.other)
        return (
            _answer(mine, pair.here, value, self._warnings[0]),
            _answer(others, pair.there, value, self._warnings[1]),
        )

    @cached_property
    def _warnings(self) -> tuple[frozenset[str], frozenset[str]]:
        """The rules of each side's own document with a caveat, whatever it says."""
        return _warning(self.here, self.name), _warning(self.there, self.other)

    def _value(self, pair: Pair) -> str | None:
        """Return of a decision that collects the value in question."""
        collects = self.here.program.decisions[self.name].spec.combine is Combine.ALL
        return (pair.here or pair.there) if collects else None

    def _kind(
        self,
        facts: Mapping[str, FactValue],
        pair: Pair,
        here: Answer,
        there: Answer,
        *,
        minimal: bool,
    ) -> Kind:
        case = told(facts, self.words.vocabulary)
        role = self.words.vocabulary.roles.date
        stated = {
            name: value if isinstance(value, date | Decimal) else case.facts[name]
            for name, value in facts.items()
            if name != role
        }
        mine, others = _own(facts, self.here, {}), _own(facts, self.there, self.words.names)
        return Kind(
            self.name,
            _direction(self.here.vocabulary, self.name, pair),
            self._value(pair),
            here,
            there,
            case.facts,
            case.day,
            case.sentence,
            minimal,
            self.recorded.of(here, there, mine, others),
            FrozenDict(stated),
        )


def _own(
    facts: Mapping[str, FactValue], county: Jurisdiction, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return of a case what a jurisdiction knows, under its own names."""
    known = county.vocabulary.facts
    own = {names.get(name, name): value for name, value in facts.items()}
    return {name: value for name, value in own.items() if name in known}


def _warning(county: Jurisdiction, decision: str) -> frozenset[str]:
    """Return the rules of a jurisdiction's own document with a caveat, whatever it says."""
    own = len(county.program.levels) - 1
    rules = county.program.decisions[decision].rules
    return frozenset(one.name for one in rules if one.level == own and one.caveat)


def _answer(
    decision: Decision, wanted: str | None, value: str | None, warning: frozenset[str]
) -> Answer | None:
    """Return an answer, where it is what the diagrams say; None where it is another.

    Args:
        decision: what the engine says.
        wanted: what the diagrams say, see `Pair`.
        value: of a decision that collects, the value in question.
        warning: the rules whose caveats are the jurisdiction's own.

    """
    said = decision.caveats if warning else ()
    caveats = tuple(one for one in said if one.rule in warning)
    if value is None:
        if not decision.settled or decision.outcome != wanted:
            return None
        deciding = tuple(one for one in decision.grounds if one.effect == wanted)
        return Answer(str(decision.outcome), None, deciding, caveats)
    given = value in decision.values
    if given is not (wanted is not None) or value in decision.pending:
        return None
    # Of what does not come out there is no ground, and none is worked out.
    grounds = decision.grounds if given else ()
    deciding = tuple(one for one in grounds if one.effect == value)
    return Answer("、".join(decision.values), given, deciding, caveats)


def _direction(vocabulary: Vocabulary, decision: str, pair: Pair) -> Direction:
    spec = vocabulary.decisions[decision]
    here, there = pair.here, pair.there
    ordered = spec.combine is Combine.STRONGEST and {here, there} <= {*spec.values}
    if not ordered or here is None or there is None or NO_RULE in (here, there):
        return Direction.OTHER
    if vocabulary.is_looser(decision, here, there):
        return Direction.WIDER
    if vocabulary.is_looser(decision, there, here):
        return Direction.NARROWER
    return Direction.OTHER


def _large(*tables: Table) -> tuple[str, ...]:
    """Return what makes rules too large: how much they read, and what they compare most often."""
    compared: Counter[str] = Counter()
    for table in tables:
        atoms = {part for _, own in table.rules for part in parts_of(own) if isinstance(part, Atom)}
        compared.update(name for atom in atoms for name in facts_of_atom(atom))
    rules = sum(len(table.rules) for table in tables)
    most = "、".join(f"{name}（{count} 处）" for name, count in compared.most_common(_TOLD))
    return (f"{rules} 条规则读 {len(compared)} 项事实", f"比较最多的：{most}")
