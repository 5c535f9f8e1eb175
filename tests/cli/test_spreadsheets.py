"""`gaozhi export` and `gaozhi import`: a list out to a spreadsheet, and back into a catalog."""

import shutil

import pytest

from tests.places import REPOSITORY
from tests.sheets import cells, fill
from tests.terminal import run_in_terminal

HEAD = ["序号", "证明事项", "事项名称", "省级主管部门", "南通市级责任部门", "启东市级责任部门"]
FIRST = [1, "思想品德鉴定", "教师资格认定", "省教育厅", "市教育局", "市教育体育局"]


@pytest.fixture
def folder(tmp_path):
    """Give a folder of one's own with the catalog of 启东市."""
    path = tmp_path / "我的规则"
    (path / "catalogs").mkdir(parents=True)
    shutil.copy(REPOSITORY / "catalogs" / "qidong.yaml", path / "catalogs")
    return path


def test_a_list_is_written_once_and_only_with_force_again(run, tmp_path):
    path = tmp_path / "清单.xlsx"
    done = run("export", "启东市", "-o", path)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"已写成 {path}：启东市实行告知承诺制的证明事项清单（第一批），50 项\n"
    assert cells(path)[1] == HEAD
    again = run("export", "启东市", "-o", path)
    assert (again.status, again.out) == (2, "")
    assert "已经存在，没有覆盖" in again.err
    assert run("export", "启东市", "-o", path, "--force").status == 0
    wrong = run("export", "启东市", "-o", tmp_path / "清单.xls")
    assert (wrong.status, "清单写成 .xlsx" in wrong.err) == (2, True)
    nowhere = run("export", "启东市", "-o", tmp_path / "没有" / "清单.xlsx")
    assert (nowhere.status, "文件夹不存在" in nowhere.err) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == ["清单.xlsx"]


@pytest.mark.parametrize(("option", "columns"), [((), 10), (("--directory",), 8)])
def test_a_list_that_is_not_at_hand_is_written_as_its_blank_form(run, tmp_path, option, columns):
    path = tmp_path / "样表.xlsx"
    done = run("export", "台儿庄区", *option, "-o", path)
    assert (done.status, "空白的样表" in done.out) == (0, True)
    rows = cells(path)
    assert next(cell for cell in rows[1] if cell).startswith("部门名称（公章）：")
    assert len([cell for cell in rows[2] if cell]) + (1 if columns == 10 else 0) == columns
    assert all(cell is None for row in rows[5:] for cell in row)


def test_where_there_is_neither_a_list_nor_a_form(run, tmp_path):
    done = run("export", "阿合奇县", "-o", tmp_path / "清单.xlsx")
    assert (done.status, done.out) == (2, "")
    assert "阿合奇县的证明事项清单不在手边，目录里也没有它的样表" in done.err
    assert list(tmp_path.iterdir()) == []


def test_what_an_import_changes_is_shown_and_written(run, tmp_path, folder):
    path = fill(
        tmp_path / "清单.xlsx",
        [*FIRST[:5], "市教育局"],
        [51, "户口簿", "户口迁移", "省公安厅", "市公安局", "市公安局"],
        head=HEAD,
    )
    catalog = folder / "catalogs" / "qidong.yaml"
    before = catalog.read_bytes()
    call = ("--rules", folder, "import", path, "--county", "启东市")
    dry = run(*call, "--dry-run")
    lines = dry.out.splitlines()
    assert lines[:5] == [
        f"启东市 · 证明事项清单：读到 2 项（{path}，清单）",
        "  ~ 1  思想品德鉴定（教师资格认定）",
        "      县级部门：“市教育体育局” → “市教育局”",
        "  + 51  户口簿（户口迁移）",
        "  - 2  无犯罪记录证明（教师资格认定）",
    ]
    assert lines[-2:] == ["增加 1 项，改动 1 项，删去 49 项，未变 0 项。", "没有写：--dry-run。"]
    assert (
        "  - 6  拟任法定代表人、总经理和副总经理等主要管理人员无故意犯罪记录证明（保安服务公司设立许可）"
        in lines
    )
    assert "目录里它的 accepted 一并删去" in dry.out
    assert catalog.read_bytes() == before
    done = run(*call)
    assert (done.status, done.out.splitlines()[-1]) == (0, f"已写入 {catalog}")
    assert catalog.read_text(encoding="utf-8").count("number: ") == 2


def test_without_a_folder_the_catalog_goes_to_standard_output(run, tmp_path):
    path = fill(tmp_path / "清单.xlsx", FIRST, head=HEAD)
    done = run("import", path, "--county", "320681")
    assert done.status == 0
    assert "# 启东市：实行告知承诺制的证明事项清单" in done.out
    assert "读到 1 项" in done.err
    assert "加上 --rules 文件夹。" in done.err


def test_every_fault_is_shown_with_its_cell_and_the_status_is_2(run, tmp_path, folder):
    path = fill(
        tmp_path / "清单.xlsx", [*FIRST[:2], "=A1", *FIRST[3:]], head=[*HEAD[:5], "县级责任部门"]
    )
    done = run("--rules", folder, "import", path, "--county", "启东市")
    assert (done.status, done.out) == (2, "")
    assert f"{path}:清单!C3: error GZ647: C3 是公式，如 =A1" in done.err
    assert f"{path}:清单!F2: error GZ644: 不认识的栏“县级责任部门”" in done.err
    assert "帮助：是否要写 启东市级责任部门？" in done.err


def test_a_person_who_waits_is_told_how_far_it_has_come(tmp_path):
    rows = [[n, f"证明{n}", f"事项{n}", *FIRST[3:]] for n in range(1, 600)]
    path = fill(tmp_path / "清单.xlsx", *rows, head=HEAD)
    shown = run_in_terminal(
        "import", str(path), "--county", "启东市", "--dry-run", columns=80
    ).shown
    assert "导入" in shown


RENAMED = ["序号", "证明材料名称", "政务服务事项名称", *HEAD[3:]]


def test_names_of_columns_are_confirmed_by_an_option_and_otherwise_said_how(run, tmp_path, folder):
    path = fill(tmp_path / "清单.xlsx", FIRST, head=RENAMED)
    call = ("--rules", folder, "import", path, "--county", "启东市", "--dry-run")
    refused = run(*call)
    assert (refused.status, refused.out) == (2, "")
    assert '加上 --yes，或者 --columns "证明材料名称=证明事项"' in refused.err
    agreed = run(*call, "--yes")
    assert agreed.status == 0
    assert "栏“政务服务事项名称”是“事项名称”" in agreed.err
    said = ("--columns", "证明材料名称=证明事项", "--columns", "政务服务事项名称＝事项名称")
    spelt = run(*call, *said)
    assert (spelt.status, spelt.out, spelt.err) == (0, agreed.out, "")
    wrong = run(*call, "--columns", "证明材料名称")
    assert (wrong.status, "选项 --columns 的值不能用" in wrong.err) == (2, True)


@pytest.mark.parametrize(("answer", "status"), [("是", 0), ("否", 2)])
def test_on_a_terminal_a_person_confirms_the_names_of_columns(tmp_path, folder, answer, status):
    path = fill(tmp_path / "清单.xlsx", FIRST, head=RENAMED)
    ended = run_in_terminal(
        *("--rules", str(folder), "import", str(path), "--county", "启东市", "--dry-run"),
        answers=[answer],
    )
    assert ended.status == status
    assert "对吗？" in "".join(ended.shown.split())
