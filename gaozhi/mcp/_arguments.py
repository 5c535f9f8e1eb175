"""Reading the arguments of a tool: of the right names and types, and without identity numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from gaozhi.errors import CaseError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.source import Diagnostic, described, did_you_mean, mask, shown

__all__ = ["Arguments", "refuse"]


def refuse(code: str, message: str, help: str, *path: str) -> NoReturn:
    """Raise the error of a call that cannot be answered.

    Args:
        code: the diagnostic's.
        message: what is wrong.
        help: the way out.
        path: the argument.

    """
    raise CaseError([Diagnostic.error(code, message, help=help, path=path)])


class Arguments:
    """The arguments of a call.

    Args:
        given: what was sent.
        schema: the tool's.

    Raises:
        CaseError: one is unknown, missing, or holds an identity number.

    """

    def __init__(self, given: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
        known = schema["properties"]
        for name in given:
            if name not in known:
                help = did_you_mean(name, known, f"可写：{'、'.join(known) or '无'}")
                refuse("GZ791", f"没有“{shown(name)}”这个参数", help, shown(name))
        for name in schema.get("required", ()):
            if given.get(name) is None:
                refuse("GZ791", f"缺少参数 {name}", known[name]["description"], name)
        for path in _numbers(given):
            where = ".".join(mask(part) for part in path)
            message = f"{shown(where)} 里像有证件号码，不收"
            help = "判断不需要证件号码：去掉它再问。已经发来的，请在对话里也删去"
            refuse("GZ790", message, help, *(mask(part) for part in path))
        self._given = given
        self._known = known

    def text(self, name: str) -> str | None:
        """Return a text; None where there is none."""
        found = self._given.get(name)
        if found is not None and not (isinstance(found, str) and found):
            self._wrong(name, "文本")
        return found

    def required(self, name: str) -> str:
        """Return a text that has to be there."""
        found = self.text(name)
        assert found is not None
        return found

    def day(self, name: str) -> date | None:
        """Return a day; None where there is none."""
        found = self.text(name)
        try:
            return None if found is None else date.fromisoformat(found)
        except ValueError:
            self._wrong(name, "日期，如 2026-03-01")

    def count(self, name: str, usual: int, most: int) -> int:
        """Return a whole number.

        Args:
            name: the argument's name.
            usual: what it is where it is not said.
            most: the largest.

        """
        found = self._given.get(name)
        if found is None:
            return usual
        if isinstance(found, bool) or not isinstance(found, int) or not 0 < found <= most:
            self._wrong(name, f" 1 至 {most} 的整数")
        return found

    def item(self, name: str) -> int | dict[str, str] | None:
        """Return what names an item: its number, or names; None where there is none."""
        found = self._given.get(name)
        if found is None or (isinstance(found, int) and not isinstance(found, bool)):
            return found
        if isinstance(found, str) and found:
            return {"certificate": found}
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            self._wrong(name, "清单的序号、证明的名称，或者 {certificate, matter}")
        return found

    def facts(self, name: str, county: Jurisdiction) -> dict[str, Any]:
        """Return the facts of a case, without identity numbers.

        Args:
            name: the argument's name.
            county: whose words say which facts are identity numbers.

        Raises:
            CaseError: one is, whatever its value.

        """
        found = self._given.get(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            self._wrong(name, "事实的名称和值，如 {申请人.愿意承诺: true}")
        facts = [one for one in county.vocabulary.facts.values() if one.identity]
        private = {one: fact.name for fact in facts for one in (fact.name, fact.api)}
        for path, value in _leaves(found, ()):
            named = private.get(".".join(path))
            if named is not None and value is not None:
                message = f"“{named}”是证件号码，不收"
                refuse("GZ790", message, "判断不需要它：去掉再问", name, *path)
        return {key: _plain(value) for key, value in found.items()}

    def _wrong(self, name: str, expected: str) -> NoReturn:
        message = f"参数 {name} 应为{expected}，而不是{described(self._given[name])}"
        refuse("GZ791", message, self._known[name]["description"], name)


def _numbers(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the places of what looks like an identity number."""
    match value:
        case dict():
            for key, one in value.items():
                if mask(str(key)) != str(key):
                    yield (*path, str(key))
                yield from _numbers(one, (*path, str(key)))
        case list():
            for one in value:
                yield from _numbers(one, path)
        case str() | int() | float():
            if mask(str(value)) != str(value):
                yield path or ("arguments",)


def _leaves(value: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, one in value.items():
        if isinstance(one, dict):
            yield from _leaves(one, (*path, key))
        else:
            yield (*path, key), one


def _plain(value: object) -> object:
    """Return a value as a case takes it: JSON's fractions are decimals."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return Decimal(str(value)) if isinstance(value, float) else value
