"""Whom the pages leave out: nobody who sees little, has a small window, or uses no mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.wizard.talking import DAY

FULL = (
    "applicant.willing:1,applicant.able:1,applicant.accepts_liability:1,"
    "applicant.serious_bad_credit:0,applicant.made_untrue_commitment:0,applicant.other_bad_conduct:0"
)
KINDS = {
    "start": ("qidong", "ask", ""),
    "start without a list": ("taierzhuang", "ask", ""),
    "question": ("qidong", "ask", f"#i=2&on={DAY}"),
    "date": (
        "qidong",
        "ask",
        f"#i=2&on={DAY}&a=applicant.willing:1&at=q:applicant.bad_credit_until",
    ),
    "set": ("taierzhuang", "ask", f"#d=publication&on={DAY}&at=q:letter.confidential"),
    "check": ("qidong", "ask", f"#i=2&on={DAY}&a={FULL}&s=applicant.credit_repaired&at=check"),
    "answer": ("qidong", "ask", f"#i=2&on={DAY}&a={FULL}&at=answer"),
    "open answer": ("taierzhuang", "ask", f"#v=00&on={DAY}&a=applicant.willing:1,x:1&at=answer"),
    "refusal": ("qidong", "ask", "#i=2&on=1990-01-01"),
    "counter": ("qidong", "counter", f"#i=2&on={DAY}&a={FULL}"),
}


OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
COLOURS = ["color-contrast", "color-contrast-enhanced"]
"""All in which dark differs; the second asks for a contrast of seven to one."""
ALL = {"rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.mark.parametrize(("scheme", "rules"), [("light", ALL), ("dark", {"runOnly": COLOURS})])
def test_axe_finds_nothing(scheme, rules, visitor):
    window = visitor(color_scheme=scheme, reduced_motion="reduce")
    axe = Axe()
    for name, place in KINDS.items():
        window.page.goto("about:blank")
        window.open(*place)
        if name == "question":
            window.page.locator("form button").first.click()
        window.page.evaluate(OPEN_ALL)
        found = axe.run(window.page, options={**rules, "preload": False})
        faults = [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
        assert faults == [], name


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_is_wider_than_the_window(width, visitor):
    """320 pixels are what is left of 1280 at 400 %."""
    window = visitor(viewport={"width": width, "height": 640})
    for name, place in KINDS.items():
        window.page.goto("about:blank")
        window.open(*place)
        window.page.evaluate(OPEN_ALL)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_what_is_touched_is_large_enough(visitor):
    window = visitor(viewport={"width": 360, "height": 740}, has_touch=True)
    for name in ("start", "question", "check", "answer"):
        window.page.goto("about:blank")
        window.open(*KINDS[name])
        small = window.page.evaluate(
            "[...document.querySelectorAll('main .option, main button, main .button, main .back a,"
            " main .change a, main summary, main .choices a')]"
            ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert small == [], name
