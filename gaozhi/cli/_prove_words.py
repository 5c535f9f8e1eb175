"""A proof in words: what every way of showing it says, text, Markdown and a page alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gaozhi.engine import Ground, citation_text
from gaozhi.proof import (
    Answer,
    DecisionProof,
    Direction,
    Kind,
    Proof,
    Settled,
    WordDifference,
    WordDifferenceKind,
)

__all__ = [
    "DIRECTIONS",
    "answered",
    "case_said",
    "counted",
    "grounds_said",
    "headline",
    "meant_said",
    "no_caveat_said",
    "no_caveat_word",
    "remarks",
    "settled_said",
]

DIRECTIONS: Final = {
    Direction.WIDER: "放宽",
    Direction.NARROWER: "收紧",
    Direction.OTHER: "不同",
}
_ALONE: Final = (WordDifferenceKind.ONLY_HERE, WordDifferenceKind.ONLY_THERE)
_UNTOLD: Final = {
    Settled.TOO_LARGE: '规则过大，未能证明；用 pip 安装 "gaozhi[proof]"，可以由 z3 再算',
    Settled.UNPROVED: "规则过大，z3 在限度内也没有算出，未能证明",
}
_NOTHING: Final = "没有规则得出"


def headline(proof: Proof) -> str:
    """Say in one line which two are compared, and what came of it."""
    title = f"{proof.here.name}，对照{proof.there.name}："
    same = sum(one.settled is Settled.PROVED for one in proof.decisions)
    differing = sum(one.settled is Settled.DIFFERS for one in proof.decisions)
    large = sum(one.settled in _UNTOLD for one in proof.decisions)
    said = []
    if differing:
        meant = sum(bool(kind.meant) for kind in proof.kinds)
        more = f"，其中 {meant} 种是有意的" if meant else ""
        said.append(f"{differing} 项有不同（{counted(proof.kinds)}{more}）")
    if same:
        said.append(f"{same} 项证明完全相同")
    if large:
        said.append(f"{large} 项未能证明")
    if proof.unread:
        said.append(f"{len(proof.unread)} 项没有比较")
    return f"{title}{len(proof.decisions)} 项判断，" + "，".join(said)


def counted(kinds: Sequence[Kind]) -> str:
    """Say how many kinds of cases there are of each direction."""
    said = []
    for direction, word in DIRECTIONS.items():
        count = sum(kind.direction is direction for kind in kinds)
        if count:
            said.append(f"{word} {count} 种")
    return "、".join(said)


def settled_said(one: DecisionProof) -> str:
    """Say what came of one decision."""
    if one.settled is Settled.PROVED:
        return "证明完全相同：没有一个案件结论不同"
    if one.settled in _UNTOLD:
        return f"{_UNTOLD[one.settled]}（{'；'.join(one.large)}）"
    more = "" if one.complete else f"；规则过大，没有列全（{'；'.join(one.large)}）"
    return counted(one.kinds) + more


def answered(kind: Kind, answer: Answer) -> str:
    """Say what one side answers: the outcome, or whether it has the value in question."""
    if answer.given is None:
        return answer.outcome
    return f"{'有' if answer.given else '没有'}“{kind.value}”"


def case_said(kind: Kind) -> str:
    """Say the case of a kind in a sentence."""
    more = "" if kind.minimal else "（规则过大，没有找最少的事实）"
    return f"{kind.sentence}。{more}"


def grounds_said(answer: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every rule that an answer rests on, with its provisions in their words."""
    if not answer.grounds:
        yield _NOTHING, ()
    for ground in answer.grounds:
        perhaps = "" if ground.certain else "（之一）"
        yield f"{ground.rule}{perhaps}", _quoted(ground)


def _quoted(ground: Ground) -> tuple[str, ...]:
    said = (
        citation_text(one) + ("" if one.attested else "（没有核对过原文）") for one in ground.basis
    )
    return tuple(dict.fromkeys(said)) or ("文件没有写",)


def remarks(proof: Proof) -> Iterator[str]:
    """Yield what is to be said before the differences: how the words of the two sides differ."""
    if not proof.common_root:
        yield "两地没有共同的上级，只比较两边都有的判断"
    yield from _alone(proof)
    for word in proof.words:
        if word.kind not in _ALONE:
            yield _word(word, proof)
    for why in dict.fromkeys(proof.unread.values()):
        names = [name for name, said in proof.unread.items() if said == why]
        yield f"没有比较 {'、'.join(names)}：{why}"
    for rule in proof.stale:
        yield f"提醒：规则“{rule}”写明与{proof.there.name}不同，现在没有不同，删去 differs"


def meant_said(kind: Kind) -> str:
    """Say why a difference is meant; empty where nobody recorded it."""
    rules: dict[str, list[str]] = {}
    for one in kind.meant:
        rules.setdefault(one.why, []).append(one.rule)
    return "；".join(f"{why}（{'、'.join(names)}）" for why, names in rules.items())


def no_caveat_said(proof: Proof, kind: Kind) -> str:
    """Say that the answer leaves unsaid what the superior decides, or why it may; else empty."""
    if kind.untold:
        return f"没有提醒：{proof.here.name}的答复没有说{proof.there.name}怎样规定"
    reasons = dict.fromkeys(one.no_caveat for one in kind.meant if one.no_caveat)
    return "" if kind.here.names_superior or not reasons else f"不必提醒：{'；'.join(reasons)}"


def no_caveat_word(kind: Kind) -> str:
    """Say in a word whether the answer says what the superior decides; a dash where none is due."""
    if not kind.meant:
        return "—"
    if kind.here.names_superior:
        return "有"
    return "没有" if kind.untold else "不必"


def _alone(proof: Proof) -> Iterator[str]:
    """Yield the facts and the decisions that only one side has."""
    for kind, side in zip(_ALONE, (proof.here, proof.there), strict=True):
        for what in ("事实", "判断"):
            names = [one.name for one in proof.words if (one.kind, one.what) == (kind, what)]
            if names:
                yield f"只有{side.name}有的{what}：{'、'.join(names)}"


def _word(word: WordDifference, proof: Proof) -> str:
    here, there = proof.here.name, proof.there.name
    match word.kind:
        case WordDifferenceKind.RENAMED:
            return f"改了名的{word.what}：{word.here}，{there}叫 {word.there}，按同一项比较"
        case WordDifferenceKind.VALUES:
            only = [(here, word.here), (there, word.there)]
            said = "，".join(f"只有{side}有 {values}" for side, values in only if values)
            return f"取值不同的{word.what}：{word.name}（{said}）"
        case WordDifferenceKind.RETYPED:
            return f"换了类型的{word.what}：{word.name}（{word.here}，{there}是 {word.there}）"
        case _:
            return f"合并方法不同的{word.what}：{word.name}（{word.here}，{there}是 {word.there}）"
