"""The forms of a program: blocks of text with blanks, and the source of each blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gaozhi.model.condition import Condition
from gaozhi.model.facts import FactValue
from gaozhi.model.pickling import Portable
from gaozhi.model.program import DIGEST_EXCLUDED, Provision
from gaozhi.source import Span

__all__ = [
    "GAP",
    "Accepted",
    "Block",
    "Form",
    "FormField",
    "FormTable",
    "Slot",
    "Template",
    "Wording",
    "element",
]

GAP: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a blank where only the fixed words of a form are looked at."""


def element(decision: str, value: str) -> str:
    """Return the name of an element that a form must carry: a value that a decision collects."""
    return f"{decision}·{value}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A blank in a text: the field that fills it."""

    field: str


Template = tuple[str | Slot, ...]
"""A text with its blanks, in order."""


@dataclass(frozen=True, slots=True)
class FormField(Portable):
    """One blank: its name, its source, and how it is printed.

    Attributes:
        name: as the text refers to it.
        label: its name for a person.
        source: fact, item, items, county, decision, quote or by_hand; empty for an open blank,
            which is filled in by whoever makes out the form.
        of: the fact, decision or attribute that the source names.
        cells: for `items`, the attribute of an item that each column shows.
        supposing: facts assumed for the decision where the case does not have them.
        only: of a decision that collects, the values that it prints; empty for all.
        quote: the provisions whose words it prints.
        says: the text that is printed for a value.
        choices: the only values that it may have; empty for any.
        printed: the text that is printed while nothing is chosen.
        hint: the text that is printed after the empty blank.
        width: the length of the empty blank, in characters.
        rows: for a list, the least number of lines.
        is_date: whether it is a day, printed 2021年7月1日.
        serial: the pattern of a number: Y a digit of the year, N one of the serial number.
        needed: whether it must be filled.
        carries: the elements that the form carries once it is filled.

    """

    name: str
    label: str
    source: str = ""
    of: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    supposing: Mapping[str, FactValue] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    quote: tuple[Provision, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    printed: str | None = None
    hint: str | None = None
    width: int = 8
    rows: int | None = None
    is_date: bool = False
    serial: str | None = None
    needed: bool = False
    carries: tuple[str, ...] = ()

    @property
    def may_be_given(self) -> bool:
        """Whether the person who makes out the form may fill it in."""
        return self.source != "by_hand"

    def words(self) -> Iterator[str]:
        """Yield its own words: the texts for values, and the one while nothing is chosen."""
        yield from self.says.values()
        if self.printed is not None:
            yield self.printed


@dataclass(frozen=True, slots=True)
class FormTable(Portable):
    """A table: columns as (group, name), the field of the rows, and a row of guidance by column."""

    columns: tuple[tuple[str | None, str], ...]
    rows: str
    guide: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block(Portable):
    """One block of a form.

    Attributes:
        kind: heading, point, text, line, right, note, list, table, sign or attachment.
        columns: its lines; several columns only where signatures are side by side.
        listed: the field of a list.
        table: the table, of a block of that kind.
        when: it is printed unless this is certainly false.
        chosen: by field, the choices with which alone it is printed.
        unless_chosen: by field, the choices with which it is left out.
        carries: the elements that its fixed words carry.
        states: the duties whose periods its words state.
        basis: the provisions that it rests on.
        span: its place in the YAML.

    """

    kind: str
    columns: tuple[tuple[Template, ...], ...]
    when: Condition
    listed: str | None = None
    table: FormTable | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless_chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carries: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    basis: tuple[Provision, ...] = ()
    span: Span | None = field(default=None, compare=False, metadata=DIGEST_EXCLUDED)

    def slots(self) -> Iterator[str]:
        """Yield the fields that it uses."""
        for column in self.columns:
            for line in column:
                yield from (part.field for part in line if isinstance(part, Slot))
        if self.listed is not None:
            yield self.listed
        if self.table is not None:
            yield self.table.rows

    def words(self) -> str:
        """Return its fixed words, each blank as one placeholder."""
        lines = [line for column in self.columns for line in column]
        text = "\n".join("".join(p if isinstance(p, str) else GAP for p in line) for line in lines)
        if self.table is not None:
            groups = [group for group, _ in self.table.columns if group]
            leaves = [name for _, name in self.table.columns]
            text = "\n".join([*groups, *leaves, *self.table.guide.values()])
        return text


@dataclass(frozen=True, slots=True)
class Accepted:
    """A fault of the document itself, recorded beside the form.

    Attributes:
        kind: lacks (an element), says or omits (words).
        what: the element or the words.
        because: why it is a fault.
        span: its place in the YAML.

    """

    kind: str
    what: str
    because: str
    span: Span | None = field(default=None, compare=False, metadata=DIGEST_EXCLUDED)


@dataclass(frozen=True, slots=True)
class Form(Portable):
    """A form of a jurisdiction.

    Attributes:
        name: unique in the program.
        title: the title that is printed.
        status: 规定 or 供参考.
        basis: the provisions that it rests on.
        fields: its blanks by name.
        blocks: its blocks in order.
        fulfils: the decisions whose elements it must carry in full.
        when: the form is used unless this is certainly false.
        depends_on: the decisions that its condition names.
        page: portrait or landscape.
        level: index of the level that states it, 0 is the root.
        displaced: the levels that replace or remove it, while they are in force.
        successors: the forms that replace it.
        accepted: faults of the document itself.
        span: the place of its name in the YAML.

    """

    name: str
    title: Template
    status: str
    basis: tuple[Provision, ...]
    fields: Mapping[str, FormField]
    blocks: tuple[Block, ...]
    fulfils: tuple[str, ...]
    when: Condition
    page: str
    level: int
    depends_on: tuple[str, ...] = ()
    displaced: tuple[int, ...] = ()
    successors: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    span: Span | None = field(default=None, compare=False, metadata=DIGEST_EXCLUDED)

    def carried(self) -> frozenset[str]:
        """Return every element that its words or its blanks carry."""
        used = {name for block in self.blocks for name in block.slots()}
        return frozenset(
            one
            for carries in (
                *(block.carries for block in self.blocks),
                *(self.fields[name].carries for name in used),
            )
            for one in carries
        )

    @property
    def is_signed(self) -> bool:
        """Whether somebody signs or seals it."""
        return any(one.source == "by_hand" for one in self.fields.values())

    def words(self) -> str:
        """Return all its fixed words, each blank as one placeholder."""
        title = "".join(part if isinstance(part, str) else GAP for part in self.title)
        printed = (words for one in self.fields.values() for words in one.words())
        return "\n".join([title, *(block.words() for block in self.blocks), *printed])


@dataclass(frozen=True, slots=True)
class Wording:
    """Forbidden words of forms (vague ones, catch-all clauses), and allowed formulas."""

    level: int
    vague: tuple[str, ...]
    catch_all: tuple[str, ...]
    allowed: tuple[str, ...]
    basis: tuple[Provision, ...]
