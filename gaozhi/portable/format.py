"""The types of ``program.json``, format 1; what each part means is told in its docstring.

The JSON Schema that is published is generated from these, and the specification is
docs/integrators/program.md. A condition, a provision and a rule is referred to by its index.
"""

from __future__ import annotations

from typing import Final, Literal, TypedDict

__all__ = ["FORMAT", "ProgramJson"]

FORMAT: Final = "gaozhi.program/1"

Value = bool | str | list[str]
"""A value of a fact: a truth value; a text; a day as ISO text, or the words of a day that never
comes; a number as decimal text; or the elements of a set. Its fact says which."""


class ProblemsJson(TypedDict):
    """What is said where a case is refused, by the code; a reader adds the name of the fact."""

    GZ601: str
    GZ602: str
    GZ603: str
    GZ604: str
    GZ605: str
    GZ606: str
    GZ607: str
    GZ608: str
    GZ609: str
    GZ610: str
    GZ612: str
    GZ613: str
    GZ414: str


class JurisdictionJson(TypedDict):
    """Whose law answers."""

    id: str
    name: str
    code: str | None


class DocumentJson(TypedDict):
    """A document, and the days on which it is in force, both included.

    Where no first or last day is known, it is the first or last of the calendar.
    """

    label: str
    since: str
    until: str


class RolesJson(TypedDict):
    """The facts that a reader must know: the decision's day, and whether something is listed."""

    date: str | None
    listed: str | None


class OptionJson(TypedDict):
    """A value that an answer may choose, with its ASCII code."""

    value: str
    code: str


class FactJson(TypedDict):
    """A fact, and how it is asked for.

    `options` are its `values`, and the words of a day that never comes (`never`), with their codes.
    `excepts` names the facts that this one is an exception to: it is asked for after them.
    """

    name: str
    api: str
    type: Literal["bool", "date", "text", "number", "one_of", "set_of"]
    values: list[str]
    options: list[OptionJson]
    ask: str
    label: str
    group: str
    ask_applicant: str | None
    note: str | None
    never: str | None
    identity: bool
    answered_by: str | None
    excepts: list[str]


class ImplicationJson(TypedDict):
    """Where the bool fact `given` is true, the fact `then` has the value."""

    given: str
    then: str
    value: bool | str


class ProvisionJson(TypedDict):
    """A provision, as it is quoted, and the days on which its document is in force."""

    provision: str
    document: str
    locator: str
    quote: str | None
    means: str
    certainty: Literal["text", "seen", "inferred", "weak"]
    since: str
    until: str


class AlwaysJson(TypedDict):
    """True or false, whatever the facts."""

    kind: Literal["always"]
    value: bool


class HoldsJson(TypedDict):
    """A bool fact is true."""

    kind: Literal["holds"]
    fact: str


class AmongJson(TypedDict):
    """A one_of or text fact has one of the values."""

    kind: Literal["among"]
    fact: str
    values: list[str]


class OverlapsJson(TypedDict):
    """A set has at least one of the values."""

    kind: Literal["overlaps"]
    fact: str
    values: list[str]


class EmptyJson(TypedDict):
    """A set has no value."""

    kind: Literal["empty"]
    fact: str


class OrderJson(TypedDict):
    """A day or a number stands in a relation to another.

    The other is one of: `day`, ISO text, or null for the day that never comes; `number`, decimal
    text; `other`, a fact.
    """

    kind: Literal["order"]
    fact: str
    relation: Literal["<", "<=", "=", ">=", ">"]
    operand: Literal["day", "number", "other"]
    to: str | None


class NotJson(TypedDict):
    """The one part is false."""

    kind: Literal["not"]
    parts: list[int]


class AllJson(TypedDict):
    """Every part is true."""

    kind: Literal["all"]
    parts: list[int]


class AnyJson(TypedDict):
    """At least one part is true."""

    kind: Literal["any"]
    parts: list[int]


class CameToJson(TypedDict):
    """Another decision came to, or collects, one of the values. It stands below `reads` only."""

    kind: Literal["came_to"]
    decision: str
    values: list[str]


ConditionJson = (
    AlwaysJson
    | HoldsJson
    | AmongJson
    | OverlapsJson
    | EmptyJson
    | OrderJson
    | NotJson
    | AllJson
    | AnyJson
    | CameToJson
)


class ReadingJson(TypedDict):
    """Of two meanings the one that was taken, and the other."""

    taken: str
    other: str


class RuleJson(TypedDict):
    """A rule of a decision; `holds`, `alive` and `reads` are conditions.

    `facts` are those that it reads. `alive` is the part of it about days; `reads` is what it asks
    of facts and other decisions, null where it asks no other decision.
    """

    name: str
    title: str
    effects: list[str]
    otherwise: bool
    caveat: str | None
    reading: ReadingJson | None
    basis: list[int]
    facts: list[str]
    holds: int
    alive: int
    reads: int | None


class StandingJson(TypedDict):
    """A rule that stands in a version, with its own condition there.

    `atoms` are the comparisons that the condition is made of. `waits` says for how many of the
    first rows of the version it waits: a row is a rule with an effect and no otherwise.
    """

    rule: int
    own: int
    atoms: list[int]
    waits: int


class VariableJson(TypedDict):
    """A variable of prepared diagrams.

    One of: a comparison of days or numbers, by its `condition`, false or true; a set, false or true
    by whether it has a value of `group`; or a fact with its `cells`. A value that is not among the
    cells is in the last one, which is null where only such values are.
    """

    fact: str | None
    cells: list[bool | str | None] | None
    group: list[str] | None
    condition: int | None


class DiagramsJson(TypedDict):
    """The diagrams of a version, prepared over all facts that its rules read.

    A node is a leaf, which is true, false, null or the index of a value; or a list: the index of a
    variable, and for each of its cells the index of the node that follows. Every node comes after
    those that it names. `rules` has for every standing rule the node that it holds; `outcome` the
    node of what comes out: one, whose leaves are values; of a decision that collects, one for every
    value, with truth values as leaves. `follows` is the same with one value in place of all that
    mean the same for the applicant; null where there are none.
    """

    variables: list[VariableJson]
    nodes: list[bool | int | list[int] | None]
    rules: list[int]
    outcome: list[int]
    follows: int | None


class VersionJson(TypedDict):
    """The rules that stand from a day on until the next version; `since` is null where no day is.

    `diagrams` is null where they are too large to be prepared.
    """

    since: str | None
    standing: list[StandingJson]
    diagrams: DiagramsJson | None


class DecisionJson(TypedDict):
    """A decision: its values, strongest first, with their codes and what each means.

    `versions` are in the order of their days; `undated` is for a case that has no day.
    """

    name: str
    api: str
    combine: Literal["strongest", "first", "all"]
    values: list[str]
    codes: list[str]
    says: list[str]
    rules: list[RuleJson]
    versions: list[VersionJson]
    undated: VersionJson


class FactValueJson(TypedDict):
    """A fact and its value."""

    fact: str
    value: Value


class ItemJson(TypedDict):
    """An item of the published list, the days on which it is there, and what is stated of it."""

    number: int
    certificate: str
    matter: str
    kind: str
    since: str
    until: str
    facts: list[FactValueJson]


class ListJson(TypedDict):
    """The published list; `presumes` holds of its items unless a case says otherwise."""

    title: str
    published: str
    basis: list[int]
    presumes: list[FactValueJson]
    presumes_basis: list[int]
    items: list[ItemJson]


class CaveatWordsJson(TypedDict):
    """The name under which a caveat stands, and its text, with fields in braces."""

    rule: str
    text: str


class CaveatsJson(TypedDict):
    """The caveats that come from no rule, by the occasion."""

    no_rule: CaveatWordsJson
    presumed: CaveatWordsJson
    before: CaveatWordsJson
    after: CaveatWordsJson
    unpublished: CaveatWordsJson
    inferred: CaveatWordsJson
    inexact: CaveatWordsJson


class WordsJson(TypedDict):
    """What is filled into the fields of caveats."""

    day: str
    lead: str
    lead_open: str
    above: str
    weak: str
    inferred: str
    comma: str


class ProgramJson(TypedDict):
    """The law of one jurisdiction as data: all that a reader needs to decide, explain and ask.

    `checksum` is over the rest of the object; `digest` is that of the program, which every answer
    carries; `version` is that of gaozhi, which wrote it. `levels` are the documents from the root
    of the law down to the jurisdiction's own. `decisions` begin with those of the vocabulary;
    `default` is the one that is meant where none is named.
    """

    format: Literal["gaozhi.program/1"]
    checksum: str
    digest: str
    version: str
    jurisdiction: JurisdictionJson
    default: str
    levels: list[DocumentJson]
    roles: RolesJson
    facts: list[FactJson]
    implications: list[ImplicationJson]
    provisions: list[ProvisionJson]
    conditions: list[ConditionJson]
    decisions: list[DecisionJson]
    list: ListJson | None
    caveats: CaveatsJson
    words: WordsJson
    problems: ProblemsJson
