"""Overriding: the entries of its parents that a level replaces or removes.

Overridden rules, duties, watch rules and forms stay in the program for the days on which their
replacement is not in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from gaozhi.compiler._provisions import Provisions
from gaozhi.language import (
    DutyEntry,
    FormEntry,
    InForce,
    RemovalEntry,
    RulesFolder,
    Sourced,
    WatchEntry,
)
from gaozhi.model import Carrier, CarrierKind
from gaozhi.source import Diagnostics, Related, Span, element_of
from gaozhi.source import Mapping as MappingNode

__all__ = ["Displacement", "Override", "displace", "merge_entries"]

E = TypeVar("E")
S = TypeVar("S", bound=Sourced[Any])

_CALLED: Final[Mapping[type, tuple[str, str]]] = {
    DutyEntry: ("duty", "义务"),
    WatchEntry: ("watch", "预警规则"),
    FormEntry: ("form", "文书"),
}
"""The key of an entry's name, and the Chinese word for such entries."""


@dataclass(frozen=True, slots=True)
class Displacement:
    """The replacement or removal of an entry by a lower level, while that level is in force.

    Attributes:
        level: index of the level.
        span: the place where it says so.
        heir: the name of the replacement; None for a removal.
        in_force: the days in force of the heir, where it states its own.
        by_otherwise: whether the heir is an ``otherwise``.

    """

    level: int
    span: Span
    heir: str | None = None
    in_force: InForce | None = None
    by_otherwise: bool = False


@dataclass(slots=True)
class Override(Generic[E, S]):
    """An entry of a chain, with its displacements by lower levels.

    Attributes:
        name: its own.
        level: index of the level that states it.
        entry: the entry.
        source: the entry with its place in the YAML.
        span: the place of its name.
        displaced: its replacements and removals.
        stood_in_for: the parents' entries that it replaces, and those that they replaced.

    """

    name: str
    level: int
    entry: E
    source: S
    span: Span
    displaced: list[Displacement] = field(default_factory=list)
    stood_in_for: Sequence[Override[E, S]] = ()

    @property
    def node(self) -> MappingNode:
        """The entry's own node."""
        return self.source.node

    def gone_above(self, level: int) -> Displacement | None:
        """Return the displacement that has ended it for good above a level, or None."""
        above = (d for d in self.displaced if d.level < level and d.in_force is None)
        return max(above, key=lambda d: d.level, default=None)


def displace(entries: Iterable[Override[E, S]], by: Displacement) -> list[Override[E, S]]:
    """Displace some entries, and return all that are displaced by it.

    The entries that they replaced are displaced too: these must not come back while the document
    between them is not in force.
    """
    out = {one.name: one for entry in entries for one in (entry, *entry.stood_in_for)}
    for one in out.values():
        one.displaced.append(by)
    return list(out.values())


def merge_entries(
    chain: Sequence[RulesFolder],
    kind: type[E],
    part: Callable[[RulesFolder], Iterable[S]],
    provisions: Provisions,
    problems: Diagnostics,
    *,
    taken: Mapping[str, Span] = MappingProxyType({}),
    codes: tuple[str, str] = ("GZ401", "GZ402"),
) -> dict[str, Override[E, S]]:
    """Return the entries of one kind of a chain of levels, overridden ones too, by name.

    Args:
        chain: the rules folders from the root down.
        kind: the model of the entries: duties, watch rules or forms.
        part: returns the entries of a folder, with the removals among them.
        provisions: resolves the ids in the basis of a removal.
        problems: receives clashes of names, and overridden entries that do not exist.
        taken: the names of entries of other kinds, with their places.
        codes: the diagnostic codes of a name that is taken, and of a missing parent.

    """
    key, what = _CALLED[kind]
    found: dict[str, Override[E, S]] = {}
    places = dict(taken)
    for level, folder in enumerate(chain):
        above = dict(found)
        for source in part(folder):
            entry, node = source.entry, source.node
            removal = isinstance(entry, RemovalEntry)
            written = node.at(["removes" if removal else "replaces"])
            name = None if removal else str(getattr(entry, key))
            standing = {n: one for n, one in above.items() if one.gone_above(level) is None}
            names = [entry.removes] if removal else entry.replaces
            for place, parent in enumerate(names):
                if parent not in standing:
                    message = f"上级没有{what}“{parent}”"
                    if parent in above:
                        message = f"{what}“{parent}”已被中间一级替换或者删去"
                    known = f"上级{what}有：{'、'.join(standing) or '无'}"
                    span = element_of(written, place)
                    problems.unknown_name(codes[1], message, parent, standing, span, known)
            parents = [standing[parent] for parent in names if parent in standing]
            out = displace(parents, Displacement(level, written.span, name))
            if name is None:
                by = Carrier(CarrierKind.REMOVAL, entry.removes)
                provisions.cite(level, entry.basis, node.at(["basis"]), by)
            elif name in places:
                problems.error(
                    codes[0],
                    f"{what}名“{name}”重复",
                    node.at([key]).span,
                    related=(Related(places[name], "已在这里用过"),),
                    help="另起一个名称；要替换上级的，写 replaces",
                )
            else:
                places[name] = span = node.at([key]).span
                found[name] = Override(name, level, entry, source, span, stood_in_for=out)
    return found
