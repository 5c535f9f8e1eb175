"""A folder of YAML, laid over the bundle: all that one library is made of, and all its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gaozhi.compiler import Depth, compile_chain
from gaozhi.language import (
    PARTS,
    CatalogSource,
    RulesFolder,
    read_catalog,
    read_rules,
    read_vocabulary,
)
from gaozhi.model import Account, Document, Program, Vocabulary
from gaozhi.source import Diagnostic, Diagnostics, Related, Span, meant
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.asides import check_asides
from gaozhi.workspace.calendars import check_calendars, layered_calendars
from gaozhi.workspace.folder import Folder, ScenarioPath, read_folder
from gaozhi.workspace.lint import LintFindings

__all__ = ["County", "Workspace", "build", "chain_of"]

_BUNDLE = "随包"
"""Leads the names of bundled files where an author's own may be called the same."""

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
"""What says that something is not there, and where that something would stand. While a part could
not be read, saying so would only mislead: these wait until what they look into is sound."""


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
    scenarios: Mapping[str, Sequence[ScenarioPath]]
    own_scenarios: Sequence[ScenarioPath]
    bare: tuple[Program, ...] = ()


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
    problems = Diagnostics()
    layers = [
        read_folder(path, shown, problems, overlay)
        for path, shown in (
            (bundle, Path(_BUNDLE) if folder else Path()),
            (folder, display_root or folder),
        )
        if path is not None and shown is not None
    ]
    texts: dict[str, str] = {}
    for layer in layers:
        for source in layer.sources():
            problems.extend(source.diagnostics)
            texts[source.name] = source.text
    faulty: set[str] = set()
    shared = Diagnostics()
    vocabulary = _vocabulary(layers, folder, shared)
    if shared or any(source.failed for layer in layers for source in layer.vocabulary):
        faulty.add("vocabulary")
    before = len(shared)
    catalogs = _catalogs(layers, shared)
    if len(shared) > before or any(s.failed for layer in layers for s in layer.catalogs):
        faulty.add("catalogs")
    calendars, whole = layered_calendars(
        [layer.calendars for layer in layers], shared, bundled=bundle is not None
    )
    if whole:
        check_calendars(catalogs, calendars, shared)
    problems += shared
    rules = {
        id_: read_rules(id_, sources, problems)
        for layer in layers
        for id_, sources in layer.rules.items()
    }
    if depth is not Depth.QUICK:
        for rules_folder in rules.values():
            check_asides(rules_folder, problems)
    own = frozenset(source.name for source in layers[-1].sources()) if folder else frozenset()
    counties: list[County] = []
    suspects = LintFindings(own if folder else None) if depth is Depth.LINT else None
    compiling = _Compiling(rules, vocabulary, problems, faulty, counties, depth, suspects)
    called = {one.catalog.county: one.catalog.rules for one in catalogs}
    compiling = replace(compiling, tried=frozenset(layers[-1].scenarios), called=called)
    bare: list[Program] = []
    programs = _compile_all(catalogs, compiling, bare)
    if suspects is not None:
        problems += list(suspects.all(layers, compiling.chains, problems))
    return Workspace(
        programs=programs,
        tally=compiling.tally,
        diagnostics=tuple(dict.fromkeys(problems)),
        sources=texts,
        own=own,
        calendars=calendars,
        counties=tuple(sorted(counties, key=lambda county: county.id)),
        rules=rules,
        vocabulary=vocabulary,
        catalogs=tuple(catalogs),
        scenarios={id_: paths for layer in layers for id_, paths in layer.scenarios.items()},
        own_scenarios=[path for paths in layers[-1].scenarios.values() for path in paths],
        bare=tuple(bare),
    )


def _vocabulary(layers: Sequence[Folder], folder: Path | None, problems: Diagnostics) -> Vocabulary:
    sources = [source for layer in layers for source in layer.vocabulary]
    if not sources:
        where = f"{folder}/rules/vocabulary.yaml" if folder else "rules/vocabulary.yaml"
        problems.append(
            Diagnostic.error(
                "GZ515", f"没有词汇表 {where}", help="写一个；只用随包词汇表的，不要排除随包内容"
            )
        )
    return read_vocabulary(sources, problems)


def _catalogs(layers: Sequence[Folder], problems: Diagnostics) -> list[CatalogSource]:
    """Return the catalogs, an id's last layer only; two of one name in a layer are a problem."""
    standing: dict[str, CatalogSource] = {}
    for layer in layers:
        read = [read_catalog(source, problems) for source in layer.catalogs]
        own = [catalog for catalog in read if catalog is not None]
        ids = {catalog.catalog.id for catalog in own}
        taken: dict[str, Span] = {
            key: span
            for id_, catalog in standing.items()
            if id_ not in ids
            for key, span in _keys(catalog)
        }
        for catalog in own:
            clash = next(((k, taken[k], s) for k, s in _keys(catalog) if k in taken), None)
            if clash is not None:
                key, earlier, span = clash
                problems.append(
                    Diagnostic.error(
                        "GZ514",
                        f"地区“{key}”已经有了",
                        span,
                        related=(Related(earlier, "在这里"),),
                        help="名称、id、代码都不能与别的地区相同",
                    )
                )
                continue
            taken.update(_keys(catalog))
            standing[catalog.catalog.id] = catalog
    return sorted(standing.values(), key=lambda source: source.catalog.id)


def _keys(source: CatalogSource) -> list[tuple[str, Span]]:
    catalog = source.catalog
    written = {"county": catalog.county, "id": catalog.id, "code": catalog.code}
    found: dict[str, Span] = {}
    for key, value in written.items():
        if value is not None:
            found.setdefault(value, source.node.at([key]).span)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class _Compiling:
    """What every compilation of a workspace shares."""

    rules: Mapping[str, RulesFolder]
    vocabulary: Vocabulary
    problems: Diagnostics
    faulty: set[str]
    """which of the vocabulary and the catalogs could not be read in full"""
    counties: list[County]
    depth: Depth
    suspects: LintFindings | None
    chains: dict[str, list[RulesFolder]] = field(default_factory=dict)
    """the levels of every rules folder that was compiled, from the root down"""
    tally: Tally = field(default_factory=Tally)
    called: Mapping[str, str] = field(default_factory=dict)
    """the folder of rules of every jurisdiction, by its name"""
    tried: frozenset[str] = frozenset()
    """the folders of rules that have scenarios of their own to be put to"""

    def compile(self, id_: str, catalog: CatalogSource | None) -> Program | None:
        """Return the program of a rules folder; problems are added, and the county."""
        chain, whole = chain_of(id_, self.rules, self.problems, self.called)
        self.chains[id_] = chain
        found = Diagnostics()
        suspicious = self.suspects is not None and self.suspects.looks_at(chain)
        depth = Depth.THOROUGH if self.depth is Depth.LINT and not suspicious else self.depth
        above = self.suspects.above(chain) if self.suspects is not None else frozenset()
        compiled = compile_chain(chain, catalog, self.vocabulary, found, depth=depth, above=above)
        if self.depth is not Depth.QUICK and compiled.program is not None and catalog is not None:
            # Loading what is known to be sound does without this whole floor.
            from gaozhi.documents import check_forms

            check_forms(compiled.program, found)
        faulty = self.faulty.union(*(folder.faulty for folder in chain), () if whole else PARTS)
        self.problems.extend(p for p in found if faulty.isdisjoint(_LOOKS_INTO.get(p.code, ())))
        if self.suspects is not None and suspicious:
            self.suspects.take(chain, None if faulty else compiled.suspected)
        known = catalog.catalog if catalog else None
        self.counties.append(
            County(
                name=known.county if known else id_,
                id=known.id if known else id_,
                code=known.code if known else None,
                rules=id_,
                accounts=compiled.accounts,
                extends=len(chain) > 1,
                asides=len(self.rules[id_].asides),
            )
        )
        if compiled.program is None or not whole:
            return None
        if catalog is not None:
            self.tally.count(compiled.program)
        # A check of five hundred counties keeps no program, unless scenarios are put to them.
        return compiled.program if self.tried or self.depth is not Depth.LINT else None


def _compile_all(
    catalogs: Sequence[CatalogSource], compiling: _Compiling, bare: list[Program]
) -> tuple[Program, ...]:
    """Return the programs that are kept, in order of id; parents come before what extends them.

    The programs of rules that no catalog uses are added to `bare`.
    """
    rules = compiling.rules
    wanted: list[tuple[str, CatalogSource | None]] = []
    for catalog in catalogs:
        id_ = catalog.catalog.rules
        if id_ in rules:
            wanted.append((id_, catalog))
            continue
        span = catalog.node.at(["rules"]).span
        _no_such_rules(f"没有 rules/{id_}", "GZ512", id_, rules, span, compiling.problems)
    used = {id_ for id_, _ in wanted}
    wanted += [(id_, None) for id_ in rules if id_ not in used]
    wanted.sort(key=lambda one: len(chain_of(one[0], rules, Diagnostics())[0]))
    found: list[Program] = []
    for id_, catalog_or_none in wanted:
        program = compiling.compile(id_, catalog_or_none)
        if program is not None:
            (bare if catalog_or_none is None else found).append(program)
    return tuple(sorted(found, key=lambda program: program.id))


def chain_of(
    id_: str,
    rules: Mapping[str, RulesFolder],
    problems: Diagnostics,
    called: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[RulesFolder], bool]:
    """Return the folders from the root down to `id_`, and whether the chain is whole.

    `called` has the folder of every jurisdiction by its name, which may stand in a folder's place.
    """
    chain: list[RulesFolder] = []
    folder: RulesFolder | None = rules[id_]
    while folder is not None:
        if folder in chain:
            circle = " → ".join([*(link.id for link in chain), folder.id])
            problems.append(
                Diagnostic.error(
                    "GZ508",
                    f"extends 成了循环：{circle}",
                    folder.extends_span,
                    help="extends 写上级，最上一级不写",
                )
            )
            return chain[::-1], False
        chain.append(folder)
        if folder.extends is None:
            break
        if folder.extends not in rules:
            message = f"上级“{folder.extends}”不存在"
            span = folder.extends_span
            _no_such_rules(message, "GZ507", folder.extends, rules, span, problems, called)
            return chain[::-1], False
        folder = rules[folder.extends]
    return chain[::-1], True


def _no_such_rules(
    message: str,
    code: str,
    id_: str,
    rules: Mapping[str, RulesFolder],
    span: Span | None,
    problems: Diagnostics,
    called: Mapping[str, str] = MappingProxyType({}),
) -> None:
    known = f"现有：{'、'.join(sorted(rules)) or '无'}"
    if span is None:
        problems.append(Diagnostic.error(code, message, help=known))
        return
    offer = meant(id_, rules, span, known, aliases=called)
    problems.append(Diagnostic.error(code, message, span, help=offer.help, fix=offer.fix))
