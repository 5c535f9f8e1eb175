"""What a proof finds: for every decision, that both sides agree, or how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from gaozhi.engine import Caveat, Ground
from gaozhi.engine.frozen import FrozenDict
from gaozhi.proof._words import WordDifference

__all__ = ["Answer", "DecisionProof", "Direction", "Kind", "Meant", "Proof", "Settled", "Side"]


class Settled(StrEnum):
    """What a proof has come to.

    `PROVED`: there is no case of which the two sides say otherwise. `DIFFERS`: there is one, and it
    is shown. `TOO_LARGE`: the rules are too large to tell (规则过大), which proves nothing.
    `UNPROVED`: nor did z3 come to an end with the work it is allowed (未能证明).
    """

    PROVED = "proved"
    DIFFERS = "differs"
    TOO_LARGE = "too_large"
    UNPROVED = "unproved"


class Direction(StrEnum):
    """What a difference is to the applicant, by the order in which the vocabulary has the values.

    `WIDER`: what comes out here is weaker than on the other side: this side allows more.
    `NARROWER`: it is stronger. `OTHER`: the vocabulary has no order of the two.
    """

    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides.

    Attributes:
        name: the jurisdiction's name; of two versions, with the version.
        id: the jurisdiction's id.
        document: its own document, as it is cited.
        digest: the digest of its rules.

    """

    name: str
    id: str
    document: str
    digest: str

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "name": self.name,
            "id": self.id,
            "document": self.document,
            "digest": self.digest,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side says of a case.

    Attributes:
        outcome: what comes out; of a decision that collects, all values that certainly do.
        given: of a decision that collects, whether the value in question comes out; else None.
        grounds: the rules that give it, with their provisions; of a value that does not come out,
            none.
        caveats: what its own document has it bring along.

    """

    outcome: str
    given: bool | None = None
    grounds: tuple[Ground, ...] = ()
    caveats: tuple[Caveat, ...] = field(default=(), repr=False, compare=False)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that it rests on."""
        return tuple(ground.rule for ground in self.grounds)

    @property
    def names_superior(self) -> bool:
        """Whether a caveat cites both a provision of its own document and one of a superior's."""
        prefixed = ({":" in cited.provision for cited in one.basis} for one in self.caveats)
        return any(found == {True, False} for found in prefixed)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "outcome": self.outcome,
            "given": self.given,
            "grounds": [ground.to_dict() for ground in self.grounds],
        }


@dataclass(frozen=True, slots=True)
class Meant:
    """A rule that says that it means to differ from the superior, and why.

    Attributes:
        rule: its name.
        why: the reason.
        no_caveat: why an answer need not say what the superior decides; None where it has to.

    """

    rule: str
    why: str
    no_caveat: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {"rule": self.rule, "why": self.why, "no_caveat": self.no_caveat}


@dataclass(frozen=True, slots=True)
class Kind:
    """Cases of one kind of which the two sides say otherwise: the smallest of them.

    They are of one kind where the same two answers rest on the same rules.

    Attributes:
        decision: the decision.
        direction: whether this side is wider, narrower, or neither.
        value: of a decision that collects, the value that only one side gives; else None.
        here: what this side says.
        there: what the other side says.
        facts: the case, as JSON has it, without the day: whatever the other facts are, it comes out
            so on both sides.
        day: the day of the case; None where it comes out so on every day.
        sentence: the case in words.
        minimal: whether no case with fewer facts comes out so; False where that was too much to
            search.
        meant: the rules whose ``differs`` accounts for it; none where nobody recorded it.
        stated: the facts as a case file has them: days as dates, numbers exact.

    """

    decision: str
    direction: Direction
    value: str | None
    here: Answer
    there: Answer
    facts: Mapping[str, Any]
    day: date | None
    sentence: str
    minimal: bool = True
    meant: tuple[Meant, ...] = ()
    stated: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def size(self) -> int:
        """How many facts the case states, the day included."""
        return len(self.facts) + (self.day is not None)

    @property
    def untold(self) -> bool:
        """Whether it is meant, and the answer here should say what the superior decides.

        It need not where a rule that accounts for it says why.
        """
        excused = any(one.no_caveat is not None for one in self.meant)
        return bool(self.meant) and not excused and not self.here.names_superior

    def case(self, jurisdiction: str) -> dict[str, Any]:
        """Return the case as a case file of a jurisdiction has it."""
        found: dict[str, Any] = {"jurisdiction": jurisdiction, "decision": self.decision}
        if self.day is not None:
            found["date"] = self.day
        return {**found, "facts": dict(self.stated)}

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "direction": self.direction.value,
            "value": self.value,
            "sentence": self.sentence,
            "date": None if self.day is None else self.day.isoformat(),
            "facts": dict(self.facts),
            "minimal": self.minimal,
            "meant": [one.to_dict() for one in self.meant],
            "untold": self.untold,
            "here": self.here.to_dict(),
            "there": self.there.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class DecisionProof:
    """What was found about one decision.

    Attributes:
        decision: its name.
        settled: what it has come to.
        kinds: how the two sides differ, the smallest case first.
        complete: whether every case that comes out otherwise is of one of the kinds.
        large: where the rules are too large, what makes them so.

    """

    decision: str
    settled: Settled
    kinds: tuple[Kind, ...] = ()
    complete: bool = True
    large: tuple[str, ...] = ()

    def having(self, direction: Direction) -> tuple[Kind, ...]:
        """Return the kinds of one direction."""
        return tuple(kind for kind in self.kinds if kind.direction is direction)

    @property
    def within(self) -> bool:
        """Whether it is proved that this side is nowhere wider than the other."""
        return self.settled not in _OPEN and self.complete and not self.having(_WIDER)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "decision": self.decision,
            "settled": self.settled.value,
            "within": self.within,
            "complete": self.complete,
            "large": list(self.large),
            "kinds": [kind.to_dict() for kind in self.kinds],
        }


_WIDER = Direction.WIDER
_OPEN = (Settled.UNPROVED, Settled.TOO_LARGE)


@dataclass(frozen=True, slots=True)
class Proof:
    """Two jurisdictions, or two versions of one, compared in every case that there can be.

    Attributes:
        here: the side that is asked about.
        there: the side that it is compared with: its superior, another, or an earlier version.
        decisions: what was found, decision by decision.
        words: how the vocabularies of the two differ; what both know is compared.
        common_root: whether both rest on the same document at the top.
        unread: decisions that could not be compared, each with the reason.
        stale: the rules that say that they mean to differ, where nothing differs any more.

    """

    here: Side
    there: Side
    decisions: tuple[DecisionProof, ...]
    words: tuple[WordDifference, ...] = ()
    common_root: bool = True
    unread: Mapping[str, str] = field(default_factory=FrozenDict)
    stale: tuple[str, ...] = ()

    @property
    def settled(self) -> Settled:
        """What it has come to, over all decisions that were compared."""
        found = {one.settled for one in self.decisions}
        for settled in (*_OPEN, Settled.DIFFERS):
            if settled in found:
                return settled
        return Settled.PROVED

    @property
    def within(self) -> bool:
        """Whether it is proved that this side is nowhere wider than the other."""
        return all(one.within for one in self.decisions) and not self.unread

    @property
    def accounted(self) -> bool:
        """Whether every difference is recorded beside a rule, and nothing is left unproved."""
        told = all(kind.meant for kind in self.kinds)
        return told and all(one.complete for one in self.decisions) and not self.unread

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every difference, decision by decision, the smallest case of each decision first."""
        return tuple(kind for one in self.decisions for kind in one.kinds)

    def __bool__(self) -> bool:
        """Whether it is proved that both sides say the same of every case."""
        return self.settled is Settled.PROVED and not self.unread

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "here": self.here.to_dict(),
            "there": self.there.to_dict(),
            "settled": self.settled.value,
            "within": self.within,
            "accounted": self.accounted,
            "stale": list(self.stale),
            "common_root": self.common_root,
            "words": [one.to_dict() for one in self.words],
            "not_compared": dict(self.unread),
            "decisions": [one.to_dict() for one in self.decisions],
        }
