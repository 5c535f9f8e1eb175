"""Examples that a page can only describe: bytes, sizes, missing folders. One builder a code."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

import gaozhi
from gaozhi.source import read_tree
from gaozhi.watch import Watch, _joins, _search
from gaozhi.watch._event import Reader
from tests.diagnostics.pages import BASE, Found, attempt
from tests.watch.county import COUNTY, KEY, event

_HEAD = "define:\n  初次申请: {any: "


def _with_bytes(name: str, data: bytes):
    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        shutil.copytree(BASE, folder)
        (folder / name).write_bytes(data)
        return _checked(folder)

    return build


def _checked(folder: Path) -> Found:
    report = gaozhi.check(folder, bundled=False)
    return Found(report.diagnostics, dict(report.sources))


def _no_vocabulary(folder: Path, _: pytest.MonkeyPatch) -> Found:
    (folder / "rules").mkdir(parents=True)
    return _checked(folder)


def _no_folder(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return _checked(folder)


def _a_file(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.write_text("", encoding="utf-8")
    return _checked(folder)


def _case_is_a_folder(folder: Path, _: pytest.MonkeyPatch) -> Found:
    library = gaozhi.load(BASE, bundled=False)
    folder.mkdir()
    return attempt(lambda: gaozhi.read_case(folder, library))


def _no_case(folder: Path, _: pytest.MonkeyPatch) -> Found:
    library = gaozhi.load(BASE, bundled=False)
    return attempt(lambda: gaozhi.read_case(folder / "案件.yam", library))


def _no_matter(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    return attempt(lambda: county.decide_matter("教师资格", {}))


def _item_twice(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    case = county.case({}, item=1)
    return attempt(lambda: county.decide(case, "适用性", item=2))


def _of_another(_: Path, __: pytest.MonkeyPatch) -> Found:
    first, second = (gaozhi.load(BASE, bundled=False)["示范县"] for _ in range(2))
    return attempt(lambda: second.decide(first.case({}), "适用性"))


def _no_event(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    return attempt(lambda: county.deadlines("协助请求", at=date(2021, 7, 1)))


def _unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """A folder that nobody may list; permissions alone do not stop a test that runs as root."""
    shutil.copytree(BASE, folder)
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "demo":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources, problems = read_tree(folder / "rules", names_from=folder)
    return Found(tuple(problems), {source.name: source.text for source in sources})


def _read_event(**fields: object):
    """Read an event that the small county of the watch tests cannot use; nothing is joined."""

    def build(_: Path, __: pytest.MonkeyPatch) -> Found:
        reader = Reader(COUNTY.program, COUNTY.calendar, KEY)
        event = {"at": date(2025, 1, 6), **fields}
        return attempt(lambda: reader.read(event, 0, lambda _: None, None))

    return build


def _watched(use):
    """Use a watch that joins nothing, so that durable-rules is not needed."""

    def build(_: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
        monkeypatch.setattr(_search, "Joins", lambda _: None)
        monkeypatch.setattr(_search, "MOST_RELATED", 1)
        return attempt(lambda: use(Watch(COUNTY, key=KEY)))

    return build


def _too_many_events(watch: Watch) -> None:
    for place, case in enumerate("甲乙丙"):
        watch.add(event("承诺", place, case=case, who=0, certificate="学历证明"))


def _closed(watch: Watch) -> None:
    watch.close()
    watch.add(event("办结", 0, case="甲"))


def _short_key(_: Path, __: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: Watch(COUNTY, key=b"123456"))


def _no_durable(_: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    return attempt(lambda: _joins._quiet_host(print))


_RULES = "rules/demo/rules.yaml"

BUILT = {
    "GZ110": _with_bytes(_RULES, (BASE / _RULES).read_text(encoding="utf-8").encode("gb18030")),
    "GZ113": _with_bytes(_RULES, b"# " + b"x" * (50 << 20)),
    "GZ114": _with_bytes(_RULES, f"{_HEAD}{'[' * 60}申请人.愿意承诺{']' * 60}}}\n".encode()),
    "GZ115": _with_bytes(_RULES, f"{_HEAD}[{'a,' * 200_001}]}}\n".encode()),
    "GZ116": _with_bytes(_RULES, b"define:\n" + b"- yes\n" * 201),
    "GZ515": _no_vocabulary,
    "GZ554": _read_event(event="办结", case=""),
    "GZ555": _read_event(event="申请", case="甲"),
    "GZ556": _watched(_too_many_events),
    "GZ557": _short_key,
    "GZ558": _watched(_closed),
    "GZ559": _no_durable,
    "GZ614": _no_matter,
    "GZ615": _item_twice,
    "GZ616": _of_another,
    "GZ617": _no_event,
    "GZ701": _no_folder,
    "GZ702": _case_is_a_folder,
    "GZ703": _no_case,
    "GZ704": _a_file,
    "GZ705": _unreadable,
}

# A call has no place in a file; all else must say where.
WITHOUT_PLACE = frozenset(
    {
        "GZ515",
        "GZ554",
        "GZ555",
        "GZ556",
        "GZ557",
        "GZ558",
        "GZ559",
        "GZ614",
        "GZ615",
        "GZ616",
        "GZ617",
        "GZ701",
        "GZ704",
        "GZ705",
    }
)
