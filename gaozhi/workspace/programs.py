"""What a library takes its programs from: the jurisdictions that there are, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from gaozhi.model import Program
from gaozhi.source import Diagnostic
from gaozhi.workdays import WorkCalendar

__all__ = ["CountyNames", "Programs"]


@dataclass(frozen=True, slots=True)
class CountyNames:
    """The names of a jurisdiction.

    Attributes:
        id: as in qidong.
        name: as in 启东市.
        code: the administrative code, where it has one.

    """

    id: str
    name: str
    code: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it may be asked for by."""
        return tuple(key for key in (self.id, self.name, self.code) if key is not None)


class Programs(Protocol):
    """Where the programs of a library come from."""

    @property
    def names(self) -> Mapping[str, CountyNames]:
        """The jurisdictions by id, in order of it."""

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by id."""

    @property
    def problems(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What is wrong, by the jurisdiction that cannot answer for it."""

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, the same one however often it is asked for.

        Raises:
            CatalogError: what it rests on has errors.

        """
