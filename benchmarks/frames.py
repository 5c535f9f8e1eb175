"""`python -m benchmarks.frames [ROWS]`: a frame beside a loop over `decide`, and numpy by hand.

Of the columns, 13 state facts; of every fact but the day, one row in twenty states nothing.
"""

from __future__ import annotations

import sys
import warnings
from datetime import date
from typing import Any

import numpy
import polars

import gaozhi
from benchmarks.handwritten import FROM
from benchmarks.measuring import side_by_side
from gaozhi import Decision

ROWS = 4_000_000
LOOPED = 2_000
ROUNDS = 5
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


Row = tuple[str, str, float, float, bool]


def rows(count: int = ROWS) -> list[Row]:
    """Return what was measured: name, against what, how many, the bound, whether it is the least.

    The seconds are the processor's, of all threads together, the best of several rounds in turn.
    """
    county = gaozhi.load()["qidong"]
    frame = cases(count)
    some = frame.head(LOOPED).to_dicts()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answers = county.decide_frame(frame, words=WORDS)
        whole, loop, hand = side_by_side(
            (lambda one: county.decide_frame(one, words=WORDS), [frame]),
            (lambda some: [_said(county.decide(row)) for row in some], [some]),
            (by_hand, [frame]),
            rounds=ROUNDS,
        )
    said = [_said(county.decide(row)) for row in some]
    assert said == list(zip(*(answers[word].head(LOOPED).to_list() for word in WORDS), strict=True))
    millions = count / 1e6
    name = f"{millions:g} 百万行，13 列，结论和依据"
    return [
        (f"{name}：每秒百万行", "", millions / whole, 1.5, True),
        (f"{name}：比逐行 decide 快的倍数", "", loop / LOOPED * count / whole, 100, True),
        ("同样的行，用 numpy 手写结论（当作都知道）：每秒百万行", "", millions / hand, 0, True),
    ]


def _said(decision: Decision) -> tuple[str | None, list[str]]:
    return decision.outcome, [*dict.fromkeys(ground.rule for ground in decision.grounds)]


def main(count: int = ROWS) -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    found = rows(count)
    for name, _, value, least, _ in found:
        print(f"{value:10.2f}  {name}{f'（至少 {least:g}）' if least else ''}")
    return int(any(value < least for _, _, value, least, _ in found))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
