"""Compare the statements of SQL with gaozhi on the cases of the conformance set, in DuckDB.

A table holds a case where each of its facts has a value of its type, and its item is a number of
the list: the others are counted, and not asked. Of the level 依据 a statement says the rules; their
provisions and quotes come by the join with the table of rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

import duckdb
import pyarrow

from conformance.page import Row
from gaozhi import CaseError, Jurisdiction
from gaozhi.engine.case import given_facts
from gaozhi.model import Fact, FactType, FactValue, Never
from gaozhi.source import read_day

__all__ = ["NAME", "Asked", "compare"]

NAME: Final = "SQL（DuckDB）"

_LEVELS: Final = {
    "结论": ("outcome", "code", "values"),
    "可能": ("possible", "settled", "pending"),
    "依据": ("grounds",),
}
_WORDS: Final = tuple(word for words in _LEVELS.values() for word in words)
_TYPES: Final = {
    FactType.BOOL: "BOOLEAN",
    FactType.DATE: "DATE",
    FactType.TEXT: "VARCHAR",
    FactType.ONE_OF: "VARCHAR",
    FactType.SET_OF: "VARCHAR[]",
    FactType.NUMBER: "DECIMAL(38, 10)",
}
_SHOWN: Final = 5

Given = tuple["Asked", dict[str, FactValue], int | None]


class Asked(Protocol):
    """A case: which it is, what is asked, and what gaozhi answers."""

    @property
    def where(self) -> str:
        """Which case it is."""

    @property
    def request(self) -> Mapping[str, Any]:
        """The path of the program, the decision, item, date and facts."""

    @property
    def answer(self) -> Mapping[str, Any]:
        """What gaozhi answers."""


def compare(counties: Sequence[Jurisdiction], cases: Sequence[Asked]) -> Row:
    """Print one line about the statements, and what differs before it.

    Args:
        counties: the jurisdictions of the cases.
        cases: the cases; the name of a program's file is the jurisdiction's id.

    Returns:
        How many cases a table holds, and for each level how many were answered alike.

    """
    by_id = {county.id: county for county in counties}
    tables: dict[tuple[str, str], list[Given]] = {}
    left_out = 0
    for one in cases:
        id_ = one.request["program"].rpartition("/")[2].removesuffix(".json")
        given = _row(by_id[id_], one)
        if given is None:
            left_out += 1
        else:
            tables.setdefault((id_, one.request["decision"]), []).append(given)
    wrong: Counter[str] = Counter()
    for (id_, decision), rows in tables.items():
        wrong += _wrong(by_id[id_], decision, rows)
    asked = len(cases) - left_out
    row = Row(NAME, asked, {level: asked - wrong[level] for level in (*_LEVELS, "拒绝")})
    shares = "，".join(f"{level} {share}" for level, share in row.shares().items())
    print(f"{NAME}：{asked} 个案例，{shares}；另有 {left_out} 个案例表里写不下")
    return row


def _row(county: Jurisdiction, one: Asked) -> Given | None:
    """Return the facts and the item of a case as a table has them; None where it cannot."""
    asked, day = one.request, county.vocabulary.roles.date
    try:
        facts = given_facts(county.program, asked["facts"])
        on = asked.get("date")
        if (
            on is not None
            and day is not None
            and facts.setdefault(day, read_day(on)) != read_day(on)
        ):
            return None
    except (CaseError, ValueError):
        return None
    item = asked.get("item")
    if asked["decision"] not in county.program.decisions or not isinstance(item, int | None):
        return None
    return one, facts, item


def _wrong(county: Jurisdiction, decision: str, rows: Sequence[Given]) -> Counter[str]:
    """Return of how many cases the answer differs, by level."""
    wrong: Counter[str] = Counter()
    shown = 0
    for (one, _, _), said in zip(rows, _answers(county, decision, rows), strict=True):
        levels = _differing(one.answer, said)
        wrong.update(levels)
        if levels and shown < _SHOWN:
            shown += 1
            print(f"{one.where}：{'、'.join(levels)}不同")
    return wrong


def _differing(answer: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    refused = answer.get("refused")
    if refused is not None or said["error"] is not None:
        return [] if said["error"] in (refused or ()) else ["拒绝"]
    grounds = list(dict.fromkeys(ground["rule"] for ground in answer["grounds"]))
    wanted = {**answer, "grounds": grounds}
    return [
        level
        for level, words in _LEVELS.items()
        if any(said[word] != wanted[word] for word in words)
    ]


def _answers(
    county: Jurisdiction, decision: str, rows: Sequence[Given]
) -> Iterable[Mapping[str, Any]]:
    """Return what the statement says of every row."""
    facts = county.vocabulary.facts
    stated = {name for _, known, _ in rows for name in known}
    named = [fact for name, fact in facts.items() if name in stated]
    columns = [fact.api.replace(".", "_") for fact in named]
    data = {
        "n": pyarrow.array(range(len(rows)), pyarrow.int64()),
        "item": pyarrow.array([item for _, _, item in rows], pyarrow.int64()),
    }
    for fact, column in zip(named, columns, strict=True):
        values = [_cell(fact, known.get(fact.name)) for _, known, _ in rows]
        data[column] = pyarrow.array(values, _arrow(fact))
    casts = ["n", "item"]
    for fact, column in zip(named, columns, strict=True):
        casts.append(f"CAST({column} AS {_TYPES[fact.kind]}) AS {column}")
    statement = county.sql(
        decision, item="item", columns=columns, keep=["n"], words=_WORDS, table="cases"
    )
    with duckdb.connect() as connection:
        connection.from_arrow(pyarrow.table(data)).project(", ".join(casts)).create("cases")
        found = sorted(connection.execute(statement).fetchall())
    return [dict(zip((*_WORDS, "error"), row[1:], strict=True)) for row in found]


def _arrow(fact: Fact) -> Any:  # noqa: ANN401 - pyarrow has no types
    if fact.kind is FactType.SET_OF:
        return pyarrow.list_(pyarrow.string())
    return pyarrow.bool_() if fact.kind is FactType.BOOL else pyarrow.string()


def _cell(fact: Fact, value: FactValue | None) -> Any:  # noqa: ANN401 - whatever a column holds
    match value:
        case None | bool() | str():
            return value
        case frozenset():
            return [one for one in fact.values if one in value]
        case Never():
            return "infinity"
        case date():
            return value.isoformat()
        case _:
            return f"{value:f}"
