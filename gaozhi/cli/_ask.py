"""`gaozhi ask`: one question at a time, until the outcome is settled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._answers import AnswerError, hint, read_answer
from gaozhi.cli._console import Console
from gaozhi.cli._options import (
    choose_item,
    colour_option,
    county_argument,
    full_option,
    read_day,
    rules_option,
    trusted_option,
)
from gaozhi.cli._save import check_target, save
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_decision, show_problems, status_of
from gaozhi.cli._status import Status
from gaozhi.cli._streams import read_line
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Decision, Jurisdiction
    from gaozhi.engine import ItemKey, Question
    from gaozhi.model import FactValue

_MARK = "> "


@click.command(
    cls=Command,
    short_help="逐个提问，直到得出结论",
    help="逐个提问，直到得出结论。每次问最能决定结果的一个事实。",
    epilog="是非问题写 1、2，或者 是、否；不知道就直接回车，换下一个问题。\n"
    "回答也可以从管道输入，一行一个；输入结束而仍无结论的，退出状态为 4（待补充）。",
)
@county_argument()
@click.option("--item", metavar="证明事项", help="清单中的序号，或者证明的名称")
@click.option("--matter", metavar="事项", help="行政事项；证明的名称有重复时用来区分")
@click.option(
    "--decision", metavar="判断", help="要作的判断，默认 适用性；没有它的规则的，是有规则的第一项"
)
@click.option("--date", "day", metavar="日期", help="作出判断之日，如 2021-07-01")
@click.option("--save", "target", metavar="文件", help="把问到的事实存成案件文件")
@click.option("--force", is_flag=True, help="--save 的文件已经存在时，覆盖它")
@full_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def ask(
    context: click.Context,
    county: str,
    item: str | None,
    matter: str | None,
    decision: str | None,
    day: str | None,
    target: str | None,
    *,
    force: bool,
    full: bool,
) -> int:
    """Ask until the outcome is settled or nobody answers any more; then show the explanation."""
    settings = settings_of(context)
    on = read_day(day)
    path = check_target(target, "--save", force=force)
    jurisdiction = settings.jurisdiction(county)
    chosen = choose_item(jurisdiction, item, matter)
    name = decision or jurisdiction.program.default_decision
    inquiry = Inquiry(settings.out, jurisdiction, name, chosen, on)
    answer = inquiry.run()
    settings.out.say()
    show_decision(settings.out, answer, full=full)
    if path is not None:
        save(path, answer, inquiry.facts, jurisdiction.vocabulary, force=force)
        settings.out.say(f"案件已存入 {path}。")
    return Status.DONE if answer.next_step else status_of([answer])


class Inquiry:
    """One conversation at the terminal."""

    def __init__(
        self,
        console: Console,
        jurisdiction: Jurisdiction,
        decision: str,
        item: ItemKey | None,
        on: date | None,
    ) -> None:
        self._console = console
        self._interview = jurisdiction.interview(decision, item=item, on=on)

    @property
    def facts(self) -> Mapping[str, FactValue]:
        """Every answer so far but 不知道."""
        return self._interview.given

    @property
    def decision(self) -> Decision:
        """The decision on all that was answered."""
        [decision] = self._interview.decisions.values()
        return decision

    def run(self) -> Decision:
        """Ask and listen; return the decision on all that was answered."""
        decision = self.decision
        self._console.say(f"{decision.jurisdiction} · {decision.decision}", style="bold")
        if decision.item is not None:
            self._console.say(decision.item.label)
        while (question := self._interview.next) is not None and self._put(question):
            decision = self.decision
            if not decision.settled and not decision.next_step:
                self._console.say(_open(decision), style="dim")
        return decision

    def _put(self, question: Question) -> bool:
        """Ask until an answer can be used; return whether there was one."""
        self._console.say()
        self._console.say(question.ask, style="bold")
        for number, value in enumerate(question.values, 1):
            self._console.say(f"  {number}. {value}")
        told = hint(question, never=question.never)
        self._console.say(f"（{told}；不知道就直接回车）", style="dim")
        while (text := self._listen()) is not None:
            try:
                self._interview.answer(
                    question.fact, read_answer(question, text, never=question.never)
                )
            except AnswerError as error:
                self._console.say(str(error), style="yellow")
            except gaozhi.CaseError as error:
                show_problems(self._console, error.diagnostics, error.sources)
            else:
                return True
        return False

    def _listen(self) -> str | None:
        self._console.prompt(_MARK)
        text = read_line()
        if text is None:
            self._console.say()
        elif not sys.stdin.isatty():
            # Nobody has typed: without the answer, what is written could not be read afterwards.
            self._console.say(text)
        return text


def _open(decision: Decision) -> str:
    """Say in one line what is still possible."""
    if decision.possible:
        return f"仍可能：{'、'.join(decision.possible)}"
    certain = "、".join(decision.values) or "（无）"
    return f"已确定：{certain}；仍可能：{'、'.join(decision.pending)}"
