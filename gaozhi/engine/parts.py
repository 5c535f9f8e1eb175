"""What an answer is made of: citations, grounds, caveats, questions; and the program's stamp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from gaozhi._version import __version__
from gaozhi.engine.frozen import frozen, thawed
from gaozhi.model import Program, Provision, Reading, digest
from gaozhi.workdays import WorkCalendar

__all__ = ["PENDING", "Caveat", "Citation", "Ground", "ItemRef", "Question", "Stamp"]

PENDING: Final = "待补充"
"""The outcome of a decision that the known facts do not settle yet."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as a ground quotes it; no authoritative text at hand leaves `quote` None."""

    provision: str
    document: str
    locator: str
    quote: str | None
    means: str
    certainty: str

    @classmethod
    def of(cls, provision: Provision) -> Citation:
        """Return the citation of a provision."""
        return cls(
            provision.id,
            provision.document.label,
            provision.locator,
            provision.quote,
            provision.means,
            provision.certainty,
        )

    @property
    def attested(self) -> bool:
        """Whether its words, or a copy of them, were seen: nothing of it is inferred."""
        return self.certainty in ("text", "seen")

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as JSON-ready data."""
        return {
            "provision": self.provision,
            "document": self.document,
            "locator": self.locator,
            "quote": self.quote,
            "means": self.means,
            "certainty": self.certainty,
        }


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that holds, and so grounds the outcome.

    Attributes:
        rule: the rule's name.
        title: what it says.
        effect: the value that it gives.
        facts: the facts that made it hold, as JSON has them; read-only, a list is a tuple.
        reading: of two meanings, which one was taken.
        basis: the provisions that it rests on, the county's own first.
        certain: False where several rules settle the outcome together and this one only may hold.

    """

    rule: str
    title: str
    effect: str
    facts: Mapping[str, Any]
    reading: Reading | None
    basis: tuple[Citation, ...]
    certain: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", frozen(self.facts))

    def __reduce__(self) -> tuple[type[Ground], tuple[Any, ...]]:
        said = (self.rule, self.title, self.effect, thawed(self.facts))
        return Ground, (*said, self.reading, self.basis, self.certain)

    def to_dict(self) -> dict[str, Any]:
        """Return the ground as JSON-ready data."""
        reading = self.reading
        return {
            "rule": self.rule,
            "title": self.title,
            "effect": self.effect,
            "facts": thawed(self.facts),
            "reading": reading and {"taken": reading.taken, "other": reading.other},
            "basis": [citation.to_dict() for citation in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Caveat:
    """Words that the answer must bring along."""

    rule: str
    text: str
    basis: tuple[Citation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the caveat as JSON-ready data."""
        basis = [citation.to_dict() for citation in self.basis]
        return {"rule": self.rule, "text": self.text, "basis": basis}


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that can still change the outcome, and how to ask for it.

    Attributes:
        fact: its name.
        api: its name for Python and JSON callers.
        type: bool, date, text, number, one_of or set_of.
        ask: the question in Chinese.
        values: what a one_of or set_of fact may be.

    """

    fact: str
    api: str
    type: str
    ask: str
    values: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the question as JSON-ready data; `values` only where there are any."""
        found: dict[str, Any] = {
            "fact": self.fact,
            "api": self.api,
            "type": self.type,
            "ask": self.ask,
        }
        return found | {"values": list(self.values)} if self.values else found


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The item that a decision is about.

    Attributes:
        number: its number in the list, or None where the list has no such certificate.
        certificate: the certificate's name.
        matter: the matter's, empty where the case did not say.

    """

    number: int | None
    certificate: str
    matter: str

    def to_dict(self) -> dict[str, Any]:
        """Return the item as JSON-ready data."""
        return {"number": self.number, "certificate": self.certificate, "matter": self.matter}


class Stamp:
    """Which program answered: its digest, reckoned when first asked for, and gaozhi's version."""

    __slots__ = ("_calendar", "_digest", "_program", "version")

    def __init__(
        self,
        program: Program | None,
        known: str = "",
        version: str = __version__,
        calendar: WorkCalendar | None = None,
    ) -> None:
        self._program = program
        self._calendar = calendar
        self._digest = known
        self.version = version

    @property
    def digest(self) -> str:
        """``sha256:…`` over everything in the program that an answer can depend on."""
        if not self._digest and self._program is not None:
            self._digest = digest(self._program)
        return self._digest

    @property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar that the jurisdiction's own periods run on."""
        return self._calendar or WorkCalendar.china()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stamp):
            return NotImplemented
        return (self.digest, self.version) == (other.digest, other.version)

    def __hash__(self) -> int:
        return hash((self.digest, self.version))

    def __repr__(self) -> str:
        return f"Stamp({self.digest}, {self.version})"

    def __reduce__(self) -> tuple[type[Stamp], tuple[None, str, str]]:
        return Stamp, (None, self.digest, self.version)
