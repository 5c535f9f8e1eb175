"""Two levels and their days: what a county makes of its parent, against an oracle of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from gaozhi.library import Jurisdiction
from tests.builders import compiled, rules_text
from tests.properties import strategies
from tests.properties.oracle import VALUES, OracleRule, completions, outcome, turning
from tests.properties.strategies import DECISIONS, cases, conditions, flow

START = date(2021, 1, 1)
DAYS = tuple(START + timedelta(days=n) for n in range(10))
INNER = DAYS[2:-2]

Window = tuple[date | None, date | None]
OPEN: Window = (None, None)


@dataclass(frozen=True)
class CountyRule:
    rule: OracleRule
    replaces: str | None
    window: Window


@dataclass(frozen=True)
class Levels:
    combine: str
    root: list[OracleRule]
    county: list[CountyRule]
    removed: list[str]
    document: Window

    @property
    def decision(self) -> str:
        return DECISIONS[self.combine]

    def on(self, day: date) -> list[OracleRule]:
        """The rules that stand on a day, a table's in their order."""
        if not within(day, self.document):
            return self.root
        active = [c for c in self.county if within(day, c.window)]
        displaced = {c.replaces for c in active} | set(self.removed)
        standing: list[OracleRule] = [c.rule for c in active if c.replaces is None]
        for rule in self.root:
            standing += [c.rule for c in active if c.replaces == rule.name]
            if rule.name not in displaced:
                standing.append(rule)
        return standing


def within(day: date, window: Window) -> bool:
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)


def windows() -> st.SearchStrategy[Window]:
    """From, until, or both, both included."""
    pairs = st.tuples(st.sampled_from(INNER), st.sampled_from(INNER)).map(sorted)
    return st.one_of(
        st.sampled_from(INNER).map(lambda day: (day, None)),
        st.sampled_from(INNER).map(lambda day: (None, day)),
        pairs.map(lambda pair: (pair[0], pair[1])),
    )


@st.composite
def levels(draw: st.DrawFn) -> Levels:
    """A root with a few rules, and a county that adds to, replaces and removes them."""
    combine = draw(st.sampled_from(tuple(DECISIONS)))
    value = st.sampled_from(VALUES).map(lambda v: (v,))

    def rule(name: str) -> OracleRule:
        when = draw(st.none() | conditions(1))
        return OracleRule(name, draw(value), when, draw(st.none() | conditions(1)))

    root = [rule(f"根{n}") for n in range(draw(st.integers(1, 3)))]
    names = [r.name for r in root]
    county = []
    for n in range(draw(st.integers(0, 2))):
        replaces = draw(st.none() | st.sampled_from(names))
        if replaces is not None:
            names = [name for name in names if name != replaces] or [""]
        window = draw(st.just(OPEN) | windows())
        county.append(CountyRule(rule(f"县{n}"), replaces or None, window))
    left = [r.name for r in root if r.name in names]
    removed = draw(st.lists(st.sampled_from(left), max_size=1)) if left else []
    if combine != "all":
        root.append(OracleRule("其余", draw(value), otherwise=True))
    return Levels(combine, root, county, removed, draw(windows()))


def in_force(window: Window) -> dict[str, Any]:
    since, until = window
    return ({"from": since} if since else {}) | ({"until": until} if until else {})


def written(rule: OracleRule, combine: str, extra: dict[str, Any]) -> str:
    fields: dict[str, Any] = {"rule": rule.name, "title": rule.name, "silent": True}
    fields |= {"otherwise": True} if rule.otherwise else {}
    fields |= {"when": rule.when} if rule.when is not None else {}
    fields |= {"unless": rule.unless} if rule.unless is not None else {}
    fields["then"] = list(rule.then) if combine == "all" else rule.then[0]
    return f"  - {flow(fields | extra)}"


def jurisdiction_of(made: Levels) -> Jurisdiction:
    """The two levels, compiled; a rule that contradicts itself is not looked at further."""
    head = "document: {title: 文, issuer: 甲, issued: 2021-01-01, in_force: %s}\n"
    root = [f"{made.decision}:", *(written(rule, made.combine, {}) for rule in made.root)]
    lines = [f"{made.decision}:"]
    for rule in made.county:
        extra: dict[str, Any] = {"replaces": rule.replaces} if rule.replaces else {}
        if made.combine == "first" and not rule.replaces:
            extra["before"] = made.root[0].name
        if rule.window != OPEN:
            extra["in_force"] = in_force(rule.window)
        lines.append(written(rule.rule, made.combine, extra))
    lines += [f"  - {{removes: {name}, basis: [X]}}" for name in made.removed]
    county = head % flow(in_force(made.document)) + "extends: root\n"
    if made.removed:
        county += "provisions: [{id: X, locator: 一, quote: 删, means: 删}]\n"
    if len(lines) > 1:
        county += rules_text("\n".join(lines), complete=False)
    program, problems = compiled(
        [head % flow({"from": START}), rules_text("\n".join(root))], [county]
    )
    if program is None:
        assert {problem.code for problem in problems} == {"GZ406"}, problems
    assume(program is not None)
    assert program is not None
    return Jurisdiction(program)


# A county's own rows stand before the root's, each new one right before the row it names: the
# oracle's order of several new rows is theirs in the file.


@given(levels(), cases(most_open=0))
def test_on_every_day_the_right_rules_answer(
    made: Levels, case: tuple[dict[str, Any], list[str]]
) -> None:
    facts, _ = case
    county = jurisdiction_of(made)
    for day in DAYS:
        decision = county.decide(strategies.given(facts), made.decision, on=day)
        expected = outcome(made.combine, made.on(day), facts)
        found = frozenset(decision.values) if made.combine == "all" else decision.outcome
        assert decision.settled
        assert found == expected


@given(levels(), cases(most_open=2))
def test_on_an_unknown_day_every_day_is_possible_and_the_day_is_asked_when_it_matters(
    made: Levels, case: tuple[dict[str, Any], list[str]]
) -> None:
    known, open_ = case
    decision = jurisdiction_of(made).decide(strategies.given(known), made.decision)
    by_day = {
        day: [
            (tuple(sorted(map(str, f.items()))), outcome(made.combine, made.on(day), f))
            for f in completions(known, open_)
        ]
        for day in DAYS
    }
    everything = [result for results in by_day.values() for _, result in results]
    if made.combine == "all":
        certain = frozenset.intersection(*everything)
        assert frozenset(decision.values) == certain
        assert frozenset(decision.pending) == frozenset.union(*everything) - certain
    else:
        assert decision.possible == tuple(v for v in VALUES if v in everything)
    asked = {question.fact for question in decision.questions}
    expected = {fact for day in DAYS for fact in turning(made.combine, made.on(day), known, open_)}
    if len({tuple(results) for results in by_day.values()}) > 1:
        expected.add("办理.日期")
    assert asked == expected
