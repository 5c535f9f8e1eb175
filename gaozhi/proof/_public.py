"""`gaozhi.prove`: a jurisdiction within its superior, against another, or against itself before."""

from __future__ import annotations

from gaozhi.errors import CaseError, GaozhiError
from gaozhi.library.elsewhere import decision_name
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library, load
from gaozhi.proof._compare import compare
from gaozhi.proof._result import Proof
from gaozhi.source import Diagnostic, list_of, require, require_text, unusable

__all__ = ["prove", "superior_of"]


def prove(
    county: Jurisdiction | str,
    against: Jurisdiction | str | None = None,
    decision: str | None = None,
    *,
    library: Library | None = None,
    names: tuple[str, str] | None = None,
) -> Proof:
    """Return the proof that a jurisdiction says the same as another, or every way it does not.

    Every case is looked at, not a sample. Without an item: what a list presumes of an item are
    facts like any other, so that every item is among the cases.

    Args:
        county: a jurisdiction, or its name in the library.
        against: what it is compared with: another jurisdiction, itself in another version of the
            rules, or a name in the library. None for its superior, see `superior_of`.
        decision: the name or api name of one decision; None for all.
        library: where names and the superior are looked up; None for the bundled one.
        names: what the two sides are called in the proof; None for their own names.

    Raises:
        UnknownJurisdiction: the library has no such jurisdiction.
        CaseError: there is no such decision.
        GaozhiError: there is no superior to compare with, or nothing that both have rules for.

    """
    if library is not None:
        require(library, Library, "library", "地区的总汇", "写 gaozhi.load(…) 的结果", GaozhiError)
    here = _jurisdiction(county, "county", library)
    there = (
        superior_of(here, library)
        if against is None
        else _jurisdiction(against, "against", library)
    )
    name = None if decision is None else decision_name(here, decision)
    called = None if names is None else _read_names(names)
    found = compare(here, there, name, called)
    if not found.decisions:
        raise _nothing_shared(found)
    return found


def _read_names(names: object) -> tuple[str, str]:
    help = "写两个，如 names=('以前', '以后')"
    found = [require_text(one, "names", help, GaozhiError) for one in list_of(names, "names", help)]
    if len(found) != 2:
        raise GaozhiError([unusable("names", "两个名称", names, help)])
    return found[0], found[1]


def superior_of(county: Jurisdiction, library: Library | None = None) -> Jurisdiction:
    """Return the nearest jurisdiction above another whose rules are its own document's.

    Args:
        county: the jurisdiction.
        library: where it is looked up; None for the bundled one.

    Raises:
        GaozhiError: it has none above it, or the library has none of them.

    """
    levels = [level.id for level in county.program.levels[:-1]]
    among = load() if library is None else library
    for level in reversed(levels):
        found = among.ruled_by(level)
        if found is not None:
            return found
    if levels:
        message = f"{county.name}的上级“{levels[-1]}”没有目录，不能作为一个地区来比较"
        help = "给上级写一份 catalogs/，或者用 --against 写明与哪个地区比较"
    else:
        message = f"{county.name}没有上级：它的规则不 extends 别的规则"
        help = "用 --against 写明与哪个地区比较"
    raise GaozhiError([Diagnostic.error("GZ730", message, help=help, path=("against",))])


def _jurisdiction(found: Jurisdiction | str, name: str, library: Library | None) -> Jurisdiction:
    if isinstance(found, str):
        return (load() if library is None else library)[found]
    require(found, Jurisdiction, name, "地区", "写 library[…] 得到的地区，或者它的名称", CaseError)
    return found


def _nothing_shared(proof: Proof) -> GaozhiError:
    """Return the error that no decision has rules on both sides."""
    here, there = proof.here.name, proof.there.name
    why = "；".join(f"{name}：{reason}" for name, reason in list(proof.unread.items())[:3])
    message = f"{here}和{there}没有可以比较的判断" + (f"（{why}）" if why else "")
    roots = "" if proof.common_root else "两地没有共同的上级，各有各的判断；"
    help = f"{roots}与有同名判断、两边都写了规则的地区比较"
    return GaozhiError([Diagnostic.error("GZ731", message, help=help, path=("against",))])
