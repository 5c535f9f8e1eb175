"""How diagnostics look to a person, to the column."""

import re

import pytest

from gaozhi.source import (
    Diagnostic,
    Related,
    Severity,
    Span,
    in_order,
    read_text,
    render,
    summary,
    text_width,
)

TEXT = "标题: 启东市\n标题: 告知承诺\n"


def shown(text: str, width: int = 80, *, colour: bool = False) -> str:
    source = read_text(text, "清单.yaml")
    return render(source.diagnostics, {"清单.yaml": source.text}, colour=colour, width=width)


def one(line: str, column: int, end: int, width: int = 80, message: str = "错") -> list[str]:
    found = Diagnostic.error("GZ101", message, Span("f", 1, column, 1, end))
    return render([found], {"f": line}, colour=False, width=width).split("\n")


def test_both_places_are_shown_with_carets_under_chinese_characters():
    assert shown("事项.类型: 行政许可\n属实: 不 # 注\n事项.类型: 公共服务\n") == (
        "清单.yaml:3:1: error GZ120: 键“事项.类型”写了两次\n"
        "  3 | 事项.类型: 公共服务\n"
        "    | ^^^^^^^^^\n"
        "  清单.yaml:1:1: 第一次写在这里\n"
        "  1 | 事项.类型: 行政许可\n"
        "    | ^^^^^^^^^\n"
        "  帮助：删去一处，或者把两处合在一起。"
    )


def test_forty_columns_break_messages_between_chinese_characters():
    assert shown("所有的条件: [申请人.愿意承诺, yes]\n", 40) == (
        "清单.yaml:1:19: error GZ131: “yes”不能这\n"
        "    样写：真假值只写 true、false\n"
        "  1 | 所有的条件: [申请人.愿意承诺, yes]\n"
        "    |                               ^^^\n"
        "  帮助：表示是，写 true；表示文字，加引\n"
        '    号写成 "yes"。'
    )


def test_a_long_line_is_cut_round_the_span():
    line = "说明: {甲: " + "很长的文字" * 6 + ", 属实: yes, 乙: " + "很长的文字" * 6 + "}\n"
    lines = shown(line, 40).split("\n")
    assert lines[2:4] == [
        "  1 | …的文字, 属实: yes, 乙: 很长的文…",
        "    |                ^^^",
    ]


@pytest.mark.parametrize("width", [10, 24, 40, 80, 200])
def test_carets_stand_under_the_characters_of_the_span_at_any_width(width):
    line = "甲a" * 60 + "【目标】" + "乙b" * 60
    frame, carets = one(line, 121, 125, width)[-2:]
    before = carets.index("^")
    column, under = 0, ""
    for character in frame:
        if before <= column < len(carets):
            under += character
        column += text_width(character)
    assert under
    assert "【目标】".startswith(under)
    assert text_width(frame) <= max(width, 16)


def test_combining_ambiguous_and_tab_characters_have_their_width():
    assert one("e\u0301x: 1", 3, 4) == ["f:1:3: error GZ101: 错", "  1 | e\u0301x: 1", "    |  ^"]
    assert one("“x”: 1", 2, 3)[-1] == "    |  ^"
    assert one("\tx", 2, 3)[-2:] == ["  1 |     x", "    |     ^"]


def test_a_place_behind_the_last_character_has_a_caret():
    assert one("甲", 2, 2)[-1] == "    |   ^"


def test_a_file_with_nothing_in_it_has_no_frame():
    assert one("", 1, 1) == ["f:1:1: error GZ101: 错"]


def test_a_span_over_several_lines_shows_its_first_line():
    found = Diagnostic.error("GZ101", "错", Span("f", 1, 4, 3, 2))
    assert render([found], {"f": "甲: |\r\n  一\r\n二"}, colour=False, width=80) == (
        "f:1:4: error GZ101: 错\n  1 | 甲: |\n    |     ^"
    )


def test_without_its_text_a_place_has_no_frame():
    found = Diagnostic.error("GZ101", "错", Span("f", 9, 1, 9, 2), help="改。")
    expected = "f:9:1: error GZ101: 错\n  帮助：改。"
    assert render([found], {}, colour=False, width=80) == expected
    assert render([found], {"f": "甲"}, colour=False, width=80) == expected


def test_identity_numbers_are_masked_everywhere():
    number = "11010519491231002X"
    place = Span("f", 1, 1, 1, 3)
    found = Diagnostic.error(
        "GZ101", f"号码{number}", place, related=[Related(place, number)], help=number
    )
    assert number not in str(found)
    text = render([found], {"f": f"号码: {number}，{number}"}, colour=False, width=80)
    assert "19491231" not in text
    assert text.count("1101**************") == 7 - 1 + 1


def test_what_would_steer_a_terminal_is_made_visible():
    frame = one("a\x1b[31m\u202eb", 1, 2)[1]
    assert frame == "  1 | a\ufffd[31m\ufffdb"


def test_colour_adds_only_colour():
    plain, coloured = shown(TEXT), shown(TEXT, colour=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_diagnostics_come_by_file_line_and_column():
    def at(file: str, line: int, column: int) -> Diagnostic:
        return Diagnostic.error("GZ101", "错", Span(file, line, column, line, column))

    nowhere = Diagnostic.error("GZ701", "没有")
    mixed = [at("b", 1, 1), at("a", 2, 1), at("a", 1, 9), nowhere, at("a", 1, 2)]
    ordered = in_order(mixed)
    assert [str(d)[:5] for d in ordered] == ["error", "a:1:2", "a:1:9", "a:2:1", "b:1:1"]
    assert render(mixed, {}, colour=False, width=80).startswith("error GZ701: 没有\n\na:1:2")


def test_the_summary_counts_what_is_there():
    error, warning = Diagnostic.error("GZ101", "错"), Diagnostic.warning("GZ101", "疑")
    note = Diagnostic.note("GZ101", "记")
    assert summary([error, warning, error]) == "2 个错误，1 个提醒"
    assert summary([note]) == "1 个说明"
    assert [d.severity for d in (error, warning, note)] == list(Severity)


def test_a_line_never_begins_with_a_closing_sign():
    lines = one("甲", 1, 2, 40, "甲乙丙丁，" * 20)[:-2]
    assert all(not line.strip().startswith("，") for line in lines)
    assert all(text_width(line) <= 40 for line in lines)


def test_a_code_without_a_title_is_refused():
    with pytest.raises(ValueError, match="GZ999"):
        Diagnostic.error("GZ999", "错")
