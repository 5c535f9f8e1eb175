"""A decision in Chinese, for the clerk and the applicant who read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from gaozhi.engine.decision import PENDING, Caveat, Citation, Decision, Ground, Question
from gaozhi.language import fact_text

__all__ = ["citation_text", "explain"]

_CERTAINTY: Final = {
    "text": "",
    "seen": "（据转载，未核权威文本）",
    "inferred": "（推论，未见权威文本）",
    "weak": "（仅见于个别方案，未见权威文本）",
}
_ANSWERS: Final = {
    "bool": "是 / 否",
    "date": "日期，如 2021-05-25",
    "text": "文本",
    "number": "数字",
}


def explain(decision: Decision) -> str:
    """Return the decision as lines of Chinese text, the outcome first."""
    return "\n".join(_lines(decision))


def _lines(decision: Decision) -> Iterator[str]:
    yield f"{decision.jurisdiction} · {decision.decision}：{_outcome(decision)}"
    item = decision.item
    if item is not None:
        yield f"事项：{item.matter}；证明：{item.certificate}（清单第 {item.number} 项）"
    yield f"日期：{decision.date or '未知'}"
    if not decision.settled:
        yield from _open(decision)
    yield from _grounds(decision)
    if decision.caveats:
        yield ""
        yield "请注意"
        for caveat in decision.caveats:
            yield from _caveat(caveat)
    if decision.questions:
        yield ""
        yield "还要问清（最要紧的在前）"
        for number, question in enumerate(decision.questions, 1):
            yield f"  {number}. {question.ask}"
            yield f"     {question.fact}（{_answer(question)}）"
    if decision.pending_caveats:
        yield ""
        yield "视情况还要注意"
        for caveat in decision.pending_caveats:
            yield from _caveat(caveat)


def _outcome(decision: Decision) -> str:
    if decision.outcome is not None:
        return decision.outcome
    return "、".join(decision.values) or "无"


def _open(decision: Decision) -> Iterator[str]:
    yield ""
    if decision.possible:
        yield f"仍可能：{'、'.join(decision.possible)}"
        return
    if decision.values:
        yield f"已确定：{'、'.join(decision.values)}"
    yield f"仍可能：{'、'.join(decision.pending)}"


def _grounds(decision: Decision) -> Iterator[str]:
    final = {decision.outcome, *decision.values}
    deciding = [g for g in decision.grounds if g.effect in final and g.certain]
    jointly = [g for g in decision.grounds if not g.certain]
    others = [g for g in decision.grounds if g.certain and g.effect not in final]
    title = "已成立的规则" if decision.outcome == PENDING else "另外成立、但被更强的结论盖过的规则"
    for heading, grounds in (
        ("依据", deciding),
        ("依据：下列规则至少有一条成立", jointly),
        (title, others),
    ):
        if grounds:
            yield ""
            yield heading
            # A rule that gives several values is told once, with all of them.
            by_rule: dict[str, list[Ground]] = {}
            for ground in grounds:
                by_rule.setdefault(ground.rule, []).append(ground)
            for same in by_rule.values():
                yield from _ground(same[0], [ground.effect for ground in same])


def _ground(ground: Ground, effects: Sequence[str]) -> Iterator[str]:
    yield f"  {'、'.join(effects)}：{ground.title}"
    for citation in ground.basis:
        yield f"    {citation_text(citation)}"
    if not ground.basis:
        yield "    文件未作规定"
    if ground.facts:
        yield f"    事实：{_facts(ground.facts)}"
    if ground.reading is not None:
        yield f"    读法：{ground.reading.taken}；另一读法：{ground.reading.other}"


def citation_text(citation: Citation) -> str:
    """Return a provision as a person reads it: where it stands, and its words."""
    # A quote may hold the tabs of a table; on one line they are spaces.
    words = f"「{' '.join(citation.quote.split())}」" if citation.quote else citation.means
    return f"{citation.document} {citation.locator}：{words}{_CERTAINTY[citation.certainty]}"


def _caveat(caveat: Caveat) -> Iterator[str]:
    yield f"  {caveat.text}"
    for citation in caveat.basis:
        yield f"    {citation_text(citation)}"


def _facts(facts: Mapping[str, Any]) -> str:
    return "；".join(f"{name} = {fact_text(value)}" for name, value in facts.items())


def _answer(question: Question) -> str:
    if question.type == "one_of":
        return "选一：" + "、".join(question.values)
    if question.type == "set_of":
        return "可多选：" + "、".join(question.values) + "；均不涉及的，为空集 []"
    return _ANSWERS[question.type]
