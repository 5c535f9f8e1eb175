"""What a watch rule says: the events and cases involved, and the provisions that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gaozhi.engine import Citation
from gaozhi.model import Reading, WatchRule
from gaozhi.source import JsonRecord
from gaozhi.watch._event import Seen
from gaozhi.watch._match import Match


@dataclass(frozen=True, slots=True)
class AlertEvent(JsonRecord):
    """An event that an alert is about; an applicant's number is masked.

    Attributes:
        role: what the rule calls it.
        event: its kind.
        day: its day.
        applicant: whom it is about, masked.
        case: the number of the case.
        certificate: which certificate it is about.
        matter: which matter.
        organ: which organ.
        ref: which letter.

    """

    role: str
    event: str
    day: date
    applicant: str | None = None
    case: str | None = None
    certificate: str | None = None
    matter: str | None = None
    organ: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Alert(JsonRecord):
    """Something that deserves a look. It decides nothing: that is for a decision on the case.

    Attributes:
        rule: the name of the watch rule.
        title: what the rule looks for.
        text: what it says.
        day: the day of the latest event involved.
        cases: the cases involved, each once, that of the rule's first event first.
        events: the events involved, the rule's first event first.
        basis: the provisions that the rule rests on, the county's own first.
        caveat: what must be said along with it.
        reading: of two meanings that the words bear, which one is taken.
        doubts: what could not be told for certain, and was taken to hold.
        more: whether more events are involved than are named: of each pattern the latest 20
            are, and the event that brings the alert.

    """

    rule: str
    title: str
    text: str
    day: date
    cases: tuple[str, ...]
    events: tuple[AlertEvent, ...]
    basis: tuple[Citation, ...]
    caveat: str | None = None
    reading: Reading | None = None
    doubts: tuple[str, ...] = ()
    more: bool = False


def alerts_of(rule: WatchRule, found: Iterable[Match]) -> Iterator[Alert]:
    """Yield the alerts that a rule gives on what was found."""
    basis = tuple(Citation.of(provision) for provision in rule.basis)
    # Several alerts name the same events.
    written: dict[tuple[str, Seen], AlertEvent] = {}
    for one in found:
        taken = [(rule.head.name, one.head)]
        for pattern, events in zip(rule.others, one.others, strict=True):
            taken += [(pattern.name, event) for event in events]
        for role, seen in taken:
            if (role, seen) not in written:
                written[role, seen] = AlertEvent(role, seen.kind, seen.day, **seen.shown)
        yield Alert(
            rule=rule.name,
            title=rule.title,
            text=rule.alert,
            day=max(seen.day for _, seen in taken),
            cases=tuple(dict.fromkeys(s.shown["case"] for _, s in taken if "case" in s.shown)),
            events=tuple(written[part] for part in taken),
            basis=basis,
            caveat=rule.caveat,
            reading=rule.reading,
            doubts=one.doubts,
            more=one.more,
        )
