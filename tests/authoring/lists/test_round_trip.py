"""What is written as a spreadsheet is read back, whatever the rows are."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import gaozhi
from gaozhi.authoring.lists import read_list, write_list
from gaozhi.authoring.lists._kind import DIRECTORY, LIST, Layout, spare_columns
from gaozhi.authoring.lists._rows import LABELS, MANY
from gaozhi.authoring.lists._sheet import read_sheet
from gaozhi.authoring.lists._table import tabulate
from gaozhi.authoring.lists._xlsx_writer import workbook
from gaozhi.model import ITEM_KINDS, Vocabulary
from tests.builders import write_files
from tests.places import REPOSITORY
from tests.sheets import ANNEX_COLUMNS, layout
from tests.situations import library

# Names as lists have them, and what only a spreadsheet or a label could take for something else.
TRICKY = [
    "=1+1",
    "+86",
    "@甲",
    "'甲",
    "007",
    "1.0",
    "是",
    "√",
    "法律法规：甲",
    "编码：1",
    "甲 123456",
    "甲（123456）",
    "TRUE",
    "2021-05-25",
    "#N/A",
    "甲、乙",
    "注：甲",
]
NAME = st.sampled_from(TRICKY) | st.text(
    "甲乙丙丁第（）〔〕“”、：:=+-_.0123abc ", min_size=1, max_size=12
).map(str.strip).filter(lambda t: t and t.strip("-_/—"))
CODE = st.text("0123456789ABCX-", min_size=1, max_size=20).filter(lambda t: t.strip("-"))
MANY_NAMES = st.lists(NAME, min_size=1, max_size=3).map(tuple)


def rows_of(kind):
    """Rows of a list; no two of one certificate and matter."""
    paths = [p for p in LABELS if p in kind.fields and p not in kind.keys]
    values = {p: MANY_NAMES if p in MANY else CODE if p == "code" else NAME for p in paths}
    if "mode" in values:
        values["mode"] = st.sampled_from(["必须实行", "可选择"])
    if "kind" in values:
        values["kind"] = st.sampled_from(ITEM_KINDS[1:])
    matters = st.sampled_from(["甲事项", "乙事项", "丙 1234567"])
    row = st.fixed_dictionaries({kind.thing: NAME, "matter": matters}, optional=values)
    unique = st.lists(row, min_size=1, max_size=8, unique_by=lambda r: (r[kind.thing], r["matter"]))
    return unique.map(lambda rows: [{"number": n, **row} for n, row in enumerate(rows, 1)])


ANNEX = layout(**ANNEX_COLUMNS, across=("承办机构",))
SHORT = layout(
    ("部门",), 序号="number", 事项="matter", 证明="certificate", 部门="departments.county"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return gaozhi.load(bundled=True)["national"].vocabulary


@pytest.mark.parametrize(
    ("kind", "shape"),
    [(LIST, ANNEX), (LIST, SHORT), (LIST, None), (DIRECTORY, None)],
    ids=["样表", "几栏", "各栏", "协助"],
)
def test_every_list_comes_back_as_it_was(kind, shape, vocabulary, tmp_path):
    shape = shape or Layout(tuple(spare_columns(kind).values()))

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows_of(kind))
    def holds(rows):
        path = tmp_path / "清单.xlsx"
        path.write_bytes(workbook(tabulate(kind, "清单", shape, rows)))
        read = read_sheet(path, kind, [shape], vocabulary)
        assert [dict(row.fields) for row in read.rows] == [
            {p: row[p] for p in LABELS if p in row} for row in rows
        ]

    holds()


@pytest.fixture(scope="module")
def qidong(tmp_path_factory):
    """A folder of one's own with the catalog of 启东市, and its list as a spreadsheet."""
    folder = tmp_path_factory.mktemp("启东")
    (folder / "catalogs").mkdir()
    shutil.copy(REPOSITORY / "catalogs" / "qidong.yaml", folder / "catalogs")
    path = folder / "清单.xlsx"
    write_list(library()["启东市"], path)
    return folder, path


def test_the_published_list_comes_back_and_changes_nothing(qidong):
    folder, path = qidong
    done = read_list(path, "启东市", folder=folder)
    assert (done.changes, done.unchanged) == ((), 50)
    assert done.text == (REPOSITORY / "catalogs" / "qidong.yaml").read_text(encoding="utf-8")
    assert not done.alters


def test_a_list_taken_into_an_empty_catalog_is_the_list(qidong, tmp_path):
    """Written, taken in where there was none, and written again: the same rows, the same file."""
    _, path = qidong
    text = (REPOSITORY / "catalogs" / "qidong.yaml").read_text(encoding="utf-8")
    head, _, _ = text.partition("\nitems:")
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs" / "qidong.yaml").write_text(head + "\nitems: []\n", encoding="utf-8")
    done = read_list(path, "启东市", folder=tmp_path)
    assert [change.what for change in done.changes] == ["added"] * 50
    done.save()
    again = gaozhi.load(tmp_path)["启东市"]
    bare = [(i.number, i.certificate, i.matter, dict(i.departments)) for i in again.items]
    assert bare == [
        (i.number, i.certificate, i.matter, dict(i.departments)) for i in library()["启东市"].items
    ]
    write_list(again, tmp_path / "又.xlsx")
    assert (tmp_path / "又.xlsx").read_bytes() == path.read_bytes()


PERMITS = """
county: 某县
id: mouxian
rules: mouxian
calendar: china
list: {title: 某县清单, published: 2024-03-01, basis: [MX-1]}
items:
  - {number: 1, certificate: 学历证明, matter: 教师资格认定}
  - {number: 2, kind: 许可, matter: 食品经营许可, organ: 县局}
  - {number: 3, kind: 信用修复, matter: 食品经营许可}
"""
ONE_RULE = """
document: {title: 方案, issuer: 某县, issued: 2024-03-01, in_force: {from: 2024-04-01}}
extends: national
provisions: [{id: MX-1, locator: 一, quote: 清单, means: 清单}]
"""


def test_what_is_no_certificate_comes_back_and_a_wrong_kind_is_refused(tmp_path):
    catalog = write_files(
        tmp_path / "县",
        {"catalogs/mouxian.yaml": PERMITS.lstrip(), "rules/mouxian/rules.yaml": ONE_RULE},
    )
    sheet = tmp_path / "清单.xlsx"
    exported = write_list(gaozhi.load(catalog)["某县"], sheet)
    assert "种类" in exported.columns
    same = read_list(sheet, "某县", folder=catalog)
    assert (same.changes, same.unchanged) == ((), 3)

    book = load_workbook(sheet)
    page = book.active
    rows = {page.cell(r, c).value: (r, c) for r in range(1, 8) for c in range(1, 6)}
    row, column = rows["许可"]
    page.cell(row, column).value = "信用承诺"
    book.save(sheet)
    changed = read_list(sheet, "某县", folder=catalog)
    assert [(one.what, one.thing, one.matter) for one in changed.changes] == [
        ("changed", "信用承诺", "食品经营许可")
    ]
    assert "kind: 信用承诺" in changed.text

    page.cell(row, column).value = "执照"
    book.save(sheet)
    with pytest.raises(gaozhi.GaozhiError) as refused:
        read_list(sheet, "某县", folder=catalog)
    assert "GZ648" in {one.code for one in refused.value.diagnostics}
