"""The coverage of scenarios as one page of HTML: the document's outline down the side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from gaozhi.authoring.scenarios._coverage import (
    BoundaryTried,
    Coverage,
    ProvisionReached,
    RuleTried,
)
from gaozhi.documents._html import html_page
from gaozhi.model import Fate

_STYLE: Final = """
:root { --ink: #1c1c1c; --soft: #666; --line: #ddd; --good: #1a6b3c; --bad: #b3261e;
  --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #a0a0a0; --line: #444;
  --good: #6fce97; --bad: #ff8a80; --paper: #181818; } }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 20rem 1fr; color: var(--ink);
  background: var(--paper); font: 15px/1.65 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem;
  border-right: 1px solid var(--line); }
nav a { display: flex; gap: .5em; color: inherit; text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav summary { font-weight: bold; cursor: pointer; margin-top: .5em; }
main { padding: 1rem 2rem 4rem; max-width: 62rem; min-width: 0; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 3rem; }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
blockquote { margin: .25rem 0; padding-left: 1em; border-left: 3px solid var(--line); }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9em; }
th, td { border-bottom: 1px solid var(--line); padding: .25em .6em; text-align: left;
  vertical-align: top; }
td:not(.number) { min-width: 9rem; }
.number { text-align: right; white-space: nowrap; width: 1%; }
:target { outline: 2px solid var(--line); outline-offset: .3em; }
ul { margin: .1em 0; padding-left: 1.2em; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto;
  max-height: 40vh; border: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem; } }
@media print { nav { display: none; } body { display: block; } }
""".strip()

_VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_COUNT: Final = re.compile(r'(?:<span class="bad">)?\d+(?:</span>)?')
_GOOD: Final = '<span class="good" title="有场景到达">●</span>'
_BAD: Final = '<span class="bad" title="没有场景到达">○</span>'
_NEITHER: Final = '<span class="soft" title="不由判断回答">·</span>'


def page_of(reaches: Sequence[Coverage]) -> str:
    """Return the page; it needs nothing else, and every text of a rule is escaped."""
    body = [
        "<nav>",
        f'<p class="soft">{_GOOD} 有场景到达　{_BAD} 没有　{_NEITHER} 不由判断回答</p>',
        *(line for reach in reaches for line in _outline(reach, opened=len(reaches) == 1)),
        "</nav>",
        "<main>",
        "<h1>场景覆盖</h1>",
        *(line for reach in reaches for line in _county(reach)),
        "</main>",
    ]
    return html_page("场景覆盖", _STYLE, body, head=[_VIEWPORT])


def _outline(reach: Coverage, *, opened: bool) -> Iterator[str]:
    yield f"<details{' open' if opened else ''}>"
    yield f"<summary>{escape(reach.jurisdiction)}</summary>"
    for one in reach.provisions:
        provision = one.account.provision
        name = f"{escape(provision.locator)} <span class='soft'>{escape(provision.id)}</span>"
        yield f'<a href="#{_anchor(reach, one)}">{_mark(one)}<span>{name}</span></a>'
    yield f'<a href="#{escape(reach.id)}-rules">规则</a>'
    yield f'<a href="#{escape(reach.id)}-boundaries">日期和数字</a>'
    yield "</details>"


def _county(reach: Coverage) -> Iterator[str]:
    yield f'<h2 id="{escape(reach.id)}">{escape(reach.jurisdiction)}</h2>'
    yield f'<p class="soft">{escape(reach.document)}</p>'
    own, inherited = reach.own, reach.inherited
    yield from _table(("", "试到的", "共有"), own.summary())
    rules: dict[str, list[RuleTried]] = {}
    for rule in reach.rules:
        for id_ in rule.basis:
            rules.setdefault(id_, []).append(rule)
    for one in reach.provisions:
        yield from _provision(reach, one, rules.get(one.account.provision.id, []))
    yield f'<h3 id="{escape(reach.id)}-rules">规则</h3>'
    yield from _rules(own.rules)
    yield f'<h3 id="{escape(reach.id)}-boundaries">日期和数字</h3>'
    yield from _boundaries(own.boundaries)
    if inherited.rules:
        yield "<h3>所继承的</h3>"
        counted = [row for row in inherited.summary() if row[2] != "0"]
        yield from _table(("", "试到的", "共有"), counted)
        yield from _rules(inherited.rules)
        yield from _boundaries(inherited.boundaries)


def _provision(reach: Coverage, one: ProvisionReached, rules: Sequence[RuleTried]) -> Iterator[str]:
    provision = one.account.provision
    yield f'<h3 id="{_anchor(reach, one)}">{_mark(one)} {escape(provision.locator)}'
    yield f' <span class="soft">{escape(provision.id)}</span></h3>'
    if provision.quote is not None:
        yield f"<blockquote>{escape(provision.quote)}</blockquote>"
    else:
        yield f"<blockquote>{escape(provision.means)}（未见原文）</blockquote>"
    if one.reached:
        yield f'<p class="good">{one.reached} 个场景的答复引用这一条。</p>'
    elif one.missed:
        yield '<p class="bad">没有场景的答复引用这一条。</p>'
    elif one.account.fate is Fate.NOT_COMPUTED:
        yield f'<p class="soft">不计算：{escape(str(one.account.not_computed))}</p>'
    else:
        yield '<p class="soft">由义务、文书或者清单承载，不由判断回答。</p>'
    if rules:
        yield from _rules(rules)


def _rules(rules: Iterable[RuleTried]) -> Iterator[str]:
    rows = []
    for rule in rules:
        idle = [one for one in rule.conditions if not one.decided]
        said = "".join(f"<li>{escape(one.text)}</li>" for one in idle)
        total = len(rule.conditions)
        conditions = f"{total - len(idle)} / {total}" + (
            f' <span class="bad">没有单独决定过结论的：</span><ul>{said}</ul>' if idle else ""
        )
        missing = f'<br><span class="bad">{"，".join(rule.missing)}</span>' if rule.missing else ""
        name = f"{escape(rule.decision)}：{escape(rule.rule)}"
        title = f'<br><span class="soft">{escape(rule.title)}</span>'
        rows.append(
            (
                name + title + missing,
                str(rule.held),
                str(rule.failed),
                str(rule.unknown),
                conditions if total else '<span class="soft">没有条件</span>',
            )
        )
    heads = ("规则", "成立", "不成立", "不知道", "单独决定过结论的条件")
    yield from _table(heads, rows)


def _boundaries(boundaries: Sequence[BoundaryTried]) -> Iterator[str]:
    if not boundaries:
        yield '<p class="soft">规则没有比较日期和数字。</p>'
        return
    rows = [
        (
            f"{escape(one.fact)} 与 {escape(one.point)}",
            *(_number(count) for count in (one.below, one.on, one.above)),
            escape("、".join(one.rules)),
        )
        for one in boundaries
    ]
    yield from _table(("界限", "之前（小于）", "当日（恰好）", "之后（大于）", "规则"), rows)


def _number(count: int) -> str:
    return str(count) if count else '<span class="bad">0</span>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; the cells are HTML already."""
    body = list(rows)
    numbers = [all(map(_COUNT.fullmatch, column)) for column in zip(*body, strict=True)]
    kinds = [' class="number"' if number else "" for number in numbers]
    yield '<div class="scroll"><table>'
    yield f"<thead>{_row('th', kinds, heads)}</thead>"
    yield "<tbody>"
    for cells in body:
        yield _row("td", kinds, cells)
    yield "</tbody></table></div>"


def _row(tag: str, kinds: Sequence[str], cells: Sequence[str]) -> str:
    written = (f"<{tag}{k}>{c}</{tag}>" for k, c in zip(kinds, cells, strict=True))
    return f"<tr>{''.join(written)}</tr>"


def _anchor(reach: Coverage, one: ProvisionReached) -> str:
    return escape(f"{reach.id}-{one.account.provision.id}")


def _mark(one: ProvisionReached) -> str:
    if one.reached:
        return _GOOD
    return _BAD if one.missed else _NEITHER
