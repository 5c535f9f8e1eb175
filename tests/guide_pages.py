"""A page for authors, replayed: its files are laid down, its commands run, in the page's order.

A fenced block says in its first line what it is:

    ```yaml rules/mouxian/rules.yaml    a whole file of the folder; a later one takes its place
    ```yaml 案件.yaml                   a file beside the folder
    ```text 原文/方案.txt               the same, of another kind
    ```yaml 错 rules/mouxian/甲.yaml    a mistake, laid over the page's whole folder for a moment
    ```yaml 错 GBK rules/mouxian/甲.yaml    the same, saved in another encoding
    ```console                          `$ gaozhi …` and what it shows; …… stands for what is left out
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gaozhi
from gaozhi.source import Severity
from tests.command import Run

FOLDER = "我的规则"
LEFT_OUT = "……"

_FENCE = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEXT = re.compile(r"^(?:#|```yaml)", re.MULTILINE)
_CODE = re.compile(r"GZ\d{3}")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words of its first line, its text, what is said after it."""

    language: str
    words: tuple[str, ...]
    text: str
    after: str

    @property
    def is_file(self) -> bool:
        return self.language == "yaml" or (self.language == "text" and bool(self.words))

    @property
    def is_mistake(self) -> bool:
        return self.words[:1] == ("错",)

    @property
    def name(self) -> str:
        return self.words[-1]

    @property
    def code(self) -> str | None:
        """The first diagnostic code that the page names below this block."""
        found = _CODE.search(self.after)
        return None if found is None else found.group()

    def lay(self, workplace: Path) -> Path:
        """Write the file where its name says."""
        below = self.name.startswith(("rules/", "catalogs/"))
        path = (workplace / FOLDER if below else workplace) / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "gbk" if "GBK" in self.words else "utf-8"
        path.write_text(self.text, encoding=encoding)
        return path


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page in their order."""
    text = page.read_text(encoding="utf-8")
    blocks = []
    for match in _FENCE.finditer(text):
        language, words, body = match.groups()
        after = _NEXT.split(text[match.end() :], maxsplit=1)[0]
        blocks.append(Block(language, tuple((words or "").split()), body, after))
    return blocks


def lay_all(blocks: list[Block], workplace: Path) -> Path:
    """Write every file of a page, mistakes aside, and return the folder."""
    for block in blocks:
        if block.is_file and not block.is_mistake:
            block.lay(workplace)
    return workplace / FOLDER


def faults(folder: Path) -> list[str]:
    """Return every error and warning of a folder, those of the bundle included."""
    report = gaozhi.check(folder)
    return [str(d) for d in report.diagnostics if d.severity is not Severity.NOTE]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the commands of a console block, each with the output that it shows."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def check_commands(block: Block, run: Run) -> int:
    """Check that the commands of a console block print what it quotes; return how many there are."""
    found = list(commands(block))
    for command, quoted in found:
        program, *arguments = shlex.split(command)
        assert program == "gaozhi"
        result = run(*arguments)
        either = (result.out + result.err, result.err + result.out)
        assert quoted in either or any(shows(one, quoted) for one in either), (command, either[0])
    return len(found)


def shows(output: str, quoted: str) -> bool:
    """Whether the output is what a page quotes, with …… for anything, also for whole lines."""
    pattern = ""
    for line in quoted.splitlines(keepends=True):
        parts = (re.escape(part) for part in line.split(LEFT_OUT))
        pattern += "(?:.*\n)*?" if line == f"{LEFT_OUT}\n" else ".*".join(parts)
    return re.fullmatch(pattern, output) is not None
