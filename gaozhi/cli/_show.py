"""What several commands show: a decision, problems in files, a failure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from gaozhi.cli._console import Console
from gaozhi.cli._status import Status
from gaozhi.source import render

if TYPE_CHECKING:
    import gaozhi
    from gaozhi.source import Diagnostic

_QUOTED = re.compile(r"「[^」]*」")


def status_of(decisions: Iterable[gaozhi.Decision]) -> Status:
    """Return the exit status of these decisions together: 4 as long as one of them is open."""
    settled = all(decision.settled for decision in decisions)
    return Status.DONE if settled else Status.PENDING


def outcome_of(decision: gaozhi.Decision) -> str:
    """Say in one line what came out: the outcome, or the values of a decision that collects."""
    if decision.outcome is not None:
        return decision.outcome
    return "、".join(decision.values) or "（无）"


def show_decision(console: Console, decision: gaozhi.Decision, *, full: bool = False) -> None:
    """Show the explanation of a decision, with the outcome and the quoted law made to stand out."""
    head, *rest = decision.explain(full=full).splitlines()
    title = Text(head, style="bold")
    outcome = "bold cyan" if decision.settled else "bold yellow"
    title.stylize(outcome, start=len(head.partition("：")[0]) + 1)
    console.say(title)
    for line in rest:
        console.say(_accented(line))


def _accented(line: str) -> Text:
    """Give a line of an explanation its styles; its characters are unchanged."""
    is_heading = bool(line) and not line.startswith(" ") and "：" not in line
    text = Text(line, style="bold" if is_heading else "")
    text.highlight_regex(_QUOTED, "green")
    return text


def show_json(console: Console, data: object) -> None:
    """Write data as JSON that a person can read too."""
    console.raw(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def show_problems(
    console: Console, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]
) -> None:
    """Show every diagnostic, each with its lines of the file where it has a place."""
    text = render(diagnostics, sources, colour=console.colour, width=console.text_width)
    console.raw(text + "\n")


def show_failure(console: Console, message: str, hint: str = "") -> None:
    """Show why a call came to nothing, and what to do."""
    console.say(Text.assemble(("错误：", "bold red"), message))
    if hint:
        console.say(hint)
