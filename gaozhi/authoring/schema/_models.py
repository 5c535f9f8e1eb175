"""From the models of the border to schemas: what pydantic refuses, an editor shows at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, MinLen
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from gaozhi.authoring.schema._constraints import constraints_of
from gaozhi.authoring.schema._pieces import (
    ANY_TEXT,
    DAY,
    Schema,
    described,
    list_of,
    one_of,
    one_or_more,
    or_null,
    ref,
    text,
)
from gaozhi.language import (
    NONE_DUE,
    TO_FILL,
    UNKNOWN,
    Day,
    DayToFill,
    Instant,
    LastDay,
    Model,
    NameToFind,
    OneOrMore,
)

__all__ = ["Places", "model_schema", "whole"]

Places = Mapping[str, Schema]
"""Schemas of fields that hold names or conditions, by ``Model.key``; ``*.key`` is any model's."""

_INSTANT = rf"^{DAY}(?:[T ][0-9:.,]+(?:Z|[+-][0-9:]+))?$"


def _validator(annotated: object) -> object:
    """Return the function that reads what an annotated type of the border stands for."""
    return next(m.func for m in get_args(annotated)[1:] if isinstance(m, BeforeValidator))


_READ = {
    _validator(Day): text(f"^{DAY}$", "应为日期，写作 2021-05-25，月、日写满两位"),
    _validator(DayToFill): text(
        f"^(?:{DAY}|{TO_FILL}|{UNKNOWN})$",
        "应为日期，写作 2021-05-25，月、日写满两位；还没有填的写 待填，查不到的写 待查",
    ),
    _validator(LastDay): text(
        f"^(?:{DAY}|{NONE_DUE})$",
        f"应为日期，写作 2021-05-25，月、日写满两位；没有这项义务的写 {NONE_DUE}",
    ),
    _validator(NameToFind): {"type": "string", "minLength": 1},
    _validator(Instant): text(
        _INSTANT, "应为日期或者带时区的时刻，写作 2021-05-25 或者 2021-05-25T09:30+08:00"
    ),
}
_LISTED = _validator(OneOrMore)


def model_schema(model: type[Model], places: Places, found: dict[str, Schema]) -> Schema:
    """Return a reference to the schema of a model; it and those it needs are added to `found`.

    Args:
        model: the pydantic model of what may stand in a mapping.
        places: what stands in fields whose type does not say it.
        found: the definitions of the file.

    """
    name = model.__name__
    if name not in found:
        found[name] = {}  # a model that holds itself refers to what is being made
        found[name] = _object(model, places, found)
    return ref(name)


def whole(model: type[Model], places: Places, found: dict[str, Schema]) -> Schema:
    """Return the schema of a file whose root is a model; those it needs are added to `found`.

    Args:
        model: what the file's root is read into.
        places: the schemas of fields that hold names or conditions.
        found: the schemas of other models by name, which grow.

    """
    model_schema(model, places, found)
    return found.pop(model.__name__)


def _object(model: type[Model], places: Places, found: dict[str, Schema]) -> Schema:
    name = model.__name__
    properties: dict[str, Schema] = {}
    for key, info in _keys(model).items():
        place = next((p for p in (f"{name}.{key}", f"*.{key}") if p in places), None)
        schema = _type(_full(info), places, found)
        if place is not None:
            schema = or_null(places[place]) if _optional(info) else places[place]
        properties[key] = described(schema, info.description or "")
    made: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, info in _keys(model).items() if info.is_required()],
        "properties": properties,
    }
    if constraints := constraints_of(model):
        made["allOf"] = constraints
    return made


def _keys(model: type[Model]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _optional(info: FieldInfo) -> bool:
    """Whether null may stand here; where a validator reads the whole value, that decides."""
    read = any(isinstance(one, BeforeValidator) for one in info.metadata)
    return NoneType in get_args(info.annotation) and not read


def _full(info: FieldInfo) -> Any:  # noqa: ANN401 - a type
    """Return the annotation as it was written; pydantic keeps its metadata apart."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _type(annotation: Any, places: Places, found: dict[str, Schema]) -> Schema:  # noqa: ANN401
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], places, found)
    if origin in (Union, UnionType):
        parts = [_type(part, places, found) for part in arguments if part is not NoneType]
        held = parts[0] if len(parts) == 1 else {"anyOf": parts}
        return or_null(held) if NoneType in arguments else held
    if origin is Literal:
        texts = all(isinstance(value, str) for value in arguments)
        return one_of(arguments) if texts else {"enum": list(arguments)}
    if origin is list:
        return list_of(_type(arguments[0], places, found))
    if origin is dict:
        held = _type(arguments[1], places, found)
        return {
            "type": "object",
            "propertyNames": {"minLength": 1},
            "additionalProperties": held,
        }
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return model_schema(annotation, places, found)
    simple: dict[Any, Schema] = {
        str: ANY_TEXT,
        int: {"type": "integer"},
        bool: {"type": "boolean"},
    }
    return dict(simple.get(annotation, {}))


def _annotated(
    kind: Any,  # noqa: ANN401 - a type
    metadata: tuple[Any, ...],
    places: Places,
    found: dict[str, Schema],
) -> Schema:
    reads = [one.func for one in metadata if isinstance(one, BeforeValidator)]
    least = next((one.min_length for one in metadata if isinstance(one, MinLen)), 0)
    if _LISTED in reads:
        return one_or_more(ANY_TEXT, least=least)
    for read in reads:
        if read in _READ:
            return _READ[read]
    schema = _type(kind, places, found)
    for one in metadata:
        if isinstance(one, Ge):
            schema["minimum"] = one.ge
        elif isinstance(one, MinLen):
            schema["minItems"] = one.min_length
    return schema
