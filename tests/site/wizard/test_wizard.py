"""The wizard in a browser: by keyboard and by touch, back, change, reload, links, print."""

import json
import re
from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from gaozhi.site.wizard._words import asked_by_applicants
from tests.effort import examples
from tests.facts import WILLING
from tests.site.wizard.conftest import COUNTIES
from tests.site.wizard.talking import DAY, cases, told

START = f"#i=2&on={DAY}"
FULL = (
    "applicant.willing:1,applicant.able:1,applicant.accepts_liability:1,"
    "applicant.serious_bad_credit:0,applicant.made_untrue_commitment:0,applicant.other_bad_conduct:0"
)
PHONE = {"has_touch": True, "viewport": {"width": 360, "height": 740}}


def some_cases(county, library, usual):
    """Cases of every decision for which applicants ask, spread over all."""
    every = cases(county, asked_by_applicants(library[county]))
    return every[:: max(1, len(every) // examples(usual))]


def address(case, library, county):
    """The fragment that opens a case before its first question."""
    decision = library[county].vocabulary.decisions[case["decision"]].api
    listed = told(case["facts"]).get("证明.在清单内")
    unlisted = listed is False and library[county].items
    item = "none" if unlisted else case.get("item")
    parts = {"d": decision, "i": item, "on": case["date"]}
    return "#" + "&".join(f"{key}={value}" for key, value in parts.items() if value is not None)


def check_case(window, case, county, library, answer):
    """Walk through a case, and hold what comes out against Python."""
    window.open(county, fragment=address(case, library, county))
    if window.step == "start":
        window.page.keyboard.press("Tab")
        window.page.locator("a[data-item='']").focus()
        window.page.keyboard.press("Enter")
    window.walk(told(case["facts"]), answer)
    assert window.step == "check"
    known = {name: value for name, value in window.answers.items() if value is not None}
    if window.page.evaluate("gaozhi.page.now.talk.unlisted"):
        known["证明.在清单内"] = False
    item, on = case.get("item"), window.page.evaluate("gaozhi.page.now.talk.date")
    expected = library[county].decide(known, case["decision"], item=item, on=on)
    assert window.outcome == expected.to_dict(), case["name"]
    return expected


@pytest.mark.parametrize("county", COUNTIES)
def test_cases_are_answered_by_keyboard_alone(county, visitor, library):
    window = visitor()
    for case in some_cases(county, library, 8):
        expected = check_case(window, case, county, library, window.answer_by_keys)
        window.page.locator("#see").focus()
        window.page.keyboard.press("Enter")
        assert window.title.startswith("答复：")
        if len(expected.possible) == 1 and expected.next_step:
            assert window.page.locator("#wizard h1").inner_text() == expected.next_step


@pytest.mark.parametrize("county", COUNTIES)
def test_cases_are_answered_by_touch(county, visitor, library):
    window = visitor(**PHONE)
    only_choices = [
        case
        for case in some_cases(county, library, 10)
        if not any(isinstance(value, list) for value in told(case["facts"]).values())
        and "申请人.失信信息有效期届满日" not in told(case["facts"])
    ]
    for case in only_choices[:: max(1, len(only_choices) // examples(2))]:
        check_case(window, case, county, library, window.answer_by_touch)
        window.page.locator("#see").tap()
        assert window.title.startswith("答复：")


def test_a_row_is_chosen_from_the_list_and_the_first_question_has_the_focus(visitor):
    window = visitor().open()
    assert window.title == "选择要办的事 · 启东市"
    window.page.locator("#filter").fill("犯罪")
    assert window.page.locator("a[data-item='2']").is_visible()
    assert not window.page.locator("a[data-item='3']").is_visible()
    window.page.locator("a[data-item='2']").focus()
    window.page.keyboard.press("Enter")
    assert window.title == "问题：您愿意用书面承诺代替这份证明吗？ · 启东市"
    assert window.page.evaluate("document.activeElement.tagName") == "H1"


def test_where_no_list_is_at_hand_the_start_stays_until_it_is_pressed(visitor):
    window = visitor().open("taierzhuang")
    assert window.step == "start"
    window.page.locator("a[data-item='']").click()
    assert window.step == "事项.依申请办理"
    window.page.go_back()
    assert window.page.locator("a[data-item='']").is_visible()


def test_a_guide_leads_to_its_own_questions(visitor):
    window = visitor()
    window.page.goto((window.folder / "qidong" / "items" / "2.html").as_uri())
    with window.page.expect_navigation():
        window.page.get_by_text("我能承诺吗").first.click()
    assert window.step == "申请人.愿意承诺"
    assert window.page.evaluate("gaozhi.page.now.talk.item") == 2


def test_back_at_every_step_loses_no_answer_by_the_link_and_by_the_browser(visitor):
    window = visitor().open(fragment=START)
    asked = window.walk(WILLING, window.answer_by_keys)
    assert asked == list(WILLING)
    for place, fact in enumerate(reversed(asked)):
        if place % 2:
            window.page.go_back()
        else:
            window.page.locator("#back").click()
        assert window.step == fact
        assert window.answers == WILLING
        chosen = window.page.locator("input:checked + span").inner_text()
        assert chosen == window.page.evaluate(
            "gaozhi.page.law.said(gaozhi.page.now.at, gaozhi.page.now.talk.valueOf(gaozhi.page.now.at))"
        )
    for fact in asked[1:]:
        window.page.go_forward()
        assert (window.step, window.answers) == (fact, WILLING)


def test_a_change_at_every_step_keeps_the_later_answers(visitor):
    window = visitor()
    for fact, value in WILLING.items():
        window.page.goto("about:blank")
        window.open(fragment=f"{START}&a={FULL}&at=check")
        assert window.answers == WILLING
        label = window.page.evaluate(f"gaozhi.page.law.fact('{fact}').ask_applicant")
        window.page.get_by_role("link", name=f"更改：{label}").click()
        assert window.step == fact
        window.answer_by_keys(not value)
        assert window.answers == {**WILLING, fact: not value}


def test_what_a_change_makes_useless_is_named_and_kept(visitor):
    window = visitor().open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.get_by_role("link", name="更改：您愿意用书面承诺代替这份证明吗？").click()
    window.answer_by_keys(value=False)
    assert window.step == "check"
    assert window.page.get_by_text("现在用不着这个回答了").count() == len(WILLING) - 1
    assert window.answers == {**WILLING, "申请人.愿意承诺": False}


def test_an_answer_that_cannot_stand_any_more_is_named(visitor):
    answers = (
        "applicant.made_untrue_commitment:1,applicant.made_false_commitment:1,applicant.able:1"
    )
    at = "at=q:applicant.made_untrue_commitment"
    window = visitor().open(fragment=f"{START}&a={answers}&{at}")
    window.answer_by_keys(value=False)
    assert "曾虚假承诺" in window.page.locator(".warn").inner_text()
    assert window.answers == {"申请人.曾作出不实承诺": False, "申请人.能够承诺": True}


def test_an_answer_against_an_earlier_one_is_refused_and_changes_nothing(visitor):
    answers = "applicant.made_false_commitment:1"
    at = "at=q:applicant.made_untrue_commitment"
    window = visitor().open(fragment=f"{START}&a={answers}&{at}")
    window.answer_by_keys(value=False)
    assert "曾不实承诺" in window.page.locator("[role=alert]").inner_text()
    assert window.answers == {"申请人.曾作出虚假承诺": True}


def test_what_is_skipped_can_be_answered_later_and_what_is_not_known_is_not_asked_again(visitor):
    window = visitor().open(fragment=START)
    window.page.locator("#skip").click()
    assert window.step == "申请人.能够承诺"
    window.answer_by_keys(value=None)
    window.walk(WILLING, window.answer_by_keys)
    assert window.page.get_by_text("跳过了").count() == 1
    window.page.get_by_role("link", name="更改：您愿意用书面承诺代替这份证明吗？").click()
    window.answer_by_keys(value=True)
    assert window.step == "check"
    assert window.answers["申请人.能够承诺"] is None
    assert window.answers["申请人.愿意承诺"] is True
    window.page.locator("#see").click()
    assert "您还没有回答的" in window.page.locator("#wizard").inner_text()


def test_going_on_without_an_answer_says_so_where_one_is(visitor):
    window = visitor().open(fragment=START)
    window.page.locator("form button").first.click()
    assert window.title.startswith("错误：")
    assert window.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    window.page.locator("[role=alert] a").click()
    assert window.page.evaluate("document.activeElement.type") == "radio"


def test_a_reload_at_every_step_changes_nothing(visitor):
    window = visitor().open(fragment=START)
    for value in WILLING.values():
        window.page.reload()
        before = (window.step, window.answers, window.title)
        window.page.reload()
        assert (window.step, window.answers, window.title) == before
        window.page.evaluate("document.querySelector('h1').focus()")
        window.answer_by_keys(value)
    window.page.go_back()
    window.page.go_back()
    window.page.reload()
    assert window.answers == WILLING
    window.page.go_back()
    assert window.answers == WILLING


def test_a_link_in_another_window_holds_the_whole_conversation(visitor):
    window = visitor(permissions=["clipboard-read", "clipboard-write"]).open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    window.page.locator("#copy-link").click()
    expect(window.page.locator("#status")).to_have_text("链接已经复制")
    link = window.page.evaluate("navigator.clipboard.readText()")
    other = visitor()
    other.page.goto(link)
    assert (other.title, other.answers) == (window.title, WILLING)
    assert other.page.locator("#wizard").inner_text() == window.page.locator("#wizard").inner_text()
    window.page.locator("#copy-text").click()
    expect(window.page.locator("#status")).to_have_text("答复已经复制")
    text = window.page.evaluate("navigator.clipboard.readText()")
    assert "可以书面承诺" in text
    assert "启政办发〔2021〕22号" in text


def test_a_link_of_older_rules_says_what_has_gone(visitor):
    window = visitor().open(
        fragment=f"#v=00&i=2&on={DAY}&a=applicant.willing:1,applicant.gone:0&at=answer"
    )
    said = window.page.locator(".warn").inner_text()
    assert "以前的规则" in said
    assert "applicant.gone" in said
    assert window.answers == {"申请人.愿意承诺": True}


def test_the_day_can_be_changed_and_a_day_without_rules_is_refused(visitor):
    window = visitor().open(fragment=f"{START}&a=applicant.willing:1&at=check")
    window.page.get_by_role("link", name="更改：办理日期").click()
    assert window.title.startswith("问题：您哪一天办理？")
    window.page.locator("input[type=date]").fill("1990-01-01")
    window.page.locator("form button").first.click()
    assert window.page.locator("[role=alert]").is_visible()
    window.page.locator("input[type=date]").fill("2026-06-01")
    window.page.locator("form button").first.click()
    assert window.page.evaluate("gaozhi.page.now.talk.date") == "2026-06-01"
    window.open(fragment="#i=2&on=1990-01-01")
    assert window.page.locator("h1:visible").inner_text() == "这样不能作答"


def test_only_what_applicants_know_is_asked_and_never_an_identity_number(visitor, library):
    window = visitor().open("taierzhuang", fragment=f"#on={DAY}&at=check")
    text = window.page.locator("#wizard").inner_text()
    assert "由窗口核实" in text
    facts = library["taierzhuang"].vocabulary.facts
    asked = window.page.evaluate(
        "gaozhi.load().program.facts.map(f => f.name).filter(n => gaozhi.page.law.isAsked(gaozhi.page.law.fact(n)))"
    )
    assert asked
    assert all(facts[name].ask_applicant and not facts[name].identity for name in asked)
    window.open("taierzhuang", fragment="#a=applicant.id_number:11010519491231002X&at=check")
    assert "11010519491231002X" not in window.page.content() + window.fragment


def test_what_is_possible_and_what_is_ruled_out_stands_at_each_step(visitor):
    window = visitor().open(fragment=START)
    assert window.page.locator(".chip:not(.out)").count() == 3
    window.walk({**WILLING, "申请人.愿意承诺": False}, window.answer_by_keys)
    assert window.page.locator("s.chip").count() == 1
    assert "没有别的问题了" in window.page.locator(".chips").inner_text()


def test_why_a_question_is_asked_is_told_in_the_words_of_the_provision(visitor):
    window = visitor().open(fragment=START)
    window.page.locator("summary").click()
    quoted = window.page.locator("#why blockquote")
    assert "申请人不愿承诺或者无法承诺的" in quoted.inner_text()
    href = quoted.locator("a").get_attribute("href")
    path, _, anchor = href.partition("#")
    target = (window.folder / "qidong" / path).read_text(encoding="utf-8")
    assert f'id="{anchor}"' in target
    window.answer_by_keys(value=True)
    assert window.page.locator("#why").get_attribute("open") is not None


def test_the_answer_can_be_downloaded_as_a_case_and_its_forms_are_there(visitor, tmp_path, run):
    window = visitor(accept_downloads=True).open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    with window.page.expect_download() as waiting:
        window.page.locator("#case").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "案件-启东市.yaml"
    assert json.loads(run("decide", str(path), "--json").out) == window.outcome
    [href] = window.page.locator("a[href^='files/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert unquote(href).startswith("files/2-")
    assert (window.folder / "qidong" / unquote(href)).exists()


def test_days_on_the_answer_are_counted_by_the_calendar(visitor, library):
    window = visitor().open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    due = library["qidong"].calendar.add_workdays(date.fromisoformat(DAY), 20)
    words = f"推算至迟 {due.year}年{due.month}月{due.day}日"
    said = window.page.locator("#wizard").inner_text()
    assert words in said
    assert "以办理机关告知的为准" in said
    duty = next(one for one in library["qidong"].duties() if one.act in said and one.within)
    place = window.page.locator("li", has_text=words).locator("a").first
    cited = {one.id.rpartition(":")[2] for one in duty.basis}
    assert place.get_attribute("href").partition("#")[2] in cited


def test_the_answer_prints_on_two_sheets_with_all_its_quotations(visitor):
    window = visitor().open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    printed = window.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    window.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert window.page.locator("details:not([open])").count() == 0
    window.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert window.page.locator("details[open]").count() == 0


def test_an_answer_that_is_open_names_what_is_still_to_be_answered(visitor):
    window = visitor().open(fragment=f"{START}&a=applicant.willing:1&at=answer")
    said = window.page.locator("#wizard").inner_text()
    assert "您还没有回答的" in said
    asked = window.page.evaluate("gaozhi.page.law.fact('申请人.能够承诺').ask_applicant")
    assert asked in said


def test_a_day_without_rules_is_told_in_words_of_the_page(visitor):
    window = visitor().open(fragment="#i=2&on=1990-01-01")
    said = window.page.locator("#wizard").inner_text()
    assert "办理日期不在" in said
    assert "date" not in said


def test_another_decision_is_asked_with_the_answers_so_far(visitor):
    window = visitor().open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    window.page.get_by_role("link", name="代理人可以代我承诺吗？").click()
    assert window.page.evaluate("gaozhi.page.now.talk.decision") == "代为承诺"
    assert window.answers == WILLING


def test_nothing_is_asked_of_any_server(visitor):
    window = visitor().open(fragment=START)
    window.walk(WILLING, window.answer_by_keys)
    window.page.locator("#see").click()
    window.open("taierzhuang", "counter")
    inside = window.folder.as_uri()
    assert len(window.requests) > 10
    assert [one for one in window.requests if not one.startswith((inside, "data:"))] == []
    policy = window.page.locator("meta[http-equiv]").get_attribute("content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_without_script_the_page_leads_to_the_guides(visitor):
    window = visitor(java_script_enabled=False).open()
    assert "办事指南" in window.page.locator("noscript").inner_text()
    href = window.page.locator("a[data-item='2']").get_attribute("href")
    assert (window.folder / "qidong" / href).exists()
    assert window.page.locator("#filter").is_hidden()
