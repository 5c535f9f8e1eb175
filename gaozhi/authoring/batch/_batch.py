"""Deciding about a table of cases, and about the same under other rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from gaozhi.authoring.batch._cells import read_cell, read_number
from gaozhi.authoring.batch._read import KINDS, OnProgress, read_table, unusable_table
from gaozhi.authoring.batch._write import masked, write_table
from gaozhi.engine import ItemKey
from gaozhi.errors import CaseError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.many import ask_frame
from gaozhi.source import files_out

__all__ = ["Answers", "Move", "check_target", "decide_table"]


WORDS: Final = (
    *("outcome", "possible", "values", "grounds", "basis", "caveats", "questions", "next_step"),
)
_ITEM, _DATE = "item", "date"
_AFTER: Final = "after_"
_ERROR: Final = "error"
_COUNTED: Final = ("outcome", "values", _ERROR)
_MOVED: Final = ("outcome", "values", "possible", "grounds")


@dataclass(frozen=True, slots=True)
class Move:
    """Rows whose answer is another under other rules.

    Attributes:
        before: what came out.
        after: what comes out.
        lost: the rules that were grounds, and are none any more.
        gained: the rules that are grounds, and were none.
        rows: how many rows.

    """

    before: str
    after: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Answers:
    """A table of cases with its answers.

    Attributes:
        table: the cases as an Arrow table, with the columns of the answers; identity numbers in it
            are masked.
        counts: how many rows came to what, the most frequent first.
        wrong: how many rows make no case; the column ``error`` says why.
        moves: what is otherwise under the other rules, the most frequent first; None where none
            were given.
        notes: what a person is to be told of the file.

    """

    table: Any
    counts: Mapping[str, int]
    wrong: int
    moves: tuple[Move, ...] | None
    notes: tuple[str, ...]

    def save(self, path: str | PathLike[str], *, force: bool = False) -> None:
        """Write the table as .csv (UTF-8), .parquet or .xlsx.

        Raises:
            CaseError: the file exists and `force` is False, or has another ending.
            OSError: it cannot be written.

        """
        write_table(check_target(Path(path), force=force), self.table, force=force)


def check_target(path: Path, *, force: bool) -> Path:
    """Return a path to which a table can be written, as far as one can tell beforehand.

    Raises CaseError.
    """
    if path.suffix.lower() not in KINDS:
        raise unusable_table(path, "不能写成这种文件", f"写成 {'、'.join(KINDS)}")
    files_out.check_target(path, CaseError, force=force)
    return path


def decide_table(
    county: Jurisdiction,
    path: str | PathLike[str],
    decision: str | None = None,
    *,
    columns: Mapping[str, str | None] = MappingProxyType({}),
    item: ItemKey | str | None = None,
    on: date | str | None = None,
    prefix: str = "",
    against: Jurisdiction | None = None,
    on_progress: OnProgress = lambda _done, _of: None,
) -> Answers:
    """Return the answers to every row of a file.

    Args:
        county: the jurisdiction.
        path: a .csv, .parquet or .xlsx file whose first row names the columns.
        decision: see `Jurisdiction.decide`.
        columns: see `Jurisdiction.decide_frame`.
        item: see there; where there is a column ``item``, that one if nothing else is said.
        on: see there; where there is a column ``date``, that one if nothing else is said.
        prefix: stands before the names of the new columns.
        against: the same jurisdiction under other rules, whose answers are compared.
        on_progress: is told how much has been done, and of how much.

    Raises:
        CaseError: the file cannot be used, or with every problem of its columns. A row that makes
            no case keeps none from its answer.
        ListError: it is no spreadsheet that can be read.

    """
    table, notes = read_table(Path(path), on_progress)
    names = table.column_names
    asked: dict[str, Any] = {
        "columns": columns,
        "item": _ITEM if item is None and _ITEM in names else item,
        "on": _DATE if on is None and _DATE in names else on,
        "errors": "column",
        "cell": read_cell,
        "item_cell": read_number,
    }
    answered = ask_frame(
        county, table, decision, {**asked, "words": WORDS, "prefix": prefix}, on_progress
    )
    moves = None
    if against is not None:
        after = prefix + _AFTER
        other = ask_frame(
            against, table, decision, {**asked, "words": _MOVED, "prefix": after}, on_progress
        )
        for name in (*(after + word for word in _MOVED), after + _ERROR):
            answered = answered.append_column(name, other.column(name))
        moves = tuple(_moves(answered, prefix, after))
    outcomes = [_outcome_text(*row) for row in _rows(answered, prefix, _COUNTED)]
    counts = Counter(one for one in outcomes if one is not None)
    wrong = len(outcomes) - counts.total()
    return Answers(masked(answered), dict(counts.most_common()), wrong, moves, notes)


def _rows(answered: Any, prefix: str, words: Sequence[str]) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Yield some columns of the answers, row by row; a word is the name of one."""
    return zip(*(answered.column(prefix + word).to_pylist() for word in words), strict=True)


def _outcome_text(outcome: str | None, values: list[str] | None, error: str | None) -> str | None:
    """Return an outcome, or several values, as one text; None where the row makes no case."""
    if error is not None:
        return None
    return outcome if outcome is not None else "、".join(values or ()) or "无"


def _moves(answered: Any, before: str, after: str) -> Sequence[Move]:  # noqa: ANN401
    """Return the answers that change under the other rules, the most frequent first.

    Args:
        answered: the table, pyarrow having no types.
        before: stands before the names of the columns of the answers.
        after: stands before those of the answers under the other rules.

    """
    words = (*_COUNTED, "possible", "grounds")
    counts: Counter[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = Counter()
    for one, other in zip(
        _rows(answered, before, words), _rows(answered, after, words), strict=True
    ):
        if one[:4] == other[:4]:
            continue
        grounds, others = one[4] or [], other[4] or []
        lost = tuple(rule for rule in grounds if rule not in others)
        gained = tuple(rule for rule in others if rule not in grounds)
        counts[_shown(one), _shown(other), lost, gained] += 1
    return [Move(*key, count) for key, count in counts.most_common()]


def _shown(said: Sequence[Any]) -> str:
    """Return an outcome as text, with the possible ones behind it where it is open."""
    outcome, values, error, possible, _ = said
    came = _outcome_text(outcome, values, error)
    if came is None:
        return "不能判断"
    return f"{came}（{'、'.join(possible)}）" if possible and len(possible) > 1 else came
