"""The vocabulary: every fact that a rule may read, every decision that the engine answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gaozhi.model.digest_exempt import DIGEST_EXCLUDED
from gaozhi.model.pickling import Portable
from gaozhi.source import Meant, Span, meant

if TYPE_CHECKING:
    from gaozhi.model.facts import FactValue

__all__ = [
    "Combine",
    "DecisionSpec",
    "Effect",
    "Fact",
    "FactType",
    "Implication",
    "Roles",
    "Vocabulary",
    "Worse",
]


NEVER_CODE: Final = "never"
"""The code of the words that mean that a day never comes, where no other is written."""


class FactType(StrEnum):
    """The type of a fact."""

    BOOL = "bool"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"
    ONE_OF = "one_of"
    SET_OF = "set_of"


class Combine(StrEnum):
    """How the rules of a decision come together."""

    STRONGEST = "strongest"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a case may know, and how a clerk is asked for it.

    Attributes:
        name: the law's own name, as rules and case files write it.
        api: the name for Python and JSON callers.
        kind: the type.
        values: what a one_of or set_of fact may hold, in the vocabulary's order.
        ask: the question, in Chinese.
        note: the meaning, where the name alone could be read two ways.
        never: for a date, the words that mean that it never comes.
        identity: whether the text is an identity number: checked, and masked wherever it shows.
        label: a short name, as a form or a column has it.
        group: the heading under which it is asked for.
        ask_applicant: the question as put to the person (您……), or None where only others can say.
        answered_by: who knows the answer: 申请人, 窗口 or 数据; None where that is not said.
        codes: the ASCII codes of values, as `code` reads them.

    """

    name: str
    api: str
    kind: FactType
    values: tuple[str, ...] = ()
    ask: str = ""
    note: str | None = None
    never: str | None = None
    identity: bool = False
    # How it is asked for: no answer depends on it.
    label: str = field(default="", metadata=DIGEST_EXCLUDED)
    group: str = field(default="", metadata=DIGEST_EXCLUDED)
    ask_applicant: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    answered_by: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    codes: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)

    def code(self, value: str) -> str:
        """Return the ASCII code of a value; one without a code serves itself."""
        return dict(self.codes).get(value, NEVER_CODE if value == self.never else value)


@dataclass(frozen=True, slots=True)
class DecisionSpec:
    """A decision: its values, strongest first, and how rules combine to one.

    Attributes:
        means: the question that it answers.
        says: what a value means for the person at the counter, with the next step. Values with the
            same words here ask the same of that person.
        codes: the ASCII codes of values, as `code` reads them.

    """

    name: str
    api: str
    combine: Combine
    values: tuple[str, ...]
    means: str = ""
    # Only how an answer is told: no answer depends on it.
    says: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    codes: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)

    def code(self, value: str) -> str:
        """Return the ASCII code of a value; one without a code serves itself."""
        return dict(self.codes).get(value, value)

    def told(self, value: str) -> str:
        """Return what a value means for the person at the counter; empty where nothing is said."""
        return dict(self.says).get(value, "")


@dataclass(frozen=True, slots=True)
class Implication:
    """When the bool fact `given` is true, the fact `then` is `value`."""

    given: str
    then: str
    value: bool | str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event does to the facts of a case.

    Attributes:
        makes: the facts that it makes, each with its value.
        decision: the decision that must allow it, judged at the moment of the event; None where the
            event has its effect whatever is decided.
        values: the outcomes of that decision that allow it.

    """

    makes: tuple[tuple[str, FactValue], ...] = ()
    decision: str | None = None
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Worse:
    """A fact that, going one way, can only make a decision stricter.

    Attributes:
        fact: its name.
        rising: whether true is worse than false, one more value than without, a later date than
            an earlier one, a larger number than a smaller one; False says the opposite.

    """

    fact: str
    rising: bool = True


@dataclass(frozen=True, slots=True)
class Roles:
    """Which facts the engine itself must know by name.

    Attributes:
        date: the day on which a decision is made; it also says which version of a rule applies.
        listed: whether the certificate is on the published list; naming an item settles it.
        item: the subjects (the part of a name before its dot) that a list may state facts of.
        mode: what a list states of an item under ``mode``.

    """

    date: str | None = None
    listed: str | None = None
    item: tuple[str, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary(Portable):
    """All facts, implications, decisions and events, and what is said of them; immutable."""

    facts: Mapping[str, Fact]
    implications: tuple[Implication, ...]
    decisions: Mapping[str, DecisionSpec]
    events: tuple[str, ...]
    roles: Roles = field(default_factory=Roles)
    effects: Mapping[str, Effect] = field(default_factory=dict)
    """an event -> what it makes true; an event that makes nothing is not here"""
    # What a fact does to a decision is said by the rules; this only claims it, and so is no part
    # of a program's digest.
    worse: Mapping[str, tuple[Worse, ...]] = field(default_factory=dict, metadata=DIGEST_EXCLUDED)
    """a decision -> the facts that can only make it stricter"""
    alike: Mapping[str, tuple[frozenset[str], ...]] = field(
        default_factory=dict, metadata=DIGEST_EXCLUDED
    )
    """a decision -> values of which none is stricter than another of the same group"""
    by_api: Mapping[str, str] = field(init=False)
    """api name of a fact or decision -> its name"""

    def __post_init__(self) -> None:
        names = {fact.api: fact.name for fact in self.facts.values()}
        names |= {spec.api: spec.name for spec in self.decisions.values()}
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
        object.__setattr__(self, "decisions", MappingProxyType(dict(self.decisions)))
        object.__setattr__(self, "effects", MappingProxyType(dict(self.effects)))
        object.__setattr__(self, "worse", MappingProxyType(dict(self.worse)))
        object.__setattr__(self, "alike", MappingProxyType(dict(self.alike)))
        object.__setattr__(self, "by_api", MappingProxyType(names))

    def meant(self, found: str, known: Iterable[str], span: Span) -> Meant:
        """Return the way out for a name that nobody knows, by name and by api name.

        Args:
            found: the name as written.
            known: the names that might have been meant.
            span: where it is written.

        """
        names = set(known)
        aliases = {api: name for api, name in self.by_api.items() if name in names}
        otherwise = "名称以词汇表 rules/vocabulary.yaml 为准"
        return meant(found, names, span, otherwise, aliases=aliases)

    def is_looser(self, decision: str, value: str, than: str) -> bool:
        """Return whether a value of a decision is weaker than another, and not alike to it."""
        order = self.decisions[decision].values
        groups = self.alike.get(decision, ())
        alike = any({value, than} <= group for group in groups)
        return order.index(value) > order.index(than) and not alike

    @property
    def default_decision(self) -> str:
        """The decision that is meant where none is named: the first."""
        return next(iter(self.decisions), "")
