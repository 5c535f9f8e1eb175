"""A folder's settings: the lints that a check of it silences, and the severity of others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from gaozhi.compiler.lint import CHAIN_LINTS
from gaozhi.language import SettingsFile, validate
from gaozhi.source import (
    CODES,
    Diagnostic,
    Diagnostics,
    Node,
    Places,
    Scalar,
    Sequence,
    Severity,
    Source,
    Span,
    read_plain,
    shown,
)
from gaozhi.source import Mapping as MappingNode
from gaozhi.workspace.file_lints import FILE_LINTS, LATER_LINTS, NAME_LINTS

__all__ = ["LINT_CODES", "Settings", "read_settings"]

LINT_CODES: Final = frozenset(
    {lint.code for lint in CHAIN_LINTS}
    | {lint.code for lint in (*FILE_LINTS, *LATER_LINTS)}
    | {lint.code for lint in NAME_LINTS}
    # Warnings and notes from reading documents, forms and lists.
    | {"GZ517", "GZ518", "GZ526", "GZ537", "GZ538", "GZ539", "GZ541"}
)
"""The codes that settings may silence or change; every other one is an error."""

_OWN, _SHARED = "gaozhi.toml", "pyproject.toml"
_TABLE: Final = "tool.gaozhi"
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a folder.

    Attributes:
        silent: the codes of silenced findings.
        severity: the severity of findings by code, where it is changed.
        problems: the problems of the settings.
        sources: the texts of their files, by name.

    """

    silent: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def applied(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield the findings that are not silenced, with their severity changed as set."""
        for one in found:
            if one.code not in self.silent:
                yield replace(one, severity=self.severity.get(one.code, one.severity))


def read_settings(folder: Path, display_root: Path | None = None) -> Settings:
    """Return the settings of a folder: its ``gaozhi.toml``, or those of its ``pyproject.toml``.

    Args:
        folder: the folder; its parents are not searched.
        display_root: the path that files' names begin with in diagnostics; `folder` where None.

    """
    sources = {
        name: read_plain(folder / name, name=((display_root or folder) / name).as_posix())
        for name in (_OWN, _SHARED)
        if (folder / name).is_file()
    }
    # A pyproject.toml without our table is not checked: its errors are another tool's.
    if _SHARED in sources and _TABLE not in sources[_SHARED].text:
        del sources[_SHARED]
    problems = Diagnostics(found for source in sources.values() for found in source.diagnostics)
    file: SettingsFile | None = None
    for name, source in sources.items():
        place = _Places(source, _TABLE if name == _SHARED else "")
        if name == _SHARED and _OWN in sources:
            message = f"{_OWN} 和 {_SHARED} 都写了设置，不知道以哪一份为准"
            problems.error("GZ710", message, place(_TABLE), help="删去一份")
            continue
        table = _table(source, problems)
        held = table.get("tool", {}).get("gaozhi", {}) if name == _SHARED else table
        file = validate(SettingsFile, _node(held, place), problems)
        if file is not None:
            _check(file, place, problems)
    lint = file.lint if file is not None and not problems else SettingsFile().lint
    return Settings(
        frozenset(lint.silence),
        {code: Severity(severity) for code, severity in lint.severity.items()},
        tuple(problems),
        {source.name: source.text for source in sources.values()},
    )


class _Places:
    """Finds the first place of a word in a file, comments left out."""

    def __init__(self, source: Source, after: str) -> None:
        self._text = source.text
        self._places = Places(source.name, source.text)
        self._start = max(source.text.find(after), 0)

    def __call__(self, word: str) -> Span:
        pattern = re.compile(f"^[^#\n]*?({re.escape(word)})", re.MULTILINE)
        found = pattern.search(self._text, self._start)
        return self._places.span(*(found.span(1) if found else (self._start, self._start)))


def _table(source: Source, problems: Diagnostics) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        places = Places(source.name, source.text)
        at = places.index(int(found[1]), int(found[2])) if found else len(source.text)
        help = "文本加引号，列表写在方括号里；同一个键只写一次"
        problems.error("GZ710", "TOML 的写法有误，从这里起读不下去", places.span(at, at), help=help)
        return {}


def _node(value: object, place: _Places) -> Node:
    """Return the data of a file as nodes with their places."""
    match value:
        case dict():
            entries = tuple(
                (Scalar(key, key, quoted=False, span=place(key)), _node(held, place))
                for key, held in value.items()
            )
            return MappingNode(entries, entries[0][0].span if entries else place(""))
        case list():
            items = tuple(_node(item, place) for item in value)
            return Sequence(items, items[0].span if items else place("[]"))
        case bool() | int() | str():
            raw = str(value).lower() if isinstance(value, bool) else str(value)
            return Scalar(value, raw, quoted=isinstance(value, str), span=place(raw))
        case _:
            return Scalar(str(value), str(value), quoted=False, span=place(str(value)))


def _check(file: SettingsFile, place: _Places, problems: Diagnostics) -> None:
    """Report every code that settings cannot change."""
    lint = file.lint
    for code in dict.fromkeys((*lint.silence, *lint.severity)):
        if code not in CODES:
            # A near number is that of another lint: none is suggested.
            message, help = f"没有编号 {shown(code)}", "照抄检查所列的编号，写作 GZ570"
            problems.error("GZ710", message, place(code), help=help)
        elif code not in LINT_CODES:
            message = f"{code}（{CODES[code]}）是错误，不能不列，也不能改成别的种类"
            help = "按它的说明改正；能调整的只有提醒和说明"
            problems.error("GZ711", message, place(code), help=help)
        elif code in lint.silence and code in lint.severity:
            message = f"{code} 写了不列，又写了算作什么"
            problems.error("GZ710", message, place(code), help="删去一处")
