"""What a person may type in answer to a question."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from gaozhi.cli._answers import AnswerError, hint, read_answer, read_date

NEVER = "无固定期限"


@dataclass(frozen=True)
class Asked:
    """As much of a question as reading an answer needs."""

    type: str
    values: tuple[str, ...] = ()


RISKS = Asked("set_of", ("国家安全", "国家秘密", "公共安全"))
KIND = Asked("one_of", ("公民", "法人", "其他组织"))


def read(question, text, never=None):
    return read_answer(question, text, never=never)


@pytest.mark.parametrize("text", ["是", "y", "Y", "yes", "Yes", "ｙ", " 是 ", "true", "1", "１"])
def test_yes_in_every_form(text):
    assert read(Asked("bool"), text) is True


@pytest.mark.parametrize("text", ["否", "n", "N", "no", "Ｎ", "不是", "false", "2"])
def test_no_in_every_form(text):
    assert read(Asked("bool"), text) is False


@pytest.mark.parametrize("kind", ["bool", "date", "text", "number", "one_of", "set_of"])
@pytest.mark.parametrize("text", ["", "  ", "?", "？", "不知道", "不清楚"])
def test_an_empty_answer_or_a_question_mark_is_not_known(kind, text):
    assert read(Asked(kind, ("甲", "乙")), text) is None


@pytest.mark.parametrize(
    "text",
    ["2022-06-30", "2022-6-30", "2022/06/30", "2022.6.30", "2022年6月30日", "２０２２－０６－３０"],
)
def test_a_date_as_people_write_it(text):
    assert read(Asked("date"), text) == date(2022, 6, 30)


def test_a_date_that_never_comes():
    assert read(Asked("date"), NEVER, never=NEVER) == NEVER


def test_that_text_is_no_answer_where_the_fact_has_no_such_text():
    with pytest.raises(AnswerError, match="不是日期"):
        read(Asked("date"), NEVER)


@pytest.mark.parametrize(
    "text", ["2021-02-29", "2021-13-01", "明天", "20220630", "22-06-30", "2022-W26-4"]
)
def test_a_day_that_does_not_exist_or_cannot_be_read(text):
    with pytest.raises(AnswerError, match="2022-06-30"):
        read_date(text)


def test_one_of_by_number_or_name():
    assert read(KIND, "2") == "法人"
    assert read(KIND, "２") == "法人"
    assert read(KIND, "其他组织") == "其他组织"


def test_a_number_beyond_the_list_says_how_long_it_is():
    with pytest.raises(AnswerError, match="1 至 3"):
        read(KIND, "4")


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(AnswerError, match="其他组织"):
        read(KIND, "其它组织")


@pytest.mark.parametrize(
    "text", ["1、3", "1,3", "1 3", "３，１", "公共安全；国家安全", "公共安全 1"]
)
def test_several_of_a_set_by_numbers_or_names_in_the_order_of_the_list(text):
    assert read(RISKS, text) == ["国家安全", "公共安全"]


@pytest.mark.parametrize("text", ["0", "无", "均不涉及", "没有"])
def test_none_of_a_set_is_known_to_be_none(text):
    assert read(RISKS, text) == []


def test_one_wrong_name_among_several_refuses_them_all():
    with pytest.raises(AnswerError, match="9"):
        read(RISKS, "1、9")


def test_numbers():
    assert read(Asked("number"), "3.5") == Decimal("3.5")
    for text in ("三", "NaN", "Infinity", "1e", "1,5"):
        with pytest.raises(AnswerError, match="不是数字"):
            read(Asked("number"), text)


def test_text_stays_as_it_was_typed():
    assert read(Asked("text"), " 甲（乙） ") == "甲（乙）"


def test_a_word_that_is_neither_yes_nor_no_is_explained():
    with pytest.raises(AnswerError, match="请写 1（是）或者 2（否）"):
        read(Asked("bool"), "maybe")


@pytest.mark.parametrize("kind", ["bool", "date", "text", "number", "one_of", "set_of"])
def test_every_kind_of_question_says_how_it_is_answered(kind):
    assert hint(Asked(kind, ("甲",)), never=None)
    assert (NEVER in hint(Asked(kind, ("甲",)), never=NEVER)) == (kind == "date")
