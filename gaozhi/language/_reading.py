"""From YAML sources to the entries of rules folders and catalogs, with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from gaozhi.language._catalog import CatalogFile
from gaozhi.language._documents import (
    AsideEntry,
    DefinitionEntry,
    DocumentHeader,
    DutyEntry,
    EachEntry,
    OrgansEntry,
    ProvisionEntry,
    RemovalEntry,
    RuleEntry,
    RulesFile,
)
from gaozhi.language._forms import BlockEntry, FieldEntry, FormEntry, WordingEntry
from gaozhi.language._validation import validate
from gaozhi.language._watch import WatchEntry
from gaozhi.source import Diagnostic, Mapping, Node, Related, Scalar, Sequence, Source, Span

__all__ = [
    "PARTS",
    "AsideSource",
    "CatalogSource",
    "DecisionEntrySource",
    "DefinitionSource",
    "DutySource",
    "FormSource",
    "OrgansSource",
    "ProvisionSource",
    "RulesFolder",
    "WatchSource",
    "WordingSource",
    "read_catalog",
    "read_rules",
]


PARTS: Final = (
    *("document", "provisions", "define", "rules", "duties", "watch"),
    *("forms", "wording", "asides"),
)
"""What the files of a rules folder are made of."""


@dataclass(frozen=True, slots=True)
class ProvisionSource:
    """A provision, the document that it stands in, and where the YAML has it."""

    entry: ProvisionEntry
    document: DocumentHeader
    own: bool
    """in the jurisdiction's own document, not in a statute that it cites"""
    span: Span
    node: Mapping
    holder: Node
    """the document's or statute's own node"""


@dataclass(frozen=True, slots=True)
class AsideSource:
    """Words of the folder's own document that are no provision, and where the YAML has them."""

    entry: AsideEntry
    node: Mapping


@dataclass(frozen=True, slots=True)
class DefinitionSource:
    """A named condition; `condition` is still YAML."""

    name: str
    condition: Node
    replaces: bool
    basis: tuple[str, ...]
    span: Span
    node: Node


@dataclass(frozen=True, slots=True)
class DecisionEntrySource:
    """One entry below a decision: a rule, a removal, or an ``each``."""

    decision: str
    decision_span: Span
    entry: RuleEntry | RemovalEntry | EachEntry
    node: Mapping


@dataclass(frozen=True, slots=True)
class DutySource:
    """A duty, or the removal of one."""

    entry: DutyEntry | RemovalEntry
    node: Mapping


@dataclass(frozen=True, slots=True)
class FormSource:
    """A form with its fields and its pieces, or the removal of one."""

    entry: FormEntry | RemovalEntry
    node: Mapping
    fields: tuple[tuple[str, FieldEntry, Node], ...] = ()
    blocks: tuple[tuple[BlockEntry, Mapping], ...] = ()


@dataclass(frozen=True, slots=True)
class WordingSource:
    """What texts must not say, and where the YAML has it."""

    entry: WordingEntry
    node: Node


@dataclass(frozen=True, slots=True)
class OrgansSource:
    """A group of organs under its name, and where the YAML has it."""

    name: str
    entry: OrgansEntry
    span: Span
    node: Node


@dataclass(frozen=True, slots=True)
class WatchSource:
    """A watch rule, or the removal of one."""

    entry: WatchEntry | RemovalEntry
    node: Mapping


@dataclass(slots=True)
class RulesFolder:
    """Everything that the files of one ``rules/<id>/`` say, in the order of reading."""

    id: str
    place: Span | None = None
    """the head of its first file"""
    faulty: set[str] = field(default_factory=set)
    """which of `PARTS` could not be read in full"""
    header: DocumentHeader | None = None
    header_node: Node | None = None
    """its own document's node"""
    extends: str | None = None
    extends_span: Span | None = None
    provisions: list[ProvisionSource] = field(default_factory=list)
    asides: list[AsideSource] = field(default_factory=list)
    definitions: list[DefinitionSource] = field(default_factory=list)
    entries: list[DecisionEntrySource] = field(default_factory=list)
    duties: list[DutySource] = field(default_factory=list)
    forms: list[FormSource] = field(default_factory=list)
    organs: list[OrgansSource] = field(default_factory=list)
    wordings: list[WordingSource] = field(default_factory=list)
    watch: list[WatchSource] = field(default_factory=list)
    stray: list[Node] = field(default_factory=list)
    """conditions of entries that could not be read: worth checking all the same"""

    @property
    def header_span(self) -> Span | None:
        """Where its own document is said to be."""
        return None if self.header_node is None else self.header_node.span


@dataclass(frozen=True, slots=True)
class CatalogSource:
    """A catalog and the node it was read from."""

    catalog: CatalogFile
    node: Mapping


def read_catalog(source: Source, problems: list[Diagnostic]) -> CatalogSource | None:
    """Return the catalog that a file holds, or None where it holds none; problems are added."""
    if source.root is None:
        return None
    catalog, found = validate(CatalogFile, source.root)
    problems.extend(found)
    if catalog is None or not isinstance(source.root, Mapping):
        return None
    return CatalogSource(catalog, source.root)


def read_rules(id_: str, sources: Iterable[Source], problems: list[Diagnostic]) -> RulesFolder:
    """Return what all files of a rules folder say; problems are added, what is sound is kept.

    Args:
        id_: the folder's name, which is the jurisdiction's id among rules.
        sources: the files, read.
        problems: receives every problem, each at its place.

    """
    folder = RulesFolder(id_)
    for source in sources:
        if source.failed:
            folder.faulty.update(PARTS)
        if source.root is None:
            continue
        folder.place = folder.place or source.root.span
        _, found = validate(RulesFile, source.root)
        if found:
            problems.extend(found)
            folder.faulty.update(PARTS)
        if isinstance(source.root, Mapping):
            _read_file(folder, source.root, problems)
    return folder


def _read_file(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    """Read every part that is there, sound or not: all problems are wanted at once."""
    for part, read in (
        ("document", _read_header),
        ("provisions", _read_provisions),
        ("define", _read_definitions),
        ("rules", _read_entries),
        ("organs", _read_organs),
        ("duties", _read_duties),
        ("forms", _read_forms),
        ("wording", _read_wording),
        ("watch", _read_watch),
        ("asides", _read_asides),
    ):
        before = len(problems)
        read(folder, root, problems)
        if len(problems) > before:
            folder.faulty.add(part)


def _read_header(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    document, extends = root.get("document"), root.get("extends")
    if document is not None:
        header, found = validate(DocumentHeader, document)
        problems.extend(found)
        if folder.header_node is not None:
            problems.append(
                Diagnostic.error(
                    "GZ509",
                    "一个地区只有一份自己的文件，这里又写了一个 document",
                    document.span,
                    related=(Related(folder.header_node.span, "已在这里写过"),),
                    help="援引的法律写 statute",
                )
            )
        else:
            folder.header, folder.header_node = header, document
    if isinstance(extends, Scalar) and isinstance(extends.value, str):
        if folder.extends_span is not None:
            problems.append(
                Diagnostic.error(
                    "GZ508",
                    "extends 只写一次",
                    extends.span,
                    related=(Related(folder.extends_span, "已在这里写过"),),
                    help="删去一处",
                )
            )
        else:
            folder.extends, folder.extends_span = extends.value, extends.span


def _read_provisions(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    nodes = list(_items(root.get("provisions"), problems))
    holder = root.get("document") or root.get("statute")
    if nodes and holder is None:
        problems.append(
            Diagnostic.error(
                "GZ509",
                "有 provisions 的文件没有说明出自哪份文件",
                root.at(["provisions"]).span,
                help="在同一文件里写 document（本地区的文件）或者 statute（援引的法律）",
            )
        )
    document = None if holder is None else validate(DocumentHeader, holder)[0]
    own = root.get("document") is not None
    for node in nodes:
        entry, found = validate(ProvisionEntry, node)
        problems.extend(found)
        if entry is not None and document is not None and holder is not None:
            span = node.at(["id"]).span
            folder.provisions.append(ProvisionSource(entry, document, own, span, node, holder))


def _read_asides(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    nodes = list(_items(root.get("asides"), problems))
    if nodes and root.get("statute") is not None:
        problems.append(
            Diagnostic.error(
                "GZ509",
                "援引的法律没有其余文字可写，asides 只写本地区自己的文件",
                root.at(["asides"]).span,
                help="把 asides 移到写 document 的文件里，或者另写一个文件",
            )
        )
        return
    for node in nodes:
        entry, found = validate(AsideEntry, node)
        problems.extend(found)
        if entry is not None:
            folder.asides.append(AsideSource(entry, node))


def _read_definitions(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for key, value in _entries(root.get("define")):
        definition = _definition(key, value, problems)
        if definition is not None:
            folder.definitions.append(definition)


def _read_entries(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for decision, entries in _entries(root.get("rules")):
        for node in _items(entries, problems):
            entry = _rule_entry(node, problems)
            if entry is None:
                folder.stray += [c for c in (node.get("when"), node.get("unless")) if c is not None]
            else:
                folder.entries.append(DecisionEntrySource(decision.raw, decision.span, entry, node))


def _read_duties(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for node in _items(root.get("duties"), problems):
        duty = _duty_entry(node, problems)
        if duty is not None:
            folder.duties.append(DutySource(duty, node))
        elif (condition := node.get("when")) is not None:
            folder.stray.append(condition)


def _read_organs(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for key, node in _entries(root.get("organs")):
        entry, found = validate(OrgansEntry, node)
        problems.extend(found)
        if entry is not None:
            folder.organs.append(OrgansSource(key.raw, entry, key.span, node))


def _read_forms(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for node in _items(root.get("forms"), problems):
        if node.get("removes") is not None:
            removal, found = validate(RemovalEntry, node)
            problems.extend(found)
            if removal is not None:
                folder.forms.append(FormSource(removal, node))
            continue
        entry, found = validate(FormEntry, node)
        problems.extend(found)
        before = len(problems)
        fields = []
        for key, held in _entries(node.get("fields")):
            declared, found = validate(FieldEntry, held)
            problems.extend(found)
            if declared is not None:
                fields.append((key.raw, declared, held))
        blocks = []
        for held in _items(node.get("body"), problems):
            block, found = validate(BlockEntry, held)
            problems.extend(found)
            if block is not None:
                blocks.append((block, held))
        if entry is not None and len(problems) == before:
            folder.forms.append(FormSource(entry, node, tuple(fields), tuple(blocks)))


def _read_wording(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    node = root.get("wording")
    if not isinstance(node, Mapping):
        return
    entry, found = validate(WordingEntry, node)
    problems.extend(found)
    if entry is not None:
        folder.wordings.append(WordingSource(entry, node))


def _read_watch(folder: RulesFolder, root: Mapping, problems: list[Diagnostic]) -> None:
    for node in _items(root.get("watch"), problems):
        model: type[WatchEntry] | type[RemovalEntry] = WatchEntry
        if node.get("removes") is not None:
            model = RemovalEntry
        entry, found = validate(model, node)
        problems.extend(found)
        if entry is not None:
            folder.watch.append(WatchSource(entry, node))


def _definition(key: Scalar, value: Node, problems: list[Diagnostic]) -> DefinitionSource | None:
    if isinstance(value, Mapping) and value.get("when") is not None:
        entry, found = validate(DefinitionEntry, value)
        problems.extend(found)
        if entry is None:
            return None
        condition = value.at(["when"])
        return DefinitionSource(
            key.raw, condition, bool(entry.replaces), tuple(entry.basis), key.span, value
        )
    return DefinitionSource(key.raw, value, replaces=False, basis=(), span=key.span, node=value)


def _rule_entry(
    node: Mapping, problems: list[Diagnostic]
) -> RuleEntry | RemovalEntry | EachEntry | None:
    model: type[RuleEntry] | type[RemovalEntry] | type[EachEntry] = RuleEntry
    if node.get("removes") is not None:
        model = RemovalEntry
    elif node.get("each") is not None:
        model = EachEntry
    entry, found = validate(model, node)
    problems.extend(found)
    return entry


def _duty_entry(node: Mapping, problems: list[Diagnostic]) -> DutyEntry | RemovalEntry | None:
    model: type[DutyEntry] | type[RemovalEntry] = DutyEntry
    if node.get("removes") is not None:
        model = RemovalEntry
    entry, found = validate(model, node)
    problems.extend(found)
    return entry


def _entries(node: Node | None) -> Iterable[tuple[Scalar, Node]]:
    return node.entries if isinstance(node, Mapping) else ()


def _items(node: Node | None, problems: list[Diagnostic]) -> Iterable[Mapping]:
    if not isinstance(node, Sequence):
        return
    for item in node.items:
        if isinstance(item, Mapping):
            yield item
        else:
            problems.append(
                Diagnostic.error(
                    "GZ203", "这里应为键值对（映射）", item.span, help="写成 - {键: 值, …}"
                )
            )
