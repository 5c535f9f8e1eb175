"""What the engine answers: a decision with its grounds, caveats and questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol

from gaozhi.engine.parts import Caveat, Citation, Explanation, Ground, ItemRef, Question, Stamp

if TYPE_CHECKING:
    from gaozhi.engine.receipt import Receipt

__all__ = [
    "PENDING",
    "About",
    "Answer",
    "Asked",
    "Caveat",
    "Citation",
    "Decision",
    "Explanation",
    "Found",
    "Ground",
    "ItemRef",
    "Question",
    "Stamp",
    "make_decision",
]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

PENDING = "待补充"
"""The outcome of a decision that the known facts do not settle yet."""


class About:
    """What all answers of one decision share: whose law, which decision, which program.

    Attributes:
        jurisdiction: whose law answered.
        decision: what was asked.
        collects: whether the decision collects every value that holds, instead of giving one.
        stamp: which program answered.
        says: what a value means for the person at the counter.

    """

    __slots__ = ("collects", "decision", "jurisdiction", "says", "stamp")

    def __init__(
        self,
        jurisdiction: str,
        decision: str,
        stamp: Stamp,
        *,
        collects: bool,
        says: Mapping[str, str] = _NOTHING,
    ) -> None:
        self.says = says
        self.jurisdiction = jurisdiction
        self.decision = decision
        self.collects = collects
        self.stamp = stamp

    def explain(self, found: Found, case: Asked) -> Explanation:
        """Return the words of an answer, none of them built yet."""
        raise NotImplementedError


class Found(Protocol):
    """What an answer came to, whichever engine found it."""

    @property
    def possible(self) -> tuple[str, ...]:
        """The values that can come out, strongest first."""

    @property
    def values(self) -> tuple[str, ...]:
        """Of a decision that collects, what is certainly in."""

    @property
    def pending(self) -> tuple[str, ...]:
        """Of a decision that collects, what only may be."""


class Answer:
    """What an engine found, of which decision; the same for every case that comes to the same.

    Attributes:
        about: whose law, which decision.
        found: what it came to.

    """

    __slots__ = ("about", "found")

    def __init__(self, about: About, found: Found) -> None:
        self.about = about
        self.found = found


class Asked(Protocol):
    """What an answer shows of the case that it is about."""

    @property
    def day(self) -> date | None:
        """The day of the decision, if known."""

    @property
    def item_ref(self) -> ItemRef | None:
        """The listed item, if the case names one."""


class Decision:
    """The answer to one decision about one case; immutable.

    Two decisions are equal where everything that they say is. A copy or a pickled decision says the
    same without the program that it came from.
    """

    __slots__ = ("_answer", "_case", "_words")

    _answer: Answer
    _case: Asked
    _words: Explanation

    @property
    def jurisdiction(self) -> str:
        """Whose law answered."""
        return self._answer.about.jurisdiction

    @property
    def decision(self) -> str:
        """What was asked."""
        return self._answer.about.decision

    @property
    def possible(self) -> tuple[str, ...]:
        """The values that can still come out, strongest first; empty for one that collects."""
        return self._answer.found.possible

    @property
    def values(self) -> tuple[str, ...]:
        """For a decision that collects, what certainly holds."""
        return self._answer.found.values

    @property
    def pending(self) -> tuple[str, ...]:
        """For a decision that collects, what still may."""
        return self._answer.found.pending

    @property
    def settled(self) -> bool:
        """Whether the outcome is final, whatever the open facts turn out to be."""
        return not self.pending if self._answer.about.collects else len(self.possible) == 1

    @property
    def outcome(self) -> str | None:
        """The value; 待补充 while more than one is possible.

        For a decision that collects, None once nothing is pending.
        """
        if not self.settled:
            return PENDING
        return None if self._answer.about.collects else self.possible[0]

    @property
    def exact(self) -> bool:
        """Whether what may come out and what is asked were found by looking at all completions.

        Where those are more than can be looked at, some of `possible`, `pending`, `questions` and
        `pending_caveats` may be more than there is; a caveat says so. What is certain is so.
        """
        return self.words.exact

    @property
    def date(self) -> date | None:
        """The day of the decision, if known."""
        return self._case.day

    @property
    def item(self) -> ItemRef | None:
        """The listed item, if the case names one."""
        return self._case.item_ref

    @property
    def stamp(self) -> Stamp:
        """Which program answered."""
        return self._answer.about.stamp

    @property
    def words(self) -> Explanation:
        """Grounds, caveats and questions, each built when it is first asked for."""
        try:
            return self._words
        except AttributeError:
            words = self._answer.about.explain(self._answer.found, self._case)
            _set_words(self, words)
            return words

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The rules that hold, by the strength of their effect."""
        return self.words.grounds

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What the answer must bring along."""
        return self.words.get("caveats")

    @property
    def pending_caveats(self) -> tuple[Caveat, ...]:
        """What the answer may yet have to bring along."""
        return self.words.get("pending_caveats")

    @property
    def questions(self) -> tuple[Question, ...]:
        """The facts that can still change the outcome, the most decisive first."""
        return self.words.get("questions")

    @property
    def next_step(self) -> str:
        """What the answer means for the person at the counter, as the vocabulary says it.

        Where several values can still come out, it is there if they all mean the same for that
        person. It is empty where nothing is said, and for a decision that collects.
        """
        says = self._answer.about.says
        told = {says.get(value, "") for value in self.possible}
        return told.pop() if len(told) == 1 else ""

    def explain(self, *, full: bool = False) -> str:
        """Return the decision in Chinese, for a person: outcome, next step, the deciding quotation.

        Args:
            full: every ground, fact, reading, caveat and question too.

        """
        from gaozhi.engine.explain import explain

        return explain(self, full=full)

    def receipt(self, *, key: bytes | None = None) -> Receipt:
        """Return what is filed of the decision, so that it can be replayed and compared later.

        Args:
            key: a secret of at least 16 bytes, under which identity numbers are kept as HMAC and
                the whole receipt is signed; without one they are left out, and it is not.

        Raises:
            CaseError: the key cannot be used, or this is a copy, which has no case any more.

        """
        from gaozhi.engine.receipt import receipt_of

        return receipt_of(self, self._case, key)

    def to_dict(self) -> dict[str, Any]:
        """Return the decision as JSON-ready data, in the shape that every version keeps.

        `exact` is there only where it is false.
        """
        inexact = {} if self.exact else {"exact": False}
        return {
            "jurisdiction": self.jurisdiction,
            "decision": self.decision,
            "outcome": self.outcome,
            "possible": list(self.possible),
            "settled": self.settled,
            **inexact,
            "values": list(self.values),
            "pending": list(self.pending),
            "date": self.date.isoformat() if self.date else None,
            "item": self.item.to_dict() if self.item else None,
            "grounds": [ground.to_dict() for ground in self.grounds],
            "caveats": [caveat.to_dict() for caveat in self.caveats],
            "pending_caveats": [caveat.to_dict() for caveat in self.pending_caveats],
            "questions": [question.to_dict() for question in self.questions],
            "program": {"digest": self.stamp.digest, "version": self.stamp.version},
        }

    def _said(self) -> tuple[Any, ...]:
        return (
            *(self.jurisdiction, self.decision, self.possible, self.values, self.pending),
            *(self.date, self.item, self._answer.about.collects),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        same = self._said() == other._said() and self.stamp == other.stamp
        return same and self.words == other.words

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        shown = f"{self.jurisdiction!r}, {self.decision!r}, {self.outcome or self.values!r}"
        return f"Decision({shown}, on={self.date})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a decision cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a decision cannot be changed: {name}")

    def __reduce__(self) -> tuple[Any, ...]:
        says = dict(self._answer.about.says)
        return _restored, (*self._said(), self.stamp, self.words, says)


# A decision is made a million times in a report: the slots are filled directly, past the guard.
_slots: Any = Decision
_set_answer = _slots._answer.__set__  # noqa: SLF001
_set_case = _slots._case.__set__  # noqa: SLF001
_set_words = _slots._words.__set__  # noqa: SLF001
_new = object.__new__


def make_decision(answer: Answer, case: Asked) -> Decision:
    """Return the answer to a case; its words are built when they are asked for."""
    made = _new(Decision)
    _set_answer(made, answer)
    _set_case(made, case)
    return made


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a copied decision keeps of its case and of what was found."""

    day: date | None
    item_ref: ItemRef | None
    possible: tuple[str, ...]
    values: tuple[str, ...]
    pending: tuple[str, ...]


def _restored(
    jurisdiction: str,
    decision: str,
    possible: tuple[str, ...],
    values: tuple[str, ...],
    pending: tuple[str, ...],
    day: date | None,
    item: ItemRef | None,
    collects: bool,
    stamp: Stamp,
    words: Explanation,
    says: Mapping[str, str] = _NOTHING,
) -> Decision:
    kept = _Kept(day, item, possible, values, pending)
    about = About(jurisdiction, decision, stamp, collects=collects, says=says)
    made = make_decision(Answer(about, kept), kept)
    _set_words(made, words)
    return made
