"""A duty that recurs since long ago: its days are found without going through all before."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.engine import duties
from gaozhi.workdays import Period
from tests.builders import ROOT, jurisdiction, rules_text

TEXT = """
duties:
  - {{duty: 报送, actor: 各部门, act: 报送, every: {every}, starting: {starting}, met_by: 回复, basis: [R-1]}}
"""


def county(every, starting):
    provisions = ROOT.replace("{id: R-2,", "{id: R-2, not_computed: 示例,")
    return jurisdiction([provisions, rules_text(""), TEXT.format(every=every, starting=starting)])


def test_a_duty_of_every_day_since_long_ago_is_placed_at_once(monkeypatch):
    steps = Counter()

    class Step:
        def __mul__(self, times):
            steps["all"] += 1
            return timedelta(days=times)

    monkeypatch.setitem(duties._STEPS, "日", Step())
    found = county("1日", "1000-01-01").schedule(date(2021, 1, 1), date(2021, 12, 31))
    assert [one.due for one in found] == [date(2021, 1, 1) + timedelta(n) for n in range(365)]
    assert steps["all"] < 400


@pytest.mark.parametrize("unit", ["日", "月", "年"])
@given(data=st.data())
def test_the_days_from_a_day_on_are_those_that_are_counted_one_by_one(unit, data):
    count = data.draw(st.integers(1, 40))
    first = data.draw(st.dates(date(2000, 1, 1), date(2024, 12, 31)))
    start = data.draw(st.dates(date(1999, 1, 1), date(2060, 12, 31)))
    end = start + timedelta(days=data.draw(st.integers(0, 900)))
    (duty,) = county(str(Period(count, unit)), first).program.duties
    every = list(duties.days_of(duty, date.min, end))
    found = list(duties.days_of(duty, start, end))
    assert every == [] or every[0] == first
    assert all(one < other for one, other in pairwise(every))
    assert found == every[len(every) - len(found) :]
    earlier = [day for day in every if day < start]
    assert earlier[-1:] == [day for day in found if day < start][-1:]
    assert [day for day in found if day >= start] == [day for day in every if day >= start]
