"""Replaying a receipt: the same facts, the same day, the law as it is now; and what differs.

The reference interpreter answers, whatever engine made the receipt: it is the meaning of the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gaozhi._exceptions import CaseError
from gaozhi.compiler import Item, Program
from gaozhi.engine.case import ItemKey, find_item, read_facts
from gaozhi.engine.decide import decide
from gaozhi.engine.decision import Decision
from gaozhi.engine.parts import Stamp
from gaozhi.engine.receipt import Receipt, digests_of, reads, text_of
from gaozhi.language import Kind
from gaozhi.source import Diagnostic

__all__ = ["Difference", "Replay", "replayed"]

_ENGINE: Final = "engine"

_ANSWER: Final[Mapping[str, str]] = {
    "outcome": "结论",
    "possible": "仍有可能的结论",
    "values": "已经确定的各项",
    "pending": "尚未确定的各项",
    "grounds": "理由",
    "caveats": "随结论一起说明的话",
    "pending_caveats": "可能还要说明的话",
    "questions": "还要问的事实",
}
_TEXT: Final[Mapping[str, str]] = {
    "document": "所在的文件",
    "locator": "在文件里的位置",
    "certainty": "可靠程度",
    "quote": "原文",
    "means": "大意",
}
_DIGESTS: Final[Mapping[str, str]] = {
    "program": "本地区的规则",
    "vocabulary": "词汇表",
    "item": "清单里的这一项，或者列入清单所认定的事实",
    "calendar": "工作日历",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not now as the receipt has it.

    Attributes:
        what: replay (the case can no longer be made), a part of the answer (outcome, possible,
            values, pending, grounds, caveats, pending_caveats, questions), provision, program,
            vocabulary, item, calendar or engine.
        text: the same in Chinese, for a person.
        then: what the receipt has.
        now: what there is now; of a provision its digests, as the receipt has them.
        name: of a provision, its id and, behind a dot, which part of it differs.

    """

    what: str
    text: str
    then: Any
    now: Any
    name: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as JSON-ready data."""
        return {
            "what": self.what,
            "name": self.name,
            "text": self.text,
            "then": self.then,
            "now": self.now,
        }


@dataclass(frozen=True, slots=True)
class Replay:
    """What a receipt comes to when it is replayed.

    Attributes:
        receipt: the receipt.
        decision: the answer now; None where the case can no longer be made.
        differences: everything that differs, the answer first and the engine's version last.

    """

    receipt: Receipt
    decision: Decision | None
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing differs, the version of gaozhi aside."""
        return all(difference.what == _ENGINE for difference in self.differences)

    @property
    def same_answer(self) -> bool:
        """Whether the same comes out on the same grounds, whatever else has changed."""
        parts = {"replay", *_ANSWER}
        return not any(difference.what in parts for difference in self.differences)

    def to_dict(self) -> dict[str, Any]:
        """Return the findings as JSON-ready data."""
        return {
            "holds": self.holds,
            "same_answer": self.same_answer,
            "receipt": self.receipt.digest,
            "differences": [difference.to_dict() for difference in self.differences],
            "decision": None if self.decision is None else self.decision.to_dict(),
        }


def replayed(receipt: Receipt, program: Program, stamp: Stamp) -> Replay:
    """Return what the case of a receipt comes to now, and what differs.

    Args:
        receipt: one whose shape was checked.
        program: the jurisdiction's program as it is now.
        stamp: says which program and calendar those are.

    Raises:
        CaseError: the decision turns on an identity number, which no receipt holds.

    """
    then = receipt.data
    _refuse_withheld(then, program)
    item: Item | None = None
    key: ItemKey | None = None
    decision: Decision | None = None
    refused: tuple[Diagnostic, ...] = ()
    try:
        if then["item"] is not None:
            names = {name: then["item"][name] for name in ("certificate", "matter")}
            # What was on the list may be gone, and is refused; what was off it is off it or on it.
            listed = then["item"]["number"] is not None
            key = item = find_item(program, names) if listed else None
            key = names if item is None else item
        case = read_facts(program, _given(then, program), key, then["date"])
        item = case.item
        decision = decide(program, case, then["decision"], stamp)
    except CaseError as error:
        refused = error.diagnostics
    digests = digests_of(stamp, program, item)
    differences = [*_answers(then, decision, refused), *_provisions(then, program)]
    differences += _digests(then["digests"], digests)
    differences += _engine(then["versions"]["gaozhi"], stamp.version)
    return Replay(receipt, decision, tuple(differences))


def _refuse_withheld(then: Mapping[str, Any], program: Program) -> None:
    if then["decision"] not in program.decisions:
        return
    missing = sorted(reads(program, then["decision"]) & set(then["withheld"]))
    if missing:
        names = "、".join(f"“{name}”" for name in missing)
        message = f"判断要看{names}，凭据不存证件号码，不能只凭凭据复核"
        way_out = "用原来的案件重新判断，再与凭据比较"
        raise CaseError([Diagnostic.error("GZ633", message, help=way_out)])


def _given(then: Mapping[str, Any], program: Program) -> dict[str, Any]:
    """Return the facts that the case itself brought; what the list settled, it settles again."""
    known = program.vocabulary.facts
    given: dict[str, Any] = {}
    for name, value in then["facts"].items():
        if name in then["from_list"]:
            continue
        fact = known.get(name)
        if fact is not None and fact.kind is Kind.NUMBER and isinstance(value, str):
            try:
                given[name] = Decimal(value)
            except InvalidOperation:
                given[name] = value
        else:
            given[name] = value
    return given


def _answers(
    then: Mapping[str, Any], decision: Decision | None, refused: tuple[Diagnostic, ...]
) -> Iterator[Difference]:
    if decision is None:
        reasons = "；".join(problem.message for problem in refused)
        codes = [problem.code for problem in refused]
        yield Difference("replay", f"按现在的规则和清单，不能重作这一判断：{reasons}", None, codes)
        return
    number = None if decision.item is None else decision.item.number
    if then["item"] is not None and then["item"]["number"] != number:
        earlier = then["item"]["number"]
        yield Difference(
            "item", f"清单的序号有变动：原为第 {earlier} 项，现为第 {number} 项", earlier, number
        )
    fresh = decision.receipt().data["answer"]
    for part, called in _ANSWER.items():
        if then["answer"][part] != fresh[part]:
            before, after = _shown(then["answer"][part]), _shown(fresh[part])
            text = f"{called}不同：原为{before}，现为{after}"
            if before == after:
                text = f"{called}的写法或者依据有变动：{after}"
            yield Difference(part, text, then["answer"][part], fresh[part])


def _shown(part: object) -> str:
    """Say a part of an answer in few words: values as they are, grounds and caveats by rule."""
    if not isinstance(part, list):
        return "（无）" if part is None else f"“{part}”"
    names = [one["rule"] if isinstance(one, dict) else str(one) for one in part]
    return "、".join(f"“{name}”" for name in dict.fromkeys(names)) or "（无）"


def _provisions(then: Mapping[str, Any], program: Program) -> Iterator[Difference]:
    for id_, was in then["provisions"].items():
        provision = program.provisions.get(id_)
        place = f"{was['document']} {was['locator']}（{id_}）"
        if provision is None:
            yield Difference("provision", f"{place}已经没有这一条", was, None, id_)
            continue
        fresh = text_of(provision)
        for part, called in _TEXT.items():
            if was[part] == fresh[part]:
                continue
            said = {"quote": provision.quote, "means": provision.means}.get(part, fresh[part])
            text = f"{place}的{called}有变动，现为：{said or '（没有原文）'}"
            yield Difference("provision", text, was[part], fresh[part], f"{id_}.{part}")


def _digests(then: Mapping[str, Any], fresh: Mapping[str, str | None]) -> Iterator[Difference]:
    for part, called in _DIGESTS.items():
        if then[part] != fresh[part]:
            yield Difference(part, f"{called}有变动", then[part], fresh[part])


def _engine(then: str, now: str) -> Iterator[Difference]:
    if then != now:
        yield Difference(_ENGINE, f"软件的版本不同：原为 {then}，现为 {now}", then, now)
