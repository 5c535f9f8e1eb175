"""Small pieces that schemas are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = [
    "ANY_TEXT",
    "DAY",
    "PERIOD",
    "Offer",
    "Schema",
    "described",
    "empty",
    "escaped",
    "list_of",
    "needs",
    "not_with",
    "offered",
    "one_at_least",
    "one_of",
    "one_or_more",
    "or_null",
    "ref",
    "text",
    "written",
]

Schema = dict[str, Any]
"""A JSON Schema, draft-07. `errorMessage`, `enumDescriptions` and `doNotSuggest` are additions of
the YAML language server; other readers pass over them."""

DAY: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_DIGITS: Final = "零一二两三四五六七八九十百千"
PERIOD: Final = (
    rf"^\s*(?:[1-9１-９][0-9０-９]{{0,3}}|[{_DIGITS}]+)\s*"
    r"(?:个?(?:工作日|月)|日|年)(?:以内|之内|内)?\s*$"
)
_SIGNS: Final = frozenset("^$\\.*+?()[]{}|/")

ANY_TEXT: Final[Schema] = {
    "type": "string",
    "minLength": 1,
    "errorMessage": "应为文本；数字、编号要加引号",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A name that an editor may offer, and what it says of it."""

    name: str
    says: str = ""


def text(pattern: str, message: str) -> Schema:
    """Return the schema of a text that follows a pattern; `message` says how it is written."""
    return {"type": "string", "pattern": pattern, "errorMessage": message}


def one_of(values: Iterable[str], says: Iterable[str] = ()) -> Schema:
    """Return the schema of one of these texts."""
    found: Schema = {"type": "string", "enum": list(values)}
    if told := list(says):
        found["enumDescriptions"] = told
    return found


def offered(offers: Iterable[Offer], otherwise: Schema = ANY_TEXT) -> Schema:
    """Return the schema of a name that may be one of these, or one that is not known yet.

    An author's own names come and go while a file is being written: a schema that was made
    yesterday offers them, and leaves it to the check whether a name exists.

    Args:
        offers: the names that are known.
        otherwise: what the name must be in any case.

    """
    known = [_constant(offer) for offer in offers]
    # The first that fails is the one that an editor reports, so the shape leads.
    return {"anyOf": [otherwise, *known]} if known else dict(otherwise)


def _constant(offer: Offer) -> Schema:
    # Not an enum: an editor that is pointed at one of its values shows all the others too.
    told = {"description": offer.says} if offer.says else {}
    return {"const": offer.name, **told}


def list_of(item: Schema, **more: Any) -> Schema:  # noqa: ANN401 - keywords of a schema
    """Return the schema of a list."""
    return {"type": "array", "items": item, **more}


def one_or_more(item: Schema, *, least: int = 0) -> Schema:
    """Return the schema of a value that may stand alone or in a list."""
    return {"anyOf": [item, list_of(item, **({"minItems": least} if least else {}))]}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may also be left out by writing null."""
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def described(schema: Schema, says: str) -> Schema:
    """Return the schema with words of its own; beside a reference they would not count."""
    if not says:
        return schema
    if "$ref" in schema:
        return {"description": says, "allOf": [schema]}
    return {"description": says, **schema}


def ref(name: str) -> Schema:
    """Return a reference to a definition of the same file."""
    return {"$ref": f"#/definitions/{name}"}


def escaped(words: Iterable[str]) -> str:
    """Return words as alternatives of a regular expression that any engine reads."""
    return "|".join(
        "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in word) for word in words
    )


def empty(message: str) -> Schema:
    """Return the schema of what may be written without saying anything: an empty list."""
    return {
        "type": ["array", "object"],
        "maxItems": 0,
        "maxProperties": 0,
        "errorMessage": message,
        "doNotSuggest": True,
    }


_STATED: Final[Schema] = {
    "type": ["string", "number", "boolean", "array", "object"],
    "minItems": 1,
    "minProperties": 1,
}


def written(key: str) -> Schema:
    """Return the schema of a mapping that says something under a key."""
    return {"required": [key], "properties": {key: _STATED}}


def not_with(key: str, others: Iterable[str], message: str) -> Schema:
    """Return the schema of a mapping that has none of the others where it has the key.

    Args:
        key: the key.
        others: the keys that may not stand beside it.
        message: what an author reads where one does, in Chinese.

    """
    absent = {other: empty(message) for other in others}
    return {"if": written(key), "then": {"properties": absent}}


def needs(key: str, needed: Sequence[str], message: str) -> Schema:
    """Return the schema of a mapping that has one of the needed keys where it has the first.

    Args:
        key: the first key.
        needed: the keys of which one must stand beside it.
        message: what an author reads where none does, in Chinese.

    """
    then = one_at_least(needed, message)
    return {"if": written(key), "then": then["anyOf"][0] if len(needed) == 1 else then}


def one_at_least(keys: Iterable[str], message: str) -> Schema:
    """Return the schema of a mapping that says something under one of the keys."""
    return {"anyOf": [{**written(key), "errorMessage": message} for key in keys]}
