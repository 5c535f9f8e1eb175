"""Fixes written into an author's own files, where they do good and no harm."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Final

from gaozhi.authoring.check import Report, check, without_place
from gaozhi.source import Diagnostic, Edit, Places, Severity, apply_edits, fixable, path_of
from gaozhi.source.files_out import replace_files

__all__ = ["Fix", "FixResult", "fix"]

# What a fix brings to light may be fixed in turn; nothing that is written takes more turns.
_MOST_ROUNDS: Final = 10
# The shape of conditions: what they name is looked up once it is in order.
_SHAPES: Final = frozenset({"GZ301", "GZ302", "GZ304", "GZ307"})

_Rank = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """One problem that was fixed: what stood at its places, and what stands there now."""

    diagnostic: Diagnostic
    before: tuple[str, ...]

    @property
    def after(self) -> tuple[str, ...]:
        """What was put at each place."""
        return tuple(edit.text for edit in self.diagnostic.fix)


@dataclass(frozen=True, slots=True)
class FixResult:
    """What came of fixing a folder.

    Attributes:
        fixes: what was fixed, and is written.
        report: what a check says afterwards.
        skipped: the files that were left as they are, since another program was writing them.

    """

    fixes: tuple[Fix, ...]
    report: Report
    skipped: tuple[str, ...] = ()


def fix(folder: str | PathLike[str], *, bundled: bool = True) -> FixResult:
    """Fix what can be fixed with certainty in the folder's own files, and report what is left.

    Comments, layout, line ends and the byte-order mark stay. A fix after which a check finds more
    wrong than before is not made. Every file is replaced whole.

    Args:
        folder: as for `load`; the bundle's files are never written.
        bundled: as for `load`.

    Raises:
        OSError: a file cannot be written; those that were replaced before it stay fixed.

    """
    path_of(folder, "folder")
    run = _FixRun(folder, bundled=bundled)
    for _ in range(_MOST_ROUNDS):
        wanted = run.wanted()
        if not wanted:
            break
        run.make(wanted)
    skipped = run.write()
    report = run.report if not skipped else check(folder, bundled=bundled)
    fixes = tuple(f for f in run.fixes if not _files(f.diagnostic).intersection(skipped))
    return FixResult(fixes, report, skipped)


class _FixRun:
    """The folder as it would read with the fixes made so far, and what a check says of it."""

    def __init__(self, folder: str | PathLike[str], *, bundled: bool) -> None:
        self._folder = folder
        self._bundled = bundled
        self._data: dict[str, bytes] = {}
        """the files as they were"""
        self._texts: dict[str, bytes] = {}
        self._refused: set[tuple[Edit, ...]] = set()
        self.fixes: list[Fix] = []
        self.report = self._look({})

    def _look(self, texts: Mapping[str, bytes]) -> Report:
        return check(self._folder, bundled=self._bundled, overlay=texts)

    def wanted(self) -> list[Diagnostic]:
        """Return what is still to be fixed in the folder's own files."""
        return [
            found
            for found in fixable(self.report.diagnostics)
            if found.fix not in self._refused and self.report.own.issuperset(_files(found))
        ]

    def make(self, wanted: Sequence[Diagnostic]) -> None:
        """Make the fixes that do no harm: all together, or else each half for itself."""
        texts = dict(self._texts)
        wanted = [found for found in wanted if self._can_be_fixed(found)]
        made = [Fix(found, self._before(found)) for found in wanted]
        for name in sorted({name for found in wanted for name in _files(found)}):
            edits = [edit for found in wanted for edit in found.fix if edit.span.file == name]
            mark = codecs.BOM_UTF8 if self._data[name].startswith(codecs.BOM_UTF8) else b""
            text = apply_edits(self.report.sources[name], edits)
            texts[name] = mark + text.encode("utf-8", "surrogatepass")
        if not wanted:
            return
        report = self._look(texts)
        if _does_good(wanted, self.report, report):
            self._texts, self.report = texts, report
            self.fixes += made
        elif len(wanted) == 1:
            self._refused.add(wanted[0].fix)
        else:
            # Places move with the first half: the second is looked for afresh.
            half = len(wanted) // 2
            before = len(self.fixes)
            self.make(wanted[:half])
            if len(self.fixes) == before:
                self.make(wanted[half:])

    def _before(self, found: Diagnostic) -> tuple[str, ...]:
        texts = [(self.report.sources[edit.span.file], edit.span) for edit in found.fix]
        return tuple(text[slice(*Places("", text).range(span))] for text, span in texts)

    def _can_be_fixed(self, found: Diagnostic) -> bool:
        """Whether every file of a fix still holds what was checked; else the fix is refused."""
        for name in _files(found) - set(self._data):
            data = Path(name).read_bytes()
            text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
            if text != self.report.sources[name]:
                self._refused.add(found.fix)
                return False
            self._data[name] = data
        return True

    def write(self) -> tuple[str, ...]:
        """Replace every file that has changed; return those that another program has changed."""
        skipped = []
        changed: dict[Path, bytes] = {}
        for name, data in self._texts.items():
            path = Path(name)
            if path.read_bytes() == self._data[name]:
                changed[path] = data
            else:
                skipped.append(name)
        replace_files(changed)
        return tuple(skipped)


def _files(found: Diagnostic) -> set[str]:
    return {edit.span.file for edit in found.fix}


def _stage(found: Diagnostic) -> int:
    if found.code.startswith("GZ1"):
        return 0
    return 1 if found.code.startswith("GZ2") or found.code in _SHAPES else 2


def _does_good(wanted: Sequence[Diagnostic], before: Report, after: Report) -> bool:
    """Whether what was to be fixed is gone, and nothing is worse for it."""
    left, had = (Counter(map(without_place, report.diagnostics)) for report in (after, before))
    return _rank(after) <= _rank(before) and all(
        left[one] < had[one] for one in map(without_place, wanted)
    )


def _rank(report: Report) -> _Rank:
    """Return how bad things are: errors by when they are found, then warnings.

    What stands in the text is fixed first, even where that brings to light what could not be
    looked at before.
    """
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    by_stage = Counter(map(_stage, errors))
    warnings = sum(d.severity is Severity.WARNING for d in report.diagnostics)
    return (by_stage[0], by_stage[1], by_stage[2], warnings)
