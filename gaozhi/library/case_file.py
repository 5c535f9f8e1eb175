"""Case files: a jurisdiction, a decision and a case in one YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from gaozhi.engine import Case, ItemKey, Place, Where
from gaozhi.errors import CaseError, DocumentError, UnknownJurisdiction
from gaozhi.library.elsewhere import decision_name
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
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
    "ITEM_KEY_FORMS",
    "LIMITS",
    "CaseRequest",
    "find_jurisdiction",
    "item_key",
    "open_file",
    "places",
    "read_case",
    "request_of",
    "where",
]

M = TypeVar("M", bound="Model")

# Fewer values than a file of rules may hold, since a case may come from an untrusted sender.
LIMITS: Final = Limits(nodes=80_000)

ITEM_KEY_FORMS: Final[list[dict[str, Any]]] = [
    {"type": "integer", "minimum": 1},
    {"type": "string"},
    {
        "type": "object",
        "properties": {
            "certificate": {"type": "string"},
            "matter": {"type": "string"},
            "kind": {"type": "string"},
        },
        "additionalProperties": False,
    },
]
"""The JSON schemas of what `item_key` reads."""


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """A case file as read: the jurisdiction, the decision and the case."""

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
        """Return a form made out for the case, with the fields of `fill` and `given`.

        Args:
            form: the form's name.
            given: the contents of fields; overrides `fill`. See `Jurisdiction.render`.
            with_identity: whether identity numbers are printed in full.
            blank: whether needed fields may stay open.

        Raises:
            DocumentError: with every problem; those of `fill` at their places in the file.

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
        """Return a function to the places of `fill`; fields of `given` have none."""
        if self.source.root is None:
            return None
        in_file = places(self.source.root)

        def place(path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
            return (None, None) if path[1:] and path[1] in given else in_file(path)

        return place


def read_case(path: str | PathLike[str], library: Library) -> CaseRequest:
    """Read a case file.

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
    """Return the request of a case file, once its text is read.

    Args:
        source: the file.
        root: its tree.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    texts = {source.name: source.text}
    file = _read_sound(root) or _fitted_case(source, root)
    jurisdiction = find_jurisdiction(file.jurisdiction, library, root.at(["jurisdiction"]), texts)
    found: list[Diagnostic] = []
    name = file.decision or jurisdiction.program.default_decision
    try:
        name = decision_name(jurisdiction, name)
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
    """Return a file, its tree and its model. Raises CaseError for a file with errors."""
    source, root = open_tree(path)
    return source, root, fitted(model, source, root)


def open_tree(path: str | PathLike[str]) -> tuple[Source, Node]:
    """Return a file and its tree. Raises CaseError for one without."""
    source = read_file(path_of(path, "path", CaseError), limits=LIMITS)
    if source.diagnostics or source.root is None:
        raise CaseError(source.diagnostics, {source.name: source.text})
    return source, source.root


class _Written(NamedTuple):
    """The contents of a case file: the fields of `CaseFile`, without pydantic."""

    jurisdiction: str
    decision: str | None = None
    item: Any = None
    date: date | None = None
    facts: Mapping[str, Any] = MappingProxyType({})
    fill: Mapping[str, Any] = MappingProxyType({})


def _read_sound(root: Node) -> _Written | None:
    """Return the contents of a file without errors, at a fraction of the cost of pydantic.

    None leaves the file to the validation, which reports every problem.
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
        # Half a surrogate pair, which JSON can write, cannot be encoded.
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
    """Return the model read from a tree.

    Args:
        model: the pydantic model.
        source: the file.
        root: its tree.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    # Imported here, so that a case without errors does not pay for pydantic.
    from gaozhi.language import validate

    problems = Diagnostics()
    file = validate(model, root, problems)
    if file is None:
        raise CaseError(problems, {source.name: source.text})
    return file


def find_jurisdiction(
    name: str, library: Library, node: Node, texts: Mapping[str, str]
) -> Jurisdiction:
    """Return the jurisdiction that a file names.

    Args:
        name: its name, id or code.
        library: the jurisdictions to choose from.
        node: the node of the name.
        texts: the text of the file, by the file's name.

    Raises:
        CaseError: there is none; at the place of the name.

    """
    try:
        return library[name]
    except UnknownJurisdiction as error:
        found = (one if one.span else _placed(one, node.span) for one in error.diagnostics)
        raise CaseError(found, texts) from None


def item_key(written: object) -> ItemKey | None:
    """Return the key of the item in a file: a number, both names, or the certificate's alone."""
    return (
        written
        if isinstance(written, int | dict) or written is None
        else {"certificate": str(written)}
    )


def _placed(diagnostic: Diagnostic, span: Span) -> Diagnostic:
    return replace(diagnostic, span=span)


def where(root: Node) -> Where:
    """Return a function to the places below a node, by their path."""
    return lambda path: root.at(path).span


def places(root: Node) -> Place:
    """Return a function to the places of facts, the date and the item in a case file."""

    def place(path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
        holder = root.at(path[:-1])
        key = holder.key(path[-1]) if isinstance(holder, MappingNode) else None
        return (None, None) if key is None else (key.span, holder.at(path[-1:]).span)

    return place
