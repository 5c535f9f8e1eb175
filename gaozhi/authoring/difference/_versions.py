"""Two versions of the rules, compared in every case: whom an amendment moves, and how."""

from __future__ import annotations

from contextlib import ExitStack
from os import PathLike, fspath

from gaozhi.authoring.difference._sides import Side, open_sides
from gaozhi.errors import GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Program
from gaozhi.proof import Proof, prove
from gaozhi.source import Diagnostic
from gaozhi.workspace.lookup import find_named


def prove_versions(
    old: str | PathLike[str],
    new: str | PathLike[str],
    *,
    county: str | None = None,
    decision: str | None = None,
) -> tuple[Proof, ...]:
    """Return for every jurisdiction of two versions of the rules what has become of its answers.

    Args:
        old: the rules before: a folder, a git revision or 随包, see `compare`.
        new: likewise, the rules as they are now; of them it is said whether they are wider.
        county: only the jurisdiction of that name, id or code.
        decision: the name or api name of one decision; None for all.

    Raises:
        CatalogError: there is no such folder or revision, or its YAML has errors.
        UnknownJurisdiction: not both sides have the county.
        GaozhiError: no jurisdiction stands on both sides.

    """
    before_name, after_name = fspath(old), fspath(new)
    with ExitStack() as stack:
        before, after = open_sides(before_name, after_name, stack)
        pairs = _pairs(before, after, county)
    proofs = []
    for earlier, later in pairs:
        was, now = Jurisdiction(earlier), Jurisdiction(later)
        names = (f"{now.name}（{after_name}）", f"{was.name}（{before_name}）")
        proofs.append(prove(now, was, decision, names=names))
    return tuple(proofs)


def _pairs(before: Side, after: Side, county: str | None) -> list[tuple[Program, Program]]:
    """Return the jurisdictions that both sides have, by their ids."""
    shared = [
        (before.programs[id_], program)
        for id_, program in after.programs.items()
        if id_ in before.programs
    ]
    if county is not None:
        named = {id(now): (was, now) for was, now in shared}
        one = find_named(county, [Jurisdiction(now) for _, now in shared])
        return [named[id(one.program)]]
    if not shared:
        message = f"“{before.name}”和“{after.name}”没有同一个地区"
        help = "两边的 catalogs/ 里要有同一个 id 的地区；核对文件夹的路径"
        raise GaozhiError([Diagnostic.error("GZ732", message, help=help)])
    return shared
