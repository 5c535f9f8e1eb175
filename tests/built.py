"""Examples that a page can only describe: bytes, sizes, missing folders. One builder a code."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars
import pytest

import gaozhi
from gaozhi import Event, portable
from gaozhi.authoring.batch import decide_table
from gaozhi.authoring.difference import compare, prove_versions
from gaozhi.library.case_lines import read_line
from gaozhi.source import read_tree
from gaozhi.watch import Watch, _durable, _joins
from gaozhi.watch._event import Reader
from gaozhi.workdays import Period, WorkCalendar
from tests import (
    built_archive,
    built_bundles,
    built_large,
    built_lists,
    built_mcp,
    built_service,
    built_site,
)
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE
from tests.two_levels import two_levels
from tests.watched import COUNTY, KEY, event

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


def _frame(columns):
    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        county = gaozhi.load(BASE, bundled=False)["demo"]
        frame = polars.DataFrame(columns) if isinstance(columns, dict) else columns
        return attempt(lambda: county.decide_frame(frame))

    return build


def _endless(folder: Path, _: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["demo"]
    return attempt(lambda: county.sql(never={"申请人.愿意承诺": "永久"}))


def _ragged(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    file = folder / "案件.csv"
    file.write_text("案卷号,申请人.愿意承诺\nA1\n", encoding="utf-8")
    county = gaozhi.load(BASE, bundled=False)["demo"]
    return attempt(lambda: decide_table(county, file))


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


def _of_another(folder: Path, _: pytest.MonkeyPatch) -> Found:
    """A case that travelled to a process whose rules were amended."""
    case = pickle.dumps(gaozhi.load(BASE, bundled=False)["示范县"].case({}))
    shutil.copytree(BASE, folder)
    rules = folder / "rules" / "demo" / "rules.yaml"
    amended = rules.read_text(encoding="utf-8").replace("不在清单内,", "清单之外,", 1)
    rules.write_text(amended, encoding="utf-8")
    county = gaozhi.load(folder, bundled=False)["示范县"]
    return attempt(lambda: county.decide(pickle.loads(case), "适用性"))


def _no_event(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    return attempt(lambda: county.deadlines("协助请求", at=date(2021, 7, 1)))


def _verifying(text: str, recorded: str = ""):
    """Quotes of the small folder against one text; `recorded` is what its document says of it."""

    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        rules = folder / "规则"
        shutil.copytree(BASE, rules)
        file = rules / "rules" / "demo" / "provisions.yaml"
        document = file.read_text(encoding="utf-8")
        new = document.replace("issued: 2021-05-25,", f"issued: 2021-05-25, {recorded}", 1)
        file.write_text(new, encoding="utf-8")
        (folder / "原文").mkdir()
        (folder / "原文" / "方案.txt").write_text(text, encoding="utf-8")
        done = gaozhi.verify(folder / "原文", "示范县", folder=rules, bundled=False)
        return Found(done.diagnostics, dict(done.sources))

    return build


def _unused_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    _verifying(_TEXT)(folder, monkeypatch)
    (folder / "原文" / "附件.txt").write_text("别的\n", encoding="utf-8")
    done = gaozhi.verify(folder / "原文", "示范县", folder=folder / "规则", bundled=False)
    return Found(done.diagnostics, dict(done.sources))


def _without_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """The text is that of the parent's document, and so nothing is there for the county's own."""
    return _verifying("上办发〔2020〕1号\n上级的指导意见\n")(folder, monkeypatch)


_FORM = """forms:
  - form: 告知书
    title: 告知书
    status: 供参考
    basis: [DEMO-1]
    when: 申请人.愿意承诺
    fields: {申请人: {needed: true}, 编号: {serial: YYYYNNNN}}
    body:
      - text: "{编号}：请{申请人}阅知。"
"""


def _with_form(folder: Path):
    shutil.copytree(BASE, folder)
    (folder / "rules" / "demo" / "forms.yaml").write_text(_FORM, encoding="utf-8")
    return gaozhi.load(folder, bundled=False)


def _making_out(name: str = "告知书", *, willing: bool = True, **given: str):
    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        county = _with_form(folder)["示范县"]
        return attempt(lambda: county.render(name, {"申请人.愿意承诺": willing}, given))

    return build


def _ill_filled(folder: Path, _: pytest.MonkeyPatch) -> Found:
    library = _with_form(folder)
    case = (
        "jurisdiction: 示范县\nfacts: {申请人.愿意承诺: true}\nfill: {申请人: 张三, 编号: 第一号}\n"
    )
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    request = gaozhi.read_case(folder / "case.yaml", library)
    return attempt(lambda: request.render("告知书"))


def _without_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    document = _with_form(folder)["示范县"].render("告知书", {}, blank=True)
    monkeypatch.setitem(sys.modules, "docx", None)
    return attempt(document.docx)


def _there_already(folder: Path, _: pytest.MonkeyPatch) -> Found:
    document = _with_form(folder)["示范县"].render("告知书", {}, blank=True)
    (folder / "告知书.md").write_text("改过的", encoding="utf-8")
    return attempt(lambda: document.save(folder / "告知书.md"))


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


def _linked(folder: Path, _: pytest.MonkeyPatch) -> Found:
    shutil.copytree(BASE, folder)
    (folder / "rules" / "linked").symlink_to(folder / "rules" / "demo")
    return _checked(folder)


def _empty(folder: Path, _: pytest.MonkeyPatch) -> Found:
    shutil.copytree(BASE, folder)
    (folder / "rules" / "empty").mkdir()
    return _checked(folder)


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
    return _read(_receipt() | {"receipt": 4}, folder)


def _turns_on_identity(folder: Path, _: pytest.MonkeyPatch) -> Found:
    """A rule that looks at an identity number; its receipt can be read, but not replayed."""
    rule = "rule: 某人, title: 某人, when: {申请人.证件号码: 11010519491231002X}, then: 不适用"
    shutil.copytree(BASE, folder)
    path = folder / _RULES
    text = path.read_text(encoding="utf-8") + f"    - {{{rule}, silent: true}}\n"
    path.write_text(text, encoding="utf-8")
    library = gaozhi.load(folder, bundled=False)
    decision = library["示范县"].decide({"申请人.证件号码": "11010519491231002X"}, "适用性")
    receipt = gaozhi.parse_receipt(decision.receipt(key=b"0123456789abcdef").to_json())
    return attempt(lambda: gaozhi.replay(receipt, library))


def _with_number(folder: Path, _: pytest.MonkeyPatch) -> Found:
    """A receipt into which an identity number was written, with a digest that fits."""
    data = _receipt()
    del data["digest"], data["signature"]
    data["facts"]["申请人.证件号码"] = "11010519491231002X"
    return _read(gaozhi.Receipt(data).to_dict(), folder)


def _named_as_text(_: Path, __: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(BASE, bundled=False)["示范县"]
    day = date(2025, 1, 6)
    event = {"event": "协助请求到达", "at": day, "obliged": "阿合奇县"}
    return attempt(lambda: county.timeline([event], as_of=day))


def _weak_key(_: Path, __: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: _receipt(key=b"short"))


def _read_event(**fields: object):
    """Read an event that the small county of the watch tests cannot use; nothing is joined."""

    def build(_: Path, __: pytest.MonkeyPatch) -> Found:
        reader = Reader(COUNTY.program, COUNTY.calendar, KEY)
        event = {"at": date(2025, 1, 6), **fields}
        return attempt(lambda: reader.read(event, 0, lambda _: None, None))

    return build


def _too_many_events(_: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Use the second matcher, which is to join nothing, so that durable-rules is not needed."""
    monkeypatch.setattr(_durable, "Joins", lambda _: None)
    monkeypatch.setattr(_durable, "MOST_RELATED", 1)
    watch = Watch(COUNTY, key=KEY, matcher="durable-rules")
    events = [
        event("承诺", place, case=case, who=0, certificate="学历证明")
        for place, case in enumerate("甲乙丙")
    ]
    return attempt(lambda: [watch.add(one) for one in events])


def _beyond_what_is_published(*_: object) -> Found:
    return attempt(lambda: WorkCalendar.china().due(date(2099, 3, 2), Period(3, "工作日")))


def _line_of_python(*_: object) -> Found:
    library = gaozhi.load(BASE, bundled=False)
    line = '{"jurisdiction": "示范县", "facts": {"申请人.愿意承诺": True}}'.encode()
    return attempt(lambda: read_line(line, 1, "标准输入", library))


def _too_many_of_one_case(_: Path, __: pytest.MonkeyPatch) -> Found:
    events = [Event("申请", date(2021, 7, 1))] * 1001
    return attempt(lambda: COUNTY.timeline(events, as_of=date(2021, 7, 20)))


def _closed(_: Path, __: pytest.MonkeyPatch) -> Found:
    watch = Watch(COUNTY, key=KEY)
    watch.close()
    return attempt(lambda: watch.add(event("办结", 0, case="甲")))


def _short_key(_: Path, __: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: Watch(COUNTY, key=b"123456"))


def _no_durable(_: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    monkeypatch.setattr(_joins, "_HOST", _joins._Host())
    return attempt(lambda: Watch(COUNTY, key=KEY, matcher="durable-rules"))


_RULES = "rules/demo/rules.yaml"
_TEXT = "示办发〔2021〕1号\n示范县工作方案\n列入清单的证明事项实行告知承诺制。\n"


def _comparing(revision: str, *commands: str):
    """Compare a folder with a revision of the repository that the commands make around it."""

    def build(folder: Path, patch: pytest.MonkeyPatch) -> Found:
        shutil.copytree(BASE, folder)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent.resolve()))
        patch.chdir(folder)
        who = ["-c", "user.name=某人", "-c", "user.email=a@example.invalid"]
        for command in commands:
            subprocess.run(["git", *who, *command.split()], check=True, capture_output=True)
        return attempt(lambda: compare(revision, folder))

    return build


def _another_format(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: portable.verify({"format": "gaozhi.records/1"}))


def _altered_program(folder: Path, _: pytest.MonkeyPatch) -> Found:
    program = portable.dump(gaozhi.load(BASE, bundled=False)["demo"])
    return attempt(lambda: portable.verify({**program, "default": "别的"}))


def _without_superior(_: Path, __: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: gaozhi.prove("全国"))


def _of_other_words(folder: Path, _: pytest.MonkeyPatch) -> Found:
    county = gaozhi.load(two_levels(folder), bundled=False)["demo"]
    return attempt(lambda: gaozhi.prove(county, gaozhi.load(BASE, bundled=False)["示范县"]))


def _without_a_jurisdiction(folder: Path, patch: pytest.MonkeyPatch) -> Found:
    patch.chdir(folder.parent)
    for name in ("以前", folder.name):
        shutil.copytree(BASE, name)
    file = folder / "catalogs" / "demo.yaml"
    catalog = file.read_text(encoding="utf-8")
    file.write_text(catalog.replace("id: demo", "id: other", 1), encoding="utf-8")
    return attempt(lambda: prove_versions("以前", folder.name))


BUILT = {
    **built_lists.BUILT,
    **built_archive.BUILT,
    **built_bundles.BUILT,
    **built_large.BUILT,
    **built_site.BUILT,
    **built_service.BUILT,
    **built_mcp.BUILT,
    "GZ110": _with_bytes(_RULES, (BASE / _RULES).read_text(encoding="utf-8").encode("gb18030")),
    "GZ113": _with_bytes(_RULES, b"# " + b"x" * (50 << 20)),
    "GZ114": _with_bytes(_RULES, f"{_HEAD}{'[' * 60}申请人.愿意承诺{']' * 60}}}\n".encode()),
    "GZ115": _with_bytes(_RULES, f"{_HEAD}[{'a,' * 200_001}]}}\n".encode()),
    "GZ116": _with_bytes(_RULES, b"define:\n" + b"- yes\n" * 201),
    "GZ515": _no_vocabulary,
    "GZ521": _verifying(_TEXT.replace("实行", "可以实行")),
    "GZ522": _verifying(_TEXT, f'text: {{sha256: "{"0" * 64}"}},'),
    "GZ523": _without_text,
    "GZ524": _unused_text,
    "GZ525": _verifying(_TEXT + "各部门应当在年底以前报送总结。\n"),
    "GZ543": _making_out("告之书", 申请人="张三"),
    "GZ544": _making_out(),
    "GZ545": _ill_filled,
    "GZ546": _making_out(willing=False, 申请人="张三"),
    "GZ547": _without_the_extra,
    "GZ548": _there_already,
    "GZ554": _read_event(event="办结", case=""),
    "GZ555": _read_event(event="申请", case="甲"),
    "GZ556": _too_many_events,
    "GZ557": _short_key,
    "GZ558": _closed,
    "GZ559": _no_durable,
    "GZ614": _no_matter,
    "GZ615": _item_twice,
    "GZ616": _of_another,
    "GZ617": _no_event,
    "GZ623": _too_many_of_one_case,
    "GZ624": _beyond_what_is_published,
    "GZ625": _line_of_python,
    "GZ630": _copied,
    "GZ631": _altered,
    "GZ632": _of_another_format,
    "GZ633": _turns_on_identity,
    "GZ622": _named_as_text,
    "GZ634": _weak_key,
    "GZ629": _with_number,
    "GZ655": _comparing("v1.O", "init -q", "commit -q --allow-empty -m 一", "tag v1.0"),
    "GZ656": _comparing("HEAD"),
    "GZ657": _comparing("HEAD", "init -q", "commit -q --allow-empty -m 一"),
    "GZ730": _without_superior,
    "GZ731": _of_other_words,
    "GZ732": _without_a_jurisdiction,
    "GZ740": _frame([True]),
    "GZ741": _frame({"申请人.愿意承诺": [True], "applicant.willing": [True]}),
    "GZ742": _frame({"申请人.愿意承偌": [True]}),
    "GZ743": _frame({"申请人.愿意承诺": [True], "outcome": ["不适用"]}),
    "GZ744": _ragged,
    "GZ745": _endless,
    "GZ701": _no_folder,
    "GZ702": _case_is_a_folder,
    "GZ703": _no_case,
    "GZ704": _a_file,
    "GZ720": _another_format,
    "GZ721": _altered_program,
    "GZ705": _unreadable,
    "GZ706": _linked,
    "GZ707": _empty,
}

# A call has no place in a file; all else must say where.
WITHOUT_PLACE = frozenset(
    {
        *built_lists.WITHOUT_PLACE,
        *built_archive.WITHOUT_PLACE,
        *built_bundles.WITHOUT_PLACE,
        *built_site.WITHOUT_PLACE,
        *built_service.WITHOUT_PLACE,
        *built_mcp.WITHOUT_PLACE,
        *("GZ515", "GZ614", "GZ615", "GZ616", "GZ617", "GZ622", "GZ701", "GZ704", "GZ720", "GZ721"),
        *("GZ554", "GZ555", "GZ556", "GZ557", "GZ558", "GZ559"),
        *("GZ623", "GZ624", "GZ630", "GZ633", "GZ634"),
        *("GZ543", "GZ544", "GZ546", "GZ547", "GZ548"),
        *("GZ655", "GZ656", "GZ657"),
        *("GZ740", "GZ741", "GZ742", "GZ743", "GZ745", "GZ746"),
        *("GZ730", "GZ731", "GZ732"),
    }
)
