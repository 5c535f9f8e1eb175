"""A case file: one YAML file that says who is to decide what about which case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from gaozhi.engine import Case, ItemKey, Place, find_decision
from gaozhi.errors import CaseError, DocumentError, UnknownJurisdiction
from gaozhi.library.library import Jurisdiction, Library
from gaozhi.source import (
    Diagnostic,
    Diagnostics,
    Limits,
    Node,
    Source,
    Span,
    path_of,
    read_day,
    read_file,
    require,
    unusable,
)
from gaozhi.source import Mapping as MappingNode

if TYPE_CHECKING:
    from gaozhi.documents import Document
    from gaozhi.language import CaseFile, Model

__all__ = [
    "LIMITS",
    "CaseRequest",
    "find_jurisdiction",
    "item_key",
    "open_file",
    "places",
    "read_case",
    "request_of",
]

M = TypeVar("M", bound="Model")

# Fewer values than a file of rules may hold: a stranger may send a case, and waits for an answer.
LIMITS: Final = Limits(nodes=80_000)


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """A case file, read: who is to decide what about which case."""

    jurisdiction: Jurisdiction
    decision: str
    case: Case
    source: Source = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    on: date | None
    fill: Mapping[str, Any] = field(repr=False)

    def render(
        self,
        form: str,
        given: Mapping[str, Any] | None = None,
        *,
        with_identity: bool = False,
        blank: bool = False,
    ) -> Document:
        """Return a form made out for the case, with what its `fill` and `given` say.

        Args:
            form: the form's name.
            given: goes before `fill`; see `Jurisdiction.render`, as for the rest.
            with_identity: print identity numbers in full.
            blank: leave needed fields open too, whatever the case.

        Raises:
            DocumentError: with every problem; one of `fill` at its place in the file.

        """
        if given is not None and not isinstance(given, Mapping):
            help = "写作 {字段: 内容, …}"
            raise DocumentError([unusable("given", "键值对（映射）", given, help)])
        try:
            return self.jurisdiction.render(
                form,
                self.case,
                {**self.fill, **(given or {})},
                with_identity=with_identity,
                blank=blank,
                place=self._place_of_fill(given or {}),
            )
        except DocumentError as error:
            texts = {self.source.name: self.source.text}
            raise DocumentError(error.diagnostics, texts) from None

    def _place_of_fill(self, given: Mapping[str, Any]) -> Place | None:
        """Return where `fill` stands in the file; what `given` says instead stands in none."""
        if self.source.root is None:
            return None
        in_file = places(self.source.root)

        def place(path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
            return (None, None) if path[1:] and path[1] in given else in_file(path)

        return place


def read_case(path: str | PathLike[str], library: Library) -> CaseRequest:
    """Return what a case file asks.

    Args:
        path: the YAML file: {jurisdiction, decision, item, date, facts, fill}.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)")
    source, root = open_tree(path)
    return request_of(source, root, library)


def request_of(source: Source, root: Node, library: Library) -> CaseRequest:
    """Return what a case file asks, once its text is read.

    Args:
        source: the file.
        root: its tree.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    texts = {source.name: source.text}
    file = _in_order(root) or _fitted_case(source, root)
    jurisdiction = find_jurisdiction(file.jurisdiction, library, root.at(["jurisdiction"]), texts)
    found: list[Diagnostic] = []
    name = file.decision or jurisdiction.vocabulary.default_decision
    try:
        name = find_decision(jurisdiction.program, name).spec.name
    except CaseError as error:
        found += [_placed(d, root.at(["decision"]).span) for d in error.diagnostics]
    try:
        case = jurisdiction.case(
            file.facts, item=item_key(file.item), on=file.date, place=places(root)
        )
    except CaseError as error:
        found += error.diagnostics
    if found:
        raise CaseError(found, texts)
    return CaseRequest(jurisdiction, name, case, source, file.facts, file.date, file.fill)


def open_file(path: str | PathLike[str], model: type[M]) -> tuple[Source, Node, M]:
    """Return a file, its tree and what it says; raise CaseError where it says nothing usable."""
    source, root = open_tree(path)
    return source, root, fitted(model, source, root)


def open_tree(path: str | PathLike[str]) -> tuple[Source, Node]:
    """Return a file and its tree; raise CaseError where it has none."""
    source = read_file(path_of(path, "path", CaseError), limits=LIMITS)
    if source.diagnostics or source.root is None:
        raise CaseError(source.diagnostics, {source.name: source.text})
    return source, source.root


class _Written(NamedTuple):
    """What a case file says; the same as a `CaseFile`."""

    jurisdiction: str
    decision: str | None = None
    item: Any = None
    date: date | None = None
    facts: Mapping[str, Any] = MappingProxyType({})
    fill: Mapping[str, Any] = MappingProxyType({})


def _in_order(root: Node) -> _Written | None:
    """Return what a file in order says, at a fraction of what the border costs to load.

    None leaves it to the border, which has a word for everything that may be wrong.
    """
    data = root.plain()
    if not isinstance(data, dict) or not data.keys() <= set(_Written._fields):
        return None
    if not isinstance(data.get("jurisdiction"), str):
        return None
    words: list[Any] = [
        data[key] for key in ("jurisdiction", "decision") if data.get(key) is not None
    ]
    for table in (data[key] for key in ("facts", "fill") if key in data):
        if not isinstance(table, dict):
            return None
        words += table
    if not all(isinstance(one, str) and one for one in words):
        return None
    try:
        # Half a character that JSON writes is none.
        "".join(words).encode()
        day = data.get("date")
        given: dict[str, Any] = data if day is None else {**data, "date": read_day(day)}
    except ValueError:
        return None
    return _Written(**given)


def _fitted_case(source: Source, root: Node) -> CaseFile:
    from gaozhi.language import CaseFile

    return fitted(CaseFile, source, root)


def fitted(model: type[M], source: Source, root: Node) -> M:
    """Return what a tree says; raise CaseError where it says nothing usable."""
    # Here, so that whoever has a case in order does not pay for the border.
    from gaozhi.language import validate

    problems = Diagnostics()
    file = validate(model, root, problems)
    if file is None:
        raise CaseError(problems, {source.name: source.text})
    return file


def find_jurisdiction(
    name: str, library: Library, node: Node, texts: Mapping[str, str]
) -> Jurisdiction:
    """Return the jurisdiction that a file names; raise CaseError at the place of the name."""
    try:
        return library[name]
    except UnknownJurisdiction as error:
        raise CaseError((_placed(one, node.span) for one in error.diagnostics), texts) from None


def item_key(written: object) -> ItemKey | None:
    """Return the item that a file names: by number, by both names, or by the certificate's."""
    return (
        written
        if isinstance(written, int | dict) or written is None
        else {"certificate": str(written)}
    )


def _placed(diagnostic: Diagnostic, span: Span) -> Diagnostic:
    return replace(diagnostic, span=span)


def places(root: Node) -> Place:
    """Return a way to the place of a fact, the date or the item in a case file."""

    def place(path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
        holder = root.at(path[:-1])
        key = holder.key(path[-1]) if isinstance(holder, MappingNode) else None
        return (None, None) if key is None else (key.span, holder.at(path[-1:]).span)

    return place
