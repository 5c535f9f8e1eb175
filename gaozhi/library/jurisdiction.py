"""The jurisdiction: the compiled law of one county, with everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gaozhi.engine import (
    Case,
    Deadline,
    Decision,
    Engine,
    Event,
    Generated,
    Interview,
    ItemKey,
    Obligation,
    Pause,
    Place,
    Stamp,
    Where,
    as_events,
    as_pause,
    case_at,
    deadlines,
    owed_by,
    read_facts,
    schedule,
    take_in,
    timeline,
)
from gaozhi.errors import CaseError, DocumentError
from gaozhi.library.days import require_day
from gaozhi.library.many import ManyCases
from gaozhi.library.notebook import jurisdiction_html
from gaozhi.model import (
    Account,
    Aside,
    Directory,
    Document,
    Duty,
    Form,
    Item,
    Program,
    TableForm,
    Vocabulary,
)
from gaozhi.source import (
    Diagnostic,
    list_of,
    require,
    require_callable,
    require_text,
)
from gaozhi.workdays import WorkCalendar

if TYPE_CHECKING:
    from gaozhi.documents import Document as Letter

__all__ = ["Jurisdiction"]


class Jurisdiction(ManyCases):
    """The compiled law of one county, or of the baseline alone.

    Immutable, and safe to use from any number of threads.
    """

    __slots__ = ("_engine", "_program", "_runs", "_stamp")

    def __init__(
        self,
        program: Program,
        calendar: WorkCalendar | Callable[[], WorkCalendar | None] | None = None,
    ) -> None:
        self._program = program
        self._stamp = Stamp(program, calendar=calendar)
        self._engine = Engine(program, self._stamp)
        self._runs = self._engine.runs

    def __repr__(self) -> str:
        return f"Jurisdiction({self.name!r})"

    _repr_html_ = jurisdiction_html

    def __reduce__(self) -> tuple[type[Jurisdiction], tuple[Program, WorkCalendar]]:
        return Jurisdiction, (self._program, self.calendar)

    @property
    def program(self) -> Program:
        """The compiled program that the engine runs."""
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
        """The administrative code; None for a jurisdiction without one."""
        return self._program.code

    @property
    def document(self) -> Document:
        """The document of the jurisdiction's own rules."""
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
    def list_form(self) -> TableForm | None:
        """The form that the document prescribes for the list; None where none is recorded."""
        return self._program.list_form

    @property
    def directory(self) -> Directory | None:
        """The directory of assistance (行政协助事项清单), or None where it is not at hand."""
        return self._program.directory

    @property
    def directory_form(self) -> TableForm | None:
        """The form that the document prescribes for the directory; None where none is recorded."""
        return self._program.directory_form

    @property
    def not_at_hand(self) -> frozenset[str]:
        """Which of ``list`` and ``directory`` exist, but were not at hand when it was compiled."""
        return self._program.not_at_hand

    @property
    def provisions(self) -> tuple[Account, ...]:
        """Every provision of the jurisdiction's own document, and of the laws that it cites.

        Each has its carriers (rules, duties, definitions, fields of the catalog), the entries that
        it restates, or the reason why it is not computed.
        """
        return self._program.accounts

    @property
    def asides(self) -> tuple[Aside, ...]:
        """The parts of the jurisdiction's own document that are no provision, as headings."""
        return self._program.asides

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
        facts: Case | Mapping[str, Any],
        *,
        item: ItemKey | None = None,
        on: date | str | None = None,
        place: Place | None = None,
    ) -> Case:
        """Return a case, checked once for any number of decisions.

        Args:
            facts: values by name or api name, flat or nested; None, NaN, NA and NaT are unknown.
                Or a case that was checked by the same program in another process.
            item: the number in the list, or {"certificate": …, "matter": …}, which is off the list
                where the list has nothing similar; None where the facts describe the certificate.
            on: the day of the decision; None for unknown.
            place: returns the places of the data in a file, for the diagnostics.

        Raises:
            CaseError: with every problem of the case.

        """
        require_callable(place, "place")
        if type(facts) is dict:
            quickly = self._engine.read(facts, item, on)
            if quickly is not None:
                return quickly
        if isinstance(facts, Case):
            return self._checked(facts, item, on)
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
            case: a case of this jurisdiction, also from another process, or its facts.
            decision: its name or api name; None for the vocabulary's first (适用性).
            item: see `case`; only with facts.
            on: see `case`; only with facts.

        Raises:
            CaseError: with every problem of the case, or for an unknown decision.

        """
        more = item is not None or on is not None
        if not isinstance(case, Case) or case.program is not self._program or more:
            case = self._checked(case, item, on)
        try:
            run = self._runs.get(decision)
        except Exception:  # noqa: BLE001 - an object may raise anything when it is hashed
            # An object that is no name gets its diagnostic here.
            run = self._engine.runner(self._engine.table(decision).spec.name)
        return run(case) if run is not None else self._engine.runner(decision)(case)

    def _checked(
        self, case: Case | Mapping[str, Any], item: ItemKey | None, on: date | str | None
    ) -> Case:
        """Return a case of this jurisdiction. Raises CaseError for any other."""
        if not isinstance(case, Case):
            return self.case(case, item=item, on=on)
        if item is not None or on is not None:
            message = "案件已经写明 item 和日期，判断时不能再写"
            help = "用 case(…, item=…, on=…) 另建一个"
            raise CaseError([Diagnostic.error("GZ615", message, help=help)])
        if case.program is not self._program:
            return take_in(case, self._program, self.digest)
        return case

    def interview(
        self,
        *decisions: str,
        facts: Mapping[str, Any] = MappingProxyType({}),
        item: ItemKey | None = None,
        on: date | str | None = None,
    ) -> Interview:
        """Return an interview: one question at a time, until no answer can change the result.

        Args:
            decisions: names or api names, in the order of asking; by default the first, 适用性.
            facts: see `case`; the facts known beforehand, which are not asked for.
            item: see `case`.
            on: see `case`.

        Raises:
            CaseError: there is no such decision; or with every problem of the case.

        """
        names = decisions or (self.program.default_decision,)
        asked = [self._engine.table(name).spec.name for name in names]
        return Interview(self, asked, facts, item, on)

    def resume(self, data: Mapping[str, Any]) -> Interview:
        """Return an interview that was saved with `Interview.to_dict`.

        Raises:
            CaseError: it is no such data, is of other rules, or has answers that contradict.

        """
        from gaozhi.library.interview_file import resume

        return resume(self, data)

    def compiled(self, decision: str) -> Iterator[tuple[date, Generated]]:
        """Yield the functions that a decision is compiled to, with the first day of each version.

        Raises:
            CaseError: there is no such decision.

        """
        return self._engine.versions(decision)

    @property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar by which the jurisdiction's own periods are counted."""
        return self._stamp.calendar

    def deadlines(
        self,
        event: str,
        *,
        at: date | datetime,
        facts: Mapping[str, Any] = MappingProxyType({}),
        item: ItemKey | None = None,
        excluded: Iterable[tuple[date, date]] = (),
        obliged: Jurisdiction | None = None,
        calendar: WorkCalendar | None = None,
    ) -> tuple[Deadline, ...]:
        """Return every duty that an event starts, with the day on which each falls due.

        Args:
            event: the kind of event, from the vocabulary, as in 协助请求到达.
            at: when it happened; a datetime needs its time zone and is read in Beijing time.
            facts: see `case`; with facts or an item, what is certainly not owed is left out.
            item: see `case`.
            excluded: intervals that are not counted, both ends included.
            obliged: the jurisdiction of the obliged organ, whose calendar is used; None for this.
            calendar: the calendar to use instead; the result names the one that was used.

        Raises:
            CaseError: with every problem of the event and the facts.
            WorkdaysError: `at` or `excluded` cannot be used.

        """
        if obliged is not None:
            require(obliged, Jurisdiction, "obliged", "地区", "写 library[…] 得到的地区，不写名称")
        if calendar is not None:
            require(calendar, WorkCalendar, "calendar", "工作日历", "写 WorkCalendar.named(…)")
        left_out = list_of(excluded, "excluded", "写（首日, 末日）的列表；没有的，不写 excluded")
        days = calendar or (obliged or self).calendar
        return deadlines(self._program, days, event, at, left_out, facts, item)

    def schedule(self, start: date, end: date) -> tuple[Deadline, ...]:
        """Return the duties with a date or a recurrence from `start` to `end`, both included.

        Raises:
            InvalidDate: an argument is no day, or a datetime without its time zone.
            InvalidRange: the start is after the end.

        """
        return schedule(self._program, self.calendar, start, end)

    def timeline(
        self,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        as_of: date | datetime,
        facts: Mapping[str, Any] = MappingProxyType({}),
        item: ItemKey | None = None,
        excluded: Iterable[Pause | tuple[date, date | None]] = (),
        place: Place | None = None,
        where: Where | None = None,
    ) -> tuple[Obligation, ...]:
        """Return the obligations of each organ with their due days and their state as of a moment.

        Args:
            events: `Event`, or mappings with event, at, and optionally ref, facts, calendar, or
                obliged (the jurisdiction by whose calendar its periods are counted).
            as_of: the moment to look from; later events have not happened yet.
            facts: see `case`; they determine which duties are owed.
            item: see `case`.
            excluded: days that are not counted: `Pause`, or pairs of first and last day, which are
                excluded from every period.
            place: returns the places of the facts in a file, for the diagnostics.
            where: returns the places of everything else.

        Raises:
            CaseError: with every problem of the events, the excluded days and the facts.

        """
        require_callable(place, "place")
        require_callable(where, "where")
        pauses = list_of(excluded, "excluded", "写不计入的各段的列表；没有的，不写 excluded")
        return timeline(
            self._program,
            self.calendar,
            as_events(events),
            facts,
            as_of,
            item=item,
            excluded=[as_pause(pause) for pause in pauses],
            place=place,
            where=where,
        )

    def case_at(
        self,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        as_of: date | datetime,
        facts: Mapping[str, Any] = MappingProxyType({}),
        item: ItemKey | None = None,
        ref: str | None = None,
    ) -> Case:
        """Return the case as of a moment: the given facts, and the effects of the events up to it.

        Args:
            events: see `timeline`.
            as_of: the moment; its day is the day of the decision, unless the facts have another.
            facts: see `case`.
            item: see `case`.
            ref: the ref of the events that concern the case; None for all events.

        Raises:
            CaseError: with every problem of the events and the facts.

        """
        happened = as_events(events)
        if ref is not None:
            require_text(ref, "ref", "编号是文本；不分的，不写 ref")
        return case_at(self._program, self.calendar, happened, facts, as_of, item=item, ref=ref)

    def duties(self, actor: str | None = None, *, on: date | None = None) -> tuple[Duty, ...]:
        """Return the duties that the jurisdiction's documents state, dated or not.

        Args:
            actor: an organ that a duty names, or that is responsible for it; None for all duties.
            on: the day on which they are in force; None for the first day of the jurisdiction's
                own document.

        Raises:
            CaseError: the actor is no text, or the day is no date or a datetime without time zone.

        """
        if actor is not None:
            require_text(actor, "actor", "写机关的名称；各机关的都要的，不写 actor")
        if on is not None:
            on = require_day(on, "on", "写 date(2021, 5, 25)；不写 on 就是施行之日")
        return owed_by(self._program, actor, on)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in use while the jurisdiction's own document is in force."""
        from gaozhi.documents import standing_forms

        return standing_forms(self._program, None)

    def render(
        self,
        form: str,
        case: Case | Mapping[str, Any],
        given: Mapping[str, Any] | None = None,
        *,
        item: ItemKey | None = None,
        on: date | str | None = None,
        with_identity: bool = False,
        blank: bool = False,
        place: Place | None = None,
    ) -> Letter:
        """Return a form made out for a case; blanks without a value are left to be filled by hand.

        Args:
            form: its name, one of `forms`.
            case: see `decide`.
            given: the contents of fields: a text, a list of texts, the rows of a table.
            item: see `case`; only with facts.
            on: see `case`; only with facts.
            with_identity: whether identity numbers are printed in full, which happens nowhere else.
            blank: whether needed fields may stay open.
            place: returns the places of `given` in a file, under ``fill``, for the diagnostics.

        Raises:
            CaseError: with every problem of the case.
            DocumentError: with every reason why the form cannot be made out for the case.

        """
        from gaozhi.documents import Written, render

        require_text(form, "form", "写 forms 里的一个名称", DocumentError)
        written = Written({} if given is None else given, with_identity, blank, place)
        case = self._checked(case, item, on)
        return render(self._program, form, case, self._stamp, written)
