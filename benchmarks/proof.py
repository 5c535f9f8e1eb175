"""``python -m benchmarks.proof``: the proofs of every pair of bundled jurisdictions, and of one.

The seconds are the processor's, the best of several rounds. The jurisdictions have answered before,
as in a process that serves; no diagram of a proof is kept from one round to the next.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations
from time import process_time
from typing import Any
from unittest.mock import patch

from benchmarks.measuring import said
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.proof import _compare, _solver, _tables, prove

MOST_SECONDS, MOST_MEMORY, MOST_MILLISECONDS = 2.0, 300.0, 200.0
ROUNDS = 5
COUNTY, DECISION = "启东市", "适用性"


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


def main() -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
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

    def by(made: Callable[..., Any]) -> Callable[[], None]:
        def run() -> None:
            for one in asked:
                for _ in made(*one).pairs():
                    pass

        return run

    rows: list[tuple[float, float | None, str]] = [
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
    for found, bound, name in rows:
        limit = "" if bound is None else f"（至多 {bound:g}）"
        print(f"{found:10.2f}  {name}{limit}")
    return int(any(bound is not None and found > bound for found, bound, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
