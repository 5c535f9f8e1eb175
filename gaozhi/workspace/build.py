"""Building a workspace: a folder overlaid on the bundle, compiled, with all its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from gaozhi.compiler import Depth
from gaozhi.language import CatalogSource, RulesFolder
from gaozhi.model import Account, Document, Program, Vocabulary
from gaozhi.source import Diagnostic, Diagnostics
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.asides import check_asides
from gaozhi.workspace.compiling import CompiledChain, compile_county
from gaozhi.workspace.folder import Folder, UnreadFile, read_folder
from gaozhi.workspace.lint import LintFindings
from gaozhi.workspace.rules import Chain, RulesFolders, chain_of, no_rules_of
from gaozhi.workspace.shared import Shared, read_shared
from gaozhi.workspace.whose import with_owners

__all__ = ["County", "Workspace", "build", "read_layers"]

_BUNDLE = "随包"
"""The first part of the names of bundled files, beside an author's of the same name."""


@dataclass(frozen=True, slots=True)
class County:
    """A jurisdiction of a workspace, whether or not its rules are sound.

    Attributes:
        name: the name in its catalog; of rules without a catalog, their folder's.
        id: the id in its catalog, or the folder's name.
        code: the administrative code, where it has one.
        rules: the folder of its own rules.
        accounts: how every provision of its own is accounted for.
        extends: whether it has a parent; one without is a baseline.
        asides: the number of its asides.

    """

    name: str
    id: str
    code: str | None
    rules: str
    accounts: tuple[Account, ...]
    extends: bool = False
    asides: int = 0


@dataclass(slots=True)
class Tally:
    """Counts over the programs of a workspace."""

    jurisdictions: int = 0
    items: int = 0
    rules: set[str] = field(default_factory=set)
    provisions: set[tuple[Document, str]] = field(default_factory=set)

    def count(self, program: Program) -> None:
        """Add a program."""
        self.jurisdictions += 1
        self.items += len(program.list.items) if program.list else 0
        self.rules.update(r.name for table in program.decisions.values() for r in table.rules)
        self.provisions.update((p.document, p.id) for p in program.provisions.values())


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder overlaid on the bundle, read and compiled.

    Attributes:
        programs: one for every catalog that compiled, in order of id; empty for a check, which
            does not keep them.
        tally: counts over the programs.
        diagnostics: every problem of every file, each once.
        sources: the text of every file that was read, by its name.
        own: the names of the folder's own files.
        calendars: every working-day calendar, by id.
        counties: every jurisdiction, sound or not, in order of id.
        rules: every folder of rules, by its name.
        vocabulary: every fact, decision and event, as far as they could be read.
        catalogs: every catalog that could be read, in order of id.
        scenarios: the scenario files of every folder of rules, by its name, not read yet.
        own_scenarios: the folder's own scenario files; of the bundle alone, all.
        bare: one program for every sound folder of rules that no catalog uses.

    """

    programs: tuple[Program, ...]
    tally: Tally
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    own: frozenset[str]
    calendars: Mapping[str, WorkCalendar]
    counties: tuple[County, ...]
    rules: Mapping[str, RulesFolder]
    vocabulary: Vocabulary
    catalogs: tuple[CatalogSource, ...]
    scenarios: Mapping[str, Sequence[UnreadFile]]
    own_scenarios: Sequence[UnreadFile]
    bare: tuple[Program, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The result of compiling one folder of rules with one catalog, or without.

    Attributes:
        place: the key by which results are ordered: the length of the chain, then the order.
        county: the jurisdiction.
        listed: whether it has a catalog.
        program: the program; None where it has errors.
        problems: the problems of the files, of their asides, and of the compilation.

    """

    place: tuple[int, int]
    county: County
    listed: bool
    program: Program | None
    problems: tuple[Sequence[Diagnostic], Sequence[Diagnostic], Sequence[Diagnostic]]


def build(
    folder: Path | None,
    bundle: Path | None,
    *,
    depth: Depth,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    display_root: Path | None = None,
) -> Workspace:
    """Return the workspace of a folder; errors in files are diagnostics, and not raised.

    Args:
        folder: the author's folder, or None. Its rules and catalogs replace those of the bundle
            with the same id; its vocabulary adds to the bundle's.
        bundle: the bundled folder, or None to do without.
        depth: how much is checked.
        overlay: contents that are read in place of the folder's files, by the files' names.
        display_root: the path that files' names begin with in diagnostics; `folder` where None.

    """
    layers = read_layers(folder, bundle, overlay=overlay, display_root=display_root)
    shared = read_shared(layers, folder, bundled=bundle is not None)
    own = frozenset(layers[-1].names()) if folder else frozenset()
    work = _Work(
        shared=shared,
        rules=RulesFolders(layers),
        depth=depth,
        lint=LintFindings(own if folder else None) if depth is Depth.LINT else None,
        # A check of five hundred counties keeps no program, unless scenarios need them.
        keeps=depth is not Depth.LINT or any(layer.scenarios for layer in layers[-1:]),
        own=own,
        # Words and calendars of the folder may make unsound what is bundled.
        all_own=not own or any(layer.vocabulary or layer.calendars for layer in layers[1:]),
    )
    compiled = sorted(work.compile_all(), key=attrgetter("place"))
    problems = [
        *(found for layer in layers for found in layer.problems),
        *(found for layer in layers for one in layer.sources() for found in one.diagnostics),
        *shared.problems(),
        *work.without_rules(),
        *(found for part in range(3) for one in compiled for found in one.problems[part]),
    ]
    if work.lint is not None:
        problems += list(work.lint.all(layers, problems))
    programs = [(one.listed, one.program) for one in compiled if one.program is not None]
    return Workspace(
        programs=tuple(sorted((one for listed, one in programs if listed), key=attrgetter("id"))),
        tally=work.tally,
        diagnostics=tuple(dict.fromkeys(problems)),
        sources=work.texts | {s.name: s.text for layer in layers for s in layer.sources()},
        own=own,
        calendars=shared.calendars,
        counties=tuple(sorted((one.county for one in compiled), key=attrgetter("id"))),
        rules=work.rules,
        vocabulary=shared.vocabulary,
        catalogs=shared.catalogs,
        scenarios={id_: paths for layer in layers for id_, paths in layer.scenarios.items()},
        own_scenarios=[
            path for layer in layers[-1:] for paths in layer.scenarios.values() for path in paths
        ],
        bare=tuple(one for listed, one in programs if not listed),
    )


def read_layers(
    folder: Path | None,
    bundle: Path | None,
    *,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    display_root: Path | None = None,
    catalogs_later: bool = False,
) -> list[Folder]:
    """Return the files of the bundle, then those of the folder.

    Args:
        folder: the author's folder, or None.
        bundle: the bundled folder, or None to do without.
        overlay: contents that are read in place of the folder's files, by the files' names.
        display_root: the path that files' names begin with in diagnostics; `folder` where None.
        catalogs_later: see `read_folder`.

    """
    named = ((bundle, Path(_BUNDLE) if folder else Path()), (folder, display_root or folder))
    return [
        read_folder(path, shown, overlay, catalogs_later=catalogs_later)
        for path, shown in named
        if path is not None and shown is not None
    ]


@dataclass(frozen=True, slots=True)
class _Work:
    """The compilation of a workspace: shared inputs, and accumulated results."""

    shared: Shared
    rules: RulesFolders
    depth: Depth
    lint: LintFindings | None
    keeps: bool
    own: frozenset[str]
    all_own: bool
    tally: Tally = field(default_factory=Tally)
    texts: dict[str, str] = field(default_factory=dict)

    def without_rules(self) -> Iterator[Diagnostic]:
        """Yield an error for every catalog whose folder of rules is missing."""
        for catalog in self.shared.catalogs:
            if catalog.catalog.rules not in self.rules:
                yield no_rules_of(catalog, self.rules)

    def compile_all(self) -> Iterator[_Compiled]:
        """Yield the result of every folder of rules, parents first."""
        wanted: dict[str, list[tuple[int, CatalogSource | None]]] = {}
        for number, catalog in enumerate(self.shared.catalogs):
            if catalog.catalog.rules in self.rules:
                wanted.setdefault(catalog.catalog.rules, []).append((number, catalog))
        for number, id_ in enumerate(self.rules, len(self.shared.catalogs)):
            wanted.setdefault(id_, [(number, None)])
        parents: set[str] = set()
        done: set[str] = set()
        for id_ in wanted:
            folders = chain_of(id_, self.rules).folders
            parents.update(folder.id for folder in folders[:-1])
            for below in (folder.id for folder in folders if folder.id not in done):
                done.add(below)
                yield from self._compile(below, wanted[below])
                if self.depth is Depth.LINT and below not in parents:
                    self.rules.forget(below)

    def _compile(
        self, id_: str, catalogs: Sequence[tuple[int, CatalogSource | None]]
    ) -> Iterator[_Compiled]:
        """Yield the results of a folder of rules, one for every catalog that uses it."""
        read = self.rules.read(id_)
        self.texts.update((source.name, source.text) for source in read.sources)
        asides = Diagnostics()
        if self.depth is not Depth.QUICK:
            check_asides(read.folder, asides)
        chain = chain_of(id_, self.rules, self.shared.called)
        if self.lint is not None:
            self.lint.look(chain.folders, read.sources)
        for number, catalog in catalogs:
            found = self._compiled(chain, catalog)
            known = catalog.catalog if catalog else None
            county = County(
                name=known.county if known else id_,
                id=known.id if known else id_,
                code=known.code if known else None,
                rules=id_,
                accounts=found.accounts,
                extends=len(chain.folders) > 1,
                asides=len(read.folder.asides),
            )
            if catalog is not None and found.program is not None:
                self.tally.count(found.program)
            yield _Compiled(
                place=(len(chain.folders), number),
                county=county,
                listed=catalog is not None,
                program=found.program if self.keeps else None,
                problems=(
                    read.all_problems,
                    asides,
                    tuple(with_owners(found.problems, self.rules, chain)),
                ),
            )

    def _compiled(self, chain: Chain, catalog: CatalogSource | None) -> CompiledChain:
        if self.lint is None:
            return compile_county(chain, catalog, self.shared, self.depth)
        suspicious = self.lint.looks_at(chain.folders)
        depth = self.depth if suspicious else self._depth_of(chain, catalog)
        above = self.lint.above(chain.folders)
        found = compile_county(chain, catalog, self.shared, depth, above)
        if suspicious:
            self.lint.take(chain.folders, found.suspected)
        return found

    def _depth_of(self, chain: Chain, catalog: CatalogSource | None) -> Depth:
        """Return how much is checked of a chain without lints: what is bundled is sound."""
        files = {place.file for folder in chain.folders if (place := folder.place) is not None}
        if catalog is not None and catalog.node.span.file is not None:
            files.add(catalog.node.span.file)
        return Depth.THOROUGH if self.all_own or not self.own.isdisjoint(files) else Depth.QUICK
