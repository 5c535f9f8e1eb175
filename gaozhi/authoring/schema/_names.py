"""The names that a folder of rules knows: what its vocabulary settles, and what may be offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gaozhi.authoring.schema._pieces import Offer
from gaozhi.language import (
    CatalogSource,
    DutyEntry,
    EachEntry,
    FormEntry,
    ProvisionSource,
    RuleEntry,
    RulesFolder,
    WatchEntry,
    extended_vocabulary,
)
from gaozhi.model import Vocabulary, item_label
from gaozhi.source import Diagnostics

__all__ = ["County", "Names", "names_of"]


@dataclass(frozen=True, slots=True)
class County:
    """A jurisdiction that a case may name, and the items of its list."""

    keys: tuple[str, ...]
    numbers: tuple[tuple[int, str], ...]
    certificates: tuple[str, ...]
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that a schema enforces (the vocabulary's) or offers (all others).

    Attributes:
        vocabulary: the facts, decisions and events.
        provisions: as ``basis`` cites them: own ids, and those of parents behind their folder.
        above: the rules that may be replaced, removed or restated, by decision.
        rules: those, and the county's own, by decision.
        duties, duties_above: of the county and above, and only above.
        forms_above, watches_above: of the parents.
        definitions: names of conditions.
        parents: folders that a county may extend.
        folders: folders of rules that a catalog may name.
        calendars: names of working-day calendars.
        counties: the jurisdictions.

    """

    vocabulary: Vocabulary
    provisions: tuple[Offer, ...] = ()
    above: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    rules: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    duties: tuple[Offer, ...] = ()
    duties_above: tuple[Offer, ...] = ()
    forms_above: tuple[Offer, ...] = ()
    watches_above: tuple[Offer, ...] = ()
    definitions: tuple[Offer, ...] = ()
    parents: tuple[Offer, ...] = ()
    folders: tuple[Offer, ...] = ()
    calendars: tuple[Offer, ...] = ()
    counties: tuple[County, ...] = ()

    @property
    def restated(self) -> tuple[Offer, ...]:
        """What a provision may restate: the rules and the duties of the parents."""
        rules = [offer for offers in self.above.values() for offer in offers]
        return (*rules, *self.duties_above)


def names_of(
    vocabulary: Vocabulary,
    rules: Mapping[str, RulesFolder],
    catalogs: Iterable[CatalogSource],
    calendars: Mapping[str, str],
    own: Iterable[str] = (),
) -> Names:
    """Return the names that an author who writes in some of the folders has use for.

    Args:
        vocabulary: the words that all jurisdictions share; the folders that are written add theirs.
        rules: every folder of rules, by name.
        catalogs: every catalog.
        calendars: the name of every working-day calendar, by id.
        own: the folders that are being written; none stands for all of them.

    """
    written = [id_ for id_ in own if id_ in rules] or list(rules)
    parents = list(dict.fromkeys(parent for id_ in written for parent in _above(id_, rules)))
    chain = [rules[id_] for id_ in dict.fromkeys([*parents, *written])]
    ancestors = [rules[id_] for id_ in parents]
    return Names(
        # Each jurisdiction may write its own words only; an editor is offered those of all.
        vocabulary=extended_vocabulary(vocabulary, chain, Diagnostics()),
        provisions=(
            *(_cited(source) for id_ in written for source in rules[id_].provisions),
            *(_cited(s, id_) for id_ in parents for s in rules[id_].provisions),
        ),
        above=_by_decision(ancestors),
        rules=_by_decision(chain),
        duties=_duties(chain),
        duties_above=_duties(ancestors),
        forms_above=tuple(
            Offer(source.entry.form, source.entry.title)
            for folder in ancestors
            for source in folder.forms
            if isinstance(source.entry, FormEntry)
        ),
        watches_above=tuple(
            Offer(source.entry.watch, source.entry.title)
            for folder in ancestors
            for source in folder.watch
            if isinstance(source.entry, WatchEntry)
        ),
        definitions=tuple(
            Offer(name, f"定义：{name}")
            for name in dict.fromkeys(d.name for folder in chain for d in folder.definitions)
        ),
        parents=_folders({id_: rules[id_] for id_ in parents} or rules),
        folders=_folders({id_: rules[id_] for id_ in dict.fromkeys([*written, *rules])}),
        calendars=tuple(Offer(id_, name) for id_, name in calendars.items()),
        counties=tuple(_county(source) for source in catalogs),
    )


def _above(id_: str, rules: Mapping[str, RulesFolder]) -> list[str]:
    """Return the folders that one stands on, from the root down; a circle ends where it closes."""
    found: list[str] = []
    parent = rules[id_].extends
    while parent is not None and parent in rules and parent not in found and parent != id_:
        found.append(parent)
        parent = rules[parent].extends
    return found[::-1]


def _cited(source: ProvisionSource, level: str | None = None) -> Offer:
    entry = source.entry
    label = source.document.number or source.document.title
    quoted = f"「{entry.quote}」" if entry.quote else entry.means
    name = entry.id if level is None else f"{level}:{entry.id}"
    return Offer(name, f"{label} {entry.locator}：{quoted}")


def _by_decision(folders: Iterable[RulesFolder]) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, dict[str, Offer]] = {}
    for folder in folders:
        for source in folder.entries:
            known = found.setdefault(source.decision, {})
            match source.entry:
                case RuleEntry(rule=name, title=title):
                    known.setdefault(name, Offer(name, f"{folder.id} · {title}"))
                case EachEntry(each=each):
                    for value in each:
                        name = f"{source.decision}·{value}"
                        known.setdefault(name, Offer(name, f"{folder.id} · {value}"))
    return {decision: tuple(known.values()) for decision, known in found.items()}


def _duties(folders: Iterable[RulesFolder]) -> tuple[Offer, ...]:
    found = {
        source.entry.duty: Offer(source.entry.duty, f"{folder.id} · {source.entry.act}")
        for folder in folders
        for source in folder.duties
        if isinstance(source.entry, DutyEntry)
    }
    return tuple(found.values())


def _folders(rules: Mapping[str, RulesFolder]) -> tuple[Offer, ...]:
    return tuple(
        Offer(id_, folder.header.title if folder.header else "") for id_, folder in rules.items()
    )


def _county(source: CatalogSource) -> County:
    catalog = source.catalog
    keys = [catalog.county, catalog.id, *([catalog.code] if catalog.code else [])]
    return County(
        keys=tuple(dict.fromkeys(keys)),
        numbers=tuple(
            (i.number, item_label(i.certificate, i.kind, i.matter)) for i in catalog.items
        ),
        certificates=tuple(dict.fromkeys(i.certificate for i in catalog.items if i.certificate)),
        matters=tuple(dict.fromkeys(item.matter for item in catalog.items)),
    )
