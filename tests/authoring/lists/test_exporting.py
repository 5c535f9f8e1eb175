"""A list as a spreadsheet looks like the form that its document prints."""

import openpyxl
import pytest

import gaozhi
from gaozhi.authoring.lists import write_list
from tests.sheets import BLANK, CATALOG, FORM, cells, county


@pytest.fixture
def written(tmp_path):
    """Give the sheet that a catalog of the small county is written as."""

    def write(catalog=CATALOG, **more):
        folder = county(tmp_path / "规则", catalog)
        path = tmp_path / "清单.xlsx"
        write.done = write_list(gaozhi.load(folder, bundled=False)["示范县"], path, **more)  # type: ignore[attr-defined]
        write.rows = cells(path)  # type: ignore[attr-defined]
        return openpyxl.load_workbook(path).active

    return write


def test_the_heading_in_two_rows_what_is_filled_in_above_and_how_below(written):
    written()
    columns = [
        "序号",
        "事项名称及编码",
        "证明事项名称",
        "设定依据",
        "承办机构",
        "实施方式",
        None,
        "核查方式",
    ]
    title, above, upper, lower, guide, first = (row[:8] for row in written.rows[:6])
    assert [title[0], above[0]] == ["示范县清单", "部门名称：　　　　　　　　填报人："]
    assert (list(upper), list(lower)) == (columns, [None] * 5 + ["必须实行", "可选择", None])
    assert list(guide) == [
        None,
        None,
        None,
        "法律法规和实施依据",
        None,
        None,
        "申请人可以选择",
        None,
    ]
    assert list(first) == [1, "教师资格认定", "无犯罪记录证明", None, None, None, "√", None]


def test_the_matter_stands_once_and_so_does_what_may_stand_for_several_matters(written):
    catalog = CATALOG.replace("mode: 可选择, facts", "organ: 县公安局, mode: 可选择, facts")
    catalog = catalog.replace("    note: 待核对", "    organ: 县公安局\n    note: 待核对")
    merged = {area.coord for area in written(catalog).merged_cells.ranges}
    assert {"F3:G3", "A3:A4", "B3:B4"} <= merged
    assert {area for area in merged if area[1:] >= "6"} == {"B6:B7", "E6:E8"}


def test_what_the_form_has_no_column_for_stands_behind_it_and_is_told(written):
    written()
    assert written.done.added == ("县级部门", "备注")
    assert [row[-2:] for row in written.rows[5:8]] == [
        [None, None],
        ["县教育局", None],
        [None, "限初次"],
    ]


def test_a_blank_form_has_rows_to_fill_in_as_text(written):
    sheet = written(BLANK)
    assert (written.done.rows, written.done.title) == (0, "示范县证明事项清单样表")
    assert [sheet.cell(6, column).number_format for column in (1, 2, 8)] == ["0", "@", "@"]
    assert sheet.cell(25, 1).border.left.style == "thin"
    assert sheet.data_validations.dataValidation[0].formula1 == '"√"'


def test_blank_leaves_the_rows_out(written):
    written(blank=True)
    assert (written.done.rows, written.done.added) == (0, ())
    assert len(written.done.columns) == 8


def test_a_catalog_that_says_nothing_of_columns_is_written_in_the_usual_ones(written):
    written(CATALOG.replace(FORM, ""))
    assert written.rows[1] == [
        "序号",
        "证明名称",
        "行政事项",
        "县级部门",
        "承办机构",
        "实施方式",
        "备注",
    ]


def test_ready_to_print(written):
    sheet = written()
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "A5"


def test_equal_lists_are_equal_files(tmp_path):
    county_ = gaozhi.load(county(tmp_path / "规则"), bundled=False)["示范县"]
    files = [
        write_list(county_, tmp_path / name).path.read_bytes() for name in ("一.xlsx", "二.xlsx")
    ]
    assert files[0] == files[1]


def test_a_text_that_begins_like_a_formula_is_a_text(written):
    sheet = written(CATALOG.replace("remark: 限初次", 'remark: "=HYPERLINK(1)"'))
    assert (sheet.cell(8, 10).value, sheet.cell(8, 10).data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.cell(8, 10).number_format == "@"


def test_a_text_that_no_cell_can_hold(tmp_path):
    catalog = CATALOG.replace("remark: 限初次", f"remark: {'长' * 32_768}")
    library = gaozhi.load(county(tmp_path / "规则", catalog), bundled=False)
    with pytest.raises(gaozhi.ListError, match=r"第 3 行“备注”有 32768 个字"):
        write_list(library["示范县"], tmp_path / "清单.xlsx")
    assert not (tmp_path / "清单.xlsx").exists()


def test_a_disk_that_is_full_leaves_nothing_and_spoils_nothing(tmp_path, monkeypatch):
    library = gaozhi.load(county(tmp_path / "规则"), bundled=False)
    (tmp_path / "清单.xlsx").write_bytes(b"before")
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "disk full"))
    )
    with pytest.raises(OSError, match="disk full"):
        write_list(library["示范县"], tmp_path / "清单.xlsx", force=True)
    assert (tmp_path / "清单.xlsx").read_bytes() == b"before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["清单.xlsx", "规则"]
