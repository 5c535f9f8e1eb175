"""A fix that is applied without asking crosses no word of logic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.source import meant, read_text, suggest
from gaozhi.source._suggest import is_slip
from tests.builders import VOCABULARY
from tests.effort import examples
from tests.two_levels import two_levels

RULES = "rules/demo/rules.yaml"
FACTS = """
  - {name: 申请人.信用已修复, api: applicant.restored, type: bool, ask: 修复了吗？}
  - {name: 申请人.愿意承诺, api: applicant.willing, type: bool, ask: 愿意吗？}
  - {name: 申请人.能够承诺, api: applicant.able, type: bool, ask: 能够吗？}
  - {name: 事项.依法须本人到场, api: matter.presence, type: bool, ask: 须到场吗？}
"""
NAMES = ["申请人.信用已修复", "申请人.愿意承诺", "申请人.能够承诺", "事项.依法须本人到场"]
WORDS = [
    *["或", "或者", "且", "并且", "和", "与", "并", "不", "不是", "非", "未", "无", "没有"],
    *["除", "外", "以外", "以上", "以下", "以前", "以后", "以内", "not ", "or ", "and ", "!", "~"],
]
OPPOSITES = [
    ("申请人.信用未修复", "申请人.信用已修复"),
    ("申请人.不愿意承诺", "申请人.愿意承诺"),
    ("申请人.无信用", "申请人.有信用"),
    ("applicant.unwilling", "applicant.willing"),
    ("applicant.disallowed", "applicant.allowed"),
    ("不适用", "适用"),
]


def laid(folder, *conditions):
    """Write a county with one rule a condition; return what its rules say, line by line."""
    body = "强:\n" + "".join(
        f"  - {{rule: 条{n}, title: 条, when: {when}, then: 上, basis: C-1}}\n"
        for n, when in enumerate(conditions)
    )
    two_levels(folder, county=body)
    vocabulary = VOCABULARY.replace("implies:", FACTS.lstrip("\n") + "implies:")
    (folder / "rules/vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    return folder


def conditions_of(folder):
    """Return the conditions of the county's rules, as they are written."""
    text = (folder / RULES).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "rule: 条" in line]
    return [line.partition("when: ")[2].partition(", then: 上")[0] for line in lines]


def help_of(folder):
    return [found.help or "" for found in gaozhi.check(folder, bundled=False).diagnostics]


@pytest.mark.parametrize("word", ["或者 ", "或 ", "或", "或者"])
def test_an_or_in_a_list_of_all_is_explained_and_left(word, tmp_path):
    wrong = f"[申请人.愿意承诺, {word}申请人.能够承诺]"
    folder = laid(tmp_path, wrong)
    assert any("{any: [申请人.愿意承诺, 申请人.能够承诺]}" in one for one in help_of(folder))
    gaozhi.fix(folder, bundled=False)
    assert conditions_of(folder) == [wrong]


@pytest.mark.parametrize("wrong", ["申请人.信用未修复", "[申请人.信用未修复, 申请人.愿意承诺]"])
def test_a_negated_name_is_explained_and_left(wrong, tmp_path):
    folder = laid(tmp_path, wrong)
    assert any("{not: 申请人.信用已修复}" in one for one in help_of(folder))
    gaozhi.fix(folder, bundled=False)
    assert conditions_of(folder) == [wrong]


@pytest.mark.parametrize(("one", "other"), [*OPPOSITES, *((b, a) for a, b in OPPOSITES)])
def test_no_name_is_proposed_as_the_meaning_of_its_opposite(one, other):
    span = read_text("甲: 乙", "a.yaml").root.span
    assert suggest(one, [other]) is None
    assert not is_slip(one, other, [other])
    offer = meant(one, [other], span, "其他")
    assert not offer.fix
    assert "是否要写" not in offer.help


@st.composite
def slips(draw):
    """Draw a known name with one slip of the pen: a sign more, or less, or two in another order."""
    name = draw(st.sampled_from(NAMES))
    at = draw(st.integers(1, len(name) - 2))
    kind = draw(st.sampled_from(["more", "less", "swapped", "another"]))
    if kind == "less":
        return name, name[:at] + name[at + 1 :]
    if kind == "swapped":
        return name, name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    sign = draw(st.sampled_from("若诺人件事信承或且不非未无没除外上下前后以与和并已有"))
    return name, name[:at] + sign + name[at + (kind == "another") :]


@st.composite
def with_words_of_logic(draw):
    """Draw a known name with a word of logic put in somewhere."""
    name = draw(st.sampled_from(NAMES))
    at = draw(st.integers(0, len(name)))
    return name, name[:at] + draw(st.sampled_from(WORDS)) + name[at:]


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(slips() | with_words_of_logic(), min_size=1, max_size=4),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
    st.sampled_from(["{}", "[{}, 甲.四]", "{{not: {}}}", "{{any: [甲.四, {}]}}", "{{none: [{}]}}"]),
)
def test_after_fixing_what_could_be_read_means_what_it_meant(tmp_path_factory, drawn, sound, shape):
    folder = laid(
        tmp_path_factory.mktemp("fixes"),
        *(shape.format(wrong) for _, wrong in drawn),
        *(shape.format(name) for name in sound),
    )
    before = conditions_of(folder)
    gaozhi.fix(folder, bundled=False)
    after = conditions_of(folder)
    count = len(drawn)
    assert after[count:] == before[count:]
    for (name, wrong), was, now in zip(drawn, before, after, strict=False):
        # Either it is left, or what was slipped in the name is mended, and its logic is as it was.
        assert now in (was, shape.format(name))
        if now != was:
            assert is_slip(wrong, name, NAMES)
            assert not any(
                word.strip() in wrong.replace(name, "") for word in WORDS if name in wrong
            )


@settings(max_examples=examples(300), deadline=None)
@given(with_words_of_logic())
def test_a_word_of_logic_more_is_never_a_slip(drawn):
    name, wrong = drawn
    assert not is_slip(wrong, name, NAMES)
