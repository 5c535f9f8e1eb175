"""The service: 10,000 requests during twenty reloads, killed while it writes, whatever is sent."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import httpx

import gaozhi
import gaozhi.archive
from benchmarks.soak.outcome import Outcome, tested
from tests.live import Live, live
from tests.places import BASE

REQUESTS = int(os.environ.get("GAOZHI_SOAK_REQUESTS", "10000"))
RELOADS = 20
KILLS = 5
CALLERS = 8
PATH = "/api/v1/demo/decide"
BODY = {"facts": {"申请人.愿意承诺": True}}


def run() -> Outcome:
    """Run the three parts; not sound where one fails."""
    with tempfile.TemporaryDirectory() as name:
        parts = [_reloads(Path(name) / "reloads"), _kills(Path(name) / "kills")]
    files = ("tests/service/test_openapi.py", "tests/service/test_generated.py")
    sent = tested(*files, effort="20", told="任意请求")
    said = [line for part in [*parts, sent] for line in part.said]
    return Outcome(all(part.sound for part in [*parts, sent]), tuple(said))


def _reloads(folder: Path) -> Outcome:
    """Send requests while the rules are replaced again and again, every other time by bad ones."""
    folder.mkdir()
    rules = _bundle(BASE, folder / "规则.gaozhi")
    sound = rules.read_bytes()
    amended = _amended(folder)
    failed: list[object] = []
    with live(folder, rules, "--quiet") as service:
        done = Event()
        turning = Thread(target=_turn, args=(service, rules, [sound, sound[:-1], amended], done))
        turning.start()

        def ask(number: int) -> None:
            with httpx.Client(base_url=service.url, trust_env=False, verify=False) as http:
                for _ in range(number):
                    status = http.post(PATH, json=BODY, timeout=60).status_code
                    if status != 200:
                        failed.append(status)

        with ThreadPoolExecutor(CALLERS) as callers:
            for asked in [callers.submit(ask, REQUESTS // CALLERS) for _ in range(CALLERS)]:
                asked.result()
        turning.join()
        reloads = sum(one["event"] == "reload" for one in service.log)
    told = f"{REQUESTS} 个请求，其间重新载入 {reloads} 次：{len(failed)} 个失败"
    return Outcome(not failed and reloads >= RELOADS, (told,))


def _bundle(folder: Path, path: Path) -> Path:
    """Write the bundle of a folder alone, and return its path."""
    gaozhi.build_bundle(folder, path, bundled=False)
    return path


def _amended(folder: Path) -> bytes:
    other = folder / "改"
    shutil.copytree(BASE, other)
    file = other / "rules" / "demo" / "rules.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("不在清单内,", "清单之外,", 1), encoding="utf-8")
    return _bundle(other, folder / "改.gaozhi").read_bytes()


def _turn(service: Live, rules: Path, contents: list[bytes], done: Event) -> None:
    """Put bundles in place, one after another, and have each loaded."""
    for number in range(RELOADS):
        new = rules.with_suffix(".new")
        new.write_bytes(contents[number % len(contents)])
        new.replace(rules)
        before = sum(one["event"] == "reload" for one in service.log)
        service.signal(signal.SIGHUP)
        while sum(one["event"] == "reload" for one in service.log) == before:
            if done.wait(0.02):
                return


def _kills(folder: Path) -> Outcome:
    """Kill a service while it writes: what was acknowledged is kept, and the chain holds."""
    folder.mkdir()
    rules = _bundle(BASE, folder / "规则.gaozhi")
    file = folder / "存档.db"
    acknowledged: list[str] = []
    for _ in range(KILLS):
        with (
            live(folder, rules, "--quiet", "--archive", file) as service,
            ThreadPoolExecutor(CALLERS) as callers,
        ):
            asked = [callers.submit(_until_it_is_gone, service) for _ in range(CALLERS)]
            Event().wait(1.5)
            service.signal(signal.SIGKILL)
            acknowledged += [ref for one in asked for ref in one.result()]
    with gaozhi.archive.open(file, create=False) as archive:
        kept = {str(entry.to_dict()) for entry in archive.entries()}
        holds = archive.verify().holds
    text = "\n".join(kept)
    lost = [ref for ref in acknowledged if ref not in text]
    told = f"杀掉 {KILLS} 次：{len(acknowledged)} 个有答复的，{len(lost)} 个没有存下"
    return Outcome(holds and not lost and bool(acknowledged), (told,))


def _until_it_is_gone(service: Live) -> list[str]:
    """Ask until the service is gone; return what tells the answered requests apart."""
    answered: list[str] = []
    try:
        with httpx.Client(base_url=service.url, trust_env=False, verify=False) as http:
            while True:
                ref = os.urandom(6).hex()
                # A certificate off the list, under a name of its own.
                body = {**BODY, "item": {"certificate": f"ref-{ref}", "matter": "事项"}}
                if http.post(PATH, json=body, timeout=30).status_code == 200:
                    answered.append(f"ref-{ref}")
    except httpx.TransportError:
        return answered


if __name__ == "__main__":
    outcome = run()
    print("\n".join(outcome.said))
    sys.exit(not outcome.sound)
