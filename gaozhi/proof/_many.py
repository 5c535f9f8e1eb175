"""Every jurisdiction within its superior: one after the other, or by several processes at once."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from gaozhi.library.library import Library, load
from gaozhi.proof._public import prove
from gaozhi.proof._result import Proof

__all__ = ["Asked", "prove_all"]

_BETWEEN: Final = 16
"""After so many jurisdictions a process that does nothing else looks for what nobody needs."""


class Asked(NamedTuple):
    """What is asked of the jurisdictions of some rules.

    Attributes:
        rules: a folder of YAML or a bundle, see `load`; None for what comes with the package.
        trusted: the files of the public keys one of which must have signed the bundle.
        folders: only jurisdictions are asked about whose rules are in one of these folders of
            rules, or build on it; none for all.
        decision: the name or api name of one decision; None for all.

    """

    rules: Path | None = None
    trusted: tuple[Path, ...] = ()
    folders: frozenset[str] = frozenset()
    decision: str | None = None

    def library(self) -> Library:
        """Return the jurisdictions. Raises CatalogError, BundleError."""
        return load(self.rules, strict=False, trusted=self.trusted or None)


def prove_all(asked: Asked, library: Library, jobs: int = 1) -> Iterator[tuple[str, Proof | None]]:
    """Yield of every jurisdiction, by its id in order, the proof that it is within its superior.

    In place of a proof comes None where it has no superior, or is not asked about. What comes does
    not depend on how many processes there are.

    Args:
        asked: what is asked.
        library: its jurisdictions.
        jobs: how many processes work on it.

    Raises:
        CatalogError: the files that a jurisdiction depends on have errors.
        CaseError: there is no such decision.
        GaozhiError: the superior of one cannot be compared with, see `prove`.

    """
    ids = list(library)
    jobs = min(jobs, len(ids))
    if jobs <= 1:
        yield from _proofs(asked, library, ids)
        return
    ends = [len(ids) * place // jobs for place in range(jobs + 1)]
    parts = [ids[start:end] for start, end in pairwise(ends)]
    # Not forked: a process that was may hold a lock of another's thread.
    context = multiprocessing.get_context("spawn")
    done = 0
    try:
        with ProcessPoolExecutor(jobs, context) as pool:
            for part in pool.map(_proofs_apart, [asked] * jobs, parts):
                yield from part
                done += len(part)
    except BrokenProcessPool:
        # The system has ended one, for want of memory perhaps: alone it needs less.
        yield from _proofs(asked, library, ids[done:])


def _proofs(
    asked: Asked, library: Library, ids: Sequence[str]
) -> Iterator[tuple[str, Proof | None]]:
    """Yield the proofs of some jurisdictions; what was made for one of them is then let go."""
    for id_ in ids:
        county = library[id_]
        folders = [level.id for level in county.program.levels]
        below = len(folders) > 1 and (not asked.folders or not asked.folders.isdisjoint(folders))
        yield id_, prove(county, None, asked.decision, library=library) if below else None
        if below:
            library.forget(id_)


def _proofs_apart(asked: Asked, ids: Sequence[str]) -> list[tuple[str, Proof | None]]:
    """Return the proofs of some jurisdictions, in a process that does nothing else."""
    library = asked.library()
    # What is loaded stays; to look through it for garbage takes a fifth of the time.
    gc.freeze()
    gc.disable()
    found = []
    for number, one in enumerate(_proofs(asked, library, ids), 1):
        found.append(one)
        if number % _BETWEEN == 0:
            gc.collect()
    return found
