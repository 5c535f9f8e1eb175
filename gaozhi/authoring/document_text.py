"""The texts of documents: read from a folder, compared without regard to white space and width."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Final

from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic, Diagnostics, Places, Source, Span, normalised, read_plain

__all__ = ["DocumentText", "Passage", "Range", "read_texts"]

_HEAD: Final = 400
"""How many characters of a text may name the document that it is."""
_LONGEST: Final = 200
"""How much of a quote is compared where the nearest passage is looked for."""
_LARGEST: Final = 300_000
"""In how long a text it is looked for; no document comes near that."""
_LIKE: Final = 0.5
"""How much of a quote must be found again for a passage to be near to it."""


Range = tuple[int, int]
"""Where something begins in what is compared of a text, and where it has ended."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that is near to a quote.

    Attributes:
        words: as the text has them, on one line.
        place: where it begins and ends.
        difference: the first words that differ, as the quote and as the text has them.

    """

    words: str
    place: Span
    difference: tuple[str, str]


class DocumentText:
    """One text of a folder, with what is compared of it."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.text = source.text
        parts = [normalised(character) for character in source.text]
        self.compared = "".join(parts)
        """what is compared of the text; ranges are those of this"""
        self._origins = [at for at, part in enumerate(parts) for _ in part]

    @cached_property
    def sha256(self) -> str:
        """The digest of what is compared, so that line ends and widths make no difference."""
        return hashlib.sha256(self.compared.encode()).hexdigest()

    @property
    def place(self) -> Span:
        """The beginning of the text."""
        return self._places.span(0, 0)

    def has(self, quote: str) -> bool:
        """Whether the words stand in the text."""
        wanted = normalised(quote)
        return bool(wanted) and wanted in self.compared

    def occurrences(self, quote: str) -> list[Range]:
        """Return every range in which the words stand, from the first on."""
        wanted = re.escape(normalised(quote))
        return [found.span() for found in re.finditer(wanted, self.compared)] if wanted else []

    def words(self, start: int, end: int) -> str:
        """Return a range as the text has it, on one line."""
        first, last = self._original(start, end)
        return " ".join(self.text[first:last].split())

    def span(self, start: int, end: int) -> Span:
        """Return where in the text a range stands."""
        return self._places.span(*self._original(start, end))

    def _original(self, start: int, end: int) -> Range:
        return self._origins[start], self._origins[end - 1] + 1

    @cached_property
    def _places(self) -> Places:
        return Places(self.name, self.text)

    def names_itself(self, needle: str) -> int | None:
        """Return where the head of the text first has a number or title, unless it cites it.

        A title in 《》 and a number in （） are those of another document.
        """
        found = re.search(f"(?<![《(〈]){re.escape(normalised(needle))}", self.compared)
        return found.start() if found is not None and found.start() < _HEAD else None

    @cached_property
    def _matcher(self) -> SequenceMatcher[str]:
        return SequenceMatcher(None, "", self.compared, autojunk=False)

    def nearest(self, quote: str) -> Passage | None:
        """Return the passage that is most like the quote, or None where nothing is like it."""
        if len(self.compared) > _LARGEST:
            return None
        wanted = normalised(quote)[:_LONGEST]
        self._matcher.set_seq1(wanted)
        anchor = self._matcher.find_longest_match()
        start = max(0, anchor.b - anchor.a)
        end = min(len(self.compared), start + len(wanted))
        found = self.compared[start:end]
        alike = SequenceMatcher(None, wanted, found, autojunk=False)
        if not found or alike.ratio() < _LIKE:
            return None
        return Passage(self.words(start, end), self.span(start, end), _differs(alike))


def _differs(alike: SequenceMatcher[str]) -> tuple[str, str]:
    for what, a, until_a, b, until_b in alike.get_opcodes():
        if what != "equal":
            return alike.a[a:until_a], alike.b[b:until_b]  # type: ignore[attr-defined]
    return "", ""


def read_texts(
    folder: str | PathLike[str], problems: Diagnostics, sources: dict[str, str]
) -> list[DocumentText]:
    """Return the texts of a folder by name; those that are none are problems.

    Hidden files and folders below are passed over.

    Args:
        folder: holds one UTF-8 text file a document.
        problems: receives files that cannot be read, or are no UTF-8 text.
        sources: receives the text of every file, by name.

    Raises:
        CatalogError: there is no such folder, it cannot be read, or holds no file.

    """
    path = Path(folder)
    texts: list[DocumentText] = []
    for file in _files(path):
        source = read_plain(file)
        sources[source.name] = source.text
        problems.extend(source.diagnostics)
        if not source.failed:
            texts.append(DocumentText(source))
    return texts


def _files(path: Path) -> list[Path]:
    shown = str(path)[:200]
    code, message, help = "GZ703", f"文件夹 {shown} 里没有原文", "一份文件存成一个 .txt，放进去"
    try:
        if not path.exists():
            code, message, help = "GZ701", f"文件夹 {shown} 不存在", "核对路径"
        elif not path.is_dir():
            code, message, help = "GZ704", f"{shown} 不是文件夹", "给出放有各份文件原文的文件夹"
        else:
            found = sorted(
                file for file in path.iterdir() if file.is_file() and file.name[0] not in ".~#"
            )
            if found:
                return found
    except (OSError, ValueError):
        code, message, help = "GZ705", f"文件夹 {shown} 读不出来", "核对路径和读取的权限"
    raise CatalogError([Diagnostic.error(code, message, help=help)])
