"""Names that are given and never used: facts that no rule reads, definitions that none refers to.

A name counts as used wherever it is written but where it is given: a name that stands in a place
that gives it no meaning is passed over rather than called unused wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gaozhi.source import Diagnostic, Mapping, Node, Scalar, Source
from gaozhi.source import Sequence as Items

__all__ = ["UsedNames", "given_facts"]

# Where a vocabulary uses its facts itself.
_USES = ("roles", "implies")


class UsedNames:
    """The names that files write, and the definitions that they give, of any number of files."""

    def __init__(self) -> None:
        self._written: set[str] = set()
        self._defined: list[Scalar] = []

    def take(self, sources: Iterable[Source]) -> None:
        """Add files of rules and catalogs."""
        for source in sources:
            self._written.update(_texts(_without_names_of_definitions(source)))
            self._defined += _definitions(source)

    def unused(self, vocabularies: Iterable[Source]) -> Iterator[Diagnostic]:
        """Yield every fact of the vocabularies and every definition that nothing uses."""
        files = list(vocabularies)
        written = set(self._written)
        for source in files:
            written.update(_texts(_part(source, key) for key in _USES))
        for name in given_facts(files):
            if name.raw not in written:
                yield Diagnostic.note(
                    "GZ570",
                    f"事实“{name.raw}”没有用到：没有规则、义务、文书、清单读它",
                    name.span,
                    help="没有用到的事实不会问，填了也不影响任何判断；是写漏了的，在规则里用上它",
                )
        for name in self._defined:
            if name.raw not in written:
                yield Diagnostic.note(
                    "GZ571",
                    f"定义“{name.raw}”没有用到",
                    name.span,
                    help="在规则的 when、unless 里用上它，或者删去它",
                )


def _part(source: Source, key: str) -> Node | None:
    return source.root.get(key) if isinstance(source.root, Mapping) else None


def given_facts(vocabularies: Iterable[Source]) -> Iterator[Scalar]:
    """Yield the names of all facts that the vocabularies give, each at its place."""
    for source in vocabularies:
        facts = _part(source, "facts")
        for fact in facts if isinstance(facts, Items) else ():
            name = fact.get("name") if isinstance(fact, Mapping) else None
            if isinstance(name, Scalar):
                yield name


def _definitions(source: Source) -> Iterator[Scalar]:
    define = _part(source, "define")
    for name, written in define if isinstance(define, Mapping) else ():
        # What takes the place of a parent's definition is used where that one is.
        if not (isinstance(written, Mapping) and written.get("replaces") is not None):
            yield name


def _without_names_of_definitions(source: Source) -> Iterator[Node | None]:
    for key, node in source.root if isinstance(source.root, Mapping) else ():
        if key.raw == "define" and isinstance(node, Mapping):
            yield from (written for _, written in node)
        else:
            yield node


def _texts(nodes: Iterable[Node | None]) -> Iterator[str]:
    """Yield every key and every value below the nodes."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node.raw
        elif isinstance(node, Mapping):
            for key, value in node:
                yield key.raw
                waiting.append(value)
        elif node is not None:
            waiting.extend(node.items)
