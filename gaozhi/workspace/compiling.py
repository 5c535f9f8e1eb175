"""Compiling one jurisdiction, with all problems but those of reading its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gaozhi.compiler import Depth, compile_chain
from gaozhi.compiler.lint import Key
from gaozhi.language import PARTS, CatalogSource
from gaozhi.model import Account, Program
from gaozhi.source import Diagnostic, Diagnostics
from gaozhi.workspace.rules import Chain
from gaozhi.workspace.shared import Shared

__all__ = ["CompiledChain", "compile_county"]

_LOOKS_INTO: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(parts)
    for codes, parts in (
        (("GZ303", "GZ306", "GZ310", "GZ408", "GZ412", "GZ513"), ("vocabulary",)),
        (("GZ312", "GZ313"), ("vocabulary", "define")),
        (("GZ402", "GZ505"), ("rules", "duties", "watch")),
        (("GZ403", "GZ407"), ("rules",)),
        (("GZ501", "GZ506"), ("provisions",)),
        (("GZ503",), ("define", "rules", "duties", "watch", "forms", "wording", "catalogs")),
        (("GZ532",), ("forms",)),
        (("GZ533",), ("vocabulary", "duties")),
        (("GZ534",), ("vocabulary",)),
        (("GZ535", "GZ536", "GZ540", "GZ541", "GZ542"), PARTS),
        (("GZ509",), ("document",)),
    )
    for code in codes
}
"""The codes that report a missing entry, and the parts that may hold it. While such a part could
not be read, the report would mislead, and is held back."""


@dataclass(frozen=True, slots=True)
class CompiledChain:
    """The result of compiling a chain of folders of rules.

    Attributes:
        program: the program; None where there is an error.
        accounts: how every provision of the last folder is accounted for, even with errors.
        problems: the problems, the chain's own first.
        suspected: the lint findings; None where lints did not run.

    """

    program: Program | None
    accounts: tuple[Account, ...]
    problems: tuple[Diagnostic, ...]
    suspected: tuple[Diagnostic, ...] | None


def compile_county(
    chain: Chain,
    catalog: CatalogSource | None,
    shared: Shared,
    depth: Depth,
    above: frozenset[Key] = frozenset(),
) -> CompiledChain:
    """Return the result of compiling a chain; errors in files are diagnostics, and not raised.

    Args:
        chain: the folders of rules.
        catalog: the jurisdiction's catalog; None to compile the rules alone.
        shared: the vocabulary, calendars and catalogs.
        depth: how much is checked.
        above: the lint findings of the levels above.

    """
    found = Diagnostics()
    whole = chain.problem is None
    compiled = compile_chain(
        chain.folders, catalog, shared.vocabulary, found, depth=depth, above=above
    )
    if depth is not Depth.QUICK and compiled.program is not None and catalog is not None:
        # Imported here: loading a bundle that is known to be sound does not need this package.
        from gaozhi.documents import check_forms

        check_forms(compiled.program, found)
    unread = () if whole else PARTS
    faulty = shared.faulty.union(*(folder.faulty for folder in chain.folders), unread)
    if not compiled.sound_words:
        faulty |= {"vocabulary"}
    kept = (one for one in found if faulty.isdisjoint(_LOOKS_INTO.get(one.code, ())))
    return CompiledChain(
        program=compiled.program if whole else None,
        accounts=compiled.accounts,
        problems=(*(() if chain.problem is None else (chain.problem,)), *kept),
        suspected=None if faulty else compiled.suspected,
    )
