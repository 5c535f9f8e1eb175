"""Decisions: one case, a matter, a conversation, a stream of cases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaozhi.errors import CaseError, GaozhiError, UnknownJurisdiction
from gaozhi.library.case_file import item_key
from gaozhi.library.case_lines import LONGEST_LINE
from gaozhi.service._bodies import case_request, of_county, refuse_identity, taken, without_places
from gaozhi.service._call import tree_of
from gaozhi.service._metrics import labels_of
from gaozhi.service._problems import Refusal, defect, refuse
from gaozhi.service._quick import LONGEST, read_quickly
from gaozhi.service._reading import spec_of
from gaozhi.service._replies import Reply, Stream, encode, json_reply
from gaozhi.source import Mapping

if TYPE_CHECKING:
    from gaozhi.engine import Decision, Interview, Question
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library
    from gaozhi.service._call import Call

__all__ = ["batch", "decide", "decide_one", "interview", "matter"]

_AT_ONCE = 16
"""How many lines of a stream are answered before others have their turn."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was given.

    Attributes:
        decision: the decision; None where nobody archives it, so that nothing large is kept.
        words: the case as it was sent.
        labels: the jurisdiction, the decision and what it came to, for the counters.
        body: the bytes that say it.

    """

    decision: Decision | None
    words: dict[str, Any]
    labels: tuple[str, str, str]
    body: bytes

    @classmethod
    def of(cls, decision: Decision, words: dict[str, Any], end: bytes = b"") -> Answered:
        """Return the answer that says a decision.

        Args:
            decision: the decision.
            words: the case as it was sent.
            end: what ends it.

        """
        body = encode(decision.to_dict()) + end
        return cls(decision, words, labels_of(decision), body)

    def light(self) -> Answered:
        """Return the same for a service that keeps no archive."""
        return Answered(None, {}, self.labels, self.body)

    @property
    def entry(self) -> tuple[Decision, dict[str, Any]]:
        """What an archive takes."""
        assert self.decision is not None
        return self.decision, self.words


async def decide(call: Call) -> Reply:
    """Answer with the decision about a case."""
    return await _decided(call, None)


async def decide_one(call: Call) -> Reply:
    """Answer with the decision that the path names."""
    return await _decided(call, call.path["decision"])


async def _decided(call: Call, named: str | None) -> Reply:
    body = await call.body()
    # The same words put to the same rules have the same answer.
    key = (call.path["jurisdiction"], named, body)
    kept = call.snapshot.answers.get(key) if len(body) <= LONGEST else None
    archives = call.service.archives
    if not isinstance(kept, Answered) or (archives and kept.decision is None):
        county = call.county()
        name = None if named is None else spec_of(call, county).name
        quick = read_quickly(body, county, name)
        if quick is None:
            kept = _answer(call, county, body, name)
        else:
            decision = county.decide(quick.case, quick.decision)
            kept = Answered.of(decision, quick.words)
            # What may be a person's number stays nowhere longer than the request.
            call.snapshot.answers.keep(key, kept if archives else kept.light())
    call.decided = 1
    call.service.metrics.decided(*kept.labels)
    if call.service.archives:
        await call.service.record([kept.entry])
    return Reply(kept.body)


def _answer(call: Call, county: Jurisdiction, body: bytes, named: str | None) -> Answered:
    """Return the answer to a body. Raises CaseError or Refusal with every problem of it.

    Args:
        call: the request.
        county: the jurisdiction that answers.
        body: the bytes.
        named: the decision that the address names.

    """
    root = tree_of(body)
    if not isinstance(root, Mapping):
        raise refuse("not-json", "正文不是 JSON 的对象", '写作 {"facts": {…}}')
    library = call.snapshot.library
    if named is not None:
        _same_decision(county, root, named)
    request = case_request(root, county, library)
    decision = county.decide(request.case, named or request.decision)
    return Answered.of(decision, _words(root))


def _words(root: Mapping) -> dict[str, Any]:
    """Return a case as it was sent, as plain data."""
    data = root.plain()
    assert isinstance(data, dict)
    return data


def _same_decision(county: Jurisdiction, root: Mapping, named: str) -> None:
    """Raise Refusal where the body names another decision than the address."""
    api = county.vocabulary.decisions[named].api
    if "decision" in root and root.at(["decision"]).plain() not in (None, named, api):
        message = f"地址里写的判断是“{named}”，正文里写的是另一项"
        raise refuse("bad-request", message, "正文里不写 decision", ("decision",))


async def matter(call: Call) -> Reply:
    """Answer with the decision on every listed certificate of a matter."""
    county, library = call.county(), call.snapshot.library
    said, root = taken(await call.tree(), matter=str)
    if "matter" not in said:
        raise refuse(
            "not-json", "没有写行政事项", '写作 {"matter": "…", "facts": {…}}', ("matter",)
        )
    request = case_request(root, county, library)
    if request.case.item is not None:
        raise refuse("bad-request", "写了 item；判断整个事项的，不写 item", "删去 item", ("item",))
    found = county.decide_matter(said["matter"], request.facts, request.decision, on=request.on)
    call.decided = len(found)
    for one in found:
        call.service.metrics.decided(*labels_of(one))
    words = _words(root)
    await call.service.record([(one, words) for one in found])
    return json_reply(
        {
            "jurisdiction": county.name,
            "matter": said["matter"],
            "decisions": [one.to_dict() for one in found],
            "questions": [one.to_dict() for one in _union(found)],
        }
    )


def _union(decisions: Any) -> list[Question]:  # noqa: ANN401 - some decisions
    """Return every question once; those that more certificates wait for come first."""
    asked: dict[str, list[Question]] = {}
    for one in decisions:
        for question in one.questions:
            asked.setdefault(question.fact, []).append(question)
    return [same[0] for same in sorted(asked.values(), key=len, reverse=True)]


async def interview(call: Call) -> Reply:
    """Answer a step of a conversation, which the caller keeps and hands over whole."""
    county = call.county()
    root = await call.tree()
    data = root.plain()
    assert isinstance(data, dict)
    unknown = sorted(data.keys() - _STEPS - _BEGINNING)
    if unknown:
        message = f"不认识的键 {unknown[0]}"
        raise refuse("not-json", message, f"可写：{'、'.join(sorted(_STEPS))}", (unknown[0],))
    if "interview" in data:
        talk, lost = _continued(county, data)
    else:
        talk, lost = _begun(county, call.snapshot.library, root), ()
    return json_reply(_talk(county, talk, lost))


_BEGINNING = frozenset({"jurisdiction", "decisions", "item", "date", "facts"})
_STEPS = frozenset({"interview", "answer", "skip", "back"})


def _begun(county: Jurisdiction, library: Library, root: Mapping) -> Interview:
    said, rest = taken(root, decisions=list)
    names = said.get("decisions", [])
    if not all(isinstance(one, str) for one in names):
        raise refuse("not-json", "decisions 里的不都是文本", '写作 ["适用性"]', ("decisions",))
    request = case_request(rest, county, library)
    key = (
        item_key(of_county(rest, county, library).at(["item"]).plain()) if "item" in rest else None
    )
    return county.interview(*names, facts=request.facts, item=key, on=request.on)


def _continued(county: Jurisdiction, data: dict[str, Any]) -> tuple[Interview, tuple[str, ...]]:
    """Return a conversation after a step, and the facts whose answers had to go."""
    steps = data.keys() & {"answer", "skip", "back"}
    # Generated clients write an empty list where nothing was said.
    again = [key for key in data.keys() & _BEGINNING if data[key]]
    if len(steps) > 1 or again:
        message = "一次只走一步，开头已经说过的不再说"
        raise refuse("not-json", message, "只写 interview，和 answer、skip、back 之一")
    talk = county.resume(data["interview"])
    lost: tuple[str, ...] = ()
    if "answer" in data:
        answer = data["answer"]
        if not isinstance(answer, dict) or answer.keys() != {"fact", "value"}:
            help = '写作 {"fact": "申请人.愿意承诺", "value": true}'
            raise refuse("not-json", "answer 的写法不对", help, ("answer",))
        refuse_identity({str(answer["fact"]): answer["value"]}, county)
        lost = talk.answer(answer["fact"], answer["value"])
    elif "skip" in data:
        lost = talk.skip(data["skip"])
    elif "back" in data:
        talk.back(data["back"])
    return talk, lost


def _talk(county: Jurisdiction, talk: Interview, lost: tuple[str, ...]) -> dict[str, Any]:
    """Return a conversation as data: what comes next, and all that is needed to go on."""
    asked, progress = talk.next, talk.progress
    saved = talk.to_dict()
    program = county.program
    return {
        "interview": saved,
        "next": None if asked is None else {**asked.to_dict(), "leads_to": _leads(asked)},
        "progress": {"at_least": progress.at_least, "at_most": progress.at_most},
        "given": _known(program, talk.given),
        "implied": _known(program, talk.implied),
        "skipped": list(talk.skipped),
        "lost": list(lost),
        "decisions": [one.to_dict() for one in talk.decisions.values()],
    }


def _known(program: Any, values: Any) -> dict[str, Any]:  # noqa: ANN401 - facts by name
    from gaozhi.model import plain_value

    facts = program.vocabulary.facts
    return {name: plain_value(facts[name], value) for name, value in values.items()}


def _leads(question: Question) -> list[dict[str, Any]]:
    """Return what every answer leads to, in the order of the answers."""
    return [
        {"answer": list(answer) if isinstance(answer, tuple) else answer, "possible": list(then)}
        for answer, then in question.leads_to.items()
    ]


async def batch(call: Call) -> Stream:
    """Answer a stream of cases, a line a case, as they arrive."""
    call.require_type("application/x-ndjson", "application/jsonl", "application/json")
    county = call.county()
    return Stream(_lines(call, county), b"application/x-ndjson")


async def _lines(call: Call, county: Jurisdiction) -> AsyncIterator[bytes]:
    """Yield the answers to the lines that have arrived; a bad line spoils no other's answer."""
    most, number = call.service.settings.max_lines, 0
    async for lines in _whole_lines(call):
        left = max(0, most - number)
        number += len(lines)
        for start in range(0, len(lines[:left]), _AT_ONCE):
            yield await _answers(call, county, lines[start : min(left, start + _AT_ONCE)])
            # Who asks for one decision does not wait for a stream of them.
            await asyncio.sleep(0)
        if number > most:
            yield _line_problem(_too_many(most))
            return


async def _whole_lines(call: Call) -> AsyncIterator[list[bytes | None]]:
    """Yield lines as they arrive, without blank ones; one that is too long is None."""
    rest, too_long = b"", False
    async for part in call.parts():
        *ended, rest = (rest + part).split(b"\n")
        lines: list[bytes | None] = []
        for line in ended:
            if too_long or len(line) > LONGEST_LINE:
                lines.append(None)
            elif line.strip():
                lines.append(line)
            too_long = False
        if lines:
            yield lines
        if len(rest) > LONGEST_LINE:
            # What is refused anyway is not kept.
            rest, too_long = b"", True
    if too_long or rest.strip():
        yield [None if too_long else rest]


def _too_many(most: int) -> Refusal:
    help = "分几次送；或者用 --max-lines 放宽"
    return refuse("too-large", f"超过 {most} 行，其余的没有看", help)


async def _answers(call: Call, county: Jurisdiction, lines: list[bytes | None]) -> bytes:
    """Return the lines that answer some lines, once they are archived."""
    found = [_line(call, county, line) for line in lines]
    given = [one for one in found if isinstance(one, Answered)]
    try:
        await call.service.record([one.entry for one in given])
    except GaozhiError as error:
        refused = _line_problem(error)
        return b"".join(refused if isinstance(one, Answered) else one for one in found)
    call.decided += len(given)
    for one in given:
        call.service.metrics.decided(*one.labels)
    return b"".join(one.body if isinstance(one, Answered) else one for one in found)


def _line(call: Call, county: Jurisdiction, line: bytes | None) -> Answered | bytes:
    """Return the answer to a line, or the line that says what is wrong with it."""
    try:
        if line is None:
            message = f"这一行超过 {LONGEST_LINE} 字节"
            raise refuse("too-large", message, "一个案件写一行，附件不写在案件里")
        quick = read_quickly(line, county, None)
        if quick is not None:
            decision = county.decide(quick.case, quick.decision)
            return Answered.of(decision, quick.words, b"\n")
        root = tree_of(line)
        if not isinstance(root, Mapping):
            raise refuse("not-json", "这一行不是 JSON 的对象", '写作 {"facts": {…}}，一行一个')
        request = case_request(root, county, call.snapshot.library)
        decision = county.decide(request.case, request.decision)
        return Answered.of(decision, _words(root), b"\n")
    except (CaseError, UnknownJurisdiction) as error:
        return _line_problem(without_places(error))
    except GaozhiError as error:
        return _line_problem(error)
    except Exception as error:  # noqa: BLE001 - one line never keeps the others from an answer
        call.service.log.defect(call, error)
        return encode({"error": defect(call.request)}) + b"\n"


def _line_problem(error: GaozhiError) -> bytes:
    return encode({"error": error.to_problem()}) + b"\n"
