"""Which decision, and which item of the published list, a caller names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from gaozhi.errors import CaseError, UnknownDecision
from gaozhi.logic.versions import unruled
from gaozhi.model import (
    CERTIFICATE,
    ITEM_KINDS,
    DecisionSpec,
    DecisionTable,
    Item,
    ItemList,
    Program,
    is_missing,
    plain_scalar,
)
from gaozhi.source import Diagnostic, Span, described, shown, suggest, whole_number

__all__ = ["NAMES", "Elsewhere", "ItemKey", "find_decision", "find_item", "plain_key"]

ItemKey = int | Mapping[str, str] | Item
"""How a caller names an item: its number, or {"certificate": …, "matter": …}."""

Elsewhere = Callable[[str], DecisionSpec | None]
"""The decision of a name or api name that some other jurisdiction knows; None where none does."""

NAMES: Final = ("kind", "certificate", "matter")
"""The names by which an item is told from others."""
_PATH: Final = ("item",)
_HOW_TO_NAME: Final = "写序号，或者写 {certificate: 证明, matter: 行政事项}"
_LONGEST_NAME: Final = 1000


def find_decision(
    program: Program, name: object, elsewhere: Elsewhere | None = None
) -> DecisionTable:
    """Return the decision of a name or api name.

    Args:
        program: the jurisdiction's program.
        name: the name.
        elsewhere: what other jurisdictions know; such a decision has no rule here.

    Raises:
        UnknownDecision: there is none; the nearest is offered.

    """
    known = program.decisions
    table: DecisionTable | None = None
    if isinstance(name, str):
        spec = program.vocabulary.decision(name)
        table = None if spec is None else known.get(spec.name)
        if table is None and elsewhere is not None and (spec := elsewhere(name)) is not None:
            table = unruled(spec)
    if table is None:
        near = suggest(name, known)
        help = f"是否要写 {near}？" if near else f"可写：{'、'.join(known)}"
        message = f"不认识的判断“{shown(name)}”"
        params = {"found": name, "near": near, "known": list(known)}
        problem = Diagnostic.error("GZ610", message, help=help, path=("decision",), params=params)
        raise UnknownDecision([problem])
    return table


def find_item(program: Program, key: ItemKey, span: Span | None = None) -> Item:
    """Return the item of the list that the key names.

    Args:
        program: the jurisdiction's program; it may have no list.
        key: a number in the list, the names of certificate and matter, or an item.
        span: where the key stands in a file; None where it comes from none.

    Raises:
        CaseError: there is no such item; the nearest is offered.

    """
    listed = program.list
    key = plain_key(key, span)
    if listed is None:
        message = f"{program.why_no_list}，案件不能写 item"
        help = "删去 item，由案件自己写明证明的事实"
        raise CaseError([Diagnostic.error("GZ607", message, span, help=help, path=_PATH)])
    found = [item for item in listed.items if _is_meant(item, key)]
    if not found:
        raise CaseError([_no_such_item(listed, key, span)])
    if len(found) > 1:
        choices = "、".join(f"第 {item.number} 项（{item.kind}）" for item in found)
        message = f"《{listed.title}》里符合的不止一项：{choices}"
        help = f"写序号，或者另写 kind：{'、'.join(ITEM_KINDS)}"
        raise CaseError([Diagnostic.error("GZ607", message, span, help=help, path=_PATH)])
    return found[0]


def plain_key(key: object, span: Span | None = None) -> ItemKey:
    """Return what names an item, whatever library its number is of.

    Raises:
        CaseError: it is neither a number nor names; a text is left to be told what it may mean.

    """
    number = whole_number(plain_scalar(key))
    if number is not None:
        return number
    if isinstance(key, Item | str | bool):
        return key  # type: ignore[return-value]
    if isinstance(key, Mapping):
        names = {n: key[n] for n in NAMES if n in key and not is_missing(key[n])}
        strange = next((name for name in key if name not in NAMES), None)
        if strange is not None:
            message = f"item 里有不认识的键“{shown(strange, 40)}”"
            raise _misnamed(message, span, strange)
        if names.get("kind", CERTIFICATE) not in ITEM_KINDS:
            message = f"item 的 kind 没有“{shown(names['kind'], 20)}”这一种"
            help = f"可写：{'、'.join(ITEM_KINDS)}"
            raise _misnamed(message, span, names["kind"], help)
        for name, one in names.items():
            if not isinstance(one, str):
                found = f"的 {name} 应为文本，而不是{described(one)}"
                break
            if len(one) > _LONGEST_NAME:
                found = f"的 {name} 超过 {_LONGEST_NAME} 字"
                break
        else:
            return names
    else:
        found = f"应为清单的序号，或者证明和行政事项，而不是{described(key)}"
    raise _misnamed(f"item {found}", span, key)


def _misnamed(
    message: str, span: Span | None, found: object, help: str = _HOW_TO_NAME
) -> CaseError:
    params = {"found": found}
    problem = Diagnostic.error("GZ607", message, span, help=help, path=_PATH, params=params)
    return CaseError([problem])


def _is_meant(item: Item, key: ItemKey) -> bool:
    match key:
        case bool():
            return False
        case Mapping():
            certificate = key.get("certificate", "")
            names = (certificate, key.get("matter"), key.get("kind", item.kind))
            return names == (item.certificate, item.matter, item.kind)
        case _:
            return key in (item, item.number)


def _no_such_item(listed: ItemList, key: ItemKey, span: Span | None) -> Diagnostic:
    numbers = [item.number for item in listed.items]
    help = f"序号为 {min(numbers)} 至 {max(numbers)}" if numbers else "清单没有条目"
    said = shown(f"第 {key.number} 项" if isinstance(key, Item) else key)
    if isinstance(key, str):
        help += "，写时不加引号；或者写 {certificate: 证明, matter: 行政事项}"
    if isinstance(key, Mapping):
        certificate, matter = key.get("certificate"), key.get("matter")
        kind = key.get("kind", CERTIFICATE)
        unsaid = "（没有写 certificate）" if kind == CERTIFICATE else kind
        what = unsaid if certificate is None else shown(certificate, 40)
        where = "（没有写 matter）" if matter is None else shown(matter, 40)
        said = f"“{where}”的“{what}”"
        same = [item for item in listed.items if certificate and item.certificate == certificate]
        near = suggest(certificate, {item.certificate for item in listed.items} - {""})
        if kind != CERTIFICATE and certificate is None:
            near = suggest(key.get("matter"), {i.matter for i in listed.items if i.kind == kind})
        if same:
            matters = "、".join(f"“{item.matter}”" for item in same)
            help = f"“{certificate}”在清单里属于{matters}"
        elif near:
            help = f"是否要写 {near}？"
    message = f"《{listed.title}》里没有 {said}"
    found = key.number if isinstance(key, Item) else key
    return Diagnostic.error("GZ607", message, span, help=help, path=_PATH, params={"found": found})
