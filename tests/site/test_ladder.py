"""A picture leads to the answer: who follows its questions arrives where the engine does."""

import random

import pytest

import gaozhi
from gaozhi.site._conditions import phrase
from gaozhi.site._ladder import ladders_of
from gaozhi.site._outcomes import OutcomeDiagrams
from gaozhi.site._picture import pictures
from tests.effort import examples
from tests.situations import library

DAY = "2021-07-01"


def answers(county, facts):
    """Return what a case answers to every question of yes and no."""
    said = {f"{phrase(name)}？": "是" if value else "否" for name, value in facts.items()}
    names = county.vocabulary.facts
    said |= {f"{phrase(name)}：有所涉及？": "否" for name in names}
    return said


def follow(ladder, said):
    """Return where the questions of a ladder lead."""
    if ladder.always is not None:
        return ladder.always
    number = 1
    while True:
        step = ladder.steps[number - 1]
        (exit_,) = [one for one in step.exits if one.answer == said[step.question]]
        if exit_.outcome is not None:
            return exit_.outcome
        assert exit_.step > number
        number = exit_.step


@pytest.mark.parametrize("name", ["适用性", "代为承诺", "许可告知承诺", "核查方式", "撤回"])
def test_who_follows_the_questions_arrives_at_the_outcome(name):
    county = library()["启东市"]
    table = county.program.decisions[name]
    day = county.case({}, on=DAY).day
    (ladder,) = ladders_of(table, county.vocabulary, OutcomeDiagrams(county.vocabulary, day))
    asked = {one.question for one in ladder.steps}
    bools = [fact.name for fact in county.vocabulary.facts.values() if fact.kind == "bool"]
    bools = [one for one in bools if f"{phrase(one)}？" in asked]
    chance = random.Random(name)
    for _ in range(examples(60)):
        facts = {one: chance.random() < 0.7 for one in bools}
        case = {**facts, "证明.风险类别": [], "申请人.失信信息有效期届满日": "无固定期限"}
        try:
            decision = county.decide(case, name, on=DAY)
        except gaozhi.CaseError:
            # The facts contradict one another.
            continue
        said = answers(county, facts)
        said["申请人失信信息有效期届满日早于办理日期？"] = "否"
        said["申请人信用已修复？"] = said.get("申请人信用已修复？", "否")
        assert decision.possible == (follow(ladder, said),)


@pytest.mark.parametrize("county", ["启东市", "台儿庄区"])
def test_every_question_of_a_decision_is_drawn_once(county):
    words = library()[county].vocabulary
    diagrams = OutcomeDiagrams(words, None)
    for table in library()[county].program.decisions.values():
        for ladder in ladders_of(table, words, diagrams) or ():
            drawn = "".join(pictures(ladder, "图"))
            assert drawn.count('class="ask"') == len(ladder.steps)
