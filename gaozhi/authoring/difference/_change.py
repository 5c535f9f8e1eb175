"""What a comparison finds: changes of what is written, and cases that come out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from gaozhi.source import JsonRecord, as_json


class Part(StrEnum):
    """What a change is about."""

    JURISDICTION = "jurisdiction"
    VOCABULARY = "vocabulary"
    ITEM = "item"
    DIRECTORY = "directory"
    RULE = "rule"
    DUTY = "duty"
    WATCH = "watch"
    PROVISION = "provision"
    FORM = "form"


class ChangeKind(StrEnum):
    """What has become of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that is said otherwise than before; None where it is not said.

    Attributes:
        label: what it is called, in Chinese.
        before: what was said.
        after: what is said.
        example: of a condition whose meaning changed, facts on which it differs: whatever the rest.
        held: whether the condition held on these facts before.

    """

    label: str
    before: str | None
    after: str | None
    example: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    held: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data; the example only where there is one."""
        found: dict[str, Any] = {"field": self.label, "before": self.before, "after": self.after}
        if self.held is not None:
            found["example"] = {"facts": dict(self.example), "before": self.held}
        return found


@dataclass(frozen=True, slots=True)
class Change(JsonRecord):
    """Something that was added, removed, renamed, or says something else.

    Attributes:
        part: what it is.
        kind: what has become of it.
        name: what it is called, now or last.
        decision: of a rule, the decision that it belongs to.
        formerly: the name before it was renamed.
        fields: what it says otherwise; of what was added or removed, all that it says.
        basis: the provisions that it rests on, as a reader finds them.

    """

    part: Part
    kind: ChangeKind
    name: str
    decision: str | None = None
    formerly: str | None = None
    fields: tuple[FieldChange, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out, and the rules that it rests on, each with its provisions."""

    outcome: str
    grounds: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        grounds = [{"rule": rule, "basis": list(basis)} for rule, basis in self.grounds]
        return {"outcome": self.outcome, "grounds": grounds}


@dataclass(frozen=True, slots=True)
class ChangedCase(JsonRecord):
    """A case that comes out otherwise.

    Attributes:
        decision: what was asked.
        facts: of a generated case as few as will do: whatever the others are, it changes so.
        item: the number of the listed item that it is about.
        before: what came out.
        after: what comes out.
        name: of a scenario, what it is called.
        value: of a decision that collects, the value that is gone or has come.

    """

    json_keys = "name decision value item facts before after"

    decision: str
    facts: Mapping[str, Any]
    item: int | None
    before: Answer
    after: Answer
    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What has changed for one jurisdiction.

    Attributes:
        name: its name; of rules without a catalog, their folder's.
        changes: what is written otherwise.
        scenarios: those of its scenarios that come out otherwise.
        cases: generated cases that come out otherwise, of every kind one.
        more: how many kinds of generated cases are not listed.
        more_at_least: there may be more kinds than that.
        unlike: decisions whose outcomes could not be compared.

    """

    name: str
    changes: tuple[Change, ...] = ()
    scenarios: tuple[ChangedCase, ...] = ()
    cases: tuple[ChangedCase, ...] = ()
    more: int = 0
    more_at_least: bool = False
    unlike: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.scenarios or self.cases or self.more or self.unlike)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        more = {"count": self.more, "at_least": self.more_at_least}
        found = as_json(self, "jurisdiction=name changes scenarios cases")
        return found | {"more_cases": more, "not_compared": list(self.unlike)}


@dataclass(frozen=True, slots=True)
class Comparison(JsonRecord):
    """What has changed between two folders of rules.

    Attributes:
        old: what the old side was called.
        new: what the new side was called.
        sections: what has changed for each jurisdiction, those without a change left out.
        unread: how many errors the new side's scenario files have: some may not have been tried.

    """

    json_keys = "old new unread_scenarios=unread jurisdictions=sections"

    old: str
    new: str
    sections: tuple[Section, ...]
    unread: int = 0

    def __bool__(self) -> bool:
        return bool(self.sections)
