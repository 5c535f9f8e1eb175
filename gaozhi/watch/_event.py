"""Events of many cases: as a caller gives them, and as they are kept once they are checked.

Of an applicant only a keyed digest is kept to compare, and a masked number to show.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from gaozhi.engine import Event, Place, Where, read_facts
from gaozhi.engine.events import read_events
from gaozhi.errors import CaseError
from gaozhi.language import LINKS
from gaozhi.model import FactValue, Program
from gaozhi.source import Diagnostic, check_identity, mask, shown
from gaozhi.workdays import WorkCalendar

LONGEST: Final = 200
"""How long a number or a name may be, in characters."""

Time = tuple[int, int]
"""A day of the proleptic calendar, and the place among the events of that day."""

_PERSON: Final = "applicant"
_TEXTS: Final = (*LINKS, "ref")


@dataclass(frozen=True, slots=True, repr=False)
class WatchEvent:
    """Something that happened in one of many cases.

    Attributes:
        event: its kind, from the vocabulary.
        at: when; a datetime needs its time zone and is read in Beijing time.
        applicant: the identity number or unified social credit code of whom it is about.
        case: the number of the case.
        certificate: which certificate it is about.
        matter: which matter.
        organ: which organ.
        ref: of several letters in one case, which.
        facts: what the event established, by the vocabulary's names.

    """

    event: str
    at: date | datetime
    applicant: str | None = None
    case: str | None = None
    certificate: str | None = None
    matter: str | None = None
    organ: str | None = None
    ref: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        said = {name: getattr(self, name) for name in ("event", "at", *_TEXTS) if name != _PERSON}
        given = (f"{k}={shown(v, write=repr)}" for k, v in said.items() if v is not None)
        return f"WatchEvent({', '.join(given)})"


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A checked event.

    Attributes:
        kind: its kind.
        day: its day in Beijing.
        index: its place in the order in which events became known.
        links: a keyed digest of each link that it names; what is compared.
        shown: the same in words, the applicant masked; what is shown.
        facts: what it established, identity numbers left out.
        digest: the same for the same event, so that one that comes twice counts once.
        time: its place in the order of time: on one day, that in which events became known.

    """

    kind: str
    day: date
    index: int
    links: Mapping[str, str]
    shown: Mapping[str, str]
    facts: Mapping[str, FactValue]
    digest: str
    time: Time = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "time", (self.day.toordinal(), self.index))


class Reader:
    """Checks events of one jurisdiction, and makes of each what is kept."""

    def __init__(self, program: Program, calendar: WorkCalendar, key: bytes) -> None:
        self._program = program
        self._calendar = calendar
        self._key = key
        self._needs: dict[str, dict[str, list[str]]] = {}
        for rule in program.watch:
            for kind, link in rule.needs():
                rules = self._needs.setdefault(kind, {}).setdefault(link, [])
                if rule.name not in rules:
                    rules.append(rule.name)

    def read(
        self, given: WatchEvent | Mapping[str, Any], index: int, where: Where, place: Place | None
    ) -> Seen:
        """Return the event as it is kept.

        Args:
            given: the event, or the same as data.
            index: its place in the order in which events became known.
            where: tells where a field of the event stands in a file.
            place: tells the same of its facts, key and value; None where it comes from no file.

        Raises:
            CaseError: with every problem that it has.

        """
        event = _as_event(given, where)
        problems = list(self._problems_of_texts(event, where))
        if not isinstance(event.event, str):
            message = "event 应为文本，写词汇表 events 里的名称"
            problem = Diagnostic.error(
                "GZ617", message, where(("event",)), help="照抄词汇表", path=("event",)
            )
            raise CaseError([*problems, problem])
        found_wrong: list[Diagnostic] = []
        found = read_events(
            self._program,
            [Event(event.event, event.at)],
            self._calendar,
            event.at,
            found_wrong,
            lambda path: where(path[2:]),
        )
        problems += [replace(one, path=one.path[2:]) for one in found_wrong]
        day = found[0].day if found else None
        facts: Mapping[str, FactValue] = {}
        try:
            facts = read_facts(self._program, event.facts, place=place).facts
        except CaseError as error:
            problems.extend(error.diagnostics)
        if problems or day is None:
            raise CaseError(dict.fromkeys(problems))
        known = self._program.vocabulary.facts
        kept = {name: value for name, value in facts.items() if not known[name].identity}
        texts = {name: _text(event, name) for name in _TEXTS}
        named = {name: text for name, text in texts.items() if text is not None}
        links = {name: self._digest(name, text) for name, text in named.items()}
        said_of = {name: mask(text) if name == _PERSON else text for name, text in named.items()}
        said = [event.event, day.isoformat(), *sorted(f"{n}={d}" for n, d in links.items())]
        said += sorted(f"{name}={_written(value)}" for name, value in facts.items())
        return Seen(
            event.event,
            day,
            index,
            MappingProxyType(links),
            MappingProxyType(said_of),
            MappingProxyType(kept),
            self._digest("event", "\x00".join(said)),
        )

    def _digest(self, name: str, text: str) -> str:
        """Return a text as what is compared: a letter first, so that nothing reads it as a number.

        The name goes in as well, so that a case and an organ of one name do not look alike.
        """
        said = f"{name}\x00{text}".encode()
        return "k" + hmac.new(self._key, said, hashlib.sha256).hexdigest()

    def _problems_of_texts(self, event: WatchEvent, where: Where) -> Iterator[Diagnostic]:
        for name in _TEXTS:
            value = getattr(event, name)
            if value is not None:
                yield from _problems_of_text(name, value, where)
        needs = self._needs.get(event.event, {}) if isinstance(event.event, str) else {}
        for link, rules in needs.items():
            if getattr(event, link) is None:
                named = "、".join(f"“{rule}”" for rule in rules)
                message = f"“{event.event}”没有写 {link}，预警规则{named}联系不到它"
                yield Diagnostic.error(
                    "GZ555", message, where(("event",)), help=f"补上 {link}: …", path=(link,)
                )


def _as_event(given: WatchEvent | Mapping[str, Any], where: Where) -> WatchEvent:
    if isinstance(given, WatchEvent):
        return given
    known = [one.name for one in fields(WatchEvent)]
    if not isinstance(given, Mapping):
        said = ["应为 WatchEvent 或者键值对（映射）"]
    else:
        said = [f"不认识的键“{shown(key, 30)}”" for key in given if key not in known]
        said += [f"缺少“{key}”" for key in known[:2] if key not in given]
    if said:
        message = f"事件的写法不对：{'，'.join(said)}"
        help = f"可写：{'、'.join(known)}；event 和 at 必须写"
        raise CaseError([Diagnostic.error("GZ618", message, where(()), help=help)])
    return WatchEvent(**given)


def _problems_of_text(name: str, value: object, where: Where) -> Iterator[Diagnostic]:
    span = where((name,))
    said, help = None, "照原件填写"
    if not isinstance(value, str):
        said, help = "应为文本", "给它加引号；号码、编号都是文本"
    elif not value.strip():
        said, help = "是空的", "写上内容，或者删去这一栏"
    elif len(value) > LONGEST:
        said, help = f"超过 {LONGEST} 个字", "只写编号或者名称"
    elif not value.isprintable():
        said, help = "含有看不见的字符", "删去换行、制表符之类"
    if said is not None:
        yield Diagnostic.error("GZ554", f"“{name}”{said}", span, help=help, path=(name,))
        return
    identity = check_identity(str(value))
    if name == _PERSON and identity.problems:
        reasons = "；".join(problem.message for problem in identity.problems)
        message = f"“{name}”不合规则：{reasons}"
        yield Diagnostic.error("GZ609", message, span, help="请与证件核对后重新填写", path=(name,))
    elif name != _PERSON and mask(str(value)) != value:
        # What comes in is shown again as it is: no alert could be used whose case is masked.
        message = f"“{name}”里像有证件号码"
        help = "证件号码只写在 applicant；编号恰好像证件号码的，用“/”断开，如 320681/20260901/0001"
        yield Diagnostic.error("GZ554", message, span, help=help, path=(name,))


def _text(event: WatchEvent, name: str) -> str | None:
    value: str | None = getattr(event, name)
    if value is None or name != _PERSON:
        # A blank at the end would part what belongs together, and nobody would see why.
        return None if value is None else value.strip()
    return check_identity(value).text


def _written(value: FactValue) -> str:
    return "、".join(sorted(value)) if isinstance(value, frozenset) else repr(value)
