"""The folders of rules of a workspace, each read when it is first asked for, and their chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gaozhi.language import CatalogSource, RulesFolder, read_rules
from gaozhi.source import Diagnostic, Diagnostics, Source, Span, meant
from gaozhi.workspace.folder import Folder

__all__ = ["Chain", "ReadRules", "RulesFolders", "chain_of", "no_rules_of"]


@dataclass(frozen=True, slots=True)
class ReadRules:
    """A folder of rules as read.

    Attributes:
        folder: what its files say.
        sources: the files.
        problems: what is wrong with what they say, but not what the sources say themselves.

    """

    folder: RulesFolder
    sources: tuple[Source, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def all_problems(self) -> list[Diagnostic]:
        """Everything that is wrong with the files."""
        return [*(found for one in self.sources for found in one.diagnostics), *self.problems]


class RulesFolders(Mapping[str, RulesFolder]):
    """What every folder of rules says, by its name; one that is forgotten is read anew.

    Args:
        layers: the files of the bundle and of the folder; a later layer's folder of rules stands
            in place of an earlier one's of the same name.

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
        """Return a folder of rules with its files and what is wrong with them."""
        found = self._read.get(id_)
        if found is None:
            layer, files = self._files[id_]
            sources = tuple(file.read(layer.overlay) for file in files)
            problems = Diagnostics()
            folder = read_rules(id_, sources, problems)
            found = self._read[id_] = ReadRules(folder, sources, tuple(problems))
        return found

    def forget(self, id_: str) -> None:
        """Let go of a folder of rules: nodes take many times the room of their text."""
        self._read.pop(id_, None)


@dataclass(frozen=True, slots=True)
class Chain:
    """The folders from the root down to one.

    Attributes:
        folders: the folders.
        problem: why the chain does not reach a root; None where it is whole.

    """

    folders: tuple[RulesFolder, ...]
    problem: Diagnostic | None = None


def chain_of(
    id_: str, rules: Mapping[str, RulesFolder], called: Mapping[str, str] = MappingProxyType({})
) -> Chain:
    """Return the folders from the root down to `id_`.

    Args:
        id_: the last folder's name.
        rules: every folder, by its name.
        called: the folder of every jurisdiction by its name, which may stand in a folder's place.

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


def no_rules_of(source: CatalogSource, rules: Mapping[str, RulesFolder]) -> Diagnostic:
    """Return what to say of a catalog whose folder of rules does not exist.

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
