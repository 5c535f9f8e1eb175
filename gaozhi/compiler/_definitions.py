"""The definitions of a chain of levels, and the names that conditions refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gaozhi.compiler._provisions import Provisions
from gaozhi.language import DefinitionSource, Junction, Name, Negation, RulesFolder, Syntax, Test
from gaozhi.model import Carrier, CarrierKind, Condition, Vocabulary, all_of, any_of, negated
from gaozhi.source import Diagnostic, Diagnostics, Edit, Related, meant

__all__ = ["Definitions", "collect_definitions", "names_in", "over_levels"]

Definitions = dict[str, list[tuple[int, DefinitionSource]]]
"""The definitions by name, each with its level."""


def collect_definitions(
    chain: Sequence[RulesFolder],
    vocabulary: Vocabulary,
    provisions: Provisions,
    problems: Diagnostics,
) -> Definitions:
    """Return the sound definitions of a chain by name, each with its level.

    Args:
        chain: the rules folders from the root down.
        vocabulary: the facts and decisions, whose names are taken.
        provisions: records what the definitions cite.
        problems: receives definitions that clash, or replace none.

    """
    found: Definitions = {}
    for level, folder in enumerate(chain):
        for source in folder.definitions:
            if source.basis:
                by = Carrier(CarrierKind.DEFINITION, source.name)
                provisions.cite(level, source.basis, source.node.at(["basis"]), by)
            fault = _fault(level, source, found, vocabulary)
            if fault is None:
                found.setdefault(source.name, []).append((level, source))
            else:
                problems.append(fault)
    return found


def _fault(
    level: int,
    source: DefinitionSource,
    known: Mapping[str, list[tuple[int, DefinitionSource]]],
    vocabulary: Vocabulary,
) -> Diagnostic | None:
    earlier = known.get(source.name, [])
    taken = {"not", "all", "any", "none", *vocabulary.decisions}
    related: tuple[Related, ...] = ()
    fix: tuple[Edit, ...] = ()
    help: str | None
    if "." in source.name or source.name in taken:
        message = f"定义名“{source.name}”会与事实、判断或者 not、all 之类的词混淆"
        help = "另起一个不带“.”的名称"
    elif source.replaces and not any(at < level for at, _ in earlier):
        offer = meant(source.name, known, source.span, "删去 replaces: true")
        message = f"上级没有定义“{source.name}”"
        help, fix = offer.help, offer.fix
    elif earlier and (not source.replaces or earlier[-1][0] == level):
        related = (Related(earlier[-1][1].span, "已在这里定义"),)
        message = f"定义“{source.name}”重复"
        help = "替换上级的定义写 {when: 条件, replaces: true, basis: [...]}"
    else:
        return None
    return Diagnostic.error("GZ312", message, source.span, related=related, help=help, fix=fix)


def names_in(syntax: Syntax) -> Iterator[tuple[Name, int]]:
    """Yield every name that a condition reads, in written order, and its depth there."""
    waiting = [(syntax, 1)]
    while waiting:
        part, depth = waiting.pop()
        match part:
            case Name() as name:
                yield name, depth
            case Test(subject, _, _, _):
                yield subject, depth
            case Negation(inner, _):
                waiting.append((inner, depth + 1))
            case Junction(_, parts, _):
                waiting.extend((inner, depth + 1) for inner in reversed(parts))


def over_levels(conditions: Iterable[tuple[Condition, Condition | None]]) -> Condition | None:
    """Return what a definition means: each level's condition while that level is in force.

    Args:
        conditions: of each level that gives it, from the root down, the condition that the level
            is in force, and the definition's own; None for a faulty one, which makes it all None.

    """
    result: Condition | None = None
    sound = True
    for active, condition in conditions:
        sound = sound and condition is not None
        if condition is None:
            continue
        result = (
            condition
            if result is None
            else any_of([all_of([active, condition]), all_of([negated(active), result])])
        )
    return result if sound else None
