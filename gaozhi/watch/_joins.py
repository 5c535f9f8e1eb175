"""Joins by durable-rules: the one host of the process, behind one lock, fed only what is safe.

What reaches it is a handful of facts with fields of our own naming, each an integer or a keyed
digest, every one of which some condition matches; the state is deleted as soon as it has answered.

Two defects of 2.0.28 end the process where a join fails, and are met here:
- deleting a state on which no action ever ran frees memory that was never set: so every ruleset has
  a rule that the first event alone matches, and nothing is deleted before it ran;
- when the last condition of a join is the one that fails, the search for the end of the conditions
  runs past it, through memory of others: so the last one compares what is always the same.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any, Final

from gaozhi.errors import GaozhiError
from gaozhi.model import Absence, WatchRule
from gaozhi.source import Diagnostic

HEAD: Final = "head"
"""The field that marks a rule's first event."""
AT: Final = "at"
"""The field that holds an event's place in the order of time."""
NUMBER: Final = "n"
"""The field that tells the facts apart."""

_SAME: Final = "same"
"""The field in which all facts agree."""

Pair = tuple[str, int, int]
"""Which join held, and the numbers of the two events that it joined."""

_ORDER: Final = {"earlier": "$lt", "later": "$gt"}
_STATE: Final = "one"
_UNUSABLE: Final = (3, 13)
"""The first Python that durable-rules 2.0.28 cannot be loaded by."""
_BEGUN: Final = "begun"
"""The rule that the first event alone matches; no mark is called so."""


def present(index: int) -> str:
    """Return the mark of the events that a rule's pattern may mean."""
    return f"p{index}"


def absent(index: int, place: int) -> str:
    """Return the mark of the events that must not be there beside a pattern's."""
    return f"a{index}_{place}"


class Joins:
    """The joins of one rule, as durable-rules makes them.

    Raises:
        GaozhiError: the extra is not installed.

    """

    def __init__(self, rule: WatchRule) -> None:
        self._rules = _rules_of(rule)
        self._name = json.dumps(self._rules, sort_keys=True)
        with _HOST.lock:
            _HOST.register(self._name, self._rules)

    def pairs(self, facts: Sequence[Mapping[str, int | str]]) -> list[Pair]:
        """Return every pair that a join joins.

        Args:
            facts: the events; each must carry a mark, since one that nothing matches is refused
                by durable-rules in a way that leaves its state unusable.

        """
        with _HOST.lock:
            return _HOST.ask(self._name, self._rules, facts)


def _rules_of(rule: WatchRule) -> dict[str, Any]:
    """Return the joins as durable-rules reads them: first event and other, other and absent."""
    found: dict[str, Any] = {_BEGUN: {"all": [{"x": {HEAD: 1}}], "run": _BEGUN}}
    for index, pattern in enumerate(rule.patterns):
        mark = HEAD if index == 0 else present(index)
        if index > 0:
            found[mark] = _join(HEAD, mark, pattern)
        for place, missing in enumerate(pattern.without):
            found[absent(index, place)] = _join(mark, absent(index, place), missing)
    return found


def _join(left: str, right: str, related: Absence) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [{right: 1}, {"$neq": {NUMBER: {"x": NUMBER}}}]
    conditions += [{link: {"x": link}} for link in related.same]
    conditions += [{"$neq": {link: {"x": link}}} for link in related.other]
    if related.order is not None:
        conditions.append({_ORDER[related.order]: {AT: {"x": AT}}})
    conditions.append({_SAME: {"x": _SAME}})
    return {"all": [{"x": {left: 1}}, {"y": {"$and": conditions}}], "run": right}


class _Host:
    """The host, made when it is first wanted. Whoever calls holds `lock`."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._host: Any = None
        self._rulesets: dict[str, str] = {}
        self._found: list[Pair] = []
        self._begun = False

    def register(self, shape: str, rules: Mapping[str, Any]) -> str:
        """Return the name of the ruleset of this shape; rules that join alike share one."""
        name = self._rulesets.get(shape)
        if name is None:
            host = self._made()
            name = f"w{len(self._rulesets)}"
            # durable-rules takes the definition apart.
            host.register_rulesets({name: json.loads(json.dumps(rules))})
            self._rulesets[shape] = name
        return name

    def ask(
        self, shape: str, rules: Mapping[str, Any], facts: Sequence[Mapping[str, int | str]]
    ) -> list[Pair]:
        """Return the pairs that the ruleset joins, its state deleted.

        Args:
            shape: the definition as text; rules of one shape share a ruleset.
            rules: the definition, as durable-rules takes it.
            facts: the events, each with its number, its place in time, its links and its marks.

        """
        name = self.register(shape, rules)
        self._found, self._begun = [], False
        told = [{**fact, _SAME: 1, "id": f"e{fact[NUMBER]}", "sid": _STATE} for fact in facts]
        try:
            self._host.assert_facts(name, told)
            swallowed = self._host.get_state(name, _STATE).get("exception")
            if swallowed is not None or not self._begun:
                raise RuntimeError(f"durable-rules did not answer: {swallowed}")
            self._host.delete_state(name, _STATE)
        except BaseException:
            # A state that was left in the middle cannot be deleted: that ends the process.
            self.renew()
            raise
        return self._found

    def renew(self) -> None:
        """Leave the host behind, and make another when one is wanted."""
        self._host = None
        self._rulesets = {}

    def _made(self) -> Any:  # noqa: ANN401 - durable-rules has no types
        if self._host is None:
            self._host = _quiet_host(self._action)
        return self._host

    def _action(self, name: str) -> Callable[[Any], None]:
        def begun(_: Any) -> None:  # noqa: ANN401 - as above
            self._begun = True

        def joined(closure: Any) -> None:  # noqa: ANN401 - as above
            pair = closure._m  # noqa: SLF001 - its only way to the facts as they were told
            self._found.append((name, pair["x"][NUMBER], pair["y"][NUMBER]))

        return begun if name == _BEGUN else joined


def _quiet_host(action: Callable[[str], Callable[[Any], None]]) -> Any:  # noqa: ANN401 - as above
    """Return a host that starts no thread of its own: no dispatcher, and no timers."""
    try:
        from durable.engine import Host
    except ImportError as error:
        if error.name not in ("durable", "durable.engine", "durable_rules_engine"):
            raise
        message = "没有安装附加依赖 watch（durable-rules）"
        help = (
            "不写 matcher，自带的匹配给出同样的提醒；"
            "或者用 pip 安装 gaozhi[watch]，它以源码发布，需要 C 编译器"
        )
        if sys.version_info >= _UNUSABLE:
            message = "附加依赖 watch（durable-rules）不能在 Python 3.13 及以后的版本上使用"
            help = "不写 matcher，自带的匹配给出同样的提醒"
        raise GaozhiError([Diagnostic.error("GZ559", message, help=help)]) from None

    class Quiet(Host):  # type: ignore[misc]
        def get_action(self, action_name: str) -> Callable[[Any], None]:
            return action(action_name)

        def _run(self) -> None:
            """Start nothing."""

    return Quiet()


_HOST: Final = _Host()


def _after_fork() -> None:
    # The lock may have been held by a thread that the child does not have.
    _HOST.lock = Lock()
    _HOST.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
