"""Spreadsheets that are wrong: each fault is named with its cell, all at once, and nothing is written."""

import contextlib
import os
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.authoring.lists import read_list
from gaozhi.authoring.lists._archive import MOST_MERGES, MOST_NAMES, MOST_STYLES, check_archive
from gaozhi.authoring.lists._kind import LIST, Layout, spare_columns
from gaozhi.authoring.lists._sheet import read_sheet
from tests.places import BASE
from tests.sheets import ANNEX_COLUMNS, CATALOG, HEAD, county, fill, layout, text_of

ANNEX = layout(**ANNEX_COLUMNS)

FIRST = [1, "教师资格认定", "无犯罪记录证明", None, None, None, "√", None]
SECOND = [2, "教师资格认定", "学历证明", None, None, None, None, None]
THIRD = [3, "保安员证核发", "学历证明", None, "县公安局", None, None, None]


@pytest.fixture(scope="module")
def vocabulary(folder):
    return gaozhi.load(folder, bundled=False)["示范县"].vocabulary


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return county(tmp_path_factory.mktemp("清单") / "规则")


@pytest.fixture
def faults(folder, tmp_path):
    """Give what is wrong with a spreadsheet: code and cell; the catalog stays as it is."""

    def found(*rows, **more):
        return of(fill(tmp_path / "清单.xlsx", *rows, **more))

    def of(path, **more):
        with pytest.raises(gaozhi.ListError) as caught:
            read_list(path, "示范县", folder=folder, bundled=False, **more)
        assert text_of(folder) == CATALOG
        return [(d.code, str(d.span).rpartition("!")[2]) for d in caught.value.diagnostics]

    found.of = of  # type: ignore[attr-defined]
    return found


def test_everything_is_told_at_once_with_its_cell(faults):
    rows = (["甲", *FIRST[1:]], [2, *SECOND[1:6], "待定", "=A1"], [2, None, "学历证明", *THIRD[3:]])
    assert faults(*rows) == [
        ("GZ648", "A3"),
        ("GZ648", "G4"),
        ("GZ647", "H4"),
        ("GZ650", "A5"),
        ("GZ649", "B5"),
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (date(2021, 5, 1), "GZ648"),
        (True, "GZ648"),
        (1.5, "GZ648"),
        (1234567890123456789, "GZ648"),
        ("=1+1", "GZ647"),
        ("=SUM(A1:A2)", "GZ647"),
    ],
)
def test_what_is_no_text_is_not_taken_for_one(faults, value, code):
    assert faults([*FIRST[:4], value, *FIRST[5:]], SECOND, THIRD) == [(code, "E3")]


def test_a_number_that_should_be_text_is_taken_with_a_warning_once_a_column(folder, tmp_path):
    rows = ([*row[:4], 370405 + row[0], *row[5:]] for row in (FIRST, SECOND, THIRD))  # type: ignore[operator]
    done = read_list(fill(tmp_path / "清单.xlsx", *rows), "示范县", folder=folder, bundled=False)
    (found,) = done.sheet.diagnostics
    assert (found.code, found.severity, "还有 2 处" in found.message) == ("GZ648", "warning", True)
    assert done.sheet.rows[0].fields["organ"] == "370406"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("C4:C5", [("GZ646", "C4")]),  # one certificate over two matters
        ("A4:A5", [("GZ646", "A4")]),  # one number for two rows
        ("H4:H5", [("GZ646", "H4")]),  # a way of verifying over two matters
    ],
)
def test_a_merged_cell_across_matters(faults, area, expected):
    rows = [FIRST, [*SECOND[:7], "函询"], [*THIRD[:7], "函询"]]
    assert faults(*rows, merge=(area,)) == expected


def test_a_merged_cell_across_matters_where_the_catalog_allows_it(folder, tmp_path):
    rows = [FIRST, [*SECOND[:4], "县公安局", *SECOND[5:]], THIRD]
    done = read_list(
        fill(tmp_path / "清单.xlsx", *rows, merge=("E4:E5",)),
        "示范县",
        folder=folder,
        bundled=False,
    )
    assert [row.fields.get("organ") for row in done.sheet.rows] == [None, "县公安局", "县公安局"]


def test_ticks_in_both_columns_and_a_tick_column_that_is_missing(faults):
    assert faults([*FIRST[:5], "√", "√", None], SECOND, THIRD) == [("GZ648", "G3")]
    short = [[*row[:6], row[7]] for row in (FIRST, SECOND, THIRD)]
    assert faults(*short, head=[*HEAD[:6], HEAD[7]]) == [("GZ643", "A2")]


@pytest.mark.parametrize("head", ["证明名称", "证 明\n事项名称："])
def test_a_column_may_have_the_usual_name_and_signs_do_not_count(folder, tmp_path, head):
    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, head=[*HEAD[:2], head, *HEAD[3:]])
    assert read_list(path, "示范县", folder=folder, bundled=False).changes == ()


RENAMED = [HEAD[0], "政务服务事项名称", "证明材料名称", HEAD[3], "办理部门", *HEAD[5:]]
MEANT = {
    "政务服务事项名称": "事项名称及编码",
    "证明材料名称": "证明事项名称",
    "办理部门": "承办机构",
}


def test_columns_of_a_like_name_are_recognised_and_taken_once_confirmed(folder, tmp_path):
    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, head=RENAMED)
    with pytest.raises(gaozhi.HeadingsToConfirm) as caught:
        read_list(path, "示范县", folder=folder, bundled=False)
    found = caught.value.diagnostics
    assert caught.value.columns == MEANT
    assert [(one.code, str(one.span).rpartition("!")[2]) for one in found] == [
        ("GZ644", "B2"),
        ("GZ644", "C2"),
        ("GZ644", "E2"),
    ]
    assert '--columns "政务服务事项名称=事项名称及编码"' in (found[0].help or "")
    done = read_list(path, "示范县", folder=folder, bundled=False, columns=MEANT)
    assert done.changes == ()
    by_field = MEANT | {"证明材料名称": "certificate", "办理部门": "承办机构："}
    assert read_list(path, "示范县", folder=folder, bundled=False, columns=by_field).changes == ()


def test_a_sheet_of_nothing_but_other_names_is_recognised_where_there_is_no_form(tmp_path):
    layouts = [Layout(tuple(spare_columns(LIST).values()))]
    head = ["编号", "政务服务事项名称", "证明材料名称", "办理部门"]
    path = fill(tmp_path / "清单.xlsx", [1, "教师资格认定", "学历证明", "教育局"], head=head)
    vocabulary = gaozhi.load()["启东市"].vocabulary
    with pytest.raises(gaozhi.HeadingsToConfirm) as caught:
        read_sheet(path, LIST, layouts, vocabulary)
    columns = caught.value.columns
    assert list(columns.values()) == ["序号", "行政事项", "证明名称", "承办机构"]
    (row,) = read_sheet(path, LIST, layouts, vocabulary, columns=columns).rows
    assert dict(row.fields) == {
        "number": 1,
        "matter": "教师资格认定",
        "certificate": "学历证明",
        "organ": "教育局",
    }


def test_a_column_that_may_be_one_of_several_is_told_and_never_guessed(folder, tmp_path):
    rows = [[*row, "县教育局"] for row in (FIRST, SECOND, THIRD)]
    path = fill(tmp_path / "清单.xlsx", *rows, head=[*HEAD, "责任部门"])
    with pytest.raises(gaozhi.ListError) as caught:
        read_list(path, "示范县", folder=folder, bundled=False)
    [found] = caught.value.diagnostics
    assert not isinstance(caught.value, gaozhi.HeadingsToConfirm)
    assert (found.code, str(found.span).rpartition("!")[2]) == ("GZ644", "I2")
    assert "可能是：省级部门、市级部门、县级部门" in (found.help or "")
    said = {"责任部门": "县级部门"}
    done = read_list(path, "示范县", folder=folder, bundled=False, columns=said)
    assert done.sheet.rows[0].fields["departments.county"] == "县教育局"


def test_two_columns_that_are_like_the_same_are_both_told(faults):
    head = [*HEAD[:2], "证明材料名称", *HEAD[3:], "证明材料"]
    rows = [[*row, "甲"] for row in (FIRST, SECOND, THIRD)]
    assert [place for code, place in faults(*rows, head=head) if code == "GZ644"] == ["C2", "I2"]


def test_a_column_by_elimination_is_offered_and_not_taken(folder, tmp_path):
    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, head=[*HEAD[:2], "材料", *HEAD[3:]])
    with pytest.raises(gaozhi.ListError) as caught:
        read_list(path, "示范县", folder=folder, bundled=False)
    assert not isinstance(caught.value, gaozhi.HeadingsToConfirm)
    assert (caught.value.diagnostics[0].help or "").startswith("是否要写 证明事项名称？")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"没有的": "证明名称"}, "表里没有“没有的”这一栏"),
        ({"核查方式": "没有的"}, "“没有的”不是证明事项清单的一栏"),
    ],
)
def test_what_is_said_of_columns_must_be_there(folder, tmp_path, columns, said):
    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD)
    with pytest.raises(gaozhi.ListError, match=said):
        read_list(path, "示范县", folder=folder, bundled=False, columns=columns)


def test_columns_that_are_missing_unknown_and_twice(faults):
    rows = [[*row[:7], "甲", "乙", row[0]] for row in (FIRST, SECOND, THIRD)]
    assert faults(*rows, head=[*HEAD[:7], "收费", "用途", "序号"]) == [
        ("GZ643", "A2"),
        ("GZ644", "H2"),
        ("GZ644", "I2"),
        ("GZ645", "J2"),
    ]


def test_a_sheet_that_has_no_such_list(faults):
    assert faults(["甲", "乙"], head=["什么", "都不是"]) == [("GZ643", "A1")]
    assert faults() == [("GZ643", "A2")]


def test_which_sheet(faults, folder, tmp_path):
    def two(sheet):
        sheet.parent.copy_worksheet(sheet)
        sheet.parent.create_sheet("说明").append(["填表说明"])

    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, change=two)
    assert faults.of(path) == [("GZ642", "A1")]
    assert faults.of(path, sheet="清丹")[0][0] == "GZ642"
    assert read_list(path, "示范县", folder=folder, bundled=False, sheet="清单").changes == ()


def test_the_other_list(folder, tmp_path):
    """The directory of assistance taken for the list, and the list for the directory."""
    head = ["序号", "行政协助事项名称", "行政事项", "协助机构"]
    path = fill(tmp_path / "协助.xlsx", [1, "核实学历", "教师资格认定", "县公安局"], head=head)
    with pytest.raises(gaozhi.ListError, match="加上 --directory"):
        read_list(path, "示范县", folder=folder, bundled=False)
    path = fill(tmp_path / "清单.xlsx", FIRST)
    with pytest.raises(gaozhi.ListError, match="去掉 --directory"):
        read_list(path, "示范县", folder=folder, bundled=False, directory=True, basis=["DEMO-1"])


def test_hidden_sheets_are_passed_over(folder, tmp_path):
    def hide(sheet):
        sheet.parent.copy_worksheet(sheet).sheet_state = "hidden"

    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, change=hide)
    assert read_list(path, "示范县", folder=folder, bundled=False).changes == ()


def test_too_many_faults_are_cut_short(faults):
    rows = [[n, "甲事项", f"证明{n}", None, True, None, None, None] for n in range(1, 300)]
    found = faults(*rows)
    assert len(found) == 201
    assert found[-1] == ("GZ116", "E203")


VALUES = [
    None,
    None,
    None,
    *HEAD,
    "证明名称",
    "实施方式",
    1,
    2,
    2.5,
    True,
    "√",
    "否",
    "=A1",
    "甲事项",
    "乙证明",
    "注：甲",
    "/",
    date(2021, 5, 1),
    "  ",
    "甲\n0123",
]
AREAS = st.tuples(*[st.integers(1, 9)] * 4).map(
    lambda a: (min(a[0], a[2]), max(a[0], a[2]), min(a[1], a[3]), max(a[1], a[3]))
)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from(VALUES), min_size=9, max_size=9), max_size=8),
    st.lists(AREAS, max_size=3),
    st.booleans(),
)
def test_whatever_stands_in_a_sheet_it_is_read_or_refused(
    vocabulary, tmp_path_factory, rows, areas, headed
):
    path = tmp_path_factory.mktemp("任意") / "清单.xlsx"
    book = openpyxl.Workbook()
    for row in ([HEAD] if headed else []) + rows:
        book.active.append(row)
    for top, bottom, left, right in areas:
        with contextlib.suppress(AttributeError):  # the library has no cells for areas that overlap
            book.active.merge_cells(
                start_row=top, end_row=bottom, start_column=left, end_column=right
            )
    book.save(path)
    layouts = [ANNEX, Layout(tuple(spare_columns(LIST).values()))]
    with contextlib.suppress(gaozhi.ListError):
        read = read_sheet(path, LIST, layouts, vocabulary)
        keys = {key for key in LIST.keys if key in read.fields}
        assert all(keys <= set(row.fields) for row in read.rows)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + bytes(600), "旧格式"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xef\xbb\xbf<html><table></table></html>", "网页"),
        ("序号,证明\n1,甲\n".encode("gbk"), "CSV"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"", "空的"),
        (b"PK\x03\x04" + bytes(60), "坏了"),
        (bytes(60), "不是 .xlsx"),
    ],
    ids=["xls", "locked", "html", "csv", "pdf", "empty", "torn", "other"],
)
def test_a_file_of_another_kind_says_what_it_is(folder, tmp_path, data, words):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(data)
    with pytest.raises(gaozhi.ListError) as caught:
        read_list(path, "示范县", folder=folder, bundled=False)
    (found,) = caught.value.diagnostics
    assert (found.code, words in found.message) == ("GZ640", True)


def test_no_file_and_a_folder(faults, tmp_path):
    assert faults.of(tmp_path / "没有.xlsx")[0][0] == "GZ703"
    assert faults.of(tmp_path)[0][0] == "GZ702"


def test_a_file_that_was_cut_off_anywhere(faults, tmp_path):
    data = fill(tmp_path / "整.xlsx", FIRST, SECOND, THIRD).read_bytes()
    path = tmp_path / "清单.xlsx"
    for length in range(10, len(data), len(data) // 12):
        path.write_bytes(data[:length])
        assert faults.of(path)[0][0] == "GZ640"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, **changed: bytes) -> Path:
    """Write a workbook with some of its parts made otherwise."""
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.save(path)
    old = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in old.items():
            archive.writestr(name, changed.get(Path(name).stem, data))
    return path


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = (
    '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="inlineStr"><is><t>甲</t></is></c></row>'
)


def sheet_of(rows: str, head: str = "", tail: str = "") -> bytes:
    return (
        f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'.encode()
    )


STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs>{{}}</cellXfs></styleSheet>'
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets>'
    "<definedNames>{}</definedNames></workbook>"
)
NAME = '<definedName name="n{}">Sheet!$A$1</definedName>'


def merges(count: int) -> bytes:
    refs = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    return sheet_of(ROW.format(1), tail=f"<mergeCells>{refs}</mergeCells>")


@pytest.mark.parametrize(
    ("part", "made", "most", "words"),
    [
        ("styles", lambda n: STYLES.format("<xf/>" * (n - 2)).encode(), MOST_STYLES, "样式"),
        (
            "workbook",
            lambda n: BOOK.format("".join(map(NAME.format, range(n)))).encode(),
            MOST_NAMES,
            "名称",
        ),
        ("sheet1", merges, MOST_MERGES, "合并"),
    ],
    ids=["styles", "names", "merges"],
)
def test_what_a_library_makes_an_object_of_is_counted_first(tmp_path, part, made, most, words):
    """A workbook of 52 kB with six million styles took three gigabytes."""
    check_archive(pack(tmp_path / "可.xlsx", **{part: made(most)}))
    with pytest.raises(gaozhi.ListError, match=words) as caught:
        check_archive(pack(tmp_path / "不可.xlsx", **{part: made(most + 1)}))
    assert [found.code for found in caught.value.diagnostics] == ["GZ641"]


def test_many_texts_are_counted_too(tmp_path):
    texts = f'<sst xmlns="{MAIN}">' + "<si><t>a</t></si>" * 300_000 + "</sst>"
    with pytest.raises(gaozhi.ListError, match="文字、批注"):
        check_archive(pack(tmp_path / "清单.xlsx", app=texts.encode()))


@pytest.mark.parametrize("encoding", ["utf-7", "shift_jis", "cp037", "no-such"])
def test_a_sheet_in_an_encoding_that_is_not_known_is_damaged(faults, tmp_path, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    path = pack(tmp_path / "清单.xlsx", sheet1=sheet_of(ROW.format(1), head))
    assert faults.of(path)[0][0] == "GZ640"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_refused_and_does_not_hang(faults, tmp_path):
    os.mkfifo(tmp_path / "清单.xlsx")
    assert faults.of(tmp_path / "清单.xlsx")[0][0] == "GZ640"


def test_two_hundred_thousand_rows_are_refused_in_little_memory(faults, tmp_path):
    rows = "".join(ROW.format(n) for n in range(1, 200_001))
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:B200000"/><sheetData>'
    path = pack(tmp_path / "清单.xlsx", sheet1=f"{head}{rows}</sheetData></worksheet>".encode())
    tracemalloc.start()
    try:
        with pytest.raises(gaozhi.ListError, match="到第 200000 行，至多 5000 行"):
            read_list(
                path,
                "示范县",
                folder=BASE,
                bundled=False,
            )
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        sheet_of("", tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        sheet_of("<row/>" * 250_000),
        sheet_of(f"<row>{'<c/>' * 250_000}</row>"),
        sheet_of(" " * (70 << 20)),
    ],
    ids=["far down", "far right", "merged", "rows", "cells", "blanks"],
)
def test_a_small_file_that_unpacks_to_much_is_refused(faults, tmp_path, sheet):
    path = pack(tmp_path / "清单.xlsx", sheet1=sheet)
    assert path.stat().st_size < 1 << 20
    assert faults.of(path)[0][0] == "GZ641"


def test_rows_that_are_only_formatted_do_not_count_as_rows(folder, tmp_path):
    """People give whole columns a border; below the list there is nothing."""

    def bordered(sheet):
        for row in range(6, 8000):
            sheet.row_dimensions[row].height = 20

    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, change=bordered)
    assert read_list(path, "示范县", folder=folder, bundled=False).changes == ()


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>', ""),
        (f'<!--{"x" * 100_000}--><!DOCTYPE a [<!ENTITY b "c">]>', ""),
        ("", "<row"),
        ("", '<row r="1"><c r="A1" t="s"><v>999</v></c></row>'),
        ("", '<row r="x"><c r="?"><v>甲</v></c></row>'),
    ],
    ids=["entities", "entities further down", "torn", "no such text", "no such place"],
)
def test_a_workbook_that_no_program_wrote(faults, tmp_path, head, rows):
    assert faults.of(pack(tmp_path / "清单.xlsx", sheet1=sheet_of(rows, head)))[0][0] in (
        "GZ640",
        "GZ643",
    )


def test_a_sheet_behind_another_name_is_looked_through_too(faults, tmp_path):
    path = pack(tmp_path / "清单.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.bin", sheet_of("<row/>" * 250_000))
        archive.writestr("xl/drawings/old.vml", "<xml><br></xml>")
    assert faults.of(path)[0][0] == "GZ641"


def test_the_strict_kind_of_workbook(folder, tmp_path):
    strict = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    path = pack(tmp_path / "清单.xlsx", workbook=strict)
    with pytest.raises(gaozhi.ListError, match="Strict"):
        read_list(path, "示范县", folder=folder, bundled=False)


def test_without_the_extra(folder, tmp_path, monkeypatch):
    path = fill(tmp_path / "清单.xlsx", FIRST)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(gaozhi.ListError, match=r"gaozhi\[office\]"):
        read_list(path, "示范县", folder=folder, bundled=False)
