"""Reading ``values:`` of a jurisdiction: what it adds to the values of a decision or a fact."""

from __future__ import annotations

from dataclasses import replace

from gaozhi.language._catalog import AddedValueEntry, ValuesEntry
from gaozhi.language._validation import validate
from gaozhi.language._words import Words, check_code, check_reserved
from gaozhi.model import Combine, DecisionSpec, Fact, FactType
from gaozhi.source import Mapping, Node, Related, Scalar, Span, key_of

__all__ = ["read_values"]

_CHOICES = (FactType.ONE_OF, FactType.SET_OF)


def read_values(words: Words, root: Mapping) -> None:
    """Add the values that a file adds; each problem is reported, and its value left out."""
    written = root.get("values")
    for key, node in written.entries if isinstance(written, Mapping) else ():
        if validate(ValuesEntry, node, words.problems) is None:
            continue
        target = _target(words, key.raw, key.span)
        added = node.at(["add"])
        for one in () if target is None or isinstance(added, Scalar | Mapping) else added.items:
            entry = _entry(words, one)
            if entry is not None:
                _Adding(words, key.raw, one, entry).add()


def _target(words: Words, name: str, span: Span) -> Fact | DecisionSpec | None:
    """Return what values are added to, or None where it is nothing that has values."""
    fact = words.facts.get(name)
    if fact is not None and fact.kind not in _CHOICES:
        message = f"“{name}”是 {fact.kind}，没有可以增加的取值"
        help = "values 只写判断，和 one_of、set_of 的事实"
        return words.problems.error("GZ320", message, span, help=help)
    target = fact or words.decisions.get(name)
    if target is None:
        choices = [one.name for one in words.facts.values() if one.kind in _CHOICES]
        known = [*words.decisions, *choices]
        help = "照抄词汇表里的名称；自己的判断、事实，取值直接写在 values、type 里"
        message = f"没有判断或者选择的事实“{name}”"
        words.problems.unknown_name("GZ320", message, name, known, span, help)
    return target


def _entry(words: Words, node: Node) -> AddedValueEntry | None:
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value:
        return AddedValueEntry(value=node.value)
    return validate(AddedValueEntry, node, words.problems)


class _Adding:
    """Adds one value.

    Args:
        words: the words so far.
        name: the decision or fact that it is added to.
        node: the value's node.
        entry: the value as written.

    """

    def __init__(self, words: Words, name: str, node: Node, entry: AddedValueEntry) -> None:
        self._words = words
        self._problems = words.problems
        self._name = name
        self._node = node
        self._entry = entry
        self._place = node.at(["value"]).span

    def add(self) -> None:
        """Add the value, unless it has a problem."""
        target = self._words.decisions.get(self._name) or self._words.facts[self._name]
        value, before = self._entry.value, len(self._problems)
        self._check_new(target)
        check_reserved(value, self._place, self._problems)
        place = self._index(target)
        self._check_says_and_code(target)
        if len(self._problems) > before or place is None:
            return
        values = (*target.values[:place], value, *target.values[place:])
        code = self._entry.code
        codes = (*target.codes, *(() if code is None else ((value, code),)))
        self._words.added[self._name, value] = self._place
        if isinstance(target, Fact):
            self._words.facts[self._name] = replace(target, values=values, codes=codes)
            return
        meaning = self._entry.says
        says = (*target.says, *(() if meaning is None else ((value, meaning),)))
        self._words.decisions[self._name] = replace(target, values=values, codes=codes, says=says)

    def _check_new(self, target: Fact | DecisionSpec) -> None:
        value = self._entry.value
        if value in target.values:
            earlier = self._words.added.get((self._name, value))
            related = () if earlier is None else (Related(earlier, "已在这里增加"),)
            message = f"“{self._name}”已有取值“{value}”"
            help = "删去它；意思不同的，另起一个名称"
            self._problems.error("GZ319", message, self._place, related=related, help=help)

    def _index(self, target: Fact | DecisionSpec) -> int | None:
        """Return where the value goes; None where that is not stated, or stated wrongly."""
        entry, values = self._entry, target.values
        is_ordered = isinstance(target, DecisionSpec) and target.combine is Combine.STRONGEST
        stated = [key for key in ("before", "after") if getattr(entry, key) is not None]
        if not is_ordered:
            if stated:
                message = f"“{self._name}”的取值没有强弱，不写 {stated[0]}"
                help = f"删去 {'、'.join(stated)}，新的取值排在最后"
                self._problems.error("GZ321", message, key_of(self._node, stated[0]), help=help)
            return len(values)
        if len(stated) != 1:
            found = "没有说排在哪里" if not stated else "写了 before，又写了 after"
            message = f"“{self._name}”取最强的，新的取值“{entry.value}”{found}"
            help = f"写 before 或者 after 之一；从强到弱有：{'、'.join(values)}"
            self._problems.error("GZ321", message, self._node.span, help=help)
            return None
        (key,) = stated
        beside = str(getattr(entry, key))
        if beside not in values:
            message = f"“{self._name}”没有取值“{beside}”"
            place = self._node.at([key]).span
            self._problems.unknown_name("GZ321", message, beside, values, place)
            return None
        return values.index(beside) + (key == "after")

    def _check_says_and_code(self, target: Fact | DecisionSpec) -> None:
        entry = self._entry
        if entry.says is not None and isinstance(target, Fact):
            message, help = f"“{self._name}”是事实，取值没有 says", "删去 says"
            self._problems.error("GZ310", message, key_of(self._node, "says"), help=help)
        if entry.code is None:
            return
        place = self._node.at(["code"]).span
        check_reserved(entry.code, place, self._problems)
        check_code(self._name, entry.code, place, self._problems)
        if entry.code in map(target.code, target.values):
            message = f"“{self._name}”的两个取值用了同一个代码“{entry.code}”"
            self._problems.error("GZ310", message, place, help="换一个代码")
