"""What Windows editors and Chinese input methods leave in a file."""

import pytest

from gaozhi.source import fullwidth_hint, read_text


def problems(text: str | bytes) -> list[str]:
    return [str(d) for d in read_text(text, "f").diagnostics]


TEXT = "title: 名称\n# 注\n标题: 甲乙丙丁\n"


def test_a_byte_order_mark_is_fine():
    assert problems(TEXT.encode("utf-8-sig")) == []
    assert problems("\ufeff" + TEXT) == []


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_is_named_with_the_line_of_the_first_bad_byte(encoding):
    source = read_text(TEXT.encode(encoding), "f")
    (problem,) = source.diagnostics
    assert str(problem) == "f:1:8: error GZ110: 文件看来是 GBK（GB 18030）编码，应为 UTF-8"
    assert "UTF-8" in (problem.help or "")
    assert "记事本" in (problem.help or "")
    assert source.text == TEXT


def test_gbk_after_plain_lines_is_shown_at_its_own_line():
    assert problems("a: 1\nb: 启东市\n".encode("gbk"))[0].startswith("f:2:4: error GZ110")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding):
    (problem,) = problems(TEXT.encode(encoding))
    assert problem == "f:1:1: error GZ110: 文件是 UTF-16 编码，应为 UTF-8"


def test_other_bytes_are_shown_where_they_begin():
    (problem,) = problems(b"a: 1\nb: \xff\xfe\xff\n")
    assert problem == "f:2:4: error GZ110: 文件不是 UTF-8 编码：从这里起有字节读不出来"


def test_every_line_indented_with_full_width_blanks_or_tabs_is_shown():
    text = "甲:\n　　乙: 一\n　　丙:　二\n"
    assert [p.partition(" error")[0] for p in problems(text)] == ["f:2:1:", "f:3:1:", "f:3:5:"]
    text = "甲:\n\t乙: 一\n\t丙: |\n\t\t文\n丁: 三 \t# 注\n"
    assert [p.partition(" error")[0] for p in problems(text)] == ["f:2:1:", "f:3:1:"]


def test_what_was_meant_is_read_on_so_that_later_problems_show():
    source = read_text("标题：甲\n类型：\n  - 乙\n属实: yes\n", "f")
    assert [d.code for d in source.diagnostics] == ["GZ108", "GZ108", "GZ131"]
    assert source.root is not None
    assert source.root.plain() == {"标题": "甲", "类型": ["乙"], "属实": True}


def test_a_tab_in_block_text_or_quotes_is_text():
    assert problems('甲: |\n  一\n  \t二\n乙: "一\t二"\n') == []


def test_block_text_indented_with_full_width_blanks_stays_text_beside_a_mistake():
    text = "甲:　一\n乙: |\n  　　第一条\n  说明：二\n"
    assert [p.partition(":　")[0][:5] for p in problems(text)] == ["f:1:3"]


def test_chinese_quotes_round_a_colon_are_both_shown():
    assert [p[:5] for p in problems("甲: “一: 二”\n")] == ["f:1:4", "f:1:9"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("甲，乙", "其中“，”是全角符号，可能应写“, ”（半角逗号加一个空格）。"),
        ("申请人。愿意承诺", "其中“。”是全角符号，可能应写半角的点“.”。"),
        ("甲\u3000", "其中有全角空格，可能应写半角空格。"),
        ("３工作日", "其中“３”是全角的数字或者字母，可能应写“3”。"),
        ("申请人.愿意承诺", None),
        ("适用性·可适用", None),
        ("", None),
    ],
)
def test_a_hint_names_the_full_width_sign_and_the_right_one(text, hint):
    assert fullwidth_hint(text) == hint
