"""What a notebook shows of a value: HTML, escaped, with identity numbers masked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from gaozhi.engine.explain import because_text, citation_text, minded, question_text
from gaozhi.engine.parts import Citation, Ground
from gaozhi.source import mask

if TYPE_CHECKING:
    from gaozhi.engine.decision import Decision

__all__ = ["card", "decision_html", "listed", "quoted", "table"]


def card(title: str, *parts: str) -> str:
    """Return a heading and what stands under it.

    Args:
        title: plain text.
        parts: HTML; an empty part is left out.

    """
    return f'<div class="gaozhi"><strong>{_text(title)}</strong>{"".join(parts)}</div>'


def table(rows: Iterable[tuple[str, object]]) -> str:
    """Return rows of a name and a value, plain text both; a row without a value is left out."""
    cells = (
        f"<tr><th>{_text(name)}</th><td>{_text(value)}</td></tr>"
        for name, value in rows
        if value not in (None, "", ())
    )
    return f"<table>{''.join(cells)}</table>"


def listed(heading: str, items: Iterable[str]) -> str:
    """Return a list of HTML under a plain heading; nothing where there is no item."""
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<p>{_text(heading)}</p><ul>{found}</ul>" if found else ""


def quoted(said: str, basis: Iterable[Citation]) -> str:
    """Return a plain text, and under it every provision that it rests on, in its words."""
    quotes = (f"<blockquote>{_text(citation_text(one))}</blockquote>" for one in basis)
    return f"{_text(said)}{''.join(quotes)}"


def decision_html(decision: Decision) -> str:
    """Return a decision: outcome, next step, grounds with their words, caveats, questions."""
    item, matter = decision.item, ""
    if item is not None and item.matter:
        matter = f"（{item.matter}）"
    about = f"{decision.jurisdiction} · {decision.decision}"
    came_to = decision.outcome or "、".join(decision.values) or "（无）"
    possible = () if decision.settled else decision.possible or decision.pending
    return card(
        f"{about}：{came_to}",
        table(
            [
                ("证明事项", item and f"{item.thing}{matter}"),
                ("日期", decision.date),
                ("仍可能", "、".join(possible)),
                ("下一步", decision.next_step),
            ]
        ),
        listed("依据", (_ground(one.title, one) for one in decision.grounds)),
        listed("注意", (quoted(one.text, one.basis) for one in minded(decision))),
        listed("还要问", (_text(question_text(one)) for one in decision.questions)),
    )


def _ground(said: str, ground: Ground) -> str:
    """Return a ground with its provisions, and under them the grounds that it rests on."""
    led = (_ground(f"{because_text(one)}：{one.title}", one) for one in ground.because)
    items = "".join(f"<li>{one}</li>" for one in led)
    return f"{quoted(said, ground.basis)}{f'<ul>{items}</ul>' if items else ''}"


def _text(value: object) -> str:
    return escape(mask(str(value)))
