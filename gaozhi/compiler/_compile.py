"""From the documents of a chain of levels to one program."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from gaozhi.compiler._catalogs import lower_list
from gaozhi.compiler._contradictions import check_contradictions
from gaozhi.compiler._duties import lower_duties
from gaozhi.compiler._inherit import MergedRule, merge_rules
from gaozhi.compiler._lowering import Lowering
from gaozhi.compiler._provisions import Provisions, read_level
from gaozhi.compiler._watch import lower_watch
from gaozhi.compiler.program import ItemList, Program
from gaozhi.language import CatalogSource, RemovalEntry, RulesFolder, Vocabulary
from gaozhi.source import Diagnostic, Severity

__all__ = ["compile_program"]


def compile_program(
    chain: Sequence[RulesFolder],
    catalog: CatalogSource | None,
    vocabulary: Vocabulary,
    problems: list[Diagnostic],
    *,
    thorough: bool = True,
) -> Program | None:
    """Return the program that the chain compiles to, or None when anything is at fault.

    Args:
        chain: the rules folders from the root down to the jurisdiction's own.
        catalog: the jurisdiction's catalog; without one the rules are checked all the same.
        vocabulary: the facts and decisions.
        problems: receives every problem of every file of the chain, none of them fatal to the
            search for the others.
        thorough: also look for rules that contradict themselves, which costs as much as all the
            rest together.

    """
    found: list[Diagnostic] = []
    program = _compile(chain, catalog, vocabulary, found, thorough=thorough)
    problems.extend(found)
    faulty = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
    return None if faulty else program


def _compile(
    chain: Sequence[RulesFolder],
    catalog: CatalogSource | None,
    vocabulary: Vocabulary,
    problems: list[Diagnostic],
    *,
    thorough: bool,
) -> Program | None:
    levels = [read_level(folder, problems) for folder in chain]
    if not all(levels):
        return None
    sound = [level for level in levels if level is not None]
    provisions = Provisions(chain, problems)
    merged = merge_rules(chain, vocabulary, problems)
    lowering = Lowering(chain, sound, merged, provisions, vocabulary, problems)
    _cite_removals(chain, provisions)
    tables = {name: lowering.table(name) for name in vocabulary.decisions}
    lowering.check_the_rest(chain)
    duties, duty_levels = lower_duties(chain, lowering, provisions, problems)
    watch, watch_levels = lower_watch(chain, lowering, provisions, duties, problems)
    own = len(chain) - 1
    items: ItemList | None = None
    if catalog is not None:
        items = lower_list(catalog, own, vocabulary, provisions, problems)
    _check_restated(own, merged, duty_levels | watch_levels, provisions)
    provisions.check_accounted_for()
    if thorough:
        check_contradictions(lowering.bodies, merged, vocabulary, problems)
    return Program(
        jurisdiction=catalog.catalog.county if catalog else chain[-1].id,
        id=catalog.catalog.id if catalog else chain[-1].id,
        code=catalog.catalog.code if catalog else None,
        calendar=catalog.catalog.calendar if catalog else "",
        levels=tuple(sound),
        vocabulary=vocabulary,
        decisions=MappingProxyType(tables),
        duties=duties,
        provisions=MappingProxyType(provisions.all()),
        exceptions=MappingProxyType(lowering.exceptions()),
        list=items,
        watch=watch,
    )


def _cite_removals(chain: Sequence[RulesFolder], provisions: Provisions) -> None:
    for level, folder in enumerate(chain):
        for source in folder.entries:
            if isinstance(source.entry, RemovalEntry):
                provisions.cite(level, source.entry.basis, source.node.at(["basis"]).span)


def _check_restated(
    own: int,
    merged: dict[str, list[MergedRule]],
    levels: dict[str, int],
    provisions: Provisions,
) -> None:
    above = [
        rule
        for table in merged.values()
        for rule in table
        if rule.level < own and rule.gone_above(own) is None
    ]
    others = [name for name, level in levels.items() if level < own]
    displaced = (
        rule.name
        for rule in above
        if any(by.level == own and by.in_force is None for by in rule.displaced)
    )
    provisions.check_restated([*(rule.name for rule in above), *others], displaced)
