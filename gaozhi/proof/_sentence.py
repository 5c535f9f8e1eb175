"""A case in words: what is so, and what is not, as one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gaozhi.model import Fact, FactType, FactValue, fact_text, plain_value

__all__ = ["sentence_of"]


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
