"""Suspicions never cry wolf: what is said of a condition or a rule holds of every single case."""

from __future__ import annotations

import re
from dataclasses import replace
from math import prod

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.compiler._conditions import lower
from gaozhi.language import read_condition
from gaozhi.logic import Exact
from gaozhi.model import facts_read
from gaozhi.source import Diagnostics, Severity, dump_flow
from gaozhi.testing import rulesets
from gaozhi.testing._conditions import conditions
from gaozhi.testing._meaning import holding, outcome, true
from gaozhi.testing._small import BOOLS, DOMAINS, VALUES, vocabulary
from tests.builders import source
from tests.effort import examples
from tests.oracle import cases, completions

WORDS = vocabulary()
SOME = {name: values[0] for name, values in DOMAINS.items()}
MOST = 20_000


class Scope:
    """Nothing but the vocabulary's facts."""

    def __init__(self):
        self.vocabulary = WORDS
        self.problems = Diagnostics()

    def definition_names(self):
        return ()


def lowered(condition):
    return lower(
        read_condition(source(f"c: {dump_flow(condition)}").root.at(["c"]), Diagnostics()), Scope()
    )


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.filter_too_much])
@given(conditions(2))
def test_the_truths_of_a_condition_are_those_of_its_cases(condition):
    tree = lowered(condition)
    open_ = sorted(facts_read(tree) | {*BOOLS[:3], "乙.类"})
    assume(prod(len(DOMAINS[name]) for name in open_) <= MOST)
    expected = {true(condition, facts) for facts in completions(SOME, open_)}
    assert Exact(WORDS).truths(tree) == expected


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.filter_too_much])
@given(conditions(1), conditions(1))
def test_two_conditions_are_the_same_where_no_case_tells_them_apart(one, other):
    first, second = lowered(one), lowered(other)
    open_ = sorted(facts_read(first, second) | {*BOOLS[:3], "乙.类"})
    assume(prod(len(DOMAINS[name]) for name in open_) <= MOST)
    apart = any(true(one, facts) != true(other, facts) for facts in completions(SOME, open_))
    assert Exact(WORDS, [first, second]).same(first, second) == (not apart)


def with_a_narrower_rule(ruleset, place, condition):
    """Return the rules with a weak one, right after a strong one that holds wherever it does."""
    strong = replace(ruleset.root[place], then=VALUES[:1])
    when = condition if strong.when is None else [strong.when, condition]
    weak = replace(strong, name="根9", when=when, then=VALUES[-1:])
    return replace(ruleset, root=(*ruleset.root[:place], strong, weak, *ruleset.root[place + 1 :]))


def idle(ruleset, folder):
    """Return the rules that a check calls idle, by their names, each with its code."""
    ruleset.write(folder)
    report = gaozhi.check(folder, bundled=False)
    errors = {one.code for one in report.diagnostics if one.severity is Severity.ERROR}
    assert errors <= {"GZ406"}
    assume(not errors)
    named = ((re.search("“(根[0-9])”", one.message), one.code) for one in report.diagnostics)
    return {name.group(1): code for name, code in named if name and code in ("GZ572", "GZ573")}


@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from(["strongest", "first"]).flatmap(
        lambda combine: rulesets(combine=combine, changes=False, height=1)
    ),
    conditions(0),
    st.lists(cases(most_open=0), min_size=1, max_size=20),
    st.data(),
)
def test_what_is_called_idle_makes_no_difference_to_any_case(
    tmp_path, ruleset, condition, some, data
):
    places = [place for place, rule in enumerate(ruleset.root) if not rule.otherwise]
    wider = with_a_narrower_rule(ruleset, data.draw(st.sampled_from(places)), condition)
    names = idle(wider, tmp_path)
    assert "根9" in names
    rest = [rule for rule in wider.root if rule.name not in names]
    for facts, _ in some:
        result = outcome(wider.combine, wider.root, facts)
        assert outcome(wider.combine, rest, facts) == result
        held = {rule.name for rule in holding(wider.combine, wider.root, facts)}
        assert held.isdisjoint(name for name, code in names.items() if code == "GZ572")
