"""The place where the floors meet: a folder of YAML becomes a library of jurisdictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from gaozhi._bundle import bundle_folder
from gaozhi._exceptions import CaseError, CatalogError, UnknownJurisdiction
from gaozhi._workspace import Workspace, build
from gaozhi.compiler import Document, Item, Program
from gaozhi.engine import (
    Case,
    Deadline,
    Decision,
    Event,
    ItemKey,
    Obligation,
    Pause,
    Place,
    Stamp,
    Where,
    as_event,
    deadlines,
    decide,
    find_decision,
    read_facts,
    schedule,
    timeline,
)
from gaozhi.language import Vocabulary
from gaozhi.source import (
    Diagnostic,
    Severity,
    Span,
    shown,
    suggest,
)
from gaozhi.workdays import WorkCalendar

__all__ = [
    "Jurisdiction",
    "Library",
    "Report",
    "check",
    "load",
    "unknown_jurisdiction",
]


_OFF_THE_LIST: Final = "GZ613"
"""Says that an item does not stand on the list on the day of the case."""


class Jurisdiction:
    """One county, or the bare baseline: its law, compiled, ready to decide.

    Immutable, and safe to use from any number of threads.
    """

    __slots__ = ("_calendar", "_program", "_stamp")

    def __init__(self, program: Program, calendar: WorkCalendar | None = None) -> None:
        self._program = program
        self._calendar = calendar
        self._stamp = Stamp(program, calendar=calendar)

    def __repr__(self) -> str:
        return f"Jurisdiction({self.name!r})"

    def __reduce__(self) -> tuple[type[Jurisdiction], tuple[Program, WorkCalendar | None]]:
        return Jurisdiction, (self._program, self._calendar)

    @property
    def program(self) -> Program:
        """The compiled rules; what the engine runs."""
        return self._program

    @property
    def name(self) -> str:
        """The name, as in 启东市."""
        return self._program.jurisdiction

    @property
    def id(self) -> str:
        """The id, as in qidong."""
        return self._program.id

    @property
    def code(self) -> str | None:
        """The administrative code, for a jurisdiction that has one."""
        return self._program.code

    @property
    def document(self) -> Document:
        """The document that the jurisdiction's own rules stand in."""
        return self._program.document

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts and decisions."""
        return self._program.vocabulary

    @property
    def items(self) -> tuple[Item, ...]:
        """The published list in its order; empty where it is not at hand."""
        return self._program.list.items if self._program.list else ()

    @property
    def list_title(self) -> str | None:
        """The title of the published list, or None where it is not at hand."""
        return self._program.list.title if self._program.list else None

    @property
    def matters(self) -> tuple[str, ...]:
        """The matters of the list, each once, in its order."""
        return tuple(dict.fromkeys(item.matter for item in self.items))

    @property
    def digest(self) -> str:
        """``sha256:…`` over everything that an answer can depend on."""
        return self._stamp.digest

    def case(
        self,
        facts: Mapping[str, Any],
        *,
        item: ItemKey | None = None,
        on: date | str | None = None,
        place: Place | None = None,
    ) -> Case:
        """Return the case, checked once, for as many decisions as are asked about it.

        Args:
            facts: by name or api name, flat or nested; None is unknown.
            item: the number in the list, or {"certificate": …, "matter": …}; None where the case
                brings the certificate's facts itself.
            on: the day of the decision; None leaves it open.
            place: tells where the data stands in a file, for the diagnostics.

        Raises:
            CaseError: with every problem that the case has.

        """
        return read_facts(self._program, facts, item, on, place)

    def decide(
        self,
        case: Case | Mapping[str, Any],
        decision: str | None = None,
        *,
        item: ItemKey | None = None,
        on: date | str | None = None,
    ) -> Decision:
        """Return the decision about a case.

        Args:
            case: a case of this jurisdiction, or the facts of one.
            decision: its name or api name; None asks the vocabulary's first (适用性).
            item: see `case`; only with facts.
            on: see `case`; only with facts.

        Raises:
            CaseError: with every problem that the case has, or for an unknown decision.

        """
        if not isinstance(case, Case):
            case = self.case(case, item=item, on=on)
        elif item is not None or on is not None:
            message = "案件已经写明 item 和日期，判断时不能再写"
            raise CaseError(
                [Diagnostic.error("GZ615", message, help="用 case(…, item=…, on=…) 另建一个")]
            )
        elif case.program is not self._program:
            message = f"这是{case.program.jurisdiction}的案件，不能由{self.name}判断"
            raise CaseError(
                [Diagnostic.error("GZ616", message, help=f"用{self.name}的 case(…) 重建")]
            )
        name = self.vocabulary.default_decision if decision is None else decision
        return decide(self._program, case, name, self._stamp)

    def decide_matter(
        self,
        matter: str,
        facts: Mapping[str, Any],
        decision: str | None = None,
        *,
        on: date | str | None = None,
    ) -> tuple[Decision, ...]:
        """Return the decision about every listed certificate of a matter, in the list's order.

        A certificate that is not on the list on that day is passed over.

        Args:
            matter: the matter, as the list has it.
            facts: see `case`; those of one applicant, for every certificate alike.
            decision: see `decide`.
            on: see `case`.

        Raises:
            CaseError: the list has no such matter, none of it on that day, or with every problem
                that the case has with any of its certificates.

        """
        items = [item for item in self.items if item.matter == matter]
        if not items:
            near = suggest(matter, self.matters)
            message = f"{self.name}的清单里没有行政事项“{shown(matter)}”"
            if not self.items:
                message = f"{self.name}的清单不在手边，不能按行政事项判断"
            way_out = f"是否要写 {near}？" if near else "用 items 查看清单里的行政事项"
            raise CaseError([Diagnostic.error("GZ614", message, help=way_out)])
        if decision is not None:
            find_decision(self._program, decision)
        cases: list[Case] = []
        problems: list[Diagnostic] = []
        absent: list[Diagnostic] = []
        for item in items:
            try:
                cases.append(self.case(facts, item=item, on=on))
            except CaseError as error:
                off_the_list = all(d.code == _OFF_THE_LIST for d in error.diagnostics)
                (absent if off_the_list else problems).extend(error.diagnostics)
        if problems or not cases:
            raise CaseError(dict.fromkeys(problems or absent))
        return tuple(self.decide(case, decision) for case in cases)

    @property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar that the jurisdiction's own periods run on."""
        return self._stamp.calendar

    def deadlines(
        self,
        event: str,
        *,
        at: date | datetime,
        excluded: Iterable[tuple[date, date]] = (),
        obliged: Jurisdiction | None = None,
        calendar: WorkCalendar | None = None,
    ) -> tuple[Deadline, ...]:
        """Return every duty that an event starts, with the day on which each falls due.

        Args:
            event: the kind of event, from the vocabulary, as in 协助请求到达.
            at: when it happened; a datetime needs its time zone and is read in Beijing time.
            excluded: intervals that are not counted, both ends included.
            obliged: whose organ is obliged, where that is another's: its calendar is used. None
                where it is one of this jurisdiction.
            calendar: the calendar, where the caller says otherwise. The result says which was used.

        Raises:
            CaseError: the vocabulary has no such event, or nothing was in force that day.
            WorkdaysError: `at` or `excluded` cannot be used.

        """
        own = self if obliged is None else obliged
        return deadlines(self._program, calendar or own.calendar, event, at, excluded)

    def schedule(self, start: date, end: date) -> tuple[Deadline, ...]:
        """Return the duties with a date or a recurrence from `start` to `end`, both included.

        Raises:
            InvalidRange: the start lies after the end.

        """
        return schedule(self._program, self.calendar, start, end)

    def timeline(
        self,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        as_of: date | datetime,
        facts: Mapping[str, Any] = MappingProxyType({}),
        item: ItemKey | None = None,
        excluded: Iterable[Pause] = (),
        place: Place | None = None,
        where: Where | None = None,
    ) -> tuple[Obligation, ...]:
        """Return what each organ owes, by when, and how it stands as of a moment.

        Args:
            events: what happened: `Event`, or mappings with event, at, and where there is one ref,
                calendar, or obliged (the jurisdiction whose organ is obliged: the periods that the
                event starts run on its calendar).
            as_of: the moment from which it is seen; what lies after it has not happened yet.
            facts: see `case`; they say which duties are owed.
            item: see `case`.
            excluded: days that are not counted.
            place: tells where the facts stand in a file, for the diagnostics.
            where: tells where everything else stands.

        Raises:
            CaseError: with every problem of the events, the days left out and the facts.

        """
        return timeline(
            self._program,
            self.calendar,
            [as_event(event) for event in events],
            facts,
            as_of,
            item=item,
            excluded=tuple(excluded),
            place=place,
            where=where,
        )


class Library(Mapping[str, Jurisdiction]):
    """The jurisdictions that were loaded, by name, id or administrative code; iterates over ids."""

    def __init__(
        self,
        jurisdictions: tuple[Jurisdiction, ...],
        calendars: Mapping[str, WorkCalendar] = MappingProxyType({}),
    ) -> None:
        self.calendars: Mapping[str, WorkCalendar] = MappingProxyType(dict(calendars))
        """Every working-day calendar, by the name that a catalog refers to it by."""
        self._by_id = {jurisdiction.id: jurisdiction for jurisdiction in jurisdictions}
        self._by_key = dict(self._by_id)
        for jurisdiction in jurisdictions:
            self._by_key[jurisdiction.name] = jurisdiction
            if jurisdiction.code is not None:
                self._by_key[jurisdiction.code] = jurisdiction

    def __getitem__(self, key: str) -> Jurisdiction:
        """Return the jurisdiction of that name, id or code.

        Raises:
            UnknownJurisdiction: there is none; the nearest is offered.

        """
        found = self._by_key.get(key)
        if found is None:
            raise unknown_jurisdiction(key, self._by_key, tuple(self._by_id.values()), None)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __repr__(self) -> str:
        names = "、".join(jurisdiction.name for jurisdiction in self.values())
        return f"Library({names})"

    def __reduce__(self) -> tuple[type[Library], tuple[object, ...]]:
        return Library, (tuple(self.values()), dict(self.calendars))


def unknown_jurisdiction(
    key: object,
    known: Mapping[str, Jurisdiction],
    jurisdictions: tuple[Jurisdiction, ...],
    span: Span | None,
) -> UnknownJurisdiction:
    """Return the refusal of a name that no jurisdiction has; the nearest is offered.

    Args:
        key: what was asked for.
        known: every name, id and code.
        jurisdictions: what there is instead.
        span: the place of the name, where it stands in a file.

    """
    near = suggest(key, known)
    names = "、".join(f"{j.name}（{j.id}）" for j in jurisdictions)
    way_out = f"是否要写 {near}？" if near else f"现有：{names or '无'}"
    return UnknownJurisdiction(
        [Diagnostic.error("GZ611", f"没有辖区“{shown(key)}”", span, help=way_out)]
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        diagnostics: every problem of every file.
        sources: the text of every file, by the name that the diagnostics use.
        counts: how much was read: jurisdictions, rules, provisions, items, files.

    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    counts: Mapping[str, int]

    @property
    def sound(self) -> bool:
        """Whether there is no error; warnings and notes may stand."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


def load(folder: str | PathLike[str] | None = None, *, bundled: bool = True) -> Library:
    """Return the library of a folder of YAML, laid over the bundled rules.

    Args:
        folder: holds ``rules/`` and ``catalogs/``; what it has takes the place of what the bundle
            has under the same id. None loads the bundle alone.
        bundled: False does without the bundle, so that nothing but the folder answers.

    Raises:
        CatalogError: with every error of every file; nothing is loaded by halves.

    """
    # The bundle alone ships checked; whatever an author has touched is looked at in full.
    workspace = _workspace(folder, bundled=bundled, thorough=folder is not None)
    errors = [d for d in workspace.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, workspace.sources)
    jurisdictions = tuple(
        Jurisdiction(program, workspace.calendars.get(program.calendar))
        for program in workspace.programs
    )
    return Library(jurisdictions, workspace.calendars)


def check(folder: str | PathLike[str] | None = None, *, bundled: bool = True) -> Report:
    """Return everything that a folder of YAML, laid over the bundle, has wrong with it.

    Args:
        folder: as for `load`.
        bundled: as for `load`.

    """
    try:
        workspace = _workspace(folder, bundled=bundled, thorough=True)
    except CatalogError as error:
        return Report(error.diagnostics, error.sources, {})
    # Notes tell an author of the author's own files; those of the bundle are nobody's work to do.
    diagnostics = tuple(
        d
        for d in workspace.diagnostics
        if folder is None
        or d.severity is not Severity.NOTE
        or d.span is None
        or d.span.file in workspace.own
    )
    programs = workspace.programs
    counts = {
        "jurisdictions": len(programs),
        "rules": len({r.name for p in programs for t in p.decisions.values() for r in t.rules}),
        "provisions": len({(v.document, v.id) for p in programs for v in p.provisions.values()}),
        "items": sum(len(p.list.items) for p in programs if p.list),
        "files": len(workspace.sources),
    }
    return Report(diagnostics, workspace.sources, counts)


def _workspace(folder: str | PathLike[str] | None, *, bundled: bool, thorough: bool) -> Workspace:
    path = None if folder is None else Path(folder)
    if path is not None:
        try:
            _require_folder(path)
        except OSError as error:
            message = f"文件夹 {shown(path, 200)} 读不出来"
            way_out = "核对路径和读取的权限"
            raise CatalogError([Diagnostic.error("GZ705", message, help=way_out)]) from error
    bundle = bundle_folder() if bundled else None
    if bundled and bundle is None:
        message = "随包的规则和目录不见了"
        raise CatalogError([Diagnostic.error("GZ701", message, help="重新安装 gaozhi")])
    same = path is not None and bundle is not None and path.resolve() == bundle
    return build(path, None if same else bundle, thorough=thorough)


def _require_folder(path: Path) -> None:
    if not path.exists():
        message = f"文件夹 {path} 不存在"
        raise CatalogError([Diagnostic.error("GZ701", message, help="核对路径")])
    if not path.is_dir():
        message = f"{path} 不是文件夹"
        raise CatalogError(
            [Diagnostic.error("GZ704", message, help="给出含 rules/、catalogs/ 的文件夹")]
        )
    if not any((path / name).is_dir() for name in ("rules", "catalogs")):
        message = f"文件夹 {path} 里没有 rules/，也没有 catalogs/"
        raise CatalogError([Diagnostic.error("GZ701", message, help="给出它们所在的上一级文件夹")])
