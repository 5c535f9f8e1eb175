"""Reading a case that is in order, quickly; every other case is read by `gaozhi.engine.case`.

What a platform hands in a million times is a flat dictionary whose values have their types. For
that, each program has a reader of its own: the names and types are looked up in one table, and what
follows from what is one generated function. Whatever is out of the ordinary (nested data, dates as
text, a contradiction, a problem to report) is left to the reader that has a word for everything, so
that both always read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from gaozhi.engine.case import Case, make_case
from gaozhi.engine.exec_source import exec_source
from gaozhi.engine.lookup import ItemKey
from gaozhi.model import FactType, FactValue, Implication, Item, Program, Vocabulary

__all__ = ["Read", "generate_closing", "reader_of"]

Facts = dict[str, FactValue]
_SETS: Final = (list, tuple, set, frozenset)

_BOOL, _DATE, _ONE_OF, _SET_OF, _LEFT = range(5)
_KINDS: Final = {
    FactType.BOOL: _BOOL,
    FactType.DATE: _DATE,
    FactType.ONE_OF: _ONE_OF,
    FactType.SET_OF: _SET_OF,
}


Read = Callable[[Mapping[str, Any], "ItemKey | None", "date | str | None"], "Case | None"]
"""Facts, an item and a day -> the case, or None where it is to be read with care."""


def reader_of(program: Program) -> Read:
    """Return the reader of what is in order; made once for a program."""
    words = program.vocabulary
    table = _table(words)
    close, _ = generate_closing(words)
    the_date = words.roles.date
    since = program.first_day or date.min
    until = program.levels[0].document.until or date.max
    items = _Items(program, close)
    published = program.list.published if program.list is not None else date.min

    def read(given: Mapping[str, Any], item: ItemKey | None, on: date | str | None) -> Case | None:
        known: Facts = {}
        unknown = 0
        for key, value in given.items():
            try:
                name, kind, allowed = table[key]
            except Exception:  # noqa: BLE001 - a caller's object may raise anything
                return None
            if value is True or value is False:
                if kind != _BOOL:
                    return None
            elif value is None:
                unknown += 1
                continue
            elif kind == _ONE_OF:
                if type(value) is not str or value not in allowed:
                    return None
            elif kind == _DATE:
                if type(value) is not date:
                    return None
            elif kind == _SET_OF:
                if type(value) not in _SETS:
                    return None
                try:
                    value = frozenset(value)
                    if not value <= allowed:
                        return None
                except Exception:  # noqa: BLE001 - a caller's object may raise anything
                    return None
            else:
                return None
            known[name] = value
        if len(known) + unknown < len(given):
            # One fact under both its names: whether the values agree is for the other reader.
            return None
        if on is not None and (
            the_date is None or type(on) is not date or known.setdefault(the_date, on) != on
        ):
            return None
        chosen = None
        if item is not None:
            chosen = items.settle(item, known)
            if chosen is None:
                return None
        elif not close(known):
            return None
        if the_date not in known:
            return make_case(program, known, chosen, None)
        day = known[the_date]
        if type(day) is not date or not since <= day <= until:
            return None
        if chosen is not None and day < published:
            return None
        return make_case(program, known, chosen, day)

    return read


class _Items:
    """What naming an item settles."""

    __slots__ = ("_by_number", "_close", "_listed", "_presumes")

    def __init__(self, program: Program, close: Callable[[Facts], bool]) -> None:
        listed = program.list
        self._close = close
        self._listed = program.vocabulary.roles.listed
        self._by_number = {item.number: item for item in listed.items} if listed else {}
        self._presumes = dict(listed.presumes) if listed else {}

    def settle(self, key: ItemKey, known: Facts) -> Item | None:
        """Add what the item settles; return it, or None where anything is out of the ordinary."""
        item = self._by_number.get(key) if type(key) is int else None
        if item is None or item.since is not None or item.until is not None:
            return None
        if self._listed is not None and known.setdefault(self._listed, True) is not True:
            return None
        for stated in (item.facts, self._presumes):
            for name, value in stated.items():
                if known.setdefault(name, value) != value:
                    return None
            if not self._close(known):
                return None
        return item


def _table(words: Vocabulary) -> dict[object, tuple[str, int, frozenset[str]]]:
    """Return how every name, and every api name, is read: the fact's name, its kind, its values."""
    found: dict[object, tuple[str, int, frozenset[str]]] = {}
    for fact in words.facts.values():
        # Texts are checked, and numbers may be written in several ways.
        kind = _KINDS.get(fact.kind, _LEFT)
        how = (fact.name, kind, frozenset(fact.values))
        found[fact.name] = how
        found.setdefault(fact.api, how)
    return found


def generate_closing(words: Vocabulary) -> tuple[Callable[[Facts], bool], str]:
    """Return the function that adds what known facts imply, and its source.

    The function changes the facts it is given and returns whether they are free of contradiction.
    """
    constants: dict[str, object] = {}

    def constant(value: object, wish: str) -> str:
        name = f"{wish}{len(constants)}"
        constants[name] = value
        return name

    lines = ["while True:", "    more = False"]
    for rule in words.implications:
        lines += [f"    {line}" for line in _implied(rule, constant)]
    lines += ["    if not more:", "        return True"]
    head = ["def make(CONSTANTS):", "    def close(known):"]
    body = "\n".join([*head, *(f"        {line}" for line in lines), "    return close"])
    source = body.replace("CONSTANTS", ", ".join(constants))
    return exec_source(source, constants), source


def _implied(rule: Implication, constant: Callable[[object, str], str]) -> list[str]:
    given, then = constant(rule.given, "given"), constant(rule.then, "then")
    value = constant(rule.value, "value")
    same = "is" if isinstance(rule.value, bool) else "=="
    differs = f"not (known[{then}] {same} {value})"
    return [
        f"if {given} in known:",
        f"    if known[{given}] is True:",
        f"        if {then} not in known:",
        f"            known[{then}] = {value}",
        "            more = True",
        f"        elif {differs}:",
        "            return False",
        f"elif {then} in known and {differs}:",
        f"    known[{given}] = False",
        "    more = True",
    ]
