"""`gaozhi matter`: every certificate of a matter at once, as 一次性告知 wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    county_argument,
    full_option,
    json_option,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import outcome_of, show_json, status_of
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Decision
    from gaozhi.engine import Caveat, Question

_MOST = 5
"""How many questions are put at once."""


@click.command(
    cls=Command,
    short_help="一次判断一个事项所要的全部证明",
    help="一次判断一个事项所要的全部证明，再列出还要问的问题（相同的问题只列一次）。",
    epilog="案件文件不写 item；其中的 jurisdiction 须与所写的地区相同。",
)
@county_argument()
@click.argument("matter", cls=Argument, metavar="事项", says="行政事项的名称")
@click.argument("case", cls=Argument, metavar="案件.yaml", says="案件文件")
@full_option
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def matter(
    context: click.Context, county: str, matter: str, case: str, *, full: bool, as_json: bool
) -> int:
    """Show the decision on each certificate, then every question; 4 while one is 待补充."""
    settings = settings_of(context)
    jurisdiction = settings.jurisdiction(county)
    request = gaozhi.read_case(case, settings.library())
    if request.jurisdiction.id != jurisdiction.id:
        raise CommandError(
            f"案件文件 {case} 写的地区是{request.jurisdiction.name}，不是{jurisdiction.name}。"
        )
    if request.case.item is not None:
        raise CommandError(f"案件文件 {case} 写了 item；一次判断整个事项的，不写 item。")
    decisions = jurisdiction.decide_matter(matter, request.facts, request.decision, on=request.on)
    questions = _union(decisions)
    if as_json:
        show_json(settings.out, _as_data(matter, decisions, questions))
    else:
        _show(settings.out, matter, decisions, questions, full=full)
    return status_of(decisions)


def _union(decisions: Sequence[Decision]) -> list[Question]:
    """Return every question once; those that more certificates wait for come first."""
    asked = Counter(question.fact for one in decisions for question in one.questions)
    # The first certificate that waits for an answer says why it is asked for.
    known = {question.fact: question for one in reversed(decisions) for question in one.questions}
    return [known[fact] for fact, _ in asked.most_common()]


def _as_data(
    matter: str, decisions: Sequence[Decision], questions: Sequence[Question]
) -> dict[str, Any]:
    """Return the same as JSON-ready data: one decision a certificate, each in its usual form."""
    return {
        "jurisdiction": decisions[0].jurisdiction,
        "matter": matter,
        "decisions": [decision.to_dict() for decision in decisions],
        "questions": [question.to_dict() for question in questions],
    }


def _show(
    console: Console,
    matter: str,
    decisions: Sequence[Decision],
    questions: Sequence[Question],
    *,
    full: bool,
) -> None:
    first = decisions[0]
    if console.terminal:
        console.say(f"{first.jurisdiction} · {matter}", style="bold")
    headings = ["序号", "证明事项", first.decision, "下一步"]
    rows = [[_number(one), _thing(one), _outcome(one), one.next_step] for one in decisions]
    if not any(row[-1] for row in rows):
        headings, rows = headings[:-1], [row[:-1] for row in rows]
    console.table(headings, rows)
    if decisions[1:]:
        console.say(f"清单没有写明这 {len(decisions)} 项证明是都要，还是只要其中一项，请先核对。")
    (_show_all if full else _show_short)(console, decisions, questions)


def _show_short(
    console: Console, decisions: Sequence[Decision], questions: Sequence[Question]
) -> None:
    """Show one quotation for each certificate, the first questions, what to mind in a few lines."""
    # Imported here, so that a command that decides nothing need not load the engine.
    from gaozhi.engine import deciding_lines, minded, question_text, shown_citations, unchecked

    _shared(console, "依据", decisions, lambda one: [f"  {line}" for line in deciding_lines(one)])
    # What is open where the next step is the same either way changes nothing for the applicant.
    if questions and not (questions := _union([one for one in decisions if not one.next_step])):
        console.say()
        console.say("还有没问清的，但是不论怎样回答，下一步都一样，不必再问。")
    elif questions:
        console.say()
        console.say("请先问清", style="bold")
        for number, question in enumerate(questions[:_MOST], 1):
            console.say(f"  {number}. {question_text(question)}")
        if questions[_MOST:]:
            console.say(f"  还有 {len(questions) - _MOST} 项，答了以上的再看要不要问")
    _shared(console, "请注意", decisions, lambda one: _texts(minded(one)[:2]))
    more = len({c for one in decisions for c in (*minded(one)[2:], *one.pending_caveats)})
    foot = list(unchecked(one for decision in decisions for one in shown_citations(decision)))
    if more or foot:
        console.say()
    for line in foot:
        console.say(line)
    if more:
        console.say(f"另有 {more} 项提醒要视情况而定，见完整说明（--full）。")


def _show_all(
    console: Console, decisions: Sequence[Decision], questions: Sequence[Question]
) -> None:
    from gaozhi.engine import minded, unchecked

    _shared(console, "依据", decisions, _grounds)
    _shared(console, "请注意", decisions, lambda one: _texts(minded(one)))
    if questions:
        console.say()
        console.say("还要问", style="bold")
        for number, question in enumerate(questions, 1):
            console.say(f"  {number}. {question.ask}（{question.fact}）")
    _shared(console, "视情况还要注意", decisions, lambda one: _texts(one.pending_caveats))
    grounds = (one for decision in decisions for g in decision.grounds for one in g.within())
    for line in unchecked(citation for ground in grounds for citation in ground.basis):
        console.say()
        console.say(line)


def _shared(
    console: Console,
    title: str,
    decisions: Sequence[Decision],
    lines_of: Callable[[Decision], list[str]],
) -> None:
    """Show the lines of every decision; what several have in common is shown once."""
    numbers: dict[tuple[str, ...], list[str]] = {}
    for decision in decisions:
        lines = tuple(lines_of(decision))
        if lines:
            numbers.setdefault(lines, []).append(_number(decision))
    for lines, same in numbers.items():
        console.say()
        console.say(f"{title}（第 {'、'.join(same)} 项）", style="bold")
        for line in lines:
            console.say(line)


def _grounds(decision: Decision) -> list[str]:
    # Imported here, so that a command that decides nothing need not load the engine.
    from gaozhi.engine import ground_lines

    lines: list[str] = []
    for ground in decision.grounds:
        lines += [f"  {ground.title}", *ground_lines(ground, "    ")]
    return lines


def _outcome(decision: Decision) -> str:
    """Return what came out; while it is open and the next step is not, what may come out."""
    if decision.questions and decision.next_step:
        return "或者".join(decision.possible)
    return outcome_of(decision)


def _texts(caveats: Sequence[Caveat]) -> list[str]:
    return [f"  · {caveat.text}" for caveat in caveats]


def _number(decision: Decision) -> str:
    return str(decision.item.number) if decision.item else ""


def _thing(decision: Decision) -> str:
    return decision.item.thing if decision.item else ""
