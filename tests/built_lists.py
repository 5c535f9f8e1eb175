"""Spreadsheets that are wrong in one way each: the examples of GZ640 to GZ654."""

from pathlib import Path

import pytest

import gaozhi
from gaozhi.authoring.lists import read_list, write_list
from tests.diagnostic_pages import Found, attempt
from tests.sheets import BLANK, CATALOG, HEAD, county, fill

FIRST = [1, "教师资格认定", "无犯罪记录证明", None, None, None, "√", None]
SECOND = [2, "教师资格认定", "学历证明", None, None, None, None, None]
THIRD = [3, "保安员证核发", "学历证明", None, "县公安局", None, None, None]


def _taken(folder: Path, path: Path, catalog: str = CATALOG, **more) -> Found:
    rules = county(folder / "规则", catalog)
    warned: list = []

    def take() -> None:
        warned.extend(
            read_list(path, "示范县", folder=rules, bundled=False, **more).sheet.diagnostics
        )

    found = attempt(take)
    return Found((*found.diagnostics, *warned), found.sources)


def _sheet(*rows, catalog: str = CATALOG, **more):
    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        folder.mkdir()
        return _taken(folder, fill(folder / "清单.xlsx", *rows, **more), catalog)

    return build


def _old_format(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    path = folder / "清单.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return _taken(folder, path)


def _two_sheets(sheet) -> None:
    sheet.parent.copy_worksheet(sheet)


def _hidden(sheet) -> None:
    sheet.row_dimensions[4].hidden = True


def _within_the_bundle(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    head = ["序号", "证明事项", "事项名称", "省级主管部门", "南通市级责任部门", "启东市级责任部门"]
    row = [1, "思想品德鉴定", "教师资格认定", "省教育厅", "市教育局", "市教育体育局"]
    path = fill(folder / "清单.xlsx", row, head=head)
    return attempt(lambda: read_list(path, "启东市").save())


def _a_long_text(folder: Path, _: pytest.MonkeyPatch) -> Found:
    catalog = CATALOG.replace("remark: 限初次", f"remark: {'限' * 32_768}")
    library = gaozhi.load(county(folder, catalog), bundled=False)
    return attempt(lambda: write_list(library["示范县"], folder / "清单.xlsx"))


MANY = [[n, "保安员证核发", f"证明{n}", *[None] * 5] for n in range(1, 6_000)]

BUILT = {
    "GZ640": _old_format,
    "GZ641": _sheet(*MANY),
    "GZ642": _sheet(FIRST, SECOND, THIRD, change=_two_sheets),
    "GZ643": _sheet(FIRST[:7], SECOND[:7], THIRD[:7], head=HEAD[:7]),
    "GZ644": _sheet(FIRST, SECOND, THIRD, head=[*HEAD[:2], "证明材料名称", *HEAD[3:]]),
    "GZ645": _sheet([*FIRST, "函询"], [*SECOND, None], [*THIRD, None], head=[*HEAD, "核查方式"]),
    "GZ646": _sheet(FIRST, SECOND, [*THIRD[:2], None, *THIRD[3:]], merge=("C4:C5",)),
    "GZ647": _sheet(FIRST, ["=A3+1", *SECOND[1:]], THIRD),
    "GZ648": _sheet([*FIRST[:6], "待定", None], SECOND, THIRD),
    "GZ649": _sheet(FIRST, [2, None, *SECOND[2:]], THIRD),
    "GZ650": _sheet(FIRST, SECOND, [2, *THIRD[1:]]),
    "GZ651": _sheet(FIRST, SECOND, THIRD, change=_hidden),
    "GZ652": _sheet(FIRST, catalog=BLANK),
    "GZ653": _within_the_bundle,
    "GZ654": _a_long_text,
}
WITHOUT_PLACE = frozenset({"GZ652", "GZ653", "GZ654"})
