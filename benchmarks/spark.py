"""`python -m benchmarks.spark [ROWS]`: Spark on local[2], outcome and possibilities, and grounds.

The cases are those of `benchmarks.frames`, cached in memory first; every row's answer is computed,
and counted. Beside it stands reading the cached rows alone.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path
from time import perf_counter
from typing import Any

import gaozhi
from benchmarks.frames import DAY, LAPSES, TRUTHS, cases
from gaozhi.portable import spark

ROWS = 4_000_000
RUNS = 3
BOUND = 500_000
"""As many rows a second the outcome and its possibilities take at least."""


def session() -> Any:
    """Return a session of two threads."""
    warnings.simplefilter("ignore")
    from pyspark.sql import SparkSession

    found = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
    found.sparkContext.setLogLevel("ERROR")
    return found


def seconds(frame: Any) -> float:
    """Return how long every column of a frame takes, at best."""
    best = float("inf")
    for _ in range(RUNS):
        start = perf_counter()
        frame.write.format("noop").mode("overwrite").save()
        best = min(best, perf_counter() - start)
    return best


def main(rows: int = ROWS) -> int:
    """Print how many rows a second each takes; return 1 where it is below its bound."""
    county = gaozhi.load()["qidong"]
    facts = county.vocabulary.facts
    names = {name: facts[name].api.replace(".", "_") for name in (*TRUTHS, LAPSES)}
    started = session()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "cases.parquet"))
        cases(rows).rename({**names, DAY: "day"}).write_parquet(path)
        frame = started.read.parquet(path).repartition(4).cache()
        frame.count()
        alone = seconds(frame)
        outcome = seconds(spark.decide(frame, county, "适用性", on="day"))
        grounds = seconds(spark.decide(frame, county, "适用性", on="day", grounds=True))
        started.stop()
    print(f"{rows} rows, local[2]")
    print(f"outcome, possible   {rows / outcome:14,.0f} rows/s")
    print(f"and grounds, joined {rows / grounds:14,.0f} rows/s")
    print(f"reading the rows    {rows / alone:14,.0f} rows/s")
    return 0 if rows / outcome >= BOUND else 1


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
