"""A folder of YAML, laid over the bundle: all that one library is made of, and all its problems."""

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

__all__ = ["County", "Workspace", "build", "read_layers"]

_BUNDLE = "随包"
"""Leads the names of bundled files where an author's own may be called the same."""


@dataclass(frozen=True, slots=True)
class County:
    """A jurisdiction of a workspace, whether or not its rules are sound.

    Attributes:
        name: the name in its catalog; of rules without a catalog, their folder's.
        id: the id in its catalog, or the folder's name.
        code: the administrative code, where it has one.
        rules: the folder of its own rules.
        accounts: what becomes of every provision of its own.
        extends: whether it stands on a parent; one that does not is a baseline.
        asides: how many passages of its document are no provision.

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
    """How much there is in the programs of a workspace."""

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
    """What a folder, laid over the bundle, comes to.

    Attributes:
        programs: one for every catalog that compiled, in order of id; none where a check alone is
            wanted, which does without what they hold.
        tally: how much there is.
        diagnostics: every problem of every file, each once.
        sources: the text of every file that was read, by its name.
        own: the names of those that are the folder's, and not the bundle's.
        calendars: every working-day calendar, by id.
        counties: every jurisdiction, sound or not, in order of id.
        rules: what every folder of rules says, by its name.
        vocabulary: every fact, decision and event, as far as they could be read.
        catalogs: every catalog that could be read, in order of id.
        scenarios: the scenario files of every folder of rules, by its name, not read yet.
        own_scenarios: those among them that are the folder's own; of the bundle alone, all.
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
    """What one folder of rules, under one catalog or none, comes to in a workspace.

    Attributes:
        place: the levels of its chain, and its place among those of as many.
        county: the jurisdiction.
        listed: whether it has a catalog.
        program: None where it is unsound.
        problems: what is wrong with the files, with their asides, with what they compile to.

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
    """Read and compile everything; nothing is raised for what stands in the files.

    Args:
        folder: the author's folder, or None. What it has takes the place of what the bundle has
            under the same id; its vocabulary adds to the bundle's.
        bundle: the bundled folder, or None to do without.
        depth: how far to look.
        overlay: what to read in place of what some files of the folder hold, by the files' names.
        display_root: leads the files' names in diagnostics; the folder itself unless given.

    """
    layers = read_layers(folder, bundle, overlay=overlay, display_root=display_root)
    shared = read_shared(layers, folder, bundled=bundle is not None)
    own = frozenset(layers[-1].names()) if folder else frozenset()
    work = _Work(
        shared=shared,
        rules=RulesFolders(layers),
        depth=depth,
        lint=LintFindings(own if folder else None) if depth is Depth.LINT else None,
        # A check of five hundred counties keeps no program, unless scenarios are put to them.
        keeps=depth is not Depth.LINT or any(layer.scenarios for layer in layers[-1:]),
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
) -> list[Folder]:
    """Return the files of the bundle, then those of the folder; for the arguments see `build`."""
    named = ((bundle, Path(_BUNDLE) if folder else Path()), (folder, display_root or folder))
    return [
        read_folder(path, shown, overlay)
        for path, shown in named
        if path is not None and shown is not None
    ]


@dataclass(frozen=True, slots=True)
class _Work:
    """What the compilations of a workspace share, and what they add to."""

    shared: Shared
    rules: RulesFolders
    depth: Depth
    lint: LintFindings | None
    keeps: bool
    tally: Tally = field(default_factory=Tally)
    texts: dict[str, str] = field(default_factory=dict)

    def without_rules(self) -> Iterator[Diagnostic]:
        """Yield a problem for every catalog whose folder of rules is not there."""
        for catalog in self.shared.catalogs:
            if catalog.catalog.rules not in self.rules:
                yield no_rules_of(catalog, self.rules)

    def compile_all(self) -> Iterator[_Compiled]:
        """Yield what every folder of rules comes to; parents come before what extends them."""
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
        """Yield what a folder of rules comes to under every catalog that uses it."""
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
                problems=(read.all_problems, asides, found.problems),
            )

    def _compiled(self, chain: Chain, catalog: CatalogSource | None) -> CompiledChain:
        if self.lint is None:
            return compile_county(chain, catalog, self.shared, self.depth)
        suspicious = self.lint.looks_at(chain.folders)
        depth = self.depth if suspicious else Depth.THOROUGH
        above = self.lint.above(chain.folders)
        found = compile_county(chain, catalog, self.shared, depth, above)
        if suspicious:
            self.lint.take(chain.folders, found.suspected)
        return found
