"""The bundled jurisdictions, each read and compiled when it is first asked for.

What ships has been checked; so a case of one county pays for that county and what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from gaozhi.compiler import Depth, compile_chain
from gaozhi.errors import CatalogError
from gaozhi.language import CatalogSource, RulesFolder, read_catalog, read_rules, read_vocabulary
from gaozhi.model import Program
from gaozhi.source import Diagnostics, Severity
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.build import chain_of
from gaozhi.workspace.calendars import layered_calendars
from gaozhi.workspace.folder import read_folder, read_rules_folder

__all__ = ["BundledPrograms"]


class BundledPrograms:
    """The programs of a folder that is known to be sound; safe to use from any number of threads.

    Args:
        bundle: holds ``rules/`` and ``catalogs/``.

    Raises:
        CatalogError: what every jurisdiction shares cannot be read.

    """

    def __init__(self, bundle: Path) -> None:
        problems = Diagnostics()
        folder = read_folder(bundle, Path(), problems, rules=frozenset())
        problems += [found for source in folder.sources() for found in source.diagnostics]
        self._bundle = bundle
        self._vocabulary = read_vocabulary(folder.vocabulary, problems)
        read = (read_catalog(source, problems) for source in folder.catalogs)
        found = sorted((one for one in read if one is not None), key=lambda one: one.catalog.id)
        self.catalogs: Mapping[str, CatalogSource] = {one.catalog.id: one for one in found}
        calendars, _ = layered_calendars([folder.calendars], problems, bundled=True)
        self.calendars: Mapping[str, WorkCalendar] = calendars
        _refuse_errors(problems)
        self._rules: dict[str, RulesFolder] = {}
        self._programs: dict[str, Program] = {}
        self._lock = Lock()

    def program(self, id_: str) -> Program:
        """Return the program of a jurisdiction, by its id.

        Raises:
            CatalogError: its rules have errors.

        """
        with self._lock:
            found = self._programs.get(id_)
            if found is None:
                found = self._programs[id_] = self._compiled(self.catalogs[id_])
            return found

    def _compiled(self, catalog: CatalogSource) -> Program:
        problems = Diagnostics()
        wanted: str | None = catalog.catalog.rules
        while wanted is not None and wanted not in self._rules:
            sources = read_rules_folder(self._bundle, wanted)
            problems += [found for source in sources for found in source.diagnostics]
            self._rules[wanted] = read_rules(wanted, sources, problems)
            wanted = self._rules[wanted].extends
        chain, _ = chain_of(catalog.catalog.rules, self._rules, problems)
        compiled = compile_chain(chain, catalog, self._vocabulary, problems, depth=Depth.QUICK)
        _refuse_errors(problems)
        assert compiled.program is not None
        return compiled.program


def _refuse_errors(problems: Diagnostics) -> None:
    errors = [found for found in problems if found.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors)
