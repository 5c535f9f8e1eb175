"""Replaying a receipt: the same facts, the same day, the law as it is now; and what differs.

Every field is held against what comes out now. What cannot be: an HMAC, whose number no receipt
has, and whether the facts were the case's. For those there is the signature.

The reference interpreter answers, whatever engine made the receipt: it is the meaning of the law.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from gaozhi.engine.case import read_facts
from gaozhi.engine.decide import decide
from gaozhi.engine.decision import Decision
from gaozhi.engine.frozen import thawed
from gaozhi.engine.lookup import NAMES, ItemKey, find_item
from gaozhi.engine.parts import Stamp
from gaozhi.engine.receipt import (
    Receipt,
    canonical,
    digests_of,
    plain_numbers,
    reads,
    signature_of,
    text_of,
)
from gaozhi.errors import CaseError, ReceiptError
from gaozhi.model import (
    CERTIFICATE,
    NO_RULE,
    Combine,
    DecisionSpec,
    FactType,
    Item,
    Program,
    fact_text,
)
from gaozhi.source import Diagnostic, Span, shown

__all__ = ["Difference", "Replay", "replayed", "unmasked"]

_ENGINE: Final = "engine"
_WITH_REASONS: Final = 3
"""The format of receipts from which on a ground says what it rests on."""
_MOST: Final = 200
"""How many differences are told; no receipt that was issued has as many."""

_ANSWER: Final[Mapping[str, str]] = {
    "outcome": "结论",
    "possible": "仍有可能的结论",
    "settled": "是否已有定论",
    "values": "已经确定的各项",
    "pending": "尚未确定的各项",
    "grounds": "理由",
    "caveats": "随结论一起说明的话",
    "pending_caveats": "可能还要说明的话",
    "questions": "还要问的事实",
}
_CASE: Final[Mapping[str, str]] = {
    "jurisdiction": "地区",
    "decision": "所问的判断",
    "date": "办理日期",
    "item": "清单的一项",
}
_HOW_KNOWN: Final[Mapping[str, str]] = {"facts": "事实", "withheld": "不写出的事实"}
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
        what: signature (it is not of the key, or is wanting), replay (the case can no longer be
            made), what was asked (jurisdiction, decision, date, item), what was known (facts,
            from_list, withheld), a part of the answer (outcome, possible, settled, values,
            pending, grounds, caveats, pending_caveats, questions), provision, program, vocabulary,
            item, calendar, engine, or more where too many differ.
        text: the same in Chinese, for a person.
        then: what the receipt has.
        now: what there is now; of a provision its digests, as the receipt has them.
        name: of a provision, its id and, behind a dot, which part of it differs; of a fact, its
            name.

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
        unchecked: in Chinese, what of the receipt could not be checked: a signature without its
            key, an HMAC that no signature vouches for.

    """

    receipt: Receipt
    decision: Decision | None
    differences: tuple[Difference, ...]
    unchecked: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing differs, the version of gaozhi aside; see `unchecked` too."""
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
            "unchecked": list(self.unchecked),
            "decision": None if self.decision is None else self.decision.to_dict(),
        }


def replayed(
    receipt: Receipt, program: Program, stamp: Stamp, *, key: bytes | None = None
) -> Replay:
    """Return what the case of a receipt comes to now, and what differs.

    Args:
        receipt: one whose shape was checked.
        program: the jurisdiction's program as it is now.
        stamp: says which program and calendar those are.
        key: that of whoever issued it, with which its signature is checked.

    Raises:
        ReceiptError: the decision turns on an identity number, which no receipt holds; or the
            receipt holds one all the same.

    """
    then: dict[str, Any] = thawed(receipt.data)
    _refuse_numbers(then)
    _refuse_withheld(then, program)
    item: Item | None = None
    named: ItemKey | None = None
    decision: Decision | None = None
    refused: tuple[Diagnostic, ...] = ()
    try:
        if then["item"] is not None:
            # A receipt says the kind of an item where it is not the usual one.
            said = {"kind": CERTIFICATE, **then["item"]}
            names = {name: said[name] for name in NAMES if said[name] is not None}
            # What was on the list may be gone, and is refused; what was off it is off it or on it.
            listed = then["item"]["number"] is not None
            item = find_item(program, names) if listed else None
            named = names if item is None else item
        case = read_facts(program, _given(then, program), named, then["date"])
        item = case.item
        decision = decide(program, case, then["decision"], stamp, partial(_unruled, then))
    except CaseError as error:
        refused = error.diagnostics
    digests = digests_of(stamp, program, item)
    differences = [*_signature(receipt, then, key)]
    if decision is None:
        differences.append(_not_again(refused))
    else:
        fresh = _as_filed(then, thawed(decision.receipt().data), program)
        differences += [*_asked(then, fresh), *_answers(then["answer"], fresh["answer"])]
        vouched = receipt.signature is not None or then["receipt"] == 1
        differences += [*_known(then, fresh, program, vouched=vouched)]
    differences += [*_cited(then), *_provisions(then, program)]
    differences += [*_digests(then["digests"], digests)]
    differences += [*_engine(then["versions"]["gaozhi"], stamp.version)]
    if len(differences) > _MOST:
        text = f"不同之处太多：已列出前 {_MOST} 处，后面的不再列出"
        differences[_MOST:] = [Difference("more", text, None, None)]
    return Replay(receipt, decision, tuple(differences), tuple(_unchecked(receipt, then, key)))


def _as_filed(then: Mapping[str, Any], fresh: dict[str, Any], program: Program) -> dict[str, Any]:
    """Return what there is now, as a receipt of the other's format has it.

    Before the third, grounds did not say what they rest on, nor were facts kept that only this
    turns on.
    """
    if then["receipt"] >= _WITH_REASONS:
        return fresh
    for ground in fresh["answer"]["grounds"]:
        del ground["decision"], ground["because"]
    wide, narrow = (reads(program, then["decision"], reasons=one) for one in (True, False))
    added = wide - narrow
    for part in ("facts", "withheld"):
        kept = fresh[part].items()
        fresh[part] = {k: v for k, v in kept if k not in added or k in then[part]}
    fresh["from_list"] = [
        one for one in fresh["from_list"] if one not in added or one in then["from_list"]
    ]
    return fresh


def _refuse_numbers(then: Mapping[str, Any]) -> None:
    found = next(plain_numbers(then), None)
    if found is not None:
        raise ReceiptError([unmasked(found)])


def unmasked(path: Iterable[str | int], span: Span | None = None) -> Diagnostic:
    """Return the refusal of a receipt that holds an identity number at a place."""
    place = shown(".".join(map(str, path)))
    message = f"凭据里像有没有掩码的证件号码（{place}）"
    help = "软件出具的凭据从不写出证件号码。这一份改动过：找原件，并把这一份删去"
    return Diagnostic.error("GZ629", message, span, help=help)


def _signature(
    receipt: Receipt, then: Mapping[str, Any], key: bytes | None
) -> Iterator[Difference]:
    if key is None:
        return
    if receipt.signature is None:
        yield Difference("signature", "凭据没有签名，不能证明由持有密钥的人出具", None, None)
        return
    fresh = signature_of(then, key)
    if not hmac.compare_digest(fresh.encode(), receipt.signature.encode("utf-8", "replace")):
        text = "签名与密钥不符：不是用这个密钥出具的，或者出具以后被改动过"
        yield Difference("signature", text, receipt.signature, fresh)


def _unchecked(receipt: Receipt, then: Mapping[str, Any], key: bytes | None) -> Iterator[str]:
    if receipt.signature is not None and key is None:
        yield "凭据有签名，没有给出密钥，签名没有核对"
    elif receipt.signature is None and any(then["withheld"].values()):
        yield "凭据里有证件号码的 HMAC，没有签名，无从核对"


def _not_again(refused: tuple[Diagnostic, ...]) -> Difference:
    reasons = "；".join(problem.message for problem in refused)
    codes = [problem.code for problem in refused]
    return Difference("replay", f"按现在的规则和清单，不能重作这一判断：{reasons}", None, codes)


def _same(one: object, other: object) -> bool:
    """Whether two pieces of JSON are the same; to Python, true is 1."""
    return canonical(one) == canonical(other)


def _asked(then: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = then["item"], fresh["item"]
    if before is not None and after is not None and before["number"] != after["number"]:
        old, new = before["number"], after["number"]
        said = f"原为{_listed_as(old)}，现为{_listed_as(new)}"
        yield Difference("item", f"清单的序号有变动：{said}", old, new)
        after = {**after, "number": old}
    for part, called in _CASE.items():
        now = after if part == "item" else fresh[part]
        if not _same(then[part], now):
            text = f"{called}不同：原为{_told(then[part])}，现为{_told(now)}"
            yield Difference(part, text, then[part], now)


def _listed_as(number: int | None) -> str:
    return "不在清单" if number is None else f"第 {number} 项"


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"“{shown(one)}”" for one in value.values())
    return "（无）" if value is None else f"“{shown(fact_text(value))}”"


def _known(
    then: Mapping[str, Any], fresh: Mapping[str, Any], program: Program, *, vouched: bool
) -> Iterator[Difference]:
    for part, called in _HOW_KNOWN.items():
        for name in dict.fromkeys((*then[part], *fresh[part])):
            before, after = then[part].get(name), fresh[part].get(name)
            if part == "withheld" and _may_be_withheld(name, before, program) and vouched:
                # The number behind it is nowhere: only the signature can vouch for it.
                continue
            if name in then[part] and name in fresh[part] and _same(before, after):
                continue
            said = f"{called}“{shown(name)}”"
            if name not in fresh[part]:
                text = f"{said}不是判断所读的，或者由清单认定，凭据里不应有"
            elif name not in then[part]:
                text = f"凭据里没有写明{said}，按所写的其余事实和清单应为{_told(after)}"
            else:
                text = f"{said}不同：原为{_told(before)}，现为{_told(after)}"
            yield Difference(part, text, before, after, name)
    if not _same(then["from_list"], fresh["from_list"]):
        listed, now = (_shown(one["from_list"]) for one in (then, fresh))
        text = f"由清单认定的事实不同：原为{listed}，现为{now}"
        yield Difference("from_list", text, then["from_list"], fresh["from_list"])


def _may_be_withheld(name: str, kept: object, program: Program) -> bool:
    """Whether a receipt may keep an HMAC of a fact: of a number, or of a text."""
    fact = program.vocabulary.facts.get(name)
    return kept is not None and fact is not None and fact.kind in (FactType.TEXT, FactType.NUMBER)


def _unruled(then: Mapping[str, Any], decision: str) -> DecisionSpec | None:
    """Return a decision that was answered with 无此规定, though no program here knows it now."""
    known = decision == then["decision"] and then["answer"]["outcome"] == NO_RULE
    return DecisionSpec(decision, decision, Combine.ALL, ()) if known else None


def _refuse_withheld(then: Mapping[str, Any], program: Program) -> None:
    if then["decision"] not in program.decisions:
        return
    read = reads(program, then["decision"], reasons=then["receipt"] >= _WITH_REASONS)
    missing = sorted(read & set(then["withheld"]))
    if missing:
        names = "、".join(f"“{name}”" for name in missing)
        message = f"判断要看{names}，凭据不存证件号码，不能只凭凭据复核"
        help = "用原来的案件重新判断，再与凭据比较"
        raise ReceiptError(
            [Diagnostic.error("GZ633", message, help=help, params={"facts": missing})]
        )


def _given(then: Mapping[str, Any], program: Program) -> dict[str, Any]:
    """Return the facts that the case itself brought; what the list settled, it settles again."""
    known = program.vocabulary.facts
    given: dict[str, Any] = {}
    from_list = frozenset(then["from_list"])
    for name, value in then["facts"].items():
        if name in from_list:
            continue
        fact = known.get(name)
        if fact is not None and fact.kind is FactType.NUMBER and isinstance(value, str):
            try:
                given[name] = Decimal(value)
            except InvalidOperation:
                given[name] = value
        else:
            given[name] = value
    return given


def _answers(then: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[Difference]:
    for part, called in _ANSWER.items():
        if not _same(then[part], fresh[part]):
            before, after = _shown(then[part]), _shown(fresh[part])
            text = f"{called}不同：原为{before}，现为{after}"
            if before == after:
                text = f"{called}的写法或者依据有变动：{after}"
            yield Difference(part, text, then[part], fresh[part])


def _shown(part: object) -> str:
    """Say a part of an answer in few words: values as they are, grounds and caveats by rule."""
    if isinstance(part, bool):
        return f"“{fact_text(part)}”"
    if not isinstance(part, list):
        return "（无）" if part is None else f"“{shown(part)}”"
    names = [one["rule"] if isinstance(one, dict) else str(one) for one in part]
    return "、".join(f"“{shown(name)}”" for name in dict.fromkeys(names)) or "（无）"


def _cited(then: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield where the provisions that a receipt keeps are not those that its answer cites."""
    answer = then["answer"]
    grounds = [*answer["grounds"]]
    for ground in grounds:
        # What a ground rests on is cited too; it is looked at in its turn.
        grounds += ground.get("because", ())
    parts = (*grounds, *answer["caveats"], *answer["pending_caveats"])
    cited = {id_ for part in parts for id_ in part["basis"]}
    for id_ in sorted(cited ^ set(then["provisions"])):
        kept = then["provisions"].get(id_)
        why = "没有存下所引的条文" if kept is None else "存了没有引用的条文"
        yield Difference("provision", f"凭据{why}“{shown(id_)}”", kept, None, id_)


def _provisions(then: Mapping[str, Any], program: Program) -> Iterator[Difference]:
    for id_, was in then["provisions"].items():
        provision = program.provisions.get(id_)
        place = f"{shown(was['document'])} {shown(was['locator'])}（{shown(id_)}）"
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
        text = f"软件的版本不同：原为 {shown(then)}，现为 {now}"
        yield Difference(_ENGINE, text, then, now)
