"""A file of events of many cases: what happened, in the order in which it became known."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from os import PathLike

from gaozhi.errors import CaseError
from gaozhi.language import WatchFile
from gaozhi.library.case_file import find_jurisdiction, open_file, places, where
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.source import Diagnostic, Node, Source
from gaozhi.watch._alert import Alert
from gaozhi.watch._event import WatchEvent
from gaozhi.watch._watch import Watch


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """An events file, read."""

    jurisdiction: Jurisdiction
    events: Sequence[WatchEvent]
    source: Source
    _root: Node = field(repr=False)

    def alerts(self) -> tuple[Alert, ...]:
        """Return the alerts that the events give, under a key that is thrown away afterwards.

        Raises:
            CaseError: with every problem of every event, each at its place in the file.

        """
        found: list[Alert] = []
        problems: list[Diagnostic] = []
        with Watch(self.jurisdiction, key=secrets.token_bytes(32)) as watch:
            for index, event in enumerate(self.events):
                node = self._root.at(["events", index])
                try:
                    found += watch.add(event, where=where(node), place=places(node))
                except CaseError as error:
                    problems += error.diagnostics
        if problems:
            raise CaseError(problems, {self.source.name: self.source.text})
        return tuple(found)


def read_watch(path: str | PathLike[str], library: Library) -> WatchRequest:
    """Return what an events file says.

    Args:
        path: the YAML file: {jurisdiction, events}.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    source, root, file = open_file(path, WatchFile)
    texts = {source.name: source.text}
    county = find_jurisdiction(file.jurisdiction, library, root.at(["jurisdiction"]), texts)
    events = [WatchEvent(**entry.model_dump()) for entry in file.events]
    return WatchRequest(county, events, source, root)
