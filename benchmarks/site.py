"""Pages: what it takes to write those of every county there is, and how large a first page is.

    python -m benchmarks.site [COUNTIES [WRITTEN]]

Every county has rules of its own and a list of 100 certificates, each with its guide and its
notice as a Word file. Some are written by two processes, and from those it is reckoned what all
take; with WRITTEN as large as COUNTIES, all are written.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from pathlib import Path

import gaozhi
from benchmarks.bundles import COUNTIES, write_alike
from benchmarks.counties import write_counties
from benchmarks.measuring import said

FEW, WRITTEN = 64, 160
"""How many counties are written; what every further one takes is read from the two."""
_WRITE = """
import resource, time
from gaozhi.site import build
if __name__ == "__main__":
    start = time.perf_counter()
    made = build({!r}, {!r}, jobs=2)
    took = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    # Two workers, each as large as the larger.
    print(took, worked, (own.ru_maxrss + 2 * others.ru_maxrss) / 1024, made.size / 1e6, made.files)
"""

Row = tuple[str, str, float, float | None]


def rows(counties: int = COUNTIES, written: int = WRITTEN) -> list[Row]:
    """Return what was measured: name, against what, how much, at most."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        write_counties(place / "folder", 1)
        gaozhi.build_bundle(place / "folder", place / "built.gaozhi")
        few = _measured(place, FEW)
        some = _measured(place, written)
        first = ["county0000/index.html", "assets/site.css", "assets/search.js"]
        loaded = sum(len(gzip.compress((place / "public" / one).read_bytes())) for one in first)
    each = [(more - less) / (written - FEW) for more, less in zip(some, few, strict=True)]
    took, worked, resident, size, files = (
        number + one * (counties - written) for number, one in zip(some, each, strict=True)
    )
    told = f"{counties} 个地区"
    if written != counties:
        told += f"，按 {FEW} 个和 {written} 个推算"
    return [
        (f"生成网页：{told}，两个进程，分钟", "", took / 60, 10),
        (f"生成网页：{told}，处理器用时的一半，分钟", "", worked / 120, 10),
        (f"生成网页：{told}，驻留的 MiB", "", resident, 2048),
        (f"生成网页：{told}，写了多少 GB", "", size / 1000, None),
        (f"生成网页：{told}，写了多少个文件", "", files, None),
        ("一个地区的首页，连同样式和脚本，压缩后的 kB", "", loaded / 1000, 60),
    ]


def _measured(place: Path, count: int) -> list[float]:
    """Return seconds, seconds of the processor, MiB, MB and files of writing so many counties."""
    write_alike(place / "built.gaozhi", place / "some.gaozhi", count)
    written_by = _WRITE.format(str(place / "some.gaozhi"), str(place / "public"))
    return [float(one) for one in said(written_by).split()]


def main(arguments: list[str]) -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    start = time.perf_counter()
    found = rows(*map(int, arguments))
    for name, against, number, bound in found:
        beside = f"，对 {against}" if against else ""
        most = "" if bound is None else f"（至多 {bound:g}）"
        print(f"{number:10.2f}  {name}{beside}{most}")
    print(f"{time.perf_counter() - start:10.2f}  秒，全部")
    return int(any(bound is not None and number > bound for _, _, number, bound in found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
