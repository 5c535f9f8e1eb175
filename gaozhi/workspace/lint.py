"""Lint findings over all jurisdictions of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gaozhi.compiler.lint import Key
from gaozhi.language import RulesFolder
from gaozhi.source import Diagnostic, Severity, Source
from gaozhi.workspace.file_lints import FILE_LINTS, LATER_LINTS, NAME_LINTS, Files, Names
from gaozhi.workspace.folder import Folder

__all__ = ["LintFindings"]


class LintFindings:
    """Collects findings: one about a level is kept only if every chain through it has it.

    Args:
        own: the names of the files that are checked; None for all.

    """

    def __init__(self, own: frozenset[str] | None) -> None:
        self._own = own
        self._of_rules: dict[str, dict[Key, Diagnostic]] = {}
        self._of_files: list[Diagnostic] = []
        self._later: list[Diagnostic] = []
        self._names = Names()

    def above(self, chain: Sequence[RulesFolder]) -> frozenset[Key]:
        """Return the findings in the levels above a chain's last, which are taken before it."""
        return frozenset(key for folder in chain[:-1] for key in self._of_rules.get(folder.id, ()))

    def looks_at(self, chain: Sequence[RulesFolder]) -> bool:
        """Whether a chain has a level to check."""
        place = chain[-1].place
        return bool(self.above(chain)) or place is None or self._is_own(place.file)

    def take(self, chain: Sequence[RulesFolder], found: Iterable[Diagnostic] | None) -> None:
        """Add the findings of a chain; None where it could not be checked, which counts as none."""
        by_key = {(one.code, one.span): one for one in found or ()}
        for folder in chain[:-1]:
            known = self._of_rules.get(folder.id, {})
            self._of_rules[folder.id] = {key: one for key, one in known.items() if key in by_key}
        above = self.above(chain)
        fresh = {key: one for key, one in by_key.items() if key not in above}
        before = self._of_rules.get(chain[-1].id, fresh)
        self._of_rules[chain[-1].id] = {key: one for key, one in fresh.items() if key in before}

    def look(self, chain: Sequence[RulesFolder], sources: Sequence[Source]) -> None:
        """Add the findings in the files of a chain's last folder of rules; they are not kept."""
        self._look(Files(sources, self._looked_at(sources), chain))
        self._names.take(sources)

    def all(self, layers: Sequence[Folder], problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield every finding about the files that are checked.

        Args:
            layers: the files of the bundle and of the folder; their rules have been checked.
            problems: the problems of the workspace; while there is an error, nothing is called
                unused, or still to be filled in.

        """
        vocabularies = [source for layer in layers for source in layer.vocabulary]
        self._names.take_vocabularies(vocabularies)
        looked_at = self._looked_at(one for layer in layers for one in layer.sources())
        self._look(Files((), looked_at, vocabularies=vocabularies))
        for layer in layers:
            self._names.take(layer.catalogs)
            self._look(Files(layer.catalogs, ()))
        found = [one for by_key in self._of_rules.values() for one in by_key.values()]
        found += self._of_files
        if not any(one.severity is Severity.ERROR for one in problems):
            found += (one for lint in NAME_LINTS for one in lint.check(self._names))
            found += self._later
        yield from (one for one in found if one.span is None or self._is_own(one.span.file))

    def _look(self, files: Files) -> None:
        self._of_files += (one for lint in FILE_LINTS for one in lint.check(files))
        self._later += (one for lint in LATER_LINTS for one in lint.check(files))

    def _looked_at(self, sources: Iterable[Source]) -> list[Source]:
        return [source for source in sources if self._is_own(source.name)]

    def _is_own(self, file: str) -> bool:
        return self._own is None or file in self._own
