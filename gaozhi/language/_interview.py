"""The model of a saved interview."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gaozhi.language._receipt import Plain
from gaozhi.language._validation import Day, Model

__all__ = ["InterviewFile"]


class _Names(Model):
    certificate: str | None = None
    matter: str
    kind: str | None = None


class _Answer(Model):
    fact: str
    value: Plain | None


class InterviewFile(Model):
    """An interview, as `Interview.to_dict` returns it."""

    interview: Literal[1]
    jurisdiction: str
    digest: str
    decisions: Annotated[list[str], Field(min_length=1)]
    item: int | _Names | None
    date: Day | None
    facts: dict[str, Plain]
    answers: list[_Answer]
    at: Annotated[int, Field(ge=0)]
    withheld: list[str]
