"""``python -m benchmarks.checking``: a check of many counties is linear in them, and stays small.

Every county has the rules of 启东市, under a name of its own, and a list of a hundred items.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import said

ROOT = Path(__file__).resolve().parent.parent
MODEL = "qidong"
ITEMS = 100
FEW, MANY = 100, 500
MOST_MEMORY = 600
MOST_OF_LINEAR = 1.5
MOST_OF_LOADING = 10.0

_MEASURED = """
import json, resource, sys
from time import perf_counter
import gaozhi
start = perf_counter()
report = gaozhi.check({folder!r})
took = perf_counter() - start
found = [d for d in report.diagnostics if d.severity != "note"]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
mib = peak / (1 << 20) if sys.platform == "darwin" else peak / 1024
print(json.dumps([took, mib, report.counts["jurisdictions"], [str(d) for d in found[:3]]]))
"""
_COMPARED = """
from time import perf_counter
import gaozhi
def best(call):
    times = []
    for _ in range(5):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)
def everything():
    return list(gaozhi.load().values())
print(best(gaozhi.check) / best(everything))
"""


def generate(folder: Path, counties: int) -> None:
    """Write that many counties below a folder, each sound and without a warning."""
    head, _, _ = (
        (ROOT / "catalogs" / f"{MODEL}.yaml").read_text(encoding="utf-8").partition("items:")
    )
    rows = "".join(
        f"  - {{number: {number}, certificate: 证明{number}, matter: 事项{number % 30}}}\n"
        for number in range(1, ITEMS + 1)
    )
    (folder / "catalogs").mkdir(parents=True)
    for number in range(counties):
        id_ = f"county{number:03}"
        shutil.copytree(ROOT / "rules" / MODEL, folder / "rules" / id_)
        own = {"county": f"第{number}县", "id": id_, "rules": id_, "code": f'"9{number:05}"'}
        catalog = head
        for key, value in own.items():
            catalog = re.sub(f"^{key}: .*$", f"{key}: {value}", catalog, flags=re.MULTILINE)
        text = f"{catalog}items:\n{rows}"
        (folder / "catalogs" / f"{id_}.yaml").write_text(text, encoding="utf-8", newline="\n")


def measured(counties: int) -> tuple[float, float]:
    """Return the seconds and the MiB that a check of that many counties takes, on its own."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "many"
        generate(folder, counties)
        took, mib, checked, found = json.loads(said(_MEASURED.format(folder=str(folder))))
    assert checked >= counties, checked
    assert not found, found
    return took, mib


def against_loading() -> float:
    """Return how many times the time of loading everything bundled a check of it takes."""
    return float(said(_COMPARED))


def main() -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    ratio = against_loading()
    few, _ = measured(FEW)
    many, mib = measured(MANY)
    growth = many / few / (MANY / FEW)
    rows = [
        (ratio, MOST_OF_LOADING, "检查全部随包内容，对 载入"),
        (growth, MOST_OF_LINEAR, f"{MANY} 个县对 {FEW} 个县，每个县所用的时间"),
        (mib, float(MOST_MEMORY), f"{MANY} 个县，每县 {ITEMS} 项，内存的 MiB"),
    ]
    for found, bound, name in rows:
        print(f"{found:10.1f}  {name}（至多 {bound:g}）")
    print(f"{FEW} 个县 {few:.1f} 秒，{MANY} 个县 {many:.1f} 秒")
    return int(any(found > bound for found, bound, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
