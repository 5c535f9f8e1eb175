"""Reading a case that is in order, quickly; every other case is read by `gaozhi.engine.case`.

What a platform hands in a million times are facts that are in order, an item of the list and a day.
For that, each program has a reader of its own: names and types are looked up in one table, and what
follows from what is one generated function. Whatever is out of the ordinary (a certificate off the
list, an item that comes or goes, a contradiction, a problem to report) is left to the reader that
has a word for everything, so that both always read the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from gaozhi.engine.case import Case, make_case
from gaozhi.engine.exec_source import exec_source
from gaozhi.engine.lookup import ItemKey
from gaozhi.model import (
    FactType,
    FactValue,
    Implication,
    Item,
    Program,
    Vocabulary,
    read_value,
)
from gaozhi.source import read_day

__all__ = ["Read", "generate_closing", "reader_of"]

Facts = dict[str, FactValue]
_HowRead = tuple[str, int, frozenset[str], Any]
"""The name of a fact, how it is read, its values, and the fact; of a group, its own table."""
_Table = Mapping[str, _HowRead]

_BOOL, _DATE, _ONE_OF, _SET_OF, _OTHER, _GROUP = range(6)
_KINDS: Final = {
    FactType.BOOL: _BOOL,
    FactType.DATE: _DATE,
    FactType.ONE_OF: _ONE_OF,
    FactType.SET_OF: _SET_OF,
}
_NAMES: Final = ("certificate", "matter")


Read = Callable[[Mapping[str, Any], "ItemKey | None", "date | str | None"], "Case | None"]
"""Facts, an item and a day -> the case, or None where it is to be read with care."""


def reader_of(program: Program) -> Read:
    """Return the reader of what is in order; made once for a program."""
    words = program.vocabulary
    table = _table(_names(words))
    close, _ = generate_closing(words)
    the_date = words.roles.date
    since = program.first_day or date.min
    until = program.levels[0].document.until or date.max
    items = _Items(program, close)
    published = program.list.published if program.list is not None else date.min

    def read(given: Mapping[str, Any], item: ItemKey | None, on: date | str | None) -> Case | None:
        known: Facts = {}
        chosen: Item | None = None
        overridden: list[str] = []
        try:
            if not _take(given, known, table):
                return None
            if on is not None:
                day = on if type(on) is date else read_day(on)
                if the_date is None or known.setdefault(the_date, day) != day:
                    return None
            if item is not None:
                chosen = items.named(item)
                if chosen is None:
                    return None
        except Exception:  # noqa: BLE001 - a caller's object may raise anything
            return None
        if chosen is not None and not items.settle(chosen, known, overridden):
            return None
        if not close(known):
            return None
        if the_date not in known:
            return make_case(program, known, chosen, None, tuple(overridden))
        found = known[the_date]
        if type(found) is not date or not since <= found <= until:
            return None
        if chosen is not None and found < published:
            return None
        return make_case(program, known, chosen, found, tuple(overridden))

    return read


def _take(given: Mapping[str, Any], known: Facts, table: _Table) -> bool:
    """Add facts to those known, flat or nested; return whether all of them are in order.

    Args:
        given: facts by name.
        known: takes them, by the names of the facts.
        table: how every name is read that can stand here.

    """
    expected = len(known) + len(given)
    for key, value in given.items():
        name, kind, allowed, more = table[key]
        if value is True or value is False:
            if kind != _BOOL:
                return False
        elif value is None:
            expected -= 1
            continue
        elif kind == _ONE_OF:
            if type(value) is not str or value not in allowed:
                return False
        elif kind == _SET_OF and type(value) is list:
            value = frozenset(value)
            if not value <= allowed:
                return False
        elif kind == _GROUP:
            before = len(known)
            if type(value) is not dict or not value or not _take(value, known, more):
                return False
            expected += len(known) - before - 1
            continue
        elif kind != _DATE or type(value) is not date:
            value = read_value(more, value)
        known[name] = value
    # One fact under both its names: whether the values agree is for the other reader.
    return len(known) == expected


class _Items:
    """What naming an item settles."""

    __slots__ = ("_by_name", "_by_number", "_close", "_listed", "_presumes")

    def __init__(self, program: Program, close: Callable[[Facts], bool]) -> None:
        items = program.list.items if program.list else ()
        self._close = close
        self._listed = program.vocabulary.roles.listed
        # Names that two items share, of two kinds, are looked for with care.
        names = Counter((item.certificate, item.matter) for item in items)
        self._by_number = {item.number: item for item in reversed(items)}
        single = (item for item in items if names[item.certificate, item.matter] == 1)
        self._by_name = {(item.certificate, item.matter): item for item in single}
        self._presumes = dict(program.list.presumes) if program.list else {}

    def named(self, key: ItemKey) -> Item | None:
        """Return the item of that number or those names that is always on the list."""
        item: Item | None = None
        if type(key) is int:
            item = self._by_number.get(key)
        elif type(key) is dict and len(key) == len(_NAMES):
            item = self._by_name.get((key["certificate"], key["matter"]))
        elif type(key) is Item and self._by_number.get(key.number) is key:
            item = key
        return None if item is None or item.since is not None or item.until is not None else item

    def settle(self, item: Item, known: Facts, overridden: list[str]) -> bool:
        """Add what an item settles; return whether the case is in order with it.

        Args:
            item: the item.
            known: the facts that the case brings, which are added to.
            overridden: takes the names of the presumptions that the case overrides.

        """
        if self._listed is not None and known.setdefault(self._listed, True) is not True:
            return False
        for name, value in item.facts.items():
            if known.setdefault(name, value) != value:
                return False
        if not self._close(known):
            return False
        for name, value in self._presumes.items():
            if known.setdefault(name, value) != value and name not in item.facts:
                overridden.append(name)
        return True


def _table(names: Mapping[str, _HowRead]) -> _Table:
    """Return how names are read, and what begins with the same words as a group by these words."""
    groups: dict[str, dict[str, _HowRead]] = {}
    for name, how in names.items():
        for dot in (at for at, sign in enumerate(name) if sign == "."):
            groups.setdefault(name[:dot], {})[name[dot + 1 :]] = how
    return {
        **{key: (key, _GROUP, frozenset(), _table(inner)) for key, inner in groups.items()},
        **names,
    }


def _names(words: Vocabulary) -> dict[str, _HowRead]:
    """Return how every name, and every api name, of a fact is read."""
    facts = words.facts.values()
    how = {f.name: (f.name, _KINDS.get(f.kind, _OTHER), frozenset(f.values), f) for f in facts}
    return {**{fact.api: how[fact.name] for fact in facts}, **how}


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
