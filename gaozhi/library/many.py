"""What a jurisdiction answers about many cases at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from gaozhi.engine import Case, Engine, ItemKey, Stamp
from gaozhi.errors import CaseError
from gaozhi.library.matter import cases_of
from gaozhi.model import Program
from gaozhi.source import Diagnostic, require_callable

if TYPE_CHECKING:
    from gaozhi.engine import Decision
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["ManyCases", "ask_frame"]

_NEEDED: Final = ("numpy", "pyarrow")


class ManyCases:
    """The part of a jurisdiction that decides about several cases in one call."""

    __slots__ = ()

    _engine: Engine
    _program: Program
    _stamp: Stamp

    def decide_matter(
        self,
        matter: str,
        facts: Mapping[str, Any],
        decision: str | None = None,
        *,
        on: date | str | None = None,
    ) -> tuple[Decision, ...]:
        """Return the decision about every listed certificate of a matter, in the list's order.

        A certificate that is not on the list on that day is skipped.

        Args:
            matter: the matter's name in the list.
            facts: see `case`; the facts of one applicant, the same for every certificate.
            decision: see `decide`.
            on: see `case`.

        Raises:
            CaseError: the list has no such matter, or none of it on that day; or with every
                problem of the case for any of the certificates.

        """
        if decision is not None:
            self._engine.table(decision)
        county = cast("Jurisdiction", self)
        return tuple(county.decide(one, decision) for one in cases_of(county, matter, facts, on))

    def decide_frame(
        self,
        frame: Any,  # noqa: ANN401 - a frame of pandas, polars or Arrow
        decision: str | None = None,
        *,
        columns: Mapping[str, str | None] | None = None,
        item: ItemKey | str | None = None,
        on: date | str | None = None,
        words: Sequence[str] = ("outcome",),
        errors: str = "raise",
        prefix: str = "",
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Any:  # noqa: ANN401 - the same kind of frame
        """Return a frame with the answer to every row in new columns.

        Every row has the answer that `decide` gives to it. A column states the fact whose name or
        api name it has, also with underscores for dots; other columns are left as they are.

        Args:
            frame: a DataFrame of pandas or polars, or a table of Arrow. It stays as it is.
            decision: see `decide`.
            columns: column -> the fact that it states, where its name does not say so; None for
                none.
            item: see `case`; or the name of the column that states the item's number.
            on: see `case`; or the name of the column that states the day.
            words: the new columns: outcome, code, settled, possible, values, pending, next_step,
                grounds (the rules), basis (document and locator), caveats, pending_caveats,
                questions (the facts).
            errors: ``raise``, or ``column`` for a column ``error`` that says what is wrong with a
                row, which then has no answer.
            prefix: stands before the names of the new columns.
            on_progress: is told how many different rows are decided about, and of how many.

        Raises:
            CaseError: with every problem of the columns; or of all rows, with their numbers from 1;
                or numpy or pyarrow is not installed.

        """
        require_callable(on_progress, "on_progress")
        asked = {
            "columns": columns,
            "item": item,
            "on": on,
            "words": words,
            "errors": errors,
            "prefix": prefix,
        }
        return ask_frame(cast("Jurisdiction", self), frame, decision, asked, on_progress)

    def sql(
        self,
        decision: str | None = None,
        *,
        dialect: str = "duckdb",
        table: str = "cases",
        on: date | str | None = None,
        item: ItemKey | str | None = None,
        columns: Mapping[str, str | None] | Iterable[str] | None = None,
        never: Mapping[str, str] | None = None,
        keep: Sequence[str] = (),
        words: Sequence[str] = (),
        prefix: str = "",
    ) -> str:
        """Return one statement of SQL that decides about every row of a table.

        Every row has the answer that `decide` gives to it; NULL is unknown. A row that `decide`
        refuses has the code of the diagnostic in the column ``error``, and nothing else.

        Args:
            decision: see `decide`.
            dialect: duckdb, spark, postgres, mysql, oracle or sqlite.
            table: the table's name, or a query in parentheses.
            on: see `case`; or the name of the column that states the day.
            item: see `case`; or the name of the column that states the item's number.
            columns: column -> the fact that it states, where it is not the fact's api name with
                underscores; None for a column that is not there. Or the names of all columns of
                the table.
            never: date fact -> the column of truth values that says that its day never comes.
            keep: the columns of the table that stand beside the answers.
            words: the columns of answers: outcome, code, settled, possible, values, pending,
                grounds (the rules), rules (a column for each: TRUE, FALSE, NULL for open). Without
                any: outcome, what can come out, grounds, rules.
            prefix: stands before the names of these columns.

        Raises:
            CaseError: with every problem of the arguments; or the rules are too large for one
                statement.

        """
        from gaozhi.portable import sql

        found = self._engine.table(self._program.default_decision if decision is None else decision)
        asked = sql.Request(
            dialect, table, on, item, columns, {} if never is None else never, keep, words, prefix
        )
        return sql.write_sql(self._program, found, asked)

    def sql_rules(
        self,
        decision: str | None = None,
        *,
        dialect: str = "duckdb",
        table: str = "rules",
        on: date | str | None = None,
    ) -> str:
        """Return the statements that make the table of a decision's rules, and fill it.

        Its columns are rule, title, effect, code, provisions, quotes and caveat.

        Args:
            decision: see `decide`.
            dialect: see `sql`.
            table: the name of the table.
            on: the day on which the rules stand; None for all.

        Raises:
            CaseError: with every problem of the arguments.

        """
        from gaozhi.portable import sql

        found = self._engine.table(self._program.default_decision if decision is None else decision)
        asked = sql.Request(dialect, table, on)
        return sql.write_rules(found, asked.how, table, asked.day)


def ask_frame(
    county: Jurisdiction,
    frame: Any,  # noqa: ANN401 - as above
    decision: str | None,
    asked: Mapping[str, Any],
    on_progress: Callable[[int, int], None] | None = None,
) -> Any:  # noqa: ANN401 - as above
    """Return a frame with the answer to every row in new columns.

    Args:
        county: the jurisdiction.
        frame: the frame.
        decision: see `Jurisdiction.decide`.
        asked: what a `gaozhi.portable.frames.Request` is made of.
        on_progress: see `Jurisdiction.decide_frame`.

    Raises:
        CaseError: see there.

    """
    frames, engine, program = _frames(), county._engine, county.program  # noqa: SLF001 - its own
    table = engine.table(program.default_decision if decision is None else decision)

    def read(facts: Mapping[str, Any], item: Any, on: Any) -> Case:  # noqa: ANN401
        return county.case(facts, item=item, on=on)

    how = frames.Asked(program, table, read, engine.runner(table.spec.name))
    return frames.decide_frame(frame, how, frames.Request(**asked), on_progress)


def _frames() -> Any:  # noqa: ANN401 - a module
    """Return what decides about frames. Raises CaseError where its libraries are missing."""
    try:
        from gaozhi.portable import frames
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        message = f"缺少 {error.name}，不能对整张表作出判断"
        help = '用 pip 安装 "gaozhi[frames]"'
        raise CaseError([Diagnostic.error("GZ740", message, help=help)]) from error
    return frames
