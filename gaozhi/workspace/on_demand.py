"""The jurisdictions of a workspace, each read and compiled when it is first asked for.

A jurisdiction depends on the vocabulary, its catalog, its calendar, and the folders of rules from
the root down to its own. An error in one of them keeps it from answering, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from threading import RLock

from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.language import CatalogSource, read_catalog
from gaozhi.model import DecisionSpec, Program
from gaozhi.source import Diagnostic, Diagnostics, Scalar, Severity, Source
from gaozhi.source import Mapping as MappingNode
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.asides import check_asides
from gaozhi.workspace.build import read_layers
from gaozhi.workspace.compiling import compile_county
from gaozhi.workspace.folder import UnreadFile
from gaozhi.workspace.programs import CountyNames
from gaozhi.workspace.rules import RulesFolders, chain_of, no_rules_of, words_of
from gaozhi.workspace.shared import read_shared
from gaozhi.workspace.whose import with_owners

__all__ = ["ProgramsOnDemand"]


class ProgramsOnDemand:
    """The programs of a folder; safe to use from any number of threads.

    Args:
        folder: the author's folder, or None for the bundle alone, which is known to be sound.
        bundle: the bundled folder, or None to do without.

    Raises:
        CatalogError: the vocabulary, which everything depends on, cannot be read.

    """

    def __init__(self, folder: Path | None, bundle: Path | None) -> None:
        self._layers = layers = read_layers(folder, bundle, catalogs_later=True)
        shared = read_shared(layers, folder, bundled=bundle is not None)
        self._texts = {one.name: one.text for layer in layers for one in layer.sources()}
        self._refuse(
            [*_own_errors(s for layer in layers for s in layer.vocabulary), *shared.of_vocabulary]
        )
        # An error in one catalog suppresses no check of another.
        self._shared = replace(shared, faulty=shared.faulty - {"catalogs"})
        self._rules = RulesFolders(layers)
        self._own = frozenset(layers[-1].names()) if folder else frozenset()
        self._catalogs = {one.catalog.id: one for one in shared.catalogs}
        self._wrong: dict[str, list[Diagnostic]] = {}
        self._names = {
            id_: CountyNames(id_, one.catalog.county, one.catalog.code, rules=one.catalog.rules)
            for id_, one in self._catalogs.items()
        }
        self._attribute_catalogs()
        self._attribute_calendars()
        self._names = dict(sorted(self._names.items()))
        self._programs: dict[str, Program | list[Diagnostic]] = {}
        self._lock = RLock()

    @property
    def names(self) -> Mapping[str, CountyNames]:
        """The jurisdictions by id; those with a faulty catalog too, as far as it can be read."""
        return self._names

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar that is sound, together with those that it overlays, by id."""
        return self._calendars

    @property
    def problems(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Every error by the jurisdiction that it keeps from answering, or else by its file.

        Every jurisdiction that has not been asked for yet is compiled.
        """
        made = {id_: self._made(id_) for id_ in self._names}
        return self._all_problems({i: tuple(m) for i, m in made.items() if isinstance(m, list)})

    def each(self) -> Iterator[Program]:
        """Yield every program in order of id; none is kept.

        Raises:
            CatalogError: in the end, with every error of every file.

        """
        wrong: dict[str, tuple[Diagnostic, ...]] = {}
        for id_ in self._names:
            made = self._made(id_)
            if isinstance(made, Program):
                del self._programs[id_]
                yield made
            else:
                wrong[id_] = tuple(made)
        self._refuse(one for errors in self._all_problems(wrong).values() for one in errors)

    def _all_problems(
        self, found: dict[str, tuple[Diagnostic, ...]]
    ) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Return the errors of jurisdictions, and by its file every error that is none's."""
        reported = {one for errors in found.values() for one in errors}
        loose = list(self._shared.of_calendars)
        for layer in self._layers:
            loose += [*layer.problems, *_own_errors(layer.sources())]
        for one in dict.fromkeys(_errors(loose)):
            if one not in reported and one.span is not None:
                found[one.span.file] = (*found.get(one.span.file, ()), one)
        return found

    @property
    def scenarios(self) -> Mapping[str, Sequence[UnreadFile]]:
        """The scenario files of every folder of rules, by its name."""
        return {id_: files for layer in self._layers for id_, files in layer.scenarios.items()}

    @property
    def own_scenarios(self) -> list[UnreadFile]:
        """The folder's own scenario files; of the bundle alone, all."""
        own = self._layers[-1].scenarios if self._layers else {}
        return [file for files in own.values() for file in files]

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, by its id.

        Raises:
            CatalogError: with every error of the files that it depends on.

        """
        made = self._made(id_)
        if isinstance(made, Program):
            return made
        self._refuse(made)
        raise AssertionError

    def forget(self, id_: str) -> None:
        """Let go of the program of a jurisdiction, which is made again when it is asked for."""
        with self._lock:
            self._programs.pop(id_, None)

    def decision(self, name: str) -> DecisionSpec | None:
        """Return the decision of a name or api name that any jurisdiction knows; None if none."""
        with self._lock:
            found = self._shared.vocabulary.decision(name)
            for id_ in () if found else self._rules.mentioning(name):
                found = found or words_of(id_, self._rules, self._shared.vocabulary).decision(name)
            return found

    def _made(self, id_: str) -> Program | list[Diagnostic]:
        """Return a program, or the errors of one that has any."""
        with self._lock:
            found = self._programs.get(id_)
            if found is None:
                problems = Diagnostics(self._wrong.get(id_, ()))
                catalog = self._catalogs.get(id_)
                program = None if catalog is None else self._compiled(catalog, problems)
                errors = list(dict.fromkeys(_errors(problems)))
                found = self._programs[id_] = errors if errors or program is None else program
            return found

    def _compiled(self, catalog: CatalogSource, problems: Diagnostics) -> Program | None:
        rules = catalog.catalog.rules
        if rules not in self._rules:
            problems.append(no_rules_of(catalog, self._rules))
            return None
        chain = chain_of(rules, self._rules, self._shared.called)
        file = catalog.node.span.file
        files = [file]
        for folder in chain.folders:
            read = self._rules.read(folder.id)
            files += [source.name for source in read.sources]
            problems += [*read.all_problems, *self._of_folder(folder.id)]
        own = any(layer.vocabulary for layer in self._layers[1:]) or not self._own.isdisjoint(files)
        depth = Depth.THOROUGH if own else Depth.QUICK
        if depth is not Depth.QUICK:
            for folder in chain.folders:
                check_asides(folder, problems)
        compiled = compile_county(chain, self._whole(file), self._shared, depth)
        problems += with_owners(compiled.problems, self._rules, chain)
        if any(_errors(problems)):
            for folder in chain.folders:
                self._texts.update((s.name, s.text) for s in self._rules.read(folder.id).sources)
        if len(chain.folders) > 1:
            self._rules.forget(rules)
        return compiled.program

    def _whole(self, file: str) -> CatalogSource | None:
        """Return a catalog with its lists, of which only the head is kept."""
        source = self._file_of_catalog(file)
        return None if source is None else read_catalog(source, Diagnostics())

    def _file_of_catalog(self, file: str) -> Source | None:
        found = (layer.whole_catalog(file) for layer in self._layers)
        return next((one for one in found if one is not None), None)

    def _of_folder(self, id_: str) -> Iterator[Diagnostic]:
        """Yield the problems of a folder of rules itself: a link, a file that is not read."""
        for layer in self._layers:
            place = layer.root / "rules" / id_
            for one in layer.problems:
                if one.span is not None and PurePath(one.span.file).is_relative_to(place):
                    yield one

    def _attribute_catalogs(self) -> None:
        """Attribute errors of a catalog to its jurisdiction: the bundle's may not answer for it."""
        known = {key: id_ for id_, names in self._names.items() for key in names.words}
        for layer in self._layers:
            for source in layer.catalogs:
                errors = [*_own_errors([source]), *_errors(self._shared.of_catalogs[source.name])]
                if not errors:
                    continue
                written = _texts(source, ("id", "county", "code", "rules"))
                stem = PurePath(source.name).stem
                words = [
                    stem,
                    *(written[key] for key in ("id", "county", "code") if key in written),
                ]
                refused = {known[word] for word in words if word in known}
                if not refused:
                    id_ = written.get("id", stem)
                    self._names[id_] = CountyNames(
                        id_,
                        written.get("county", id_),
                        written.get("code"),
                        () if "county" in written else tuple(errors),
                        rules=written.get("rules", ""),
                    )
                    refused = {id_}
                for id_ in refused:
                    self._wrong.setdefault(id_, []).extend(errors)

    def _attribute_calendars(self) -> None:
        """Attribute errors of a calendar file to every jurisdiction that uses its calendar."""
        files = [source for layer in self._layers for source in layer.calendars]
        errors = [*_own_errors(files), *_errors(self._shared.of_calendars)]
        wrong = {one.span.file for one in errors if one.span is not None}
        spoilt = {
            name
            for source in files
            if source.name in wrong
            for name in (PurePath(source.name).stem, *_texts(source, ("calendar",)).values())
        }
        known = self._shared.calendars

        def sound(name: str | None) -> bool:
            while name is not None and name in known and name not in spoilt:
                name = known[name]._over  # noqa: SLF001 - what it lies over
            return name is None

        self._calendars = {name: one for name, one in known.items() if sound(name)}
        for id_, catalog in self._catalogs.items():
            if errors and catalog.catalog.calendar not in self._calendars:
                self._wrong.setdefault(id_, []).extend(errors)

    def _refuse(self, problems: Iterable[Diagnostic]) -> None:
        """Raise CatalogError where there is an error among the problems."""
        errors = list(_errors(problems))
        if errors:
            reported = {one.span.file for one in errors if one.span is not None}
            texts = {name: text for name, text in self._texts.items() if name in reported}
            for name in reported:
                catalog = self._file_of_catalog(name)
                texts |= {} if catalog is None else {name: catalog.text}
            raise CatalogError(errors, texts)


def _own_errors(sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """Yield the errors that sources have themselves."""
    return _errors(found for source in sources for found in source.diagnostics)


def _errors(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    return (one for one in problems if one.severity is Severity.ERROR)


def _texts(source: Source, keys: tuple[str, ...]) -> dict[str, str]:
    """Return the texts of some keys of a file, as far as they can be read."""
    root = source.root
    nodes = {key: root.get(key) for key in keys} if isinstance(root, MappingNode) else {}
    return {
        key: node.value
        for key, node in nodes.items()
        if isinstance(node, Scalar) and isinstance(node.value, str)
    }
