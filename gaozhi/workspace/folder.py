"""The YAML files of one folder by their kind; rules are read when they are asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from gaozhi.source import (
    Diagnostic,
    Scalar,
    Source,
    Span,
    Walk,
    printable,
    read_file,
    read_text,
    suggest,
    walk,
)
from gaozhi.source import Mapping as MappingNode

__all__ = [
    "Folder",
    "UnreadFile",
    "is_scenario_file",
    "read_folder",
    "yaml_files",
]

_NAMES = ("rules", "catalogs")
_SUFFIXES = (".yaml", ".yml")
_SCENARIOS = tuple(f".scenarios{suffix}" for suffix in _SUFFIXES)
# The endings that Notepad adds to rules.yaml.
_NOTEPADS = (".yaml.txt", ".yml.txt")


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file below a folder of rules that is not read yet."""

    path: Path
    name: str
    """its name in diagnostics"""
    folder: str | None
    """the name of its folder of rules"""

    def text(self, overlay: Mapping[str, bytes]) -> str:
        """Return the file's text, unread; empty where it cannot be read as text."""
        try:
            data = overlay.get(self.name)
            return (self.path.read_bytes() if data is None else data).decode(errors="ignore")
        except OSError:
            return ""

    def read(self, overlay: Mapping[str, bytes]) -> Source:
        """Return the file as read, from the overlay where that has it."""
        return _read(self.path, self.name, overlay)


def is_scenario_file(path: Path) -> bool:
    """Whether a file holds scenarios and no rules, by its name."""
    return path.name.lower().endswith(_SCENARIOS)


@dataclass(slots=True)
class Folder:
    """The YAML files of one folder, by their kind.

    Attributes:
        root: the path that the files' names begin with.
        overlay: contents that are read in place of files, by the files' names.
        vocabulary: its vocabulary files, read at once, since every jurisdiction needs them.
        rules: the rule files of every folder of rules, by its name, not read yet.
        catalogs: its catalogs, read at once; of one that `each_catalog` has read, the head alone.
        unread: its catalogs that are not read yet.
        calendars: its calendars, read at once.
        scenarios: the scenario files of every folder of rules, by its name, not read yet.
        misplaced: files in places where they would not be read.
        problems: the problems of the folder itself.

    """

    root: Path
    overlay: Mapping[str, bytes]
    vocabulary: list[Source] = field(default_factory=list)
    rules: dict[str, list[UnreadFile]] = field(default_factory=dict)
    catalogs: list[Source] = field(default_factory=list)
    calendars: list[Source] = field(default_factory=list)
    scenarios: dict[str, list[UnreadFile]] = field(default_factory=dict)
    misplaced: list[Source] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)
    _packed: dict[str, bytes] = field(default_factory=dict, repr=False)

    def each_catalog(self) -> Iterator[Source]:
        """Yield every catalog in full; those that are read only now do not all stay in memory."""
        yield from self.catalogs
        while self.unread:
            source = self.unread.pop(0).read(self.overlay)
            yield source
            head = _head_of(source)
            if head is not source:
                self._packed[source.name] = zlib.compress(source.text.encode())
            self.catalogs.append(head)

    def whole_catalog(self, name: str) -> Source | None:
        """Return a catalog in full, as it was when it was first read; None for any other file."""
        packed = self._packed.get(name)
        if packed is not None:
            return read_text(zlib.decompress(packed).decode(), name)
        return next((one for one in self.catalogs if one.name == name), None)

    def sources(self) -> Iterator[Source]:
        """Yield every file that was read: all but the rules."""
        yield from self.vocabulary
        yield from self.catalogs
        yield from self.calendars
        yield from self.misplaced

    def names(self) -> Iterator[str]:
        """Yield the name of every file but the scenarios."""
        yield from (source.name for source in self.sources())
        yield from (file.name for files in self.rules.values() for file in files)


def read_folder(
    path: Path,
    display_root: Path,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    *,
    catalogs_later: bool = False,
) -> Folder:
    """Return the YAML files below ``rules/`` and ``catalogs/``, by their kind.

    Args:
        path: the folder.
        display_root: the path that files' names begin with in diagnostics.
        overlay: contents that are read in place of files, by the files' names; a catalog that
            does not exist yet is read too.
        catalogs_later: whether the catalogs are left to `Folder.each_catalog`.

    """
    root, catalogs = path / "rules", path / "catalogs"
    name = partial(_shown, path, display_root)
    rules_found, catalogs_found = (walk(top, within=path, name=name) for top in (root, catalogs))
    found = Folder(display_root, overlay)
    found.problems += [*rules_found.problems, *catalogs_found.problems]
    found.problems += _without_rules(rules_found, root, display_root)
    for file in _yaml(rules_found):
        _take_rules(found, file, name(file), file.relative_to(root).parts)
    besides = (path / Path(one).relative_to(display_root) for one in _within(overlay, display_root))
    beside = {file for file in besides if file.parent == catalogs}
    for file in sorted({*_yaml(catalogs_found), *beside}):
        steps = file.relative_to(catalogs).parts
        if catalogs_later and len(steps) == 1 and not is_scenario_file(file):
            found.unread.append(UnreadFile(file, name(file), None))
        else:
            _take_catalog(found, file, name(file), steps)
    for file in (*rules_found.files, *catalogs_found.files):
        if file.name.lower().endswith(_NOTEPADS):
            source = Source(name(file), "", None, ())
            help = f"改名为 {file.stem}；记事本另存时，“保存类型”选“所有文件”"
            _misplaced(source, help, found)
    for folder in sorted(path.iterdir()):
        meant = suggest(folder.name, _NAMES) if folder.name not in _NAMES else None
        if meant is not None and folder.is_dir() and yaml_files(folder):
            _misplaced(Source(name(folder), "", None, ()), f"文件夹是否应叫 {meant}？", found)
    return found


def _within(names: Iterable[str], root: Path) -> Iterator[str]:
    return (name for name in names if Path(name).is_relative_to(root))


def _take_rules(found: Folder, file: Path, name: str, steps: tuple[str, ...]) -> None:
    """Take a file below ``rules/``; `steps` are its path from there."""
    scenario = is_scenario_file(file)
    if len(steps) > 1:
        taken = found.scenarios if scenario else found.rules
        taken.setdefault(steps[0], []).append(UnreadFile(file, name, steps[0]))
        return
    source = _read(file, name, found.overlay)
    if file.stem == "vocabulary":
        found.vocabulary.append(source)
    else:
        found.misplaced.append(source)
        _misplaced(source, f"{'场景' if scenario else '规则'}文件应放在 rules/<地区>/ 之下", found)


def _take_catalog(found: Folder, file: Path, name: str, steps: tuple[str, ...]) -> None:
    """Take a file below ``catalogs/``; `steps` are its path from there."""
    source = _read(file, name, found.overlay)
    if is_scenario_file(file):
        found.misplaced.append(source)
        _misplaced(source, "场景文件应放在 rules/<地区>/ 之下", found)
    elif len(steps) == 1:
        found.catalogs.append(source)
    elif steps[:-1] == ("calendars",):
        found.calendars.append(source)
    else:
        found.misplaced.append(source)
        help = "目录文件应直接放在 catalogs/ 之下，工作日历应直接放在 catalogs/calendars/ 之下"
        _misplaced(source, help, found)


def _head_of(source: Source) -> Source:
    """Return a sound catalog without its text and its lists: what says whose it is."""
    if source.diagnostics or not isinstance(source.root, MappingNode):
        return source
    entries = tuple(one for one in source.root.entries if isinstance(one[1], Scalar))
    return Source(source.name, "", MappingNode(entries, source.root.span), ())


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

    Otherwise the bundle's jurisdiction of that id would answer in its place without a warning.
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


def _misplaced(source: Source, help: str, found: Folder) -> None:
    span = source.root.span if source.root is not None else Span(source.name, 1, 1, 1, 1)
    message = f"{source.name} 放在这里不会被读到"
    found.problems.append(Diagnostic.error("GZ516", message, span, help=help))
