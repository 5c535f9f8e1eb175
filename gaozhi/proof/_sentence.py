"""A case as it is told: its facts as JSON has them, its day, and one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from gaozhi.engine.frozen import FrozenDict
from gaozhi.model import Fact, FactType, FactValue, Vocabulary, fact_text, plain_value

__all__ = ["Told", "sentence_of", "told"]


class Told(NamedTuple):
    """A case as it is told.

    Attributes:
        facts: as JSON has them, without the day.
        day: the day of the case; None where it leaves it open.
        sentence: the case in words.

    """

    facts: FrozenDict
    day: date | None
    sentence: str


def told(facts: Mapping[str, FactValue], vocabulary: Vocabulary) -> Told:
    """Return a case as it is told."""
    known, role = vocabulary.facts, vocabulary.roles.date
    day = None if role is None else facts.get(role)
    plain: dict[str, Any] = {
        name: plain_value(known[name], value) for name, value in facts.items() if name != role
    }
    return Told(
        FrozenDict(plain),
        day if isinstance(day, date) else None,
        sentence_of(facts, known, role),
    )


def sentence_of(facts: Mapping[str, FactValue], known: Mapping[str, Fact], day: str | None) -> str:
    """Return a case as a sentence without a full stop; 无论什么案件 where it states nothing.

    Args:
        facts: the case.
        known: the facts of the vocabulary, by name.
        day: the name of the fact that is the decision's date, which is said first.

    """
    said = [*_said(facts, known, day)]
    return "，".join(said) or "无论什么案件"


def _said(
    facts: Mapping[str, FactValue], known: Mapping[str, Fact], day: str | None
) -> Iterator[str]:
    on = None if day is None else facts.get(day)
    if isinstance(on, date):
        yield f"{on.isoformat()} 办理"
    for wanted, word in ((True, ""), (False, "不是：")):
        names = [_phrase(name) for name, value in facts.items() if value is wanted]
        if names:
            yield word + "、".join(names)
    for name, value in facts.items():
        fact = known[name]
        if name == day or isinstance(value, bool):
            continue
        text = fact_text(plain_value(fact, value))
        if fact.kind is FactType.SET_OF and not value:
            yield f"{_phrase(name)}：均不涉及"
        else:
            yield f"{_phrase(name)}：{text}"


def _phrase(name: str) -> str:
    """Return the name of a fact as it is said: 申请人.愿意承诺 is 申请人愿意承诺."""
    return name.replace(".", "")
