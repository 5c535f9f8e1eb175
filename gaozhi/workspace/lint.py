"""What is hardly meant, over all jurisdictions of a workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gaozhi.compiler.lint import Key
from gaozhi.language import TO_FILL, DutyEntry, RuleEntry, RulesFolder
from gaozhi.source import (
    Diagnostic,
    Mapping,
    Named,
    Scalar,
    Severity,
    Source,
    alike_names,
    lost_text,
    misleading_signs,
    scalars,
)
from gaozhi.workspace.folder import Folder
from gaozhi.workspace.unused import UsedNames, given_facts

__all__ = ["LintFindings"]

_BLANK: Final = re.compile(TO_FILL)


class LintFindings:
    """The suspicions so far: what is suspected of a level must hold in every chain through it.

    Args:
        own: the names of the files that are looked at; None for all.

    """

    def __init__(self, own: frozenset[str] | None) -> None:
        self._own = own
        self._of_rules: dict[str, dict[Key, Diagnostic]] = {}
        self._of_texts: list[Diagnostic] = []
        self._alike: list[Diagnostic] = []
        self._blanks: list[Diagnostic] = []
        self._names = UsedNames()

    def above(self, chain: Sequence[RulesFolder]) -> frozenset[Key]:
        """Return what is suspected of the levels above a chain's last; they come before it."""
        return frozenset(key for folder in chain[:-1] for key in self._of_rules.get(folder.id, ()))

    def looks_at(self, chain: Sequence[RulesFolder]) -> bool:
        """Whether there is anything to look for in a chain."""
        place = chain[-1].place
        return bool(self.above(chain)) or place is None or self._is_own(place.file)

    def take(self, chain: Sequence[RulesFolder], found: Iterable[Diagnostic] | None) -> None:
        """Add what a chain has come to; of one that could not be looked at nothing is suspected."""
        by_key = {(one.code, one.span): one for one in found or ()}
        for folder in chain[:-1]:
            known = self._of_rules.get(folder.id, {})
            self._of_rules[folder.id] = {key: one for key, one in known.items() if key in by_key}
        above = self.above(chain)
        fresh = {key: one for key, one in by_key.items() if key not in above}
        before = self._of_rules.get(chain[-1].id, fresh)
        self._of_rules[chain[-1].id] = {key: one for key, one in fresh.items() if key in before}

    def look(self, chain: Sequence[RulesFolder], sources: Sequence[Source]) -> None:
        """Add what the files of a chain's last folder of rules look like; they are not kept."""
        self._names.take(sources)
        self._look_at_texts(sources)
        self._blanks += _to_fill(sources)
        if any(self._is_own(source.name) for source in sources):
            for names in (_definitions, _rules, _duties):
                above = [named for folder in chain[:-1] for named in names(folder)]
                self._alike += alike_names(names(chain[-1]), above)

    def all(self, layers: Sequence[Folder], problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield every suspicion about the files that are looked at.

        Args:
            layers: the files of the bundle and of the folder; their rules have been looked at.
            problems: what is wrong; while something is, nothing is called unused, or
                still to be filled in.

        """
        vocabularies = [source for layer in layers for source in layer.vocabulary]
        for layer in layers:
            self._look_at_texts(layer.sources())
            self._blanks += _to_fill(layer.catalogs)
            self._names.take(layer.catalogs)
        facts = ((name.raw, name.span) for name in given_facts(vocabularies))
        found = [one for suspected in self._of_rules.values() for one in suspected.values()]
        found += [*self._of_texts, *alike_names(facts, ()), *self._alike]
        if not any(one.severity is Severity.ERROR for one in problems):
            found += [*self._names.unused(vocabularies), *self._blanks]
        yield from (one for one in found if one.span is None or self._is_own(one.span.file))

    def _look_at_texts(self, sources: Iterable[Source]) -> None:
        for source in sources:
            if self._is_own(source.name):
                self._of_texts += [*misleading_signs(source), *lost_text(source)]

    def _is_own(self, file: str) -> bool:
        return self._own is None or file in self._own


def _to_fill(sources: Sequence[Source]) -> Iterator[Diagnostic]:
    """Yield every place that is still to be filled in, in files that belong together.

    In a folder of rules without provisions nothing can quote what is not there yet.
    """
    quoted = any(_has(source, "provisions") for source in sources)
    for scalar in (one for source in sources for one in _blanks(source)):
        yield Diagnostic(
            "GZ635",
            Severity.WARNING if quoted else Severity.NOTE,
            f"还没有填：{scalar.raw.partition('：')[2] or '这里'}",
            scalar.span,
            help="写上文件里的内容；文件没有写的，可以不写的键删去",
        )


def _blanks(source: Source) -> Iterator[Scalar]:
    if source.root is not None and _BLANK.search(source.text):
        yield from (one for one in scalars(source.root) if _BLANK.fullmatch(one.raw))


def _has(source: Source, key: str) -> bool:
    return isinstance(source.root, Mapping) and source.root.get(key) is not None


def _definitions(folder: RulesFolder) -> Iterator[Named]:
    return ((source.name, source.span) for source in folder.definitions)


def _rules(folder: RulesFolder) -> Iterator[Named]:
    for source in folder.entries:
        if isinstance(source.entry, RuleEntry):
            yield source.entry.rule, source.node.at(["rule"]).span


def _duties(folder: RulesFolder) -> Iterator[Named]:
    for source in folder.duties:
        if isinstance(source.entry, DutyEntry):
            yield source.entry.duty, source.node.at(["duty"]).span
