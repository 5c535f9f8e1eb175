"""`python -m benchmarks.frames [ROWS]`: a frame beside a loop over `decide`, and numpy by hand.

Of the columns, 13 state facts; of every fact but the day, one row in twenty states nothing.
"""

from __future__ import annotations

import sys
import warnings
from datetime import date
from time import process_time
from typing import Any

import numpy
import polars

import gaozhi
from benchmarks.handwritten import FROM

ROWS = 200_000
LOOPED = 2_000
TRUTHS = (
    "事项.依申请办理",
    "事项.要求提供证明",
    "证明.在清单内",
    "证明.其他高风险",
    "申请人.有较严重不良信用记录",
    "申请人.曾作出不实承诺",
    "申请人.有其他失信情形",
    "申请人.信用已修复",
    "申请人.愿意承诺",
    "申请人.能够承诺",
    "申请人.愿意承担不实承诺责任",
)
DAY, LAPSES = "办理.日期", "申请人.失信信息有效期届满日"
WORDS = ("outcome", "grounds")


def cases(rows: int, *, likely: float = 0.8, unknown: float = 0.05, seed: int = 1) -> Any:
    """Return a frame of cases.

    Args:
        rows: how many.
        likely: how often a fact is what it usually is.
        unknown: how often it is not known.
        seed: of the draw.

    """
    draw = numpy.random.default_rng(seed)
    usual = {name: not name.startswith("申请人.有") and "曾" not in name for name in TRUTHS}
    usual["证明.其他高风险"] = False
    columns: dict[str, Any] = {}
    for name in TRUTHS:
        values = polars.Series((draw.random(rows) < likely) == usual[name])
        columns[name] = values.set(polars.Series(draw.random(rows) < unknown), None)
    for name, share in ((DAY, 0.0), (LAPSES, unknown)):
        days = (FROM - date(1970, 1, 1)).days + draw.integers(0, 1000, rows)
        values = polars.Series(days.astype("int32")).cast(polars.Date)
        columns[name] = values.set(polars.Series(draw.random(rows) < share), None)
    return polars.DataFrame(columns)


def by_hand(frame: Any) -> Any:
    """Return which rows are certainly outside, as one writes it in numpy: the least there is."""
    known = {name: frame[name].fill_null(value=True).to_numpy() for name in TRUTHS}
    bad = known[TRUTHS[4]] | known[TRUTHS[5]] | known[TRUTHS[6]]
    lapsed = frame[LAPSES].to_numpy() < frame[DAY].to_numpy()
    outside = ~known[TRUTHS[0]] | ~known[TRUTHS[1]] | known[TRUTHS[3]]
    return numpy.select([outside, bad & ~(known[TRUTHS[7]] | lapsed)], [0, 1], 2)


def main(rows: int = ROWS) -> int:
    """Print how many rows a second each takes, and how they compare."""
    warnings.simplefilter("ignore")
    county = gaozhi.load()["qidong"]
    frame = cases(rows)
    county.decide_frame(frame.head(100), words=WORDS)
    seen: list[int] = []
    start = process_time()
    answers = county.decide_frame(frame, words=WORDS, on_progress=lambda _, of: seen.append(of))
    whole = process_time() - start
    some = frame.head(LOOPED).to_dicts()
    start = process_time()
    alone = [county.decide(row) for row in some]
    said = [(one.outcome, [*dict.fromkeys(g.rule for g in one.grounds)]) for one in alone]
    each = (process_time() - start) / len(some)
    assert said == list(zip(*(answers[word].head(LOOPED).to_list() for word in WORDS), strict=True))
    start = process_time()
    by_hand(frame)
    hand = process_time() - start
    print(f"{rows} rows, {seen[-1]} different ones")
    print(f"decide_frame    {rows / whole:12,.0f} rows/s")
    print(f"decide in a loop{1 / each:12,.0f} rows/s   {each * rows / whole:.0f} times slower")
    print(f"numpy by hand   {rows / hand:12,.0f} rows/s   outcome alone, as if all were known")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
