"""Unknown names that are words of another jurisdiction: the help says whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from gaozhi.language import RulesFolder
from gaozhi.source import Diagnostic, Mapping, Node, Scalar
from gaozhi.workspace.rules import Chain, RulesFolders

__all__ = ["with_owners"]

_UNKNOWN: Final = frozenset(
    ("GZ303", "GZ306", "GZ311", "GZ313", "GZ318", "GZ320", "GZ321", "GZ408", "GZ409", "GZ412")
)
"""The codes that report a name or a value that the jurisdiction does not know."""


def with_owners(
    problems: Iterable[Diagnostic], rules: RulesFolders, chain: Chain
) -> Iterator[Diagnostic]:
    """Yield problems; where a name is a word of another jurisdiction, the help says so.

    Args:
        problems: the problems of a chain.
        rules: every folder of rules.
        chain: the chain, whose own words are known to it.

    """
    own = {folder.id for folder in chain.folders}
    for one in problems:
        found = one.params.get("found") if one.code in _UNKNOWN else None
        owner = None if not isinstance(found, str) else _owner(found, rules, own)
        if owner is None:
            yield one
            continue
        help = f"“{found}”是 rules/{owner} 自己增加的词，只对那里有效；本地区要用的，另行写上"
        yield replace(one, help=help, fix=())


def _owner(word: str, rules: RulesFolders, own: set[str]) -> str | None:
    folders = (id_ for id_ in rules.mentioning(word) if id_ not in own)
    return next((id_ for id_ in folders if word in _words(rules[id_])), None)


def _words(folder: RulesFolder) -> Iterator[str]:
    """Yield every text of the words that a folder adds."""
    for root in folder.words:
        for key in ("facts", "decisions", "events"):
            for node in getattr(root.get(key), "items", ()):
                yield from _texts(node if isinstance(node, Scalar) else _named(node))
        yield from _texts(root.get("values"))


def _named(node: Node) -> Iterator[Node]:
    if isinstance(node, Mapping):
        named = (node.get(key) for key in ("name", "event", "values", "type"))
        yield from (one for one in named if one is not None)


def _texts(nodes: Node | Iterable[Node] | None) -> Iterator[str]:
    if isinstance(nodes, Scalar):
        yield nodes.raw
    elif isinstance(nodes, Mapping):
        for _, node in nodes:
            yield from _texts(node)
    elif nodes is not None:
        for node in nodes:
            yield from _texts(node)
