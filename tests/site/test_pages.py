"""The pages as a browser shows them: accessible, of any width, printed, without script, alone."""

import re

import pytest

pytest.importorskip("playwright.sync_api")

from axe_playwright_python.sync_playwright import Axe

from tests.effort import EFFORT

KINDS = {
    "home": "index.html",
    "list": "qidong/index.html",
    "guide": "qidong/items/2.html",
    "guide of a county without list": "aheqi/guide.html",
    "document": "national/documents/1.html",
    "decisions": "qidong/decisions/index.html",
    "decision": "qidong/decisions/applicability.html",
    "decision that collects": "qidong/decisions/consequences.html",
    "duties": "national/duties.html",
    "comparisons": "compare/index.html",
    "comparison": "compare/withdrawal.html",
    "calendars": "calendars/index.html",
    "calendar": "calendars/xinjiang.html",
    "nowhere": "404.html",
}
BOTH = ("list", "guide", "decision")
"""Kinds that have every colour; light and dark of the others with more effort only."""
WIDTHS = (320, 360, 768, 1440)
SEVEN_TO_ONE = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
"""What axe looks for besides the usual: the contrast of text."""


@pytest.fixture(scope="module")
def opened(chromium, public):
    """Return a function that opens a page as a file, with what it asked for."""
    contexts = {}

    def open_(name, *, dark=False, width=768, script=True):
        key = (dark, script)
        if key not in contexts:
            contexts[key] = chromium.new_context(
                color_scheme="dark" if dark else "light", java_script_enabled=script
            ).new_page()
        page = contexts[key]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((public / name).as_uri())
        return page

    yield open_
    for page in contexts.values():
        page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page_light_and_dark_narrow_and_wide(kind, opened):
    looks = [(True, 360), (False, 1440)] if EFFORT > 1 or kind in BOTH else [(True, 360)]
    for dark, width in [*looks, *([(False, 768)] if EFFORT > 1 else [])]:
        found = Axe().run(opened(KINDS[kind], dark=dark, width=width), options=SEVEN_TO_ONE)
        faults = [
            (one["id"], [node["html"][:90] for node in one["nodes"][:3]])
            for one in found.response["violations"]
        ]
        assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways_at_any_width_that_is_400_percent_too(kind, opened):
    page = opened(KINDS[kind])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_request_leaves_the_folder_and_no_policy_is_broken(opened, public):
    page = opened("index.html")
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name in KINDS.values():
        page.goto((public / name).as_uri())
    home = public.as_uri()
    assert len(asked) > len(KINDS)
    assert [one for one in asked if not one.startswith(home) and one != "data:,"] == []
    assert said == []


@pytest.mark.parametrize(("kind", "sheets"), [("guide", 2), ("calendar", 2), ("list", 3)])
def test_a_page_prints_on_few_sheets(kind, sheets, opened):
    printed = opened(KINDS[kind]).pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= sheets


def test_the_picture_of_a_decision_prints_on_its_first_sheets(opened):
    page = opened(KINDS["decision"])
    page.emulate_media(media="print")
    # A4 without its margins, in CSS pixels.
    assert page.locator(".picture").first.bounding_box()["height"] <= 261 * 96 / 25.4
    page.emulate_media(media="screen")


def test_without_script_the_whole_list_stands_there_and_no_search(opened):
    page = opened("qidong/index.html", script=False)
    assert page.locator(".items > li").count() == 50
    assert page.locator("[data-search]").is_hidden()
    page = opened("qidong/items/2.html", script=False)
    assert page.get_by_text("可以书面承诺，不必提交这份证明").first.is_visible()
    page.locator("summary").first.click()
    assert page.locator("details[open]").count() == 1


def test_the_search_shows_rows_and_provisions_that_have_every_word(opened):
    page = opened("qidong/index.html")
    page.get_by_label("在清单和条文里找").fill("教师 犯罪")
    assert page.locator(".items > li:visible").all_inner_texts() == [
        "2\n无犯罪记录证明\n教师资格认定　启东市教育体育局"
    ]
    assert "找到 1 项" in page.get_by_role("status").inner_text()
    page.get_by_label("在清单和条文里找").fill("信用修复")
    found = page.locator("#results li").first
    assert "信用修复" in found.inner_text()
    found.locator("a").click()
    assert page.url.split("#")[1].startswith("QD-")
    page.locator(":target").wait_for()


def test_the_search_of_a_document_hides_what_does_not_match(opened):
    page = opened("qidong/documents/1.html")
    every = page.locator(".sentence:visible").count()
    page.get_by_label("在这一页里找").fill("特别授权")
    assert 0 < page.locator(".sentence:visible").count() < every
    page.get_by_label("在这一页里找").fill("")
    assert page.locator(".sentence:visible").count() == every


def test_by_keyboard_the_first_stop_is_the_way_past_the_head(opened):
    page = opened("qidong/items/2.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_form_of_a_row_is_saved_under_a_name_that_says_what_it_is(opened):
    page = opened("qidong/items/2.html")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="告知承诺书.docx").click()
    assert waiting.value.suggested_filename == "2-告知承诺书.docx"
