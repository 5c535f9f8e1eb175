"""From YAML sources to the entries of rules folders and catalogs, with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gaozhi.language._border import validate
from gaozhi.language._catalog import CatalogFile
from gaozhi.language._documents import (
    DefinitionEntry,
    DocumentHeader,
    DutyEntry,
    EachEntry,
    ProvisionEntry,
    RemovalEntry,
    RuleEntry,
    RulesFile,
)
from gaozhi.source import Diagnostic, Mapping, Node, Related, Scalar, Sequence, Source, Span

__all__ = [
    "CatalogSource",
    "DecisionEntrySource",
    "DefinitionSource",
    "DutySource",
    "ProvisionSource",
    "RulesFolder",
    "read_catalog",
    "read_rules",
]


@dataclass(frozen=True, slots=True)
class ProvisionSource:
    """A provision, the document that it stands in, and where the YAML has it."""

    entry: ProvisionEntry
    document: DocumentHeader
    own: bool
    """in the jurisdiction's own document, not in a statute that it cites"""
    span: Span
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


@dataclass(slots=True)
class RulesFolder:
    """Everything that the files of one ``rules/<id>/`` say, in the order of reading."""

    id: str
    place: Span | None = None
    """the head of its first file"""
    sound: bool = True
    """whether all of it could be read"""
    header: DocumentHeader | None = None
    header_span: Span | None = None
    extends: str | None = None
    extends_span: Span | None = None
    provisions: list[ProvisionSource] = field(default_factory=list)
    definitions: list[DefinitionSource] = field(default_factory=list)
    entries: list[DecisionEntrySource] = field(default_factory=list)
    duties: list[DutySource] = field(default_factory=list)


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
    before = len(problems)
    for source in sources:
        folder.sound = folder.sound and not source.failed
        if source.root is None:
            continue
        folder.place = folder.place or source.root.span
        file, found = validate(RulesFile, source.root)
        problems.extend(found)
        if file is not None and isinstance(source.root, Mapping):
            _read_file(folder, file, source.root, problems)
    folder.sound = folder.sound and len(problems) == before
    return folder


def _read_file(
    folder: RulesFolder, file: RulesFile, root: Mapping, problems: list[Diagnostic]
) -> None:
    _read_header(folder, file, root, problems)
    _read_provisions(folder, file, root, problems)
    for key, value in _entries(root.get("define")):
        definition = _definition(key, value, problems)
        if definition is not None:
            folder.definitions.append(definition)
    for decision, entries in _entries(root.get("rules")):
        for node in _items(entries, problems):
            entry = _rule_entry(node, problems)
            if entry is not None:
                folder.entries.append(DecisionEntrySource(decision.raw, decision.span, entry, node))
    for node in _items(root.get("duties"), problems):
        duty = _duty_entry(node, problems)
        if duty is not None:
            folder.duties.append(DutySource(duty, node))


def _read_header(
    folder: RulesFolder, file: RulesFile, root: Mapping, problems: list[Diagnostic]
) -> None:
    if file.document is not None:
        span = root.at(["document"]).span
        if folder.header is not None and folder.header_span is not None:
            problems.append(
                Diagnostic.error(
                    "GZ509",
                    "一个辖区只有一份自己的文件，这里又写了一个 document",
                    span,
                    related=(Related(folder.header_span, "已在这里写过"),),
                    help="援引的法律写 statute",
                )
            )
        else:
            folder.header, folder.header_span = file.document, span
    if file.extends is not None:
        span = root.at(["extends"]).span
        if folder.extends is not None and folder.extends_span is not None:
            problems.append(
                Diagnostic.error(
                    "GZ508",
                    "extends 只写一次",
                    span,
                    related=(Related(folder.extends_span, "已在这里写过"),),
                    help="删去一处",
                )
            )
        else:
            folder.extends, folder.extends_span = file.extends, span


def _read_provisions(
    folder: RulesFolder, file: RulesFile, root: Mapping, problems: list[Diagnostic]
) -> None:
    document = file.document or file.statute
    nodes = list(_items(root.get("provisions"), problems))
    if nodes and document is None:
        problems.append(
            Diagnostic.error(
                "GZ509",
                "有 provisions 的文件没有说明出自哪份文件",
                root.at(["provisions"]).span,
                help="在同一文件里写 document（本辖区的文件）或者 statute（援引的法律）",
            )
        )
        return
    for node in nodes:
        entry, found = validate(ProvisionEntry, node)
        problems.extend(found)
        if entry is not None and document is not None:
            own = file.document is not None
            span = node.at(["id"]).span
            folder.provisions.append(ProvisionSource(entry, document, own, span, node))


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
