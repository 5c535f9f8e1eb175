"""An oracle of its own: a ruleset decided by looking at every completion of a case, one by one.

What a rule means of complete facts is said by `Ruleset.outcome`; nothing here uses the compiler or
the engine. It is slow and it is obvious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from hypothesis import strategies as st

from gaozhi.testing import Ruleset
from gaozhi.testing._small import DOMAINS, INNER_DAYS, NEVER_TEXT, VALUES, admissible

__all__ = ["DAY", "VALUES", "cases", "completions", "given_facts", "turning"]

Facts = Mapping[str, Any]
DAY = date(2021, 3, 5)
"""A day on which every rule of a drawn set without changes is in force."""


@st.composite
def cases(draw: st.DrawFn, most_open: int = 3) -> tuple[dict[str, Any], list[str]]:
    """Facts that some admissible completion has, split into known ones and open names."""
    # The oracle's days must reach beyond every day that is known.
    known_days = {"丁.日": (*INNER_DAYS, NEVER_TEXT), "戊.日": INNER_DAYS}
    domains = {**DOMAINS, **known_days}
    facts = {name: draw(st.sampled_from(values)) for name, values in domains.items()}
    if facts["甲.一"]:
        facts["甲.二"] = True
    if facts["甲.三"]:
        facts["乙.类"] = "子"
    assert admissible(facts)
    wide = {"丁.日", "戊.日", "己.数"}
    names = draw(st.permutations(list(DOMAINS)))
    open_: list[str] = []
    for name in names[:most_open]:
        if name not in wide or len(wide & set(open_)) < 2:
            open_.append(name)
    known = {name: value for name, value in facts.items() if name not in open_}
    return known, open_


def given_facts(known: Facts) -> dict[str, Any]:
    """Known facts as a caller gives them."""
    return {n: sorted(v) if isinstance(v, frozenset) else v for n, v in known.items()}


def completions(known: Facts, open_: list[str]) -> Iterator[dict[str, Any]]:
    """Every admissible way to know the open facts too."""
    for values in product(*(DOMAINS[name] for name in open_)):
        facts = {**known, **dict(zip(open_, values, strict=True))}
        if admissible(facts):
            yield facts


def turning(ruleset: Ruleset, day: date, known: Facts, open_: list[str]) -> set[str]:
    """The open facts in which alone two completions differ and come out apart."""
    outcomes = {
        tuple(facts[name] for name in open_): ruleset.outcome(facts, day)
        for facts in completions(known, open_)
    }
    found: set[str] = set()
    for index, name in enumerate(open_):
        seen: dict[tuple[Any, ...], Any] = {}
        for values, result in outcomes.items():
            rest = values[:index] + values[index + 1 :]
            if seen.setdefault(rest, result) != result:
                found.add(name)
                break
    return found
