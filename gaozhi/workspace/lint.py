"""Lint findings over all jurisdictions of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as ReadOnly

from gaozhi.compiler.lint import Key
from gaozhi.language import RulesFolder
from gaozhi.source import Diagnostic, Severity
from gaozhi.workspace.file_lints import FILE_LINTS, LAST_LINTS, Files
from gaozhi.workspace.folder import Folder

__all__ = ["LintFindings"]


class LintFindings:
    """The findings so far: what is found of a level must hold in every chain through it.

    Args:
        own: the names of the files that are looked at; None for all.

    """

    def __init__(self, own: frozenset[str] | None) -> None:
        self._own = own
        self._of_rules: dict[str, dict[Key, Diagnostic]] = {}

    def above(self, chain: Sequence[RulesFolder]) -> frozenset[Key]:
        """Return what was found in the levels above a chain's last; they come before it."""
        return frozenset(key for folder in chain[:-1] for key in self._of_rules.get(folder.id, ()))

    def looks_at(self, chain: Sequence[RulesFolder]) -> bool:
        """Whether there is anything to look for in a chain."""
        place = chain[-1].place
        return bool(self.above(chain)) or place is None or self._is_own(place.file)

    def take(self, chain: Sequence[RulesFolder], found: Iterable[Diagnostic] | None) -> None:
        """Add what a chain has come to; of one that could not be looked at nothing is found."""
        by_key = {(one.code, one.span): one for one in found or ()}
        for folder in chain[:-1]:
            known = self._of_rules.get(folder.id, {})
            self._of_rules[folder.id] = {key: one for key, one in known.items() if key in by_key}
        above = self.above(chain)
        fresh = {key: one for key, one in by_key.items() if key not in above}
        before = self._of_rules.get(chain[-1].id, fresh)
        self._of_rules[chain[-1].id] = {key: one for key, one in fresh.items() if key in before}

    def all(
        self,
        layers: Sequence[Folder],
        chains: ReadOnly[str, Sequence[RulesFolder]],
        problems: Iterable[Diagnostic],
    ) -> Iterator[Diagnostic]:
        """Yield every finding about the files that are looked at.

        Args:
            layers: the files of the bundle and of the folder.
            chains: the levels of every folder of rules, from the root down.
            problems: what is wrong; while something is, nothing is called unused, or
                still to be filled in.

        """
        looked_at = [s for layer in layers for s in layer.sources() if self._is_own(s.name)]
        files = Files(layers, chains, looked_at)
        sound = not any(one.severity is Severity.ERROR for one in problems)
        lints = (*FILE_LINTS, *(LAST_LINTS if sound else ()))
        of_rules = (one for found in self._of_rules.values() for one in found.values())
        of_files = (one for lint in lints for one in lint.check(files))
        for one in (*of_rules, *of_files):
            if one.span is None or self._is_own(one.span.file):
                yield one

    def _is_own(self, file: str) -> bool:
        return self._own is None or file in self._own
