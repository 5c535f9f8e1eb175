"""Suspicions never cry wolf: what is said of a condition or a rule holds of every single case."""

from __future__ import annotations

import re
from math import prod

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from gaozhi.compiler import Depth, compile_chain, facts_read
from gaozhi.compiler._conditions import lower
from gaozhi.compiler.exact import Exact
from gaozhi.language import read_condition, read_rules, read_vocabulary
from tests.builders import ROOT, VOCABULARY, rules_text, source
from tests.effort import examples
from tests.properties.oracle import BOOLS, DOMAINS, completions, holding, outcome, true
from tests.properties.strategies import cases, conditions, flow, rulesets, to_yaml

WORDS = read_vocabulary([source(VOCABULARY)], [])
SOME = {name: values[0] for name, values in DOMAINS.items()}
MOST = 20_000


class Scope:
    """Nothing but the vocabulary's facts."""

    def __init__(self):
        self.vocabulary = WORDS
        self.problems = []

    def definition_names(self):
        return ()


def lowered(condition):
    return lower(read_condition(source(f"c: {flow(condition)}").root.at(["c"]), []), Scope())


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.filter_too_much])
@given(conditions(5))
def test_the_truths_of_a_condition_are_those_of_its_cases(condition):
    tree = lowered(condition)
    open_ = sorted(facts_read(tree) | {*BOOLS[:3], "乙.类"})
    assume(prod(len(DOMAINS[name]) for name in open_) <= MOST)
    expected = {true(condition, facts) for facts in completions(SOME, open_)}
    assert Exact(WORDS).truths(tree) == expected


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.filter_too_much])
@given(conditions(3), conditions(3))
def test_two_conditions_are_the_same_where_no_case_tells_them_apart(one, other):
    first, second = lowered(one), lowered(other)
    open_ = sorted(facts_read(first, second) | {*BOOLS[:3], "乙.类"})
    assume(prod(len(DOMAINS[name]) for name in open_) <= MOST)
    apart = any(true(one, facts) != true(other, facts) for facts in completions(SOME, open_))
    assert Exact(WORDS, [first, second]).same(first, second) == (not apart)


def idle(ruleset):
    """Return the rules that a check calls idle, by their names, each with its code."""
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    texts = [unused, rules_text(to_yaml(ruleset))]
    files = [source(text, f"rules/root/{n}.yaml") for n, text in enumerate(texts)]
    problems = []
    folder = read_rules("root", files, problems)
    compiled = compile_chain([folder], None, WORDS, problems, depth=Depth.SUSPICIOUS)
    if compiled.suspected is None:
        assert {problem.code for problem in problems} == {"GZ406"}, problems
    assume(compiled.suspected is not None)
    named = ((re.search("“(规则[0-9])”", one.message), one.code) for one in compiled.suspected)
    return {name.group(1): code for name, code in named if name and code in ("GZ572", "GZ573")}


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.filter_too_much])
@given(rulesets(), st.lists(cases(most_open=0), min_size=1, max_size=20))
def test_what_is_called_idle_makes_no_difference_to_any_case(ruleset, some):
    names = idle(ruleset)
    assume(names)
    event(f"{len(names)} idle")
    rest = [rule for rule in ruleset.rules if rule.name not in names]
    for facts, _ in some:
        result = outcome(ruleset.combine, ruleset.rules, facts)
        assert outcome(ruleset.combine, rest, facts) == result
        held = {rule.name for rule in holding(ruleset.combine, ruleset.rules, facts)}
        assert held.isdisjoint(name for name, code in names.items() if code == "GZ572")
