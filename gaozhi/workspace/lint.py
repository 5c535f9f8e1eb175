"""What is hardly meant, over all jurisdictions of a workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as ReadOnly
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
from gaozhi.workspace.unused import given_facts, unused_names

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

    def all(
        self,
        layers: Sequence[Folder],
        chains: ReadOnly[str, Sequence[RulesFolder]],
        problems: Iterable[Diagnostic],
    ) -> Iterator[Diagnostic]:
        """Yield every suspicion about the files that are looked at.

        Args:
            layers: the files of the bundle and of the folder.
            chains: the levels of every folder of rules, from the root down.
            problems: what is wrong; while something is, nothing is called unused, or
                still to be filled in.

        """
        for suspected in self._of_rules.values():
            for one in suspected.values():
                if one.span is None or self._is_own(one.span.file):
                    yield one
        sources = [source for layer in layers for source in layer.sources()]
        for source in sources:
            if self._is_own(source.name):
                yield from misleading_signs(source)
                yield from lost_text(source)
        found = list(_alike(layers, chains))
        if not any(one.severity is Severity.ERROR for one in problems):
            found += [*unused_names(layers), *_to_fill(layers)]
        yield from (one for one in found if one.span is None or self._is_own(one.span.file))

    def _is_own(self, file: str) -> bool:
        return self._own is None or file in self._own


def _alike(
    layers: Sequence[Folder], chains: ReadOnly[str, Sequence[RulesFolder]]
) -> Iterator[Diagnostic]:
    """Yield the names that look like others: of facts, and of what stands in one chain."""
    facts = given_facts([source for layer in layers for source in layer.vocabulary])
    yield from alike_names(((name.raw, name.span) for name in facts), ())
    for chain in chains.values():
        for names in (_definitions, _rules, _duties):
            above = [named for folder in chain[:-1] for named in names(folder)]
            yield from alike_names(names(chain[-1]), above)


def _to_fill(layers: Sequence[Folder]) -> Iterator[Diagnostic]:
    """Yield every place that is still to be filled in.

    In a folder of rules without provisions nothing can quote what is not there yet.
    """
    for layer in layers:
        for sources in (*layer.rules.values(), layer.catalogs):
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
