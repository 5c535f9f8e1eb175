"""Models of a receipt that is read back."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from gaozhi.language._validation import Day, Model
from gaozhi.model import CERTIFICATE

__all__ = ["FirstReceiptFile", "ReceiptFile", "SecondReceiptFile"]


# Beyond the digits of any fact and the length of any list.
_TOO_LARGE: Final = 10**40
_Number = Annotated[int, Field(ge=1, lt=10**9)]


def _plain(value: object) -> object:
    """Return a fact's value; decimals are text in a receipt. Raises ValueError for other types."""
    if isinstance(value, bool | str) or (isinstance(value, int) and abs(value) < _TOO_LARGE):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise ValueError("应为真假值、整数、文本或者文本的列表。凭据由软件出具，不要修改")


Plain = Annotated[Any, BeforeValidator(_plain)]


class _Place(Model):
    id: str
    name: str


class _Item(Model):
    number: _Number | None
    certificate: str | None
    matter: str
    kind: str = CERTIFICATE


class _Reading(Model):
    taken: str
    other: str


class _Ground(Model):
    rule: str
    title: str
    effect: str
    certain: bool
    facts: list[str]
    reading: _Reading | None
    basis: list[str]


class _ReasonedGround(_Ground):
    decision: str
    because: list[_ReasonedGround]


class _Caveat(Model):
    rule: str
    text: str
    basis: list[str]


class _Answer(Model):
    outcome: str | None
    possible: list[str]
    settled: bool
    values: list[str]
    pending: list[str]
    grounds: list[_Ground]
    caveats: list[_Caveat]
    pending_caveats: list[_Caveat]
    questions: list[str]


class _ReasonedAnswer(_Answer):
    grounds: list[_ReasonedGround]  # type: ignore[assignment]


class _Text(Model):
    document: str
    locator: str
    certainty: str
    quote: str | None
    means: str


class _Digests(Model):
    program: str
    vocabulary: str
    item: str | None
    calendar: str


class _Versions(Model):
    gaozhi: str


Signature = Annotated[str, Field(pattern="^hmac-sha256:[0-9a-f]{64}$")]


class FirstReceiptFile(Model):
    """A receipt of the first format, which could not be signed."""

    receipt: int
    jurisdiction: _Place
    decision: str
    date: Day | None
    item: _Item | None
    facts: dict[str, Plain]
    from_list: list[str]
    withheld: dict[str, str | None]
    answer: _Answer
    provisions: dict[str, _Text]
    digests: _Digests
    versions: _Versions
    digest: str


class SecondReceiptFile(FirstReceiptFile):
    """A receipt of the second format, whose grounds do not say what they rest on."""

    signature: Signature | None


class ReceiptFile(SecondReceiptFile):
    """A receipt, as `Decision.receipt` makes it."""

    answer: _ReasonedAnswer
