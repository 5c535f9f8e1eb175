"""A spreadsheet taken into a catalog: what changes, and what stays as it is."""

import re
import shutil
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.authoring.lists import flat, read_list, write_list
from gaozhi.authoring.lists._catalog import Head, with_list
from gaozhi.authoring.lists._changes import Placed
from gaozhi.authoring.lists._kind import LIST
from gaozhi.language import read_catalog
from gaozhi.source import Diagnostics, dump_flow, read_text
from tests.sheets import BLANK, CATALOG, FORM, HEAD, county, fill, text_of

FIRST = [1, "教师资格认定", "无犯罪记录证明", None, None, None, "√", None]
SECOND = [2, "教师资格认定", "学历证明", None, None, None, None, None]
THIRD = [3, "保安员证核发", "学历证明", None, "县公安局", None, None, None]


def taken(folder, path, **more):
    return read_list(path, "示范县", folder=folder, bundled=False, **more)


def said(done):
    return [(c.what, c.number, dict(c.fields)) for c in done.changes]


@pytest.fixture
def folder(tmp_path):
    return county(tmp_path / "规则")


def test_the_same_rows_change_nothing(folder, tmp_path):
    done = taken(folder, fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD))
    assert (done.changes, done.unchanged, done.alters) == ((), 3, False)
    done.save()
    assert text_of(folder) == CATALOG


def test_only_what_changes_is_written(folder, tmp_path):
    changed = [
        2,
        "教师资格认定",
        "学历证明",
        "法律法规：教师法\n实施依据：某办法",
        "县教育局",
        None,
        None,
        "函询\n现场检查",
    ]
    done = taken(folder, fill(tmp_path / "清单.xlsx", FIRST, changed, THIRD))
    assert said(done) == [
        (
            "changed",
            2,
            {
                "设定依据（法律法规）": ("", "教师法"),
                "设定依据（具体实施依据）": ("", "某办法"),
                "承办机构": ("", "县教育局"),
                "核查方式": ("", "函询；现场检查"),
            },
        )
    ]
    done.save()
    before, after = CATALOG.splitlines(), text_of(folder).splitlines()
    assert [line for line in after if line not in before] == [
        "    set_by: {law: 教师法, detail: 某办法}",
        "    organ: 县教育局",
        "    verification: [函询, 现场检查]",
    ]
    assert [line for line in before if line not in after] == []


def test_a_row_that_is_on_one_line_stays_on_one(folder, tmp_path):
    changed = [1, "教师资格认定\n0123", "无犯罪记录证明", None, "县公安局", "√", None, None]
    taken(folder, fill(tmp_path / "清单.xlsx", changed, SECOND, THIRD)).save()
    assert (
        '  - {number: 1, certificate: 无犯罪记录证明, matter: 教师资格认定, code: "0123", organ: 县公安局, mode: 必须实行,'
        " facts: {证明.风险类别: []}}   # 第一行" in text_of(folder)
    )


def test_a_field_that_the_sheet_leaves_blank_goes_and_one_without_a_column_stays(folder, tmp_path):
    done = taken(
        folder, fill(tmp_path / "清单.xlsx", FIRST, SECOND, [*THIRD[:4], None, *THIRD[5:]])
    )
    assert said(done) == [("changed", 3, {"承办机构": ("县公安局", "")})]
    done.save()
    assert "- {number: 3, certificate: 学历证明, matter: 保安员证核发, remark: 限初次}" in text_of(
        folder
    )


def test_rows_are_added_moved_and_removed_and_comments_stay(folder, tmp_path):
    new = [4, "保安员证核发", "住所证明", None, "县公安局", None, None, None]
    done = taken(folder, fill(tmp_path / "清单.xlsx", THIRD, new, FIRST))
    assert said(done) == [("added", 4, {}), ("removed", 2, {})]
    assert done.changes[1].beside == ("note",)
    done.save()
    text = text_of(folder)
    assert [item.number for item in gaozhi.load(folder, bundled=False)["示范县"].items] == [3, 4, 1]
    assert all(
        f"# {one}" in text
        for one in ("示范县的目录", "名称", "第一批", "教师资格", "第一行", "保安员")
    )


def test_a_renamed_certificate_keeps_what_is_known_of_it_and_another_item_does_not(
    folder, tmp_path
):
    renamed = [1, "教师资格认定", "无犯罪证明", None, None, None, "√", None]
    done = taken(folder, fill(tmp_path / "清单.xlsx", renamed, SECOND, THIRD))
    assert said(done) == [("changed", 1, {"证明名称": ("无犯罪记录证明", "无犯罪证明")})]
    assert (
        "certificate: 无犯罪证明, matter: 教师资格认定, mode: 可选择, facts: {证明.风险类别: []}}"
        in done.text
    )
    another = [1, "户口迁移", "住所证明", None, None, None, None, None]
    done = taken(folder, fill(tmp_path / "清单.xlsx", another, SECOND, THIRD))
    assert said(done) == [("added", 1, {}), ("removed", 1, {})]
    assert "facts" not in done.text


def test_windows_line_ends_and_the_mark_at_the_beginning_stay(tmp_path):
    folder = county(tmp_path / "规则", "\ufeff" + CATALOG.replace("\n", "\r\n"))
    new = [4, "保安员证核发", "住所证明", None, None, None, None, None]
    taken(folder, fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, new)).save()
    text = text_of(folder)
    assert (
        text
        == "\ufeff"
        + CATALOG.replace("\n", "\r\n")
        + "  - {number: 4, certificate: 住所证明, matter: 保安员证核发}\r\n"
    )


def test_a_list_that_was_not_at_hand(tmp_path):
    folder = county(tmp_path / "规则", BLANK)
    path = fill(tmp_path / "清单.xlsx", FIRST)
    with pytest.raises(gaozhi.ListError) as caught:
        taken(folder, path)
    (found,) = caught.value.diagnostics
    assert (found.code, "--published 公布日期、--basis 条文编号" in found.help) == ("GZ652", True)
    taken(folder, path, published=date(2024, 3, 1), basis=["DEMO-1"]).save()
    text = text_of(folder)
    assert (
        "list:\n  title: 示范县清单\n  published: 2024-03-01\n  basis: [DEMO-1]   # 尚未公布\n"
        in text
    )
    assert text.endswith(
        "\nitems:\n  - {number: 1, certificate: 无犯罪记录证明, matter: 教师资格认定, mode: 可选择}\n"
    )
    assert gaozhi.load(folder, bundled=False)["示范县"].list_title == "示范县清单"


def test_the_title_and_the_day_of_a_list_can_be_renewed(folder, tmp_path):
    path = fill(tmp_path / "清单.xlsx", FIRST, SECOND, THIRD)
    taken(folder, path, title="示范县清单（第二批）", published=date(2024, 3, 1)).save()
    assert (
        "list: {title: 示范县清单（第二批）, published: 2024-03-01, basis: [DEMO-1]}   # 第一批\n"
        in text_of(folder)
    )


def test_what_a_check_would_refuse_is_not_written(folder, tmp_path):
    path = fill(tmp_path / "清单.xlsx", FIRST)
    with pytest.raises(gaozhi.ListError) as caught:
        taken(folder, path, basis=["DEMO-9"])
    assert [d.code for d in caught.value.diagnostics] == ["GZ501"]
    assert text_of(folder) == CATALOG


def test_a_directory_of_assistance(tmp_path):
    """Taken in where there is none, where it was not at hand, and where there is one."""
    head = ["序号", "行政协助事项名称", "行政事项", "协助机构"]
    path = fill(tmp_path / "协助.xlsx", [1, "核实学历", "教师资格认定", "县公安局"], head=head)
    for number, before in enumerate(["", "directory: not_at_hand   # 未见\n"]):
        folder = county(tmp_path / f"规则{number}", CATALOG + before)
        done = taken(folder, path, directory=True, basis=["DEMO-1"], title="协助清单")
        done.save()
        (entry,) = gaozhi.load(folder, bundled=False)["示范县"].directory.entries
        assert (entry.name, entry.matter, entry.assisting) == (
            "核实学历",
            "教师资格认定",
            "县公安局",
        )
        more = fill(
            tmp_path / "又.xlsx",
            [1, "核实学历", "教师资格认定", "县教育局"],
            [2, "核实住所", "保安员证核发", None],
            head=head,
        )
        again = taken(folder, more, directory=True)
        assert said(again) == [
            ("changed", 1, {"协助机构": ("县公安局", "县教育局")}),
            ("added", 2, {}),
        ]
        again.save()
        assert len(gaozhi.load(folder, bundled=False)["示范县"].directory.entries) == 2


def test_columns_that_the_form_has_not_may_stand_behind_it(folder, tmp_path):
    path = fill(
        tmp_path / "清单.xlsx",
        [*FIRST, "首次"],
        [*SECOND, None],
        [*THIRD, "限初次"],
        head=[*HEAD, "备 注"],
    )
    assert said(taken(folder, path)) == [("changed", 1, {"备注": ("", "首次")})]


def test_what_stands_around_the_rows_is_not_taken_for_one(folder, tmp_path):
    """A heading again on the next page, a section, a remark, how to fill it in; each is told or known."""
    section, remark = ["一、教育局"], ["注：以上各项自公布之日起施行"]
    guide = [None, None, None, "法律法规和\n实施依据", None, None, "申请人可以选择", None]
    path = fill(
        tmp_path / "清单.xlsx",
        guide,
        section,
        FIRST,
        SECOND,
        HEAD,
        [],
        THIRD,
        remark,
        merge=("A4:H4",),
    )
    done = taken(folder, path)
    assert done.changes == ()
    assert [(d.code, str(d.span)) for d in done.sheet.diagnostics] == [
        ("GZ651", f"{path}:清单!A4"),
        ("GZ651", f"{path}:清单!A10"),
    ]


def test_rows_that_are_only_numbered_or_below_a_merged_cell_are_not_taken_for_one(folder, tmp_path):
    """A form comes with its numbers, and a merged cell is easily drawn too far down."""
    path = fill(
        tmp_path / "清单.xlsx", FIRST, SECOND, THIRD, [], [4], [5], ["=A7+1"], merge=("E5:E6",)
    )
    done = taken(folder, path)
    assert done.changes == ()
    assert [d.message for d in done.sheet.diagnostics] == [
        "第 7、8、9 行只有序号，没有当作清单的一行"
    ]


def test_one_cell_for_several_departments_says_the_same_of_each(tmp_path):
    folder = county(tmp_path / "规则", CATALOG.replace(FORM, ""))
    head = ["序号", "证明名称", "行政事项", "省级部门", "市级部门", "县级部门"]
    row = [1, "无犯罪记录证明", "教师资格认定", "公安机关", None, None]
    (read,) = taken(
        folder, fill(tmp_path / "清单.xlsx", row, head=head, merge=("D3:F3",))
    ).sheet.rows
    assert [
        read.fields[f"departments.{level}"] for level in ("province", "prefecture", "county")
    ] == ["公安机关"] * 3


ODD = """county: 示范县
id: demo
rules: demo
calendar: china
list: {title: 示范县清单, published: 2021-05-25, basis: [DEMO-1]}
items:
- remark: |
    第一行
    第二行 # 不是注释
  number: 1
  "certificate": '学历证明'   # 单引号
  matter: 教师资格
    认定
  set_by:   # 依据
    law:   # 法律
      - 甲法   # 其一
      - "乙法 # 也不是注释"
- {
    number: 2,   # 第二项
    certificate: 住所证明, matter: 户口迁移,
    organ: 县公安局
  }
-
  number: 3
  certificate: 户口簿
  matter: 户口迁移
"""
USUAL = ["序号", "证明名称", "行政事项", "设定依据（法律法规）", "承办机构", "备注"]


def test_rows_that_are_written_in_odd_ways(tmp_path):
    folder = county(tmp_path / "规则", ODD)
    rows = [
        [1, "毕业证书", "教师资格认定", "甲法\n丙法", "县教育局", None],
        [2, "住所证明", "户口迁移", None, None, "限初次"],
        [3, "户口簿", "户口迁移", None, "县公安局", None],
    ]
    text = ODD.replace("教师资格\n    认定", "教师资格认定")
    (folder / "catalogs" / "demo.yaml").write_text(text, encoding="utf-8")
    done = taken(folder, fill(tmp_path / "清单.xlsx", *rows, head=USUAL))
    done.save()
    items = gaozhi.load(folder, bundled=False)["示范县"].items
    assert [(i.certificate, i.organ, i.remark) for i in items] == [
        ("毕业证书", "县教育局", None),
        ("住所证明", None, "限初次"),
        ("户口簿", "县公安局", None),
    ]
    assert items[0].set_by.law == ("甲法", "丙法")
    after = text_of(folder)
    for comment in ("# 单引号", "# 依据", "# 法律", "# 其一", "# 第二项"):
        assert comment in after


def test_a_name_that_a_sheet_shows_otherwise_stays_as_it_is_written(tmp_path):
    """A line break within a name cannot be told from that of a narrow cell; nobody has changed it."""
    catalog = ODD.replace("教师资格\n    认定", '"教师资格\\n认定"')
    folder = county(tmp_path / "规则", catalog)
    path = tmp_path / "清单.xlsx"
    write_list(gaozhi.load(folder, bundled=False)["示范县"], path)
    done = taken(folder, path)
    assert (done.changes, done.alters) == ((), False)


def test_rows_without_numbers_go_on_counting(tmp_path):
    folder = county(tmp_path / "规则", CATALOG.replace(FORM, ""))
    rows = [["住所证明", "户口迁移"], ["学历证明", "教师资格认定"], ["户口簿", "户口迁移"]]
    done = taken(folder, fill(tmp_path / "清单.xlsx", *rows, head=["证明名称", "行政事项"]))
    assert [(c.what, c.number) for c in done.changes] == [
        ("added", 4),
        ("added", 5),
        ("removed", 1),
        ("removed", 3),
    ]


def test_another_file_is_written_once(folder, tmp_path):
    done = taken(folder, fill(tmp_path / "清单.xlsx", FIRST))
    assert done.save(tmp_path / "新.yaml").read_text(encoding="utf-8") == done.text
    for path in (tmp_path / "新.yaml", tmp_path / "没有" / "新.yaml", tmp_path):
        with pytest.raises(gaozhi.ListError, match="GZ548"):
            done.save(path)
    done.save(tmp_path / "新.yaml", force=True)
    assert text_of(folder) == CATALOG


def test_long_work_says_how_far_it_has_come(folder, tmp_path):
    rows = [[n, "甲事项", f"证明{n}", *[None] * 5] for n in range(1, 500)]
    told = []
    taken(
        folder,
        fill(tmp_path / "清单.xlsx", *rows),
        on_progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(200, 501), (400, 501)]


def test_a_catalog_that_was_changed_meanwhile_is_left_alone(folder, tmp_path):
    done = taken(folder, fill(tmp_path / "清单.xlsx", FIRST))
    (folder / "catalogs" / "demo.yaml").write_text("别的\n", encoding="utf-8")
    with pytest.raises(gaozhi.ListError, match="GZ653"):
        done.save()
    assert text_of(folder) == "别的\n"


def test_a_catalog_that_cannot_be_written_stays_whole(folder, tmp_path, monkeypatch):
    done = taken(folder, fill(tmp_path / "清单.xlsx", FIRST))
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "disk full"))
    )
    with pytest.raises(OSError, match="disk full"):
        done.save()
    assert text_of(folder) == CATALOG
    assert [p.name for p in (folder / "catalogs").iterdir()] == ["demo.yaml"]


def test_a_county_that_only_the_bundle_has_gets_a_catalog_of_ones_own(tmp_path):
    (tmp_path / "我的" / "catalogs").mkdir(parents=True)
    head = [
        "序号",
        "政务服务事项名称及编码",
        "证明事项名称",
        "设定依据",
        "承办机构",
        "开具单位",
        "必须实行",
        "可选择",
        "核查方式",
        "备注",
    ]
    path = fill(
        tmp_path / "清单.xlsx",
        [1, "教师资格认定", "学历证明", None, "区教育局", "学校", None, "√", "函询", None],
        head=head,
    )
    done = read_list(
        path, "台儿庄区", folder=tmp_path / "我的", published=date(2021, 5, 1), basis=["TZ-A8-1"]
    )
    assert done.save() == tmp_path / "我的" / "catalogs" / "taierzhuang.yaml"
    (item,) = gaozhi.load(tmp_path / "我的")["台儿庄区"].items
    assert (item.certificate, item.mode) == ("学历证明", "可选择")
    with pytest.raises(gaozhi.ListError, match="随软件提供，不改"):
        read_list(path, "台儿庄区", published=date(2021, 5, 1), basis=["TZ-A8-1"]).save()


NAMES = st.sampled_from(["甲证明", "乙证明", "丙：“证明”, #1", "- 丁", "戊 # 己"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"certificate": NAMES, "matter": st.sampled_from(["子事项", "丑事项"])},
        optional={
            "code": st.sampled_from(["01", "0x1"]),
            "organ": NAMES,
            "verification": st.lists(NAMES, min_size=1, max_size=2),
            "remark": st.just("长" * 60),
        },
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: (row["certificate"], row["matter"]),
)


@st.composite
def written(draw):
    """A catalog in one of the ways in which people write lists, with comments in between."""
    lines, tail = (
        [
            "county: 甲县",
            "id: demo",
            "rules: demo",
            "calendar: china",
            "list: {title: 甲, published: 2021-05-25, basis: A}",
            "items:",
        ],
        draw(st.sampled_from(["", "\ncode: '1'\n"])),
    )
    for number, row in enumerate(draw(ROWS), 1):
        if draw(st.booleans()):
            lines += ["", f"  # 之前 {number}"]
        entry = {"number": number, **row}
        if draw(st.booleans()):
            lines.append(f"  - {dump_flow({**entry, 'facts': {}})}   # 同行 {number}")
            continue
        for place, (key, value) in enumerate(entry.items()):
            lead = "    " if place else "  - "
            if isinstance(value, list) and draw(st.booleans()):
                lines += [
                    f"{lead}{key}:   # 其下 {number}",
                    *(f"      - {dump_flow(one)}" for one in value),
                ]
            else:
                lines.append(f"{lead}{key}: {dump_flow(value)}")
        if draw(st.booleans()):
            lines.append(f"    note: 附注   # 附注 {number}")
    return "\n".join(lines) + draw(st.sampled_from(["", "\n"])) + ("\n" + tail if tail else "")


@settings(max_examples=40)
@given(written(), ROWS, st.data())
def test_any_rows_can_be_put_into_any_catalog_and_no_comment_between_rows_is_lost(text, rows, data):
    source = read_catalog(read_text(text, "目录"), Diagnostics())
    before = [flat(item) for item in source.catalog.items]
    olds = data.draw(st.permutations([*range(len(before)), *[None] * len(rows)]))[: len(rows)]
    placed = []
    for number, (row, old) in enumerate(zip(rows, olds, strict=True), 1):
        fields = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
        keep = old is not None and data.draw(st.booleans())
        placed.append(
            Placed(before[old] | {"number": number} if keep else {"number": number, **fields}, old)
        )
    new = with_list(text, source, LIST, placed, Head())
    read = read_catalog(read_text(new, "目录"), Diagnostics())
    assert [flat(item) for item in read.catalog.items] == [dict(one.row) for one in placed]
    notes = [source.catalog.items[one.old].note if one.old is not None else None for one in placed]
    assert [item.note for item in read.catalog.items] == notes
    kept = {one.old + 1 for one in placed if one.old is not None}
    for comment in re.findall("# (?:之前|同行|附注) [0-9]", text):
        if comment.startswith("# 之前") or int(comment[-1]) in kept:
            assert comment in new


def test_a_damaged_catalog_of_ones_own_is_told_of_and_not_replaced(folder, tmp_path):
    (folder / "catalogs" / "demo.yaml").write_text("county: 示范县\nid: [\n", encoding="utf-8")
    path = fill(tmp_path / "清单.xlsx", FIRST)
    with pytest.raises(gaozhi.GaozhiError):
        taken(folder, path)
    assert text_of(folder) == "county: 示范县\nid: [\n"


def test_a_catalog_within_braces_is_refused_as_it_is(tmp_path):
    folder = county(
        tmp_path / "规则",
        "{county: 示范县, id: demo, rules: demo, calendar: china, list: not_at_hand}\n",
    )
    path = fill(
        tmp_path / "清单.xlsx", [1, "甲事项", "甲证明"], head=["序号", "行政事项", "证明名称"]
    )
    with pytest.raises(gaozhi.ListError, match="GZ653"):
        taken(folder, path, published=date(2024, 1, 1), basis=["DEMO-1"])


def test_the_folder_itself_may_be_moved_about(folder, tmp_path, monkeypatch):
    """Names relative to where one stands, as people write them."""
    shutil.move(str(folder), tmp_path / "别处")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "清单.xlsx", FIRST)
    done = read_list("清单.xlsx", "demo", folder="别处", bundled=False)
    assert done.save().as_posix() == "别处/catalogs/demo.yaml"
