"""Random small rulesets, as the plain data that the oracle reads and as the YAML that gaozhi does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.oracle import (
    BOOLS,
    DAYS,
    DOMAINS,
    ELEMENTS,
    KINDS,
    NEVER,
    VALUES,
    Condition,
    OracleRule,
    admissible,
)

INNER_DAYS = DAYS[3:-3]
"""The days that conditions name; the oracle's days reach beyond them on either side."""

DECISIONS = {"strongest": "强", "first": "表", "all": "集"}


@dataclass(frozen=True)
class Ruleset:
    """The rules of one decision."""

    combine: str
    rules: list[OracleRule]

    @property
    def decision(self) -> str:
        return DECISIONS[self.combine]


def conditions(depth: int = 3) -> st.SearchStrategy[Condition]:
    """Conditions over the facts of the small vocabulary, every operator among them."""
    days = st.sampled_from(INNER_DAYS)
    numbers = st.integers(0, 6).map(Decimal)
    dates = ("before", "after", "on_or_before", "on_or_after")
    sizes = ("less_than", "more_than", "at_most", "at_least")

    def compare(fact: str, operators: tuple[str, ...], operand: Any) -> Any:
        return st.builds(lambda o, x: {fact: {o: x}}, st.sampled_from(operators), operand)

    some = st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)
    few = st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=2, unique=True)
    atoms = st.one_of(
        st.sampled_from(BOOLS),
        st.sampled_from(BOOLS),
        st.builds(lambda f, v: {f: v}, st.sampled_from(BOOLS), st.booleans()),
        st.sampled_from(KINDS).map(lambda v: {"乙.类": v}),
        some.map(lambda v: {"乙.类": {"in": v}}),
        st.sampled_from(ELEMENTS).map(lambda v: {"丙.集": {"has": v}}),
        few.map(lambda v: {"丙.集": {"has_any": v}}),
        st.booleans().map(lambda v: {"丙.集": {"is_empty": v}}),
        compare("丁.日", dates, st.one_of(days, st.just("戊.日"))),
        compare("戊.日", dates, st.one_of(days, st.just("丁.日"))),
        compare("己.数", sizes, numbers),
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            inner.map(lambda c: {"not": c}),
            st.lists(inner, min_size=1, max_size=3),
            st.builds(
                lambda kind, parts: {kind: parts},
                st.sampled_from(("all", "any", "none")),
                st.lists(inner, min_size=1, max_size=3),
            ),
        ),
        max_leaves=depth,
    )


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    """One decision with up to four rules, and its otherwise where it has one."""
    combine = draw(st.sampled_from(("strongest", "first", "all")))
    rules: list[OracleRule] = []
    for index in range(draw(st.integers(1, 4))):
        most = 2 if combine == "all" else 1
        then = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=most, unique=True))
        rules.append(
            OracleRule(
                f"规则{index}",
                tuple(then),
                draw(st.none() | conditions()),
                draw(st.none() | conditions(2)),
            )
        )
    if combine != "all":
        rules.append(OracleRule("其余", (draw(st.sampled_from(VALUES)),), otherwise=True))
    return Ruleset(combine, rules)


@st.composite
def cases(draw: st.DrawFn, most_open: int = 3) -> tuple[dict[str, Any], list[str]]:
    """Facts that some admissible completion has, split into known ones and open names."""
    # The oracle's days must reach beyond every day that is known.
    known_days = {"丁.日": (*INNER_DAYS, NEVER), "戊.日": INNER_DAYS}
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


def to_yaml(ruleset: Ruleset) -> str:
    """The ruleset as an author would write it below ``rules:``."""
    lines = [f"{ruleset.decision}:"]
    for rule in ruleset.rules:
        fields: dict[str, Any] = {"rule": rule.name, "title": rule.name, "silent": True}
        if rule.otherwise:
            fields["otherwise"] = True
        if rule.when is not None:
            fields["when"] = rule.when
        if rule.unless is not None:
            fields["unless"] = rule.unless
        fields["then"] = list(rule.then) if ruleset.combine == "all" else rule.then[0]
        lines.append(f"  - {flow(fields)}")
    return "\n".join(lines)


def flow(value: Any) -> str:
    """A value in YAML's flow style."""
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in value.items())}}}"
        case _:
            return str(value)


def given(known: Mapping[str, Any]) -> dict[str, Any]:
    """Known facts as a caller gives them."""
    return {n: sorted(v) if isinstance(v, frozenset) else v for n, v in known.items()}
