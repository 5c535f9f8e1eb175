"""The page for clerks: every question in view, answered by keys alone."""

import pytest

from tests.effort import examples
from tests.site.wizard.conftest import COUNTIES
from tests.site.wizard.talking import DAY, cases, told

ROW = "gaozhi.page.rows.findIndex(({fact}) => fact.name === %r)"


def answer_all(window, facts):
    """Answers every question in view of which a case knows something, by keys."""
    press = window.page.keyboard.press
    rows = window.page.evaluate(
        "gaozhi.page.rows.map(({fact, boxes, field}) => ({name: fact.name, type: fact.type,"
        " disabled: boxes[0].input.disabled, never: fact.never,"
        " values: boxes.map(({value, key}) => [value, key])}))"
    )
    if rows:  # What a document only lists asks nothing.
        window.page.locator(".row").first.focus()
    for row in rows:
        value = facts.get(row["name"])
        keys = {str(one): key for one, key in row["values"]}
        if value is None or row["disabled"]:
            pass
        elif row["type"] == "set_of":
            for one in value or [[]]:
                press(keys[str(one)])
        elif row["type"] == "date" and value != row["never"]:
            press("1")
            window.page.keyboard.type(value.replace("-", ""))
            press("Enter")
        else:
            press(keys[str(value)])
        press("j")
    return {row["name"] for row in rows if row["disabled"]}


@pytest.mark.parametrize("county", COUNTIES)
def test_conformance_cases_are_answered_by_keys_alone(county, visitor, library):
    decisions = library[county].vocabulary.decisions
    every = cases(county, decisions)
    window = visitor()
    for case in every[:: len(every) // examples(8)]:
        facts = told(case["facts"])
        unlisted = facts.get("证明.在清单内") is False and library[county].items
        parts = {
            "d": decisions[case["decision"]].api,
            "i": "none" if unlisted else case.get("item"),
            "on": case["date"],
        }
        fragment = "&".join(f"{key}={value}" for key, value in parts.items() if value is not None)
        window.page.goto("about:blank")
        window.open(county, "counter", f"#{fragment}")
        stated = answer_all(window, facts)
        found = window.page.evaluate("gaozhi.page.talk.outcome")
        on = window.page.evaluate("gaozhi.page.talk.date")
        known = dict(window.page.evaluate("gaozhi.page.talk.answers"))
        if unlisted:
            known["证明.在清单内"] = False
        asked = set(window.page.evaluate("gaozhi.page.rows.map(({fact}) => fact.name)"))
        assert {name: known.get(name) for name in asked & facts.keys() - stated} == {
            name: facts[name] for name in asked & facts.keys() - stated
        }, case["name"]
        options = {"item": case.get("item"), "on": on}
        expected = library[county].decide(known, case["decision"], **options).to_dict()
        assert found == expected, case["name"]
        if on == case["date"]:
            assert found["outcome"] == case["expected"]["outcome"], case["name"]
        assert window.page.locator("#outcome").inner_text() in (
            found["outcome"] or "、".join(found["values"]) or "无"
        )


def test_keys_move_choose_take_back_and_show_sources(visitor):
    window = visitor().open("qidong", "counter", f"#i=2&on={DAY}")
    press = window.page.keyboard.press
    press("n")
    focused = "gaozhi.page.rows.findIndex(({element}) => element === document.activeElement)"
    at = window.page.evaluate(focused)
    press("j")
    press("ArrowUp")
    assert window.page.evaluate(focused) == at
    press("2")
    assert window.page.evaluate("gaozhi.page.talk.answers") == [["申请人.愿意承诺", False]]
    press("2")
    assert window.page.evaluate("gaozhi.page.talk.answers") == []
    press("1")
    press("Backspace")
    assert window.page.evaluate("gaozhi.page.talk.answers") == []
    assert not window.page.locator("#sources blockquote").first.is_visible()
    press("s")
    assert window.page.locator("#sources blockquote").first.is_visible()
    press("/")
    assert window.page.evaluate("document.activeElement.id") == "item"
    press("Escape")
    press("?")
    assert window.page.locator("#help kbd").first.is_visible()


@pytest.mark.parametrize("written", ["20270131", "2027-1-31", "2027.01.31", "2027年1月31日"])
def test_a_day_is_written_as_clerks_write_it(written, visitor):
    window = visitor().open("qidong", "counter", f"#i=2&on={DAY}")
    field = window.page.locator(".row", has_text="届满日").locator("input[type=text]")
    field.fill("明年")
    field.press("Enter")
    assert "日期写作" in window.page.locator(".refused").inner_text()
    field.fill(written)
    field.press("Enter")
    assert window.page.evaluate("gaozhi.page.talk.answers") == [
        ["申请人.失信信息有效期届满日", "2027-01-31"]
    ]
    assert field.input_value() == "2027-01-31"


def test_what_the_list_states_cannot_be_said_otherwise(visitor):
    window = visitor().open("qidong", "counter", f"#i=2&on={DAY}")
    row = window.page.locator(".row", has_text="是否在本地公布的")
    assert row.locator("input").first.is_disabled()
    assert "清单写明" in row.inner_text()
    presumed = window.page.locator(".row", has_text="是否依申请办理")
    assert "清单推定：是" in presumed.inner_text()


def test_an_answer_that_cannot_be_true_is_refused_in_words(visitor):
    window = visitor().open("qidong", "counter", f"#i=2&on={DAY}")
    window.page.evaluate("gaozhi.page.set(gaozhi.page.law.fact('申请人.曾作出虚假承诺'), true)")
    window.page.evaluate("gaozhi.page.set(gaozhi.page.law.fact('申请人.曾作出不实承诺'), false)")
    assert "不能这样回答" in window.page.locator(".refused").inner_text()
    assert dict(window.page.evaluate("gaozhi.page.talk.answers")) == {"申请人.曾作出虚假承诺": True}


def test_a_reload_and_a_link_keep_the_answers_and_other_items_too(visitor):
    window = visitor().open("qidong", "counter", f"#i=2&on={DAY}")
    window.page.keyboard.press("n")
    window.page.keyboard.press("1")
    window.page.reload()
    assert window.page.evaluate("gaozhi.page.talk.answers") == [["申请人.愿意承诺", True]]
    window.page.select_option("#item", "3")
    assert window.page.evaluate("gaozhi.page.talk.answers") == [["申请人.愿意承诺", True]]
    window.page.locator("#clear").click()
    assert window.page.evaluate("gaozhi.page.talk.answers") == []


def test_where_it_is_narrow_the_answer_stays_on_top(visitor):
    window = visitor(viewport={"width": 400, "height": 700}).open(
        "qidong", "counter", f"#i=2&on={DAY}"
    )
    window.page.mouse.wheel(0, 900)
    window.page.wait_for_function("scrollY > 300")
    assert window.page.locator("#outcome").bounding_box()["y"] < 100
