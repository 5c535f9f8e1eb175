"""A decision about every row of a frame.

Rows that no answer can tell apart are decided about once, by the engine that decides about one
case, and the answer is joined to each of them. So every row has the answer that it would have
alone: the work grows with the number of different rows.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

import numpy

from gaozhi.engine import Case, Decision, ItemKey
from gaozhi.engine.lookup import find_item
from gaozhi.errors import CaseError
from gaozhi.model import NO_RULE, DecisionTable, Fact, Program
from gaozhi.portable.columns import Stated, find_columns
from gaozhi.portable.frames._classes import Classes
from gaozhi.portable.frames._coding import alike
from gaozhi.portable.frames._column import Codes, Column
from gaozhi.portable.frames._frame import Frame, open_frame
from gaozhi.portable.frames._known import Given, Known
from gaozhi.portable.frames._patterns import Patterns, patterns_of
from gaozhi.portable.frames._words import ERROR, WORDS, answer, column_of
from gaozhi.source import Diagnostic, as_given, did_you_mean, list_of, shown, unusable

__all__ = ["WORDS", "FrameNotice", "Request", "decide_frame"]

_PROGRESS_EVERY: Final = 500
_ROWS_NAMED: Final = 10
_ROWS_LISTED: Final = 200
_CAVEATS: Final = frozenset({"caveats", "pending_caveats"})
"""The words that say what rules without an effect bring along, too."""

OnProgress = Callable[[int, int], None]


class FrameNotice(UserWarning):
    """What a frame does not state, so that it is unknown in every row."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about the rows of a frame.

    Attributes:
        columns: which fact a column states, where its name does not say it; None for none.
        item: the item, or the column that states its number.
        on: the day, or the column that states it.
        words: which columns of answers are wanted, of `WORDS`.
        errors: ``raise``, or ``column`` for a column that says what is wrong with a row.
        prefix: stands before the names of the new columns.
        cell: returns the value that a cell states of a fact; None where each stands as it is.
        item_cell: likewise for the item.

    """

    columns: Mapping[str, str | None] | None = None
    item: ItemKey | str | None = None
    on: date | str | None = None
    words: Sequence[str] = ("outcome",)
    errors: str = "raise"
    prefix: str = ""
    cell: Callable[[Fact, Any], Any] | None = None
    item_cell: Callable[[Any], Any] | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise CaseError(problems)

    def _problems(self) -> Iterator[Diagnostic]:
        yield from self._problems_of_columns()
        if isinstance(self.words, str):
            yield unusable("words", "列表", self.words, f"可写：{'、'.join(WORDS)}")
        else:
            known = "、".join(WORDS)
            words = list_of(self.words, "words", f"可写：{known}")
            texts = [one for one in words if isinstance(one, str)]
            object.__setattr__(self, "words", tuple(dict.fromkeys(texts)))
            for word in words:
                if not isinstance(word, str) or word not in WORDS:
                    help = did_you_mean(word, WORDS, f"可写：{known}")
                    yield unusable("words", "答复的列的列表", word, help)
        if not isinstance(self.errors, str) or self.errors not in ("raise", "column"):
            yield unusable("errors", " raise 或者 column", self.errors, "写 raise 或者 column")
        if not isinstance(self.prefix, str) or not self.prefix.isprintable():
            yield unusable("prefix", "文本", self.prefix, "写新列名称前面的文字")

    def _problems_of_columns(self) -> Iterator[Diagnostic]:
        said, help = self.columns, "写 {列名: 事实名}；不是事实的列写 {列名: None}"
        found = None
        if isinstance(said, Mapping | None):
            found = as_given(lambda: dict(said or {}))
        if found is None:
            yield unusable("columns", "键值对（映射）", said, help)
            return
        for name, fact in found.items():
            for one in (name, *([] if fact is None else [fact])):
                if not isinstance(one, str):
                    yield unusable("columns", "列名和事实名", one, help)
        object.__setattr__(self, "columns", found)

    @property
    def noting(self) -> bool:
        """Whether a word says what rules without an effect bring along, too."""
        return not _CAVEATS.isdisjoint(self.words)

    @property
    def added(self) -> tuple[str, ...]:
        """The words of the new columns, the last of which may be that of errors."""
        return (*self.words, *([ERROR] if self.errors == "column" else []))


@dataclass(frozen=True, slots=True)
class Asked:
    """How one case is read, and decided about.

    Attributes:
        program: the jurisdiction's program.
        table: the decision.
        read: facts, item and day to a case.
        decide: a case to the decision.

    """

    program: Program
    table: DecisionTable
    read: Callable[[Mapping[str, Any], Any, Any], Case]
    decide: Callable[[Case], Decision]


def decide_frame(
    frame: object, asked: Asked, request: Request, on_progress: OnProgress | None = None
) -> Any:  # noqa: ANN401 - a frame of the caller's library
    """Return the frame with a column more for every word.

    Args:
        frame: a frame of pandas, polars or Arrow.
        asked: decides about a row.
        request: what is asked.
        on_progress: is told how many different rows are decided about, and of how many.

    Raises:
        CaseError: with every problem of the columns; or of the rows, each with their numbers.

    """
    opened = open_frame(frame)
    sheet = _Sheet(opened, asked, request)
    entries, rows = _Rows(sheet, asked, request, on_progress or (lambda _done, _of: None)).run()
    added = {
        request.prefix + word: column_of(word, [entry[place] for entry in entries])
        for place, word in enumerate(request.added)
    }
    return opened.extended(added, rows)


class _Sheet:
    """The columns of a frame that state something, and what is the same in every row."""

    def __init__(self, frame: Frame, asked: Asked, request: Request) -> None:
        self.rows = frame.rows
        names = [name for name in frame.names if isinstance(name, str)]
        apart = [one for one in (request.item, request.on) if isinstance(one, str)]
        day = asked.program.vocabulary.roles.date
        apart = [one for one in apart if one is request.item or one in names]
        problems = [*_unknown_item(request, names), *_taken(request, names)]
        stated = _columns(problems, names, asked.program, request, apart)
        self.item = request.item if isinstance(request.item, str) else None
        self.on = request.on if isinstance(request.on, str) and request.on in names else None
        if day is not None and day in stated.columns and request.on is not None:
            message = f"日期写了两处：on，和列“{stated.columns[day]}”"
            problems.append(Diagnostic.error("GZ741", message, help="保留一处", path=("on",)))
        if problems:
            raise CaseError(problems)
        self.fixed_item = None if self.item else request.item
        self.fixed_day = None if self.on else request.on
        # What is the same in every row is wrong once, and not in every row.
        self.same = asked.read({}, self.fixed_item, self.fixed_day)
        facts = asked.program.vocabulary.facts

        def column(name: str, fact: str | None) -> Column:
            found = frame.column(name)
            if request.cell is None or fact is None:
                return found
            return found.mapped(partial(request.cell, facts[fact]))

        self.facts = {fact: column(name, fact) for fact, name in stated.columns.items()}
        self.item_column = frame.column(self.item) if self.item else None
        if self.item_column is not None and request.item_cell is not None:
            self.item_column = self.item_column.mapped(request.item_cell)
        self.day_column = column(self.on, day) if self.on else None
        self._warn_of_missing(asked, stated, request)

    def _warn_of_missing(self, asked: Asked, stated: Stated, request: Request) -> None:
        """Say once which facts are unknown in every row, because no column states them."""
        roles = asked.program.vocabulary.roles
        known = {*self.same.known, *self.facts}
        if self.day_column is not None:
            known.add(roles.date or "")
        if self.item_column is not None:
            listed = asked.program.list
            known |= {roles.listed or "", *(listed.presumes if listed else ())}
        read = Classes(asked.program, asked.table, noting=request.noting).read
        missing = [n for n in asked.program.vocabulary.facts if n in read and n not in known]
        if missing:
            unused = f"；表里没有用到的列：{'、'.join(map(shown, stated.others))}"
            text = f"表里没有写这些事实，每一行都按不知道判断：{'、'.join(missing)}"
            warnings.warn(text + (unused if stated.others else ""), FrameNotice, stacklevel=6)

    def stated(self, asked: Asked) -> Given:
        """Return what the columns state, the day among the facts."""
        day = asked.program.vocabulary.roles.date
        facts = dict(self.facts)
        if self.day_column is not None and day is not None:
            facts[day] = self.day_column

        def read(facts: Mapping[str, Any], item: Any) -> Case:  # noqa: ANN401
            return asked.read(facts, item or self.fixed_item, self.fixed_day)

        def key(value: Any) -> Hashable:  # noqa: ANN401 - whatever a caller put there
            try:
                item = find_item(asked.program, value)
            except CaseError:
                return repr(value)
            return (str(sorted(item.facts.items(), key=str)), item.since, item.until, item.kind)

        return Given(facts, self.item_column, key, read, self.rows)

    def given(
        self, rows: Codes, needed: frozenset[str] | None = None
    ) -> Iterator[tuple[dict[str, Any], Any, Any]]:
        """Yield the facts, the item and the day of some rows.

        Args:
            rows: the places of the rows.
            needed: the facts that are wanted; None for all.

        """
        wanted = {n: one for n, one in self.facts.items() if needed is None or n in needed}
        columns = [_values(column, rows) for column in wanted.values()]
        items = _values(self.item_column, rows, self.fixed_item)
        days = _values(self.day_column, rows, self.fixed_day)
        names = tuple(wanted)
        for place in range(len(rows)):
            facts = {
                name: value
                for name, column in zip(names, columns, strict=True)
                if (value := column[place]) is not None
            }
            yield facts, items[place], days[place]


def _values(column: Column | None, rows: Codes, fixed: object = None) -> Sequence[Any]:
    """Return the values of some rows; None where they state nothing."""
    if column is None:
        return [fixed] * len(rows)
    values = [*column.values, None]
    return [values[code] for code in column.codes[rows].tolist()]


def _columns(
    problems: list[Diagnostic],
    names: Sequence[str],
    program: Program,
    request: Request,
    apart: Sequence[str],
) -> Stated:
    try:
        return find_columns(names, program.vocabulary, request.columns or {}, apart)
    except CaseError as error:
        problems.extend(error.diagnostics)
        return Stated({}, ())


def _unknown_item(request: Request, names: Sequence[str]) -> Iterator[Diagnostic]:
    if isinstance(request.item, str) and request.item not in names:
        help = did_you_mean(request.item, names, "写列名；各行同一项的，写序号")
        message = f"item：表里没有列“{shown(request.item)}”"
        yield Diagnostic.error("GZ742", message, help=help, path=("item",))


def _taken(request: Request, names: Sequence[str]) -> Iterator[Diagnostic]:
    taken = [request.prefix + word for word in request.added if request.prefix + word in names]
    if taken:
        message = f"表里已经有列 {'、'.join(map(shown, taken))}，没有覆盖"
        help = "给新的列另起名称：prefix 写“答复_”之类"
        yield Diagnostic.error("GZ743", message, help=help, path=("prefix",))


class _Rows:
    """The answers to the rows of a frame."""

    def __init__(
        self, sheet: _Sheet, asked: Asked, request: Request, on_progress: OnProgress
    ) -> None:
        self._sheet = sheet
        self._asked = asked
        self._request = request
        self._on_progress = on_progress
        self._entries: list[tuple[Any, ...]] = []
        self._wrong: list[tuple[tuple[Diagnostic, ...], Codes]] = []

    def run(self) -> tuple[list[tuple[Any, ...]], Codes]:
        """Return the different answers, and for every row which of them is its own."""
        where = self._alike()
        self._one_by_one(numpy.flatnonzero(where < 0), where)
        if self._wrong and self._request.errors == "raise":
            raise CaseError(_by_row(self._wrong))
        return self._entries, where

    def _alike(self) -> Codes:
        """Decide about rows that make a case, once for all that are alike; -1 is left open."""
        asked, sheet = self._asked, self._sheet
        vocabulary = asked.program.vocabulary
        classes = Classes(asked.program, asked.table, noting=self._request.noting)
        known = Known(sheet.stated(asked), classes, vocabulary)
        found = alike(known, classes, asked.table, frozenset(self._request.words))
        where = self._decide(found.first, classes.read | classes.together)[found.of_row]
        where[known.unfit] = -1
        return where

    def _decide(self, rows: Codes, needed: frozenset[str]) -> Codes:
        """Return which entry each of some rows has; -1 for none."""
        entry_of = numpy.full(len(rows), -1, numpy.int64)
        asked, total = self._asked, len(rows)
        for place, (facts, item, on) in enumerate(self._sheet.given(rows, needed)):
            if place % _PROGRESS_EVERY == 0:
                self._on_progress(place, total)
            try:
                decision = asked.decide(asked.read(facts, item, on))
            except CaseError:
                # It is looked at again with the rows that no case can be made of.
                continue
            if not self._says_more(decision):
                entry_of[place] = self._entry(decision)
        self._on_progress(total, total)
        return entry_of

    def _says_more(self, decision: Decision) -> bool:
        """Whether an answer says something of its own case that may not hold of the like."""
        if self._request.noting and decision.outcome == NO_RULE:
            return True
        return not decision.settled and not decision.exact

    def _entry(self, decision: Decision | None, wrong: str | None = None) -> int:
        """Add an entry, and return its place."""
        words = self._request.words
        said = (None,) * len(words) if decision is None else answer(decision, words)
        self._entries.append((*said, wrong) if self._request.errors == "column" else said)
        return len(self._entries) - 1

    def _one_by_one(self, rows: Codes, where: Codes) -> None:
        """Decide about rows that differ in anything at all."""
        sheet, asked = self._sheet, self._asked
        columns = [*sheet.facts.values(), sheet.item_column, sheet.day_column]
        found = patterns_of((one.codes[rows] + 1 for one in columns if one is not None), len(rows))
        members = _members(found) if len(rows) else []
        for (facts, item, on), own in zip(sheet.given(rows[found.first]), members, strict=True):
            try:
                entry = self._entry(asked.decide(asked.read(facts, item, on)))
            except CaseError as error:
                self._wrong.append((error.diagnostics, rows[own]))
                said = "；".join(f"{one.code} {one.message}" for one in error.diagnostics)
                entry = self._entry(None, said)
            where[rows[own]] = entry


def _members(found: Patterns) -> list[Codes]:
    """Return the rows of every pattern."""
    order = numpy.argsort(found.of_row, kind="stable")
    ends = numpy.cumsum(numpy.bincount(found.of_row))[:-1]
    return numpy.split(order, ends)


def _by_row(wrong: Sequence[tuple[tuple[Diagnostic, ...], Codes]]) -> list[Diagnostic]:
    """Return every problem once, with the numbers of the rows that have it."""
    rows_of: dict[tuple[str, str], list[Codes]] = {}
    first: dict[tuple[str, str], Diagnostic] = {}
    for diagnostics, rows in wrong:
        for one in dict.fromkeys(diagnostics):
            key = (one.code, one.message)
            first.setdefault(key, one)
            rows_of.setdefault(key, []).append(rows)
    found = []
    for key, one in first.items():
        rows = numpy.sort(numpy.concatenate(rows_of[key])) + 1
        numbers = rows[:_ROWS_LISTED].tolist()
        params = {**one.params, "rows": numbers, "count": len(rows)}
        path = ("rows", str(numbers[0]), *one.path)
        message = f"{_numbered(numbers, len(rows))}：{one.message}"
        found.append((numbers[0], replace(one, message=message, path=path, params=params)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _numbered(numbers: Sequence[int], count: int) -> str:
    """Return the numbers of rows as a sentence begins with them."""
    named = "、".join(map(str, numbers[:_ROWS_NAMED]))
    return f"第 {named} 行" if count <= _ROWS_NAMED else f"第 {named} 行等 {count} 行"
