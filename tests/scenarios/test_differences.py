"""Where the five plans differ: the same question put to each of them, and what each answers.

`ROWS` has the rows that a decision or a duty can show, `NOT_SHOWN` the others with the reason, and
`NEEDS` which jurisdictions each row speaks of. A jurisdiction that is not in the bundle is not
asked; once it is there, its rows are.
"""

import pytest

from tests.scenarios.differences import NATION, PLANS, Asked, Row, sides
from tests.scenarios.differences_afterwards import AFTERWARDS
from tests.scenarios.differences_before import BEFORE
from tests.scenarios.differences_texts import TEXTS
from tests.situations import everywhere

ROWS: tuple[Row, ...] = (*BEFORE, *TEXTS, *AFTERWARDS)

NEEDS: dict[int, tuple[str, ...]] = {one.number: one.needs for one in ROWS}
"""Which jurisdictions each row speaks of."""

NOT_SHOWN: dict[int, str] = {
    32: "容错：启东、台儿庄、毛集写对单位及人员免除或者减轻责任，由有权机关裁量，与办理无关，没有判断和义务可以显示",
    36: "上位文件：只说明制定的依据；判断依据的是本地条文和国办发〔2020〕42号，所引的省、市文件未见原文",
}
"""The rows that no decision and no duty can show, and why."""

TABLE = range(1, 41)
LOADED = set(everywhere())


@pytest.mark.parametrize(
    ("one", "name"),
    [
        pytest.param(one, name, id=f"{one}-{name}")
        for one in ROWS
        for name in one.needs
        if name in LOADED
    ],
)
def test_jurisdiction_answers_as_its_plan_says(one: Row, name: str):
    for question in one.questions:
        if name in question.answers:
            question.check(name)


@pytest.mark.parametrize("one", ROWS, ids=str)
def test_row_has_two_sides(one: Row):
    assert any(len(set(sides(question))) > 1 for question in one.questions)


@pytest.mark.parametrize("one", ROWS, ids=str)
def test_row_speaks_of_the_plans_and_the_baseline_only(one: Row):
    assert set(one.needs) <= {*PLANS, NATION}
    assert len(set(one.needs) & set(PLANS)) > 1


def test_every_row_of_the_table_is_shown_or_says_why_not():
    assert sorted([*NEEDS, *NOT_SHOWN]) == list(TABLE)
    assert len(NEEDS) == len(ROWS)


def test_every_plan_and_the_baseline_are_asked():
    asked = {name for one in ROWS for question in one.questions for name in question.answers}
    assert asked == {*PLANS, NATION}


def test_a_wrong_answer_is_found():
    """The table fails where a jurisdiction says what another plan says."""
    reasons = next(question for question in ROWS[0].questions if isinstance(question, Asked))
    swapped = Asked(reasons.decision, reasons.changes, {NATION: reasons.answers["启东市"]})
    with pytest.raises(AssertionError):
        swapped.check(NATION)
