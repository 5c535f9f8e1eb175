"""The files of one folder of YAML, read, by what they are."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from gaozhi.source import (
    Diagnostic,
    Source,
    Span,
    Walk,
    printable,
    read_file,
    read_text,
    suggest,
    walk,
)

__all__ = [
    "Folder",
    "ScenarioPath",
    "is_scenario_file",
    "read_folder",
    "read_rules_folder",
    "yaml_files",
]

_NAMES = ("rules", "catalogs")
_SUFFIXES = (".yaml", ".yml")
_SCENARIOS = tuple(f".scenarios{suffix}" for suffix in _SUFFIXES)
# What Notepad makes of rules.yaml when it is left to choose.
_NOTEPADS = (".yaml.txt", ".yml.txt")


@dataclass(frozen=True, slots=True)
class ScenarioPath:
    """A scenario file that is not read yet: no answer depends on it."""

    path: Path
    name: str
    """leads its places in diagnostics"""
    folder: str | None
    """the rules folder that it stands in"""


def is_scenario_file(path: Path) -> bool:
    """Whether a file holds scenarios and no rules, by its name."""
    return path.name.lower().endswith(_SCENARIOS)


@dataclass(slots=True)
class Folder:
    """The YAML files of one folder, by what they are."""

    vocabulary: list[Source] = field(default_factory=list)
    rules: dict[str, list[Source]] = field(default_factory=dict)
    catalogs: list[Source] = field(default_factory=list)
    calendars: list[Source] = field(default_factory=list)
    scenarios: dict[str, list[ScenarioPath]] = field(default_factory=dict)
    misplaced: list[Source] = field(default_factory=list)

    def sources(self) -> Iterator[Source]:
        """Yield every file that was read."""
        yield from self.vocabulary
        for sources in self.rules.values():
            yield from sources
        yield from self.catalogs
        yield from self.calendars
        yield from self.misplaced


def read_folder(
    path: Path,
    display_root: Path,
    problems: list[Diagnostic],
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    rules: Container[str] | None = None,
) -> Folder:
    """Return every YAML file below ``rules/`` and ``catalogs/``, read, by what it is.

    Args:
        path: the folder.
        display_root: leads the files' names in diagnostics.
        problems: receives the files that stand where nothing would read them.
        overlay: what to read in place of what some files hold, by the files' names; a catalog
            that is not there yet is read too.
        rules: the jurisdictions whose folders of rules are read; None for all of them.

    """
    found = Folder()
    root, catalogs = path / "rules", path / "catalogs"
    beneath = {
        top: walk(top, within=path, name=partial(_shown, path, display_root))
        for top in (root, catalogs)
    }
    problems += [problem for found_ in beneath.values() for problem in found_.problems]
    problems += _without_rules(beneath[root], root, display_root)
    for file in _yaml(beneath[root]):
        name = (display_root / file.relative_to(path)).as_posix()
        steps = file.relative_to(root).parts
        if is_scenario_file(file) and len(steps) > 1:
            found.scenarios.setdefault(steps[0], []).append(ScenarioPath(file, name, steps[0]))
            continue
        if len(steps) > 1 and rules is not None and steps[0] not in rules:
            continue
        source = _read(file, name, overlay)
        if len(steps) > 1:
            found.rules.setdefault(steps[0], []).append(source)
        elif file.stem == "vocabulary":
            found.vocabulary.append(source)
        else:
            found.misplaced.append(source)
            what = "场景" if is_scenario_file(file) else "规则"
            _misplaced(source, f"{what}文件应放在 rules/<地区>/ 之下", problems)
    names = (Path(name) for name in overlay)
    besides = {
        path / name.relative_to(display_root) for name in names if name.is_relative_to(display_root)
    }
    for file in sorted({*_yaml(beneath[catalogs]), *(f for f in besides if f.parent == catalogs)}):
        steps = file.relative_to(catalogs).parts
        source = _read(file, (display_root / file.relative_to(path)).as_posix(), overlay)
        if is_scenario_file(file):
            found.misplaced.append(source)
            _misplaced(source, "场景文件应放在 rules/<地区>/ 之下", problems)
        elif len(steps) == 1:
            found.catalogs.append(source)
        elif steps[:-1] == ("calendars",):
            found.calendars.append(source)
        else:
            found.misplaced.append(source)
            where = "目录文件应直接放在 catalogs/ 之下，工作日历应直接放在 catalogs/calendars/ 之下"
            _misplaced(source, where, problems)
    for file in (*beneath[root].files, *beneath[catalogs].files):
        if file.name.lower().endswith(_NOTEPADS):
            source = Source((display_root / file.relative_to(path)).as_posix(), "", None, ())
            _misplaced(
                source, f"改名为 {file.stem}；记事本另存时，“保存类型”选“所有文件”", problems
            )
    for beside in sorted(path.iterdir()):
        meant = suggest(beside.name, _NAMES) if beside.name not in _NAMES else None
        if meant is not None and beside.is_dir() and yaml_files(beside):
            name = (display_root / beside.name).as_posix()
            _misplaced(Source(name, "", None, ()), f"文件夹是否应叫 {meant}？", problems)
    return found


def read_rules_folder(path: Path, id_: str) -> list[Source]:
    """Return the files of one folder of rules, read; its scenarios are left out."""
    files = yaml_files(path / "rules" / id_)
    return [
        read_file(file, name=file.relative_to(path).as_posix())
        for file in files
        if not is_scenario_file(file)
    ]


def _shown(path: Path, display_root: Path, file: Path) -> str:
    return (display_root / file.relative_to(path)).as_posix()


def _read(file: Path, name: str, overlay: Mapping[str, bytes]) -> Source:
    data = overlay.get(name)
    return read_file(file, name=name) if data is None else read_text(data, name)


def yaml_files(folder: Path) -> list[Path]:
    """Return the author's YAML files below a folder, in order."""
    return _yaml(walk(folder, within=folder, name=str))


def _yaml(found: Walk) -> list[Path]:
    return [file for file in found.files if file.suffix.lower() in _SUFFIXES]


def _without_rules(rules: Walk, root: Path, display_root: Path) -> Iterator[Diagnostic]:
    """Yield an error for every jurisdiction's folder without a file to read.

    It is there, so nothing else may answer in its place without a word.
    """
    filled = {file.relative_to(root).parts[0] for file in _yaml(rules)}
    for folder in rules.folders:
        if folder.parent == root and folder.name not in filled:
            name = printable((display_root / "rules" / folder.name).as_posix())
            message = f"文件夹 {name} 里没有规则文件"
            yield Diagnostic.error(
                "GZ707",
                message,
                Span(name, 1, 1, 1, 1),
                help="放进 .yaml 规则文件；不要它的，删去文件夹",
            )


def _misplaced(source: Source, help: str, problems: list[Diagnostic]) -> None:
    span = source.root.span if source.root is not None else Span(source.name, 1, 1, 1, 1)
    message = f"{source.name} 放在这里不会被读到"
    problems.append(Diagnostic.error("GZ516", message, span, help=help))
