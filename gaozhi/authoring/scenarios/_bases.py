"""The facts of a scenario: a base, what is different in it, and where each fact is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gaozhi.authoring.scenarios._scenario import Start
from gaozhi.engine import Place
from gaozhi.language import BaseEntry
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostics, Node, Span
from gaozhi.source import Mapping as MappingNode


@dataclass(slots=True)
class Facts:
    """Facts, by the name that the vocabulary has for them, and where each is written."""

    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)

    def copy(self) -> Facts:
        """Return the same facts, to be changed."""
        return Facts(dict(self.values), dict(self.keys), dict(self.spans))

    def lay(self, node: Node | None, vocabulary: Vocabulary) -> None:
        """Lay what a mapping says over the facts."""
        for name, key, value in _leaves(node):
            name = vocabulary.by_api.get(name, name)
            self.values[name] = value.plain()
            self.keys[name], self.spans[name] = key, value.span

    def take_away(self, names: Iterable[str], vocabulary: Vocabulary) -> None:
        """Leave the facts of these names unknown."""
        for name in names:
            self.values.pop(vocabulary.by_api.get(name, name), None)

    def place(self, root: Node) -> Place:
        """Return a way to the place of a fact; of all else, to its place in a mapping."""

        def find(path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
            if path[:1] == ("facts",):
                name = ".".join(path[1:])
                return self.keys.get(name, root.span), self.spans.get(name, root.span)
            found = root.at(path).span
            return found, found

        return find


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases that the scenarios of a jurisdiction may start from, by name."""

    entries: Mapping[str, tuple[BaseEntry, MappingNode]]
    vocabulary: Vocabulary
    _known: dict[str, Facts] = field(default_factory=dict, repr=False)
    _starts: dict[str, Start] = field(default_factory=dict, repr=False)

    def start_of(self, entry: BaseEntry, *, default: str | None = None) -> Start | None:
        """Return the base that an entry starts from; None where it starts from none in good order.

        Args:
            entry: a scenario whose facts were asked for.
            default: the base of an entry that names none.

        """
        name = None if entry.facts is not None else entry.base or default
        known = None if name is None else self._known.get(name)
        if name is None or known is None:
            return None
        if name not in self._starts:
            facts = {fact: value for fact, value in known.values.items() if value is not None}
            self._starts[name] = Start(name, facts)
        return self._starts[name]

    def facts_of(
        self,
        entry: BaseEntry,
        node: MappingNode,
        problems: Diagnostics,
        *,
        default: str | None = None,
        above: tuple[str, ...] = (),
    ) -> Facts:
        """Return the facts of an entry; names that lead nowhere are added to the problems.

        Args:
            entry: a base or a scenario.
            node: where it stands.
            problems: receives what is wrong.
            default: the base of an entry that names none, and writes no facts of its own.
            above: the bases that led here.

        """
        found = Facts()
        name = entry.base or default
        if entry.facts is not None:
            found.lay(node.get("facts"), self.vocabulary)
        elif name is not None:
            span = node.at(["base"]).span if entry.base is not None else node.span
            found = self._named(name, span, problems, above)
        found.lay(node.get("changes"), self.vocabulary)
        self._check_unknown(entry, node, problems)
        found.take_away(entry.unknown, self.vocabulary)
        return found

    def _named(self, name: str, span: Span, problems: Diagnostics, above: tuple[str, ...]) -> Facts:
        known = self._known.get(name)
        if known is not None:
            return known.copy()
        if name in above:
            circle = " → ".join([*above[above.index(name) :], name])
            message = f"base 绕成了圈：{circle}"
            help = "让其中一个写 facts，不再从别的开始"
            problems.error("GZ565", message, span, help=help)
            return Facts()
        if name not in self.entries:
            none = "还没有；在 bases 里写一个，或者写 extends，用上级的"
            help = f"现有：{'、'.join(self.entries) or none}"
            message = f"没有名为“{name}”的 base"
            problems.unknown_name("GZ565", message, name, self.entries, span, help)
            return Facts()
        before = len(problems)
        entry, node = self.entries[name]
        found = self.facts_of(entry, node, problems, above=(*above, name))
        if len(problems) == before:
            self._known[name] = found
        return found.copy()

    def _check_unknown(self, entry: BaseEntry, node: MappingNode, problems: Diagnostics) -> None:
        known = {*self.vocabulary.facts, *self.vocabulary.by_api}
        for index, name in enumerate(entry.unknown):
            if name not in known:
                unknown_fact(name, known, node.at(["unknown", index]).span, problems)


def unknown_fact(name: str, known: Iterable[str], span: Span, problems: Diagnostics) -> None:
    """Add the refusal of a name that is no fact; the nearest is offered.

    Args:
        name: as it is written.
        known: the names of facts.
        span: where it is written.
        problems: receives it.

    """
    help = "名称以词汇表 rules/vocabulary.yaml 为准"
    problems.unknown_name("GZ601", f"不认识的事实“{name[:80]}”", name, known, span, help)


def _leaves(node: Node | None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Span, Node]]:
    """Yield every fact of a mapping, which may be nested, with the place of its key."""
    if not isinstance(node, MappingNode):
        return
    for key, value in node.entries:
        if isinstance(value, MappingNode) and len(path) < 8 and len(value):
            yield from _leaves(value, (*path, key.raw))
        else:
            yield ".".join((*path, key.raw)), key.span, value
