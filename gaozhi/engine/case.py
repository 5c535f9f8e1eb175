"""A case: what is known, checked once against the vocabulary, the item and the implications."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from gaozhi.engine.lookup import ItemKey, find_item, plain_key
from gaozhi.engine.off_list import off_the_list
from gaozhi.engine.parts import ItemRef
from gaozhi.engine.travel import Origin
from gaozhi.errors import CaseError
from gaozhi.model import (
    Fact,
    FactValue,
    FactValueError,
    Implication,
    Item,
    Program,
    Vocabulary,
    fact_text,
    is_missing,
    plain_value,
    read_value,
)
from gaozhi.source import (
    MOST_PROBLEMS,
    MOST_SUGGESTIONS,
    Diagnostic,
    Span,
    fullwidth_hint,
    shown,
    suggest,
)

__all__ = ["Case", "Place", "given_facts", "make_case", "read_facts"]

Place = Callable[[tuple[str, ...]], tuple[Span | None, Span | None]]
"""Where in a file the caller's data stands: a path of keys -> the last key, and its value."""


@dataclass(frozen=True, slots=True)
class Case:
    """Checked facts of one case, for one jurisdiction.

    Pickled, its program is but an `Origin`, until a jurisdiction of that program takes it in.

    Attributes:
        program: what it was checked against.
        item: the listed item that the case is about, if it names one.
        day: the day of the decision, if known.
        off_list: the names of a certificate that the case names and the list has not got.
        overridden: presumptions of the list that the case contradicts, and so replaces.

    """

    program: Program = field(repr=False)
    _known: dict[str, FactValue] = field(repr=False)
    item: Item | None
    day: date | None
    overridden: tuple[str, ...] = ()
    off_list: ItemRef | None = None

    @property
    def item_ref(self) -> ItemRef | None:
        """The item as an answer shows it; one that is not listed has no number."""
        item = self.item
        if item is None:
            return self.off_list
        return ItemRef(item.number, item.certificate, item.matter, item.kind)

    @property
    def known(self) -> Mapping[str, FactValue]:
        """Every known fact, read-only: given, implied, settled by the item, presumed by a list."""
        return MappingProxyType(self._known)

    @property
    def facts(self) -> Mapping[str, FactValue]:
        """The same as `known`."""
        return self.known

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which the case can be asked at all."""
        return _admissible(self.program, self.item)

    @property
    def bounds(self) -> Mapping[str, tuple[date | None, date | None]]:
        """The days open to the decision's date; with an item, those since the list was there."""
        day, listed = self.program.vocabulary.roles.date, self.program.list
        if day is None:
            return {}
        since, until = self.days
        if self.item is not None and listed is not None:
            since = max(since or listed.published, listed.published)
        return {day: (since, until)}

    @property
    def before_the_list(self) -> bool:
        """Whether the case names an item on a day before the list was published."""
        listed = self.program.list
        named = self.item is not None and listed is not None and self.day is not None
        return named and self.day < listed.published  # type: ignore[union-attr, operator]

    def __copy__(self) -> Case:
        return self

    def __deepcopy__(self, _: object) -> Case:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # The item goes as its number and names, which is what a certificate off the list has too.
        said = (self._known, None, self.day, self.overridden, self.item_ref)
        return Case, (Origin.of(self.program), *said)


# A case is made a million times in a report: the slots are filled directly, past the guard.
_slots: Any = Case
_set_program = _slots.program.__set__
_set_known = _slots._known.__set__  # noqa: SLF001
_set_item = _slots.item.__set__
_set_day = _slots.day.__set__
_set_overridden = _slots.overridden.__set__
_set_off_list = _slots.off_list.__set__
_new = object.__new__


def make_case(
    program: Program,
    known: dict[str, FactValue],
    item: Item | None,
    day: date | None,
    overridden: tuple[str, ...] = (),
) -> Case:
    """Return a case of facts that were checked; see `Case` for what they are.

    Args:
        program: the jurisdiction's program.
        known: every known fact; kept as it is, and never written to.
        item: the listed item; None where the case names none.
        day: the day of the decision; None where it is open.
        overridden: the presumptions of the list that the facts contradict.

    """
    made = _new(Case)
    _set_program(made, program)
    _set_known(made, known)
    _set_item(made, item)
    _set_day(made, day)
    _set_overridden(made, overridden)
    _set_off_list(made, None)
    return made


def read_facts(
    program: Program,
    given: Mapping[str, Any],
    item: ItemKey | None = None,
    on: date | str | None = None,
    place: Place | None = None,
) -> Case:
    """Return the case that the given facts make.

    Args:
        program: the jurisdiction's program.
        given: facts by name or api name, flat or nested; None, NaN, NA and NaT are unknown.
        item: the item of the list, or None where the case brings the certificate's facts itself.
            Names that the list has not got, and nothing like them, are a certificate off the list.
        on: the day of the decision; None leaves it open.
        place: tells where the data stands in a file, for the diagnostics.

    Raises:
        CaseError: with every problem: of names, types, the item, the day; contradictions.

    """
    reading = _Reading(program, place or (lambda _: (None, None)))
    reading.take(given)
    reading.take_date(on)
    chosen = reading.take_item(item)
    reading.close()
    overridden = reading.presume(chosen)
    reading.check_day(chosen)
    if reading.problems:
        raise CaseError(dict.fromkeys(reading.problems))
    day = program.vocabulary.roles.date
    found = reading.facts.get(day) if day is not None else None
    return Case(
        program,
        reading.facts,
        chosen,
        found if isinstance(found, date) else None,
        overridden,
        reading.off_list,
    )


def given_facts(
    program: Program, given: Mapping[str, Any], place: Place | None = None
) -> dict[str, FactValue]:
    """Return the caller's facts by name, checked one by one, with nothing that follows from them.

    Args:
        program: the jurisdiction's program.
        given: facts by name or api name, flat or nested.
        place: tells where the data stands in a file; None where it comes from none.

    Raises:
        CaseError: with every problem: unknown names, wrong types.

    """
    reading = _Reading(program, place or (lambda _: (None, None)))
    reading.take(given)
    if reading.problems:
        raise CaseError(dict.fromkeys(reading.problems))
    return reading.facts


def _admissible(program: Program, item: Item | None) -> tuple[date | None, date | None]:
    since, until = program.first_day, program.levels[0].document.until
    if item is not None:
        since = max((d for d in (since, item.since) if d is not None), default=None)
        until = min((d for d in (until, item.until) if d is not None), default=None)
    return since, until


class _Reading:
    """One reading of a case: facts as they come in, and every problem on the way."""

    def __init__(self, program: Program, place: Place) -> None:
        self.program = program
        self.vocabulary: Vocabulary = program.vocabulary
        self.place = place
        self.facts: dict[str, FactValue] = {}
        self.places: dict[str, Span | None] = {}
        self.paths: dict[str, tuple[object, ...]] = {}
        self.problems: list[Diagnostic] = []
        self.off_list: ItemRef | None = None

    def fault(
        self,
        code: str,
        message: str,
        span: Span | None,
        help: str | None = None,
        *,
        path: tuple[object, ...] = (),
        **params: object,
    ) -> None:
        """Add a problem.

        Args:
            code: the diagnostic's.
            message: what is wrong.
            span: where, in a file.
            help: the way out.
            path: the field of the case that it concerns.
            params: what the message is put together from.

        """
        where = (step if isinstance(step, str) else shown(step) for step in path)
        self.problems.append(
            Diagnostic.error(code, message, span, help=help, path=where, params=params)
        )

    def take(self, given: Mapping[str, Any]) -> None:
        """Take the caller's facts, flat or nested, by name or by api name."""
        if not isinstance(given, Mapping):
            _, span = self.place(("facts",))
            help = "写作 {事实: 值, …}"
            message = "facts 应为键值对（映射）"
            self.fault("GZ602", message, span, help, path=("facts",), found=given)
            return
        for path, value in _leaves(given, ()):
            if len(self.problems) > MOST_PROBLEMS:
                return
            name = ".".join(step if isinstance(step, str) else shown(step) for step in path)
            where = ("facts", *path)
            key, span = self.place(where)
            if isinstance(value, Mapping) and not value and self._is_group(name):
                continue
            fact = self._fact(name, where, key)
            if fact is not None and not is_missing(value):
                self._take_one(fact, value, where, span)

    def _is_group(self, name: str) -> bool:
        names = (*self.vocabulary.facts, *self.vocabulary.by_api)
        return any(one.startswith(f"{name}.") for one in names)

    def _fact(self, name: str, path: tuple[object, ...], span: Span | None) -> Fact | None:
        facts = self.vocabulary.facts
        if not all(isinstance(step, str) for step in path):
            message, help = f"事实名应为文本，而不是“{shown(name)}”", "照抄词汇表里的名称"
            self.fault("GZ601", message, span, help, path=path, found=name)
            return None
        fact = facts.get(name) or facts.get(self.vocabulary.by_api.get(name, ""))
        if fact is None:
            near = hint = None
            if len(self.problems) < MOST_SUGGESTIONS:
                near = suggest(name, [*facts, *self.vocabulary.by_api])
                hint = fullwidth_hint(name)
            help = f"是否要写 {near}？" if near else "名称以词汇表 rules/vocabulary.yaml 为准"
            message = f"不认识的事实“{shown(name)}”"
            self.fault("GZ601", message, span, hint or help, path=path, found=name, near=near)
        return fact

    def _take_one(
        self, fact: Fact, value: object, path: tuple[object, ...], span: Span | None
    ) -> None:
        try:
            read = read_value(fact, value)
        except FactValueError as error:
            said = _said_of(fact, value)
            self.fault(error.code, str(error), span, error.help, path=path, **said)
            return
        earlier = self.facts.get(fact.name)
        if earlier is not None and earlier != read:
            said = _said_of(fact, value)
            message = f"“{fact.name}”写了两次，值不同"
            self.fault("GZ612", message, span, "保留一个", path=path, **said)
            return
        self.facts[fact.name] = read
        self.places.setdefault(fact.name, span)
        self.paths.setdefault(fact.name, path)

    def take_date(self, on: date | str | None) -> None:
        """Take the day of the decision, which may also stand among the facts."""
        if is_missing(on):
            return
        name = self.vocabulary.roles.date
        _, span = self.place(("date",))
        if name is None:
            help = "删去日期；或者在词汇表里写 roles: {date: 事实名}"
            message = "词汇表没有说哪一个事实是办理日期"
            self.fault("GZ601", message, span, help, path=("date",), found=on)
            return
        fact = self.vocabulary.facts[name]
        try:
            day = read_value(fact, on)
        except FactValueError as error:
            said = _said_of(fact, on)
            self.fault("GZ602", f"办理日期：{error}", span, error.help, path=("date",), **said)
            return
        if self.facts.setdefault(name, day) != day:
            message = f"办理日期写作 {day}，“{name}”却写作 {self.facts[name]}"
            said = _said_of(fact, on)
            self.fault("GZ605", message, span, "保留一个", path=("date",), **said)

    def take_item(self, key: ItemKey | None) -> Item | None:
        """Take the item, and with it what the county has stated about it."""
        if is_missing(key):
            return None
        _, span = self.place(("item",))
        try:
            key = plain_key(key, span)
        except CaseError as error:
            self.problems.extend(error.diagnostics)
            return None
        self.off_list = off_the_list(self.program.list, key)
        if self.off_list is not None:
            self._take_listed("清单里没有案件所写的证明", listed=False, span=span)
            return None
        try:
            item = find_item(self.program, key, span)
        except CaseError as error:
            self.problems.extend(error.diagnostics)
            return None
        for name, value in item.facts.items():
            if self.facts.setdefault(name, value) != value:
                shown = plain_value(self.vocabulary.facts[name], value)
                said = f"清单第 {item.number} 项写明“{name}”为 {fact_text(shown)}"
                self._contradicted(name, said, span)
        if not self._too_early():
            said = f"清单第 {item.number} 项在清单内"
            self._take_listed(said, listed=True, span=span)
        elif self.vocabulary.roles.listed is not None:
            # Whether something is on the list, the list says; a caveat tells of the day.
            self.facts[self.vocabulary.roles.listed] = False
        return item

    def _take_listed(self, said: str, *, listed: bool, span: Span | None) -> None:
        """Take whether the certificate is on the list; `said` tells how that is known."""
        name = self.vocabulary.roles.listed
        if name is not None and self.facts.setdefault(name, listed) != listed:
            self._contradicted(name, f"{said}，“{name}”只能是 {fact_text(listed)}", span)

    def _contradicted(self, name: str, said: str, span: Span | None) -> None:
        help = "以清单为准，删去案件里的这一项；清单有误的，改清单"
        place = self.places.get(name) or span
        path = self.paths.get(name, ("item",))
        message = f"{said}，案件所写与此不同"
        self.fault("GZ606", message, place, help, path=path, fact=name)

    def _too_early(self) -> bool:
        """Whether the day is known, and the list was not published yet."""
        listed, name = self.program.list, self.vocabulary.roles.date
        day = self.facts.get(name) if name is not None else None
        return listed is not None and isinstance(day, date) and day < listed.published

    def close(self) -> None:
        """Add what the known facts imply; report what contradicts it."""
        changed = True
        while changed:
            changed = False
            for rule in self.vocabulary.implications:
                changed = self._imply(rule) or changed

    def _imply(self, rule: Implication) -> bool:
        given, then = self.facts.get(rule.given), self.facts.get(rule.then)
        if given is True and then is None:
            self.facts[rule.then] = rule.value
            return True
        if then is not None and then != rule.value and given is None:
            self.facts[rule.given] = False
            return True
        if given is True and then != rule.value:
            expected = fact_text(rule.value)
            self.fault(
                "GZ604",
                f"“{rule.given}”为是，“{rule.then}”就只能是 {expected}，案件所写与此矛盾",
                self.places.get(rule.then) or self.places.get(rule.given),
                "核对这两项事实，改正其一",
                path=self.paths.get(rule.then) or self.paths.get(rule.given, ()),
                fact=rule.then,
                given=rule.given,
                expected=expected,
            )
        return False

    def presume(self, item: Item | None) -> tuple[str, ...]:
        """Add what the list presumes where the case is silent; return what the case overrides."""
        listed = self.program.list
        if item is None or listed is None or self._too_early():
            return ()
        # What the county states of the item itself is its own word, and nobody's contradiction.
        overridden = [
            name
            for name, value in listed.presumes.items()
            if self.facts.setdefault(name, value) != value and name not in item.facts
        ]
        self.close()
        return tuple(overridden)

    def check_day(self, item: Item | None) -> None:
        """Report a day on which nothing was in force, or the item did not stand on the list."""
        name = self.vocabulary.roles.date
        day = self.facts.get(name) if name is not None else None
        span = self.place(("date",))[1] or self.places.get(name or "")
        since, until = _admissible(self.program, None)
        root = self.program.levels[0].document
        if isinstance(day, date) and (
            (since is not None and day < since) or (until is not None and day > until)
        ):
            period = f"{since or ''} 至 {until or '今'}"
            message = f"办理日期 {day} 不在{root.label}施行期间（{period}）"
            help = "此时没有可适用的规则；核对日期"
            limits = {"found": day, "since": since, "until": until}
            self.fault("GZ608", message, span, help, path=self._day_path(), **limits)
            return
        if item is None:
            return
        first, last = _admissible(self.program, item)
        listed = self.program.list
        if listed is not None and not isinstance(day, date):
            first = max(first or listed.published, listed.published)
        outside = isinstance(day, date) and (
            (first is not None and day < first) or (last is not None and day > last)
        )
        if outside or (first is not None and last is not None and last < first):
            message = f"清单第 {item.number} 项只在 {first or ''} 至 {last or '今'} 列于清单"
            help = "核对日期，或者删去 item"
            limits = {"since": first, "until": last}
            where = self._day_path()
            self.fault("GZ613", message, span, help, path=where, item=item.number, **limits)

    def _day_path(self) -> tuple[object, ...]:
        """Return where the case says its day, where it does."""
        return self.paths.get(self.vocabulary.roles.date or "", ("date",))


def _said_of(fact: Fact, found: object) -> dict[str, object]:
    """Return what a refusal of a value tells a program."""
    values = {"values": fact.values} if fact.values else {}
    kind = {"type": str(fact.kind), **values}
    return {"fact": fact.name, "api": fact.api, **kind, "found": found}


def _leaves(
    given: Mapping[Any, Any], path: tuple[Any, ...], depth: int = 0
) -> Iterator[tuple[tuple[Any, ...], object]]:
    for key, value in given.items():
        here = (*path, key)
        if isinstance(value, Mapping) and value and depth < 8:
            yield from _leaves(value, here, depth + 1)
        else:
            yield here, value
