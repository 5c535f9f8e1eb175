"""However rules cross, thinking about them ends: at a bound that natural rules stay far from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.engine import completions
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import budget, diagram
from gaozhi.logic import solver as exact
from gaozhi.testing import Ruleset, rulesets
from tests.builders import compiled
from tests.built_large import crossed, drawn
from tests.effort import examples
from tests.oracle import DAY, cases, given_facts

MANY = 200
FAR = budget.MOST_NODES // 10
DOCUMENT = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01}
"""
SET = [f"值{n}" for n in range(400)]


@dataclass
class Spent:
    """The budgets that were made, each with what it was made for."""

    made: list[tuple[budget.Budget, int | None]] = field(default_factory=list)

    @property
    def most(self) -> int:
        """The most that any one question took, in the order of variables that did."""
        return max(
            (
                one.spent
                for one, nodes in self.made
                if nodes is None or (nodes == budget.FIRST_TRY and one.left >= 0)
            ),
            default=0,
        )

    @property
    def whole(self) -> int:
        return sum(one.spent for one, nodes in self.made if nodes != budget.MOST_OF_A_COUNTY)


@contextmanager
def counted() -> Iterator[Spent]:
    """Count what is spent, whoever spends it."""
    spent = Spent()

    class Counted(budget.Budget):
        def __init__(self, nodes: int | None = None) -> None:
            super().__init__(nodes)
            spent.made.append((self, nodes))

    with pytest.MonkeyPatch.context() as patch:
        for module in (diagram, exact, completions):
            patch.setattr(module, "Budget", Counted)
        yield spent


def bools(count: int, letter: str = "f") -> list[tuple[str, str]]:
    return [(f"甲.{letter}{n}", "bool") for n in range(count)]


def chain(facts: list[tuple[str, str]], rules: list[str], combine: str = "strongest"):
    """Return the program of some rules over some facts, and all problems."""
    vocabulary = "facts:\n" + "".join(
        f"  - {{name: {name}, api: a.n{n}, type: {type_}, ask: 问{n}？}}\n"
        for n, (name, type_) in enumerate(facts)
    )
    vocabulary += (
        f"decisions:\n  - {{name: 判, api: d, combine: {combine}, values: [上, 中, 下]}}\n"
    )
    text = "rules:\n  判:\n" + "".join(
        f"    - {{rule: 条{n}, title: 条, when: {when}, then: {'上中'[n % 2]}, silent: true}}\n"
        for n, when in enumerate(rules)
    )
    text += "    - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    return compiled([DOCUMENT, text], vocabulary=vocabulary)


def county(facts: list[tuple[str, str]], rules: list[str], combine: str = "strongest"):
    """Return the jurisdiction of some rules, which must be sound."""
    program, problems = chain(facts, rules, combine)
    assert program is not None, [str(problem) for problem in problems]
    return Jurisdiction(program)


def single(count: int) -> tuple[list[tuple[str, str]], list[str]]:
    return bools(count), [f"甲.f{n}" for n in range(count)]


def paired(count: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return rules of two facts each, the facts as far apart in the vocabulary as may be."""
    rules = [f"[甲.f{n}, {{not: 甲.g{n}}}]" for n in range(count)]
    return [*bools(count), *bools(count, "g")], rules


def in_a_row(count: int) -> tuple[list[tuple[str, str]], list[str]]:
    return bools(count + 1), [f"[甲.f{n}, {{not: 甲.f{n + 1}}}]" for n in range(count)]


def set_pairs(pairs: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return a set whose pairs are read together, all first halves before all second ones."""
    kind = f"{{set_of: [{', '.join(SET[: 2 * pairs])}]}}"
    both = ", ".join(
        f"{{all: [{{甲.集: {{has: {SET[n]}}}}}, {{甲.集: {{has: {SET[n + pairs]}}}}}]}}"
        for n in range(pairs)
    )
    first = f"{{甲.集: {{has_any: [{', '.join(SET[:pairs])}]}}}}"
    return [("甲.集", kind)], [first, f"{{any: [{both}]}}"]


def by_kind(rows: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the rows of a table: a kind of matter, and how much it is about."""
    kind = f"{{one_of: [{', '.join(SET[:40])}]}}"
    draw = random.Random(1)
    rules = [
        f"[{{甲.类: {SET[n % 40]}}}, {{甲.额: {{at_least: {draw.choice([1, 3, 10, 50])}}}}}, 甲.f{n % 6}]"
        for n in range(rows)
    ]
    return [("甲.类", kind), ("甲.额", "number"), *bools(6)], rules


NATURAL = {
    "independent rules of one fact": (*single(MANY), "strongest"),
    "independent rules of two facts": (*paired(MANY), "strongest"),
    "the same as a table": (*paired(MANY), "first"),
    "the same, collected": (*paired(MANY), "all"),
    "rules that hang together in a row": (*in_a_row(MANY), "strongest"),
    "pairs of a set of forty": (*set_pairs(20), "strongest"),
    "a table by kind and amount": (*by_kind(MANY), "first"),
}


@pytest.mark.parametrize("what", [name for name in NATURAL if name != "the same, collected"])
def test_natural_rules_stay_far_from_the_bound(what):
    facts, rules, combine = NATURAL[what]
    with counted() as spent:
        answer = county(facts, rules, combine).decide({}).to_dict()
    assert "exact" not in answer
    assert answer["questions"]
    assert 0 < spent.most <= FAR


def test_the_bundled_law_stays_far_from_the_bound():
    library = gaozhi.load()  # anew: what is prepared already costs nothing
    with counted() as spent:
        for one in library.values():
            for decision in one.program.decisions:
                assert one.decide({}, decision).exact
    assert 0 < spent.most <= FAR // 2


def test_what_independent_rules_cost_grows_as_they_do():
    def cost(rules: tuple[list[tuple[str, str]], list[str]]) -> int:
        with counted() as spent:
            county(*rules).decide({}).to_dict()
        return spent.whole

    with counted() as loading:
        county(*paired(MANY))
    assert loading.whole <= 10 * MANY
    assert cost(paired(2 * MANY)) <= 2.2 * cost(paired(MANY))
    assert cost(paired(MANY)) <= 4 * cost(single(MANY))


@pytest.mark.parametrize("pairs", [16, 40, 200])
def test_pairs_of_a_set_in_the_worst_order_are_thought_through(pairs):
    with counted() as spent:
        one = county(*set_pairs(pairs))
        answer = one.decide({})
    assert answer.exact
    assert answer.possible == ("上", "下")
    assert [question.fact for question in answer.questions] == ["甲.集"]
    assert spent.most <= FAR
    met = one.decide({"甲.集": [SET[0], SET[pairs]]})
    assert met.outcome == "上"


CROSSED = crossed([[name.replace("事", "f") for name in group] for group in drawn(30, 70)])


def needed(call: Any) -> int:
    """Return the most that any one question of a call takes."""
    with counted() as spent:
        call()
    return spent.most


def test_a_rule_at_the_bound_is_taken_and_one_beyond_it_refused(monkeypatch):
    rules = ["甲.f0", CROSSED]
    bound = needed(lambda: chain(bools(30), rules))
    assert budget.FIRST_TRY < bound < budget.MOST_NODES
    monkeypatch.setattr(budget, "MOST_NODES", bound)
    program, problems = chain(bools(30), rules)
    assert program is not None, problems
    monkeypatch.setattr(budget, "MOST_NODES", bound - 1)
    program, problems = chain(bools(30), rules)
    assert program is None
    assert [(found.code, found.span.line) for found in problems] == [("GZ414", 4)]
    assert "规则“条1”" in problems[0].message


def test_rules_of_which_many_are_large_are_refused_before_long():
    rules = [crossed(drawn(60, 150, seed=seed)).replace("事", "f") for seed in range(12)]
    with counted() as spent:
        program, problems = chain(bools(60), rules)
    assert program is None
    assert {found.code for found in problems} == {"GZ414"}
    assert spent.whole <= 1.3 * budget.MOST_OF_A_COUNTY


def crossing(facts: int, rules: int) -> Jurisdiction:
    groups = [[n.replace("事", "f") for n in group] for group in drawn(facts, rules)]
    return county(bools(facts), [f"[{', '.join(group)}]" for group in groups])


def test_a_case_at_the_bound_is_exact_and_one_beyond_it_says_that_it_is_not(monkeypatch):
    one = crossing(24, 36)
    bound = needed(lambda: one.decide({}).possible)
    assert budget.FIRST_TRY < bound < budget.MOST_NODES
    monkeypatch.setattr(budget, "MOST_NODES", bound)
    assert one.decide({}).exact
    monkeypatch.setattr(budget, "MOST_NODES", bound - 1)
    answer = one.decide({})
    assert not answer.exact
    assert answer.to_dict()["exact"] is False
    assert "没有逐一推算" in answer.explain()


def test_a_case_far_beyond_the_bound_is_answered_and_more_facts_make_it_exact():
    one = crossing(60, 80)
    with counted() as spent:
        answer = one.decide({})
        assert answer.possible == ("上", "中", "下")
        assert not answer.exact
        assert len(answer.questions) == 60
    assert spent.whole <= 4 * budget.MOST_NODES
    assert not gaozhi.parse_receipt(answer.receipt().to_json()).data["answer"]["settled"]
    known = {f"甲.f{n}": n % 2 == 0 for n in range(50)}
    assert one.decide(known).exact


@settings(max_examples=examples(60), deadline=None)
@given(rulesets(changes=False), cases())
def test_beyond_the_bound_nothing_possible_is_left_out(ruleset: Ruleset, case: Any) -> None:
    known, _ = case
    one = ruleset.load()
    facts = given_facts(known)
    answer = one.decide(facts, ruleset.decision, on=DAY)
    wanted = answer.to_dict()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget, "MOST_NODES", 0)
        patch.setattr(diagram, "FIRST_TRY", 0)
        coarse = one.decide(facts, ruleset.decision, on=DAY)
        found = coarse.to_dict()
    assert answer.exact
    assert set(wanted["possible"]) <= set(found["possible"])
    assert set(found["values"]) <= set(wanted["values"])
    maybe = {*found["values"], *found["pending"]}
    assert {*wanted["values"], *wanted["pending"]} <= maybe
    asked = [{question["fact"] for question in one["questions"]} for one in (wanted, found)]
    assert asked[0] <= asked[1]
    texts = [{c["text"] for c in (*o["caveats"], *o["pending_caveats"])} for o in (wanted, found)]
    assert texts[0] <= texts[1]
    if found["settled"]:
        assert found["outcome"] == wanted["outcome"]


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(2, 40), st.data())
def test_variables_are_only_put_in_another_order(count, data):
    from gaozhi.logic.order import drawn_together

    group = st.lists(st.integers(0, count - 1), min_size=1, max_size=6)
    groups = data.draw(st.lists(group, max_size=30))
    assert sorted(drawn_together(count, groups)) == list(range(count))
