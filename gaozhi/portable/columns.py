"""Which column of a frame states which fact."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gaozhi.errors import CaseError
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostic, did_you_mean, shown, suggest

__all__ = ["Stated", "find_columns"]

_HOW: Final = '用 columns={"列名": "事实名"} 写明；不是事实的，写 columns={"列名": None}'


@dataclass(frozen=True, slots=True)
class Stated:
    """What the columns of a frame state.

    Attributes:
        columns: fact -> the column that states it, in the frame's order.
        others: the columns that state no fact.

    """

    columns: Mapping[str, str]
    others: tuple[str, ...]


def find_columns(
    names: Sequence[str],
    vocabulary: Vocabulary,
    said: Mapping[str, str | None],
    apart: Collection[str],
) -> Stated:
    """Return which column states which fact: by its name, its api name, or either as SQL has it.

    Args:
        names: the columns of the frame.
        vocabulary: the facts.
        said: what a caller says that a column states; None for nothing.
        apart: the columns that state the item or the day.

    Raises:
        CaseError: with every problem: two columns of one name or for one fact, a name that is
            probably meant for a fact, a column or fact that is not there.

    """
    known = dict(_spellings(vocabulary))
    problems = [*_twice_named(names), *_unfit(names, said, known)]
    columns: dict[str, str] = {}
    others: list[str] = []
    for name in dict.fromkeys(names):
        if name in apart:
            continue
        fact = known.get(said[name] or "") if name in said else known.get(name)
        if fact is None:
            others.append(name)
            near = None if name in said else suggest(name, list(known))
            if near is not None:
                message = f"列“{shown(name)}”不是事实"
                problems.append(_problem("GZ742", message, f"是否要写 {near}？{_HOW}", name))
        elif columns.setdefault(fact, name) != name:
            message = f"事实“{fact}”有两列：“{shown(columns[fact])}”和“{shown(name)}”"
            problems.append(_problem("GZ741", message, f"只留一列。{_HOW}", name))
    if problems:
        raise CaseError(problems)
    return Stated(columns, tuple(others))


def _spellings(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield every spelling of a fact's name, with the fact; one of two facts is of neither."""
    whole = {**vocabulary.by_api, **{name: name for name in vocabulary.facts}}
    short: dict[str, set[str]] = {}
    for name, fact in whole.items():
        short.setdefault(name.replace(".", "_"), set()).add(fact)
    for name, facts in short.items():
        if len(facts) == 1:
            yield name, facts.pop()
    yield from whole.items()


def _twice_named(names: Sequence[str]) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _problem("GZ741", f"有两列都叫“{shown(name)}”", "改名，或者只留一列", name)


def _unfit(
    names: Sequence[str], said: Mapping[str, str | None], known: Mapping[str, str]
) -> Iterator[Diagnostic]:
    for name, fact in said.items():
        if name not in names:
            help = did_you_mean(name, names, f"表里的列：{'、'.join(map(shown, names))}")
            yield _problem("GZ742", f"表里没有列“{shown(name)}”", help, name)
        if fact is not None and fact not in known:
            help = did_you_mean(fact, list(known), "名称以词汇表 rules/vocabulary.yaml 为准")
            yield _problem("GZ601", f"不认识的事实“{shown(fact)}”", help, name)


def _problem(code: str, message: str, help: str, column: str) -> Diagnostic:
    path = ("columns", shown(column))
    return Diagnostic.error(code, message, help=help, path=path, params={"column": column})
