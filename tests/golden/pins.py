"""What is pinned: digests of programs, answers, quoted outputs, and what wrong files are told.

`python -m tests.golden.pins` writes the file anew; the difference that git then shows is what has changed.
"""

import json
import re
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

import gaozhi
from gaozhi.source import CODES
from tests.built import BUILT
from tests.diagnostic_pages import look, read_page
from tests.places import REPOSITORY

FILE = Path(__file__).parent / "golden.json"

_QUOTED = re.compile(r"^```(?:console|text|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def programs() -> dict[str, str]:
    """Return the digest of every bundled program, by its jurisdiction's id."""
    library = gaozhi.load()
    return {id_: library[id_].decide({}).to_dict()["program"]["digest"] for id_ in library}


def answers() -> dict[str, str]:
    """Return the digest of every conformance file; their own tests hold them to the engine."""
    files = sorted((REPOSITORY / "conformance" / "cases").glob("*.json"))
    return {path.stem: _digest(path.read_bytes()) for path in files}


def quoted() -> dict[str, str]:
    """Return the digest of what each page quotes; the pages' own tests run what they quote."""
    pages = [
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / "examples").rglob("*.md"),
    ]
    found = {}
    for page in sorted(pages):
        blocks = _QUOTED.findall(page.read_text(encoding="utf-8"))
        if blocks:
            found[page.relative_to(REPOSITORY).as_posix()] = _digest("\0".join(blocks).encode())
    return found


def diagnostics(code: str, folder: Path) -> list[str]:
    """Return what the wrong example of a code's page is told, without the folder's own place."""
    with pytest.MonkeyPatch.context() as patch:
        if code in BUILT:
            found = BUILT[code](folder, patch)
        else:
            found = look(read_page(code).files("错"), folder)
    place = re.compile(re.escape(folder.parent.as_posix()) + "/?")
    # A name that only this run gave to a file says nothing about the file.
    return [place.sub("", str(one)) for one in found.diagnostics]


def everything() -> dict[str, object]:
    """Return all that is pinned."""
    told = {}
    for code in sorted(CODES):
        with tempfile.TemporaryDirectory() as folder:
            told[code] = diagnostics(code, Path(folder).resolve() / "folder")
    return {
        "programs": programs(),
        "answers": answers(),
        "quoted": quoted(),
        "diagnostics": told,
    }


def text_of(pins: dict[str, object]) -> str:
    """Return the pins as the file holds them."""
    return json.dumps(pins, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


if __name__ == "__main__":
    FILE.write_text(text_of(everything()), encoding="utf-8")
