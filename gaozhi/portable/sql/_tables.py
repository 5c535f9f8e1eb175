"""The table of a decision's rules, to which answers are joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from gaozhi.model import NO_RULE, DecisionTable, Provision, Rule
from gaozhi.portable.sql._dialects import Dialect

__all__ = ["RULE_COLUMNS", "rule_rows", "write_rules"]

RULE_COLUMNS: Final = (
    ("rule", "名称"),
    ("title", "标题"),
    ("effect", "给出的结论"),
    ("code", "结论的英文代码"),
    ("provisions", "所依据的文件和条款"),
    ("quotes", "条文的原话"),
    ("caveat", "答复要带上的提醒"),
)
"""The columns of the table, each with what it holds."""


def rule_rows(table: DecisionTable, day: date | None) -> Iterator[tuple[str | None, ...]]:
    """Yield a row for every rule that stands, with the texts of `RULE_COLUMNS`; None for none.

    Args:
        table: the decision.
        day: the day; None for all rules.

    """
    for rule in dict.fromkeys(one.rule.name for one in table.on(day)):
        found = next(one.rule for one in table.on(day) if one.rule.name == rule)
        if NO_RULE not in found.effects:
            yield _row(table, found, day)


def _row(table: DecisionTable, rule: Rule, day: date | None) -> tuple[str | None, ...]:
    basis = _in_force(rule.basis, day)
    places = dict.fromkeys(f"{one.document.label} {one.locator}" for one in basis)
    quotes = dict.fromkeys(one.quote for one in basis if one.quote)
    return (
        rule.name,
        rule.title,
        "、".join(rule.effects) or None,
        "、".join(map(table.answers.code, rule.effects)) or None,
        "；".join(places) or None,
        "\n".join(quotes) or None,
        rule.caveat,
    )


def _in_force(basis: Sequence[Provision], day: date | None) -> Sequence[Provision]:
    """Return the provisions whose document is in force; all where none is, or on no day."""
    found = [
        one
        for one in basis
        if day is not None
        and (one.document.since is None or one.document.since <= day)
        and (one.document.until is None or day <= one.document.until)
    ]
    return found or basis


def write_rules(table: DecisionTable, dialect: Dialect, name: str, day: date | None) -> str:
    """Return the statements that make the table of rules and fill it.

    Args:
        table: the decision.
        dialect: how they are written.
        name: the table's name.
        day: see `rule_rows`.

    """
    columns = ",\n".join(
        f"  {dialect.identifier(column)} {dialect.long_text}" for column, _ in RULE_COLUMNS
    )
    made = f"CREATE TABLE {name} (\n{columns}\n);\n"
    rows = (
        ", ".join("NULL" if text is None else dialect.string(text) for text in row)
        for row in rule_rows(table, day)
    )
    return made + "".join(" ".join(["INSERT INTO", name, "VALUES", f"({row});\n"]) for row in rows)
