"""The folders of rules of a workspace, each read when it is first asked for, and their chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gaozhi.language import CatalogSource, RulesFolder, extended_vocabulary, read_rules
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostic, Diagnostics, Source, Span, meant
from gaozhi.workspace.folder import Folder

__all__ = ["Chain", "ReadRules", "RulesFolders", "chain_of", "no_rules_of", "words_of"]


@dataclass(frozen=True, slots=True)
class ReadRules:
    """A folder of rules as read.

    Attributes:
        folder: the contents of its files.
        sources: the files.
        problems: their problems, without those that the sources have themselves.

    """

    folder: RulesFolder
    sources: tuple[Source, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def all_problems(self) -> list[Diagnostic]:
        """All problems of the files."""
        return [*(found for one in self.sources for found in one.diagnostics), *self.problems]


class RulesFolders(Mapping[str, RulesFolder]):
    """The contents of every folder of rules, by its name; a forgotten one is read again.

    Args:
        layers: the files of the bundle and of the folder; a folder of rules of a later layer
            replaces one of the same name.

    """

    def __init__(self, layers: Sequence[Folder]) -> None:
        self._files = {
            id_: (layer, files) for layer in layers for id_, files in layer.rules.items()
        }
        self._read: dict[str, ReadRules] = {}

    def __getitem__(self, id_: str) -> RulesFolder:
        return self.read(id_).folder

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._files

    def read(self, id_: str) -> ReadRules:
        """Return a folder of rules with its files and their problems."""
        found = self._read.get(id_)
        if found is None:
            layer, files = self._files[id_]
            sources = tuple(file.read(layer.overlay) for file in files)
            problems = Diagnostics()
            folder = read_rules(id_, sources, problems)
            found = self._read[id_] = ReadRules(folder, sources, tuple(problems))
        return found

    def mentioning(self, word: str) -> Iterator[str]:
        """Yield the folders that have a word anywhere in their text, without keeping any read."""
        for id_, (layer, files) in self._files.items():
            kept = id_ in self._read
            if any(word in file.text(layer.overlay) for file in files):
                yield id_
                if not kept:
                    self.forget(id_)

    def forget(self, id_: str) -> None:
        """Drop a folder of rules from the cache: nodes take many times the memory of their text."""
        self._read.pop(id_, None)


@dataclass(frozen=True, slots=True)
class Chain:
    """A folder of rules with those that it extends.

    Attributes:
        folders: the folders, from the root down.
        problem: why the chain does not reach a root; None where it is complete.

    """

    folders: tuple[RulesFolder, ...]
    problem: Diagnostic | None = None


def chain_of(
    id_: str, rules: Mapping[str, RulesFolder], called: Mapping[str, str] = MappingProxyType({})
) -> Chain:
    """Return the chain of a folder of rules.

    Args:
        id_: the folder's name.
        rules: every folder, by its name.
        called: the folder of every jurisdiction by the jurisdiction's name, to suggest it where
            that name was written for the folder's.

    """
    chain: list[RulesFolder] = []
    folder = rules[id_]
    while True:
        if any(folder is link for link in chain):
            circle = " → ".join([*(link.id for link in chain), folder.id])
            help = "extends 写上级，最上一级不写"
            message = f"extends 成了循环：{circle}"
            problem = Diagnostic.error("GZ508", message, folder.extends_span, help=help)
            return Chain(tuple(chain[::-1]), problem)
        chain.append(folder)
        if folder.extends is None:
            return Chain(tuple(chain[::-1]))
        if folder.extends not in rules:
            message, span = f"上级“{folder.extends}”不存在", folder.extends_span
            problem = _no_such_rules(message, "GZ507", folder.extends, rules, span, called)
            return Chain(tuple(chain[::-1]), problem)
        folder = rules[folder.extends]


def words_of(id_: str, rules: Mapping[str, RulesFolder], vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary with the words that a folder of rules and those above it add.

    Args:
        id_: the folder's name; one that is not there adds nothing.
        rules: every folder, by its name.
        vocabulary: the words that all jurisdictions share.

    """
    chain = chain_of(id_, rules).folders if id_ in rules else ()
    return extended_vocabulary(vocabulary, chain, Diagnostics())


def no_rules_of(source: CatalogSource, rules: Mapping[str, RulesFolder]) -> Diagnostic:
    """Return the error of a catalog whose folder of rules does not exist.

    Args:
        source: the catalog.
        rules: every folder, by its name.

    """
    id_, span = source.catalog.rules, source.node.at(["rules"]).span
    return _no_such_rules(f"没有 rules/{id_}", "GZ512", id_, rules, span, {})


def _no_such_rules(
    message: str,
    code: str,
    id_: str,
    rules: Mapping[str, RulesFolder],
    span: Span | None,
    called: Mapping[str, str],
) -> Diagnostic:
    known = f"现有：{'、'.join(sorted(rules)) or '无'}"
    if span is None:
        return Diagnostic.error(code, message, help=known)
    offer = meant(id_, rules, span, known, aliases=called)
    return Diagnostic.error(code, message, span, help=offer.help, fix=offer.fix)
