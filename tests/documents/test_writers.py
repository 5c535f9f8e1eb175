"""Documents as Markdown, HTML and Word, and on the disk."""

import io
import sys
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

import gaozhi

HOSTILE = "# 一\n| <script>alert(1)</script> | **二** [三](四) & {{ 7*7 }} {申请人}"


@pytest.fixture
def county(county_of):
    return county_of("""
    fields: {事由: {width: 6}, 签名: {by_hand: true, width: 4}, 各行: {rows: 1}}
    body:
      - heading: 一、事由
      - line: "{事由}"
      - table:
          columns: [序号, {方式: [甲, 乙]}]
          guide: {甲: 说明}
          rows: 各行
      - sign: [["签名：{签名}", 日期：], [公章：]]
      - note: （一式两份）
      - attachment: 附：说明
      - right: 某年某月
""")


def opened(document):
    return docx.Document(io.BytesIO(document.docx()))


def test_no_text_of_a_case_changes_the_structure_of_markdown(county):
    said = county.render("通知书", {}, {"事由": HOSTILE}).markdown()
    assert "\\# 一" in said
    assert "\\<script\\>" in said
    assert "\\*\\*二\\*\\* \\[三\\](四) \\& {{ 7\\*7 }} {申请人}" in said
    plain = county.render("通知书", {}, {"事由": "甲"}).markdown()
    assert [x for x in said.splitlines() if x.startswith(("#", "|"))] == [
        x for x in plain.splitlines() if x.startswith(("#", "|"))
    ]


def test_no_text_of_a_case_becomes_html(county):
    said = county.render("通知书", {}, {"事由": HOSTILE}).html()
    assert "<script" not in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert '<span class="blank">＿＿＿＿</span>' in said
    assert '<th rowspan="2">序号</th><th colspan="2">方式</th>' in said
    assert said.count("<section>") == said.count("</section>") == 1
    assert '<html lang="zh-CN">' in said


def test_markdown_has_every_line(county):
    said = county.render("通知书", {}, {"各行": [{"序号": 1, "乙": "是"}]}).markdown()
    assert said.startswith("# 通知书\n\n## 一、事由\n\n＿＿＿＿＿＿\n")
    assert (
        "| 序号 | 方式：甲 | 方式：乙 |\n| --- | --- | --- |\n|  | 说明 |  |\n| 1 |  | 是 |" in said
    )
    assert "签名：＿＿＿＿　　　　公章：  \n日期：" in said
    assert "\n\n---\n\n## 附：说明\n" in said


def test_word_holds_what_the_document_says(county):
    document = county.render("通知书", {}, {"事由": HOSTILE, "各行": [{"序号": 1, "乙": "是"}]})
    word = opened(document)
    assert [p.text for p in word.paragraphs if p.text] == [
        "通知书",
        "一、事由",
        HOSTILE,
        "（一式两份）",
        "附：说明",
        "某年某月",
    ]
    table, signatures = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "方式", "方式"],
        ["序号", "甲", "乙"],
        ["", "说明", ""],
        ["1", "", "是"],
    ]
    assert table.style.name == "Table Grid"
    assert [cell.text for cell in signatures.rows[0].cells] == ["签名：＿＿＿＿\n日期：", "公章："]
    attachment = next(p for p in word.paragraphs if p.text == "附：说明")
    assert attachment.paragraph_format.page_break_before is True


def test_word_is_a4_in_fonts_that_chinese_text_takes(county):
    word = opened(county.render("通知书", {}))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    holders = [*word.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    fonts = [r._r.rPr.rFonts.get(qn("w:eastAsia")) for p in holders for r in p.runs]
    assert set(fonts) == {"宋体", "黑体", "仿宋"}
    normal = word.styles["Normal"].element.rPr.rFonts
    assert normal.get(qn("w:eastAsia")) == "仿宋"
    assert normal.get(qn("w:eastAsiaTheme")) is None
    assert word.core_properties.title == "通知书"
    assert word.core_properties.author == ""


def test_a_wide_table_lies_across_the_page(library):
    word = opened(library["启东市"].render("证明事项清单", {}))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert len(word.tables[0].rows) == 51


def test_the_same_document_gives_the_same_bytes(county):
    first, second = (county.render("通知书", {}, {"事由": "甲"}).docx() for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["书.docx", "书.html", "书.md", "书.DOCX"])
def test_a_file_is_written_whole_and_nothing_lies_beside_it(county, tmp_path, name):
    document = county.render("通知书", {})
    folder = tmp_path / "out"
    folder.mkdir()
    document.save(folder / name)
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).stat().st_size > 100


def test_a_file_that_is_there_stays_as_it_is_unless_forced(county, tmp_path):
    document = county.render("通知书", {})
    path = tmp_path / "书.md"
    path.write_text("改过的", encoding="utf-8")
    with pytest.raises(gaozhi.DocumentError, match="GZ548"):
        document.save(path)
    assert path.read_text(encoding="utf-8") == "改过的"
    document.save(path, force=True)
    assert path.read_text(encoding="utf-8") == document.markdown()


@pytest.mark.parametrize("name", ["书.pdf", "书", "没有这个文件夹/书.md"])
def test_a_file_that_cannot_be_written_is_refused_beforehand(county, tmp_path, name):
    with pytest.raises(gaozhi.DocumentError, match="GZ548"):
        county.render("通知书", {}).save(tmp_path / name)


def test_what_fails_on_the_way_leaves_nothing_behind(county, tmp_path, monkeypatch):
    document = county.render("通知书", {})
    path = tmp_path / "out" / "书.md"
    path.parent.mkdir()

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        document.save(path)
    assert list(path.parent.iterdir()) == []


def test_without_its_extra_word_says_what_to_install_and_the_rest_works(county, monkeypatch):
    document = county.render("通知书", {})
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(gaozhi.DocumentError, match=r"gaozhi\[office\]"):
        document.docx()
    assert document.html()
    assert document.markdown()


def test_a_column_of_numbers_is_narrow_and_an_empty_row_has_room_for_a_hand(county):
    (table, _) = opened(county.render("通知书", {})).tables
    number, first, second = (cell.width for cell in table.rows[1].cells)
    assert number < first == second
    heading, _, guide, empty = table.rows
    assert heading.cells[1].width == first + second
    assert empty.height is not None
    assert guide.height is None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (guide, empty))


def test_who_signs_a_letter_stands_apart_from_its_text(county_of):
    county = county_of("""
    body:
      - text: 请予协助。
      - right: 某局
      - right: 某年某月某日
""")
    _, _, signs, day = opened(county.render("通知书", {})).paragraphs
    assert signs.paragraph_format.space_before > 0
    assert day.paragraph_format.space_before is None
