"""The JSON Schema of ``program.json``, generated from the types that it is written by."""

from __future__ import annotations

import re
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from gaozhi.portable.format import ProgramJson

__all__ = ["program_schema"]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_PLAIN: Final = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def program_schema() -> dict[str, Any]:
    """Return the schema; every object has exactly the keys that its type has."""
    definitions: dict[str, Any] = {}
    _schema_of(ProgramJson, definitions)
    whole = definitions.pop(ProgramJson.__name__)
    title = "program.json：一个地区的规则，写成数据，格式 1"
    return {"$schema": _DIALECT, "title": title, **whole, "definitions": definitions}


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return the schema of a type; that of an object is a reference to its definition."""
    if is_typeddict(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/definitions/{kind.__name__}"}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list:
        return {"type": "array", "items": _schema_of(inner[0], definitions)}
    if origin is Literal:
        return {"enum": list(inner)}
    assert origin in (Union, UnionType), kind
    parts = [_schema_of(one, definitions) for one in inner]
    if all(part.keys() == {"type"} for part in parts):
        return {"type": [part["type"] for part in parts]}
    return {"anyOf": parts}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return {
        "description": re.sub(r"\s+", " ", kind.__doc__).strip(),
        "type": "object",
        "additionalProperties": False,
        "required": list(hints),
        "properties": {name: _schema_of(hint, definitions) for name, hint in hints.items()},
    }
