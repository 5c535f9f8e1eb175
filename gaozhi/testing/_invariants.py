"""Laws that every answer keeps, whoever gives it: each a function that raises AssertionError.

All take what answers, the county whose law it answers by, and a situation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NoReturn

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.source import mask
from gaozhi.testing._answers import Answer, Decide, final, names_of
from gaozhi.testing._completions import completions_of
from gaozhi.testing._situations import Situation
from gaozhi.testing._worse import worse_cases

Facts = Mapping[str, Any]


def check_deterministic(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that the same case, asked twice, gets the same answer to the letter.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    asked = _Asked("同一案件，两次答复不同（same case, same answer）", decide, county, situation)
    asked.same(situation.known, situation.known)


def check_order_of_facts(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that the order in which facts, and the values of a set, are written changes nothing.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    turned = {
        name: value[::-1] if isinstance(value, list) else value
        for name, value in reversed(list(situation.known.items()))
    }
    asked = _Asked("事实的先后改变了答复（order of facts）", decide, county, situation)
    asked.same(situation.known, turned)


def check_names_of_facts(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that api names, flat or nested, say the same as names; for who accepts them all.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    known = county.vocabulary.facts
    flat = {known[name].api: value for name, value in situation.known.items()}
    nested: dict[str, dict[str, Any]] = {}
    for api, value in flat.items():
        subject, _, rest = api.partition(".")
        nested.setdefault(subject, {})[rest] = value
    asked = _Asked("事实换成英文名，答复不同（api names）", decide, county, situation)
    asked.same(situation.known, flat)
    asked.same(situation.known, nested)


def check_complete_facts_settle(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that a case of which everything is known has one answer, and nothing to ask.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    law = "事实齐备而没有结论（complete facts settle）"
    asked = _Asked(law, decide, county, situation)
    answer = asked.about(situation.complete)
    open_ = answer["questions"] or answer["pending"] or answer["pending_caveats"]
    if not answer["settled"] or open_:
        asked.fail((situation.complete, answer))


def check_more_facts(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that knowing more never reopens an answer, and leaves nothing that was ruled out.

    Neither does it ask what was not asked before, nor take back a caveat.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    steps = (situation.known, situation.more, situation.complete)
    law = "补充事实，推翻了已有的答复（more facts never reopen an answer）"
    asked = _Asked(law, decide, county, situation)
    answers = [asked.about(facts) for facts in steps]
    for index in (0, 1):
        for later in range(index + 1, len(steps)):
            if not _follows(answers[index], answers[later]):
                asked.fail((steps[index], answers[index]), (steps[later], answers[later]))


def check_questions_settle(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that answering the first question, again and again, ends with the right answer.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    facts = dict(situation.known)
    law = "答完所问，仍没有应有的结论（answering the questions settles）"
    asked = _Asked(law, decide, county, situation)
    answer = asked.about(facts)
    while not answer["settled"]:
        questions = [name for name in names_of(answer["questions"], "fact") if name not in facts]
        if len(questions) < len(answer["questions"]) or not questions:
            asked.fail((facts, answer))
        facts[questions[0]] = situation.complete[questions[0]]
        answer = asked.about(facts)
    complete = asked.about(situation.complete)
    if answer["questions"] or final(answer) != final(complete):
        asked.fail((facts, answer), (situation.complete, complete))


def check_unasked_facts(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that a fact which is not asked about changes no answer on its own.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    one, other = situation.complete, situation.varied
    changed = {name for name in one if one[name] != other[name]}
    law = "没有问的事实改变了结论（what is not asked cannot matter）"
    asked = _Asked(law, decide, county, situation)
    answer = asked.about(situation.known)
    if changed.isdisjoint(names_of(answer["questions"], "fact")):
        first, second = asked.about(one), asked.about(other)
        if final(first) != final(second):
            asked.fail((one, first), (other, second))


def check_every_completion(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check an answer against every way in which the open facts can turn out.

    What is possible is exactly what comes out of some completion, and a question is asked exactly
    when two completions that differ in that fact alone come out apart.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    Raises:
        ValueError: too much is open; draw the situation with ``most_open``.

    """
    open_, completions = completions_of(county, situation)
    law = "答复与逐一列举不符（what is possible, and what is asked）"
    asked = _Asked(law, decide, county, situation)
    answer = asked.about(situation.known)
    outcomes = [(facts, final(asked.about(facts))) for facts in completions]
    expected = _expected(county, situation.decision, [outcome for _, outcome in outcomes])
    turning = _turning(open_, outcomes)
    found = {name: list(answer[name]) for name in expected}
    wrong = {name: value for name, value in expected.items() if found[name] != value}
    if wrong or set(names_of(answer["questions"], "fact")) != turning:
        wrong |= {"questions": sorted(turning)}
        asked.fail((situation.known, answer), ({"逐一列举": len(completions)}, wrong))


def check_worse_facts(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that more risk or worse credit never opens what was closed.

    Which facts those are, and for which decisions, the vocabulary says under ``worse:``; so too
    which values are closed alike.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    law = "情形更重，结论反而放宽（worse facts never open what was closed）"
    asked = _Asked(law, decide, county, situation)
    looser = partial(county.vocabulary.is_looser, situation.decision)
    answer: Answer | None = None
    for worse in worse_cases(county, situation):
        answer = answer or asked.about(situation.complete)
        stricter = asked.about(worse)
        if looser(stricter["outcome"], answer["outcome"]):
            asked.fail((situation.complete, answer), (worse, stricter))


def check_grounds(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that every ground is in force, and quotes its provision to the letter.

    Where no words were seen, the ground says so and a caveat says so too. Only a rule of which the
    author says that no document speaks may be without a provision.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    law = "理由未施行、引错，或者没有依据（every ground is in force and quoted）"
    asked = _Asked(law, decide, county, situation)
    answer = asked.about(situation.complete)
    collects = not answer["possible"]
    grounded = {ground["effect"] for ground in answer["grounds"]}
    wanted = set(answer["values"]) if collects else {answer["outcome"]}
    if not wanted <= grounded:
        asked.fail((situation.complete, answer))
    said = set(names_of(answer["caveats"], "rule"))
    for ground in answer["grounds"]:
        unseen = all(c["certainty"] not in ("text", "seen") for c in ground["basis"])
        silent = bool(ground["basis"]) and unseen and ground["rule"] not in said
        if silent or not _in_force(county, answer, ground):
            asked.fail((situation.complete, answer), ({}, ground))


def check_numbers_masked(decide: Decide, county: Jurisdiction, situation: Situation) -> None:
    """Check that no identity number of the case shows anywhere in the answer.

    Args:
        decide: the engine under test.
        county: the jurisdiction whose law it answers by.
        situation: the case, and the ways in which it may turn out.

    """
    asked = _Asked("答复里有完整的证件号码（identity numbers）", decide, county, situation)
    answer = asked.about(situation.complete)
    text = json.dumps(answer, ensure_ascii=False, default=str)
    for name, value in situation.complete.items():
        if county.vocabulary.facts[name].identity and str(value) in text:
            asked.fail((situation.complete, answer))


def check_agreement(
    decide: Decide, other: Decide, county: Jurisdiction, situation: Situation
) -> None:
    """Check that two engines give the same answers, which program answered aside.

    Args:
        decide: the one engine.
        other: the other engine.
        county: the jurisdiction whose law they answer by.
        situation: the case, and the ways in which it may turn out.

    """
    asked = _Asked("两个程序的答复不同（two engines agree）", decide, county, situation)
    for facts in (situation.known, situation.complete):
        one, two = asked.about(facts), other(facts, situation.decision, situation.item)
        if _without_program(one) != _without_program(two):
            asked.fail((facts, one), (facts, two))


INVARIANTS: Final[tuple[Callable[[Decide, Jurisdiction, Situation], None], ...]] = (
    check_deterministic,
    check_order_of_facts,
    check_complete_facts_settle,
    check_more_facts,
    check_questions_settle,
    check_unasked_facts,
    check_worse_facts,
    check_grounds,
    check_numbers_masked,
)
"""Every law that holds of any situation at all; `check_every_completion` needs few open facts."""


class _Asked:
    """One law, put to one decision: asks, and says what was wrong."""

    def __init__(
        self, law: str, decide: Decide, county: Jurisdiction, situation: Situation
    ) -> None:
        self._law = law
        self._decide = decide
        self._county = county
        self._situation = situation

    def about(self, facts: Facts) -> Answer:
        """Return the answer about these facts."""
        return self._decide(dict(facts), self._situation.decision, self._situation.item)

    def same(self, one: Facts, other: Facts) -> None:
        """Fail unless both are answered alike, to the letter."""
        first, second = self.about(one), self.about(other)
        if first != second:
            self.fail((one, first), (other, second))

    def fail(self, *pairs: tuple[Facts, Facts]) -> NoReturn:
        """Raise the failure, with the case, the decision and what was answered."""
        situation = self._situation
        item = "" if situation.item is None else f"；清单第 {situation.item} 项"
        lines = [self._law, f"地区：{self._county.name}；判断：{situation.decision}{item}"]
        for facts, answer in pairs:
            lines += [f"案件：{_shown(facts)}", f"答复：{_shown(_main_parts(answer))}"]
        raise AssertionError(mask("\n".join(lines)))


def _follows(before: Answer, after: Answer) -> bool:
    """Return whether an answer is what an earlier one, with less known, left open."""
    if before["settled"] and not (after["settled"] and final(before) == final(after)):
        return False
    certain, later = set(before["values"]), set(after["values"])
    said, saying = _caveats(before["caveats"]), _caveats(after["caveats"])
    # A caveat on words that were not seen belongs to a ground, and comes and goes with it.
    grounds = {g["rule"] for a in (before, after) for g in a["grounds"]}
    announced = {rule for rule, _ in said} | set(names_of(before["pending_caveats"], "rule"))
    return (
        set(after["possible"]) <= set(before["possible"])
        and certain <= later <= certain | set(before["pending"])
        and set(names_of(after["questions"], "fact")) <= set(names_of(before["questions"], "fact"))
        and {caveat for caveat in said if caveat[0] not in grounds} <= saying
        and {rule for rule, _ in saying} <= announced | grounds
    )


def _caveats(caveats: list[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {(caveat["rule"], caveat["text"]) for caveat in caveats}


def _expected(
    county: Jurisdiction, decision: str, outcomes: list[tuple[Any, tuple[Any, ...]]]
) -> dict[str, Any]:
    """Return what an answer should say, from the outcomes of all completions."""
    values = county.vocabulary.decisions[decision].values
    possible = {outcome for outcome, _ in outcomes if outcome is not None}
    collected = [set(values) for _, values in outcomes]
    certain = set.intersection(*collected)
    pending = set.union(*collected) - certain
    return {
        "possible": [value for value in values if value in possible],
        "values": [value for value in values if value in certain],
        "pending": [value for value in values if value in pending],
    }


def _turning(open_: list[str], outcomes: list[tuple[dict[str, Any], Any]]) -> set[str]:
    """Return the open facts in which alone two completions differ and come out apart."""
    found: set[str] = set()
    for name in open_:
        seen: dict[str, Any] = {}
        for facts, outcome in outcomes:
            rest = str([facts[other] for other in open_ if other != name])
            if seen.setdefault(rest, outcome) != outcome:
                found.add(name)
                break
    return found


def _in_force(county: Jurisdiction, answer: Answer, ground: Mapping[str, Any]) -> bool:
    """Return whether a ground's rule stands on the day, and its provisions say what it quotes."""
    day = date.fromisoformat(answer["date"]) if answer["date"] else None
    standing = county.program.decisions[answer["decision"]].on(day)
    rule = next((s.rule for s in standing if s.rule.name == ground["rule"]), None)
    if rule is None or ground["effect"] not in rule.effects:
        return False
    known = {provision.id: provision for provision in rule.basis}
    for cited in ground["basis"]:
        provision = known.get(cited["provision"])
        if (
            provision is None
            or not provision.document.in_force(day)
            or (provision.document.label, provision.locator, provision.quote)
            != (cited["document"], cited["locator"], cited["quote"])
            or provision.certainty != cited["certainty"]
            or not (cited["quote"] or cited["certainty"] != "text")
        ):
            return False
    return bool(ground["basis"]) or not rule.basis


def _without_program(answer: Answer) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "program"}


def _main_parts(answer: Answer) -> dict[str, Any]:
    """Return an answer cut down to what a reader of a failure compares."""
    parts = dict(answer)
    parts.pop("program", None)
    for name, key in (("grounds", "rule"), ("caveats", "rule"), ("questions", "fact")):
        entries = parts.get(name)
        if isinstance(entries, list) and entries and isinstance(entries[0], Mapping):
            parts[name] = names_of(entries, key)
    return {name: value for name, value in parts.items() if value not in (None, [], ())}


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
