"""``make soak``: run every part of the soak, one after the other; a part that fails ends it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import benchmarks.soak


def main() -> None:
    """Call ``run()`` of every module beside this one, in order of name."""
    for module in pkgutil.iter_modules(benchmarks.soak.__path__):
        if not module.name.startswith("_"):
            print(f"== {module.name}", flush=True)
            import_module(f"benchmarks.soak.{module.name}").run()


if __name__ == "__main__":
    main()
