"""What all jurisdictions of a workspace share: vocabulary, calendars, the catalogs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gaozhi.language import CatalogSource, read_catalog, read_vocabulary
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostic, Diagnostics, Related, Source, Span
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.calendars import layered_calendars, no_such_calendar
from gaozhi.workspace.folder import Folder

__all__ = ["Shared", "read_shared"]


@dataclass(frozen=True, slots=True)
class Shared:
    """What all jurisdictions share, as far as it could be read, and what is wrong with it.

    Attributes:
        vocabulary: every fact, decision and event.
        catalogs: every catalog, in order of id.
        calendars: every working-day calendar, by id.
        faulty: which of ``vocabulary`` and ``catalogs`` could not be read in full.
        of_vocabulary: what is wrong with the vocabulary.
        of_catalogs: what is wrong with every catalog file, by its name.
        of_calendars: what is wrong with the calendars.

    The problems are those that the sources do not say themselves.

    """

    vocabulary: Vocabulary
    catalogs: tuple[CatalogSource, ...]
    calendars: Mapping[str, WorkCalendar]
    faulty: frozenset[str]
    of_vocabulary: tuple[Diagnostic, ...]
    of_catalogs: Mapping[str, Sequence[Diagnostic]]
    of_calendars: tuple[Diagnostic, ...]

    @property
    def called(self) -> dict[str, str]:
        """The folder of rules of every jurisdiction, by its name."""
        return {one.catalog.county: one.catalog.rules for one in self.catalogs}

    def problems(self) -> Iterator[Diagnostic]:
        """Yield all that is wrong."""
        yield from self.of_vocabulary
        for found in self.of_catalogs.values():
            yield from found
        yield from self.of_calendars


def read_shared(layers: Sequence[Folder], folder: Path | None, *, bundled: bool) -> Shared:
    """Return what all jurisdictions share.

    Args:
        layers: the files of the bundle and of the folder.
        folder: the author's folder, or None.
        bundled: whether the first layer is the bundle.

    """
    of_vocabulary = Diagnostics()
    vocabulary = _vocabulary(layers, folder, of_vocabulary)
    catalogs, of_catalogs = _catalogs(layers)
    faulty = set()
    if of_vocabulary or _failed(one for layer in layers for one in layer.vocabulary):
        faulty.add("vocabulary")
    if any(of_catalogs.values()) or _failed(one for layer in layers for one in layer.catalogs):
        faulty.add("catalogs")
    of_calendars = Diagnostics()
    calendars, whole = layered_calendars(
        [layer.calendars for layer in layers], of_calendars, bundled=bundled
    )
    for source in catalogs if whole else ():
        missing = no_such_calendar(source, calendars)
        of_catalogs[source.node.span.file] += [] if missing is None else [missing]
    return Shared(
        vocabulary,
        catalogs,
        calendars,
        frozenset(faulty),
        tuple(of_vocabulary),
        of_catalogs,
        tuple(of_calendars),
    )


def _failed(sources: Iterable[Source]) -> bool:
    return any(source.failed for source in sources)


def _vocabulary(layers: Sequence[Folder], folder: Path | None, problems: Diagnostics) -> Vocabulary:
    sources = [source for layer in layers for source in layer.vocabulary]
    if not sources:
        where = f"{folder}/rules/vocabulary.yaml" if folder else "rules/vocabulary.yaml"
        help = "写一个；只用随包词汇表的，不要排除随包内容"
        problems.append(Diagnostic.error("GZ515", f"没有词汇表 {where}", help=help))
    return read_vocabulary(sources, problems)


def _catalogs(
    layers: Sequence[Folder],
) -> tuple[tuple[CatalogSource, ...], dict[str, Diagnostics]]:
    """Return the catalogs, an id's last layer only, and what is wrong with each file.

    Two of one name in a layer are a problem of the second.
    """
    standing: dict[str, CatalogSource] = {}
    problems: dict[str, Diagnostics] = {}
    for layer in layers:
        own = []
        for source in layer.catalogs:
            catalog = read_catalog(source, problems.setdefault(source.name, Diagnostics()))
            own += [] if catalog is None else [catalog]
        ids = {catalog.catalog.id for catalog in own}
        taken: dict[str, Span] = {
            key: span
            for id_, catalog in standing.items()
            if id_ not in ids
            for key, span in _keys(catalog)
        }
        for catalog in own:
            clash = next(((k, taken[k], s) for k, s in _keys(catalog) if k in taken), None)
            if clash is None:
                taken.update(_keys(catalog))
                standing[catalog.catalog.id] = catalog
                continue
            key, earlier, span = clash
            help = "名称、id、代码都不能与别的地区相同"
            related = (Related(earlier, "在这里"),)
            message = f"地区“{key}”已经有了"
            found = Diagnostic.error("GZ514", message, span, related=related, help=help)
            problems[span.file].append(found)
    return tuple(sorted(standing.values(), key=lambda source: source.catalog.id)), problems


def _keys(source: CatalogSource) -> list[tuple[str, Span]]:
    catalog = source.catalog
    written = {"county": catalog.county, "id": catalog.id, "code": catalog.code}
    found: dict[str, Span] = {}
    for key, value in written.items():
        if value is not None:
            found.setdefault(value, source.node.at([key]).span)
    return list(found.items())
