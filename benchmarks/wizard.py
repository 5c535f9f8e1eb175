"""`python -m benchmarks.wizard`: the wizard in Chromium, the processor slowed four times.

Loading is what scripts, styles and layout take up to the first question, in a window that has never
seen them; an answer is what they take until the next question is laid out, where the one before
has been looked at for a moment. And the size of all files that a first page needs, compressed.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from gaozhi.site import build

COUNTIES = {"qidong": "#i=2&on=2026-12-01", "taierzhuang": "#on=2026-12-01"}
ROUNDS = 12
SLOWER = 4
YES = 5
# One answer, such as makes for most questions, with the next page and its layout. What a script
# does for the debugger itself is not counted: it is done for a timer.
ANSWER = """
(isYes) => new Promise((done) => setTimeout(() => {
  const { page } = gaozhi;
  page.take({ fact: page.now.at }, isYes, false);
  void document.body.offsetHeight;
  done();
}))
"""
LOOK = "() => { while (idle.length) idle.shift()(); }"
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
IS_ASKED = "Boolean(gaozhi.page.law.fact(gaozhi.page.now.at))"


def measured(browser: Browser, address: str) -> tuple[float, list[float]]:
    """Return what one visit takes in milliseconds: loading the page, and each answer."""
    context = browser.new_context()
    page = context.new_page()
    # What the page does while nobody waits is told apart from what one waits for.
    page.add_init_script("idle = []; requestIdleCallback = (call) => idle.push(call)")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    # The thread's own time, which other work of the machine lengthens far less.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        found: dict[str, Any] = session.send("Performance.getMetrics")
        seconds: float = sum(one["value"] for one in found["metrics"] if one["name"] in WORK)
        return 1000 * seconds

    before = worked()
    page.goto(address)
    load = worked() - before
    taken: list[float] = []
    page.evaluate(LOOK)
    while page.evaluate(IS_ASKED):
        page.evaluate(LOOK)
        before = worked()
        page.evaluate(ANSWER, len(taken) < YES)
        taken.append(worked() - before)
    context.close()
    return load, taken


def size(page: Path) -> int:
    """Return the compressed size of a page with all that it loads, in bytes."""
    named = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', page.read_text(encoding="utf-8"))
    files = [page, *((page.parent / one).resolve() for one in named)]
    return sum(len(gzip.compress(one.read_bytes(), 9)) for one in files)


def main() -> None:
    """Print the times and sizes of the wizard of two counties."""
    chromium = Path("/usr/bin/chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        target = Path(folder) / "public"
        built = build(None, target, only=COUNTIES)
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None, args=["--no-sandbox"]
        )
        print(f"{built.jurisdictions} 个地区；处理器放慢 {SLOWER} 倍")
        for county, fragment in COUNTIES.items():
            page = target / county / "ask.html"
            lists = [measured(browser, page.as_uri())[0] for _ in range(ROUNDS)]
            visits = [measured(browser, page.as_uri() + fragment) for _ in range(ROUNDS)]
            loads = [load for load, _ in visits]
            answers = sorted(one for _, taken in visits for one in taken)
            usual, most = median(answers), answers[int(len(answers) * 0.95)]
            print(
                f"{county}：第一页全部 {size(page) / 1000:.1f} kB；"
                f"清单可用 {median(lists):.0f} ms，从链接到问题 {median(loads):.0f} ms，"
                f"一个回答 {usual:.1f} ms，95 % 至多 {most:.1f} ms"
            )
        browser.close()


if __name__ == "__main__":
    main()
