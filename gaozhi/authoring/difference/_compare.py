"""Two folders of rules, or two revisions of one, compared by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from os import PathLike, fspath

from gaozhi.authoring.difference import _catalog_entities as catalogs
from gaozhi.authoring.difference import _rule_entities as written
from gaozhi.authoring.difference._cases import ChangedCases, changed_cases
from gaozhi.authoring.difference._change import (
    Change,
    ChangedCase,
    ChangeKind,
    Comparison,
    Part,
    Section,
)
from gaozhi.authoring.difference._entities import Entity, all_fields, changes_of
from gaozhi.authoring.difference._equivalence import Equivalence
from gaozhi.authoring.difference._scenarios import Scenarios, read_both
from gaozhi.authoring.difference._sides import Side, open_sides
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Program, digest
from gaozhi.workspace.lookup import find_named

OnProgress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A jurisdiction, or a folder of rules without a catalog, on either side."""

    name: str
    id: str
    code: str | None
    folder: str
    rules: bool
    """whether its folder's changes are told here; a folder that two share is told of once"""


def compare(
    old: str | PathLike[str],
    new: str | PathLike[str],
    *,
    county: str | None = None,
    limit: int = 2,
    on_progress: OnProgress = lambda _: None,
) -> Comparison:
    """Return what has changed between two folders of rules.

    Args:
        old: a folder that holds ``rules/`` and ``catalogs/``; a revision of the git repository that
            the other folder lies in, or else this one (``HEAD~1``, ``v1:mine``); or 随包. A folder
            that does not hold all it needs is laid over the bundled rules, as `gaozhi.load` does.
        new: likewise.
        county: only the jurisdiction of that name, id or code.
        limit: how many kinds of generated cases are listed of each change of outcome.
        on_progress: is called with the name of every jurisdiction before it is compared.

    Raises:
        CatalogError: there is no such folder or revision, or its YAML has errors.
        UnknownJurisdiction: neither side has the county.

    """
    with ExitStack() as stack:
        before, after = open_sides(fspath(old), fspath(new), stack)
        scenarios = read_both(before, after)
    ones = list(_jurisdictions(before, after))
    sections: list[Section] = []
    if county is None:
        sections.append(_vocabulary(before, after))
    else:
        ones = [find_named(county, ones)]
    for one in ones:
        on_progress(one.name)
        sections.append(_section(one, before, after, scenarios, limit))
    told_of = tuple(section for section in sections if section)
    return Comparison(before.name, after.name, told_of, scenarios.unread)


def _jurisdictions(before: Side, after: Side) -> Iterator[_Subject]:
    """Yield everything that may have changed, parents first."""
    programs = {**before.programs, **after.programs}
    folders: set[str] = set()
    for program in sorted(programs.values(), key=lambda p: (len(p.levels), p.id)):
        folder = program.levels[-1].id
        name, rules = program.jurisdiction, folder not in folders
        folders.add(folder)
        yield _Subject(name, program.id, program.code, folder, rules)
    for folder in sorted({*before.workspace.rules, *after.workspace.rules} - folders):
        yield _Subject(folder, folder, None, folder, rules=True)


def _vocabulary(before: Side, after: Side) -> Section:
    old, new = (
        list(catalogs.vocabulary(side.vocabulary)) if side.vocabulary else []
        for side in (before, after)
    )
    return Section("词汇表", tuple(changes_of(old, new)))


def _section(one: _Subject, before: Side, after: Side, scenarios: Scenarios, limit: int) -> Section:
    old, new = before.programs.get(one.id), after.programs.get(one.id)
    if old is None and new is not None and before.level(one.folder) is None:
        return Section(one.name, (_whole(ChangeKind.ADDED, new, one, after),))
    if new is None and old is not None and after.level(one.folder) is None:
        return Section(one.name, (_whole(ChangeKind.REMOVED, old, one, before),))
    changes: list[Change] = list(changes_of(_catalog(old), _catalog(new)))
    changes += changes_of(_own_words(old, before), _own_words(new, after))
    if one.rules:
        changes += _rules(one.folder, before, after)
    cases = ChangedCases([])
    changed: tuple[ChangedCase, ...] = ()
    if old is not None and new is not None and digest(old) != digest(new):
        was, now = Jurisdiction(old), Jurisdiction(new)
        cases = changed_cases(was, now, limit)
        changed = tuple(scenarios.changed(was, now))
    return Section(
        name=one.name,
        changes=tuple(changes),
        scenarios=changed,
        cases=tuple(cases.listed),
        more=cases.more,
        more_at_least=cases.more_at_least,
        unlike=cases.unlike,
    )


def _own_words(program: Program | None, side: Side) -> list[Entity]:
    """Return the words of a jurisdiction beyond those that all share."""
    if program is None or side.vocabulary is None:
        return []
    shared = list(catalogs.vocabulary(side.vocabulary))
    return [one for one in catalogs.vocabulary(program.vocabulary) if one not in shared]


def _catalog(program: Program | None) -> list[Entity]:
    return [] if program is None else list(catalogs.catalog(program))


def _rules(folder: str, before: Side, after: Side) -> Iterator[Change]:
    """Yield what has become of a folder's rules, duties, alerts, forms and provisions."""
    place_old, place_new = before.level(folder), after.level(folder)
    places = [place for place in (place_old, place_new) if place is not None]
    if not places:
        return
    first, last = places[0][0].vocabulary, places[-1][0].vocabulary
    meaning = Equivalence(first, last)
    if place_old is not None and place_new is not None:
        (old_program, old_level), (new_program, new_level) = place_old, place_new
        yield from written.rows(old_program, new_program, old_level, new_level, meaning)
    old, new = _entities_of(folder, before), _entities_of(folder, after)
    for earlier, later in zip(old, new, strict=True):
        yield from changes_of(earlier, later, meaning)


def _entities_of(folder: str, side: Side) -> tuple[list[Entity], ...]:
    provisions = list(written.provisions(side.workspace, folder))
    found = side.level(folder)
    if found is None:
        return [], [], [], [], provisions
    program, level = found
    source = side.workspace.rules[folder]
    return (
        list(written.rules(program, level, source)),
        list(written.duties(program, level, source)),
        list(written.watching(source)),
        list(written.forms(program, level)),
        provisions,
    )


def _whole(kind: ChangeKind, program: Program, one: _Subject, side: Side) -> Change:
    """Return the change that a jurisdiction has come or gone, with how much that is."""
    rules, duties, watching, forms, provisions = map(len, _entities_of(one.folder, side))
    counts = {
        "规则": rules,
        "义务": duties,
        "预警": watching,
        "文书": forms,
        "条文": provisions,
        "清单": len(program.list.items) if program.list else 0,
    }
    said = written.document_fields(program.document)
    said |= {label: str(count) for label, count in counts.items() if count}
    fields = all_fields(said, added=kind is ChangeKind.ADDED)
    return Change(Part.JURISDICTION, kind, one.name, fields=fields)
