"""What several keys of a mapping say together, as schemas.

The models of the border state most of it; the rest is refused by what reads on, or is written in
Python there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gaozhi.authoring.schema._pieces import (
    Schema,
    empty,
    needs,
    not_with,
    one_at_least,
    written,
)
from gaozhi.language import Constraint, Model
from gaozhi.model import CERTIFICATE

__all__ = ["constraints_of"]


def constraints_of(model: type[Model]) -> list[Schema]:
    """Return the schemas of all that the keys of a model's mapping say together."""
    stated = [schema for one in model.constraints for schema in _schemas(one)]
    besides = [_BESIDES.get(one.__name__, ()) for one in reversed(model.__mro__)]
    return [*stated, *(schema for schemas in besides for schema in schemas)]


def _schemas(constraint: Constraint) -> Iterator[Schema]:
    keys, message = constraint.keys, constraint.brief or constraint.message
    if constraint.where is not None:
        held = not_with if constraint.most == 0 else needs
        yield held(constraint.where, keys, message)
        return
    if constraint.least:
        yield one_at_least(keys, message)
    for at, key in enumerate(keys[:-1] if constraint.most == 1 else (), 1):
        others = [other for other in keys[at:] if not constraint.allowed.issuperset((key, other))]
        yield not_with(key, others, message)


def _only_of_type(key: str, type_: str) -> Schema:
    """Return the schema of a fact that has `key` only where it is of a type."""
    wanted = {"const": type_, "errorMessage": f"{key} 只用于 {type_}"}
    return {"if": {"required": [key]}, "then": {"properties": {"type": wanted}}}


_NO_LIST: Final = "没有写出 list 的目录不能有 items 和 presumes"
_AT_DATE: Final = "event 和 at 要写就都写"
_NO_EXPECTATION: Final = "场景没有写明期望什么。写上 expect，例如 expect: {outcome: 结论}"

_BESIDES: Final[Mapping[str, Sequence[Schema]]] = {
    "ProvisionEntry": [
        {
            "if": {"properties": {"certainty": {"const": "text"}}},
            "then": {
                **written("quote"),
                "errorMessage": "没有引文。"
                "有原文的写 quote；没有的写 certainty: seen、inferred 或者 weak",
            },
        },
        not_with("not_computed", ["restates"], "写了 not_computed，就不能再重申"),
    ],
    "RulesFile": [
        not_with("statute", ["asides"], "asides 只写本地区自己的文件，不写援引的法律"),
        needs(
            "provisions",
            ["document", "statute"],
            "有 provisions 的文件写明出自哪份文件：document 或者 statute",
        ),
    ],
    "PatternEntry": [
        {
            "if": written("first"),
            "then": {
                "properties": {
                    "at_least": {
                        "maximum": 1,
                        "errorMessage": "first 只取最早的一件，不与 at_least 一起写",
                    }
                }
            },
        }
    ],
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
    "ScenarioEntry": [
        {
            "required": ["expect"],
            "properties": {"expect": {"type": "object", "minProperties": 1}},
            "errorMessage": _NO_EXPECTATION,
        },
        needs("event", ["at"], _AT_DATE),
        needs("at", ["event"], _AT_DATE),
    ],
    "ScenarioFile": [
        one_at_least(("scenarios", "bases"), "场景文件里没有场景。写上 scenarios 或者 bases")
    ],
    "CatalogFile": [
        {
            "if": {
                "properties": {"list": {"enum": ["not_at_hand", "none"]}},
                "required": ["list"],
            },
            "then": {
                "properties": {
                    "items": empty(_NO_LIST),
                    "presumes": {"type": "null", "errorMessage": _NO_LIST, "doNotSuggest": True},
                }
            },
        }
    ],
    "ItemEntry": [
        {
            "if": {
                "properties": {"kind": {"const": CERTIFICATE}},
            },
            "then": {**written("certificate"), "errorMessage": "没有写证明的名称：certificate"},
        }
    ],
    "FactEntry": [
        _only_of_type("never", "date"),
        _only_of_type("format", "text"),
        {
            "if": {"required": ["ordered"]},
            "then": {
                "properties": {
                    "type": {
                        "type": "object",
                        "required": ["one_of"],
                        "errorMessage": "ordered 只用于选一（one_of）的事实",
                    }
                }
            },
        },
    ],
}
"""By the name of the model; a test holds them against what is refused."""
