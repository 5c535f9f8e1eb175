"""A proof as lines for a terminal, as Markdown for a review, and as a page to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from gaozhi.cli._outline import Line
from gaozhi.cli._prove_words import (
    DIRECTIONS,
    answered,
    case_said,
    grounds_said,
    headline,
    meant_said,
    no_caveat_said,
    no_caveat_word,
    remarks,
    settled_said,
)
from gaozhi.documents._html import html_page
from gaozhi.documents._markdown import markdown_text
from gaozhi.proof import Answer, Kind, Proof, Settled

__all__ = ["Line", "as_html", "as_markdown", "as_table", "lines_of"]

_STYLE: Final = """
@page { size: A4; margin: 2cm 1.8cm; }
body { font-family: "Noto Serif CJK SC", SimSun, "宋体", serif; font-size: 11pt; line-height: 1.6;
  max-width: 46em; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1 { font-size: 16pt; line-height: 1.4; } h2 { font-size: 13pt; border-bottom: 1px solid #999; }
article { break-inside: avoid; margin: 1em 0 1.6em; }
h3 { font-size: 11pt; margin: 0; } .wider { color: #9a3412; } .narrower { color: #1e5a8a; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #999; padding: .3em .5em; vertical-align: top; text-align: left; }
th { background: #f2f2f2; } p { margin: .3em 0; } blockquote { margin: .2em 0 .4em 1em; }
footer { margin-top: 2em; font-size: 9pt; color: #444; overflow-wrap: anywhere; }
""".strip()


def lines_of(proof: Proof) -> Iterator[Line]:
    """Yield everything that a proof found, decision by decision."""
    yield Line(0, headline(proof))
    for remark in remarks(proof):
        yield Line(1, remark)
    for one in proof.decisions:
        if one.settled is not Settled.PROVED:
            yield Line(1, f"{one.decision}：{settled_said(one)}")
            for kind in one.kinds:
                yield from _kind(proof, kind)
    same = [one.decision for one in proof.decisions if one.settled is Settled.PROVED]
    if same:
        yield Line(1, f"证明完全相同：{'、'.join(same)}")


def _kind(proof: Proof, kind: Kind) -> Iterator[Line]:
    sides = ((proof.here.name, kind.here), (proof.there.name, kind.there))
    said = "；".join(f"{name}：{answered(kind, answer)}" for name, answer in sides)
    yield Line(2, f"{DIRECTIONS[kind.direction]}　{said}")
    yield Line(3, f"情形：{case_said(kind)}")
    if kind.meant:
        yield Line(3, f"有意：{meant_said(kind)}")
    if said := no_caveat_said(proof, kind):
        yield Line(3, said)
    for name, answer in sides:
        for rule, quoted in grounds_said(answer):
            yield Line(3, f"{name}依据：{rule}")
            for text in quoted:
                yield Line(4, text)


def as_markdown(proofs: Sequence[Proof]) -> str:
    """Return proofs as Markdown, for a review."""
    out: list[str] = []
    for proof in proofs:
        last = 0
        for line in lines_of(proof):
            text = markdown_text(line.text)
            if line.depth == 0 or (line.depth == 1 and "：" in text and _is_heading(proof, line)):
                out += [*([""] if out else []), f"{'#' * (line.depth + 1)} {text}", ""]
            else:
                out.append(f"{'  ' * max(line.depth - 2, 0)}- {text}")
            last = line.depth
        out += [""] if last else []
    return "\n".join(out).rstrip("\n") + "\n"


def _is_heading(proof: Proof, line: Line) -> bool:
    name = line.text.partition("：")[0]
    return any(name == one.decision for one in proof.decisions)


def as_table(proofs: Sequence[Proof]) -> str:
    """Return proofs as tables of Markdown: one line for every kind of case."""
    out: list[str] = []
    for proof in proofs:
        out += [f"## {markdown_text(headline(proof))}", ""]
        out += [f"- {markdown_text(remark)}" for remark in remarks(proof)]
        heads = (
            "判断",
            "方向",
            proof.here.name,
            proof.there.name,
            "事实最少的案件",
            "依据",
            "为什么",
            "提醒",
        )
        out += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        for kind in proof.kinds:
            cells = (
                kind.decision,
                DIRECTIONS[kind.direction],
                answered(kind, kind.here),
                answered(kind, kind.there),
                kind.sentence,
                "、".join(kind.here.rules) or "—",
                meant_said(kind) or "—",
                no_caveat_word(kind),
            )
            out.append(f"| {' | '.join(markdown_text(cell) for cell in cells)} |")
        same = [one.decision for one in proof.decisions if one.settled is Settled.PROVED]
        out += ["", *([f"证明完全相同：{'、'.join(same)}。", ""] if same else [])]
    return "\n".join(out)


def as_html(proofs: Sequence[Proof]) -> str:
    """Return proofs as one page of HTML that needs nothing else, ready to print."""
    title = "；".join(f"{proof.here.name}对照{proof.there.name}" for proof in proofs)
    body = [line for proof in proofs for line in _section(proof)]
    return html_page(title, _STYLE, body)


def _section(proof: Proof) -> Iterator[str]:
    yield f"<h1>{escape(headline(proof))}</h1>"
    told = [escape(remark) for remark in remarks(proof)]
    if told:
        yield f"<ul>{''.join(f'<li>{remark}</li>' for remark in told)}</ul>"
    for one in proof.decisions:
        yield f"<h2>{escape(one.decision)}：{escape(settled_said(one))}</h2>"
        for kind in one.kinds:
            yield from _article(proof, kind)
    sides = (proof.here, proof.there)
    said = "；".join(f"{side.name}：{side.document}，规则摘要 {side.digest}" for side in sides)
    yield f"<footer>{escape(said)}</footer>"


def _article(proof: Proof, kind: Kind) -> Iterator[str]:
    word = DIRECTIONS[kind.direction]
    yield f'<article><h3 class="{kind.direction.value}">{word}</h3>'
    yield f"<p>情形：{escape(case_said(kind))}</p>"
    if kind.meant:
        yield f"<p>有意：{escape(meant_said(kind))}</p>"
    if unsaid := no_caveat_said(proof, kind):
        yield f"<p>{escape(unsaid)}</p>"
    sides = ((proof.here.name, kind.here), (proof.there.name, kind.there))
    heads = "".join(f"<th>{escape(f'{n}：{answered(kind, a)}')}</th>" for n, a in sides)
    cells = "".join(f"<td>{_grounds(answer)}</td>" for _, answer in sides)
    yield f"<table><tr>{heads}</tr><tr>{cells}</tr></table></article>"


def _grounds(answer: Answer) -> str:
    return "".join(
        f"<p>{escape(rule)}</p>" + "".join(f"<blockquote>{escape(t)}</blockquote>" for t in quoted)
        for rule, quoted in grounds_said(answer)
    )
