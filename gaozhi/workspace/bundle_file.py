"""Bundles: every jurisdiction of a folder, compiled, in one file; each is read when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

from gaozhi._version import __version__
from gaozhi.source.container import Container, ContainerWriter
from gaozhi.workdays._bundled import CALENDARS, dump_calendars, load_calendars
from gaozhi.workspace.programs import CountyNames

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaozhi.model import DecisionSpec, Program
    from gaozhi.source import Diagnostic
    from gaozhi.workdays import WorkCalendar

__all__ = ["BundlePrograms", "open_bundle", "write_bundle"]

_PART: Final = "programs/"
"""What the name of a program's part begins with; its jurisdiction's id follows."""


class BundlePrograms:
    """The programs of a bundle; safe to use from any number of threads.

    Args:
        container: the bundle.

    Attributes:
        names: the jurisdictions by id, in order of id.
        digests: the digest of every program, by the jurisdiction's id, as it was when written.
        written_by: the version of gaozhi that wrote it.

    Raises:
        BundleError: its index is not that of a bundle.

    """

    problems: Final[Mapping[str, tuple[Diagnostic, ...]]] = {}

    def __init__(self, container: Container) -> None:
        self._container = container
        self._programs: dict[str, Program] = {}
        self._calendars: Mapping[str, WorkCalendar] | None = None
        self._lock = RLock()
        about = container.about
        try:
            rows = [(str(i), str(n), c, str(d)) for i, n, c, d in about["jurisdictions"]]
            self._decisions: dict[str, str] = dict(about["decisions"])
            self.written_by = str(about["gaozhi"])
        except (LookupError, TypeError, ValueError):
            self._unreadable("目录")
        self.names: Mapping[str, CountyNames] = {i: CountyNames(i, n, c) for i, n, c, _ in rows}
        self.digests: Mapping[str, str] = {i: d for i, _, _, d in rows}

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by id."""
        with self._lock:
            if self._calendars is None:
                try:
                    self._calendars = load_calendars(self._container.part(CALENDARS))
                except ValueError:
                    self._unreadable(CALENDARS)
            return self._calendars

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, by its id.

        Raises:
            BundleError: it is altered, or this version of gaozhi cannot read it.

        """
        with self._lock:
            found = self._programs.get(id_)
            if found is None:
                found = self._programs[id_] = self._read(id_)
            return found

    def forget(self, id_: str) -> None:
        """Let go of the program of a jurisdiction, which is read again when it is asked for."""
        with self._lock:
            self._programs.pop(id_, None)

    def decision(self, name: str) -> DecisionSpec | None:
        """Return the decision of a name or api name that any jurisdiction knows; None if none."""
        id_ = self._decisions.get(name)
        return None if id_ is None else self.program(id_).vocabulary.decision(name)

    def _read(self, id_: str) -> Program:
        # Imported here, so that opening a bundle does not pay for what a program is made of.
        from gaozhi.portable import load_records

        name = _PART + id_
        data = self._container.part(name)
        try:
            found = load_records(data)
        except ValueError:
            self._unreadable(name)
        if CountyNames(found.id, found.jurisdiction, found.code) != self.names[id_]:
            self._unreadable(name)
        return found

    def _unreadable(self, part: str) -> NoReturn:
        by = self._container.about.get("gaozhi")
        what = f"里的 {part} 读不懂：它由 gaozhi {by} 写成，本软件是 {__version__}"
        self._container.refuse("GZ713", what, "用做它的版本，或者用本软件从原来的文件夹重新做")


def write_bundle(
    file: BinaryIO,
    programs: Iterable[Program],
    calendars: Mapping[str, WorkCalendar],
    sign: Callable[[bytes], tuple[bytes, bytes]] | None = None,
) -> None:
    """Write a bundle; the same programs and calendars give the same bytes.

    Args:
        file: receives it, from its beginning.
        programs: in order of id; no two are held at a time.
        calendars: every calendar, by id.
        sign: see `ContainerWriter.finish`.

    """
    from gaozhi.model import digest
    from gaozhi.portable import dump_records

    writer = ContainerWriter(file)
    rows: list[list[str | None]] = []
    decisions: dict[str, str] = {}
    for program in programs:
        writer.add(_PART + program.id, dump_records(program))
        rows.append([program.id, program.jurisdiction, program.code, digest(program)])
        for name in _names_of(program):
            decisions.setdefault(name, program.id)
    writer.add(CALENDARS, dump_calendars(calendars))
    about = {"gaozhi": __version__, "jurisdictions": rows, "decisions": decisions}
    writer.finish(about, sign)


def _names_of(program: Program) -> Iterator[str]:
    for spec in program.vocabulary.decisions.values():
        yield from (spec.name, spec.api)


def open_bundle(path: Path, trusted: Iterable[bytes] | None = None) -> BundlePrograms:
    """Return the programs of a bundle.

    Args:
        path: the file.
        trusted: the public keys of whom one trusts; None asks for no signature, and checks none.

    Raises:
        BundleError: it cannot be used, or nobody trusted has signed it.

    """
    container = Container(path)
    if trusted is not None:
        from gaozhi.source.signatures import require_trusted

        require_trusted(container, trusted)
    return BundlePrograms(container)
