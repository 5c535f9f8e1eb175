"""What an answer is made of: citations, grounds, caveats, questions; and the program's stamp."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from gaozhi._version import __version__
from gaozhi.engine.frozen import FrozenDict, frozen, thawed
from gaozhi.engine.record import record
from gaozhi.errors import CaseError
from gaozhi.model import CERTIFICATE, Fact, Program, Provision, Reading, digest, item_label
from gaozhi.source import Diagnostic
from gaozhi.workdays import WorkCalendar

__all__ = [
    "Caveat",
    "Citation",
    "Ground",
    "ItemRef",
    "Leads",
    "Option",
    "Question",
    "Reason",
    "Stamp",
]

T = TypeVar("T")

_NOTHING: Final = FrozenDict()


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
        code: the ASCII code of `effect`.
        fact_codes: of the facts of choice among `facts`, the ASCII code of the value, or of each.
        decision: the decision whose rule it is.
        because: the grounds of other decisions on whose outcomes it rests that the rule holds, in
            this case; each may rest on others again. Empty where the rule reads none.

    """

    rule: str
    title: str
    effect: str
    facts: Mapping[str, Any]
    reading: Reading | None
    basis: tuple[Citation, ...]
    certain: bool = True
    code: str = ""
    fact_codes: Mapping[str, Any] = field(default_factory=dict)
    decision: str = ""
    because: tuple[Ground, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", frozen(self.facts))
        codes = frozen(self.fact_codes) if self.fact_codes else _NOTHING
        object.__setattr__(self, "fact_codes", codes)

    def to_dict(self) -> dict[str, Any]:
        """Return the ground as JSON-ready data."""
        reading = self.reading
        return {
            "decision": self.decision,
            "rule": self.rule,
            "title": self.title,
            "effect": self.effect,
            "code": self.code,
            "certain": self.certain,
            "facts": thawed(self.facts),
            "fact_codes": thawed(self.fact_codes),
            "reading": reading and {"taken": reading.taken, "other": reading.other},
            "basis": [citation.to_dict() for citation in self.basis],
            "because": [ground.to_dict() for ground in self.because],
        }

    def within(self) -> Iterator[Ground]:
        """Yield the ground and all that it rests on, each before those that it rests on itself."""
        yield self
        for ground in self.because:
            yield from ground.within()


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
class Option:
    """A value that an answer may choose, with its ASCII code."""

    value: str
    code: str

    @classmethod
    def of(cls, fact: Fact) -> tuple[Option, ...]:
        """Return what an answer about a fact may choose."""
        chosen = (*fact.values, *([fact.never] if fact.never else []))
        return tuple(cls(value, fact.code(value)) for value in chosen)

    def to_dict(self) -> dict[str, Any]:
        """Return the option as JSON-ready data."""
        return {"value": self.value, "code": self.code}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a fact is asked for: a rule that reads it, and that may yet hold or not.

    Attributes:
        rule: the rule's name.
        title: what it says.
        basis: the provisions that it rests on, the county's own first.

    """

    rule: str
    title: str
    basis: tuple[Citation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the reason as JSON-ready data, the provisions by their ids."""
        basis = [citation.provision for citation in self.basis]
        return {"rule": self.rule, "title": self.title, "provisions": basis}


Leads = Mapping[Any, tuple[str, ...]]
"""An answer -> the values that are then still possible."""


class _Asked:
    """What a question knows of the case that it is asked about; it is no part of its value."""

    __slots__ = ("_leads",)

    _leads: Callable[[], Leads]


@dataclass(frozen=True, slots=True)
class Question(_Asked):
    """A fact that can still change the outcome, and how to ask for it.

    Attributes:
        fact: its name.
        api: its name for Python and JSON callers.
        type: bool, date, text, number, one_of or set_of.
        ask: the question in Chinese, as a clerk puts it.
        values: what a one_of or set_of fact may be.
        label: a short name, as a form or a column has it.
        group: the heading under which it is asked for.
        ask_applicant: the question as put to the person (您……), or None where only others can say.
        note: the meaning, where the name alone could be read two ways.
        never: for a date, the words that mean that it never comes.
        identity: whether the answer is an identity number, which is masked wherever it shows.
        answered_by: who knows the answer: 申请人, 窗口 or 数据; None where that is not said.
        options: the values with their ASCII codes; for a date the words of `never`.
        because: the rules that read it, and that the open facts leave open.

    """

    fact: str
    api: str
    type: str
    ask: str
    values: tuple[str, ...] = ()
    label: str = ""
    group: str = ""
    ask_applicant: str | None = None
    note: str | None = None
    never: str | None = None
    identity: bool = False
    answered_by: str | None = None
    options: tuple[Option, ...] = ()
    because: tuple[Reason, ...] = ()

    @classmethod
    def about(
        cls,
        fact: Fact,
        because: Iterable[Reason] = (),
        leads: Callable[[], Leads] | None = None,
        options: tuple[Option, ...] | None = None,
    ) -> Question:
        """Return the question that asks for a fact.

        Args:
            fact: the fact, as the vocabulary has it.
            because: the rules that read it.
            leads: finds what each answer leads to.
            options: the options of the fact, where they are at hand.

        """
        made = cls(
            fact.name,
            fact.api,
            fact.kind.value,
            fact.ask,
            fact.values,
            label=fact.label,
            group=fact.group,
            ask_applicant=fact.ask_applicant,
            note=fact.note,
            never=fact.never,
            identity=fact.identity,
            answered_by=fact.answered_by,
            options=Option.of(fact) if options is None else options,
            because=tuple(because),
        )
        if leads is not None:
            object.__setattr__(made, "_leads", leads)
        return made

    def __repr__(self) -> str:
        return f"Question({self.fact!r}, {self.ask!r})"

    @property
    def leads_to(self) -> Leads:
        """What every answer leads to: the values of the decision that are then still possible.

        The answers are True and False, each value, and for a set none and each value alone, as a
        tuple; of a day only the words of `never`, of a number and a text none are told. An answer
        that the case does not admit is not there. It is found anew whenever it is asked for.

        Raises:
            CaseError: the question was copied, or read back, and has no case any more.

        """
        try:
            leads = self._leads
        except AttributeError:
            message = "这个问题是复制或者读回来的，已经没有案件的事实，推不出各个回答的结果"
            help = "在作出判断的进程里看 leads_to；或者用同样的事实重新判断"
            raise CaseError([Diagnostic.error("GZ630", message, help=help)]) from None
        return leads()

    def to_dict(self) -> dict[str, Any]:
        """Return the question as JSON-ready data; `values`, `options` only where there are any."""
        found: dict[str, Any] = {
            "fact": self.fact,
            "api": self.api,
            "type": self.type,
            "ask": self.ask,
        }
        if self.values:
            found["values"] = list(self.values)
        found |= {
            "label": self.label,
            "group": self.group,
            "ask_applicant": self.ask_applicant,
            "note": self.note,
            "never": self.never,
            "identity": self.identity,
            "answered_by": self.answered_by,
            "because": [reason.to_dict() for reason in self.because],
        }
        if self.options:
            found["options"] = [option.to_dict() for option in self.options]
        return found


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The item that a decision is about.

    Attributes:
        number: its number in the list, or None where the list has no such certificate.
        certificate: the certificate's name; empty where an item of another kind has none.
        matter: the matter's, empty where the case did not say.
        kind: what it is about: 证明, or 许可, 信用承诺, 信用修复.

    """

    number: int | None
    certificate: str
    matter: str
    kind: str = CERTIFICATE

    @property
    def thing(self) -> str:
        """The certificate, or where there is none the kind."""
        return self.certificate or self.kind

    @property
    def label(self) -> str:
        """The item on one line, as in 无犯罪记录证明（教师资格认定）."""
        return item_label(self.certificate, self.kind, self.matter)

    @property
    def names(self) -> dict[str, str]:
        """The names by which it is found again."""
        kind = {} if self.kind == CERTIFICATE else {"kind": self.kind}
        certificate = {"certificate": self.certificate} if self.certificate else {}
        return {**kind, **certificate, "matter": self.matter}

    def to_dict(self) -> dict[str, Any]:
        """Return the item as JSON-ready data; with its kind where it is not a certificate."""
        certificate = self.certificate or None
        found = {"number": self.number, "certificate": certificate, "matter": self.matter}
        return found if self.kind == CERTIFICATE else {**found, "kind": self.kind}


@record("digest", "version")
class Stamp:
    """Which program answered: its digest, reckoned when first asked for, and gaozhi's version."""

    __slots__ = ("_calendar", "_digest", "_once", "_program", "_version")

    _calendar: WorkCalendar | Callable[[], WorkCalendar | None] | None
    _digest: str
    _once: dict[Hashable, Any]
    _program: Program | None
    _version: str

    def __init__(
        self,
        program: Program | None,
        known: str = "",
        version: str = __version__,
        calendar: WorkCalendar | Callable[[], WorkCalendar | None] | None = None,
    ) -> None:
        said: tuple[object, ...] = (calendar, known, {}, program, version)
        for name, value in zip(Stamp.__slots__, said, strict=True):
            object.__setattr__(self, name, value)

    @property
    def digest(self) -> str:
        """``sha256:…`` over everything in the program that an answer can depend on."""
        return self._digest if self._program is None else digest(self._program)

    @property
    def version(self) -> str:
        """The version of gaozhi that answered."""
        return self._version

    @property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar that the jurisdiction's own periods run on."""
        found = self._calendar() if callable(self._calendar) else self._calendar
        return found or WorkCalendar.china()

    def once(self, key: Hashable, reckon: Callable[[], T]) -> T:
        """Return what follows from the program alone, reckoned when it is first asked for.

        Args:
            key: tells it from all else that is asked so; there must be only so many.
            reckon: returns it.

        """
        if key not in self._once:
            self._once[key] = reckon()
        found: T = self._once[key]
        return found

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
