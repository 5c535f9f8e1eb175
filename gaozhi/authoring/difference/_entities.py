"""What is compared, one entity after another: added, removed, renamed, or saying otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gaozhi.authoring.difference._change import Change, ChangeKind, FieldChange, Part
from gaozhi.authoring.difference._equivalence import Equivalence
from gaozhi.model import Always, Condition, plain_value

CONDITION = "条件"
_INDIRECT = "条件（经由所引用的定义或者判断）"
_ALWAYS = Always(True)


@dataclass(frozen=True, slots=True)
class Entity:
    """A rule, an item, a provision…, as far as it is compared.

    Attributes:
        part: what it is.
        key: what makes it the same one on both sides.
        name: what it is called.
        fields: what it says, by the Chinese name of each field; an empty text is nothing said.
        condition: when it holds, compared by what it means.
        written: the condition as its author wrote it.
        basis: the provisions that it rests on.
        decision: of a rule, its decision.

    """

    part: Part
    key: Hashable
    name: str
    fields: Mapping[str, str]
    condition: Condition = _ALWAYS
    written: str = ""
    basis: tuple[str, ...] = ()
    decision: str | None = None
    unnamed: Hashable = field(default=None)
    """what stays when it is renamed; None for what is never taken for another's new name"""


def changes_of(
    old: Iterable[Entity], new: Iterable[Entity], meaning: Equivalence | None = None
) -> Iterator[Change]:
    """Yield what has become of every entity, in the order of the new ones, what is gone last.

    Args:
        old: the entities before.
        new: the entities after.
        meaning: compares conditions; None where there are none.

    """
    before = {entity.key: entity for entity in old}
    after = {entity.key: entity for entity in new}
    gone = [entity for key, entity in before.items() if key not in after]
    for key, entity in after.items():
        if key in before:
            fields = tuple(_fields(before[key], entity, meaning))
            if fields:
                yield _change(ChangeKind.CHANGED, entity, fields)
            continue
        earlier = next((one for one in gone if _renamed(one, entity, meaning)), None)
        if earlier is None:
            yield _change(ChangeKind.ADDED, entity, all_fields(_said(entity), added=True))
        else:
            gone.remove(earlier)
            yield _change(ChangeKind.RENAMED, entity, (), formerly=earlier.name)
    for entity in gone:
        yield _change(ChangeKind.REMOVED, entity, all_fields(_said(entity), added=False))


def _change(
    kind: ChangeKind, entity: Entity, fields: tuple[FieldChange, ...], formerly: str | None = None
) -> Change:
    return Change(entity.part, kind, entity.name, entity.decision, formerly, fields, entity.basis)


def _renamed(one: Entity, other: Entity, meaning: Equivalence | None) -> bool:
    if one.unnamed is None or one.unnamed != other.unnamed or one.decision != other.decision:
        return False
    if dict(one.fields) != dict(other.fields):
        return False
    return meaning is None or meaning.difference(one.condition, other.condition) is None


def _said(entity: Entity) -> dict[str, str]:
    return {CONDITION: entity.written, **entity.fields}


def all_fields(said: Mapping[str, str], *, added: bool) -> tuple[FieldChange, ...]:
    """Return all that something says as what has come with it, or gone."""
    return tuple(
        FieldChange(label, None, text) if added else FieldChange(label, text, None)
        for label, text in said.items()
        if text
    )


def _fields(one: Entity, other: Entity, meaning: Equivalence | None) -> Iterator[FieldChange]:
    if meaning is not None:
        yield from _condition(one, other, meaning)
    for label in dict.fromkeys((*one.fields, *other.fields)):
        before, after = one.fields.get(label, ""), other.fields.get(label, "")
        if before != after:
            yield FieldChange(label, before or None, after or None)


def _condition(one: Entity, other: Entity, meaning: Equivalence) -> Iterator[FieldChange]:
    found = meaning.difference(one.condition, other.condition)
    if found is None:
        return
    label = CONDITION if one.written != other.written else _INDIRECT
    specs = meaning.vocabulary.facts
    example = {name: plain_value(specs[name], value) for name, value in found.facts.items()}
    yield FieldChange(label, one.written or None, other.written or None, example, found.held)
