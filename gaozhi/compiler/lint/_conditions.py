"""Lints of constant conditions: true in every case, or in none."""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.compiler._conditions import lower
from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.language import (
    Junction,
    Negation,
    RemovalEntry,
    RuleEntry,
    RulesFolder,
    Syntax,
    read_condition,
)
from gaozhi.model import Always
from gaozhi.source import Diagnostic, Diagnostics, Node

__all__ = ["AlwaysTrue", "NeverTrue"]

_ALWAYS, _NEVER = "GZ574", "GZ575"


def _constant_conditions(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every condition, or the largest part of one, that is constant over all cases.

    References to a value that no rule gives are skipped: lower levels may have rules that do.
    """
    for level in chain.levels:
        for node, whole in _conditions(chain.folders[level]):
            syntax = read_condition(node, Diagnostics())
            if syntax is not None:
                yield from _constant_parts(chain, level, syntax, whole)


def _conditions(folder: RulesFolder) -> Iterator[tuple[Node, bool]]:
    """Yield the conditions of a folder, and whether one that never holds is reported elsewhere."""
    for source in folder.definitions:
        yield source.condition, False
    for entry in folder.entries:
        if isinstance(entry.entry, RuleEntry):
            if (when := entry.node.get("when")) is not None:
                yield when, True
            if (unless := entry.node.get("unless")) is not None:
                yield unless, False
    for duty in folder.duties:
        if not isinstance(duty.entry, RemovalEntry) and (node := duty.node.get("when")) is not None:
            yield node, False


def _constant_parts(
    chain: Chain, level: int, syntax: Syntax, reported: bool
) -> Iterator[Diagnostic]:
    if any(chain.asks(code, level, syntax.span) for code in (_ALWAYS, _NEVER)):
        condition = lower(syntax, chain.lowering)
        if condition is None or isinstance(condition, Always):
            return
        truths = chain.exact.truths(condition)
        if truths == {True}:
            message = "这个条件任何情形下都成立，写了等于没写"
            help = "核对条件：是否少了 not，或者把“并且”写成了“或者”；确实不设条件的，删去它"
            if chain.asks(_ALWAYS, level, syntax.span):
                yield Diagnostic.warning(_ALWAYS, message, syntax.span, help=help)
            return
        if truths == {False}:
            message = "这个条件任何情形下都不成立，写了等于没写"
            help = "核对条件：是否多了 not，或者把“或者”写成了“并且”；用不着的，删去它"
            if not reported and chain.asks(_NEVER, level, syntax.span):
                yield Diagnostic.warning(_NEVER, message, syntax.span, help=help)
            return
    match syntax:
        case Negation(part, _):
            yield from _constant_parts(chain, level, part, reported=False)
        case Junction(_, parts, _):
            for part in parts:
                yield from _constant_parts(chain, level, part, reported=False)
        case _:
            return


class AlwaysTrue(ChainLint):
    """A condition that holds in every case."""

    code = _ALWAYS
    source = "恒成立的条件写了等于没写，多半少了 not，或者把“并且”写成了“或者”"
    tags = ("条件",)
    search = _constant_conditions


class NeverTrue(ChainLint):
    """A condition that holds in no case; that of a whole rule is an error of its own."""

    code = _NEVER
    source = "恒不成立的条件写了等于没写，多半多了 not，或者把“或者”写成了“并且”"
    tags = ("条件",)
    search = _constant_conditions
