"""Prebuilt programs: every bundled program, compiled, as JSON data beside the YAML in a wheel.

A program that only decides then neither reads YAML nor imports its reader. A file that is damaged,
or of another version of gaozhi, is ignored: its program is compiled from the YAML again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from gaozhi import portable
from gaozhi.model import DecisionSpec, Program
from gaozhi.source.records import pack, unpack
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.programs import CountyNames, Programs

if TYPE_CHECKING:
    from gaozhi.source import Diagnostic

__all__ = ["PrebuiltPrograms", "bundled_programs", "write_prebuilt"]

_FOLDER: Final = "compiled"
_INDEX: Final = "index.json"


def bundled_programs(bundle: Path) -> Programs:
    """Return the programs of the bundle, prebuilt where possible, otherwise from its YAML."""
    index = unpack(bundle / _FOLDER / _INDEX)
    return _of_yaml(bundle) if index is None else PrebuiltPrograms(bundle, index)


def write_prebuilt(bundle: Path, target: Path) -> None:
    """Write the files that `bundled_programs` reads.

    Args:
        bundle: the folder with ``rules/`` and ``catalogs/``.
        target: the folder that the files are written to.

    Raises:
        CatalogError: a jurisdiction has errors.
        CalendarError: a calendar has errors.

    """
    from gaozhi.source.files_out import replace_files
    from gaozhi.workdays._bundled import CALENDARS, pack_calendars

    programs = _of_yaml(bundle)
    files = {f"{id_}.json": pack(portable.dump(programs.program(id_))) for id_ in programs.names}
    files[CALENDARS] = pack_calendars(bundle / "catalogs" / "calendars")
    files[_INDEX] = pack([astuple(names) for names in programs.names.values()])
    target.mkdir(parents=True, exist_ok=True)
    replace_files({target / name: data for name, data in files.items()})


class PrebuiltPrograms:
    """The prebuilt programs of the bundle; safe to use from any number of threads.

    Args:
        bundle: the folder with the files, and the YAML that they were built from.
        index: the id, name and code of every jurisdiction.

    """

    problems: Final[Mapping[str, tuple[Diagnostic, ...]]] = {}

    def __init__(self, bundle: Path, index: list[list[str]]) -> None:
        self._bundle = bundle
        self.names: Mapping[str, CountyNames] = {
            id_: CountyNames(id_, name, code) for id_, name, code in index
        }
        self._yaml: Programs | None = None
        self._programs: dict[str, Program] = {}
        self._lock = RLock()

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by id."""
        return WorkCalendar.bundled()

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, by its id."""
        with self._lock:
            found = self._programs.get(id_)
            if found is None:
                found = self._programs[id_] = self._read(id_) or self._compiled(id_)
            return found

    def decision(self, name: str) -> DecisionSpec | None:
        """Return the decision of a name or api name that any jurisdiction knows; None if none."""
        words = (self.program(id_).vocabulary for id_ in self.names)
        return next(filter(None, (one.decision(name) for one in words)), None)

    def _read(self, id_: str) -> Program | None:
        """Return a prebuilt program; None where its file cannot be used."""
        data = unpack(self._bundle / _FOLDER / f"{id_}.json")
        try:
            found = None if data is None else portable.load(data)
        except ValueError:
            return None
        return found if found is not None and found.id == id_ else None

    def _compiled(self, id_: str) -> Program:
        self._yaml = self._yaml or _of_yaml(self._bundle)
        return self._yaml.program(id_)


def _of_yaml(bundle: Path) -> Programs:
    # Imported here, so that with every program prebuilt no YAML reader is imported.
    from gaozhi.workspace.on_demand import ProgramsOnDemand

    return ProgramsOnDemand(None, bundle)
