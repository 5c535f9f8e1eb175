"""A decision about every row of a DataFrame of Spark, by expressions that Spark itself runs.

There is no function of Python in the plan. Each answer is that of `decide`; see docs/integrators/
spark.md for what is shuffled: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol

from gaozhi.engine import ItemKey, find_decision
from gaozhi.errors import CaseError
from gaozhi.model import DecisionTable, FactType, Program
from gaozhi.portable.sql import RULE_COLUMNS, Request, Steps, rule_rows, steps
from gaozhi.source import Diagnostic, described, shown

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["decide"]

_FITS: Final[Mapping[FactType, tuple[str, ...]]] = {
    FactType.BOOL: ("boolean",),
    FactType.DATE: ("date",),
    FactType.TEXT: ("string",),
    FactType.ONE_OF: ("string",),
    FactType.SET_OF: ("array<string>",),
    FactType.NUMBER: ("tinyint", "smallint", "int", "bigint", "decimal"),
}
"""The types of columns that state facts of a type."""
_RULES: Final = "gz_rules"
_MOST_WRITTEN: Final = 4_500
"""Of so many characters of expressions Spark writes less than 8,000 bytes of Java."""
_EVERY_PARTITION: Final = (1 << 31) - 1


class _County(Protocol):
    """A jurisdiction."""

    @property
    def program(self) -> Program:
        """Its compiled law."""


def decide(
    frame: DataFrame,
    county: _County,
    decision: str | None = None,
    *,
    item: ItemKey | str | None = None,
    on: date | str | None = None,
    columns: Mapping[str, str | None] | None = None,
    never: Mapping[str, str] | None = None,
    words: Sequence[str] = ("outcome", "possible"),
    grounds: bool = False,
    prefix: str = "",
) -> DataFrame:
    """Return the DataFrame with the answer to every row in new columns, the last of them ``error``.

    Args:
        frame: the cases, one a row. A column states the fact whose name or api name it has, also
            with underscores for dots; other columns are left as they are.
        county: the jurisdiction.
        decision: see `Jurisdiction.decide`.
        item: see `Jurisdiction.sql`; or the name of the column that states the item's number.
        on: likewise; or the name of the column that states the day.
        columns: column -> the fact that it states, where its name does not say so; None for none.
        never: date fact -> the column of truth values that says that its day never comes.
        words: the new columns; see `Jurisdiction.sql`.
        grounds: whether the column ``grounds`` has the rules with title, effect, code, provisions,
            quotes and caveat, by a broadcast join, instead of their names.
        prefix: stands before the names of the new columns.

    Raises:
        CaseError: with every problem of the arguments and the columns; or the rules are too large.

    """
    names, program = _columns_of(frame), county.program
    wanted = (*words, *(["grounds"] if grounds and "grounds" not in words else []))
    request = Request(
        dialect="spark",
        on=on,
        item=item,
        columns=columns,
        never=never or {},
        keep=names,
        words=wanted,
        prefix=prefix,
        names=names,
    )
    table = find_decision(program, program.default_decision if decision is None else decision)
    found = steps(program, table, request)
    problems = [*_missing(request, names), *_unfit(frame, program, found)]
    if problems:
        raise CaseError(problems)
    named = {found.dialect.identifier(name): sql for name, sql in found.columns.items()}
    kept = [*map(found.dialect.identifier, names)]
    written = 0
    for computed in (*(layer.computed for layer in found.layers), named):
        length = sum(map(len, computed.values()))
        if written and written + length > _MOST_WRITTEN:
            # Spark writes one method of neighbouring projections, and Java compiles none of more
            # than 8,000 bytes. Between these two it begins another; no row is moved.
            frame, written = frame.coalesce(_EVERY_PARTITION), 0
        said = [f"{sql} AS {name}" for name, sql in computed.items()]
        frame = frame.selectExpr(*(kept if computed is named else ["*"]), *said)
        written += length
    return _with_rules(frame, table, request, prefix) if grounds else frame


def _columns_of(frame: Any) -> list[str]:  # noqa: ANN401 - whatever a caller hands over
    """Return the names of a DataFrame's columns. Raises CaseError where it is none."""
    if not callable(getattr(frame, "selectExpr", None)):
        message = f"frame 应为 Spark 的 DataFrame，而不是{described(frame)}"
        help = "pandas、polars、Arrow 的表用 county.decide_frame"
        raise CaseError([Diagnostic.error("GZ740", message, help=help, path=("frame",))])
    return list(frame.columns)


def _missing(request: Request, names: Sequence[str]) -> Iterator[Diagnostic]:
    said = {
        "on": [request.day_column],
        "item": [request.item_column],
        "never": request.never.values(),
    }
    for argument, columns in said.items():
        for column in columns:
            if column is not None and column not in names:
                message = f"{argument}：表里没有列“{shown(column)}”"
                help = f"表里的列：{'、'.join(map(shown, names))}"
                yield Diagnostic.error("GZ742", message, help=help, path=(argument,))


def _unfit(frame: DataFrame, program: Program, found: Steps) -> Iterator[Diagnostic]:
    """Yield the columns whose type Spark would turn into another without a word."""
    types = dict(frame.dtypes)
    for name, column in found.stated.items():
        fact = program.vocabulary.facts[name]
        fits, kind = _FITS[fact.kind], types.get(column)
        if kind is not None and kind.partition("(")[0] not in fits:
            message = f"列“{shown(column)}”是 {kind}，写不了“{name}”"
            help = f"先转换成 {'、'.join(fits)}；写不成的，留空"
            path = ("columns", shown(column))
            yield Diagnostic.error("GZ745", message, help=help, path=path)


def _with_rules(frame: DataFrame, table: DecisionTable, request: Request, prefix: str) -> DataFrame:
    """Return a DataFrame whose grounds are rules instead of their names.

    The rules are one row, which every task has: so each row is joined to it where it is.
    """
    from pyspark.sql import functions

    fields = ", ".join(f"{name}: string" for name, _ in RULE_COLUMNS)
    rules = [
        dict(zip((n for n, _ in RULE_COLUMNS), row, strict=True))
        for row in rule_rows(table, request.day)
    ]
    by_name = {row["rule"]: row for row in rules}
    whole = frame.sparkSession.createDataFrame(
        [(by_name,)], f"{_RULES} map<string, struct<{fields}>>"
    )
    column = f"{prefix}grounds"
    told = functions.expr(f"transform(`{column}`, one -> {_RULES}[one])")
    joined = frame.crossJoin(functions.broadcast(whole))
    return joined.withColumn(column, told).drop(_RULES)
