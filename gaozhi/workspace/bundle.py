"""The places of the bundled rules, catalogs and diagnostic pages, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

from gaozhi.errors import CatalogError
from gaozhi.source import CODES, Diagnostic

__all__ = ["bundle_folder", "explain_code", "require_bundle"]

_PACKAGE = Path(__file__).resolve().parents[1]


def bundle_folder() -> Path | None:
    """Return the folder of the bundled ``rules/`` and ``catalogs/``; None if it is missing.

    A wheel carries them as ``gaozhi/_data``. An editable install reads them from the checkout,
    which is recognised by a pyproject.toml that names gaozhi.
    """
    data = _PACKAGE / "_data"
    if (data / "rules").is_dir():
        return data
    return _checkout()


def require_bundle() -> Path:
    """Return the folder of the bundled ``rules/`` and ``catalogs/``.

    Raises:
        CatalogError: it is missing.

    """
    bundle = bundle_folder()
    if bundle is None:
        message = "随包的规则和目录不见了"
        raise CatalogError([Diagnostic.error("GZ701", message, help="重新安装 gaozhi")])
    return bundle


def _diagnostics_folder() -> Path | None:
    """Return the folder with one page for every diagnostic code; None if it is missing."""
    data = _PACKAGE / "_data" / "diagnostics"
    if data.is_dir():
        return data
    checkout = _checkout()
    return None if checkout is None else checkout / "docs" / "diagnostics"


def explain_code(code: str) -> str | None:
    """Return the page of a diagnostic code, as Markdown; None for a code that does not exist."""
    wanted = code.strip().upper() if isinstance(code, str) else ""
    folder = _diagnostics_folder()
    if wanted not in CODES or folder is None:
        return None
    try:
        return (folder / f"{wanted}.md").read_text(encoding="utf-8")
    except OSError:
        return f"# {wanted} {CODES[wanted]}\n"


def _checkout() -> Path | None:
    import tomllib  # no installed package gets here

    root = _PACKAGE.parent
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    return root if project.get("project", {}).get("name") == "gaozhi" else None
