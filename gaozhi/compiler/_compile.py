"""Compiling the documents of a chain of levels to a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType

from gaozhi.compiler._catalogs import lower_list
from gaozhi.compiler._duties import lower_duties
from gaozhi.compiler._forms import lower_forms, lower_wording
from gaozhi.compiler._inherit import MergedRule, merge_rules
from gaozhi.compiler._lowering import Lowering
from gaozhi.compiler._organs import lower_organs
from gaozhi.compiler._provisions import Provisions, read_level
from gaozhi.compiler._tables import lower_directory, lower_form
from gaozhi.compiler._watch import lower_watch
from gaozhi.compiler.lint import (
    CHAIN_LINTS,
    Chain,
    Key,
    check_contradictions,
    check_duties,
)
from gaozhi.language import (
    CatalogSource,
    RemovalEntry,
    RulesFolder,
    extended_vocabulary,
    record_of,
)
from gaozhi.logic import Exact
from gaozhi.model import (
    Account,
    Aside,
    Carrier,
    CarrierKind,
    Condition,
    Directory,
    ItemList,
    Program,
    TableForm,
    Vocabulary,
)
from gaozhi.source import Diagnostic, Diagnostics, Span

__all__ = ["Compiled", "Depth", "compile_chain", "compile_decisions"]


class Depth(Enum):
    """How much is checked.

    QUICK: errors only. THOROUGH: also rules that contradict themselves and forms that deviate from
    the rules, which costs as much as all the rest. LINT: also lints.
    """

    QUICK = auto()
    THOROUGH = auto()
    LINT = auto()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The result of compiling a chain of levels.

    Attributes:
        program: the program; None where there is an error.
        accounts: how every provision of the last level is accounted for, even with errors.

    """

    program: Program | None
    accounts: tuple[Account, ...]
    suspected: tuple[Diagnostic, ...] | None = None
    """the lint findings; None where lints did not run"""
    sound_words: bool = True
    """whether all words that the chain adds could be read"""


def compile_chain(
    chain: Sequence[RulesFolder],
    catalog: CatalogSource | None,
    vocabulary: Vocabulary,
    problems: Diagnostics,
    *,
    depth: Depth = Depth.THOROUGH,
    above: frozenset[Key] = frozenset(),
) -> Compiled:
    """Return the program of a chain of levels, and how its provisions are accounted for.

    Args:
        chain: the rules folders from the root down to the jurisdiction's own.
        catalog: the jurisdiction's catalog; None to compile the rules alone.
        vocabulary: the words that all jurisdictions share; the chain adds its own.
        problems: receives every problem of every file of the chain; none hides the others.
        depth: how much is checked.
        above: the lint findings of the levels above.

    """
    found = Diagnostics()
    vocabulary = extended_vocabulary(vocabulary, chain, found)
    sound_words = not found
    program, lowered = _compile(chain, catalog, vocabulary, found, depth)
    problems.extend(found)
    accounts = () if program is None else program.accounts
    if found.failed:
        return Compiled(None, accounts, sound_words=sound_words)
    suspected = None
    if depth is Depth.LINT and lowered is not None and program is not None:
        lowering, merged = lowered
        root = program.levels[0].document
        owns = [rule.own for table in program.decisions.values() for rule in table.rules]
        exact = Exact(vocabulary, owns, root.since, root.until)
        tables, duties = program.decisions, program.duties
        looked_at = Chain(chain, merged, tables, duties, lowering, exact, above)
        suspected = tuple(found for lint in CHAIN_LINTS for found in lint.check(looked_at))
    return Compiled(program, accounts, suspected)


def compile_decisions(
    chain: Sequence[RulesFolder], program: Program, problems: Diagnostics
) -> Program | None:
    """Return a program with its decisions compiled anew from other folders; None on an error.

    Lists, duties and forms are taken over, and provisions are not checked.

    Args:
        chain: the rules folders, as for `compile_chain`.
        program: the program to take all else from.
        problems: receives every problem of the decisions.

    """
    found = Diagnostics()
    levels = [read_level(folder, found) for folder in chain]
    sound = tuple(level for level in levels if level is not None)
    provisions = Provisions(chain, found)
    merged = merge_rules(chain, program.vocabulary, found)
    lowering = Lowering(chain, sound, merged, provisions, program.vocabulary, found)
    tables = {name: lowering.table(name) for name in program.vocabulary.decisions}
    problems.extend(found)
    if found.failed:
        return None
    return replace(
        program,
        levels=sound,
        decisions=MappingProxyType(tables),
        exceptions=MappingProxyType(lowering.exceptions()),
        allowed=_allowed(chain, lowering),
    )


def _compile(
    chain: Sequence[RulesFolder],
    catalog: CatalogSource | None,
    vocabulary: Vocabulary,
    problems: Diagnostics,
    depth: Depth,
) -> tuple[Program | None, tuple[Lowering, dict[str, list[MergedRule]]] | None]:
    # Longer than a screen, but without branches: a step a part of the program, in their order.
    levels = [read_level(folder, problems) for folder in chain]
    if not all(levels):
        return None, None
    sound = [level for level in levels if level is not None]
    provisions = Provisions(chain, problems)
    merged = merge_rules(chain, vocabulary, problems)
    lowering = Lowering(chain, sound, merged, provisions, vocabulary, problems)
    _cite_removals(chain, provisions)
    removals = lowering.removals(chain)
    tables = {name: lowering.table(name) for name in vocabulary.decisions}
    lowering.check_the_rest(chain)
    organs = lower_organs(chain, provisions, problems)
    duties, duty_levels = lower_duties(chain, lowering, provisions, organs, problems)
    forms = lower_forms(chain, lowering, provisions, duty_levels, problems)
    wording = lower_wording(chain, provisions)
    watch, watch_levels = lower_watch(chain, lowering, provisions, duties, problems)
    own = len(chain) - 1
    items: ItemList | None = None
    directory: Directory | None = None
    list_form: TableForm | None = None
    directory_form: TableForm | None = None
    if catalog is not None:
        items = lower_list(catalog, own, vocabulary, provisions, problems)
        directory = lower_directory(catalog, own, items, provisions, problems)
        list_form = lower_form(catalog, "list_form", own, provisions)
        directory_form = lower_form(catalog, "directory_form", own, provisions)
    _check_restated(own, merged, duty_levels | watch_levels, provisions)
    provisions.check_accounted_for()
    restated = {name: Carrier(CarrierKind.DUTY, name) for name in duty_levels}
    restated |= {name: Carrier(CarrierKind.WATCH, name) for name in watch_levels}
    for decision, merged_rules in merged.items():
        for rule in merged_rules:
            restated[rule.name] = Carrier(CarrierKind.RULE, rule.name, decision)
    if depth is not Depth.QUICK:
        check_contradictions(lowering.bodies, merged, vocabulary, problems)
        check_duties(chain, duties, vocabulary, problems)
    program = Program(
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
        list_form=list_form,
        directory=directory,
        directory_form=directory_form,
        accounts=provisions.accounts(restated),
        asides=_asides(chain[-1]),
        removals=removals,
        allowed=_allowed(chain, lowering),
        organs=MappingProxyType(organs),
        not_at_hand=catalog.catalog.not_at_hand if catalog else frozenset(),
        forms=forms,
        wording=wording,
        watch=watch,
    )
    return program, (lowering, merged)


def _asides(folder: RulesFolder) -> tuple[Aside, ...]:
    return tuple(record_of(Aside, source.entry) for source in folder.asides)


def _allowed(chain: Sequence[RulesFolder], lowering: Lowering) -> Mapping[str, Condition]:
    """Return, for each event that a decision must allow, the condition that it does."""
    place = chain[-1].place or Span("", 1, 1, 1, 1)
    found: dict[str, Condition] = {}
    for event, effect in lowering.vocabulary.effects.items():
        if effect.decision is not None:
            condition = lowering.outcome(effect.decision, effect.values, place)
            if condition is not None:
                found[event] = condition
    return MappingProxyType(found)


def _cite_removals(chain: Sequence[RulesFolder], provisions: Provisions) -> None:
    for level, folder in enumerate(chain):
        for source in folder.entries:
            if isinstance(source.entry, RemovalEntry):
                by = Carrier(CarrierKind.REMOVAL, source.entry.removes, source.decision)
                provisions.cite(level, source.entry.basis, source.node.at(["basis"]), by)


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
    displaced = {
        rule.name: by.span
        for rule in above
        for by in rule.displaced
        if by.level == own and by.in_force is None
    }
    provisions.check_restated([*(rule.name for rule in above), *others], displaced)
