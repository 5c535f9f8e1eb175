"""Cases of one shape share what was found of their completions: never more than is true of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi import CaseError
from gaozhi.engine.findings import find
from tests.effort import examples
from tests.situations import library, open_situations


def moved(situation, days, on):
    """The same situation with the days of its facts moved, asked on another day or on none."""
    step = timedelta(days)
    facts = {
        name: value + step if isinstance(value, date) else value
        for name, value in situation.facts.items()
    }
    return replace(situation, facts=facts, on=on)


@given(open_situations(), st.lists(st.integers(-400, 400), min_size=1, max_size=4), st.data())
@settings(max_examples=examples(40))
def test_what_was_found_of_one_case_is_told_of_another_only_where_it_is_so(situation, steps, data):
    county = situation.county
    table = county.program.decisions[situation.decision]
    days = st.sampled_from([None, situation.on, date(2021, 5, 25), date(2021, 5, 26)])
    for step in [0, *steps]:
        try:
            case = moved(situation, step, data.draw(days)).case()
        except CaseError:
            continue
        plain, found = find(table, case), county.decide(case, situation.decision)
        assert (found.possible, found.values, found.pending) == (
            plain.possible,
            plain.values,
            plain.pending,
        )
        asked = plain.completions.decisive_facts() if plain.completions else []
        assert [question.fact for question in found.questions] == asked
        assert found.exact is plain.exact


HELD = {
    "承诺.已书面作出": True,
    "申请人.曾作出虚假承诺": False,
    "申请人.信用已修复": False,
    "申请人.愿意承诺": True,
}


@pytest.mark.parametrize("county", ["启东市", "阿合奇县"])
@pytest.mark.parametrize("last", [date(2021, 3, 28), date(2022, 3, 28), date(2031, 1, 1)])
def test_where_the_day_is_open_a_known_day_counts_by_its_place_in_the_time_in_force(county, last):
    county = library()[county]
    facts = {**HELD, "申请人.失信信息有效期届满日": last}
    for decision, table in county.program.decisions.items():
        case = county.case(facts)
        plain = find(table, case)
        asked = plain.completions.decisive_facts() if plain.completions else []
        assert [one.fact for one in county.decide(case, decision).questions] == asked
