"""Reading calendar files: YAML to calendars, with all problems at their places.

Imported only where a file is read, so that `gaozhi.workdays` itself loads no YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gaozhi.source import Diagnostic, Diagnostics, Node, Related, Source, Span, meant, shown
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as SequenceNode
from gaozhi.workdays._arranged import check_work
from gaozhi.workdays._calendar import WorkCalendar
from gaozhi.workdays._knowledge import Knowledge
from gaozhi.workdays._ledger import Ledger
from gaozhi.workdays._notices import National, Regional
from gaozhi.workdays._rules import add_national, add_regional, read_national, read_regional

__all__ = ["laid_over", "read_calendars", "unknown_calendar"]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A calendar file as read, before the calendar that it overlays is looked up."""

    id: str
    name: str
    rules: National | Regional
    over: str | None
    root: Node
    added: tuple[Node, ...] = ()
    """the files that its own notices stand in"""

    def place(self, key: str) -> Span:
        return self.root.at([key]).span


def read_calendars(
    sources: Iterable[Source], known: Mapping[str, WorkCalendar], problems: Diagnostics
) -> dict[str, WorkCalendar]:
    """Return the calendars of these files, by id.

    Args:
        sources: the files of one folder.
        known: the calendars that they may overlay; a file with the same id replaces one.
        problems: receives the problems of the files, without those that a source has itself.

    """
    drafts: dict[str, _Draft] = {}
    added: list[Node] = []
    before = len(problems)
    for source in sources:
        if source.root is not None and _adds(source.root):
            added.append(source.root)
            continue
        draft = None if source.root is None else _draft(source.root, problems)
        if draft is None:
            continue
        if draft.id in drafts:
            earlier = Related(drafts[draft.id].place("calendar"), "在这里")
            message = f"工作日历“{draft.id}”已经有了"
            help = "改一个名称，或者合并成一个文件；只补几年的，不写 base 和 over"
            span = draft.place("calendar")
            problems.error("GZ806", message, span, related=[earlier], help=help)
            continue
        drafts[draft.id] = draft
    for root in added:
        _add(root, drafts, known, problems, sound=len(problems) == before)
    made: dict[str, WorkCalendar | None] = {}
    for id_ in drafts:
        _make(id_, drafts, known, made, problems, ())
    return {id_: calendar for id_, calendar in made.items() if calendar is not None}


def _adds(root: Node) -> bool:
    """Whether a file is no calendar of its own, and lies over the one that it names."""
    own = ("base", "over", "name")
    return isinstance(root, MappingNode) and "calendar" in root and not any(map(root.get, own))


def _add(
    root: Node,
    drafts: dict[str, _Draft],
    known: Mapping[str, WorkCalendar],
    problems: Diagnostics,
    *,
    sound: bool,
) -> None:
    """Lay a file of some years over the calendar that it names, which may be one of `drafts`.

    Args:
        root: the file.
        drafts: the calendars of the folder; the one with the years takes the place of the one
            without.
        known: the other calendars.
        problems: receives the problems of the file.
        sound: whether every file with a calendar of its own could be read.

    """
    named = root.at(["calendar"])
    id_ = str(named.plain())
    if id_ in drafts:
        under = drafts[id_]
    elif id_ in known:
        one = known[id_]
        under = _Draft(id_, one.name, one._ledger.rules, one._over, root)  # noqa: SLF001
    else:
        if sound:
            problems.append(unknown_calendar(id_, (*drafts, *known), named.span))
        return
    before = len(problems)
    rules = (
        add_national(root, under.rules, problems)
        if isinstance(under.rules, National)
        else add_regional(root, under.rules, problems)
    )
    if rules is not None and len(problems) == before:
        added = (*under.added, root)
        drafts[id_] = replace(under, rules=rules, added=added)


def _draft(root: Node, problems: Diagnostics) -> _Draft | None:
    before = len(problems)
    regional = root.at(["over"]) is not root
    found = (read_regional if regional else read_national)(root, problems)
    if found is None or len(problems) > before:
        return None
    fields, rules = found
    over = fields.get("over")
    return _Draft(fields["calendar"], fields["name"], rules, over, root, (root,))


def _make(
    id_: str,
    drafts: Mapping[str, _Draft],
    known: Mapping[str, WorkCalendar],
    made: dict[str, WorkCalendar | None],
    problems: Diagnostics,
    above: tuple[str, ...],
) -> WorkCalendar | None:
    """Return the calendar of a draft, made after the one that it overlays; None on an error."""
    if id_ in made:
        return made[id_]
    draft, below = drafts[id_], None
    if draft.over is not None:
        under: WorkCalendar | None = None
        if draft.over in (*above, id_):
            circle = " → ".join((*above, id_, draft.over))
            help = "over 写下一层，最下一层不写"
            problems.error("GZ805", f"over 成了循环：{circle}", draft.place("over"), help=help)
        elif draft.over in drafts:
            under = _make(draft.over, drafts, known, made, problems, (*above, id_))
        elif draft.over in known:
            under = known[draft.over]
        else:
            names = (*drafts, *known)
            problems.append(unknown_calendar(draft.over, names, draft.place("over")))
        if under is None:
            made[id_] = None
            return None
        below = under._ledger  # noqa: SLF001 - the floor's own
        _check_weekdays(draft, below.at(None), problems)
    ledger = Ledger.of(draft.rules, below)
    made[id_] = WorkCalendar(id_, draft.name, ledger, _over=draft.over)
    return made[id_]


def _check_weekdays(draft: _Draft, below: Knowledge, problems: Diagnostics) -> None:
    """Report the plain weekdays that a region's notices call working days once more."""

    def rests(day: date) -> bool:
        known = below.table.segment(day.toordinal() - below.table.first) is not None
        # Of a day that no notice has arranged yet nobody knows.
        return not known or not below.day(day).worked

    for root in draft.added:
        notices = root.at(["notices"])
        for node in notices if isinstance(notices, SequenceNode) else ():
            check_work(node, rests, problems)


def laid_over(
    known: Mapping[str, WorkCalendar], made: Mapping[str, WorkCalendar]
) -> dict[str, WorkCalendar]:
    """Return `known` with `made` in place; overlays of a replaced calendar are built anew."""
    found = dict(made)

    def lay(id_: str) -> WorkCalendar:
        if id_ not in found:
            calendar = known[id_]
            over = calendar._over  # noqa: SLF001 - the floor's own
            if over is not None and over in known:
                rules, below = calendar._ledger.rules, lay(over)._ledger  # noqa: SLF001
                calendar = replace(calendar, _ledger=Ledger.of(rules, below))
            found[id_] = calendar
        return found[id_]

    for id_ in known:
        lay(id_)
    return {id_: found[id_] for id_ in (*known, *made)}


def unknown_calendar(name: str, known: Iterable[str], span: Span) -> Diagnostic:
    """Return the error of a calendar that does not exist.

    Args:
        name: the unknown id, as written.
        known: the ids of the calendars that exist.
        span: where it is written.

    """
    names = list(dict.fromkeys(known))
    way = meant(name, names, span, f"现有：{'、'.join(sorted(names))}")
    message = f"没有工作日历“{shown(name)}”"
    return Diagnostic.error("GZ804", message, span, help=way.help, fix=way.fix)
