"""200,000 events of many cases from four threads: no crash, no growth, and no alert too many."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import gaozhi
from benchmarks.soak.outcome import Outcome, resident
from gaozhi.source._identity import citizen_check

EVENTS = int(os.environ.get("GAOZHI_SOAK_EVENTS", "200000"))
THREADS = 4
ROUND = 500
"""How many events a thread sends before it forgets, and says what it has seen."""
PEOPLE = 40
GROWTH = 16 * 2**20
"""How much more memory the second half may hold than the first: noise, and no more."""

FIRST = date(2025, 1, 2)


def people(thread: int) -> list[str]:
    """Return made-up identity numbers of one thread's own."""
    numbers = (f"110105{1950 + thread}0101{n:03d}" for n in range(PEOPLE))
    return [number + citizen_check(number) for number in numbers]


def one_round(watch: gaozhi.watch.Watch, thread: int, turn: int, seed: int) -> Counter[str]:
    """Send the events of one round and return the alerts by rule."""
    draw = random.Random(f"{seed}-{turn}")
    alerts: Counter[str] = Counter()
    known = people(thread)
    asked: list[tuple[str, str]] = []
    for number in range(ROUND):
        case = f"{thread}-{turn}-{draw.randrange(120)}"
        day = FIRST + timedelta(days=number // 4)
        kind = draw.choice(
            ("提出申请", "作出承诺", "核查结论", "核查结论", "办结", "撤回承诺", "信用修复",
             "协助请求到达", "协助回复")
        )  # fmt: skip
        if kind == "协助回复" and not asked:
            kind = "协助请求到达"
        if kind == "协助请求到达":
            # A request is a case of its own, so that it is known which one an answer answers.
            case = f"{thread}-{turn}-函{number}"
            asked.append((case, f"{thread} 局 {draw.randrange(3)}"))
        event = {"event": kind, "at": day, "case": case}
        if kind not in ("协助请求到达", "协助回复"):
            event |= {"applicant": draw.choice(known), "certificate": draw.choice(("甲", "乙"))}
        else:
            answered = -1 if kind == "协助请求到达" else draw.randrange(len(asked))
            event["case"], event["organ"] = asked[answered]
            if kind == "协助回复":
                del asked[answered]
        if kind == "核查结论":
            event["facts"] = {"核查.结论": draw.choice(("真实", "不实"))}
        alerts.update(alert.rule for alert in watch.add(event))
    return alerts


def run() -> Outcome:
    """Send the events; every thread's rounds repeat, so that the same must come out again."""
    from gaozhi.watch import Watch

    county = gaozhi.load()["台儿庄区"]
    rounds = EVENTS // (THREADS * ROUND)
    sizes: list[int] = []
    watches = [Watch(county, key=b"soak of many events") for _ in range(THREADS)]
    shared = Watch(county, key=b"soak of many events")

    def thread(index: int) -> list[Counter[str]]:
        found = []
        for turn in range(rounds):
            # Half of the rounds share one watch: the threads' people and cases are not the same.
            watch = shared if turn % 2 else watches[index]
            found.append(one_round(watch, index, turn % 2, index))
            if watch is not shared:
                watch.forget(before=date.max)
            elif barrier.wait() == 0:
                shared.forget(before=date.max)
                sizes.append(resident())
            if turn % 2:
                barrier.wait()
        return found

    barrier = threading.Barrier(THREADS)
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        by_thread = list(pool.map(thread, range(THREADS)))
    took = time.perf_counter() - started
    same = all(one == found[turn % 2] for found in by_thread for turn, one in enumerate(found))
    total = sum((one for found in by_thread for one in found), Counter())
    warm = sizes[len(sizes) // 2 :]
    growth = max(warm) - warm[0]
    sent = rounds * THREADS * ROUND
    said = (
        f"{sent} 个事件，{THREADS} 个线程，每秒 {sent / took:.0f} 个；提醒：{dict(total)}",
        f"内存：起初 {sizes[0] / 2**20:.1f} MB，半程 {warm[0] / 2**20:.1f} MB，"
        f"后半程至多 {max(warm) / 2**20:.1f} MB（增长不得超过 {GROWTH / 2**20:.0f} MB）",
        f"同样的事件得到同样的提醒：{'是' if same else '否'}",
    )
    return Outcome(same and growth <= GROWTH and bool(total), said)
