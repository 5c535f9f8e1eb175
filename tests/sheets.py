"""Small catalogs, and the spreadsheets that a test fills in."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from gaozhi.authoring.lists._kind import Layout
from gaozhi.model import Column, column_parts
from tests.places import BASE

FORM = """
list_form:
  title: 示范县证明事项清单样表
  header: [部门名称, 填报人]
  columns: [序号, 事项名称及编码, 证明事项名称, 设定依据, 承办机构, 必须实行, 可选择, 核查方式]
  groups: {实施方式: [必须实行, 可选择]}
  fields:
    序号: number
    事项名称及编码: [matter, code]
    证明事项名称: certificate
    设定依据: [{法律法规: set_by.law}, {实施依据: set_by.detail}]
    承办机构: organ
    必须实行: {mode: 必须实行}
    可选择: {mode: 可选择}
    核查方式: verification
  across: [承办机构]
  notes: {设定依据: 法律法规和实施依据, 可选择: 申请人可以选择}
  basis: [DEMO-1]
"""
ANNEX_COLUMNS = {
    "序号": "number",
    "事项名称及编码": ["matter", "code"],
    "证明事项名称": "certificate",
    "设定依据": [{"法律法规": "set_by.law"}, {"实施依据": "set_by.detail"}],
    "承办机构": "organ",
    "必须实行": {"mode": "必须实行"},
    "可选择": {"mode": "可选择"},
    "核查方式": "verification",
}
"""The columns of annex 8 of 台政办发〔2021〕2号, and what each holds."""
CATALOG = f"""# 示范县的目录

county: 示范县   # 名称
id: demo
code: "329999"
rules: demo
calendar: china

list: {{title: 示范县清单, published: 2021-05-25, basis: [DEMO-1]}}   # 第一批
{FORM}
items:
  # 教师资格
  - {{number: 1, certificate: 无犯罪记录证明, matter: 教师资格认定, mode: 可选择, facts: {{证明.风险类别: []}}}}   # 第一行
  - number: 2
    certificate: 学历证明   # 毕业证书也行
    matter: 教师资格认定
    departments: {{county: 县教育局, township: 镇教办}}
    note: 待核对

  # 保安员
  - {{number: 3, certificate: 学历证明, matter: 保安员证核发, organ: 县公安局, remark: 限初次}}
"""
BLANK = f"""county: 示范县
id: demo
rules: demo
calendar: china
list: not_at_hand   # 尚未公布
{FORM}"""
HEAD = [
    "序号",
    "事项名称及编码",
    "证明事项名称",
    "设定依据",
    "承办机构",
    "必须实行",
    "可选择",
    "核查方式",
]


def county(path: Path, catalog: str = CATALOG) -> Path:
    """Lay a catalog over the small sound folder of the diagnostics, and return the folder."""
    shutil.copytree(BASE, path)
    (path / "catalogs" / "demo.yaml").write_text(catalog, encoding="utf-8", newline="")
    return path


def text_of(folder: Path) -> str:
    """Return the catalog as it is, line ends and all."""
    return (folder / "catalogs" / "demo.yaml").read_bytes().decode()


def fill(
    path: Path,
    *rows: Sequence[object],
    head: list[str] = HEAD,
    merge: tuple[str, ...] = (),
    change=None,
) -> Path:
    """Write a spreadsheet: a title, a heading, rows, merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["示范县清单"])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def cells(path: Path) -> list[list[Any]]:
    """Return what stands in every row of a spreadsheet."""
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


def layout(across: tuple[str, ...] = (), **fields: object) -> Layout:
    """Return a layout of these columns."""
    return Layout(
        tuple(Column(name, column_parts(f), across=name in across) for name, f in fields.items())
    )
