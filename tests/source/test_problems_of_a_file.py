"""Each code of the source floor: a text that has the problem, where, and one that has not."""

import pytest
import yaml

from gaozhi.source import CODES, Limits, Source, _builder, read_text


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def _both_parsers(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(_builder, "LOADER", yaml.SafeLoader)


def found(text: str | bytes, limits: Limits = Limits()) -> list[tuple[str, int, int]]:  # noqa: B008
    source = read_text(text, "f.yaml", limits)
    return [(d.code, d.span.line, d.span.column) for d in source.diagnostics if d.span]


BAD_AND_GOOD = [
    ("GZ101", "a: @甲", (1, 4), "a: '@甲'"),
    ("GZ101", "a: |甲\n  乙", (1, 4), "a: |\n  甲\n  乙"),
    ("GZ102", "甲: '一\n乙: 二\n", (1, 4), "甲: '一'\n乙: 二\n"),
    ("GZ102", '甲: "一"二\n', (1, 7), '甲: "一“二”"\n'),
    ("GZ102", '甲: "C:\\文件"\n', (1, 7), "甲: 'C:\\文件'\n"),
    ("GZ102", "甲: '一\n乙: '二'\n", (1, 4), "甲: '一'\n乙: '二'\n"),
    ("GZ103", "甲: [一, 二\n乙: 三\n", (1, 4), "甲: [一, 二]\n乙: 三\n"),
    ("GZ103", "甲: {一: 二}}\n", (1, 10), "甲: {一: 二}\n"),
    ("GZ103", "甲: [一}\n", (1, 6), "甲: [一]\n"),
    ("GZ103", "甲: [一,,二]\n", (1, 7), "甲: [一,二]\n"),
    ("GZ103", "甲: {'一': '1' '二': 2}\n", (1, 14), "甲: {'一': '1', '二': 2}\n"),
    ("GZ104", "甲:\n  - 一\n 乙: 二\n", (3, 2), "甲:\n  - 一\n乙: 二\n"),
    ("GZ104", "甲: 一\n  乙: 二\n", (2, 3), "甲: 一\n乙: 二\n"),
    ("GZ104", "甲: - 一\n", (1, 4), "甲:\n  - 一\n"),
    ("GZ104", "  甲: 一\n乙: 二\n", (2, 1), "甲: 一\n乙: 二\n"),
    ("GZ105", "甲: 一: 二\n", (1, 5), "甲: '一: 二'\n"),
    ("GZ105", "甲: 一\n乙\n丙: 二\n", (2, 1), "甲: 一\n乙: 三\n丙: 二\n"),
    ("GZ105", "甲:一\n乙: 二\n", (1, 2), "甲: 一\n乙: 二\n"),
    ("GZ105", "- 一\n-二\n", (2, 1), "- 一\n- 二\n"),
    ("GZ106", "甲:\n\t乙: 一\n", (2, 1), "甲:\n  乙: 一\n"),
    ("GZ106", "甲:\t一\n", (1, 3), '甲: "\t一"\n'),
    ("GZ106", "甲: 一\t二\n", (1, 5), '甲: "一\\t二"\n'),
    ("GZ107", "甲:\u00a0一\n", (1, 3), "甲: 一\n"),
    ("GZ107", "甲: \u3000一\n", (1, 4), "甲: 一\u3000二\n"),
    ("GZ107", "甲: 一\u3000\n", (1, 5), "甲: '一\u3000'\n"),
    ("GZ107", "-\u3000甲\n", (1, 2), "- 甲\n"),
    ("GZ107", "甲: true\u3000# 注\n", (1, 8), "甲: true # 注\n"),
    ("GZ108", "标题：甲\n", (1, 3), "标题: 甲\n"),
    ("GZ108", "甲: 一\n乙：二\n丙: 三\n", (2, 2), "甲: 一\n乙: 二\n丙: 三\n"),
    ("GZ108", "甲: {一: 1， 二: 2}\n", (1, 9), "甲: {一: 1, 二: 2}\n"),
    ("GZ108", "甲: {一: 二｝\n", (1, 9), "甲: {一: 二}\n"),
    ("GZ108", "甲: {一：二, 三: 四}\n", (1, 6), "甲: {一: 二, 三: 四}\n"),
    ("GZ109", "甲: 一\u200b\n", (1, 5), "甲: 一\n"),
    ("GZ109", "甲: 一\x07\n", (1, 5), "甲: 一\n"),
    ("GZ109", "甲: 一\u2028乙: 二\n", (1, 5), "甲: 一\n乙: 二\n"),
    ("GZ110", "甲: 一\n乙: 二\n".encode("gb18030"), (1, 1), "甲: 一\n乙: 二\n"),
    ("GZ111", "# 只有注释\n", (1, 1), "甲: 一\n"),
    ("GZ112", "甲: 一\n---\n乙: 二\n", (2, 1), "---\n甲: 一\n"),
    ("GZ120", "甲: 一\n乙: 二\n甲: 三\n", (3, 1), "甲: 一\n乙: 二\n"),
    ("GZ121", "? [甲, 乙]\n: 一\n", (1, 3), "'[甲, 乙]': 一\n"),
    ("GZ122", "on: 一\n", (1, 1), '"on": 一\n'),
    ("GZ123", "甲: &名 一\n", (1, 4), "甲: 一\n"),
    ("GZ123", "甲: &x 一\n", (1, 4), "甲: '&x 一'\n"),
    ("GZ123", "甲: *x\n", (1, 4), "甲: '*x'\n"),
    ("GZ124", "甲: !!str 一\n", (1, 4), "甲: '!!str 一'\n"),
    ("GZ125", "甲: {<<: {一: 1}}\n", (1, 5), "甲: {一: 1}\n"),
    ("GZ126", "%YAML 1.1\n---\n甲: 一\n", (1, 1), "---\n甲: 一\n"),
    ("GZ130", "甲:\n乙: 二\n", (1, 1), "甲: null\n乙: 二\n"),
    ("GZ130", "-\n- 一\n", (1, 1), "- 一\n"),
    ("GZ130", "甲: {一}\n", (1, 5), "甲: [一]\n"),
    ("GZ131", "甲: yes\n", (1, 4), "甲: true\n"),
    ("GZ132", "甲: ~\n", (1, 4), "甲: null\n"),
    ("GZ133", "甲: 010101\n", (1, 4), '甲: "010101"\n'),
    ("GZ134", "甲: 1:30\n", (1, 4), '甲: "1:30"\n'),
    ("GZ135", "甲: 0x1F\n", (1, 4), "甲: 31\n"),
    ("GZ136", "甲: {quote: 一,二, means: 三}\n", (1, 12), '甲: {quote: "一,二", means: 三}\n'),
    ("GZ137", "甲: {quote: 一: 二, means: 三}\n", (1, 12), '甲: {quote: "一: 二", means: 三}\n'),
    ("GZ137", "quote: 一: 二\n", (1, 8), 'quote: "一: 二"\n'),
]


@pytest.mark.parametrize(
    ("code", "bad", "place", "good"), BAD_AND_GOOD, ids=lambda part: str(part)[:20]
)
def test_a_problem_is_found_at_its_place_and_its_fix_is_accepted(code, bad, place, good):
    assert found(bad) == [(code, *place)]
    assert found(good) == []


def test_every_code_of_the_source_floor_has_an_example():
    shown = {code for code, *_ in BAD_AND_GOOD} | {"GZ113", "GZ114", "GZ115", "GZ116"}
    assert shown == {code for code in CODES if code.startswith("GZ1")}


@pytest.mark.parametrize("word", ["yes", "YES", "no", "on", "OFF", "y", "N", "True", "FALSE"])
def test_every_spelling_of_a_truth_value_but_two_is_refused(word):
    assert found(f"甲: {word}") == [("GZ131", 1, 4)]
    assert found(f"{word}: 甲") == [("GZ122", 1, 1)]
    assert found(f"甲: '{word}'") == []


@pytest.mark.parametrize("word", ["Null", "NULL", "~"])
def test_null_is_spelt_one_way(word):
    assert found(f"甲: {word}") == [("GZ132", 1, 4)]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("007", "GZ133"),
        ("-01", "GZ133"),
        ("00.5", "GZ133"),
        ("12:30:45", "GZ134"),
        ("0o17", "GZ135"),
        ("0b1", "GZ135"),
        ("1_000", "GZ135"),
        ("1e5", "GZ135"),
        ("+3", "GZ135"),
        (".5", "GZ135"),
        ("5.", "GZ135"),
        (".inf", "GZ135"),
        ("-.INF", "GZ135"),
        (".nan", "GZ135"),
        ("9" * 5000, "GZ135"),
    ],
)
def test_a_number_that_readers_read_differently_is_refused(number, code):
    assert found(f"甲: {number}") == [(code, 1, 4)]


def test_a_duplicate_key_shows_both_places():
    (problem,) = read_text("甲:\n  乙: 一\n  '乙': 二\n", "f.yaml").diagnostics
    assert str(problem) == "f.yaml:3:3: error GZ120: 键“乙”写了两次"
    (first,) = problem.related
    assert (str(first.span), first.message) == ("f.yaml:2:3", "第一次写在这里")


def test_the_first_of_two_values_stands():
    root = read_text("甲: 一\n甲: 二\n", "f.yaml").root
    assert root is not None
    assert root.plain() == {"甲": "一"}


def test_all_problems_of_a_file_come_at_once():
    text = "on: yes\n甲:\n乙: 010\n丙: {丁：戊}\n己: &x [~, *x]\n甲: 'x\n"
    assert [code for code, _, _ in found(text)] == [
        "GZ122",
        "GZ131",
        "GZ130",
        "GZ133",
        "GZ108",
        "GZ123",
        "GZ132",
        "GZ123",
        "GZ120",
        "GZ102",
    ]


def test_an_alias_bomb_is_never_expanded():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    source = read_text("\n".join(lines), "f.yaml")
    assert {d.code for d in source.diagnostics} == {"GZ123"}
    assert len(source.diagnostics) == 88


def test_a_nesting_beyond_the_bound_is_refused_once():
    assert found("[" * 50 + "]" * 50) == []
    assert found("[" * 51 + "]" * 51) == [("GZ114", 1, 51)]
    assert found("[" * 100_000) == [("GZ114", 1, 51)]


def test_more_values_than_the_bound_are_refused_once():
    assert found("[1, 2]", Limits(nodes=3)) == []
    assert found("[1, 2, 3]", Limits(nodes=3)) == [("GZ115", 1, 8)]


def test_a_text_larger_than_the_bound_is_refused():
    assert found("甲: 一", Limits(bytes=8)) == []
    assert found("甲: 一", Limits(bytes=7)) == [("GZ113", 1, 1)]
    assert found("甲: 一".encode(), Limits(bytes=7)) == [("GZ113", 1, 1)]


def test_after_very_many_problems_the_rest_is_only_mentioned():
    codes = [code for code, _, _ in found("- yes\n" * 10, Limits(problems=3))]
    assert codes == ["GZ131", "GZ131", "GZ131", "GZ116"]


def test_no_english_of_the_parser_reaches_the_author():
    for code, bad, _, _ in BAD_AND_GOOD:
        for problem in read_text(bad, "f.yaml").diagnostics:
            words = f"{problem.message}{problem.help}"
            assert not {"expected", "found", "while", "token"} & set(words.split()), code
            assert problem.help


def test_a_tree_that_was_not_read_to_its_end_is_not_handed_on():
    def source(text: str) -> Source:
        return read_text(text, "f.yaml")

    assert source("甲: 一\n乙: '二").root is None
    assert source("甲: yes").root is not None
    assert source("甲: yes").failed
    assert not source("甲: true").failed


def test_a_bracket_that_a_comment_swallows_is_explained_by_the_comment():
    source = read_text("甲: {乙: 见附件 #2, 丙: 丁}\n戊: 己\n", "a.yaml")
    (found,) = source.diagnostics
    assert found.code == "GZ103"
    assert "“ #”后面是注释" in found.message
    assert (found.span.line, found.span.column) == (1, 12)
