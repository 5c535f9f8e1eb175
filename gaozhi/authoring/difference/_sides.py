"""The two that are compared: folders, git revisions, or what comes with the package."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gaozhi.authoring.difference._revision import Repository, lay_out
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.model import Program, Vocabulary
from gaozhi.source import Severity
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.opening import open_workspace

BUNDLE: Final = "随包"
"""Names the rules that come with the package."""
_MISSED: Final = frozenset({"GZ507", "GZ512", "GZ515"})
"""What says that a parent, the rules of a catalog or the vocabulary is not there."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it was called, and what it comes to."""

    name: str
    workspace: Workspace

    @property
    def programs(self) -> Mapping[str, Program]:
        """The programs by the id of their jurisdiction."""
        return {program.id: program for program in self.workspace.programs}

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The vocabulary that all programs share; None where there is no program."""
        known = (*self.workspace.programs, *self.workspace.bare)
        return self.workspace.vocabulary if known else None

    def level(self, folder: str) -> tuple[Program, int] | None:
        """Return the program in which a folder of rules has the last word, and its level there."""
        for program in (*self.workspace.programs, *self.workspace.bare):
            if program.levels[-1].id == folder:
                return program, len(program.levels) - 1
        return None


def open_sides(old: str, new: str, stack: ExitStack) -> tuple[Side, Side]:
    """Return both sides, read and compiled.

    Where each holds all that it needs, each stands alone; otherwise both are laid over the bundled
    rules, so that what comes with the package is the same on both sides.

    Args:
        old: a folder, a git revision, or 随包.
        new: likewise.
        stack: removes what was laid out for the comparison.

    Raises:
        CatalogError: there is no such folder or revision, or its YAML has errors.

    """
    paths = {name: _folder(name, other, stack) for name, other in ((old, new), (new, old))}
    before, after = (_open(name, paths[name], bundled=paths[name] is None) for name in (old, new))
    if not (_stands_alone(before) and _stands_alone(after)):
        before, after = (_open(name, paths[name], bundled=True) for name in (old, new))
    for side in (before, after):
        errors = [d for d in side.workspace.diagnostics if d.severity is Severity.ERROR]
        if errors:
            raise CatalogError(errors, side.workspace.sources)
    return before, after


def _folder(name: str, other: str, stack: ExitStack) -> Path | None:
    """Return the folder that a name stands for; None for the bundle. Raises CatalogError."""
    if name and Path(name).is_dir():
        return Path(name)
    if name == BUNDLE:
        return None
    beside = [Path(other)] if Path(other).is_dir() else []
    repository = Repository.around([*beside, Path()], name)
    laid = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gaozhi-")))
    lay_out(repository, name, laid)
    return laid


def _open(name: str, folder: Path | None, *, bundled: bool) -> Side:
    shown = None if folder is None or Path(name) == folder else name
    return Side(
        name, open_workspace(folder, bundled=bundled, depth=Depth.QUICK, display_root=shown)
    )


def _stands_alone(side: Side) -> bool:
    """Return whether nothing is missed that would come with the package."""
    return _MISSED.isdisjoint(d.code for d in side.workspace.diagnostics)
