"""A lint of values that a level adds, and that a form of a level above leaves out in print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.language import FormEntry, FormSource, RulesFolder
from gaozhi.source import Diagnostic, Mapping, Node, Related, Scalar, Sequence, key_of

__all__ = ["ValueLeftOff"]

_CODE = "GZ585"
_HELP: Final = (
    "要印的，在本地区的文书里写 replaces 换掉那一份，或者请上级把 only 改为 all_but；"
    "确实不印的，在文书以外另行告知"
)


def _left_off(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every value that a level adds and a form above prints in no field of its decision."""
    for level in chain.levels:
        for decision, node in _added(chain.folders[level]):
            value = node.at(["value"])
            if isinstance(value, Scalar) and chain.asks(_CODE, level, value.span):
                for form in _forms_above(chain, level):
                    yield from _finding(form, decision, value)


def _added(folder: RulesFolder) -> Iterator[tuple[str, Node]]:
    """Yield every value that a folder adds to something, with the name of that."""
    for root in folder.words:
        held = root.get("values")
        for name, entry in held if isinstance(held, Mapping) else ():
            added = entry.get("add") if isinstance(entry, Mapping) else None
            for node in added if isinstance(added, Sequence) else ():
                yield name.raw, node


def _forms_above(chain: Chain, level: int) -> Iterator[FormSource]:
    """Yield the forms above a level that still stand in the lowest level of the chain."""
    gone = {
        name
        for folder in chain.folders
        for form in folder.forms
        for name in (
            [*form.entry.replaces] if isinstance(form.entry, FormEntry) else [form.entry.removes]
        )
    }
    for folder in chain.folders[:level]:
        for form in folder.forms:
            if isinstance(form.entry, FormEntry) and form.entry.form not in gone:
                yield form


def _finding(form: FormSource, decision: str, value: Scalar) -> Iterator[Diagnostic]:
    """Yield the finding about a form and a value added to a decision, if it leaves that out."""
    assert isinstance(form.entry, FormEntry)
    fields = {
        name: field for name, field in form.entry.fields.items() if field.decision == decision
    }
    if fields and all(field.only for field in fields.values()):
        message = (
            f"“{decision}”增加的“{value.raw}”，上级的文书“{form.entry.form}”印不出来："
            f"字段{'、'.join(f'“{name}”' for name in fields)}只印 only 所列的取值"
        )
        place = key_of(form.node.at(["fields"]), next(iter(fields)))
        related = (Related(place, "文书的字段在这里"),)
        yield Diagnostic.warning(_CODE, message, value.span, related=related, help=_HELP)


class ValueLeftOff(ChainLint):
    """A value that a jurisdiction adds, and that a form it inherits leaves out."""

    code = _CODE
    source = "增加的后果、义务不印在文书上，申请人就没有被告知"
    tags = ("文书", "判断")
    search = _left_off
