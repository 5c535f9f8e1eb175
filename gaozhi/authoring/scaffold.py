"""The files of a new county, made from templates; they pass the check from the start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, Final

from gaozhi.compiler import Depth
from gaozhi.source import Source, dump_flow, read_file, read_text, suggest
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.bundle import bundle_folder
from gaozhi.workspace.opening import open_workspace

__all__ = ["CountySpec", "Plan", "plan"]

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
_SCENARIOS: Final = ".scenarios.yaml"
_ID: Final = re.compile(r"\w[\w-]{0,39}")
_NAME: Final = re.compile(r"[^\s/\\:*?\"<>|.#~$][^\s/\\:*?\"<>|]{0,39}")
_CODE: Final = re.compile(r"[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?", re.ASCII)
# Windows has no files of these names, whatever their suffix.
_NOT_ON_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)

_PARENT: Final = "# 本地的文件没有写的，依上级。\nextends: "
_NO_PARENT: Final = (
    "# 没有上级：文件没有写的，答复“无此规定”。后来要依上级的，写 extends: national。\n"
    "# 下面的例子用的是上级的词；自己的判断、事实怎样写，"
    "见 docs/authors/language.md 的“本地区自己的词”。"
)


@dataclass(frozen=True, slots=True)
class CountySpec:
    """What an author says of a county; what is None is left to be filled in, or left out.

    Attributes:
        name: as the county is called.
        extends: the name, id or code of what its document is laid over; None for nothing.
        id: names its files; its name unless given.
        code: the administrative code.
        calendar: the working-day calendar; the parent's unless given.
        number: the number of its document.
        title: the document's title.
        issuer: the organ that issued it.
        issued: the day on which it was issued, or the word that nobody has found it out.
        in_force: the first day on which it is law.

    """

    name: str
    extends: str | None
    id: str | None = None
    code: str | None = None
    calendar: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued: date | str | None = None
    in_force: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, and why it cannot be.

    Attributes:
        files: the text of every file, by its path below the folder.
        steps: what its author is to do next, a line each.
        problems: what stands in the way, each with its way out; while there is one nothing is
            written.

    """

    files: Mapping[str, str]
    steps: tuple[str, ...]
    problems: tuple[str, ...]


def plan(wanted: CountySpec, folder: Path) -> Plan:
    """Return the files of a new county of a folder, which need not exist yet.

    Raises:
        CatalogError: the folder cannot be read.

    """
    has_rules = any((folder / name).is_dir() for name in ("rules", "catalogs"))
    workspace = open_workspace(folder if has_rules else None, bundled=True, depth=Depth.QUICK)
    id_ = wanted.id or wanted.name
    above = wanted.extends
    parent = None if above is None else _parent(above, workspace)
    problems = [
        *_bad_names(wanted, id_),
        *_taken(wanted, id_, folder, workspace),
        *(() if parent or above is None else [_no_parent(above, workspace)]),
        *_bad_calendar(wanted.calendar, workspace),
    ]
    if problems:
        return Plan({}, (), tuple(problems))
    files = dict(_filled(wanted, id_, parent, folder, workspace))
    readme = files[f"rules/{id_}/README.md"]
    return Plan(files, tuple(re.findall(r"^\d+\. .*", readme, re.MULTILINE)), ())


def _bad_names(wanted: CountySpec, id_: str) -> Iterator[str]:
    if not _NAME.fullmatch(wanted.name):
        yield f"“{wanted.name}”不能作名称：写地区的名称，如 某县，没有空格和 / \\ : * ? 等符号。"
    elif not _ID.fullmatch(id_) or _NOT_ON_WINDOWS.fullmatch(id_):
        yield f"“{id_}”不能作代号：代号用作文件名，写拼音字母，如 --id mouxian。"
    if wanted.code is not None and not _CODE.fullmatch(wanted.code):
        yield f"“{wanted.code}”不是行政区划代码：写六位数字，如 --code 999999；没有的不写。"


def _taken(wanted: CountySpec, id_: str, folder: Path, workspace: Workspace) -> Iterator[str]:
    keys = {wanted.name, id_, wanted.code} - {None}
    for source in workspace.catalogs:
        one = source.catalog
        if not keys & {one.county, one.id, one.code}:
            continue
        if source.node.span.file in workspace.own:
            taken = f"{folder.as_posix()} 里已有{one.county}（{one.id}），没有覆盖。"
            yield f"{taken}换一个名称、代号或者代码。"
        else:
            yield (
                f"随软件提供的已有{one.county}（{one.id}）。要在它上面改，"
                f"把 rules/{one.rules} 和 catalogs/{one.id}.yaml 复制到自己的文件夹"
                f"（它们在 {bundle_folder()}）；另写一个县的，换一个名称、代号或者代码。"
            )
        return
    for name in (f"rules/{id_}", f"catalogs/{id_}.yaml"):
        path = folder / name
        if path.exists():
            yield f"{path.as_posix()} 已经存在，没有覆盖。换一个代号（--id），或者先移走它。"


def _parent(extends: str, workspace: Workspace) -> str | None:
    """Return the folder of rules that a name, an id or a code leads to."""
    for source in workspace.catalogs:
        one = source.catalog
        if extends in (one.county, one.id, one.code):
            return one.rules if one.rules in workspace.rules else None
    return extends if extends in workspace.rules else None


def _no_parent(extends: str, workspace: Workspace) -> str:
    names = {source.catalog.county: source.catalog.rules for source in workspace.catalogs}
    known = {*names, *names.values(), *workspace.rules}
    near = suggest(extends, known)
    listed = "、".join(f"{name}（{rules}）" for name, rules in names.items())
    return f"没有“{extends}”这个上级。" + (f"是不是 {near}？" if near else f"现有：{listed}。")


def _bad_calendar(calendar: str | None, workspace: Workspace) -> Iterator[str]:
    known = workspace.calendars
    if calendar is not None and calendar not in known:
        near = suggest(calendar, known)
        listed = "、".join(f"{id_}（{one.name}）" for id_, one in known.items())
        help = f"是不是 {near}？" if near else f"现有：{listed}。"
        yield f"没有名为“{calendar}”的工作日历。{help}"


def _filled(
    wanted: CountySpec, id_: str, parent: str | None, folder: Path, workspace: Workspace
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file."""
    beside = next((s.catalog for s in workspace.catalogs if s.catalog.rules == parent), None)
    calendar = wanted.calendar or (beside.calendar if beside else next(iter(workspace.calendars)))
    shown = folder.as_posix()
    words = {
        "place": wanted.name,
        "county": dump_flow(wanted.name),
        "folder": f'"{shown}"' if re.search(r"\s", shown) else shown,
        "id": dump_flow(id_),
        "extends": _NO_PARENT if parent is None else f"{_PARENT}{dump_flow(parent)}",
        "calendar": dump_flow(calendar),
        "code": _line("code", wanted.code, "999999", "行政区划代码；没有的不写"),
        "number": _line("number", wanted.number, "某政办发〔2024〕1号", "文号；没有的不写"),
        "title": dump_flow(wanted.title or "待填：文件的标题"),
        "issuer": dump_flow(wanted.issuer or "待填：制定文件的机关"),
        "issued": str(wanted.issued or "待填：印发的日期，如 2024-03-01"),
        "in_force": f"in_force: {{from: {wanted.in_force}}}"
        if wanted.in_force
        else "#in_force: {from: 2024-04-01}  # 自哪一日起施行；文件没有写的不写",
        "date": f"date: {wanted.in_force}"
        if wanted.in_force
        else "#date: 2024-04-01  # 作出判断之日；不写就是不知道",
    }
    places = {"catalog.yaml": f"catalogs/{id_}.yaml"}
    for template in sorted(_TEMPLATES.iterdir()):
        text = Template(template.read_text(encoding="utf-8")).substitute(words)
        below = "scenarios/" if template.name.endswith(_SCENARIOS) else ""
        if below and not _can_start(text, parent, workspace):
            continue
        yield places.get(template.name, f"rules/{id_}/{below}{template.name}"), text


def _line(key: str, value: str | None, example: str, says: str) -> str:
    if value is not None:
        return f"{key}: {dump_flow(value)}"
    return f"#{key}: {dump_flow(example)}  # {says}"


def _can_start(scenarios: str, parent: str | None, workspace: Workspace) -> bool:
    """Whether the base that the scenarios start from stands beside the rules above them."""
    wanted = _entry_of(read_text(scenarios, ""), "base")
    above: dict[str, None] = {}
    folder = parent
    while folder is not None and folder in workspace.rules and folder not in above:
        above[folder] = None
        folder = workspace.rules[folder].extends
    files = (one.path for id_ in above for one in workspace.scenarios.get(id_, ()))
    return any(wanted in (_entry_of(read_file(path), "bases") or ()) for path in files)


def _entry_of(source: Source, key: str) -> Any:  # noqa: ANN401 - whatever YAML can say
    """Return what a file says under a key; None where it says nothing."""
    plain = None if source.root is None else source.root.plain()
    return plain.get(key) if isinstance(plain, dict) else None
