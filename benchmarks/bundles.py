"""Bundles: opening one of very many counties and a first decision, and what making one takes.

    python -m benchmarks.bundles [COUNTIES [BUILT]]

Every county has rules of its own and a list of 100 certificates. For reading, one is compiled, and
stands under so many names; for making, so many folders of rules and catalogs are compiled.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import gaozhi
from benchmarks.counties import write_counties
from benchmarks.installed import lay_installed
from benchmarks.measuring import fresh, said
from gaozhi.source.container import Container, ContainerWriter

COUNTIES = 2_843
"""How many counties there are."""
BUILT = 60
OPENED = "import gaozhi\nlibrary = gaozhi.load({!r})\nlibrary[{!r}].decide({{}})"
MEMORY = """
from pathlib import Path
(line,) = (one for one in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in one)
print(int(line.split()[1]) / 1024)
"""
BUILD = """
import gaozhi
gaozhi.build_bundle({!r}, {!r})
"""

Row = tuple[str, str, float, float | None]


def rows(counties: int = COUNTIES, built: int = BUILT) -> list[Row]:
    """Return what was measured: name, against what, how many times or how many MiB, at most."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        write_counties(place / "folder", 1)
        gaozhi.build_bundle(place / "folder", place / "built.gaozhi")
        for name, count in (("one", 1), ("all", counties)):
            write_alike(place / "built.gaozhi", place / f"{name}.gaozhi", count)
        write_counties(place / "few", 2)
        write_counties(place / "many", built)
        package = lay_installed(place / "package")
        last = f"county{counties - 1:04}"
        first = OPENED.format(str(place / "one.gaozhi"), "county0000")
        many = OPENED.format(str(place / "all.gaozhi"), last)
        of_one, of_many = fresh((first, package), (many, package))
        resident = float(said(many + MEMORY, package))
        building = [
            float(said(BUILD.format(str(place / name), str(place / name) + ".gaozhi") + MEMORY))
            for name in ("few", "many")
        ]
        growth = (building[1] - building[0]) / (built - 2)
    every = building[0] + growth * COUNTIES
    first_of = f"规则包：{counties} 个地区，打开并作出第一次判断"
    return [
        (f"{first_of}（含导入）", "一个地区的规则包", of_many / of_one, 1.5),
        (f"{first_of}，驻留的 MiB", "", resident, 60),
        (f"做规则包：{built} 个地区，驻留的 MiB", "", building[1], 1024),
        (f"做规则包：{COUNTIES} 个地区，按每个地区的增长推算，驻留的 MiB", "", every, 1024),
    ]


def write_alike(bundle: Path, target: Path, count: int) -> None:
    """Write a bundle in which the first county stands under so many names, and nobody else."""
    container = Container(bundle)
    old = ("county0000", "第0000县", "100000")
    (row,) = (row for row in container.about["jurisdictions"] if row[0] == old[0])
    part = container.part(f"programs/{old[0]}")
    places = [part["parts"].index(word) for word in old]
    rows = []
    with target.open("wb") as file:
        writer = ContainerWriter(file)
        for number in range(count):
            names = (f"county{number:04}", f"第{number:04}县", f"{100000 + number}")
            for place, word in zip(places, names, strict=True):
                part["parts"][place] = word
            writer.add(f"programs/{names[0]}", part)
            rows.append([*names, row[3]])
        writer.add("calendars", container.part("calendars"))
        writer.finish({**container.about, "jurisdictions": rows})


def main(arguments: list[str]) -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    found = rows(*map(int, arguments))
    for name, against, number, bound in found:
        beside = f"，对 {against}" if against else ""
        print(f"{number:10.2f}  {name}{beside}（至多 {bound:g}）")
    return int(any(bound is not None and number > bound for _, _, number, bound in found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
