"""Proofs: of every pair of bundled jurisdictions, of one county, and of hundreds of counties.

    python -m benchmarks.proof            every pair, and one decision of one county
    python -m benchmarks.proof COUNTIES   so many counties within their superior, by two processes

The seconds are the processor's, of the pairs the best of several rounds. Their jurisdictions have
answered before, as in a process that serves; no diagram of a proof is kept from one round to the
next. The counties are read from YAML, each with rules and a list of its own, by the command.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from benchmarks.counties import write_counties
from benchmarks.measuring import said
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.proof import _compare, _solver, _tables, prove

MOST_SECONDS, MOST_MEMORY, MOST_MILLISECONDS = 2.0, 300.0, 200.0
ROUNDS = 5
COUNTY, DECISION = "启东市", "适用性"
JOBS, MOST_MINUTES, MOST_GROWTH = 2, 3.0, 1.5
FEW = 5
"""Of so many times fewer counties it is measured too, to see how it grows."""


Row = tuple[float, float | None, str]
"""What was measured, what it may be at most, and what it is."""


def questions(pairs: list[tuple[Jurisdiction, Jurisdiction]]) -> list[tuple[Any, ...]]:
    """Return what the proofs ask of the diagrams: both sides' rules, the words, the first days."""
    asked: list[tuple[Any, ...]] = []

    class Noting(_tables.Tables):
        def __init__(self, *args: Any) -> None:
            asked.append(args)
            super().__init__(*args)

    with patch.object(_compare, "Tables", Noting):
        for here, there in pairs:
            prove(here, there)
    return asked


_PEAK = """
import resource, sys
from itertools import combinations
import gaozhi
counties = list(gaozhi.load().values())
for here, there in combinations(counties, 2):
    gaozhi.prove(here, there)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (1 << 20) if sys.platform == "darwin" else peak / 1024)
"""


def best(call: Callable[[], object]) -> float:
    """Return the seconds of a call, the best of several."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        call()
        times.append(process_time() - start)
    return min(times)


def of_counties(count: int) -> tuple[float, float, float]:
    """Return what it takes to prove so many counties: seconds of processor and clock, and MiB."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "rules"
        write_counties(folder, count)
        command = ["prove", "--rules", str(folder), "--format", "table", "--jobs", str(JOBS)]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gaozhi", *command], check=True, stdout=subprocess.DEVNULL
        )
        took, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return worked, took, after.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def counties(count: int) -> list[Row]:
    """Return the rows of so many counties."""
    few = max(1, count // FEW)
    less, _, _ = of_counties(few)
    worked, took, memory = of_counties(count)
    growth = (worked / count) / (less / few)
    return [
        (
            worked / JOBS / 60,
            MOST_MINUTES,
            f"{count} 个县各对照上级，{JOBS} 个进程，处理器时间按 {JOBS} 个核平分，分钟",
        ),
        (took / 60, None, "同上，钟表上的分钟"),
        (growth, MOST_GROWTH, f"每个县所用的时间，对 {few} 个县的，倍"),
        (memory, None, "最大的一个进程的 MiB"),
    ]


def main(wanted: list[str]) -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    rows = counties(int(wanted[0])) if wanted else bundled()
    for found, bound, name in rows:
        limit = "" if bound is None else f"（至多 {bound:g}）"
        print(f"{found:10.2f}  {name}{limit}")
    return int(any(bound is not None and found > bound for found, bound, _ in rows))


def bundled() -> list[Row]:
    """Return the rows of the bundled jurisdictions."""
    import gaozhi

    library = gaozhi.load()
    counties = list(library.values())
    pairs = list(combinations(counties, 2))
    proofs = [gaozhi.prove(here, there) for here, there in pairs]
    decisions = sum(len(one.decisions) for one in proofs)
    kinds = sum(len(one.kinds) for one in proofs)

    def everything() -> None:
        for here, there in pairs:
            gaozhi.prove(here, there)

    asked = questions(pairs)
    # As a process that serves does: what stays is not looked through for garbage.
    gc.collect()
    gc.freeze()

    def by(made: Callable[..., Any]) -> Callable[[], None]:
        def run() -> None:
            for one in asked:
                for _ in made(*one).pairs():
                    pass

        return run

    return [
        (
            best(everything),
            MOST_SECONDS,
            f"{len(pairs)} 对地区，{decisions} 项判断，连同 {kinds} 种不同的案件和重演，秒",
        ),
        (
            best(lambda: gaozhi.prove(COUNTY, decision=DECISION, library=library)) * 1000,
            MOST_MILLISECONDS,
            f"{COUNTY}的{DECISION}对照上级，连同案件，毫秒",
        ),
        (float(said(_PEAK)), MOST_MEMORY, "全部，连同载入，内存的 MiB"),
        (best(by(_tables.Tables)), None, f"其中 {len(asked)} 项判断有没有不同，判定图，秒"),
        (best(by(_solver.Solver)), None, "同样的问题，z3，秒"),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
