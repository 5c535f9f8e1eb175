"""Words that a county forbids its texts: vague ones and catch-all clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaozhi.model import GAP, Program, Provision


@dataclass(frozen=True, slots=True)
class WordingFault:
    """A forbidden word in a text.

    Attributes:
        code: the diagnostic's code.
        what: what kind of words they are.
        words: the words.
        ground: the provision that forbids them, quoted.

    """

    code: str
    what: str
    words: str
    ground: str


def wording_faults(program: Program, text: str) -> Iterator[WordingFault]:
    """Yield every forbidden word that a text has, each once; official formulas are no fault."""
    left = text
    for wording in program.wording:
        for formula in wording.allowed:
            left = left.replace(formula, GAP)
    for wording in program.wording:
        ground = _ground(wording.basis)
        for code, what, words in (
            ("GZ538", "模糊表述", wording.vague),
            ("GZ539", "兜底条款", wording.catch_all),
        ):
            for word in dict.fromkeys(words):
                if word in left:
                    yield WordingFault(code, what, word, ground)


def _ground(basis: Iterable[Provision]) -> str:
    return "；".join(
        f"{p.document.label} {p.locator}：{f'「{p.quote}」' if p.quote else p.means}" for p in basis
    )
