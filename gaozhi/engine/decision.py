"""What the engine answers: a decision with its grounds, caveats and questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gaozhi.engine.case import Case
from gaozhi.engine.explain import explain
from gaozhi.engine.explanations import Explanation
from gaozhi.engine.notebook import decision_html
from gaozhi.engine.parts import Caveat, Ground, ItemRef, Question, Stamp
from gaozhi.engine.receipt import Receipt, receipt_of
from gaozhi.engine.record import record
from gaozhi.model import NO_RULE, NO_RULE_CODE, PENDING, PENDING_CODE

__all__ = ["Answer", "Decision", "case_of", "make_decision"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decision came to, the same for every case that comes to the same.

    Attributes:
        jurisdiction: whose law answered.
        decision: what was asked.
        stamp: which program answered.
        collects: whether the decision collects every value that holds, instead of giving one.
        says: what a value means for the person at the counter.
        codes: the ASCII code of every value of the decision.
        possible: the values that can still come out, strongest first; empty for one that collects.
        values: of a decision that collects, what certainly holds.
        pending: of a decision that collects, what still may.
        no_rule: whether the documents have no rule for it; then nothing is possible, and it is
            settled.
        explain: tells of a case why; a copied answer has lost it.

    """

    jurisdiction: str
    decision: str
    stamp: Stamp = field(hash=False)
    collects: bool
    says: Mapping[str, str] = field(compare=False)
    codes: Mapping[str, str] = field(compare=False)
    possible: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    no_rule: bool = False
    explain: Callable[[Case], Explanation] | None = field(default=None, compare=False, repr=False)


@record(
    *("jurisdiction", "decision", "outcome", "code", "possible", "settled", "exact"),
    *("values", "pending", "codes", "date", "item"),
    *("grounds", "caveats", "pending_caveats", "questions", "next_step", "stamp"),
)
class Decision:
    """The answer to one decision about one case; immutable.

    Two decisions are equal where everything that they say is. A copy or a pickled decision says the
    same without the program that it came from.
    """

    __slots__ = ("_answer", "_case", "_explanation")

    _answer: Answer
    _case: Case | None
    _explanation: Explanation

    @property
    def jurisdiction(self) -> str:
        """Whose law answered."""
        return self._answer.jurisdiction

    @property
    def decision(self) -> str:
        """What was asked."""
        return self._answer.decision

    @property
    def possible(self) -> tuple[str, ...]:
        """The values that can still come out, strongest first; empty for one that collects."""
        return self._answer.possible

    @property
    def values(self) -> tuple[str, ...]:
        """For a decision that collects, what certainly holds."""
        return self._answer.values

    @property
    def pending(self) -> tuple[str, ...]:
        """For a decision that collects, what still may."""
        return self._answer.pending

    @property
    def settled(self) -> bool:
        """Whether the outcome is final, whatever the open facts turn out to be."""
        if self._answer.no_rule:
            return True
        return not self.pending if self._answer.collects else len(self.possible) == 1

    @property
    def outcome(self) -> str | None:
        """The value; 待补充 while more than one is possible.

        无此规定 where the documents have no rule for the decision on the day. For a decision that
        collects, None once nothing is pending.
        """
        if self._answer.no_rule:
            return NO_RULE
        if not self.settled:
            return PENDING
        return None if self._answer.collects else self.possible[0]

    @property
    def code(self) -> str | None:
        """The ASCII code of the outcome; None where there is no outcome.

        待补充 is `pending`, and 无此规定 is `no_rule`.
        """
        if self._answer.no_rule:
            return NO_RULE_CODE
        outcome = self.outcome
        return None if outcome is None else self._answer.codes.get(outcome, PENDING_CODE)

    @property
    def codes(self) -> dict[str, str]:
        """The ASCII code of every value that is in, or can still come out."""
        named = (*self.possible, *self.values, *self.pending)
        return {value: self._answer.codes[value] for value in named}

    @property
    def exact(self) -> bool:
        """Whether what may come out and what is asked were found by looking at all completions.

        Where those are more than can be looked at, some of `possible`, `pending`, `questions` and
        `pending_caveats` may be more than there is; a caveat says so. What is certain is so.
        """
        return self.explanation.exact

    @property
    def date(self) -> dt.date | None:
        """The day of the decision, if known."""
        return self.explanation.date

    @property
    def item(self) -> ItemRef | None:
        """The listed item, if the case names one."""
        return self.explanation.item

    @property
    def stamp(self) -> Stamp:
        """Which program answered."""
        return self._answer.stamp

    @property
    def explanation(self) -> Explanation:
        """Why it comes out so: grounds, caveats and questions, each found when first asked for."""
        try:
            return self._explanation
        except AttributeError:
            assert self._answer.explain is not None
            assert self._case is not None
            made = self._answer.explain(self._case)
            _set_explanation(self, made)
            return made

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The rules that hold, by the strength of their effect."""
        return self.explanation.grounds

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What the answer must bring along."""
        return self.explanation.caveats

    @property
    def pending_caveats(self) -> tuple[Caveat, ...]:
        """What the answer may yet have to bring along."""
        return self.explanation.pending_caveats

    @property
    def questions(self) -> tuple[Question, ...]:
        """The facts that can still change the outcome, the most decisive first."""
        return self.explanation.questions

    @property
    def next_step(self) -> str:
        """What the answer means for the person at the counter, as the vocabulary says it.

        Where several values can still come out, it is there if they all mean the same for that
        person. It is empty where nothing is said, and for a decision that collects.
        """
        says = self._answer.says
        told = {says.get(value, "") for value in self.possible}
        return told.pop() if len(told) == 1 else ""

    def explain(self, *, full: bool = False) -> str:
        """Return the decision in Chinese, for a person: outcome, next step, the deciding quotation.

        Args:
            full: every ground, fact, reading, caveat and question too.

        """
        return explain(self, full=full)

    def receipt(self, *, key: bytes | None = None) -> Receipt:
        """Return what is filed of the decision, so that it can be replayed and compared later.

        Args:
            key: a secret of at least 16 bytes, under which identity numbers are kept as HMAC and
                the whole receipt is signed; without one they are left out, and it is not.

        Raises:
            CaseError: the key cannot be used, or this is a copy, which has no case any more.

        """
        return receipt_of(self, self._case, key)

    def to_dict(self) -> dict[str, Any]:
        """Return the decision as JSON-ready data, in the shape that every version keeps.

        `exact` is there only where it is false.
        """
        why, answer = self.explanation, self._answer
        day, item = why.date, why.item
        return {
            "jurisdiction": answer.jurisdiction,
            "decision": answer.decision,
            "outcome": self.outcome,
            "code": self.code,
            "possible": list(answer.possible),
            "settled": self.settled,
            **({} if why.exact else {"exact": False}),
            "values": list(answer.values),
            "pending": list(answer.pending),
            "codes": self.codes,
            "date": day.isoformat() if day else None,
            "item": item.to_dict() if item else None,
            "grounds": [ground.to_dict() for ground in why.grounds],
            "caveats": [caveat.to_dict() for caveat in why.caveats],
            "pending_caveats": [caveat.to_dict() for caveat in why.pending_caveats],
            "questions": [question.to_dict() for question in why.questions],
            "program": {"digest": self.stamp.digest, "version": self.stamp.version},
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return self._answer == other._answer and self.explanation == other.explanation

    def __hash__(self) -> int:
        return hash((self._answer, self.date, self.item))

    def __repr__(self) -> str:
        shown = f"{self.jurisdiction!r}, {self.decision!r}, {self.outcome or self.values!r}"
        return f"Decision({shown}, on={self.date})"

    def _repr_html_(self) -> str:
        return decision_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return make_decision, (replace(self._answer, explain=None), None, self.explanation)


# A decision is made a million times in a report: the slots are filled directly, past the guard.
_slots: Any = Decision
_set_answer = _slots._answer.__set__  # noqa: SLF001
_set_case = _slots._case.__set__  # noqa: SLF001
_set_explanation = _slots._explanation.__set__  # noqa: SLF001
_new = object.__new__


def case_of(decision: Decision) -> Case | None:
    """Return the case that a decision is about; None for a copy."""
    return decision._case  # noqa: SLF001 - its own module


def make_decision(
    answer: Answer, case: Case | None, explanation: Explanation | None = None
) -> Decision:
    """Return the answer to a case.

    Args:
        answer: what the decision came to.
        case: the case; None for a copy.
        explanation: why, where it is known already; else it is found when it is asked for.

    """
    made = _new(Decision)
    _set_answer(made, answer)
    _set_case(made, case)
    if explanation is not None:
        _set_explanation(made, explanation)
    return made
