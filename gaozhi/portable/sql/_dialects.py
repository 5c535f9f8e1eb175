"""How each family of databases writes what a statement needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from gaozhi.model import FactType
from gaozhi.portable.sql._expressions import Expr, all_of, any_of, expr, listed, raw

__all__ = ["DIALECTS", "EPOCH", "Dialect", "Never", "day_number"]

EPOCH: Final = date(2000, 1, 1)
_EPOCH: Final = f"DATE '{EPOCH.isoformat()}'"
_SEPARATOR: Final = "、"
_NONE: Final = "无"
"""A text that is an empty set, as an answer shows it."""
_INFINITY: Final = "CAST('infinity' AS DATE)"
_BEFORE_ALL: Final = "CAST('-infinity' AS DATE)"


class Never(NamedTuple):
    """The day that never comes: the number that it has in a statement, and its words."""

    number: int
    words: str


def day_number(day: date) -> int:
    """Return the number of a day, which statements compute with."""
    return day.toordinal() - EPOCH.toordinal()


class Dialect:
    """A family of databases that write the same SQL.

    Attributes:
        name: as callers name it.
        arrays: whether a set, and a list of values, is an array; else a text with 、 between.
        booleans: whether a condition can be a column; else it is 1 or 0.
        masks: whether bits of whole columns are faster than a CASE for every row.
        or_repeats: whether `bit_or` writes its parts more than once.
        fence: stands at the end of a layer, so that it is not merged with the next.
        hint: stands after SELECT, likewise.
        text: the type of texts that a cast can name.
        long_text: the type of texts of a table.

    """

    name = ""
    arrays = True
    booleans = True
    or_repeats = False
    masks = False
    fence = ""
    hint = ""
    text = "VARCHAR"
    long_text = "VARCHAR"
    quote = '"'

    def identifier(self, name: str) -> str:
        """Return a name as a statement writes it."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def literal(self, value: bool | int | str | Decimal) -> Expr:
        """Return a constant."""
        if isinstance(value, bool):
            return raw(("TRUE" if value else "FALSE") if self.booleans else str(int(value)))
        if isinstance(value, Decimal):
            return raw(f"{value:f}")
        return raw(str(value) if isinstance(value, int) else self.string(value))

    def string(self, text: str) -> str:
        """Return a text as a statement writes it."""
        return "'" + text.replace("'", "''") + "'"

    def null_text(self) -> Expr:
        """Return NULL as a text."""
        return raw(f"CAST(NULL AS {self.text})")

    # -- truth values ----------------------------------------------------------------------------

    def holds(self, column: Expr) -> Expr:
        """Return the condition that a truth value is known to be true."""
        return column if self.booleans else expr("{} = 1", column)

    def fails(self, column: Expr) -> Expr:
        """Return the condition that a truth value is known to be false."""
        return expr("NOT {}", column) if self.booleans else expr("{} = 0", column)

    def truth(self, condition: Expr) -> Expr:
        """Return the truth value of a condition that is never NULL."""
        if self.booleans:
            return condition
        return expr("CASE WHEN {} THEN 1 ELSE 0 END", condition)

    def not_bool(self, column: Expr) -> Expr | None:
        """Return the condition that a column states no truth value; None where its type says so."""
        return None if self.booleans else expr("{} NOT IN (0, 1)", column)

    # -- numbers as sets of bits -----------------------------------------------------------------

    def bit_or(self, parts: Sequence[Expr]) -> Expr:
        """Return the bits that any of some numbers has."""
        return parts[0] if len(parts) == 1 else listed("({})", parts, " | ")

    def bits(self, number: Expr, mask: int) -> Expr:
        """Return the bits of a number that a mask has, too."""
        return expr("({} & {})", number, raw(str(mask)))

    # -- days ------------------------------------------------------------------------------------

    def day(self, column: Expr, never: Never | None) -> Expr:
        """Return the number of a day.

        Args:
            column: the date.
            never: the number and the words of the day that never comes; None where the fact always
                comes.

        """
        return expr("({} - {})", column, raw(_EPOCH))

    def not_day(self, column: Expr, never: Never | None) -> Expr:
        """Return the condition under which a column states no day of the calendar."""
        low, high = (raw(f"DATE '{day.isoformat()}'") for day in (date.min, date.max))
        return expr("({} < {} OR {} > {})", column, low, column, high)

    # -- texts and sets --------------------------------------------------------------------------

    def stated(self, column: Expr, kind: FactType) -> Expr:
        """Return a column of the table, in a form whose comparisons are by character."""
        return column

    def has_any(self, column: Expr, values: Sequence[str]) -> Expr:
        """Return the condition that a set has any of some values."""
        raise NotImplementedError

    def not_among(self, column: Expr, values: Sequence[str]) -> Expr:
        """Return the condition that a set has a value that is none of these."""
        raise NotImplementedError

    def list_of(self, values: Sequence[tuple[Expr, str]]) -> Expr:
        """Return the list of the values whose condition holds."""
        raise NotImplementedError

    def list_literal(self, values: Sequence[str]) -> Expr:
        """Return a constant list."""
        raise NotImplementedError

    def texts(self, values: Sequence[str]) -> list[Expr]:
        """Return some texts as constants."""
        return [raw(self.string(value)) for value in values]

    def texts_or_null(self, values: Sequence[tuple[Expr, str]]) -> list[Expr]:
        """Return the texts whose condition holds, and NULL for the others."""
        return [
            expr("CASE WHEN {} THEN {} END", condition, raw(self.string(value)))
            for condition, value in values
        ]


class _EndlessDays(Dialect):
    """Dates may be ``infinity``, which is the day that never comes."""

    def day(self, column: Expr, never: Never | None) -> Expr:
        at = "NULL" if never is None else str(never.number)
        return expr(
            "CASE WHEN {} = {} THEN {} WHEN {} > {} THEN {} END",
            *(
                column,
                raw(_INFINITY),
                raw(at),
                column,
                raw(_BEFORE_ALL),
                super().day(column, never),
            ),
        )

    def not_day(self, column: Expr, never: Never | None) -> Expr:
        condition = super().not_day(column, never)
        if never is None:
            return condition
        return expr("({} AND {} <> {})", condition, column, raw(_INFINITY))


class _TextSets(Dialect):
    """Sets and lists are texts with 、 between the values."""

    arrays = False

    def concatenated(self, parts: Sequence[Expr]) -> Expr:
        """Return some texts one after the other."""
        return listed("({})", parts, " || ")

    def is_empty(self, text: Expr) -> Expr:
        """Return the condition that a text has no character."""
        return expr("{} = ''", text)

    def _wrapped(self, column: Expr) -> Expr:
        """Return the text of a set with every value between two separators of its own."""
        one, two = raw(self.string(_SEPARATOR)), raw(self.string(_SEPARATOR * 2))
        return self.concatenated([one, expr("REPLACE({}, {}, {})", column, one, two), one])

    def _between(self, value: str) -> Expr:
        return raw(self.string(_SEPARATOR + value + _SEPARATOR))

    def has_any(self, column: Expr, values: Sequence[str]) -> Expr:
        wrapped = self._wrapped(column)
        return any_of(expr("INSTR({}, {}) > 0", wrapped, self._between(one)) for one in values)

    def not_among(self, column: Expr, values: Sequence[str]) -> Expr:
        left = self._wrapped(column)
        for value in values:
            left = expr("REPLACE({}, {}, {})", left, self._between(value), raw("''"))
        fine = [self.is_empty(left), self.is_empty(column)]
        if _NONE not in values:
            fine.append(expr("{} = {}", column, raw(self.string(_NONE))))
        return all_of([expr("{} IS NOT NULL", column), expr("NOT {}", any_of(fine))])

    def list_of(self, values: Sequence[tuple[Expr, str]]) -> Expr:
        said = [
            expr("CASE WHEN {} THEN {} ELSE '' END", when, raw(self.string(_SEPARATOR + value)))
            for when, value in values
        ]
        return expr("SUBSTR({}, 2)", self.concatenated(said)) if said else raw("''")

    def list_literal(self, values: Sequence[str]) -> Expr:
        return raw(self.string(_SEPARATOR.join(values)))


class _ArraySets(Dialect):
    """Sets and lists are arrays, written by templates.

    array: an array of some texts.
    constant: the same, of a type that does not depend on them.
    overlap: that two arrays have an element in common.
    without_null: an array without the elements that are NULL.
    """

    array: str
    constant: str
    overlap: str
    without_null: str

    def has_any(self, column: Expr, values: Sequence[str]) -> Expr:
        return expr(self.overlap, column, self.list_literal(values))

    def list_of(self, values: Sequence[tuple[Expr, str]]) -> Expr:
        return expr(self.without_null, listed(self.array, self.texts_or_null(values)))

    def list_literal(self, values: Sequence[str]) -> Expr:
        return listed(self.constant, self.texts(values))


class _DuckDb(_EndlessDays, _ArraySets):
    name = "duckdb"
    masks = True
    array = "[{}]"
    constant = "CAST([{}] AS VARCHAR[])"
    overlap = "list_has_any({}, {})"
    without_null = "list_filter({}, lambda one: one IS NOT NULL)"

    def not_among(self, column: Expr, values: Sequence[str]) -> Expr:
        unknown = expr("NOT list_has_all({}, {})", self.list_literal(values), column)
        return any_of([unknown, expr("len({}) <> list_count({})", column, column)])


class _Postgres(_EndlessDays, _ArraySets):
    name = "postgres"
    fence = "OFFSET 0"
    text = "TEXT"
    long_text = "TEXT"
    array = constant = "CAST(ARRAY[{}] AS TEXT[])"
    overlap = "{} && {}"
    without_null = "ARRAY_REMOVE({}, NULL)"

    def stated(self, column: Expr, kind: FactType) -> Expr:
        if kind is FactType.SET_OF:
            return expr("CAST({} AS TEXT[])", column)
        texts = (FactType.TEXT, FactType.ONE_OF)
        return expr("CAST({} AS TEXT)", column) if kind in texts else column

    def not_among(self, column: Expr, values: Sequence[str]) -> Expr:
        # An array with a NULL in it is contained in none.
        return expr("NOT {} <@ {}", column, self.list_literal(values))


class _Spark(_ArraySets):
    name = "spark"
    masks = True
    quote = "`"
    text = "STRING"
    long_text = "STRING"
    array = "ARRAY({})"
    constant = "CAST(ARRAY({}) AS ARRAY<STRING>)"
    overlap = "ARRAYS_OVERLAP({}, {})"
    # A lambda would be interpreted row by row.
    without_null = "ARRAY_EXCEPT({}, ARRAY(CAST(NULL AS STRING)))"

    def string(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def day(self, column: Expr, never: Never | None) -> Expr:
        return expr("DATEDIFF({}, {})", column, raw(_EPOCH))

    def not_among(self, column: Expr, values: Sequence[str]) -> Expr:
        return expr("SIZE(ARRAY_EXCEPT({}, {})) > 0", column, self.list_literal(values))


class _Sqlite(_TextSets):
    name = "sqlite"
    # A name in double quotes that is no column would be a text.
    quote = "`"
    fence = "LIMIT -1 OFFSET 0"
    text = "TEXT"
    long_text = "TEXT"

    def not_bool(self, column: Expr) -> Expr | None:
        return expr("{} NOT IN (0, 1)", column)

    def day(self, column: Expr, never: Never | None) -> Expr:
        start = raw(f"JULIANDAY('{EPOCH.isoformat()}')")
        number = expr("CAST(JULIANDAY({}) - {} AS INTEGER)", column, start)
        if never is None:
            return number
        said = (column, raw(self.string(never.words)), raw(str(never.number)), number)
        return expr("CASE WHEN {} = {} THEN {} ELSE {} END", *said)

    def not_day(self, column: Expr, never: Never | None) -> Expr:
        words = "''" if never is None else self.string(never.words)
        said = (column, column, column, column, raw(words))
        day = "((COALESCE(DATE({}), '') <> {} OR {} < '0001-01-01') AND {} <> {})"
        return expr(day, *said)


class _Mysql(_TextSets):
    name = "mysql"
    quote = "`"
    fence = "LIMIT 99999999999999"
    text = "CHAR"
    long_text = "TEXT"

    def string(self, text: str) -> str:
        return super().string(text.replace("\\", "\\\\"))

    def stated(self, column: Expr, kind: FactType) -> Expr:
        # A collation may take letters of another case, or blanks at the end, for the same.
        if kind in (FactType.TEXT, FactType.ONE_OF, FactType.SET_OF):
            return expr("CAST(CONVERT({} USING utf8mb4) AS BINARY)", column)
        return column

    def not_bool(self, column: Expr) -> Expr | None:
        return expr("{} NOT IN (0, 1)", column)

    def concatenated(self, parts: Sequence[Expr]) -> Expr:
        return listed("CONCAT({})", parts)

    def day(self, column: Expr, never: Never | None) -> Expr:
        return expr("DATEDIFF({}, {})", column, raw(_EPOCH))


class _Oracle(_TextSets):
    name = "oracle"
    booleans = False
    hint = "/*+ NO_MERGE */"
    text = "VARCHAR2(4000)"
    long_text = "VARCHAR2(4000)"
    or_repeats = True

    def identifier(self, name: str) -> str:
        # What is written without quotes when a table is made is upper case.
        plain = name.isascii() and name.replace("_", "a").isalnum() and name.islower()
        return super().identifier(name.upper() if plain else name)

    def bit_or(self, parts: Sequence[Expr]) -> Expr:
        found = parts[0]
        for part in parts[1:]:
            found = expr("({} + {} - BITAND({}, {}))", found, part, found, part)
        return found

    def bits(self, number: Expr, mask: int) -> Expr:
        return expr("BITAND({}, {})", number, raw(str(mask)))

    def not_day(self, column: Expr, never: Never | None) -> Expr:
        return any_of([super().not_day(column, never), expr("TRUNC({}) <> {}", column, column)])

    def is_empty(self, text: Expr) -> Expr:
        # The empty text is NULL.
        return expr("{} IS NULL", text)


DIALECTS: Final = {
    one.name: one for one in (_DuckDb(), _Spark(), _Postgres(), _Mysql(), _Oracle(), _Sqlite())
}
"""The families by name."""
