"""Every rule of every decision is seen to hold, and seen not to hold, by some scenario about it."""

from collections import defaultdict

import pytest

from gaozhi.logic import truth
from gaozhi.model import Always, Rule
from tests.scenarios.scenario import asked
from tests.situations import everywhere, jurisdiction

NO_AGENTS = {"不得代为", "须补授权"}
"""What a county must say of agents for the baseline's rule about them, 无权代为承诺, to hold."""

SILENT = {"代为承诺未规定", "代理承诺未规定", "没有代理权的承诺", "无权代为承诺"}
"""The rules that rest on no provision, and say so."""


def sides_seen(name: str) -> dict[tuple[str, str], set[bool | None]]:
    """Return what the scenarios make of every rule, each asked only about its own decision."""
    where = jurisdiction(name)
    seen: dict[tuple[str, str], set[bool | None]] = defaultdict(set)
    for one in asked():
        if one.jurisdiction != name:
            continue
        case = where.case(one.facts, item=one.item, on=one.on)
        for rule in where.program.decisions[one.decision].rules:
            seen[one.decision, rule.name].add(truth(rule.holds, case.facts))
    return seen


def sides_there_are(rule: Rule) -> set[bool]:
    """Return the sides that a rule has: an unconditional one has only the one on which it holds.

    A county's unconditional rule holds only from its document's first day on, so it has both.
    """
    return {rule.holds.value} if isinstance(rule.holds, Always) else {True, False}


def exempt(name: str) -> set[str]:
    """Return the baseline's rules that a jurisdiction's words never bring to life.

    启东市 replaces it; the bare baseline and the counties that say nothing of agents never give it
    anything to read.
    """
    program = jurisdiction(name).program
    says = {effect for rule in program.decisions["代为承诺"].rules for effect in rule.effects}
    replaced = any(
        "不生效" in rule.effects and rule.level > 0 and "代理人承诺" in rule.name
        for rule in program.decisions["承诺效力"].rules
    )
    return {"无权代为承诺"} if replaced or not says & NO_AGENTS else set()


@pytest.mark.parametrize("name", everywhere())
def test_every_rule_is_seen_on_both_sides(name: str):
    seen = sides_seen(name)
    unseen = [
        f"{decision}：{rule.name} is never {'true' if side else 'false'}"
        for decision, table in jurisdiction(name).program.decisions.items()
        for rule in table.rules
        if rule.name not in exempt(name)
        for side in sides_there_are(rule)
        if side not in seen[decision, rule.name]
    ]
    assert not unseen, "\n".join(unseen)


@pytest.mark.parametrize("name", everywhere())
def test_rule_for_counties_never_holds_here(name: str):
    seen = sides_seen(name)
    assert all(True not in seen["承诺效力", rule] for rule in exempt(name))


def test_every_rule_has_a_basis_or_is_silent():
    without = {
        rule.name
        for name in everywhere()
        for table in jurisdiction(name).program.decisions.values()
        for rule in table.rules
        if not rule.basis
    }
    assert without == SILENT


def test_every_value_of_these_documents_comes_out_somewhere():
    """A value that no scenario gives belongs to a county that is not here."""
    given = defaultdict(set)
    for one in asked():
        given[one.decision] |= {one.expect.outcome} | set(one.expect.values or ())
    for name in everywhere():
        for decision, table in jurisdiction(name).program.decisions.items():
            effects = {effect for rule in table.rules for effect in rule.effects}
            assert effects <= given[decision]
