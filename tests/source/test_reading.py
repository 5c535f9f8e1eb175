"""What a well-written file gives: values, keys, and the place of each."""

from decimal import Decimal

import pytest

from gaozhi.source import Mapping, Node, Scalar, Sequence, read_text


def read(text: str | bytes) -> Node:
    source = read_text(text, "甲.yaml")
    assert source.diagnostics == ()
    assert source.root is not None
    return source.root


def place(node: Node) -> tuple[int, int, int, int]:
    span = node.span
    return span.line, span.column, span.end_line, span.end_column


def test_values_are_truth_null_decimal_numbers_and_text():
    root = read(
        "真: true\n假: false\n无: null\n整数: -2\n小数: 1.50\n区划: 320681\n日期: 2021-05-25\n"
        "文字: 启东市\n引号: 'true'\n列表: [1, 甲, {乙: 丙}]\n"
    )
    assert root.plain() == {
        "真": True,
        "假": False,
        "无": None,
        "整数": -2,
        "小数": Decimal("1.50"),
        "区划": 320681,
        "日期": "2021-05-25",
        "文字": "启东市",
        "引号": "true",
        "列表": [1, "甲", {"乙": "丙"}],
    }


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-25 10:00:00",
        "启政办发〔2021〕22号",
        "3工作日",
        "QD-2.7-4",
        "-甲",
        "1.2.3",
        "yes吗",
        "http://例.中国/a",
        "３",
        "=",
        "1-2",
        "99:99甲",
    ],
)
def test_what_only_resembles_a_number_or_a_truth_value_is_text(text):
    assert read(f"键: {text}").plain() == {"键": text}


def test_a_number_keeps_its_own_spelling():
    scalar = read("键: 1.50").at(["键"])
    assert isinstance(scalar, Scalar)
    assert (scalar.value, scalar.raw, scalar.quoted) == (Decimal("1.50"), "1.50", False)


def test_keys_are_text_whatever_they_look_like():
    assert read('2: 甲\n2021-05-25: 乙\n"on": 丙\n1.0: 丁\n').plain() == {
        "2": "甲",
        "2021-05-25": "乙",
        "on": "丙",
        "1.0": "丁",
    }


@pytest.mark.parametrize(
    "text",
    [
        "title: 届满或者修复，先到者解除",
        "{title: 届满或者修复，先到者解除, a: 甲：乙}",
        "quote: “双随机、一公开”监管",
        "{quote: “双随机、一公开”监管}",
        "- 说明：按条文办理",
        "a: 第一章　总则",
        "a: |\n  　　第一条　为了规范\n  　　说明：甲\n  \t乙",
        "a: >-\n  　　甲\n\n  　　乙",
        "a: '　甲：　乙　'",
        'a: "\t甲"',
        "a: 甲 # 说明：　乙\tx",
        "a: 甲\t\nb: 乙 \t# 注\n",
        "a: （一）甲；【乙】［丙］",
        "标题：甲: 乙",
    ],
)
def test_chinese_punctuation_inside_text_is_never_flagged(text):
    assert read(text) is not None


def test_spans_count_characters_after_chinese_text():
    root = read("名称: 启东市\n列表: [教师资格, '无犯罪']\n")
    assert place(root.at(["名称"])) == (1, 5, 1, 8)
    assert place(root.at(["列表", 0])) == (2, 6, 2, 10)
    assert place(root.at(["列表", 1])) == (2, 12, 2, 17)
    assert place(root.at(["列表"])) == (2, 5, 2, 18)
    assert isinstance(root, Mapping)
    assert place(root.key("列表")) == (2, 1, 2, 3)
    assert place(root) == (1, 1, 2, 18)


def test_windows_line_ends_and_a_byte_order_mark_shift_nothing():
    root = read("\ufeff甲: 乙\r\n丙: |\r\n  一\r\n  二\r\n\r\n丁: 戊\r\n".encode())
    assert place(root.at(["甲"])) == (1, 4, 1, 5)
    assert place(root.at(["丙"])) == (2, 4, 4, 4)
    assert place(root.at(["丁"])) == (6, 4, 6, 5)


def test_a_block_scalar_ends_with_its_last_line_of_text():
    root = read("甲: |+\n  一\n  二\n\n\n# 注\n乙: >\n  三\n")
    assert place(root.at(["甲"])) == (1, 4, 3, 4)
    assert place(root.at(["乙"])) == (7, 4, 8, 4)


def test_a_text_over_several_lines_ends_where_it_ends():
    root = read("甲: 一\n  二\n\n乙: '三\n  四'\n")
    assert root.plain() == {"甲": "一 二", "乙": "三 四"}
    assert place(root.at(["甲"])) == (1, 4, 2, 4)
    assert place(root.at(["乙"])) == (4, 4, 5, 5)


def test_a_collection_ends_with_its_last_value():
    root = read("甲:\n  - 一\n  - 二: 三\n\n# 注\n乙: {丙: 丁}\n")
    assert place(root.at(["甲"])) == (2, 3, 3, 9)
    assert place(root.at(["甲", 1])) == (3, 5, 3, 9)
    assert place(root.at(["乙"])) == (6, 4, 6, 10)


def test_characters_beyond_the_basic_plane_count_as_one():
    assert place(read("𠮷😀: 甲").at(["𠮷😀"])) == (1, 5, 1, 6)


def test_at_returns_the_deepest_node_that_exists():
    root = read("甲: [{乙: 丙}]")
    assert isinstance(root, Mapping)
    sequence = root.get("甲")
    assert isinstance(sequence, Sequence)
    assert root.at(["甲", 0, "没有"]) is sequence.items[0]
    assert root.at(["甲", 5]) is sequence
    assert root.at(["甲", "某个分支", 0, "乙"]).plain() == "丙"
    assert root.at([]) is root


def test_a_mapping_knows_its_keys_and_their_order():
    root = read("乙: 1\n甲: 2\n")
    assert isinstance(root, Mapping)
    assert [(key.value, node.plain()) for key, node in root] == [("乙", 1), ("甲", 2)]
    assert "甲" in root
    assert root.get("丙") is None
    assert root.key("丙") is None
    assert len(root) == 2
