"""An archive: answers a second beside bare SQLite, and what a check and a replay of many take.

    python -m benchmarks.archive [ANSWERS]

Both write rows of the same bytes with the same waiting for the disk. A check and a replay are of so
many answers of 启东市, to two hundred different cases; the times are the processor's.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gaozhi
import gaozhi.archive
from benchmarks.__main__ import complete_cases

ANSWERS = 20_000
ONE_BY_ONE = 500
Pair = tuple[gaozhi.Decision, dict[str, Any]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main(answers: int = ANSWERS) -> int:
    """Print what was measured."""
    county = gaozhi.load()["qidong"]
    cases = complete_cases()
    decisions = [county.decide(case, item=None) for case in cases]
    sent = [{"facts": {k: v for k, v in case.items() if k != "办理.日期"}} for case in cases]
    pairs = [*zip(decisions, sent, strict=True)]
    receipts = _each(lambda at: decisions[at % len(pairs)].receipt(), ONE_BY_ONE)
    print(f"出具凭据：每份 {receipts.cpu:.2f} ms 处理器时间，每秒 {1000 / receipts.wall:.0f} 份")
    with tempfile.TemporaryDirectory() as folder:
        for level in ("FULL", "NORMAL"):
            _beside_sqlite(pairs, Path(folder), level)
        _of_many(pairs, Path(folder, "many.db"), answers)
    return 0


class Took:
    """Milliseconds a call, of the processor and of the clock."""

    def __init__(self, cpu: float, wall: float) -> None:
        self.cpu = cpu
        self.wall = wall


def _each(call: Callable[[int], object], count: int) -> Took:
    cpu, wall = time.process_time(), time.perf_counter()
    for at in range(count):
        call(at)
    taken = time.process_time() - cpu, time.perf_counter() - wall
    return Took(taken[0] / count * 1000, taken[1] / count * 1000)


def _beside_sqlite(pairs: list[Pair], folder: Path, level: str) -> None:
    url = f"sqlite:///{folder}/{level}.db?synchronous={level}"
    with gaozhi.archive.open(url) as archive:
        archive.record(pairs[0][0], words=pairs[0][1], at=NOW)

        def record(at: int) -> object:
            answer, words = pairs[at % len(pairs)]
            return archive.record(answer, words=words, at=NOW)

        one = _each(record, ONE_BY_ONE)
        many = _each(lambda _: archive.record_many(pairs, at=NOW), 5)
        sizes = [len(entry._body) for entry in archive.entries()]  # noqa: SLF001
    body = "x" * (sum(sizes) // len(sizes))
    bare = _bare(folder / f"bare{level}.db", level, body, batch=1)
    batched = _bare(folder / f"bare{level}.db", level, body, batch=len(pairs))
    print(f"synchronous={level}，每份约 {len(body)} 字：")
    print(f"  一份一份：每秒 {1000 / one.wall:.0f} 份，{one.cpu:.2f} ms 处理器时间；", end="")
    print(f"光是 SQLite 每秒 {1000 / bare.wall:.0f} 行；时间是它的 {one.wall / bare.wall:.1f} 倍")
    every = len(pairs)
    wall, cpu = many.wall / every, many.cpu / every
    print(f"  {every} 份一批：每秒 {1000 / wall:.0f} 份，{cpu:.2f} ms 处理器时间；", end="")
    per_row = batched.wall / every
    print(f"光是 SQLite 每秒 {1000 / per_row:.0f} 行；时间是它的 {wall / per_row:.1f} 倍")


def _bare(path: Path, level: str, body: str, batch: int) -> Took:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {level}")
    connection.execute("CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, body TEXT)")

    def write(_: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO rows (body) VALUES (?)", [(body,)] * batch)
        connection.execute("COMMIT")

    found = _each(write, ONE_BY_ONE if batch == 1 else 5)
    connection.close()
    return found


def _of_many(pairs: list[Pair], path: Path, answers: int) -> None:
    with gaozhi.archive.open(f"sqlite:///{path}?synchronous=NORMAL") as archive:
        for _ in range(answers // len(pairs)):
            archive.record_many(pairs, at=NOW)
        found = archive.info().answers
        size = path.stat().st_size / found
        checked = _each(lambda _: archive.verify(), 1)
        replayed = _each(lambda _: archive.replay(gaozhi.load()), 1)
    per = 100_000 / found / 1000
    print(f"{found} 份答复，每份在磁盘上 {size:.0f} 字节；按 100,000 份计，处理器时间：")
    print(f"  核对 {checked.cpu * per:.1f} 秒，重放 {replayed.cpu * per:.1f} 秒")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
