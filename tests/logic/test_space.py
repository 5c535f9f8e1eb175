"""The cells that the values of an open fact fall into."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gaozhi.language import read_vocabulary
from gaozhi.logic import OTHER, Space
from gaozhi.model import NEVER, Among, Empty, FactRef, Holds, Order, Overlaps, Relation
from gaozhi.source import Diagnostics
from tests.builders import VOCABULARY, source

WORDS = read_vocabulary([source(VOCABULARY)], Diagnostics())


def test_a_date_is_cut_at_the_days_it_is_compared_with() -> None:
    space = Space([Order("戊.日", Relation.BEFORE, date(2021, 3, 1))], WORDS, {})
    (variable,) = space.variables
    assert date(2021, 3, 1) in variable.cells
    assert any(day < date(2021, 3, 1) for day in variable.cells)
    assert any(day > date(2021, 3, 1) for day in variable.cells)
    assert NEVER not in variable.cells


def test_a_date_that_may_never_come_has_a_cell_for_that() -> None:
    space = Space([Order("丁.日", Relation.BEFORE, FactRef("戊.日"))], WORDS, {})
    cells = {variable.fact: variable.cells for variable in space.variables}
    assert NEVER in cells["丁.日"]
    assert NEVER not in cells["戊.日"]


def test_a_known_day_on_the_other_side_is_a_constant() -> None:
    known = {"戊.日": date(2021, 3, 1)}
    space = Space([Order("丁.日", Relation.BEFORE, FactRef("戊.日"))], WORDS, known)
    (variable,) = space.variables
    assert variable.fact == "丁.日"
    assert date(2021, 3, 1) in variable.cells


def test_bounds_leave_no_day_outside() -> None:
    bounds = {"戊.日": (date(2021, 3, 1), date(2021, 3, 3))}
    space = Space([Order("戊.日", Relation.BEFORE, date(2021, 3, 2))], WORDS, {}, bounds)
    assert space.variables[0].cells == (date(2021, 3, 1), date(2021, 3, 2), date(2021, 3, 3))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4, unique=True))
def test_two_linked_days_can_stand_in_every_order_around_the_constants(offsets: list[int]) -> None:
    days = [date.fromordinal(737850 + n) for n in offsets]
    conditions = [Order("丁.日", Relation.BEFORE, FactRef("戊.日"))]
    conditions += [Order("丁.日", Relation.UP_TO, day) for day in days]
    cells = {v.fact: v.cells for v in Space(conditions, WORDS, {}).variables}
    plain = [c for c in cells["丁.日"] if c is not NEVER]
    assert sorted(cells["戊.日"]) == plain == sorted(set(plain))
    marks = sorted(days)
    for low, high in zip([None, *marks], [*marks, None], strict=True):
        inside = [c for c in plain if (low is None or c > low) and (high is None or c < high)]
        room = 3 if low is None or high is None else min(3, (high - low).days - 1)
        assert len(inside) >= room


def test_numbers_have_room_between_the_constants() -> None:
    space = Space(
        [Order("己.数", Relation.FROM, Decimal(1)), Order("己.数", Relation.BEFORE, Decimal(2))],
        WORDS,
        {},
    )
    cells = space.variables[0].cells
    assert any(Decimal(1) < n < Decimal(2) for n in cells)
    assert min(cells) < 1
    assert max(cells) > 2


def test_values_that_no_condition_mentions_share_a_cell() -> None:
    space = Space([Among("乙.类", frozenset({"子"})), Among("庚.文", frozenset({"好"}))], WORDS, {})
    cells = {variable.fact: variable.cells for variable in space.variables}
    assert cells["乙.类"] == ("子", "丑")
    assert cells["庚.文"] == ("好", OTHER)


def test_an_implication_brings_in_the_fact_at_its_other_end() -> None:
    space = Space([Holds("甲.二")], WORDS, {})
    assert {variable.fact for variable in space.variables} == {"甲.二", "甲.一"}
    settled = Space([Holds("甲.二")], WORDS, {"甲.一": False})
    assert {variable.fact for variable in settled.variables} == {"甲.二"}


def test_a_set_is_cut_into_groups_that_are_asked_about_together() -> None:
    space = Space([Overlaps("丙.集", frozenset({"金", "木"})), Empty("丙.集")], WORDS, {})
    assert [variable.group for variable in space.variables] == [
        frozenset({"金", "木"}),
        frozenset({"水"}),
    ]
    alone = Space([Overlaps("丙.集", frozenset({"金"}))], WORDS, {})
    assert [variable.group for variable in alone.variables] == [frozenset({"金"})]
