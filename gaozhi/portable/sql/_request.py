"""The request for a statement: which columns it reads, and which it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gaozhi.engine import ItemKey
from gaozhi.errors import CaseError
from gaozhi.model import FactType, Vocabulary
from gaozhi.portable.columns import find_columns
from gaozhi.portable.sql._answers import WORDS
from gaozhi.portable.sql._dialects import DIALECTS, Dialect
from gaozhi.source import (
    Diagnostic,
    as_given,
    did_you_mean,
    list_of,
    read_day,
    shown,
    unusable,
)
from gaozhi.workdays import civil

__all__ = ["Request"]

_HOW: Final = "写 {列名: 事实名}；没有的列写 {列名: None}；或者写表里全部列名的列表"
Columns = Mapping[str, str | None] | Iterable[str]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a table.

    Attributes:
        dialect: which family of databases runs it, of `DIALECTS`.
        table: the table, or a query in parentheses.
        on: the day; or the column that states it.
        item: the item; or the column that states its number.
        columns: which column states which fact, where it is not the api name with underscores; or
            the names of all columns of the table.
        never: date fact -> the column of truth values that says that its day never comes.
        keep: the columns of the table that stand beside the answers.
        words: which columns of answers are wanted, of `WORDS`; empty for the usual.
        prefix: stands before their names.
        names: the columns of the table, where they are known.

    """

    dialect: str = "duckdb"
    table: str = "cases"
    on: date | str | None = None
    item: ItemKey | str | None = None
    columns: Columns | None = None
    never: Mapping[str, str] = field(default_factory=dict)
    keep: Sequence[str] = ()
    words: Sequence[str] = ()
    prefix: str = ""
    names: Sequence[str] | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise CaseError(problems)

    def _problems(self) -> Iterator[Diagnostic]:
        known = "、".join(DIALECTS)
        if not isinstance(self.dialect, str) or self.dialect not in DIALECTS:
            help = did_you_mean(self.dialect, DIALECTS, f"可写：{known}")
            yield unusable("dialect", f" {known} 之一", self.dialect, help)
        for name in ("table", "prefix"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.isprintable():
                yield unusable(name, "文本", value, "写一行文字")
        if isinstance(self.table, str) and not self.table.strip():
            yield unusable("table", "表名", self.table, "写表的名称")
        yield from self._problems_of_lists()
        yield from self._problems_of_columns()
        if self.on is not None and not isinstance(self.on, str):
            given = self.on
            day = as_given(lambda: civil(given)) if isinstance(given, date) else None
            if day is None:
                yield unusable("on", "日期，或者写着日期的列名", given, "写 2022-06-30，或者列名")
            object.__setattr__(self, "on", day)

    def _problems_of_lists(self) -> Iterator[Diagnostic]:
        help = f"可写：{'、'.join(WORDS)}"
        words = list_of(self.words, "words", help)
        keep = list_of(self.keep, "keep", "写列名的列表")
        known = dict.fromkeys(word for word in words if isinstance(word, str))
        object.__setattr__(self, "words", tuple(known))
        object.__setattr__(self, "keep", tuple(keep))
        for word in words:
            if not isinstance(word, str) or word not in WORDS:
                more = did_you_mean(word, WORDS, help)
                yield unusable("words", "答复的列的列表", word, more)
        for name in keep:
            if not isinstance(name, str) or not name.isprintable():
                yield unusable("keep", "列名的列表", name, "写列名")

    def _problems_of_columns(self) -> Iterator[Diagnostic]:
        said = self.columns
        pairs: list[tuple[object, object]] | None = None
        if isinstance(said, Mapping):
            given = as_given(lambda: dict(said))
            pairs = None if given is None else [*given.items()]
            object.__setattr__(self, "columns", given)
        elif said is not None:
            names = list_of(said, "columns", _HOW)
            pairs = [(name, None) for name in names]
            object.__setattr__(self, "columns", tuple(names))
        for pair in pairs or []:
            for one in pair:
                if not isinstance(one, str | None) or (
                    isinstance(one, str) and not one.isprintable()
                ):
                    yield unusable("columns", "列名和事实名", one, _HOW)
        never = as_given(lambda: dict(self.never)) if isinstance(self.never, Mapping) else None
        if never is None or not all(isinstance(one, str) for pair in never.items() for one in pair):
            yield unusable("never", "键值对（映射）", self.never, "写 {日期的事实: 真假值的列}")
        else:
            object.__setattr__(self, "never", never)

    @property
    def how(self) -> Dialect:
        """The dialect."""
        return DIALECTS[self.dialect]

    @property
    def day(self) -> date | None:
        """The day that every row has."""
        if isinstance(self.on, str):
            try:
                return read_day(self.on)
            except ValueError:
                return None
        return self.on

    @property
    def day_column(self) -> str | None:
        """The column that states the day."""
        return self.on if isinstance(self.on, str) and self.day is None else None

    @property
    def item_column(self) -> str | None:
        """The column that states the item's number."""
        return self.item if isinstance(self.item, str) else None

    def stated(self, vocabulary: Vocabulary, read: Iterable[str]) -> dict[str, str]:
        """Return fact -> the column that states it.

        Args:
            vocabulary: the facts.
            read: the facts that a row is asked for where nothing else is said.

        Raises:
            CaseError: with every problem of the columns.

        """
        facts, role = vocabulary.facts, vocabulary.roles.date
        said = self.columns if isinstance(self.columns, Mapping) else {}
        apart = [one for one in (self.item_column, self.day_column) if one is not None]
        names: list[str]
        if self.names is not None:
            names = [*self.names]
        elif self.columns is None or isinstance(self.columns, Mapping):
            told = {vocabulary.by_api.get(one or "", one) for one in said.values()}
            usual = [facts[name].api.replace(".", "_") for name in read if name not in told]
            names = [*dict.fromkeys([*said, *usual])]
        else:
            names = [*self.columns]
        found = dict(find_columns(names, vocabulary, said, apart).columns)
        if role is not None and self.on is not None and role in found:
            message = f"日期写了两处：on，和列“{shown(found[role])}”"
            raise CaseError([Diagnostic.error("GZ741", message, help="保留一处", path=("on",))])
        if role is not None and self.day_column is not None:
            found[role] = self.day_column
        return {name: column for name, column in found.items() if not facts[name].identity}

    def endless(self, vocabulary: Vocabulary) -> dict[str, str]:
        """Return date fact -> the column that says that its day never comes.

        Raises:
            CaseError: a fact is none whose day may never come.

        """
        found: dict[str, str] = {}
        problems: list[Diagnostic] = []
        for name, column in self.never.items():
            fact = vocabulary.facts.get(vocabulary.by_api.get(name, name))
            if fact is not None and fact.kind is FactType.DATE and fact.never is not None:
                found[fact.name] = column
                continue
            can = [one.name for one in vocabulary.facts.values() if one.never is not None]
            help = f"可写：{'、'.join(can)}" if can else "词汇表里没有永不到来的日期"
            message = f"“{shown(name)}”不是可以永不到来的日期"
            problems.append(Diagnostic.error("GZ745", message, help=help, path=("never",)))
        if problems:
            raise CaseError(problems)
        return found
