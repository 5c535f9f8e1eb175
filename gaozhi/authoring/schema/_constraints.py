"""What several keys of a mapping say together, as schemas; the models say it in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from gaozhi.authoring.schema._pieces import (
    Schema,
    empty,
    exactly_one,
    needs,
    not_with,
    one_at_least,
    written,
)

__all__ = ["CONSTRAINTS"]

_TIMES: Final = ("within", "by", "every", "promptly", "at_once", "untimed")
_SOURCES: Final = ("fact", "item", "items", "county", "decision", "quote", "by_hand")
_WAYS: Final = ("choices", "date", "serial", "rows", "items")
_KINDS: Final = (
    "heading",
    "point",
    "text",
    "line",
    "right",
    "note",
    "list",
    "table",
    "sign",
    "attachment",
)


def _at_most_one(keys: Sequence[str], message: str, *, but: Sequence[str] = ()) -> list[Schema]:
    return [
        not_with(one, [other], message)
        for one, other in combinations(keys, 2)
        if not {one, other} <= set(but)
    ]


def _only_of_type(key: str, type_: str) -> Schema:
    """Return the schema of a fact that has `key` only where it is of a type."""
    wanted = {"const": type_, "errorMessage": f"{key} 只用于 {type_}"}
    return {"if": {"required": [key]}, "then": {"properties": {"type": wanted}}}


_NO_LIST: Final = "list: not_at_hand 的目录不能有 items 和 presumes"
_NOT_AT_HAND: Final[Schema] = {
    "if": {"properties": {"list": {"const": "not_at_hand"}}, "required": ["list"]},
    "then": {
        "properties": {
            "items": empty(_NO_LIST),
            "presumes": {"type": "null", "errorMessage": _NO_LIST, "doNotSuggest": True},
        }
    },
}
_QUOTED: Final[Schema] = {
    "if": {"properties": {"certainty": {"const": "text"}}},
    "then": {
        **written("quote"),
        "errorMessage": "没有引文。有原文的写 quote；没有的写 certainty: seen、inferred 或者 weak",
    },
}
_EARLIER: Final = not_with("earlier", ["later"], "earlier 与 later 只能写其一")
_FIRST: Final[Schema] = {
    "if": written("first"),
    "then": {
        "properties": {
            "at_least": {"maximum": 1, "errorMessage": "first 只取最早的一件，不与 at_least 一起写"}
        }
    },
}
_FACTS: Final = not_with(
    "facts", ["base", "changes"], "facts 写的是全部事实，不能再写 base、changes"
)
_OTHERWISE: Final = "otherwise 的规则不写 when、unless、in_force"
_BEFORE_DOCUMENT: Final = "before_document 的规则不写 in_force、replaces、otherwise"
_BASIS: Final = "basis 是空的。写上所依据的条文编号"

CONSTRAINTS: Final[Mapping[str, Sequence[Schema]]] = {
    "InForce": [one_at_least(("from", "until"), "写 from、until 之一")],
    "TextEntry": [one_at_least(("file", "sha256"), "写 file、sha256 之一")],
    "SetByEntry": [one_at_least(("law", "detail"), "写 law、detail 之一")],
    "ProvisionEntry": [
        _QUOTED,
        not_with("not_computed", ["restates"], "写了 not_computed，就不能再重申"),
    ],
    "RulesFile": [
        not_with("document", ["statute"], "一个文件里 document 与 statute 只能有其一"),
        not_with("statute", ["asides"], "asides 只写本地区自己的文件，不写援引的法律"),
        {
            "if": written("provisions"),
            "then": one_at_least(
                ("document", "statute"),
                "有 provisions 的文件写明出自哪份文件：document 或者 statute",
            ),
        },
    ],
    "DefinitionEntry": [needs("replaces", "basis", "替换上级的定义要写依据：basis: [条文编号]")],
    "RuleEntry": [
        one_at_least(("then", "caveat"), "规则什么也没说。写 then（结论）或者 caveat（提示）"),
        *exactly_one(
            ("basis", "silent"),
            "basis 和 silent 二者择一：写所依据的条文，文件未规定的写 silent: true",
        ),
        not_with("otherwise", ["when", "unless", "in_force"], _OTHERWISE),
        not_with("before_document", ["in_force", "replaces", "otherwise"], _BEFORE_DOCUMENT),
        needs("otherwise", "then", "otherwise 的规则没有 then。写出其余情形的结论"),
        not_with("before", ["after"], "before 与 after 只能写其一"),
    ],
    "RemovalEntry": [one_at_least(("basis",), _BASIS)],
    "DutyEntry": [
        *exactly_one(_TIMES, f"期限写 {'、'.join(_TIMES)} 之中的一个"),
        needs("within", "from", "within 与 from 一起写：自何事件起算"),
        not_with("by", ["from"], "by 不与 from 一起写"),
        not_with("every", ["from"], "every 不与 from 一起写"),
        needs("starting", "every", "starting 只与 every 一起写"),
        needs("instead_of", "met_by", "instead_of 与 met_by 一起写：以何事件为履行"),
        needs("extension", "within", "extension 只与 within 一起写"),
        needs("not_counted", "within", "not_counted 只与 within 一起写"),
        needs("restarts", "from", "restarts 与 from 一起写：自何事件重新起算"),
        one_at_least(("basis",), _BASIS),
    ],
    "FieldEntry": [
        *_at_most_one(_SOURCES, "来源只写一个"),
        needs("supposing", "decision", "supposing 只与 decision 一起写"),
        needs("only", "decision", "only 只与 decision 一起写"),
        {
            "if": written("says"),
            "then": one_at_least(("decision", "fact"), "says 只与 decision 或者 fact 一起写"),
        },
        *_at_most_one(_WAYS, "choices、date、serial、rows、items 只写一个", but=("rows", "items")),
        not_with("needed", ["by_hand"], "by_hand 的字段由人手写，不能又写 needed"),
    ],
    "BlockEntry": exactly_one(_KINDS, f"一段写一种：{'、'.join(_KINDS)}"),
    "AcceptedEntry": exactly_one(("lacks", "says", "omits"), "lacks、says、omits 恰写一种"),
    "WordingEntry": [
        one_at_least(("vague", "catch_all", "allowed"), "写 vague、catch_all、allowed 之一")
    ],
    "AbsenceEntry": [_EARLIER],
    "PatternEntry": [_EARLIER, _FIRST],
    "WatchEntry": [
        {
            "properties": {
                "events": {
                    "minProperties": 2,
                    "errorMessage": "events 至少写两项。只看一个事件的，不用预警规则",
                }
            }
        }
    ],
    "BaseEntry": [_FACTS],
    "ScenarioEntry": [
        _FACTS,
        {
            "required": ["expect"],
            "properties": {"expect": {"type": "object", "minProperties": 1}},
            "errorMessage": "场景没有写明期望什么。写上 expect，例如 expect: {outcome: 结论}",
        },
        needs("event", "at", "event 和 at 要写就都写"),
        needs("at", "event", "event 和 at 要写就都写"),
    ],
    "ScenarioFile": [
        one_at_least(("scenarios", "bases"), "场景文件里没有场景。写上 scenarios 或者 bases")
    ],
    "CatalogFile": [_NOT_AT_HAND],
    "EventEntry": [not_with("obliged", ["calendar"], "obliged 和 calendar 只能写其一")],
    "FactEntry": [
        _only_of_type("never", "date"),
        _only_of_type("format", "text"),
    ],
}
"""By the name of the model; a test holds them against what the models refuse."""
