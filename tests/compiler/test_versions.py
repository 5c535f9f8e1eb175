"""On any one day a decision's version says what its rules say with their dates in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.logic import truth
from tests.builders import small

MARK = date(2021, 6, 1)


def boundaries(condition: str) -> dict[str, bool]:
    """Whether a rule with the condition holds the day before the mark, on it, and the day after."""
    county = small(
        f"集:\n  - {{rule: 被试, title: 被试, when: {condition}, then: 上, silent: true}}"
    )
    days = {"前日": -1, "当日": 0, "次日": 1}
    return {
        name: county.decide({}, "集", on=MARK + timedelta(days=n)).values == ("上",)
        for name, n in days.items()
    }


@pytest.mark.parametrize(
    ("condition", "before", "same", "after"),
    [
        ("{办理.日期: {before: 2021-06-01}}", True, False, False),
        ("{办理.日期: {on_or_before: 2021-06-01}}", True, True, False),
        ("{办理.日期: 2021-06-01}", False, True, False),
        ("{办理.日期: {on_or_after: 2021-06-01}}", False, True, True),
        ("{办理.日期: {after: 2021-06-01}}", False, False, True),
        ("{not: {办理.日期: {after: 2021-06-01}}}", True, True, False),
        (
            "{any: [{办理.日期: {before: 2021-06-01}}, {办理.日期: {after: 2021-06-01}}]}",
            True,
            False,
            True,
        ),
    ],
)
def test_a_rule_may_compare_the_date_itself(
    condition: str, before: bool, same: bool, after: bool
) -> None:
    assert boundaries(condition) == {"前日": before, "当日": same, "次日": after}


relations = st.sampled_from(["before", "on_or_before", "on_or_after", "after"])
days = st.integers(0, 8).map(lambda n: MARK + timedelta(days=n))


@given(st.lists(st.tuples(relations, days), min_size=1, max_size=4), st.integers(-2, 10))
def test_a_version_agrees_with_the_rules_it_was_made_from(
    parts: list[tuple[str, date]], offset: int
) -> None:
    written = ", ".join(f"{{办理.日期: {{{how}: {day}}}}}" for how, day in parts)
    county = small(
        f"""
        集:
          - {{rule: 皆, title: 皆, when: {{any: [甲.一, {{any: [{written}]}}]}}, then: 上, silent: true}}
          - {{rule: 无, title: 无, when: {{any: [甲.一, {{none: [{written}]}}]}}, then: 中, silent: true}}
        """
    )
    day = MARK + timedelta(days=offset)
    case = county.case({"甲.一": False}, on=day)
    table = county.program.decisions["集"]
    on_the_day = {s.rule.name for s in table.on(day) if truth(s.own, case.facts)}
    in_full = {rule.name for rule in table.rules if truth(rule.own, case.facts)}
    assert on_the_day == in_full


def test_a_rule_may_last_until_the_last_day_of_the_calendar() -> None:
    county = small(
        "集:\n  - {rule: 长期, title: 长期, in_force: {until: 9999-12-31}, then: 上, silent: true}"
    )
    assert county.decide({}, "集", on="9999-12-31").values == ("上",)
