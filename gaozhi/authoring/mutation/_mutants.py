"""The mutants of a folder of rules: what an author wrote, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from gaozhi.authoring.mutation._conditions import variants
from gaozhi.language import (
    DecisionEntrySource,
    DefinitionSource,
    DocumentHeader,
    EachEntry,
    InForce,
    RemovalEntry,
    RuleEntry,
    RulesFolder,
)
from gaozhi.model import Combine, Vocabulary
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Node, Span

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A folder of rules with one thing changed.

    Attributes:
        folder: the name of the folder.
        decision: the decision whose rule is changed; None for a definition or the document.
        where: what is changed, as in 规则“失信未修复”的 when.
        name: the rule, the definition or the document's key on its own.
        what: the change, beginning with what is done.
        span: where what is changed stands.

    """

    folder: str
    decision: str | None
    where: str
    name: str
    what: str
    span: Span
    _part: Literal["header", "definitions", "entries"] = field(repr=False)
    _place: int = field(repr=False)
    _new: tuple[Any, ...] = field(repr=False)
    """what stands from that place on, in place of `_instead_of` that stood there"""
    _instead_of: int = field(default=1, repr=False)

    @property
    def says(self) -> str:
        """The change in one sentence."""
        return f"{self.where}：{self.what}"

    @property
    def of_document(self) -> bool:
        """Whether the document's own days are changed, which all of its rules and words turn on."""
        return self._part == "header"

    def applied(self, folder: RulesFolder) -> RulesFolder:
        """Return the folder with the change made.

        Args:
            folder: the folder that the mutant is one of.

        """
        if self._part == "header":
            return _headed(folder, *self._new)
        if self._part == "definitions":
            return replace(folder, definitions=self._instead(folder.definitions))
        return replace(folder, entries=self._instead(folder.entries))

    def _instead(self, written: list[Any]) -> list[Any]:
        after = self._place + self._instead_of
        return [*written[: self._place], *self._new, *written[after:]]


def _headed(folder: RulesFolder, header: DocumentHeader) -> RulesFolder:
    """Return a folder whose own document, and so that of its provisions, is another."""
    provisions = [replace(one, document=header) if one.own else one for one in folder.provisions]
    return replace(folder, header=header, provisions=provisions)


def mutants_of(folder: RulesFolder, words: Vocabulary) -> Iterator[Mutant]:
    """Yield every mutant of what a folder itself states, file by file from top to bottom.

    Args:
        folder: the folder, in good order.
        words: the types of facts.

    """
    yield from sorted(_mutants(folder, words), key=_place)


def _place(mutant: Mutant) -> tuple[str, int, int]:
    return mutant.span.file, mutant.span.line, mutant.span.column


def _mutants(folder: RulesFolder, words: Vocabulary) -> Iterator[Mutant]:
    yield from _of_document(folder)
    yield from _of_order(folder, words)
    for place, definition in enumerate(folder.definitions):
        yield from _of_definition(folder.id, place, definition, words)
    for place, source in enumerate(folder.entries):
        match source.entry:
            case RuleEntry():
                yield from _of_rule(folder.id, place, source, source.entry, words)
            case EachEntry():
                yield from _of_each(folder.id, place, source, source.entry)
            case RemovalEntry(removes=name):
                where, what = f"规则“{name}”", "保留上级的这一条"
                span = source.node.span
                yield Mutant(
                    folder.id, source.decision, where, name, what, span, "entries", place, ()
                )


def _of_document(folder: RulesFolder) -> Iterator[Mutant]:
    """Yield the days in force of the document, moved; the root's only to where there was law."""
    header = folder.header
    if header is None or header.in_force is None:
        return
    span = folder.header_span or folder.place
    assert span is not None
    root = folder.extends is None
    for in_force, what in _moved(header.in_force, inward=root):
        new = header.model_copy(update={"in_force": in_force})
        yield Mutant(folder.id, None, "文件的施行期间", "施行期间", what, span, "header", 0, (new,))


def _moved(in_force: InForce, *, inward: bool = False) -> Iterator[tuple[InForce, str]]:
    """Yield the days in force with one of them moved by a day."""
    for key, label, inside in (("from_", "首日", 1), ("until", "末日", -1)):
        day: date | None = getattr(in_force, key)
        for step in (inside,) if inward else (-1, 1):
            edge = date.min if step < 0 else date.max
            if day is None or day == edge:
                continue
            other = day + step * _DAY
            moved = in_force.model_copy(update={key: other})
            if moved.from_ is None or moved.until is None or moved.from_ <= moved.until:
                yield moved, f"把施行{label} {day} 改为 {other}"


def _of_order(folder: RulesFolder, words: Vocabulary) -> Iterator[Mutant]:
    """Yield the rows of tables, each in the place of the next."""
    for place, (one, other) in enumerate(pairwise(folder.entries)):
        if one.decision == other.decision and _is_row(one, words) and _is_row(other, words):
            first, second = one.node.at(["rule"]), other.node.at(["rule"])
            name, next_ = str(first.plain()), str(second.plain())
            yield Mutant(
                folder.id,
                one.decision,
                f"规则“{name}”",
                name,
                f"排到“{next_}”后面",
                first.span,
                "entries",
                place,
                (other, one),
                2,
            )


def _is_row(source: DecisionEntrySource, words: Vocabulary) -> bool:
    """Return whether an entry is a row that stands where it is written."""
    entry = source.entry
    if words.decisions[source.decision].combine is not Combine.FIRST:
        return False
    if not isinstance(entry, RuleEntry) or entry.otherwise or not entry.then:
        return False
    return not (entry.before or entry.after or entry.replaces)


def _of_definition(
    folder: str, place: int, source: DefinitionSource, words: Vocabulary
) -> Iterator[Mutant]:
    where = f"定义“{source.name}”"

    def mutant(what: str, span: Span, *new: DefinitionSource) -> Mutant:
        return Mutant(folder, None, where, source.name, what, span, "definitions", place, new)

    if source.replaces:
        yield mutant("保留上级的这一个", source.span)
    for one in variants(source.condition, words):
        yield mutant(one.what, one.span, replace(source, condition=one.node))


def _of_each(
    folder: str, place: int, source: DecisionEntrySource, entry: EachEntry
) -> Iterator[Mutant]:
    held = source.node.at(["each"])
    for value in entry.each:
        left = {name: basis for name, basis in entry.each.items() if name != value}
        key = held.key(value) if isinstance(held, MappingNode) else None
        span = source.node.span if key is None else key.span
        new = (replace(source, entry=entry.model_copy(update={"each": left})),) if left else ()
        what, where = f"去掉“{value}”", f"判断“{source.decision}”的 each"
        yield Mutant(folder, source.decision, where, value, what, span, "entries", place, new)


def _of_rule(
    folder: str, place: int, source: DecisionEntrySource, entry: RuleEntry, words: Vocabulary
) -> Iterator[Mutant]:
    def mutant(key: str, what: str, span: Span, *new: DecisionEntrySource) -> Mutant:
        where = f"规则“{entry.rule}”" + (f"的 {key}" if key else "")
        return Mutant(folder, source.decision, where, entry.rule, what, span, "entries", place, new)

    if not entry.otherwise:
        yield mutant("", "删去这条规则", source.node.at(["rule"]).span)
    for key, what in (("when", "删去 when，不问条件"), ("unless", "删去 unless")):
        condition = source.node.get(key)
        if condition is None:
            continue
        yield mutant("", what, condition.span, _written(source, {key: None}))
        for one in variants(condition, words):
            yield mutant(key, one.what, one.span, _written(source, {key: one.node}))
    for new, what, key in _of_entry(entry):
        yield mutant("", what, source.node.at([key]).span, replace(source, entry=new))


def _of_entry(entry: RuleEntry) -> Iterator[tuple[RuleEntry, str, str]]:
    """Yield what a rule says beside its conditions, with one thing changed, and under which key."""
    if entry.then and entry.caveat is not None:
        yield entry.model_copy(update={"caveat": None}), "删去提示（caveat）", "caveat"
    if not entry.otherwise:
        for name in entry.replaces:
            left = [other for other in entry.replaces if other != name]
            new = entry.model_copy(update={"replaces": left})
            yield new, f"保留上级的“{name}”", "replaces"
    if entry.in_force is not None:
        yield entry.model_copy(update={"in_force": None}), "删去施行期间（in_force）", "in_force"
        for moved, what in _moved(entry.in_force):
            yield entry.model_copy(update={"in_force": moved}), what, "in_force"


def _written(
    source: DecisionEntrySource, instead: Mapping[str, Node | None]
) -> DecisionEntrySource:
    """Return an entry some of whose keys have other values; None takes the key away."""
    entries = tuple(
        (key, new)
        for key, node in source.node.entries
        if (new := instead.get(key.raw, node)) is not None
    )
    return replace(source, node=replace(source.node, entries=entries))
