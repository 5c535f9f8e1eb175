"""Scenarios that come out otherwise: the author's own cases, answered by both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaozhi.authoring.difference._cases import answer_of, decided, what_came_out
from gaozhi.authoring.difference._change import ChangedCase
from gaozhi.authoring.difference._sides import Side
from gaozhi.authoring.scenarios import Scenario
from gaozhi.authoring.scenarios._sets import ScenarioSet, scenarios_of
from gaozhi.engine import Decision
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import FactValueError, plain_value, read_value
from gaozhi.source import Severity


class Scenarios:
    """The scenarios of both sides, those of the new one first.

    Attributes:
        unread: how many errors the scenario files of the new side have: some may be missing.

    """

    def __init__(self, old: ScenarioSet, new: ScenarioSet) -> None:
        self.unread = sum(one.severity is Severity.ERROR for one in new.diagnostics)
        found = {(one.jurisdiction, one.decision, one.name): one for one in old.scenarios}
        found |= {(one.jurisdiction, one.decision, one.name): one for one in new.scenarios}
        self._of: dict[str, list[Scenario]] = {}
        for one in found.values():
            self._of.setdefault(one.jurisdiction, []).append(one)

    def changed(self, old: Jurisdiction, new: Jurisdiction) -> Iterator[ChangedCase]:
        """Yield the scenarios of a jurisdiction of which it says otherwise than before."""
        for one in self._of.get(new.name, ()):
            if one.event is not None:
                continue
            before, after = (
                decided(county, one.facts, one.decision, one.item, one.on) for county in (old, new)
            )
            if what_came_out(before) != what_came_out(after):
                yield ChangedCase(
                    decision=one.decision,
                    facts=dict(_shown(one, new)),
                    item=after.item.number if isinstance(after, Decision) and after.item else None,
                    before=answer_of(before),
                    after=answer_of(after),
                    name=one.name,
                )


def read_both(before: Side, after: Side) -> Scenarios:
    """Return the scenarios that stand beside the rules of both sides."""
    return Scenarios(scenarios_of(before.workspace), scenarios_of(after.workspace))


def _shown(one: Scenario, county: Jurisdiction) -> Mapping[str, object]:
    """Return the facts of a scenario as JSON has them, and its day."""
    found: dict[str, object] = {}
    for name, value in one.facts.items():
        fact = county.vocabulary.facts.get(name)
        try:
            found[name] = value if fact is None else plain_value(fact, read_value(fact, value))
        except FactValueError:
            found[name] = str(value)
    role = county.vocabulary.roles.date
    if one.on is not None and role is not None:
        found.setdefault(role, one.on.isoformat())
    return found
