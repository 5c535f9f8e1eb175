"""`gaozhi new`: a county that is sound at once, outside the package, and a start that can be built on."""

import re
from pathlib import Path

import pytest

import gaozhi
from gaozhi.authoring.schema import KINDS
from gaozhi.cli import main

ALL_SAID = (
    *("--id", "mouxian", "--code", "999999", "--number", "某政办发〔2024〕1号"),
    *("--title", "某县: 工作方案 #1", "--issuer", "某县人民政府办公室"),
    *("--issued", "2024年3月1日", "--in-force", "2024-04-01"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with one county, of whose document nothing is said."""
    folder = tmp_path_factory.mktemp("outside") / "我的规则"
    assert main(["new", "某县", str(folder), "--extends", "national", "--id", "mouxian"]) == 0
    return folder


def test_the_folder_has_its_files_a_first_scenario_and_what_to_do_next(made):
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert files == {
        "catalogs/mouxian.yaml",
        "rules/mouxian/README.md",
        "rules/mouxian/provisions.yaml",
        "rules/mouxian/scenarios/适用性.scenarios.yaml",
        *(f"schemas/{kind.file}" for kind in KINDS.values()),
    }


def test_it_passes_its_check_its_scenarios_and_answers(made, run, tmp_path):
    checked = run("check", made)
    assert checked.status == 0
    assert "0 个错误，0 个提醒，3 个说明" in checked.out
    assert checked.out.count("GZ635") == 3
    tested = run("test", made)
    assert (tested.status, tested.out.splitlines()[-1]) == (
        0,
        "运行了 1 个场景：1 个相符，0 个不符。",
    )
    case = tmp_path / "案件.yaml"
    case.write_text("jurisdiction: 某县\nfacts: {证明.风险类别: [公共安全]}\n", encoding="utf-8")
    decided = run("--rules", made, "decide", case)
    assert decided.out.startswith("某县 · 适用性：不属于适用范围或者不适用\n下一步：不以承诺代替，")


def test_every_file_leads_an_editor_to_schemas_that_are_fresh(made, run):
    assert run("schema", made, "--modelines", "--check").status == 0


def uncommented(path: Path) -> str:
    """Return a file whose examples are used as it says: the sign at the head of a line taken away."""
    return re.sub(r"^#(?! \S)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_examples_in_its_files_are_sound_once_their_sign_is_taken_away(run, tmp_path):
    folder = tmp_path / "我的规则"
    assert run("new", "某县", folder, *ALL_SAID).status == 0
    for name in ("provisions.yaml", "scenarios/适用性.scenarios.yaml"):
        path = folder / "rules" / "mouxian" / name
        path.write_text(uncommented(path), encoding="utf-8")
    report = gaozhi.check(folder)
    assert [str(one) for one in report.diagnostics] == []
    assert "2 个相符，0 个不符" in run("test", folder).out

    provisions = folder / "rules" / "mouxian" / "provisions.yaml"
    annex = "  - {id: MX-F-1, locator: 附件, quote: 证明事项清单, means: 清单}\n\n# 规则"
    text = provisions.read_text(encoding="utf-8").replace("\n# 规则", annex, 1)
    provisions.write_text(text, encoding="utf-8")
    catalog = folder / "catalogs" / "mouxian.yaml"
    text = uncommented(catalog).replace("list: not_at_hand\n", "")
    catalog.write_text(text, encoding="utf-8")
    assert [str(one) for one in gaozhi.check(folder).diagnostics] == []


def test_what_is_said_of_the_document_stands_in_it(run, tmp_path):
    folder = tmp_path / "我的规则"
    said = run("new", "某县", folder, *ALL_SAID)
    assert "0 个错误，0 个提醒，0 个说明" in said.out
    county = gaozhi.load(folder)["999999"]
    document = county.document
    assert (document.number, document.title) == ("某政办发〔2024〕1号", "某县: 工作方案 #1")
    assert (str(document.issued), str(document.since)) == ("2024-03-01", "2024-04-01")


def test_a_place_to_fill_in_becomes_a_warning_with_the_first_provision(run, tmp_path):
    folder = tmp_path / "我的规则"
    run("new", "某县", folder, "--id", "mouxian")
    path = folder / "rules" / "mouxian" / "provisions.yaml"
    added = "provisions: [{id: MX-1, locator: 一, quote: 甲, means: 乙, not_computed: 工作要求}]\n"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert "0 个错误，3 个提醒，0 个说明" in run("check", folder).out


@pytest.mark.parametrize("parent", ["启东市", "370405"])
def test_it_may_stand_on_any_jurisdiction(parent, run, tmp_path):
    folder = tmp_path / "我的规则"
    made = run("new", "某县", folder, "--extends", parent)
    assert (made.status, run("test", folder).status) == (0, 0)


def test_it_may_stand_on_nothing(run, tmp_path):
    folder = tmp_path / "我的规则"
    made = run("new", "某法", folder, "--id", "moufa", "--extends", "无", "--issued", "待查")
    assert (made.status, "GZ529" in made.out) == (0, True)
    assert not (folder / "rules" / "moufa" / "scenarios").exists()
    assert "extends:" not in re.sub(
        "#.*", "", (folder / "rules/moufa/provisions.yaml").read_text("utf-8")
    )
    law = gaozhi.load(folder)["某法"]
    assert (law.document.issued, [level.id for level in law.program.levels]) == (None, ["moufa"])
    assert law.decide({}).outcome == "无此规定"


def test_a_second_county_is_added_and_may_stand_on_the_first(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "某市", "--id", "moushi", "--calendar", "xinjiang").status == 0
    monkeypatch.chdir(tmp_path / "某市")
    said = run("new", "某县", "--extends", "某市", "--id", "mouxian")
    assert "写了 catalogs/mouxian.yaml\n" in said.out
    assert "gaozhi check .\n" in said.out
    assert "calendar: xinjiang" in Path("catalogs/mouxian.yaml").read_text("utf-8")


def test_a_fact_that_the_first_scenario_still_lacks_is_named(run, tmp_path):
    folder = tmp_path / "我的规则"
    assert run("new", "某市", folder, "--id", "moushi", "--issued", "2024-03-01").status == 0
    (folder / "rules/vocabulary.yaml").write_text(
        "facts: [{name: 申请人.住在本市, api: applicant.local, type: bool, ask: 申请人是否住在本市？}]\n",
        encoding="utf-8",
    )
    own = "rules:\n  适用性:\n    - {rule: 不在本市, title: 不住在本市的, when: {not: 申请人.住在本市}, then: 不适用, silent: true}\n"
    (folder / "rules/moushi/rules.yaml").write_text(own, encoding="utf-8")
    said = run("new", "某县", folder, "--id", "mouxian", "--extends", "某市")
    assert said.status == 0
    assert "某县 · 适用性：平常的申请人可以承诺" in said.out
    assert "还缺 1 项事实" in said.out
    assert "    申请人.住在本市：申请人是否住在本市？" in said.out
    tested = run("test", folder, "--county", "某县")
    assert (tested.status, "    申请人.住在本市：" in tested.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["某县", "{made}"], "里已有某县（mouxian），没有覆盖"),
        (["某乡", "{made}", "--id", "mouxian"], "里已有某县（mouxian），没有覆盖"),
        (["启东市", "甲"], "随软件提供的已有启东市（qidong）"),
        (["甲县", "甲", "--code", "320681"], "随软件提供的已有启东市（qidong）"),
        (["甲县", "甲", "--extends", "启东"], "没有“启东”这个上级。是不是 启东市？"),
        (["甲县", "甲", "--extends", "某省"], "现有：阿合奇县（aheqi）"),
        (["甲县", "甲", "--calendar", "xinjian"], "是不是 xinjiang？"),
        (["甲县", "甲", "--code", "32"], "写六位数字"),
        (["甲县", "甲", "--id", "../乙"], "不能作代号"),
        (["甲县", "甲", "--id", "con"], "不能作代号"),
        (["甲/县", "甲"], "不能作名称"),
        (["甲县", "甲", "--issued", "昨天"], "选项 --issued 的值不能用"),
        (["甲县", "甲", "--rules", "乙"], "文件夹写了两个"),
        (["甲县", "甲.txt"], "不是文件夹"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments, said, made, run, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").touch()
    before = sorted(made.rglob("*"))
    refused = run("new", *(one.format(made=made) for one in arguments))
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert sorted(made.rglob("*")) == before
    assert sorted(tmp_path.iterdir()) == [tmp_path / "甲.txt"]


def test_everything_that_is_wrong_is_said_at_once(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = run("new", "甲县", "--extends", "启东", "--calendar", "xinjian", "--code", "32")
    assert refused.err.startswith("错误：有 3 处不能用，什么也没有写。\n")


def test_a_county_that_cannot_be_written_whole_is_not_written(run, made, monkeypatch):
    before = sorted(made.rglob("*"))

    def refusing(name):
        renamed = getattr(Path, name)

        def refuse(self: Path, target: Path) -> Path | None:
            if "yixian.yaml" in (self.name, Path(target).name):
                raise PermissionError(13, "", str(target))
            return renamed(self, target)

        return refuse

    for name in ("hardlink_to", "replace"):
        monkeypatch.setattr(Path, name, refusing(name))
    refused = run("new", "乙县", made, "--id", "yixian")
    assert (refused.status, "没有权限" in refused.err) == (2, True)
    assert sorted(made.rglob("*")) == before
