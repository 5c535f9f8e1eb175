"""The vocabulary: every fact that a rule may read, and every decision that the engine answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gaozhi.model.digest_exempt import DIGEST_EXCLUDED, DIGEST_WHEN_SET
from gaozhi.model.pickling import Portable
from gaozhi.source import Meant, Span, meant

if TYPE_CHECKING:
    from gaozhi.model.facts import FactValue

__all__ = [
    "NO_RULE",
    "NO_RULE_CODE",
    "PENDING",
    "PENDING_CODE",
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
"""The default code of the words that mean that a day never comes."""

PENDING: Final = "待补充"
"""The outcome while more than one value is still possible."""

PENDING_CODE: Final = "pending"
"""The code of `PENDING`."""

NO_RULE: Final = "无此规定"
"""The outcome where the documents of a jurisdiction have no rule for a decision on that day."""

NO_RULE_CODE: Final = "no_rule"
"""The code of `NO_RULE`."""


class FactType(StrEnum):
    """The type of a fact."""

    BOOL = "bool"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"
    ONE_OF = "one_of"
    SET_OF = "set_of"


class Combine(StrEnum):
    """How a decision combines its rules."""

    STRONGEST = "strongest"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a case may know, and how it is asked for.

    Attributes:
        name: the law's own name, as rules and case files write it.
        api: the name for Python and JSON callers.
        kind: the type.
        values: what a one_of or set_of fact may hold, in the vocabulary's order.
        ask: the question, in Chinese.
        note: the meaning, where the name alone could be read two ways.
        never: for a date, the words that mean that it never comes.
        identity: whether the text is an identity number: checked, and masked wherever it is shown.
        ordered: whether the values of a one_of fact follow one another, as the stages of a case do.
        label: a short name for forms and columns.
        group: the heading under which it is asked for.
        ask_applicant: the question as put to the applicant (您……), or None where the applicant
            is not asked.
        answered_by: who knows the answer: 申请人, 窗口 or 数据; None where that is not stated.
        hint_applicant: what an applicant should know to answer; None for nothing.
        answers: a value (of a bool fact 是 or 否) -> how an applicant would say it.
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
    # No answer depends on how a fact is asked for.
    label: str = field(default="", metadata=DIGEST_EXCLUDED)
    group: str = field(default="", metadata=DIGEST_EXCLUDED)
    ask_applicant: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    answered_by: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    hint_applicant: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    answers: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    codes: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    ordered: bool = field(default=False, metadata=DIGEST_WHEN_SET)

    def code(self, value: str) -> str:
        """Return the ASCII code of a value; the value itself where it has none."""
        return dict(self.codes).get(value, NEVER_CODE if value == self.never else value)


@dataclass(frozen=True, slots=True)
class Advice:
    """What an applicant is told where a decision comes to a value.

    Attributes:
        short: the value in a few words, as it stands among others that are still possible.
        tone: good, bad or neutral for the applicant.
        more: what else to know at once; None for nothing.
        next: what to do, in order.
        bring: what to have at hand.

    """

    short: str
    tone: str = "neutral"
    more: str | None = None
    next: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionSpec:
    """A decision: its values, strongest first, and how it combines its rules.

    Attributes:
        means: the question that it answers.
        says: what each value means for the applicant, with the next step. Values with equal words
            require the same of the applicant.
        codes: the ASCII codes of values, as `code` reads them.
        ask_applicant: the decision as an applicant would ask for it; None where none would.
        advice: a value -> what an applicant is told of it.
        periods: the events from which periods run that an applicant waits for or must keep.

    """

    name: str
    api: str
    combine: Combine
    values: tuple[str, ...]
    means: str = ""
    # No outcome depends on how it is worded.
    says: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    codes: tuple[tuple[str, str], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    ask_applicant: str | None = field(default=None, metadata=DIGEST_EXCLUDED)
    advice: tuple[tuple[str, Advice], ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    periods: tuple[str, ...] = field(default=(), metadata=DIGEST_EXCLUDED)

    def code(self, value: str) -> str:
        """Return the ASCII code of a value; the value itself where it has none."""
        return dict(self.codes).get(value, value)

    def told(self, value: str) -> str:
        """Return what a value means for the applicant; empty where the vocabulary does not say."""
        return dict(self.says).get(value, "")


@dataclass(frozen=True, slots=True)
class Implication:
    """When the bool fact `given` is true, the fact `then` is `value`."""

    given: str
    then: str
    value: bool | str


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of an event on the facts of a case.

    Attributes:
        makes: the facts that it sets, each with its value.
        decision: the decision that must allow it, made as of the moment of the event; None where
            no decision is needed.
        values: the outcomes of that decision that allow it.

    """

    makes: tuple[tuple[str, FactValue], ...] = ()
    decision: str | None = None
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Worse:
    """A fact in which a decision is monotone: changing one way, it can only make it stricter.

    Attributes:
        fact: its name.
        rising: whether true, one more value, a later date or a larger number is the stricter
            direction; False for the opposite one.

    """

    fact: str
    rising: bool = True


@dataclass(frozen=True, slots=True)
class Roles:
    """The facts that the engine itself must know by name.

    Attributes:
        date: the day on which a decision is made; it also determines the version of a rule.
        listed: whether the certificate is on the published list; naming an item settles it.
        item: the subjects (the part of a name before its dot) that a list may state facts of.
        mode: the fact that a list states of an item under ``mode``.

    """

    date: str | None = None
    listed: str | None = None
    item: tuple[str, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary(Portable):
    """All facts, implications, decisions and events of a program; immutable."""

    facts: Mapping[str, Fact]
    implications: tuple[Implication, ...]
    decisions: Mapping[str, DecisionSpec]
    events: tuple[str, ...]
    roles: Roles = field(default_factory=Roles)
    effects: Mapping[str, Effect] = field(default_factory=dict)
    """an event -> its effect; an event without one is no key"""
    # A claim about the rules that is checked against them: no answer depends on it.
    worse: Mapping[str, tuple[Worse, ...]] = field(default_factory=dict, metadata=DIGEST_EXCLUDED)
    """a decision -> the facts that can only make it stricter"""
    alike: Mapping[str, tuple[frozenset[str], ...]] = field(
        default_factory=dict, metadata=DIGEST_EXCLUDED
    )
    """a decision -> groups of equally strict values"""
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
        """Return the help for an unknown name, by name and by api name.

        Args:
            found: the name as written.
            known: the names that might have been meant.
            span: where it is written.

        """
        names = set(known)
        aliases = {api: name for api, name in self.by_api.items() if name in names}
        otherwise = "名称以词汇表 rules/vocabulary.yaml 为准"
        return meant(found, names, span, otherwise, aliases=aliases)

    def decision(self, name: str) -> DecisionSpec | None:
        """Return the decision of a name or api name; None where there is none."""
        return self.decisions.get(name) or self.decisions.get(self.by_api.get(name, ""))

    def is_looser(self, decision: str, value: str, than: str) -> bool:
        """Whether a value of a decision is weaker than another, and not alike to it.

        Args:
            decision: the decision's name.
            value: one of its values.
            than: the value that it is compared with.

        """
        order = self.decisions[decision].values
        groups = self.alike.get(decision, ())
        alike = any({value, than} <= group for group in groups)
        return order.index(value) > order.index(than) and not alike
