"""The package as a wheel lays it down: what is bundled beside the code, compiled and as YAML."""

from __future__ import annotations

import shutil
from pathlib import Path

from gaozhi.workspace.prebuilt import write_prebuilt

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = {
    "catalogs": "catalogs",
    "rules": "rules",
    "docs/diagnostics": "diagnostics",
    "schemas": "schemas",
    "runtimes/javascript": "runtimes/javascript",
}
"""Where the folders of a checkout stand below ``gaozhi/_data``."""


def lay_installed(target: Path) -> Path:
    """Lay the package down below a folder, as installing a wheel does; return that folder."""
    package = target / "gaozhi"
    unwanted = shutil.ignore_patterns("__pycache__", "_data")
    shutil.copytree(ROOT / "gaozhi", package, ignore=unwanted)
    for place, name in BUNDLED.items():
        shutil.copytree(ROOT / place, package / "_data" / name)
    write_prebuilt(ROOT, package / "_data")
    return target
