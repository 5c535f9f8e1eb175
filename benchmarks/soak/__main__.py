"""``make soak``: run every part, say how it went, and fail where one did.

A part is a module of this package with ``run() -> Outcome``. Name parts to run only those.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

from benchmarks import soak


def main(wanted: list[str]) -> int:
    """Return 1 where a part failed."""
    failed = 0
    names = [found.name for found in iter_modules(soak.__path__) if found.name[0] != "_"]
    for name in wanted or names:
        part = import_module(f"benchmarks.soak.{name}")
        if hasattr(part, "run"):
            print(f"== {name}：{(part.__doc__ or '').splitlines()[0]}", flush=True)
            outcome = part.run()
            failed += not outcome.sound
            print("\n".join([*outcome.said, "通过" if outcome.sound else "没有通过"]), flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
