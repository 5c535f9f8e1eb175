"""A Python module of types for a library's own names: facts, decisions, outcomes, jurisdictions.

With it a type checker finds a misspelt fact or outcome where it is written.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from gaozhi.model import (
    NO_RULE,
    NO_RULE_CODE,
    PENDING,
    PENDING_CODE,
    Combine,
    DecisionSpec,
    Fact,
    FactType,
)

if TYPE_CHECKING:
    from gaozhi.library.library import Library

__all__ = ["MARK", "stubs"]

MARK: Final = '"""由 gaozhi stubs 写出'
"""How a module that was written here begins: what begins so may be written anew."""

_HEAD: Final = f'''{MARK}，不要手改；规则改了，再写一次。

类型检查据此发现写错的事实、判断、结论和地区。事实没有写的和写 None 的，都是不知道。
"""
# ruff: noqa
# fmt: off

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, TypedDict
'''
_SIMPLE: Final = {
    FactType.BOOL: "bool",
    FactType.DATE: "date | str",
    FactType.TEXT: "str",
    FactType.NUMBER: "int | Decimal",
}


def stubs(library: Library) -> str:
    """Return the text of a module of types.

    It holds `JurisdictionKey` and `JurisdictionId`; `DecisionName` and `FactName`, each with the
    api names; for every decision its outcomes (`ApplicabilityOutcome`) or values
    (`ConsequencesValue`) and their codes (`ApplicabilityCode`); for every fact of choice its values
    (`ApplicantKind`) and their codes; and `Facts`, `ApiFacts`: flat facts, by name and by api name.
    """
    counties = tuple(library.values())
    facts: dict[str, Fact] = {}
    decisions: dict[str, DecisionSpec] = {}
    for county in counties:
        for fact in county.vocabulary.facts.values():
            facts[fact.name] = _both_known(fact, facts.get(fact.name, fact))
        for name, spec in county.vocabulary.decisions.items():
            decisions[name] = _both_known(spec, decisions.get(name, spec))
    names = _Names()
    keys = [key for one in counties for key in (one.name, one.id, one.code) if key]
    parts = [
        _alias(names.take("JurisdictionKey"), keys),
        _alias(names.take("JurisdictionId"), [one.id for one in counties]),
        _alias(names.take("DecisionName"), [n for one in decisions.values() for n in _both(one)]),
        _alias(names.take("FactName"), [n for one in facts.values() for n in _both(one)]),
    ]
    for spec in decisions.values():
        ruled = all(
            (table := one.program.decisions.get(spec.name)) is not None and table.gap is None
            for one in counties
        )
        parts += _of_decision(spec, names, ruled=ruled)
    types: dict[str, str] = {}
    for fact in facts.values():
        made, types[fact.name] = _of_fact(fact, names)
        parts += made
    by_api = {fact.api: types[fact.name] for fact in facts.values()}
    parts += [_typed_dict(names.take("Facts"), types), _typed_dict(names.take("ApiFacts"), by_api)]
    return "\n".join([_HEAD, *parts])


class _Names:
    """The names of a module, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return the name, or where it is taken the same with a number behind it."""
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}{number}", number + 1
        self._taken.add(name)
        return name


def _both(thing: Fact | DecisionSpec) -> tuple[str, str]:
    return thing.name, thing.api


T = TypeVar("T", Fact, DecisionSpec)


def _both_known(one: T, other: T) -> T:
    """Return a fact or decision with the values that either jurisdiction knows."""
    values = tuple(dict.fromkeys((*other.values, *one.values)))
    codes = tuple((dict(one.codes) | dict(other.codes)).items())
    return replace(other, values=values, codes=codes)


def _of_decision(spec: DecisionSpec, names: _Names, *, ruled: bool) -> Iterator[str]:
    """Yield the types of a decision; one without a rule somewhere may come out as 无此规定."""
    stem = _identifier(spec.api)
    collects = spec.combine is Combine.ALL
    values, codes = list(spec.values), [spec.code(value) for value in spec.values]
    if not collects:
        values, codes = [*values, PENDING], [*codes, PENDING_CODE]
        if not ruled:
            values, codes = [*values, NO_RULE], [*codes, NO_RULE_CODE]
    yield _alias(names.take(stem + ("Value" if collects else "Outcome")), values)
    yield _alias(names.take(f"{stem}Code"), codes)


def _of_fact(fact: Fact, names: _Names) -> tuple[list[str], str]:
    """Return the aliases that a fact needs, and the type of its value."""
    simple = _SIMPLE.get(fact.kind)
    if simple is not None:
        return [], simple
    stem = _identifier(fact.api)
    name, codes = names.take(stem), names.take(f"{stem}Code")
    made = [_alias(name, fact.values), _alias(codes, [fact.code(value) for value in fact.values])]
    return made, name if fact.kind is FactType.ONE_OF else f"list[{name}]"


def _alias(name: str, values: Iterable[str]) -> str:
    lines = "".join(f"    {value!r},\n" for value in dict.fromkeys(values))
    return f"{name}: TypeAlias = Literal[\n{lines}]\n" if lines else f"{name}: TypeAlias = str\n"


def _typed_dict(name: str, types: Mapping[str, str]) -> str:
    lines = "".join(f"        {fact!r}: {held} | None,\n" for fact, held in types.items())
    return f'{name} = TypedDict(\n    "{name}",\n    {{\n{lines}    }},\n    total=False,\n)\n'


def _identifier(name: str) -> str:
    """Return an api name, or a name that serves as one, as the name of a class.

    >>> _identifier("applicant.bad_credit_until"), _identifier("申请人.年龄"), _identifier("1+1")
    ('ApplicantBadCreditUntil', '申请人年龄', 'T11')
    """
    spaced = "".join(sign if sign.isalnum() else " " for sign in name)
    made = "".join(word[:1].upper() + word[1:] for word in spaced.split())
    return made if made.isidentifier() and not keyword.iskeyword(made) else f"T{made}"
