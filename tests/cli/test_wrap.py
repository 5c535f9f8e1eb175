"""Lines of mixed Chinese and Latin text on terminals of every width."""

from hypothesis import given
from hypothesis import strategies as st

from gaozhi.cli._wrap import hanging, slices
from gaozhi.source import text_width

LINES = st.text(st.sampled_from("证明事项告知承诺，。、“”（）〔〕 ab-1．:"), max_size=120)


def pieces(line, width):
    return [line[start:end] for start, end in slices(line, width)]


@given(LINES, st.integers(8, 60))
def test_nothing_but_spaces_is_lost_and_no_piece_is_too_wide(line, width):
    cut = pieces(line, width)
    assert "".join("".join(cut).split()) == "".join(line.split())
    assert text_width(cut[0]) <= width
    assert all(text_width(piece) <= width - hanging(line) for piece in cut[1:])


def test_a_short_line_stays_as_it_is():
    assert pieces("不适用", 10) == ["不适用"]
    assert pieces("", 10) == [""]


def test_a_line_does_not_begin_with_punctuation():
    assert pieces("申请人愿意承诺，并且能够", 14) == ["申请人愿意承", "诺，并且能够"]


def test_an_opening_mark_stays_with_what_it_opens():
    assert pieces("启政办发文号〔2021〕", 14) == ["启政办发文号", "〔2021〕"]


def test_latin_words_and_numbers_stay_whole():
    assert pieces("到 2022-06-30 为止的有效期", 12) == ["到", "2022-06-30", "为止的有效期"]


def test_a_word_wider_than_the_line_is_cut_all_the_same():
    assert pieces("sha256:0123456789abcdef", 10) == ["sha256:012", "3456789abc", "def"]


def test_what_follows_hangs_under_the_text_of_a_numbered_line():
    assert hanging("  12. 有较严重不良信用记录") == 6
    assert hanging("    · 注意") == 6
    assert hanging("结论") == 0
