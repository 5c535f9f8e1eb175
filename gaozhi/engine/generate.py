"""Python source for a decision: one function that says at once which of its rules hold.

The source is made from the typed tree alone. What stands in the YAML never becomes source: names of
facts, values and dates are constants that the function is given, and a name is used as an
identifier only where Python takes it for one.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gaozhi.engine.exec_source import exec_source
from gaozhi.engine.layout import Line, laid_out
from gaozhi.logic import holding
from gaozhi.model import (
    All,
    Always,
    Among,
    AnyOf,
    Condition,
    DecisionTable,
    Empty,
    FactRef,
    Holds,
    Not,
    Order,
    Overlaps,
    Relation,
    Standing,
    parts_upwards,
)
from gaozhi.source import visible

__all__ = ["OPEN_CAVEATS", "Generated", "Known", "generate"]

Known = Mapping[str, Any]

OPEN_CAVEATS: Final = 1
"""The bit that says that a fact which only caveats read is missing."""

_OPERATORS: Final = {
    Relation.BEFORE: "<",
    Relation.UP_TO: "<=",
    Relation.EQUAL: "==",
    Relation.FROM: ">=",
    Relation.AFTER: ">",
}


@dataclass(frozen=True, slots=True)
class Generated:
    """The functions of one decision on the days of one version.

    Attributes:
        held: known facts -> the bits of the rules that hold; raises KeyError where a fact is
            missing that a rule with an effect needs. The rule at place n has bit ``2 << n``.
        truths: known facts -> for every rule with an effect, in order, whether its own condition is
            true, false, or None while facts are missing.
        noted: the same for every rule without an effect.
        source: what was compiled.

    """

    held: Callable[[Known], int]
    truths: Callable[[Known], tuple[bool | None, ...]]
    noted: Callable[[Known], tuple[bool | None, ...]]
    source: str
    _constants: Mapping[str, object] = field(repr=False)
    _lines: tuple[Line, ...] = field(repr=False)

    @property
    def shown(self) -> str:
        """What was compiled, laid out with notes for a reader, and what every constant is."""
        legend = [f"# {key} = {_noted(value)}" for key, value in self._constants.items()]
        body = [row for line, note in self._lines for row in laid_out(line, _noted(note))]
        return "\n".join([*legend, "", *body]) + "\n"


def generate(table: DecisionTable, standing: Sequence[Standing]) -> Generated:
    """Return the functions for the rules that stand on some days, free of dates in force."""
    writer = _Writer()
    name = writer.identifier(table.spec.name)
    beside = writer.identifier(f"{name}_三值")
    noting = writer.identifier(f"{name}_提示_三值")
    two = _TwoValued(writer, table, standing).lines(name)
    giving = [one.own for one in standing if one.rule.effects]
    others = [one.own for one in standing if not one.rule.effects]
    three = _ThreeValued(writer, giving).lines(beside)
    noted = _ThreeValued(writer, others).lines(noting)
    body = [*two, ("", ""), *three, ("", ""), *noted]
    head = f"def make({', '.join(writer.constants)}):"
    inner = [*body, (f"return {name}, {beside}, {noting}", "")]
    source = "\n".join([head, *(f"    {line}" if line else "" for line, _ in inner)]) + "\n"
    held, truths, noted = exec_source(source, writer.constants)
    return Generated(held, truths, noted, source, writer.constants, tuple(body))


def _noted(value: object) -> str:
    said = "、".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)
    return "".join(map(visible, " ".join(said.split())))


@dataclass(slots=True)
class _Writer:
    """Identifiers and constants of one piece of source."""

    constants: dict[str, Any] = field(default_factory=dict)
    _names: dict[tuple[type, Any], str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=lambda: {"make", "known", "held", "KeyError"})
    _used: dict[str, int] = field(default_factory=dict)

    def identifier(self, wish: str) -> str:
        """Return an identifier as near to a wish as Python allows, and used only once."""
        plain = unicodedata.normalize("NFKC", wish.replace(".", "_"))
        if not plain.isidentifier() or keyword.iskeyword(plain) or plain.startswith("_"):
            plain = "值"
        name = plain
        while name in self._taken:
            count = self._used[plain] = self._used.get(plain, 1) + 1
            name = f"{plain}_{count}"
        self._taken.add(name)
        return name

    def local(self, wish: str) -> str:
        """Return an identifier inside a function; constants have theirs by then."""
        return self.identifier(wish)

    def constant(self, value: object, wish: str) -> str:
        """Return the name under which a constant is given to the function."""
        key = (type(value), value)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self.identifier(wish)
            self.constants[name] = value
        return name

    def fact(self, name: str) -> str:
        """Return the name of the constant that is a fact's name."""
        return self.constant(name, name)


@dataclass(slots=True)
class _TwoValued:
    """Writes the function for known facts: plain tests, in the order of the rules.

    Every fact is looked up where it is read, so that a missing one is missed only where the test
    comes to it.
    """

    writer: _Writer
    table: DecisionTable
    standing: Sequence[Standing]

    def lines(self, name: str) -> Iterator[Line]:
        """Yield the lines, each with its note."""
        giving = [(place, one) for place, one in enumerate(self.standing) if one.rule.effects]
        noting = [(place, one) for place, one in enumerate(self.standing) if not one.rule.effects]
        yield f"def {name}(known):", "成立的规则，每条一位"
        yield "    held = 0", ""
        yield from _indented(self._each(giving))
        if noting:
            yield "    try:", "只带提示的规则"
            yield from _indented(self._each(noting), 2)
            yield "    except KeyError:", "提示所看的事实不全，留待需要时再看"
            yield f"        held |= {OPEN_CAVEATS}", ""
        yield "    return held", ""

    def _each(self, rules: Sequence[tuple[int, Standing]]) -> Iterator[Line]:
        kinds = ((bool(one.rule.effects), one.rule.otherwise) for _, one in rules)
        own = [self.test(one.own) for _, one in rules]
        tests = holding(self.table.spec.combine, kinds, own, _unless_held)
        for (place, one), test in zip(rules, tests, strict=True):
            if test == "True":
                yield f"held |= {2 << place}", one.rule.name
            else:
                yield f"if {test}:", one.rule.name
                yield f"    held |= {2 << place}", ""

    def test(self, condition: Condition) -> str:
        """Return the expression that is true where a condition holds."""
        written: dict[int, str] = {}
        for part in parts_upwards(condition):
            written[id(part)] = self._test(part, written)
        return written[id(condition)]

    def _test(self, condition: Condition, written: Mapping[int, str]) -> str:
        """Return the expression of a condition whose parts are written."""
        match condition:
            case Always(value):
                return str(value)
            case Not(Empty(fact)):
                return self._value(fact)
            case Not(part):
                return f"not {_bracketed(written[id(part)])}"
            case All(parts):
                return " and ".join(_bracketed(written[id(part)]) for part in parts)
            case AnyOf(parts):
                return " or ".join(_bracketed(written[id(part)]) for part in parts)
            case _:
                return _atom(condition, self._value, self.writer)

    def _value(self, fact: str) -> str:
        return f"known[{self.writer.fact(fact)}]"


@dataclass(slots=True)
class _ThreeValued:
    """Writes the function for facts that may be missing: Kleene's strong logic, step by step."""

    writer: _Writer
    conditions: Sequence[Condition]
    steps: list[str] = field(default_factory=list)
    local: dict[int, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def lines(self, name: str) -> Iterator[Line]:
        """Yield the lines, each with its note."""
        yield f"def {name}(known):", "事实不全时：True、False，或者 None（还不能定）"
        found = [self.step(condition) for condition in self.conditions]
        yield from (("    " + step, "") for step in self.steps)
        yield f"    return ({', '.join(found)}{',' if found else ''})", ""

    def step(self, condition: Condition) -> str:
        """Write the steps for a condition; return the name of its truth."""
        for part in parts_upwards(condition, self.local):
            if isinstance(part, Holds):
                self.local[id(part)] = self._value(part.fact)
                continue
            written = self._written(part)
            local = self.local[id(part)] = self.writer.local("步")
            self.steps.append(f"{local} = {written}")
        return self.local[id(condition)]

    def _written(self, condition: Condition) -> str:
        """Return the expression of a condition whose parts have their steps."""
        match condition:
            case Always(value):
                return str(value)
            case Not(part):
                one = self.local[id(part)]
                return f"None if {one} is None else not {one}"
            case All(parts):
                return self._joined(parts, settling=False)
            case AnyOf(parts):
                return self._joined(parts, settling=True)
            case _:
                facts = list(dict.fromkeys(_facts_of(condition)))
                missing = " or ".join(f"{self._value(fact)} is None" for fact in facts)
                return f"None if {missing} else {_atom(condition, self._value, self.writer)}"

    def _joined(self, parts: Sequence[Condition], *, settling: bool) -> str:
        steps = list(dict.fromkeys(self.local[id(part)] for part in parts))
        settled = " or ".join(f"{step} is {settling}" for step in steps)
        unknown = " or ".join(f"{step} is None" for step in steps)
        return f"{settling} if {settled} else None if {unknown} else {not settling}"

    def _value(self, fact: str) -> str:
        local = self.facts.get(fact)
        if local is None:
            name = self.writer.fact(fact)
            local = self.facts[fact] = self.writer.local(f"是_{fact}")
            self.steps.append(f"{local} = known.get({name})")
        return local


def _unless_held(test: str, others: Sequence[str]) -> str:
    """Return the test that none of the rules before holds, which are those that it waits for."""
    if not others:
        return test
    return "not held" if test == "True" else f"not held and {_bracketed(test)}"


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text


def _indented(lines: Iterable[Line], depth: int = 1) -> Iterator[Line]:
    return (("    " * depth + line, note) for line, note in lines)


def _facts_of(part: Condition) -> Iterator[str]:
    match part:
        case Order(fact, _, FactRef(other)):
            yield from (fact, other)
        case Holds(fact) | Among(fact) | Overlaps(fact) | Empty(fact) | Order(fact):
            yield fact
        case _:
            return


def _atom(atom: Condition, value: Callable[[str], str], writer: _Writer) -> str:
    """Return the expression of one comparison, its constants given by name."""
    match atom:
        case Holds(fact):
            return value(fact)
        case Among(fact, values) if len(values) == 1:
            (only,) = values
            return f"{value(fact)} == {writer.constant(only, only)}"
        case Among(fact, values):
            return f"{value(fact)} in {writer.constant(values, '其中')}"
        case Overlaps(fact, values):
            return f"not {writer.constant(values, '其中')}.isdisjoint({value(fact)})"
        case Empty(fact):
            return f"not {value(fact)}"
        case Order(fact, relation, FactRef(other)):
            return f"{value(fact)} {_OPERATORS[relation]} {value(other)}"
        case Order(fact, relation, operand):
            return f"{value(fact)} {_OPERATORS[relation]} {writer.constant(operand, '界限')}"
        case _:
            raise TypeError(f"no comparison: {type(atom).__name__}")
