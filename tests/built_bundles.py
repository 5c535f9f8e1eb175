"""Bundles that are wrong in one way each: the examples of GZ712 to GZ718."""

from pathlib import Path

import pytest

import gaozhi
from tests.bundles import built, key_pair, rewrite
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE


def _spoilt(spoil):
    def build(folder: Path, _: pytest.MonkeyPatch) -> Found:
        folder.mkdir()
        path = built(folder / "规则.gaozhi")
        spoil(path)
        return attempt(lambda: gaozhi.load(path)["示范县"])

    return build


def _newer(about: dict, parts: dict) -> None:
    about["gaozhi"] = "9.0.0"
    parts["programs/demo"]["records"]["Rule"].append("more")


def _altered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)


def _unsigned(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    path = built(folder / "规则.gaozhi")
    public = key_pair(folder)[1]
    return attempt(lambda: gaozhi.load(path, trusted=[public]))


def _private_key(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    private = key_pair(folder)[0]
    return attempt(lambda: gaozhi.load(folder / "规则.gaozhi", trusted=[private]))


def _not_archived(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    built(folder / "2024.gaozhi")
    data = gaozhi.load(BASE, bundled=False)["示范县"].decide({}).receipt().to_dict()
    del data["digest"], data["signature"]
    data["digests"]["program"] = f"sha256:{'0' * 64}"
    return attempt(lambda: gaozhi.find_archived(gaozhi.Receipt(data), folder))


BUILT = {
    "GZ712": _spoilt(lambda path: path.write_bytes(b"PK\x03\x04 a zip file")),
    "GZ713": _spoilt(lambda path: rewrite(path, _newer)),
    "GZ714": _spoilt(lambda path: path.write_bytes(path.read_bytes()[:-1])),
    "GZ715": _spoilt(_altered),
    "GZ716": _unsigned,
    "GZ717": _private_key,
    "GZ718": _not_archived,
}
WITHOUT_PLACE = frozenset(BUILT)
