"""A visitor of the wizard: by keyboard or by touch, with the answers of a case."""

import datetime
import json
import subprocess
from pathlib import Path

from conformance.runner import in_full
from gaozhi.site._assets import bare
from gaozhi.site._site import STATIC
from gaozhi.site.wizard import reader_script

DAY = "2026-12-01"


class Visitor:
    """A window of a browser with the pages of questions."""

    def __init__(self, chromium, folder, **options):
        self.folder = folder
        self.context = chromium.new_context(locale="zh-CN", **options)
        self.page = self.context.new_page()
        self.faults = []
        self.requests = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console",
            lambda message: message.type == "error" and self.faults.append(message.text),
        )
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.set_default_timeout(5000)

    def open(self, county="qidong", page="ask", fragment=""):
        self.page.goto(f"{(self.folder / county / page).as_uri()}.html{fragment}")
        return self

    @property
    def title(self):
        return self.page.title()

    @property
    def fragment(self):
        return self.page.evaluate("location.hash")

    @property
    def step(self):
        """The fact that is asked for, or the name of the step."""
        return self.page.evaluate("gaozhi.page.now.at")

    @property
    def answers(self):
        return dict(self.page.evaluate("gaozhi.page.now.talk.answers"))

    @property
    def outcome(self):
        return self.page.evaluate("gaozhi.page.now.talk.outcome")

    def choices(self):
        """The values of the radio buttons in their order."""
        return self.page.evaluate(
            "(() => { const fact = gaozhi.page.law.fact(gaozhi.page.now.at);"
            " return fact.type === 'bool' ? [true, false, null]"
            " : [...fact.values, ...(fact.never ? [fact.never] : []), null]; })()"
        )

    def kind(self):
        return self.page.evaluate("gaozhi.page.law.fact(gaozhi.page.now.at).type")

    def answer_by_keys(self, value):
        """Answers the question in view: from its heading, by keys alone."""
        press = self.page.keyboard.press
        # As it is after every step but the first.
        self.page.evaluate("document.querySelector('#wizard h1').focus()")
        if self.kind() == "set_of":
            return self._tick_by_keys(value)
        press("Tab")
        if self.kind() == "date" and value is not None and value != self.choices()[0]:
            press("Tab")
            year, month, day = value.split("-")
            self.page.keyboard.type(f"{year.zfill(6)}{month}{day}")
        elif self.kind() == "date":
            for _ in range(1 + self.choices().index(value)):
                press("ArrowDown")
        else:
            # A group has the focus where it is checked.
            boxes = "[...document.querySelectorAll('form input')].findIndex(one => one.checked)"
            chosen = self.page.evaluate(boxes)
            press("Space")
            for _ in range((self.choices().index(value) - max(chosen, 0)) % len(self.choices())):
                press("ArrowDown")
        return press("Enter")

    def _tick_by_keys(self, value):
        words = self.choices()[:-1]
        wanted = {len(words) + 1} if value is None else {words.index(one) for one in value}
        for place in range(max(wanted or {len(words)}) + 1):
            self.page.keyboard.press("Tab")
            if place in (wanted or {len(words)}):
                self.page.keyboard.press("Space")
        return self.page.keyboard.press("Enter")

    def answer_by_touch(self, value):
        place = self.choices().index(value) + (self.kind() == "date")
        self.page.locator("label.option").nth(place).tap()
        self.page.locator("form button").first.tap()

    def walk(self, facts, answer, most=30):
        """Answers every question from the facts of a case; what is not known is not known."""
        asked = []
        while self.page.evaluate("Boolean(gaozhi.page.law.fact(gaozhi.page.now.at))"):
            fact = self.step
            asked.append(fact)
            answer(facts.get(fact))
            assert self.step != fact, (fact, facts.get(fact), self.title)
            assert len(asked) < most
        return asked


def flat(facts):
    """The facts of a case by their names, as JSON has them."""
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in facts.items()
    }


def node(folder, county, body, given=None, data="ask"):
    """What a script returns that runs beside the scripts of a page, without a browser."""
    scripts = [
        reader_script(),
        (folder / county / f"{data}-data.js").read_text(encoding="utf-8"),
        *(bare((STATIC / one).read_text(encoding="utf-8")) for one in ("workdays.js", "talk.js")),
    ]
    loads = "".join(f"vm.runInThisContext({json.dumps(one)});" for one in scripts)
    text = (
        "const fs = require('fs'), vm = require('vm');"
        f"{loads}const given = JSON.parse(fs.readFileSync(0, 'utf8'));"
        f"process.stdout.write(JSON.stringify((() => {{ {body} }})()));"
    )
    code = folder.parent / "code.js"
    code.write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["node", str(code)],
        input=json.dumps(given, ensure_ascii=False),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def cases(county, decisions, *, listed=None):
    """The conformance cases of some decisions that can be decided."""
    path = Path(__file__).parents[3] / "conformance" / "cases" / f"{county}.json"
    found = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return [
        one
        for one in in_full(found)
        if one["decision"] in decisions
        and one["date"] is not None
        and "refused" not in one["expected"]
        and isinstance(one.get("item"), int | None)
        and (listed is None or listed == ("item" in one))
    ]


def told(facts):
    """The facts of a case, nested or not, by their names."""
    found = {}
    for name, value in facts.items():
        inner = told(value) if isinstance(value, dict) else None
        found |= (
            {name: value} if inner is None else {f"{name}.{key}": v for key, v in inner.items()}
        )
    return found
