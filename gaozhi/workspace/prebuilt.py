"""The bundle that a wheel carries beside its YAML, so that what only decides reads no YAML.

Where it is missing, damaged, or of another version of gaozhi, the YAML is compiled in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gaozhi.errors import BundleError
from gaozhi.source.container import Container
from gaozhi.workdays._bundled import PREBUILT
from gaozhi.workspace.bundle_file import BundlePrograms, write_bundle
from gaozhi.workspace.programs import Programs

if TYPE_CHECKING:
    from gaozhi.model import Program
    from gaozhi.workdays import WorkCalendar

__all__ = ["bundled_programs", "write_prebuilt"]


def bundled_programs(bundle: Path) -> Programs:
    """Return the programs of the bundled folder, prebuilt where possible, or from its YAML."""
    path = bundle / PREBUILT
    try:
        container = Container(path) if path.is_file() else None
        if container is not None and container.current:
            return _Prebuilt(bundle, container)
    except BundleError:
        pass
    return _of_yaml(bundle)


def write_prebuilt(bundle: Path, target: Path) -> None:
    """Write the file that `bundled_programs` reads.

    Args:
        bundle: the folder with ``rules/`` and ``catalogs/``.
        target: the folder that the file is written to.

    Raises:
        CatalogError: a jurisdiction has errors.

    """
    from gaozhi.workspace.on_demand import ProgramsOnDemand

    programs = ProgramsOnDemand(None, bundle)
    target.mkdir(parents=True, exist_ok=True)
    with (target / PREBUILT).open("wb") as file:
        write_bundle(file, programs.each(), programs.calendars)


class _Prebuilt(BundlePrograms):
    """The prebuilt programs; one that cannot be used is compiled from the YAML beside it."""

    def __init__(self, bundle: Path, container: Container) -> None:
        super().__init__(container)
        self._bundle = bundle
        self._yaml: Programs | None = None

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by id."""
        from gaozhi.workdays import WorkCalendar

        return WorkCalendar.bundled()

    def _read(self, id_: str) -> Program:
        try:
            return super()._read(id_)
        except BundleError:
            self._yaml = self._yaml or _of_yaml(self._bundle)
            return self._yaml.program(id_)


def _of_yaml(bundle: Path) -> Programs:
    # Imported here, so that with every program prebuilt no YAML reader is imported.
    from gaozhi.workspace.on_demand import ProgramsOnDemand

    return ProgramsOnDemand(None, bundle)
