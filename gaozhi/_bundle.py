"""Where the bundled rules, catalogs and diagnostic pages are, installed or in a checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path

__all__ = ["bundle_folder", "diagnostics_folder"]

_PACKAGE = Path(__file__).resolve().parent


def bundle_folder() -> Path | None:
    """Return the folder that holds the bundled ``rules/`` and ``catalogs/``; None if it is gone.

    A wheel carries them as ``gaozhi/_data``. An editable install reads them from the checkout,
    which is recognised by a pyproject.toml that names gaozhi.
    """
    data = _PACKAGE / "_data"
    if (data / "rules").is_dir():
        return data
    return _checkout()


def diagnostics_folder() -> Path | None:
    """Return the folder with one page for every diagnostic code; None if it is gone."""
    data = _PACKAGE / "_data" / "diagnostics"
    if data.is_dir():
        return data
    checkout = _checkout()
    return None if checkout is None else checkout / "docs" / "diagnostics"


def _checkout() -> Path | None:
    root = _PACKAGE.parent
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    return root if project.get("project", {}).get("name") == "gaozhi" else None
