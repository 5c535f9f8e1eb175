"""Lint findings about one jurisdiction: rules that are sound, yet hardly meant as written."""

from gaozhi.compiler.lint._chain import Chain, Key
from gaozhi.compiler.lint._conditions import constant_conditions
from gaozhi.compiler.lint._contradictions import check_contradictions, check_duties
from gaozhi.compiler.lint._dates import ill_matched_dates
from gaozhi.compiler.lint._replaced import idle_replacements
from gaozhi.compiler.lint._rules import idle_rules
from gaozhi.compiler.lint._size import large_decisions

__all__ = [
    "Chain",
    "Key",
    "check_contradictions",
    "check_duties",
    "constant_conditions",
    "idle_replacements",
    "idle_rules",
    "ill_matched_dates",
    "large_decisions",
]
