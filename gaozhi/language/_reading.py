"""Reading rules folders and catalogs: YAML sources to entries with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from pydantic import BaseModel

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
    RuleRemovalEntry,
    RulesFile,
)
from gaozhi.language._forms import FormEntry, WordingEntry
from gaozhi.language._validation import validate
from gaozhi.language._watch import WatchEntry
from gaozhi.source import Diagnostics, Mapping, Node, Related, Scalar, Sequence, Source, Span

__all__ = [
    "PARTS",
    "WORDS",
    "AsideSource",
    "CatalogSource",
    "DecisionEntrySource",
    "DefinitionSource",
    "DutySource",
    "FormSource",
    "OrgansSource",
    "ProvisionSource",
    "RulesFolder",
    "Sourced",
    "WatchSource",
    "WordingSource",
    "read_catalog",
    "read_rules",
]


PARTS: Final = (
    *("document", "provisions", "define", "rules", "duties", "watch"),
    *("forms", "wording", "asides", "vocabulary"),
)
"""The keys of the files of a rules folder; `WORDS` are one part, ``vocabulary``."""

WORDS: Final = ("facts", "implies", "decisions", "values", "events")
"""The keys of the words that a folder adds to the vocabulary."""


E_co = TypeVar("E_co", covariant=True)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[E_co]):
    """An entry, and its node in the YAML."""

    entry: E_co
    node: Mapping


AsideSource = Sourced[AsideEntry]
"""Words of the folder's own document that are no provision."""
WordingSource = Sourced[WordingEntry]
"""The forbidden words of forms."""
DutySource = Sourced[DutyEntry | RemovalEntry]
"""A duty, or the removal of one."""
FormSource = Sourced[FormEntry | RemovalEntry]
"""A form, or the removal of one."""
WatchSource = Sourced[WatchEntry | RemovalEntry]
"""A watch rule, or the removal of one."""


@dataclass(frozen=True, slots=True)
class ProvisionSource(Sourced[ProvisionEntry]):
    """A provision, the document that it is part of, and its node in the YAML."""

    document: DocumentHeader
    own: bool
    """in the jurisdiction's own document, not in a statute that it cites"""
    holder: Node
    """the document's or statute's own node"""

    @property
    def span(self) -> Span:
        """The place of its id."""
        return self.node.at(["id"]).span


@dataclass(frozen=True, slots=True)
class DefinitionSource:
    """A definition; `condition` is still YAML."""

    name: str
    condition: Node
    replaces: bool
    basis: tuple[str, ...]
    span: Span
    node: Node


@dataclass(frozen=True, slots=True)
class DecisionEntrySource(Sourced[RuleEntry | RuleRemovalEntry | EachEntry]):
    """One entry below a decision: a rule, a removal, or an ``each``."""

    decision: str
    decision_span: Span


@dataclass(frozen=True, slots=True)
class OrgansSource:
    """A group of organs with its name, and its node in the YAML."""

    name: str
    entry: OrgansEntry
    span: Span
    node: Node


@dataclass(slots=True)
class RulesFolder:
    """The contents of all files of one ``rules/<id>/``, in the order of reading."""

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
    words: list[Mapping] = field(default_factory=list)
    """the files that add words, which are read over the vocabulary of its chain"""
    stray: list[Node] = field(default_factory=list)
    """conditions of entries that could not be read, which are checked nevertheless"""

    @property
    def header_span(self) -> Span | None:
        """The place of the header of its own document."""
        return None if self.header_node is None else self.header_node.span


@dataclass(frozen=True, slots=True)
class CatalogSource:
    """A catalog and the node it was read from."""

    catalog: CatalogFile
    node: Mapping


def read_catalog(source: Source, problems: Diagnostics) -> CatalogSource | None:
    """Return the catalog of a file, or None where it has errors; problems are added."""
    if source.root is None:
        return None
    catalog = validate(CatalogFile, source.root, problems)
    if catalog is None or not isinstance(source.root, Mapping):
        return None
    return CatalogSource(catalog, source.root)


def read_rules(id_: str, sources: Iterable[Source], problems: Diagnostics) -> RulesFolder:
    """Return the contents of all files of a rules folder, without the faulty entries.

    Args:
        id_: the folder's name, by which others extend it.
        sources: the files as read.
        problems: receives every problem, each at its place.

    """
    folder = RulesFolder(id_)
    for source in sources:
        if source.failed:
            folder.faulty.update(PARTS)
        if source.root is None:
            continue
        folder.place = folder.place or source.root.span
        if validate(RulesFile, source.root, problems) is None:
            folder.faulty.update(PARTS)
        if isinstance(source.root, Mapping):
            if any(key in source.root for key in WORDS):
                folder.words.append(source.root)
            _read_file(folder, source.root, problems)
    return folder


def _read_file(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    """Read every part of a file, even after a faulty one, to report all problems at once."""
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


def _read_header(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    document, extends = root.get("document"), root.get("extends")
    if document is not None:
        header = validate(DocumentHeader, document, problems)
        if folder.header_node is not None:
            problems.error(
                "GZ509",
                "一个地区只有一份自己的文件，这里又写了一个 document",
                document.span,
                related=(Related(folder.header_node.span, "已在这里写过"),),
                help="援引的法律写 statute",
            )
        else:
            folder.header, folder.header_node = header, document
    if isinstance(extends, Scalar) and isinstance(extends.value, str):
        if folder.extends_span is not None:
            related = (Related(folder.extends_span, "已在这里写过"),)
            problems.error(
                "GZ508", "extends 只写一次", extends.span, related=related, help="删去一处"
            )
        else:
            folder.extends, folder.extends_span = extends.value, extends.span


def _read_provisions(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    nodes = list(_items(root, "provisions", problems))
    holder = root.get("document") or root.get("statute")
    if nodes and holder is None:
        problems.error(
            "GZ509",
            "有 provisions 的文件没有说明出自哪份文件",
            root.at(["provisions"]).span,
            help="在同一文件里写 document（本地区的文件）或者 statute（援引的法律）",
        )
    # Its problems are reported where it is read as the folder's or the file's own.
    document = None if holder is None else validate(DocumentHeader, holder, Diagnostics())
    own = root.get("document") is not None
    for node in nodes:
        entry = validate(ProvisionEntry, node, problems)
        if entry is not None and document is not None and holder is not None:
            folder.provisions.append(ProvisionSource(entry, node, document, own, holder))


def _read_asides(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    nodes = list(_items(root, "asides", problems))
    if nodes and root.get("statute") is not None:
        problems.error(
            "GZ509",
            "援引的法律没有其余文字可写，asides 只写本地区自己的文件",
            root.at(["asides"]).span,
            help="把 asides 移到写 document 的文件里，或者另写一个文件",
        )
        return
    for node in nodes:
        entry = validate(AsideEntry, node, problems)
        if entry is not None:
            folder.asides.append(Sourced(entry, node))


def _read_definitions(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for key, node in _entries(root.get("define")):
        replaces, condition = False, node
        basis: tuple[str, ...] = ()
        if isinstance(node, Mapping) and node.get("when") is not None:
            entry = validate(DefinitionEntry, node, problems)
            if entry is None:
                continue
            replaces, basis = bool(entry.replaces), tuple(entry.basis)
            condition = node.at(["when"])
        folder.definitions.append(
            DefinitionSource(key.raw, condition, replaces, basis, key.span, node)
        )


def _read_entries(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for decision, _ in _entries(root.get("rules")):
        for node in _items(root.at(["rules"]), decision.raw, problems):
            entry: RuleEntry | RuleRemovalEntry | EachEntry | None
            if node.get("removes") is not None:
                entry = validate(RuleRemovalEntry, node, problems)
            elif node.get("each") is not None:
                entry = validate(EachEntry, node, problems)
            else:
                entry = validate(RuleEntry, node, problems)
            if entry is None:
                folder.stray += [c for c in (node.get("when"), node.get("unless")) if c is not None]
            else:
                folder.entries.append(DecisionEntrySource(entry, node, decision.raw, decision.span))


def _read_duties(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for node in _items(root, "duties", problems):
        duty = _or_removal(DutyEntry, node, problems)
        if duty is not None:
            folder.duties.append(Sourced(duty, node))
        elif (condition := node.get("when")) is not None:
            folder.stray.append(condition)


def _read_organs(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for key, node in _entries(root.get("organs")):
        entry = validate(OrgansEntry, node, problems)
        if entry is not None:
            folder.organs.append(OrgansSource(key.raw, entry, key.span, node))


def _read_forms(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for node in _items(root, "forms", problems):
        entry = _or_removal(FormEntry, node, problems)
        if entry is not None:
            folder.forms.append(Sourced(entry, node))


def _read_wording(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    node = root.get("wording")
    if isinstance(node, Mapping):
        entry = validate(WordingEntry, node, problems)
        if entry is not None:
            folder.wordings.append(Sourced(entry, node))


def _read_watch(folder: RulesFolder, root: Mapping, problems: Diagnostics) -> None:
    for node in _items(root, "watch", problems):
        entry = _or_removal(WatchEntry, node, problems)
        if entry is not None:
            folder.watch.append(Sourced(entry, node))


def _or_removal(model: type[M], node: Mapping, problems: Diagnostics) -> M | RemovalEntry | None:
    """Return an entry, or the removal of a parent's."""
    if node.get("removes") is not None:
        return validate(RemovalEntry, node, problems)
    return validate(model, node, problems)


def _entries(node: Node | None) -> Iterable[tuple[Scalar, Node]]:
    return node.entries if isinstance(node, Mapping) else ()


def _items(holder: Node, key: str, problems: Diagnostics) -> Iterable[Mapping]:
    """Yield the mappings of the list under a key; any other element is a problem."""
    node = holder.get(key) if isinstance(holder, Mapping) else None
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            yield item
        else:
            problems.error("GZ203", "这里应为键值对（映射）", item.span, help="写成 - {键: 值, …}")
