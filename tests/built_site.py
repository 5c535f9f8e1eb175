"""Examples of what keeps pages from being written."""

import shutil
import sys
from pathlib import Path

import pytest

from gaozhi.site import build
from gaozhi.site._site import environment
from tests.bundles import built
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE


def _without_jinja(folder: Path, patch: pytest.MonkeyPatch) -> Found:
    environment.cache_clear()
    patch.setitem(sys.modules, "jinja2", None)
    return attempt(lambda: build(None, folder))


def _with_other_files(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    (folder / "通知.docx").write_bytes(b"")
    return attempt(lambda: build(None, folder))


def _named_like_a_folder(folder: Path, _: pytest.MonkeyPatch) -> Found:
    shutil.copytree(BASE, folder)
    catalog = folder / "catalogs" / "demo.yaml"
    text = catalog.read_text(encoding="utf-8")
    assert "\nid: demo\n" in f"\n{text}"
    catalog.write_text(f"\n{text}".replace("\nid: demo\n", "\nid: compare\n"), encoding="utf-8")
    bundle = built(folder / "规则.gaozhi", folder)
    return attempt(lambda: build(bundle, folder / "public"))


BUILT = {
    "GZ750": _without_jinja,
    "GZ751": _with_other_files,
    "GZ752": _named_like_a_folder,
}
WITHOUT_PLACE = frozenset(BUILT)
