"""The interface by which a library gets its programs, and the names of jurisdictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gaozhi.model import DecisionSpec, Program
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
        unread: the errors of a catalog that does not even say whose it is; the id stands for all.
        rules: the folder of its own rules; None where it has to be read whole to know.

    """

    id: str
    name: str
    code: str | None = None
    unread: tuple[Diagnostic, ...] = ()
    rules: str | None = field(default=None, compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        """Every key by which it can be looked up."""
        return tuple(key for key in (self.id, self.name, self.code) if key is not None)


class Programs(Protocol):
    """A source of the programs of a library."""

    @property
    def names(self) -> Mapping[str, CountyNames]:
        """The jurisdictions by id, in order of id."""

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by id."""

    @property
    def problems(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The errors, by the jurisdiction that they keep from answering, or else by file."""

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, by its id; the same object every time.

        Raises:
            CatalogError: the files that it depends on have errors.

        """

    def forget(self, id_: str) -> None:
        """Let go of the program of a jurisdiction, which is made again when it is asked for."""

    def decision(self, name: str) -> DecisionSpec | None:
        """Return the decision of a name or api name that any jurisdiction knows; None if none."""
