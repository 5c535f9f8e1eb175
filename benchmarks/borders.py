"""``python -m benchmarks.borders``: what a stranger sends, however large, is read or refused soon.

Each input is given half as large and whole, each time to a process of its own: the seconds of the
processor and the memory that it takes beyond the loaded library, and how many times the half the
whole takes. The sizes are those that a system must expect, not the ones that are accepted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS, MIB, GROWTH = 2.0, 300.0, 3.0
RUNS = 3
MEBI = 1 << 20

_CALL = """
import sys, time
from resource import RUSAGE_SELF, getrusage
from datetime import date
import gaozhi
library = gaozhi.load()
county = library["qidong"]
sound = county.decide({{}}).receipt().to_json()
path, size = sys.argv[1], int(sys.argv[2])
def memory():
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
{make}
before, start, said = memory(), time.process_time(), "读完"
try:
    {call}
except gaozhi.GaozhiError as refused:
    said = "拒绝，" + "、".join(sorted({{one.code for one in refused.diagnostics}}))
print(time.process_time() - start, memory() - before, said)
"""
_WRITE = 'open(path, "w", encoding="utf-8").write({text})'
_EVENTS = (
    "events = [{'event': county.vocabulary.events[0], 'at': date(2025, 6, 5), 'ref': str(n)}"
    " for n in range(size)]"
)

_TOLD = "[one.explain() for one in county.timeline(events, as_of=date(2025, 7, 1))]"

# name, the size, what makes it, what is called
INPUTS: list[tuple[str, int, str, str]] = [
    (
        "案件文件，2 MiB，许多没有的事实",
        2 * MEBI,
        _WRITE.format(text='"".join(f"没有的事实{n:07}: 是\\n" for n in range(size // 30))'),
        "gaozhi.read_case(path, library)",
    ),
    (
        "案件文件，2 MiB，一个事实写得很长",
        2 * MEBI - 100,
        _WRITE.format(text='"申请人.愿意承诺: " + "是" * (size // 3) + "\\n"'),
        "gaozhi.read_case(path, library)",
    ),
    (
        "案件文件，2 MiB，尽是制表符",
        2 * MEBI,
        _WRITE.format(text='"a\\t" * (size // 2)'),
        "gaozhi.read_case(path, library)",
    ),
    (
        "传给 decide 的 30,000 个没有的事实",
        30_000,
        'facts = {f"没有.事实{n}": True for n in range(size)}',
        "county.decide(facts)",
    ),
    (
        "凭据，2 MiB",
        2 * MEBI,
        "text = '{\"format\": [' + ('\"' + '1' * 60 + '\",') * (size // 63) + '\"\"]}'",
        "gaozhi.parse_receipt(text)",
    ),
    (
        "凭据，250 KiB，别的都对，说明很长",
        250 * 1024 - 20_000,
        "import json; given = json.loads(sound); given['note'] = ['1' * 60] * (size // 64); "
        "text = json.dumps(given, ensure_ascii=False)",
        "gaozhi.parse_receipt(text)",
    ),
    ("时间线，14,000 件事", 14_000, _EVENTS, _TOLD),
    ("时间线，1,000 件事", 1_000, _EVENTS, _TOLD),
]  # fmt: skip


def measured(size: int, make: str, call: str) -> tuple[float, float, str]:
    """Return the seconds, the MiB and what became of one input; the best of several processes."""
    code = _CALL.format(make=make, call=call)
    found = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            arguments = [sys.executable, "-c", code, str(Path(folder, "案件.yaml")), str(size)]
            said = subprocess.check_output(arguments, encoding="utf-8")
        seconds, memory, became = said.split(" ", 2)
        found.append((float(seconds), int(memory) / MEBI, became.strip()))
    return min(found)


def main() -> int:
    """Print what each input takes; return 1 where one passes a bound."""
    passed = True
    for name, size, make, call in INPUTS:
        half, _, _ = measured(size // 2, make, call)
        seconds, memory, became = measured(size, make, call)
        growth = seconds / max(half, 0.005)
        sound = seconds <= SECONDS and memory <= MIB and growth <= GROWTH
        passed &= sound
        print(
            f"{seconds:6.2f} 秒  {memory:5.0f} MiB  一半的 {growth:.1f} 倍  {name}：{became}"
            f"{'' if sound else '  超过限度'}"
        )
    print(f"限度：{SECONDS:g} 秒，{MIB:g} MiB，一半的 {GROWTH:g} 倍")
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
