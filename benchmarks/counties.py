"""A folder of as many counties as are wanted, each with rules and a list of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LIKE = "qidong"
"""The bundled county that the others are copied from: the one whose list is at hand."""


def write_counties(folder: Path, count: int, items: int = 100) -> None:
    """Write the rules and catalogs of counties that are nobody's.

    Args:
        folder: receives ``rules/`` and ``catalogs/``.
        count: how many counties.
        items: how many certificates the list of each has.

    """
    (folder / "catalogs").mkdir(parents=True)
    text = (ROOT / "catalogs" / f"{_LIKE}.yaml").read_text(encoding="utf-8")
    text = _listed(text, items)
    for place in range(count):
        id_ = f"county{place:04}"
        unwanted = shutil.ignore_patterns("scenarios")
        shutil.copytree(ROOT / "rules" / _LIKE, folder / "rules" / id_, ignore=unwanted)
        told = {"county": f"第{place:04}县", "id": id_, "rules": id_, "code": f'"{100000 + place}"'}
        own = text
        for key, value in told.items():
            own = re.sub(rf"(?m)^{key}:.*$", f"{key}: {value}", own)
        (folder / "catalogs" / f"{id_}.yaml").write_text(own, encoding="utf-8")


def _listed(text: str, items: int) -> str:
    """Return a catalog with other items."""
    head, _, _ = text.partition("\nitems:")
    rows = [
        f"  - {{number: {n}, certificate: 第{n}种证明, matter: 第{n // 3}个事项, "
        "departments: {county: 市公安局}, facts: {}}"
        for n in range(1, items + 1)
    ]
    return "\n".join([head, "items:", *rows, ""])
