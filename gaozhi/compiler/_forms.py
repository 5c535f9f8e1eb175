"""Compiling forms, merged down the chain like duties, and their forbidden words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gaozhi.compiler._form import FormLowering
from gaozhi.compiler._lowering import Lowering
from gaozhi.compiler._override import merge_entries
from gaozhi.compiler._provisions import Provisions
from gaozhi.language import FormEntry, RulesFolder, record_of
from gaozhi.model import Carrier, CarrierKind, Form, Wording
from gaozhi.source import Diagnostics

__all__ = ["lower_forms", "lower_wording"]


def lower_forms(
    chain: Sequence[RulesFolder],
    lowering: Lowering,
    provisions: Provisions,
    duties: Iterable[str],
    problems: Diagnostics,
) -> tuple[Form, ...]:
    """Return the forms of the chain; one that a county replaces stays for the days before it.

    Args:
        chain: the rules folders from the root down.
        lowering: lowers their conditions.
        provisions: resolves the ids in a basis.
        duties: the names of the duties whose periods a form may state.
        problems: receives every problem, each at its place.

    """
    placed = merge_entries(
        chain,
        FormEntry,
        lambda folder: folder.forms,
        provisions,
        problems,
        codes=("GZ532", "GZ532"),
    )
    known = frozenset(duties)
    return tuple(
        FormLowering(form, lowering, provisions, known, problems).lower()
        for form in placed.values()
    )


def lower_wording(chain: Sequence[RulesFolder], provisions: Provisions) -> tuple[Wording, ...]:
    """Return the forbidden words of forms, of every level that states them."""
    return tuple(
        record_of(
            Wording,
            source.entry,
            level=level,
            basis=provisions.cite(
                level,
                source.entry.basis,
                source.node.at(["basis"]),
                Carrier(CarrierKind.WORDING, folder.id),
            ),
        )
        for level, folder in enumerate(chain)
        for source in folder.wordings
    )
