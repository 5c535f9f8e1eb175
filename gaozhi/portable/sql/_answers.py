"""The columns of answers, from what a row can come to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Final

from gaozhi.logic import IMPOSSIBLE, Node
from gaozhi.model import (
    NO_RULE,
    NO_RULE_CODE,
    PENDING,
    PENDING_CODE,
    Combine,
    DecisionSpec,
    Rule,
)
from gaozhi.portable.sql._diagrams import Prepared
from gaozhi.portable.sql._expressions import FALSE, Expr, all_of, any_of, expr, listed, raw
from gaozhi.portable.sql._nodes import Reached, below
from gaozhi.portable.sql._reading import Reading
from gaozhi.portable.sql._rows import cells_of_rows

__all__ = ["WORDS", "Answers"]

WORDS: Final = (
    "outcome",
    "code",
    "settled",
    "possible",
    "values",
    "pending",
    "grounds",
    "rules",
)
"""What can be asked for of every row; ``rules`` is a column for every rule."""

_NO, _YES, _OPEN = 1, 2, 3
_FEW: Final = 4
"""Of so many values every list is a constant."""


def _bit_of(spec: DecisionSpec) -> Callable[[Hashable], int]:
    places: Mapping[Hashable, int] = {value: at for at, value in enumerate(spec.values)}

    def bit(value: Hashable) -> int:
        if isinstance(value, bool):
            return _YES if value else _NO
        return 0 if value is None or value == IMPOSSIBLE else 1 << places[value]

    return bit


class Answers:
    """The columns of answers.

    Args:
        spec: the decision.
        rules: the rules that stand.
        prepared: its diagrams.
        reading: the facts of a row.
        words: what is asked for, of `WORDS`.

    Raises:
        TooLarge: the diagrams are too large for a statement.

    """

    def __init__(
        self,
        spec: DecisionSpec,
        rules: Sequence[Rule],
        prepared: Prepared,
        reading: Reading,
        words: Sequence[str],
    ) -> None:
        self._spec = spec
        self._rules = rules
        self._values = reading.values
        self._dialect = reading.values.dialect
        self._collects = spec.combine is Combine.ALL
        looked_at = [
            node
            for rule, node in zip(rules, prepared.rules, strict=True)
            if self._looks_at(rule, words)
        ]
        roots = [*prepared.outcome, *looked_at]
        self.nodes = below(roots)
        cells = cells_of_rows(prepared, self.nodes, reading)
        reached = Reached(self._values, cells, _bit_of(spec), self.nodes)
        bind = self._values.columns.bind
        wrong = [
            expr("WHEN {} THEN {}", when, raw(self._dialect.string(code)))
            for when, code in reading.wrong
        ]
        self._wrong = bind(listed("CASE {} END", wrong, " ")) if wrong else None

        def guarded(node: Node) -> Expr:
            found = reached.of(node)
            if self._wrong is not None:
                found = expr("CASE WHEN {} IS NULL THEN {} END", self._wrong, found)
            return bind(found)

        self._came = [guarded(node) for node in prepared.outcome]
        self._holds = {
            rule.name: guarded(node)
            for rule, node in zip(rules, prepared.rules, strict=True)
            if self._looks_at(rule, words)
        }

    def _looks_at(self, rule: Rule, words: Sequence[str]) -> bool:
        """Whether some words say of a rule whether it holds."""
        if "rules" in words or ("grounds" in words and rule.effects):
            return True
        return self._collects and NO_RULE in rule.effects

    @property
    def error(self) -> Expr:
        """The code of what is wrong with a row; NULL where nothing is."""
        return self._wrong or self._dialect.null_text()

    def columns(self, words: Sequence[str]) -> Iterator[tuple[str, Expr]]:
        """Yield the name and the expression of every column of answers."""
        for word in words:
            if word == "rules":
                yield from self._rule_columns()
            else:
                yield word, self._word(word)

    def _word(self, word: str) -> Expr:
        match word:
            case "outcome":
                return self._outcome_words(str, NO_RULE, PENDING)
            case "code":
                return self._outcome_words(self._spec.code, NO_RULE_CODE, PENDING_CODE)
            case "settled":
                return self._settled
            case "possible":
                return self._possible
            case "values":
                return self._collected(_YES)
            case "pending":
                return self._collected(_OPEN)
        assert word == "grounds", word
        return self._grounds

    # -- one value, or a list --------------------------------------------------------------------

    def _text(self, value: str) -> Expr:
        return raw(self._dialect.string(value))

    @cached_property
    def _no_rule(self) -> Expr:
        """The condition that the documents have no rule."""
        if not self._collects:
            if NO_RULE not in self._spec.values:
                return FALSE
            return self._is_alone(NO_RULE)
        return any_of(
            expr(f"{{}} = {_YES}", self._holds[rule.name])
            for rule in self._rules
            if NO_RULE in rule.effects
        )

    def _is_alone(self, value: str) -> Expr:
        return expr("{} = {}", self._came[0], raw(str(1 << self._spec.values.index(value))))

    @property
    def _some_pending(self) -> Expr:
        return any_of(expr(f"{{}} = {_OPEN}", came) for came in self._came)

    def _outcome_words(self, of: Callable[[str], str], no_rule: str, pending: str) -> Expr:
        if self._collects:
            cases = [(self._no_rule, no_rule), (self._some_pending, pending)]
        else:
            cases = [(self._is_alone(value), of(value)) for value in self._spec.values]
            cases.append((expr("{} IS NOT NULL", self._came[0]), pending))
        said = [
            expr("WHEN {} THEN {}", when, self._text(text)) for when, text in cases if when != FALSE
        ]
        return listed("CASE {} END", said, " ") if said else self._dialect.null_text()

    @property
    def _settled(self) -> Expr:
        if self._collects:
            settled = any_of([self._no_rule, expr("NOT {}", self._some_pending)])
        else:
            settled = any_of(self._is_alone(value) for value in self._spec.values)
        return self._if_answered(self._dialect.truth(settled))

    def _if_answered(self, found: Expr) -> Expr:
        if self._wrong is None:
            return found
        return expr("CASE WHEN {} IS NULL THEN {} END", self._wrong, found)

    def _list(self, values: Sequence[tuple[Expr, str]]) -> Expr:
        found = self._dialect.list_of(values) if values else self._dialect.list_literal(())
        return self._if_answered(found)

    @property
    def _possible(self) -> Expr:
        if self._collects:
            return self._list(())
        values = [value for value in self._spec.values if value != NO_RULE]
        came = self._came[0]
        bits = {value: 1 << at for at, value in enumerate(self._spec.values)}
        if len(self._spec.values) > _FEW:
            no_rule = [(self._no_rule, NO_RULE)] if NO_RULE in bits else []
            said = [(expr("{} <> 0", self._dialect.bits(came, bits[v])), v) for v in bits]
            found = self._list(said)
            if not no_rule:
                return found
            nothing = self._dialect.list_literal(())
            return expr("CASE WHEN {} THEN {} ELSE {} END", self._no_rule, nothing, found)
        cases = [
            expr(
                "WHEN {} THEN {}",
                raw(str(sum(bits[one] for one in some))),
                self._dialect.list_literal(() if some == (NO_RULE,) else some),
            )
            for count in range(1, len(bits) + 1)
            for some in combinations(self._spec.values, count)
        ]
        assert values or NO_RULE in bits
        return expr("CASE {} {} END", came, listed("{}", cases, " "))

    def _collected(self, truth: int) -> Expr:
        if not self._collects:
            return self._list(())
        return self._list(
            [
                (expr(f"{{}} = {truth}", came), value)
                for came, value in zip(self._came, self._spec.values, strict=True)
            ]
        )

    # -- rules -----------------------------------------------------------------------------------

    @property
    def _giving(self) -> list[Rule]:
        return [rule for rule in self._rules if NO_RULE not in rule.effects]

    @property
    def _grounds(self) -> Expr:
        rules = [rule for rule in self._giving if rule.effects]
        given = dict.fromkeys(value for rule in rules for value in rule.effects)
        jointly = {value: self._only_open(value) for value in given}
        sure = [(expr(f"{{}} = {_YES}", self._holds[rule.name]), rule.name) for rule in rules]
        open_ = [
            (
                all_of(
                    [
                        expr(f"{{}} = {_OPEN}", self._holds[rule.name]),
                        any_of(jointly[value] for value in rule.effects),
                    ]
                ),
                rule.name,
            )
            for rule in rules
        ]
        return self._list([*sure, *open_])

    def _only_open(self, value: str) -> Expr:
        """Return the condition that a value has come out, and no rule certainly gives it."""
        if self._collects:
            came = expr(f"{{}} = {_YES}", self._came[self._spec.values.index(value)])
        else:
            came = self._is_alone(value)
        others = [
            expr(f"{{}} <> {_YES}", self._holds[rule.name])
            for rule in self._rules
            if value in rule.effects
        ]
        truth = expr("CASE WHEN {} THEN 1 ELSE 0 END", all_of([came, *others]))
        return expr("{} = 1", self._values.columns.bind(truth))

    def _rule_columns(self) -> Iterator[tuple[str, Expr]]:
        for rule in self._giving:
            holds = self._holds[rule.name]
            if self._dialect.booleans:
                no, yes = self._dialect.literal(value=False), self._dialect.literal(value=True)
                yield (
                    rule.name,
                    expr(
                        f"CASE {{}} WHEN {_YES} THEN {{}} WHEN {_NO} THEN {{}} END", holds, yes, no
                    ),
                )
            else:
                for word, numbers in (("真", (_YES,)), ("可能真", (_YES, _OPEN))):
                    said = " ".join(
                        f"WHEN {one} THEN {int(one in numbers)}" for one in (_NO, _YES, _OPEN)
                    )
                    yield f"{rule.name}_{word}", expr(f"CASE {{}} {said} END", holds)
