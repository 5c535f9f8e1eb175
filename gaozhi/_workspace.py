"""A folder of YAML, laid over the bundle: all that one library is made of, and all its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gaozhi.compiler import Program, compile_program
from gaozhi.language import (
    CatalogSource,
    RulesFolder,
    Vocabulary,
    read_catalog,
    read_rules,
    read_vocabulary,
)
from gaozhi.source import Diagnostic, Related, Severity, Source, Span, read_file, suggest

__all__ = ["Workspace", "build"]

_SUFFIXES = (".yaml", ".yml")
# Editors and office programmes leave their own files beside the author's.
_NOT_THE_AUTHORS = (".", "~$", "#")

_ABSENCES = frozenset(
    {"GZ303", "GZ306", "GZ312", "GZ402", "GZ403", "GZ407", "GZ408", "GZ412"}
    | {"GZ501", "GZ503", "GZ505", "GZ509", "GZ513"}
)
"""What says that something is not there. It may stand in a part that could not be read, and then
saying so would only mislead: these wait until what they look into is sound."""


@dataclass(slots=True)
class _Folder:
    """The YAML files of one folder, by what they are."""

    vocabulary: list[Source] = field(default_factory=list)
    rules: dict[str, list[Source]] = field(default_factory=dict)
    catalogs: list[Source] = field(default_factory=list)
    misplaced: list[Source] = field(default_factory=list)

    def sources(self) -> Iterator[Source]:
        """Yield every file that was read."""
        yield from self.vocabulary
        for sources in self.rules.values():
            yield from sources
        yield from self.catalogs
        yield from self.misplaced


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a folder, laid over the bundle, comes to.

    Attributes:
        programs: one for every catalog that compiled, in order of id.
        diagnostics: every problem of every file, each once.
        sources: the text of every file that was read, by its name.

    """

    programs: tuple[Program, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def build(folder: Path | None, bundle: Path | None, *, thorough: bool) -> Workspace:
    """Read and compile everything; nothing is raised for what stands in the files.

    Args:
        folder: the author's folder, or None. What it has takes the place of what the bundle has
            under the same id; its vocabulary adds to the bundle's.
        bundle: the bundled folder, or None to do without.
        thorough: also look for rules that contradict themselves.

    """
    problems: list[Diagnostic] = []
    layers = [
        _read_folder(path, named, problems)
        for path, named in ((bundle, Path()), (folder, folder))
        if path is not None and named is not None
    ]
    texts: dict[str, str] = {}
    for layer in layers:
        for source in layer.sources():
            problems.extend(source.diagnostics)
            texts[source.name] = source.text
    shared: list[Diagnostic] = []
    vocabulary = _vocabulary(layers, folder, shared)
    catalogs = _catalogs(layers, shared)
    sound = not any(problem.severity is Severity.ERROR for problem in shared) and not any(
        source.failed for layer in layers for source in (*layer.vocabulary, *layer.catalogs)
    )
    problems += shared
    rules = {
        id_: read_rules(id_, sources, problems)
        for layer in layers
        for id_, sources in layer.rules.items()
    }
    compiling = _Compiling(rules, vocabulary, problems, sound=sound, thorough=thorough)
    programs = tuple(_compile_all(catalogs, compiling))
    return Workspace(programs, tuple(dict.fromkeys(problems)), texts)


def _read_folder(path: Path, named: Path, problems: list[Diagnostic]) -> _Folder:
    """Read every YAML file below ``rules/`` and ``catalogs/``; `named` leads the files' names."""
    found = _Folder()
    rules = path / "rules"
    for file in _yaml_files(rules):
        source = read_file(file, name=(named / file.relative_to(path)).as_posix())
        steps = file.relative_to(rules).parts
        if len(steps) > 1:
            found.rules.setdefault(steps[0], []).append(source)
        elif file.stem == "vocabulary":
            found.vocabulary.append(source)
        else:
            found.misplaced.append(source)
            _misplaced(source, "规则文件应放在 rules/<辖区>/ 之下", problems)
    catalogs = path / "catalogs"
    for file in _yaml_files(catalogs):
        steps = file.relative_to(catalogs).parts
        if steps[0] == "calendars":
            continue
        source = read_file(file, name=(named / file.relative_to(path)).as_posix())
        if len(steps) == 1:
            found.catalogs.append(source)
        else:
            found.misplaced.append(source)
            _misplaced(source, "目录文件应直接放在 catalogs/ 之下", problems)
    return found


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in (folder.rglob("*") if folder.is_dir() else ())
        if file.suffix.lower() in _SUFFIXES
        and not any(step.startswith(_NOT_THE_AUTHORS) for step in file.relative_to(folder).parts)
        and file.is_file()
    )


def _misplaced(source: Source, help_: str, problems: list[Diagnostic]) -> None:
    span = source.root.span if source.root is not None else Span(source.name, 1, 1, 1, 1)
    message = f"{source.name} 放在这里不会被读到"
    problems.append(Diagnostic.error("GZ516", message, span, help=help_))


def _vocabulary(
    layers: Sequence[_Folder], folder: Path | None, problems: list[Diagnostic]
) -> Vocabulary:
    sources = [source for layer in layers for source in layer.vocabulary]
    if not sources:
        where = f"{folder}/rules/vocabulary.yaml" if folder else "rules/vocabulary.yaml"
        problems.append(
            Diagnostic.error("GZ515", f"没有词汇表 {where}", help="写一个，或者不用 bundled=False")
        )
    return read_vocabulary(sources, problems)


def _catalogs(layers: Sequence[_Folder], problems: list[Diagnostic]) -> list[CatalogSource]:
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
                        f"辖区“{key}”已经有了",
                        span,
                        related=(Related(earlier, "在这里"),),
                        help="名称、id、代码都不能与别的辖区相同",
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
    problems: list[Diagnostic]
    sound: bool
    """whether the vocabulary and the catalogs could be read"""
    thorough: bool

    def compile(self, id_: str, catalog: CatalogSource | None) -> Program | None:
        """Return the program of a rules folder; problems are added."""
        chain = _chain(id_, self.rules, self.problems)
        if not chain:
            return None
        found: list[Diagnostic] = []
        program: Program | None = None
        try:
            program = compile_program(
                chain, catalog, self.vocabulary, found, thorough=self.thorough
            )
        except RecursionError:
            message = f"rules/{id_} 的定义、条件套得太深"
            help_ = "减少定义引用定义的层数"
            found.append(Diagnostic.error("GZ114", message, chain[-1].place, help=help_))
        sound = self.sound and all(folder.sound for folder in chain)
        self.problems.extend(p for p in found if sound or p.code not in _ABSENCES)
        return program


def _compile_all(catalogs: Sequence[CatalogSource], compiling: _Compiling) -> Iterator[Program]:
    rules = compiling.rules
    used: set[str] = set()
    for catalog in catalogs:
        id_ = catalog.catalog.rules
        used.add(id_)
        if id_ not in rules:
            span = catalog.node.at(["rules"]).span
            _no_such_rules(f"没有 rules/{id_}", "GZ512", id_, rules, span, compiling.problems)
            continue
        program = compiling.compile(id_, catalog)
        if program is not None:
            yield program
    for id_ in rules:
        if id_ not in used:
            compiling.compile(id_, None)


def _chain(
    id_: str, rules: Mapping[str, RulesFolder], problems: list[Diagnostic]
) -> list[RulesFolder]:
    """Return the folders from the root down to `id_`, or none where the chain is broken."""
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
            return []
        chain.append(folder)
        if folder.extends is None:
            break
        if folder.extends not in rules:
            message = f"上级“{folder.extends}”不存在"
            _no_such_rules(message, "GZ507", folder.extends, rules, folder.extends_span, problems)
            return []
        folder = rules[folder.extends]
    return chain[::-1]


def _no_such_rules(
    message: str,
    code: str,
    id_: str,
    rules: Mapping[str, RulesFolder],
    span: Span | None,
    problems: list[Diagnostic],
) -> None:
    near = suggest(id_, rules)
    way_out = f"是否要写 {near}？" if near else f"现有：{'、'.join(sorted(rules)) or '无'}"
    problems.append(Diagnostic.error(code, message, span, help=way_out))
