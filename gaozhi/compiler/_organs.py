"""Compiling groups of organs: a paragraph's list of responsible units, named for its duties."""

from __future__ import annotations

from collections.abc import Sequence

from gaozhi.compiler._provisions import Provisions
from gaozhi.language import RulesFolder, record_of
from gaozhi.model import Carrier, CarrierKind, OrganGroup
from gaozhi.source import Diagnostics, Related, Span

__all__ = ["lower_organs"]


def lower_organs(
    chain: Sequence[RulesFolder], provisions: Provisions, problems: Diagnostics
) -> dict[str, OrganGroup]:
    """Return the groups of organs of the chain by name.

    Args:
        chain: the rules folders from the root down.
        provisions: resolves the ids in a basis.
        problems: receives clashes of names, and aliases of no member.

    """
    found: dict[str, OrganGroup] = {}
    places: dict[str, Span] = {}
    for level, folder in enumerate(chain):
        for source in folder.organs:
            earlier = places.get(source.name)
            if earlier is not None:
                message = f"责任单位“{source.name}”重复"
                related = (Related(earlier, "已在这里写过"),)
                problems.error("GZ418", message, source.span, related=related, help="另起一个名称")
                continue
            places[source.name] = source.span
            entry, node = source.entry, source.node
            for other, name in entry.aliases.items():
                if name not in entry.members:
                    place = node.at(["aliases", other]).span
                    message = f"别称“{other}”所指的“{name}”不在这一组里"
                    problems.unknown_name(
                        "GZ418", message, name, entry.members, place, "照抄 members 里的一个"
                    )
            by = Carrier(CarrierKind.RESPONSIBLE, source.name)
            found[source.name] = record_of(
                OrganGroup,
                entry,
                name=source.name,
                basis=provisions.cite(level, entry.basis, node.at(["basis"]), by),
                level=level,
                aliases=tuple(entry.aliases.items()),
            )
    return found
