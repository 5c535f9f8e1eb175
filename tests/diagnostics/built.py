"""Examples that a page can only describe: bytes, sizes, missing folders. One builder a code."""

import json
import os
import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

import gaozhi
from gaozhi.source import read_tree
from tests.diagnostics.pages import BASE, Found, attempt

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


def _receipt(facts: dict | None = None, key: bytes | None = None) -> dict:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    return county.decide(facts or {"申请人.愿意承诺": False}).receipt(key=key).to_dict()


def _read(data: dict, folder: Path) -> Found:
    path = folder.with_suffix(".json")
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return attempt(lambda: gaozhi.read_receipt(path))


def _copied(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    kept = pickle.loads(pickle.dumps(county.decide({})))
    return attempt(kept.receipt)


def _altered(folder: Path, _: pytest.MonkeyPatch) -> Found:
    data = _receipt()
    data["facts"]["申请人.愿意承诺"] = True
    return _read(data, folder)


def _of_another_format(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return _read(_receipt() | {"receipt": 2}, folder)


def _turns_on_identity(folder: Path, _: pytest.MonkeyPatch) -> Found:
    """A rule that looks at an identity number; its receipt can be read, but not replayed."""
    rule = "rule: 某人, title: 某人, when: {申请人.证件号码: 11010519491231002X}, then: 不适用"
    shutil.copytree(BASE, folder)
    path = folder / _RULES
    text = path.read_text(encoding="utf-8") + f"    - {{{rule}, silent: true}}\n"
    path.write_text(text, encoding="utf-8")
    library = gaozhi.load(folder, bundled=False)
    decision = library["示范县"].decide({"申请人.证件号码": "11010519491231002X"}, "适用性")
    receipt = gaozhi.parse_receipt(decision.receipt(key=b"0" * 16).to_json())
    return attempt(lambda: gaozhi.verify(receipt, library))


def _weak_key(_: Path, __: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: _receipt(key=b"short"))


_RULES = "rules/demo/rules.yaml"

BUILT = {
    "GZ110": _with_bytes(_RULES, (BASE / _RULES).read_text(encoding="utf-8").encode("gb18030")),
    "GZ113": _with_bytes(_RULES, b"# " + b"x" * (50 << 20)),
    "GZ114": _with_bytes(_RULES, f"{_HEAD}{'[' * 60}申请人.愿意承诺{']' * 60}}}\n".encode()),
    "GZ115": _with_bytes(_RULES, f"{_HEAD}[{'a,' * 200_001}]}}\n".encode()),
    "GZ116": _with_bytes(_RULES, b"define:\n" + b"- yes\n" * 201),
    "GZ515": _no_vocabulary,
    "GZ614": _no_matter,
    "GZ615": _item_twice,
    "GZ616": _of_another,
    "GZ617": _no_event,
    "GZ630": _copied,
    "GZ631": _altered,
    "GZ632": _of_another_format,
    "GZ633": _turns_on_identity,
    "GZ634": _weak_key,
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
        "GZ614",
        "GZ615",
        "GZ616",
        "GZ617",
        "GZ630",
        "GZ633",
        "GZ634",
        "GZ701",
        "GZ704",
        "GZ705",
    }
)
