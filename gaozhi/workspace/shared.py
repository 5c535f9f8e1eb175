"""The files that all jurisdictions of a workspace share: vocabulary, calendars, catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gaozhi.language import CatalogSource, read_catalog, read_vocabulary
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostic, Diagnostics, Related, Scalar, Source, Span
from gaozhi.source import Mapping as MappingNode
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.calendars import layered_calendars, no_such_calendar
from gaozhi.workspace.folder import Folder

__all__ = ["Shared", "read_shared"]


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared files of all jurisdictions, as far as they could be read, and their problems.

    Attributes:
        vocabulary: every fact, decision and event.
        catalogs: every catalog, in order of id; of a file that was left to be read later, its head.
        calendars: every working-day calendar, by id.
        faulty: which of ``vocabulary`` and ``catalogs`` could not be read in full.
        of_vocabulary: the problems of the vocabulary.
        of_catalogs: the problems of every catalog file, by its name.
        of_calendars: the problems of the calendars.

    Problems that the sources have themselves are not among them.

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
        """Yield all problems."""
        yield from self.of_vocabulary
        for found in self.of_catalogs.values():
            yield from found
        yield from self.of_calendars


def read_shared(layers: Sequence[Folder], folder: Path | None, *, bundled: bool) -> Shared:
    """Read the shared files of all jurisdictions.

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
    """Return the catalogs, of each id only the last layer's, and the problems of each file.

    Of two with one name in a layer, the second has an error.
    """
    standing: dict[str, CatalogSource] = {}
    problems: dict[str, Diagnostics] = {}
    for layer in layers:
        own = []
        later = {one.name for one in layer.unread}
        for source in layer.each_catalog():
            catalog = read_catalog(source, problems.setdefault(source.name, Diagnostics()))
            if catalog is not None:
                own.append(_head_of(catalog) if source.name in later else catalog)
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


def _head_of(source: CatalogSource) -> CatalogSource:
    """Return a catalog without its lists: what says whose it is, and by which rules it goes."""
    catalog = source.catalog.model_copy(update={"items": [], "directory": None})
    assert isinstance(source.node, MappingNode)
    entries = tuple(one for one in source.node.entries if isinstance(one[1], Scalar))
    return CatalogSource(catalog, MappingNode(entries, source.node.span))


def _keys(source: CatalogSource) -> list[tuple[str, Span]]:
    catalog = source.catalog
    written = {"county": catalog.county, "id": catalog.id, "code": catalog.code}
    found: dict[str, Span] = {}
    for key, value in written.items():
        if value is not None:
            found.setdefault(value, source.node.at([key]).span)
    return list(found.items())
