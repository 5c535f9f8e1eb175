"""What may stand in the YAML of a vocabulary, a catalog and a case."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._lists import (
    DirectoryEntry,
    DirectoryFormEntry,
    ItemEntry,
    ListEntry,
    ListFormEntry,
)
from gaozhi.language._validation import Basis, CountyName, Day, Id, Instant, Model, OneOrMore

__all__ = [
    "CaseFile",
    "CatalogFile",
    "DecisionEntry",
    "FactEntry",
    "PresumesEntry",
    "ResponsibleEntry",
    "TimelineFile",
    "VocabularyFile",
]


class FactEntry(Model):
    """One fact; its type is read separately, since it is a word or a mapping."""

    name: str
    api: str
    type: Any
    ask: str | None = None
    note: str | None = None
    never: str | None = None
    format: Literal["identity"] | None = None
    label: str | None = None
    group: str | None = None
    ask_applicant: str | None = None
    answered_by: Literal["申请人", "窗口", "数据"] | None = None
    codes: dict[str, str] = {}


class DecisionEntry(Model):
    """One decision, with its values from the strongest down."""

    name: str
    api: str
    combine: Literal["strongest", "first", "all"]
    values: list[str]
    means: str | None = None
    says: dict[str, str] = {}
    codes: dict[str, str] = {}


class RolesEntry(Model):
    """Which facts the engine must know by name."""

    date: str | None = None
    listed: str | None = None
    item: list[str] | None = None
    mode: str | None = None


class EffectEntry(Model):
    """An event, and what it makes true; with ``when`` only where a decision allows it."""

    event: str
    makes: dict[str, Any] = {}
    when: dict[str, OneOrMore] = {}


class VocabularyFile(Model):
    """``rules/vocabulary.yaml``."""

    roles: RolesEntry | None = None

    facts: list[FactEntry] = []
    implies: list[dict[str, Any]] = []
    decisions: list[DecisionEntry] = []
    events: list[Any] = []
    worse: dict[str, list[Any]] = {}


class PresumesEntry(Model):
    """What standing on the published list settles, and on what ground."""

    facts: dict[str, Any]
    basis: Basis


class ResponsibleEntry(Model):
    """The organs that the document makes responsible, and the names they also go by."""

    organs: list[str]
    basis: Basis
    aliases: dict[str, str] = {}


def _or_not_at_hand(value: object) -> object:
    if value is None:
        raise ValueError("后面没有内容。不在手边的写 not_at_hand")
    return None if value == "not_at_hand" else value


class CatalogFile(Model):
    """``catalogs/<id>.yaml``: who a county is, and its list."""

    county: CountyName
    id: Id
    rules: Id
    calendar: Id
    list_: Annotated[ListEntry | None, BeforeValidator(_or_not_at_hand)] = Field(alias="list")
    code: str | None = None
    list_form: ListFormEntry | None = None
    directory: Annotated[DirectoryEntry | None, BeforeValidator(_or_not_at_hand)] = None
    directory_form: DirectoryFormEntry | None = None
    presumes: PresumesEntry | None = None
    responsible: ResponsibleEntry | None = None
    items: list[ItemEntry] = []

    @property
    def not_at_hand(self) -> frozenset[str]:
        """Which of ``list`` and ``directory`` the catalog says to exist without having them."""
        absent = {"list"} if self.list_ is None else set()
        if self.directory is None and "directory" in self.model_fields_set:
            absent.add("directory")
        return frozenset(absent)

    @model_validator(mode="after")
    def _list_and_items(self) -> CatalogFile:
        if self.list_ is None and self.items:
            raise ValueError("list: not_at_hand 的目录不能有 items。写出 list，或者删去它")
        if self.list_ is None and self.presumes is not None:
            raise ValueError("list: not_at_hand 的目录不能有 presumes。写出 list，或者删去它")
        return self


class CaseFile(Model):
    """A case: which county, which decision, which item, which day, and what is known.

    `fill` is for the forms that are made out for it; no decision reads it.
    """

    jurisdiction: str
    decision: str | None = None
    item: Any = None
    date: Day | None = None
    facts: dict[str, Any] = {}
    fill: dict[str, Any] = {}


class EventEntry(Model):
    """Something that happened in a case."""

    event: str
    at: Instant
    ref: str | None = None
    obliged: str | None = None
    calendar: str | None = None

    @model_validator(mode="after")
    def _one_calendar(self) -> EventEntry:
        if self.obliged is not None and self.calendar is not None:
            raise ValueError(
                "obliged 和 calendar 只能写其一。"
                "obliged 写负有义务的机关所在的地区，用它的工作日历；另有约定的写 calendar"
            )
        return self


class PauseEntry(Model):
    """Days that are not counted, both ends included."""

    from_: Day = Field(alias="from")
    to: Day | None = None
    why: str | None = None


class TimelineFile(Model):
    """What happened in a case: which county, as of when, the events, and what is known."""

    jurisdiction: str
    events: list[EventEntry]
    as_of: Instant | None = None
    item: Any = None
    excluded: list[PauseEntry] = []
    facts: dict[str, Any] = {}
