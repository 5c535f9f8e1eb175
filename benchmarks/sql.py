"""`python -m benchmarks.sql [ROWS]`: the statement in DuckDB, beside a CASE written by hand.

The cases are those of `benchmarks.frames`: 13 columns state facts, and of every fact but the day
one row in twenty states nothing. Both run in one database, on all its threads, by turns; the time
is that of the processor, shared out among the threads.
"""

from __future__ import annotations

import sys
from time import process_time
from typing import Any

import duckdb

import gaozhi
from benchmarks.frames import DAY, LAPSES, TRUTHS, cases

ROWS = 4_000_000
RUNS = 3
BOUND = 3_000_000
"""As many rows a second the statement takes at least."""


def by_hand(api: dict[str, str]) -> str:
    """Return the outcome as one writes it: what is not known counts as the usual."""
    applied, asked, listed, risky, record, untrue, other, repaired, *willing = (
        api[name] for name in TRUTHS
    )
    lapsed = f"coalesce({api[LAPSES]} < day, false)"
    barred = f"coalesce({record} or {untrue} or {other}, false)"
    ready = " and ".join(f"coalesce({name}, true)" for name in willing)
    return f"""
        select case
            when not coalesce({applied} and {asked} and {listed}, true) then '不属于适用范围'
            when coalesce({risky}, false) then '不适用'
            when {barred} and not (coalesce({repaired}, false) or {lapsed}) then '不适用'
            when not ({ready}) then '应提交证明'
            else '可适用' end as outcome
        from cases
    """


def seconds(connection: Any, query: str) -> float:
    """Return how long a query keeps every thread busy: what else runs here does not count."""
    start = process_time()
    connection.execute(query).fetchall()
    (threads,) = connection.execute("select current_setting('threads')").fetchall()[0]
    return (process_time() - start) / int(threads)


def main(rows: int = ROWS) -> int:
    """Print how many rows a second each takes; return 1 where the statement is below its bound."""
    county = gaozhi.load()["qidong"]
    facts = county.vocabulary.facts
    api = {name: facts[name].api.replace(".", "_") for name in (*TRUTHS, LAPSES)}
    connection = duckdb.connect()
    connection.register("given", cases(rows).rename({**api, DAY: "day"}).to_arrow())
    connection.execute("create table cases as select * from given")

    def ours(*words: str) -> str:
        text = county.sql("适用性", on="day", columns=[*api.values()], words=words)
        counted = ", ".join(f"max(len({word}))" for word in (*words, "error"))
        return f"select {counted} from ({text})"

    queries = {
        "outcome, possible": ours("outcome", "possible"),
        "outcome, grounds": ours("outcome", "grounds"),
        "CASE by hand": f"select max(len(outcome)) from ({by_hand(api)})",
    }
    took = dict.fromkeys(queries, float("inf"))
    for _ in range(RUNS):
        for name, query in queries.items():
            took[name] = min(took[name], seconds(connection, query))
    for name in queries:
        print(f"{name:20}{rows / took[name]:14,.0f} rows/s")
    print("by hand it is the outcome alone, as if all were known")
    return 0 if rows / took["outcome, possible"] >= BOUND else 1


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
