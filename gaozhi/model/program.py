"""The program: the compiled documents of a jurisdiction, and the engine's only input."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gaozhi.model.case_time import CaseTime
from gaozhi.model.condition import All, Always, AnyOf, Condition, Not, parts_upwards
from gaozhi.model.digest_exempt import DIGEST_EXCLUDED, DIGEST_WHEN_SET
from gaozhi.model.lists import Directory, Item, ItemList, TableForm
from gaozhi.model.never import Never
from gaozhi.model.pickling import Portable
from gaozhi.model.provision import Account, Aside, Document, Provision
from gaozhi.model.vocabulary import NO_RULE, NO_RULE_CODE, Combine, DecisionSpec, Vocabulary
from gaozhi.workdays import Period

if TYPE_CHECKING:
    from gaozhi.model.form import Form, Wording
    from gaozhi.model.watch import WatchRule

__all__ = [
    "DIGEST_EXCLUDED",
    "DIGEST_WHEN_SET",
    "MANNER_CODES",
    "DecisionTable",
    "Differs",
    "Document",
    "Duty",
    "Extension",
    "Item",
    "ItemList",
    "Level",
    "OrganGroup",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "Standing",
    "Version",
    "Written",
    "digest",
    "fingerprint",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """An ambiguity of the document: the meaning taken, and the other one."""

    taken: str
    other: str


@dataclass(frozen=True, slots=True)
class Differs:
    """A difference from a superior that a rule means, or the removal of one.

    Attributes:
        superior: the folder of the superior's rules.
        why: the reason, for a reviewer.
        basis: the provisions that it rests on; those of the rule where none are written.
        replaces: the superior's rules that the rule replaces, or the one that is removed.
        no_caveat: why an answer need not say what the superior decides; None where it has to.

    """

    superior: str
    why: str
    basis: tuple[Provision, ...] = ()
    replaces: tuple[str, ...] = ()
    no_caveat: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as an author wrote it.

    Attributes:
        condition: a comparison; or the condition that another decision has one of `values`.
        decision: that other decision; None for a comparison.
        values: the outcomes of that decision.

    """

    condition: Condition
    decision: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a decision.

    Attributes:
        name: unique in the program.
        title: one sentence for answers.
        effects: the decision's values that it gives; empty where it only adds a caveat.
        own: in force, not displaced, ``when`` and not ``unless``.
        holds: `own`, and for ``otherwise`` and the rows of a table also that the earlier ones do
            not hold: the whole condition.
        basis: the provisions that it rests on, the county's own first.
        level: index of the level that states it, 0 is the root.
        differs: how it means to differ from a superior; no answer depends on it.
        alive: the part of `own` about days: in force, not displaced.
        body: the other part: ``when`` and not ``unless``.
        written: the conditions that `body` is made of, definitions expanded.
        reads: `body` with the outcomes of other decisions unexpanded; None where it reads none.

    """

    name: str
    title: str
    effects: tuple[str, ...]
    own: Condition
    holds: Condition
    basis: tuple[Provision, ...]
    level: int
    otherwise: bool = False
    caveat: str | None = None
    reading: Reading | None = None
    accepted: str | None = None
    differs: Differs | None = field(
        default=None, repr=False, compare=False, metadata=DIGEST_EXCLUDED
    )
    alive: Condition = field(
        default=Always(True), repr=False, compare=False, metadata=DIGEST_EXCLUDED
    )
    body: Condition = field(
        default=Always(True), repr=False, compare=False, metadata=DIGEST_EXCLUDED
    )
    written: tuple[Written, ...] = field(
        default=(), repr=False, compare=False, metadata=DIGEST_EXCLUDED
    )
    reads: Condition | None = field(
        default=None, repr=False, compare=False, metadata=DIGEST_WHEN_SET
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule in force on some day, with its own condition without dates in force."""

    rule: Rule
    own: Condition


@dataclass(frozen=True, slots=True)
class Version:
    """The rules of a decision that are in force from a day until the next version."""

    since: date
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision and its rules: a table's in written order, others by effect and name.

    An ``otherwise`` rule is last.

    `versions` has the rules by days in force; it is derived, for speed. So is `gap`: the rule that
    stands on the days on which no other with an effect does; None where there is no such day.
    """

    spec: DecisionSpec
    rules: tuple[Rule, ...]
    versions: Sequence[Version] = field(
        default=(), repr=False, compare=False, metadata=DIGEST_EXCLUDED
    )
    gap: Rule | None = field(default=None, repr=False, compare=False, metadata=DIGEST_EXCLUDED)

    @property
    def answers(self) -> DecisionSpec:
        """The decision with every value that can come out: with a gap, 无此规定 is one."""
        if self.gap is None or self.spec.combine is Combine.ALL:
            return self.spec
        spec = self.spec
        return replace(
            spec, values=(*spec.values, NO_RULE), codes=(*spec.codes, (NO_RULE, NO_RULE_CODE))
        )

    def on(self, day: date | None) -> Iterable[Standing]:
        """Return the rules in force on a day; on an unknown day all, with dates in force."""
        if day is None:
            rules = self.rules if self.gap is None else (*self.rules, self.gap)
            return (Standing(rule, rule.own) for rule in rules)
        at = bisect_right(self.versions, day, key=_since) - 1
        return self.versions[max(at, 0)].standing


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a period may be extended, and the event that extends it."""

    by: Period
    approved: str


@dataclass(frozen=True, slots=True)
class OrganGroup:
    """The organs that a paragraph of the document makes responsible.

    Attributes:
        name: as duties refer to it.
        members: the organs, in the document's order and words.
        basis: the provisions that list them.
        level: index of the level that states it.
        aliases: pairs of another name of an organ and its name among the members.

    """

    name: str
    members: tuple[str, ...]
    basis: tuple[Provision, ...]
    level: int
    aliases: tuple[tuple[str, str], ...] = ()

    def has(self, organ: str) -> bool:
        """Whether an organ, by any of its names in the document, is one of them."""
        return dict(self.aliases).get(organ, organ) in self.members


MANNER_CODES: Final[Mapping[str, str]] = {
    "及时": "promptly",
    "当场": "at_once",
    "当日": "same_day",
    "没有届满日": "never",
}
"""When, where there is neither a number nor a day for it -> its code."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of an organ. Exactly one of the ways to state its time is set.

    Attributes:
        within: a period that runs from the event `since`.
        by: a fixed day.
        every: a recurrence, from the day `starting` where that is stated.
        manner: 及时, 当场, 当日, or None. A duty without any time has none in its document.
        in_force: that the duty's document is in force, and no lower level replaces the duty.
        met_by: the event that meets it.
        instead_of: the duty that it discharges when it is met in time.
        restarts: the duty whose period its own event restarts.
        extension: how the period may be extended.
        not_counted: the reasons, as a law names them, for which days are not counted.
        responsible: the groups of organs that the document makes responsible for it.
        says: the condition in Chinese for a clerk, where its author wrote a simple one.
        within_case: the period, from the event `since`, that the case states.
        by_case: the last day that the case states once the event `since` has happened.
        elsewhere: the name of the other document that sets the time.

    """

    name: str
    actor: str
    act: str
    basis: tuple[Provision, ...]
    level: int
    when: Condition
    in_force: Condition
    since: str | None = None
    within: Period | None = None
    by: date | None = None
    every: Period | None = None
    starting: date | None = None
    manner: str | None = None
    met_by: str | None = None
    instead_of: str | None = None
    restarts: str | None = None
    extension: Extension | None = None
    not_counted: tuple[str, ...] = ()
    to: str | None = None
    through: tuple[str, ...] = ()
    title: str | None = None
    caveat: str | None = None
    reading: Reading | None = None
    accepted: str | None = None
    responsible: tuple[str, ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    says: str | None = field(default=None, compare=False, metadata=DIGEST_EXCLUDED)
    within_case: CaseTime | None = field(default=None, metadata=DIGEST_WHEN_SET)
    by_case: CaseTime | None = field(default=None, metadata=DIGEST_WHEN_SET)
    elsewhere: str | None = field(default=None, metadata=DIGEST_WHEN_SET)

    @property
    def without_end(self) -> bool:
        """Whether it has a period that an event starts, and no event that says that it is met."""
        timed = self.within is not None or self.case_time is not None
        return timed and self.since is not None and self.met_by is None

    @property
    def case_time(self) -> CaseTime | None:
        """The period or the last day that the case states; None where the document states it."""
        return self.within_case or self.by_case


@dataclass(frozen=True, slots=True)
class Level:
    """One link of the chain from the root down to the county."""

    id: str
    document: Document


class _Digested:
    """Caches the digest of an immutable program, in a slot that is no field."""

    __slots__ = ("_digest",)

    _digest: str


@dataclass(frozen=True, slots=True)
class Program(Portable, _Digested):
    """The compiled law of one jurisdiction; immutable, and the same in every process."""

    jurisdiction: str
    id: str
    code: str | None
    calendar: str
    levels: tuple[Level, ...]
    vocabulary: Vocabulary
    decisions: Mapping[str, DecisionTable]
    duties: tuple[Duty, ...]
    provisions: Mapping[str, Provision]
    list: ItemList | None
    exceptions: Mapping[str, frozenset[str]]
    """a fact that only an ``unless`` reads -> the facts of ``when`` that it is an exception to"""
    list_form: TableForm | None = None
    directory: Directory | None = None
    directory_form: TableForm | None = None
    not_at_hand: frozenset[str] = frozenset()
    """which of ``list`` and ``directory`` exist according to the catalog, but are not in it"""
    allowed: Mapping[str, Condition] = field(default_factory=dict)
    """an event that has its effect only where a decision allows it -> the condition that it does"""
    organs: Mapping[str, OrganGroup] = field(default_factory=dict, metadata=DIGEST_EXCLUDED)
    """the groups of organs that duties name as responsible, by name"""
    accounts: tuple[Account, ...] = field(default=(), repr=False, metadata=DIGEST_EXCLUDED)
    """how every provision of the jurisdiction's own is accounted for"""
    asides: tuple[Aside, ...] = field(default=(), repr=False, metadata=DIGEST_EXCLUDED)
    """the parts of the jurisdiction's own document that are no provision"""
    removals: tuple[Differs, ...] = field(default=(), repr=False, metadata=DIGEST_EXCLUDED)
    """how removals of superiors' rules mean to differ; no answer depends on it"""
    forms: tuple[Form, ...] = field(default=(), repr=False, metadata=DIGEST_EXCLUDED)
    """the forms of every level; no answer depends on them"""
    wording: tuple[Wording, ...] = field(default=(), repr=False, metadata=DIGEST_EXCLUDED)
    """the forbidden words of forms"""
    watch: tuple[WatchRule, ...] = field(default=(), metadata=DIGEST_EXCLUDED)

    @property
    def document(self) -> Document:
        """The jurisdiction's own document."""
        return self.levels[-1].document

    @property
    def why_no_list(self) -> str:
        """Why there is no list to look into: it is not at hand, or there is none at all."""
        if "list" in self.not_at_hand:
            return f"{self.jurisdiction}的清单不在手边"
        return f"{self.jurisdiction}的规定没有清单"

    @property
    def default_decision(self) -> str:
        """The decision that is made where none is named.

        The vocabulary's first; where the jurisdiction has no rule for it, the first that it has
        rules for and that comes to one outcome.
        """
        names, tables = self.vocabulary.decisions, self.decisions
        first = next(iter(names), "")
        if first in tables and tables[first].rules:
            return first
        ruled = (name for name in names if name in tables and tables[name].rules)
        single = (name for name in ruled if tables[name].spec.combine is not Combine.ALL)
        return next(single, first)

    @property
    def first_day(self) -> date | None:
        """The day from which the root of the chain is in force; before it there is no answer."""
        return self.levels[0].document.since


def _since(version: Version) -> date:
    return version.since


def digest(program: Program) -> str:
    """Return ``sha256:…`` over everything in the program that an answer can depend on."""
    try:
        return program._digest  # noqa: SLF001 - its own, past the guard of a frozen record
    except AttributeError:
        found = _reckoned(program)
        object.__setattr__(program, "_digest", found)
        return found


def _reckoned(program: Program) -> str:
    hashed = _Digest()
    words = program.vocabulary
    # Mappings are hashed in sorted order; questions, caveats and the default decision also depend
    # on the written order of these.
    presumes = tuple(program.list.presumes) if program.list else ()
    order = (tuple(words.facts), tuple(words.decisions), presumes)
    return f"sha256:{_hash(hashed.of(program), hashed.of(order)).hex()}"


def fingerprint(value: object) -> str:
    """Return ``sha256:…`` over a part of a program, such as a form."""
    return f"sha256:{_Digest().of(value).hex()}"


class _Digest:
    """Hashes a tree of values bottom up; a shared part is hashed once."""

    def __init__(self) -> None:
        self._known: dict[int, bytes] = {}
        self._texts: dict[str, bytes] = {}
        self._fields: dict[type, list[tuple[str, bytes, object]]] = {}

    def of(self, value: object) -> bytes:
        """Return the hash of a value: fields by name, sets and mappings in sorted order."""
        if type(value) is str:
            # Most of what there is is text, and most of it recurs: names of facts and provisions.
            found = self._texts.get(value)
            if found is None:
                found = self._texts[value] = _hash(b"str", value.encode())
            return found
        match value:
            case None | bool() | int() | Decimal() | date() | str() | Never():
                return _hash(_name_of(value), str(value).encode())
            case Mapping():
                pairs = (self.of(key) + self.of(value[key]) for key in sorted(value))
                return _hash(b"map", *pairs)
            case frozenset():
                return _hash(b"set", *sorted(self.of(item) for item in value))
            case tuple():
                return _hash(b"seq", *(self.of(item) for item in value))
            case _ if is_dataclass(value):
                return self._record(value)
            case _:
                raise TypeError(f"a program holds no {type(value).__name__}")

    def _record(self, value: object) -> bytes:
        if isinstance(value, Not | All | AnyOf):
            # A condition may be deeper than the rest of a program: its parts come first.
            for part in parts_upwards(value, self._known):
                self._one_record(part)
        return self._one_record(value)

    def _one_record(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            parts = []
            for name, encoded, left_out in self._fields_of(value):
                part = getattr(value, name)
                if left_out is _NEVER_LEFT_OUT or part != left_out:
                    parts.append(encoded + self.of(part))
            known = self._known[id(value)] = _hash(_name_of(value), *parts)
        return known

    def _fields_of(self, record: object) -> list[tuple[str, bytes, object]]:
        """Return the fields that are digested: the name, twice, and the value that is left out."""
        kind = type(record)
        found = self._fields.get(kind)
        if found is None:
            found = self._fields[kind] = [
                (
                    one.name,
                    one.name.encode(),
                    one.default if one.metadata == DIGEST_WHEN_SET else _NEVER_LEFT_OUT,
                )
                for one in fields(record)  # type: ignore[arg-type]  # `is_dataclass` was asked
                if one.metadata != DIGEST_EXCLUDED
            ]
        return found


_NEVER_LEFT_OUT: Final = object()
_NAMED_BEFORE: Final[dict[str, str]] = {"FactType": "Kind", "FormTable": "Table"}
"""The former names of classes, which are digested, so that a new name alters no digest."""


def _name_of(value: object) -> bytes:
    name = type(value).__name__
    return _NAMED_BEFORE.get(name, name).encode()


def _hash(*parts: bytes) -> bytes:
    told = [len(part).to_bytes(4, "big") + part for part in parts]
    return hashlib.sha256(b"".join(told)).digest()
