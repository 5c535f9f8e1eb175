"""What several commands show: a decision, problems in files, a failure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from gaozhi.cli._console import Console
from gaozhi.cli._status import Status
from gaozhi.source import render, visible

if TYPE_CHECKING:
    import gaozhi
    from gaozhi.source import Diagnostic

_QUOTED = re.compile(r"「[^」]*」")
_UNPRINTABLE = re.compile(r"[^\n -~\u00a1-\u1fff\u3000-\ud7ff\uff00-\ufffd]")


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
    """Show the explanation of a decision, with the outcome and the quoted law made to stand out.

    Args:
        console: where it is shown.
        decision: the decision.
        full: see `Decision.explain`.

    """
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
    console.raw(json_text(data))


def json_text(data: object) -> str:
    """Return data as JSON; a character that would steer a terminal is written as its number."""
    return _steady(json.dumps(data, ensure_ascii=False, indent=2))


def json_line(data: object) -> str:
    """Return data as one line of JSON; see `json_text`."""
    return _steady(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _steady(text: str) -> str:
    if not text.replace("\n", "").isprintable():
        text = _UNPRINTABLE.sub(_escaped, text)
    return text + "\n"


def _escaped(found: re.Match[str]) -> str:
    sign = found.group()
    return sign if visible(sign) == sign else json.dumps(sign)[1:-1]


def show_problems(
    console: Console, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]
) -> None:
    """Show every diagnostic, each with its lines of the file where it has a place.

    Args:
        console: where they are shown.
        diagnostics: the problems, in this order.
        sources: the text of each file, by the name that the diagnostics use.

    """
    text = render(diagnostics, sources, colour=console.colour, width=console.text_width)
    console.painted(text + "\n")


def show_failure(console: Console, message: str, hint: str = "") -> None:
    """Show why a call came to nothing, and what to do.

    Args:
        console: where it is shown.
        message: why.
        hint: what to do; empty where there is nothing to say.

    """
    console.say(Text.assemble(("错误：", "bold red"), message))
    if hint:
        console.say(hint)
