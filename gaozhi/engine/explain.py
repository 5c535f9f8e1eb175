"""A decision in Chinese, for the clerk and the applicant who read it: short, or with everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gaozhi.engine.explanations import inferred_caveats
from gaozhi.engine.parts import Caveat, Citation, Ground, Question
from gaozhi.model import CERTIFICATE, PENDING, fact_text

if TYPE_CHECKING:
    from gaozhi.engine.decision import Decision

__all__ = [
    "because_text",
    "citation_text",
    "deciding_lines",
    "explain",
    "ground_lines",
    "minded",
    "places_text",
    "question_text",
    "reading_text",
    "shown_citations",
    "unchecked",
]

_QUESTIONS: Final = 5
"""How many questions the short form asks at once."""
_CAVEATS: Final = 2
_TITLES: Final = 6
"""Up to how many values of a decision that collects are told with their grounds."""
_A_LINE: Final = 3
"""How many of many values without grounds share a line."""
_READ: Final = 2
"""Of how many decisions that a rule reads the short form tells what led there."""
_NAMED: Final = 3
"""Up to how many values are named in the first line."""
_CONDITION: Final = ("的", "时", "后", "规定", "证明事项")
"""How words end that are only the condition of what follows them."""
_INNER: Final = str.maketrans("“”", "‘’")
_POINT: Final = re.compile("（[一二三四五六七八九十]+）$")
"""The last point of a place, as 二（三） has one."""
_ANSWERS: Final = {
    "bool": "是 / 否",
    "date": "日期，如 2021-05-25",
    "text": "文本",
    "number": "数字",
}


def explain(decision: Decision, *, full: bool = False) -> str:
    """Return the decision as lines of Chinese text, the outcome and the next step first.

    Args:
        decision: the answer.
        full: every ground, fact, reading, caveat and question too, not only what comes first.

    """
    return "\n".join(_full(decision) if full else _short(decision))


# -- the short form ----------------------------------------------------------------------------


def _short(decision: Decision) -> Iterator[str]:
    yield from _head(decision)
    left: list[str] = []
    deciding = _deciding(decision)
    if decision.values:
        yield from _checklist(decision)
    elif deciding:
        yield from _reason(deciding)
        more = len({*_all_within(deciding)} - {deciding[0], *_leading(deciding)})
        if more:
            left.append(f"{more} 项依据")
    if decision.questions and decision.next_step:
        yield from ("", "还有没问清的，但是不论怎样回答，下一步都一样，不必再问。")
    elif decision.questions:
        yield from ("", "请先问清")
        for number, question in enumerate(decision.questions[:_QUESTIONS], 1):
            yield f"  {number}. {question_text(question)}"
        more = len(decision.questions) - _QUESTIONS
        if more > 0:
            yield f"  还有 {more} 项，答了以上的再看要不要问"
    caveats = minded(decision)
    if caveats:
        yield from ("", "请注意")
        yield from (f"  · {caveat.text}" for caveat in caveats[:_CAVEATS])
        if caveats[_CAVEATS:]:
            left.append(f"{len(caveats) - _CAVEATS} 项提醒")
    if decision.pending_caveats:
        left.append(f"{len(decision.pending_caveats)} 项提醒要视情况而定")
    foot = [f"另有 {'、'.join(left)}，见完整说明（--full）。"] if left else []
    foot += unchecked(shown_citations(decision))
    if foot:
        yield from ("", *foot)


def _head(decision: Decision) -> Iterator[str]:
    yield f"{decision.jurisdiction} · {decision.decision}：{_outcome(decision)}"
    if decision.next_step:
        yield f"下一步：{decision.next_step}"
    item = decision.item
    about = [f"日期：{decision.date or '未知'}"]
    if item is not None:
        number = f"清单第 {item.number} 项" if item.number is not None else "不在清单内"
        named = f"证明：{item.certificate}" if item.kind == CERTIFICATE else f"种类：{item.kind}"
        if item.kind != CERTIFICATE and item.certificate:
            named += f"，{item.certificate}"
        about.insert(0, f"{named}（{number}）")
        if item.matter:
            about.insert(0, f"事项：{item.matter}")
    yield "；".join(about)
    if not decision.settled and not decision.next_step:
        yield f"仍可能：{'、'.join(decision.possible or decision.pending)}"


def _outcome(decision: Decision) -> str:
    if not decision.settled and decision.next_step:
        return "或者".join(decision.possible)
    if decision.outcome is not None:
        return decision.outcome
    if len(decision.values) > _NAMED:
        return f"{len(decision.values)} 项"
    return "、".join(decision.values) or "无"


def _deciding(decision: Decision) -> list[Ground]:
    """Return the grounds of what came out: those that certainly hold, or all that may."""
    final = {decision.outcome, *decision.values}
    if decision.next_step:
        final |= set(decision.possible)
    certain = [g for g in decision.grounds if g.effect in final and g.certain]
    return certain or [g for g in decision.grounds if g.effect in final]


def _reason(deciding: Sequence[Ground]) -> Iterator[str]:
    first = deciding[0]
    jointly = "" if first.certain else "（与其他几条至少有一条成立）"
    yield from ("", f"理由：{first.title}{jointly}")
    yield from _quotation(first)
    if first.reading is not None:
        yield reading_text(first)
    yield from _led_there(deciding[:1])


def _all_within(grounds: Iterable[Ground]) -> Iterator[Ground]:
    return (one for ground in grounds for one in ground.within())


def _leading(deciding: Sequence[Ground]) -> list[Ground]:
    """Return what the short form tells of the grounds on which those of the outcome rest.

    It is the first of each of the first decisions that are read, those that are certain before the
    others, and what that rests on before the next; a decision is told once.
    """
    read = (one for ground in deciding for one in ground.because)
    found: dict[str, Ground] = {}
    for one in sorted(read, key=lambda one: not one.certain):
        if one.decision not in found and len(found) < _READ:
            found[one.decision] = one
            found |= {deeper.decision: deeper for deeper in _leading([one])}
    return list(found.values())


def _led_there(deciding: Sequence[Ground], *, quoting: bool = True) -> Iterator[str]:
    """Yield what really led to the outcomes that the deciding rules read, in its own words.

    One provision is quoted, of a reason that rests on no other: the first whose words are at hand.
    How its words are read is told too; the full form tells that of all.

    Args:
        deciding: the grounds of the outcome.
        quoting: whether a provision is quoted. A list of values has its own quotation, and a screen
            has room for one reason beside it.

    """
    led = _leading(deciding)
    already = {_chosen(ground) for ground in deciding}
    last = [one for one in led if not one.because and _chosen(one) not in already]
    quoted = next((one for one in last if any(c.quote for c in one.basis)), next(iter(last), None))
    for one in led if quoting else [one for one in led if not one.because][:1]:
        yield f"{because_text(one)}：{one.title}"
        if quoting and one is quoted:
            yield from _quotation(one)
        if one.reading is not None and (one is quoted or len(led) == 1):
            yield reading_text(one)


def because_text(ground: Ground) -> str:
    """Return how a ground is led in on which another rests."""
    return f"{'' if ground.certain else '可能'}因为{ground.decision}是“{ground.effect}”"


def deciding_lines(decision: Decision) -> list[str]:
    """Return why a decision that gives one value comes out so: the reason, and one quotation."""
    deciding = _deciding(decision)
    return [line for line in _reason(deciding) if line] if deciding else []


def _quotation(ground: Ground) -> Iterator[str]:
    """Yield the one provision that says the outcome, with its place."""
    chosen = _chosen(ground)
    if chosen is None:
        yield "依据：文件未作规定"
        return
    yield f"依据：{_place(chosen)}"
    yield f"  {_deciding_words(ground, chosen)}"


def _chosen(ground: Ground) -> Citation | None:
    quoted = [one for one in ground.basis if one.quote]
    telling = [one for one in quoted if ground.effect in (one.quote or "")]
    # Of several, the words that share most with what the rule says; of equals, the first.
    said = {ground.title[at : at + 2] for at in range(len(ground.title) - 1)}
    closest = sorted(quoted, key=lambda one: -sum(pair in str(one.quote) for pair in said))
    return next(iter((*telling, *closest, *ground.basis)), None)


def _deciding_words(ground: Ground, chosen: Citation) -> str:
    """Return the words that say the outcome; where they are its condition, what follows too."""
    if chosen.quote and chosen.quote.endswith(_CONDITION) and ground.effect not in chosen.quote:
        for more in ground.basis[ground.basis.index(chosen) + 1 :]:
            if more.quote and (more.document, more.locator) == (chosen.document, chosen.locator):
                return f"{_words(chosen)}{_words(more)}"
    return _words(chosen)


def _checklist(decision: Decision) -> Iterator[str]:
    """Yield the values of a decision that collects, and where they stand, each place once."""
    by_value = {g.effect: g for g in reversed(decision.grounds)}
    grounds = [by_value[value] for value in decision.values if value in by_value]
    plain = len(grounds) > _TITLES or all(g.title == g.effect for g in grounds)
    by_title: dict[str, list[str]] = {}
    for ground in grounds:
        by_title.setdefault("" if plain else ground.title, []).append(ground.effect)
    yield ""
    if plain:
        marked = [f"□ {ground.effect}" for ground in grounds]
        a_line = _A_LINE if len(marked) > _TITLES else 1
        starts = range(0, len(marked), a_line)
        yield from (f"  {'　'.join(marked[start : start + a_line])}" for start in starts)
    else:
        yield from (f"  □ {'、'.join(same)}：{title}" for title, same in by_title.items())
    yield f"依据：{places_text(c for g in grounds for c in g.basis) or '文件未作规定'}"
    chosen = _chosen(grounds[0]) if grounds and not plain else None
    if chosen is not None:
        yield f"  {_deciding_words(grounds[0], chosen)}"
    yield from _led_there(grounds, quoting=chosen is None)


def places_text(citations: Iterable[Citation]) -> str:
    """Return where provisions stand, each document and each place once.

    Points of one section stand behind it, as a document is quoted: 二（一）（三）.
    """
    found: dict[str, dict[str, dict[str, None]]] = {}
    for one in citations:
        place = _locator(one)
        point = _POINT.search(place)
        section = place[: point.start()] if point else place
        points = found.setdefault(one.document, {}).setdefault(section, {})
        points[point.group() if point else ""] = None
    parts = (
        f"{name} {'、'.join(filter(None, map(_section, sections.items())))}"
        for name, sections in found.items()
    )
    return "；".join(part.strip() for part in parts)


def _section(found: tuple[str, Iterable[str]]) -> str:
    section, points = found
    return f"{section}{''.join(points)}"


def shown_citations(decision: Decision) -> Iterator[Citation]:
    """Yield the provisions that the short form rests on: what it quotes, and what it warns of."""
    deciding = _deciding(decision)
    for caveat in minded(decision)[:_CAVEATS]:
        yield from caveat.basis
    if decision.values:
        yield from (one for ground in deciding for one in ground.basis)
    told = _leading(deciding if decision.values else deciding[:1])
    chosen = (*([] if decision.values else deciding[:1]), *(one for one in told if not one.because))
    yield from (one for ground in chosen if (one := _chosen(ground)) is not None)


def minded(decision: Decision) -> list[Caveat]:
    """Return the caveats that a reader is told; that words were not checked stands at the foot."""
    at_the_foot = set(inferred_caveats(decision.grounds))
    return [caveat for caveat in decision.caveats if caveat not in at_the_foot]


def unchecked(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield the line that says whose words were not checked against the original, if any were."""
    own: dict[str, None] = {}
    above: dict[str, None] = {}
    for one in citations:
        if one.certainty != "text":
            # A provision of another level is cited with the level's name before it.
            (above if ":" in one.provision else own)[one.document] = None
    if own:
        yield f"原文未核对：{'、'.join(own)}"
    if above:
        yield f"上级文件原文未核对：{'、'.join(above)}"


def reading_text(ground: Ground) -> str:
    """Return, of words that bear two meanings, which one is taken and which other there is."""
    reading = ground.reading
    assert reading is not None
    taken, other = (text.translate(_INNER) for text in (reading.taken, reading.other))
    return f"本结论按“{taken}”理解，也有人理解为“{other}”。"


def question_text(question: Question) -> str:
    """Return a question as a person is asked it, with what may be answered where that is a list."""
    if not question.values:
        return question.ask
    return f"{question.ask}（{'、'.join(question.values)}）"


# -- with everything ---------------------------------------------------------------------------


def _full(decision: Decision) -> Iterator[str]:
    yield from _head(decision)
    if not decision.settled and decision.values:
        yield f"已确定：{'、'.join(decision.values)}"
    yield from _grounds(decision)
    yield from _facts(decision)
    yield from _caveats("请注意", minded(decision))
    if decision.questions:
        yield from ("", "还要问清（最要紧的在前）")
        for number, question in enumerate(decision.questions, 1):
            yield f"  {number}. {question.ask}"
            yield f"     {question.fact}（{_answer(question)}）"
    yield from _caveats("视情况还要注意", decision.pending_caveats)
    bases = [ground.basis for ground in _all_within(decision.grounds)]
    bases += [caveat.basis for caveat in (*decision.caveats, *decision.pending_caveats)]
    foot = list(unchecked(one for basis in bases for one in basis))
    if foot:
        yield from ("", *foot)


def _grounds(decision: Decision) -> Iterator[str]:
    final = {decision.outcome, *decision.values}
    deciding = [g for g in decision.grounds if g.effect in final and g.certain]
    jointly = [g for g in decision.grounds if not g.certain]
    others = [g for g in decision.grounds if g.certain and g.effect not in final]
    title = "已经成立的" if decision.outcome == PENDING else "另外成立、但结论更弱的"
    for heading, grounds in (
        ("依据", deciding),
        ("依据：下列各条至少有一条成立", jointly),
        (title, others),
    ):
        if grounds:
            yield from ("", heading)
            yield from _told_together(grounds)


def _told_together(grounds: Sequence[Ground]) -> Iterator[str]:
    """Yield grounds; those on the same provisions, and several values of one rule, stand once."""
    together: dict[tuple[object, ...], list[Ground]] = {}
    for ground in grounds:
        key = (_own_title(ground), ground.basis, ground.reading, ground.because)
        together.setdefault(key, []).append(ground)
    for same in together.values():
        values = "、".join(dict.fromkeys(ground.effect for ground in same))
        title = _own_title(same[0])
        yield f"  {values}：{title}" if title else f"  {values}"
        yield from ground_lines(same[0], "    ")


def _own_title(ground: Ground) -> str:
    """Return a title that says more than the value; empty for any other."""
    return "" if ground.title == ground.effect else ground.title


def ground_lines(ground: Ground, indent: str) -> Iterator[str]:
    """Yield what stands under the title of a ground: its provisions, its reading, what it rests on.

    Args:
        ground: the ground.
        indent: the blanks before each line; what it rests on stands deeper.

    """
    yield from (f"{indent}{citation_text(one)}" for one in ground.basis)
    if not ground.basis:
        yield f"{indent}文件未作规定"
    if ground.reading is not None:
        yield f"{indent}{reading_text(ground)}"
    for one in ground.because:
        yield f"{indent}{because_text(one)}：{one.title}"
        yield from ground_lines(one, f"{indent}  ")


def _facts(decision: Decision) -> Iterator[str]:
    """Yield the facts that any ground rests on, each once."""
    grounds = _all_within(decision.grounds)
    found = {name: value for ground in grounds for name, value in ground.facts.items()}
    if found:
        yield from ("", "所依据的事实")
        yield from (f"  {name} = {fact_text(value)}" for name, value in found.items())


def _caveats(heading: str, caveats: Sequence[Caveat]) -> Iterator[str]:
    if caveats:
        yield from ("", heading)
    for caveat in caveats:
        yield f"  · {caveat.text}"
        yield from (f"    {citation_text(citation)}" for citation in caveat.basis)


def citation_text(citation: Citation) -> str:
    """Return a provision as a person reads it: where it stands, and its words."""
    return f"{_place(citation)}：{_words(citation)}"


def _place(citation: Citation) -> str:
    return f"{citation.document} {_locator(citation)}".strip()


def _locator(citation: Citation) -> str:
    # A place that was never seen is none; the foot says that the words were not checked.
    unseen = "未见" in citation.locator or "未核对" in citation.locator
    return "" if unseen else citation.locator


def _words(citation: Citation) -> str:
    # A quote may hold the tabs of a table; on one line they are spaces.
    return f"「{' '.join(citation.quote.split())}」" if citation.quote else citation.means


def _answer(question: Question) -> str:
    if question.type == "one_of":
        return "选一：" + "、".join(question.values)
    if question.type == "set_of":
        return "可多选：" + "、".join(question.values) + "；均不涉及的，为空集 []"
    return _ANSWERS[question.type]
