"""How long something takes: in a fresh interpreter, and a call at a time.

Calls are measured in the time of this process, which a machine that is busy with others lengthens
far less than that of the clock.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

RUNS = 9


def fresh(*statements: str | tuple[str, Path]) -> tuple[float, ...]:
    """Return the seconds of each statement in fresh interpreters, the best of many runs in turn.

    A statement may come with the folder that gaozhi is taken from; else it is that of this process.
    """
    told = [one if isinstance(one, tuple) else (one, None) for one in statements]
    codes = [
        (f"from time import perf_counter as p\nt = p()\n{statement}\nprint(p() - t)", place)
        for statement, place in told
    ]
    for code, place in codes:
        said(code, place)  # so that the bytecode is there
    rounds = [[float(said(*code)) for code in codes] for _ in range(RUNS)]
    return tuple(map(min, zip(*rounds, strict=True)))


def said(code: str, place: Path | None = None) -> str:
    """Return what code prints in a fresh interpreter.

    Args:
        code: the code.
        place: the folder that gaozhi is taken from; None for that of this process.

    """
    # Installed packages come compiled; a checkout must be let keep its bytecode to compare.
    keeping = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if place is not None:
        keeping["PYTHONPATH"] = str(place)
    return subprocess.check_output(
        [sys.executable, "-X", "utf8", "-c", code], env=keeping, encoding="utf-8", cwd=place
    )


def side_by_side(
    *calls: tuple[Callable[[Any], object], list[Any]], rounds: int = 60
) -> tuple[float, ...]:
    """Return the seconds of one call of each, the best of many rounds in turn.

    In turn, so that a machine that is busy for a while is busy for all of them.
    """
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for place, (call, arguments) in enumerate(calls):
            start = process_time()
            for argument in arguments:
                call(argument)
            best[place] = min(best[place], (process_time() - start) / len(arguments))
    return tuple(best)


def each(call: Callable[[Any], object], arguments: list[Any]) -> float:
    """Return the seconds of one call, the best of several rounds over all arguments."""
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        for argument in arguments:
            call(argument)
        best = min(best, process_time() - start)
    return best / len(arguments)
