"""The columns of answers, and the values that each holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import pyarrow

from gaozhi.engine import Decision

__all__ = ["ERROR", "WORDS", "answer", "column_of"]

ERROR: Final = "error"
"""The column that says what is wrong with a row."""

_TEXT: Final = pyarrow.string()
_TEXTS: Final = pyarrow.list_(_TEXT)


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


_WORDS: Final[Mapping[str, tuple[Any, Callable[[Decision], Any]]]] = {
    "outcome": (_TEXT, lambda it: it.outcome),
    "code": (_TEXT, lambda it: it.code),
    "settled": (pyarrow.bool_(), lambda it: it.settled),
    "possible": (_TEXTS, lambda it: list(it.possible)),
    "values": (_TEXTS, lambda it: list(it.values)),
    "pending": (_TEXTS, lambda it: list(it.pending)),
    "next_step": (_TEXT, lambda it: it.next_step),
    "grounds": (_TEXTS, lambda it: _once(it.explanation.ground_rules)),
    "basis": (
        _TEXTS,
        lambda it: _once(
            f"{one.document} {one.locator}" for ground in it.grounds for one in ground.basis
        ),
    ),
    "caveats": (_TEXTS, lambda it: [one.text for one in it.caveats]),
    "pending_caveats": (_TEXTS, lambda it: [one.text for one in it.pending_caveats]),
    "questions": (_TEXTS, lambda it: [one.fact for one in it.questions]),
}

WORDS: Final = tuple(_WORDS)
"""What can be asked for of every row."""


def answer(decision: Decision, words: Sequence[str]) -> tuple[Any, ...]:
    """Return the values of a decision in these columns."""
    return tuple(_WORDS[word][1](decision) for word in words)


def column_of(word: str, values: Sequence[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a column of some answers as an Arrow array; None stays None."""
    return pyarrow.array(values, _WORDS[word][0] if word in _WORDS else _TEXT)
