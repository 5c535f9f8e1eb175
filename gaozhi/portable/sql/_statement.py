"""One statement that decides about every row of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gaozhi.engine import Case, read_facts
from gaozhi.errors import CaseError
from gaozhi.logic import TooLarge
from gaozhi.model import (
    Combine,
    DecisionTable,
    Empty,
    FactType,
    Overlaps,
    Program,
    Standing,
    facts_read,
    parts_of,
)
from gaozhi.portable.sql._answers import Answers
from gaozhi.portable.sql._diagrams import prepare
from gaozhi.portable.sql._dialects import Dialect
from gaozhi.portable.sql._expressions import Columns, Expr, Layer
from gaozhi.portable.sql._implied import Implied
from gaozhi.portable.sql._reading import Reading, Source
from gaozhi.portable.sql._request import Request
from gaozhi.portable.sql._values import Const, Parts, Values
from gaozhi.source import Diagnostic

__all__ = ["Steps", "steps", "write_sql"]

_MOST_NODES: Final = 5_000
_MOST_CHARACTERS: Final = 1_000_000
_MOST_PARTS: Final = 30
_USUAL: Final = ("outcome", "possible")
_COLLECTED: Final = ("outcome", "values", "pending")


@dataclass(frozen=True, slots=True)
class Steps:
    """A statement in parts.

    Attributes:
        layers: what is computed first, one after the other.
        columns: the columns of answers, name -> expression.
        dialect: how they are written.
        stated: fact -> the column of the table that states it.

    """

    layers: Sequence[Layer]
    columns: Mapping[str, str]
    dialect: Dialect
    stated: Mapping[str, str]


def write_sql(program: Program, table: DecisionTable, request: Request) -> str:
    """Return the statement that decides about every row of a table.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        request: what is asked, of which columns.

    Raises:
        CaseError: with every problem of the request; or the rules are too large for a statement.

    """
    found = steps(program, table, request)
    text = _text(found, request)
    if len(text) > _MOST_CHARACTERS:
        raise CaseError([_too_large(table)])
    return text


def steps(program: Program, table: DecisionTable, request: Request) -> Steps:
    """Return the statement in parts. Raises CaseError as `write_sql` does."""
    try:
        return _steps(program, table, request)
    except TooLarge:
        raise CaseError([_too_large(table)]) from None


def _too_large(table: DecisionTable) -> Diagnostic:
    message = f"“{table.spec.name}”的规则太大，写不成一个语句"
    help = "用 decide_frame 或者 gaozhi batch：它们只对不同的行各判断一次，答复一样"
    return Diagnostic.error("GZ746", message, help=help, path=("decision",))


def _steps(program: Program, table: DecisionTable, request: Request) -> Steps:
    vocabulary, dialect = program.vocabulary, request.how
    fixed = None if isinstance(request.item, str) else request.item
    same = read_facts(program, {}, fixed, None if request.day_column else request.on)
    standing = tuple(table.on(same.day))
    source = _source(program, standing, request, same)
    reading = _read(program, standing, source, dialect)
    known = {name: one.value for name, one in reading.facts.items() if isinstance(one, Const)}
    prepared = prepare(table.answers, standing, vocabulary, known)
    words = request.words or (
        *(_COLLECTED if table.spec.combine is Combine.ALL else _USUAL),
        "grounds",
        "rules",
    )
    rules = [one.rule for one in standing]
    answers = Answers(table.answers, rules, prepared, reading, words)
    if len(answers.nodes) > _MOST_NODES:
        raise TooLarge
    outputs = [*answers.columns(words), ("error", answers.error)]
    return Steps(
        reading.values.columns.layers([one for _, one in outputs]),
        _named(outputs, request),
        dialect,
        source.columns,
    )


def _source(program: Program, standing: Iterable[Standing], request: Request, same: Case) -> Source:
    vocabulary = program.vocabulary
    read = facts_read(*(one.own for one in standing))
    usual = _usual_facts(program, read)
    columns = request.stated(vocabulary, usual)
    never = {name: one for name, one in request.endless(vocabulary).items() if name in columns}
    identity = [name for name in usual if name in read and vocabulary.facts[name].identity]
    if identity:
        message = f"“{identity[0]}”是证件号码，语句里不能核对"
        help = "用 decide_frame 或者 gaozhi batch"
        raise CaseError([Diagnostic.error("GZ745", message, help=help, path=("columns",))])
    return Source(columns, never, request.item_column, same)


def usual_facts(program: Program, table: DecisionTable, day: date | None = None) -> list[str]:
    """Return the facts that a statement asks of a row where it is not told which columns there are.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        day: the day that every row has; None where it is a column, or not known.

    """
    return _usual_facts(program, facts_read(*(one.own for one in table.on(day))))


def _usual_facts(program: Program, read: Collection[str]) -> list[str]:
    tied = Implied(program.vocabulary).tied_to(read)
    day = program.vocabulary.roles.date
    return [name for name in program.vocabulary.facts if name in tied and name != day]


def _read(
    program: Program, standing: Iterable[Standing], source: Source, dialect: Dialect
) -> Reading:
    facts = program.vocabulary.facts
    sets = [name for name in source.columns if facts[name].kind is FactType.SET_OF]
    sets += [name for name, _ in _listed(program) if facts[name].kind is FactType.SET_OF]
    atoms = [part for one in standing for part in parts_of(one.own)]
    compared = {name for name, _ in _listed(program)}
    parts = {
        name: _parts(
            facts[name].values,
            [one.values for one in atoms if isinstance(one, Overlaps) and one.fact == name],
            whole=any(isinstance(one, Empty) and one.fact == name for one in atoms),
            apart=name in compared,
        )
        for name in sets
    }
    return Reading(program, source, Values(dialect, Columns(), parts))


def _listed(program: Program) -> Iterable[tuple[str, object]]:
    """Yield what the list says of facts."""
    if program.list is not None:
        yield from program.list.presumes.items()
        for item in program.list.items:
            yield from item.facts.items()


def _parts(
    values: Sequence[str], tested: Sequence[frozenset[str]], *, whole: bool, apart: bool
) -> Parts:
    """Return the parts of the values of a set that conditions tell apart.

    Args:
        values: the values.
        tested: those that each condition tests together.
        whole: whether a condition tests if the set is empty.
        apart: whether each value counts by itself.

    """
    found: dict[object, set[str]] = {}
    for value in values:
        key = tuple(value in some for some in tested)
        if apart or whole or any(key):
            found.setdefault(value if apart else key, set()).add(value)
    if len(found) > _MOST_PARTS:
        raise TooLarge
    return Parts(tuple(map(frozenset, found.values())))


def _named(outputs: Sequence[tuple[str, Expr]], request: Request) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, what in outputs:
        column = request.prefix + name
        if column in found or column in request.keep:
            message = f"语句里有两列都叫“{column}”"
            help = "给答复的列另起名称：prefix 写“答复_”之类"
            raise CaseError([Diagnostic.error("GZ743", message, help=help, path=("prefix",))])
        found[column] = what.sql
    return found


def _text(found: Steps, request: Request) -> str:
    dialect, keep = found.dialect, [*map(found.dialect.identifier, request.keep)]
    select = "SELECT " + (f"{dialect.hint} " if dialect.hint else "")
    blocks: list[str] = []
    before = request.table
    for number, layer in enumerate(found.layers, 1):
        said = [*keep, *layer.kept, *(f"{sql} AS {name}" for name, sql in layer.computed.items())]
        lines = ",\n    ".join(said)
        fence = f"\n  {dialect.fence}" if dialect.fence else ""
        blocks.append(
            f"gz_step{number} AS (\n  {select.rstrip()}\n    {lines}\n  FROM {before}{fence}\n)"
        )
        before = f"gz_step{number}"
    named = [*keep, *(f"{sql} AS {dialect.identifier(n)}" for n, sql in found.columns.items())]
    lines = ",\n  ".join(named)
    head = f"WITH {', '.join(blocks)}\n" if blocks else ""
    return f"{head}SELECT\n  {lines}\nFROM {before}\n"
