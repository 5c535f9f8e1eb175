"""Loading and a first answer in a fresh interpreter: as a wheel is installed, and in a checkout.

An installed package carries what it bundles compiled; a checkout compiles its YAML, which may have
been edited. The bounds are on the first, which is what users have; both are shown.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.installed import ROOT, lay_installed
from benchmarks.measuring import fresh

MODEL = "from pydantic import BaseModel"
CASE = ROOT / "examples" / "失信未届满.yaml"
LOAD = "import gaozhi; gaozhi.load()"
FIRST = "import gaozhi; gaozhi.load()['qidong'].decide({})"
EVERYTHING = "import gaozhi; list(gaozhi.load().values())"
COMMAND = f"""
import contextlib, io
from gaozhi.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    assert main(["decide", {str(CASE)!r}]) == 0
"""

Row = tuple[str, str, float, float | None]


def rows() -> list[Row]:
    """Return what was measured: name, against what, how many times, at most."""
    with tempfile.TemporaryDirectory() as temporary:
        installed, checkout = lay_installed(Path(temporary)), ROOT
        pydantic, importing, load, first, everything, command, *slow = fresh(
            MODEL,
            ("import gaozhi", installed),
            (LOAD, installed),
            (FIRST, installed),
            (EVERYTHING, installed),
            (COMMAND, installed),
            (FIRST, checkout),
            (EVERYTHING, checkout),
            (COMMAND, checkout),
        )
    of_yaml, everything_of_yaml, command_of_yaml = slow
    answer = "载入并作出第一次判断"
    decide = "gaozhi decide 案件.yaml"
    return [
        ("安装的：载入，还没有问任何地区（含导入）", MODEL, load / pydantic, 0.5),
        ("安装的：载入，作出一个地区的第一次判断（含导入）", MODEL, first / pydantic, 3),
        ("安装的：载入全部随包内容（含导入）", MODEL, everything / pydantic, 4),
        (f"安装的：{decide}（含导入）", f"安装的{answer}", command / first, 1.5),
        ("检出的：载入，作出一个地区的第一次判断（含导入）", MODEL, of_yaml / pydantic, None),
        ("检出的：载入全部随包内容（含导入）", MODEL, everything_of_yaml / pydantic, None),
        (f"检出的：{decide}（含导入）", f"检出的{answer}", command_of_yaml / of_yaml, None),
        ("import gaozhi，超出的毫秒", MODEL, 1e3 * (importing - pydantic), 50),
    ]


def main() -> int:
    """Print what was found beside its bound; return 1 when a bound is passed."""
    found = rows()
    for name, against, ratio, bound in found:
        print(
            f"{ratio:10.2f}  {name}，对 {against}{'' if bound is None else f'（至多 {bound:g}）'}"
        )
    return int(any(bound is not None and ratio > bound for _, _, ratio, bound in found))


if __name__ == "__main__":
    raise SystemExit(main())
