"""The pages of docs/diagnostics, taken apart, and the sound folder that their examples change."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import gaozhi
from gaozhi.source import Diagnostic, Severity
from tests.builders import write_files
from tests.places import BASE, REPOSITORY

FOLDER = REPOSITORY / "docs" / "diagnostics"

# Words of a parser; a command of ours that is named to the reader is none.
ENGLISH = re.compile(r"(?<![A-Za-z])(?<!gaozhi )(?!gaozhi )[A-Za-z]{2,} [A-Za-z]{2,}")
"""Two English words in a row: a sentence that a library wrote, not a key."""

_FENCE = re.compile(r"^```(?:yaml|toml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page: its title line, its sections by heading, and the files that a section shows."""

    code: str
    title: str
    sections: dict[str, str]

    def files(self, heading: str) -> dict[str, str]:
        """Return the example files of a section, by their name below the folder."""
        return dict(_FENCE.findall(self.sections[heading]))


@dataclass(frozen=True)
class Found:
    """What a folder or a case yields, with the texts to render it."""

    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]

    @property
    def codes(self) -> set[str]:
        return {found.code for found in self.diagnostics}

    @property
    def faults(self) -> list[str]:
        return [str(d) for d in self.diagnostics if d.severity is not Severity.NOTE]


def read_page(code: str) -> Page:
    """Return the page of a code."""
    text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, says = head.partition("\n")
    sections = dict(part.split("\n", 1) for part in parts)
    return Page(code, title, {"": says.strip(), **sections})


def lay(files: dict[str, str], folder: Path) -> Path:
    """Write files below a copy of the sound folder; a lone vocabulary stands without it."""
    if list(files) != ["rules/vocabulary.yaml"]:
        shutil.copytree(BASE, folder)
    return write_files(folder, files)


def look(files: dict[str, str], folder: Path) -> Found:
    """Return what the library says of the files.

    A case file or a timeline file is read against the sound folder. A vocabulary alone is what an author lays over
    the bundled one. All else is checked as part of the sound folder, without the bundle.
    """
    lay(files, folder)
    if "case.yaml" in files:
        library = gaozhi.load(folder, bundled=False)
        return attempt(lambda: gaozhi.read_case(folder / "case.yaml", library))
    if "timeline.yaml" in files:
        library = gaozhi.load(folder, bundled=False)
        path = folder / "timeline.yaml"
        return attempt(lambda: gaozhi.read_timeline(path, library).obligations())
    report = gaozhi.check(folder, bundled=list(files) == ["rules/vocabulary.yaml"])
    own = [d for d in report.diagnostics if d.span is None or _below(d.span.file, folder)]
    return Found(tuple(own), dict(report.sources))


def attempt(call) -> Found:
    """Return what a call raises, as what was found."""
    try:
        call()
    except gaozhi.GaozhiError as error:
        return Found(error.diagnostics, error.sources)
    return Found((), {})


def _below(name: str, folder: Path) -> bool:
    return name.startswith(folder.as_posix())
