"""Examples for the OpenAPI document, found in the library and tried before they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gaozhi.errors import GaozhiError
from gaozhi.model import FactType
from gaozhi.service._reading import read_by

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["Examples"]

Json = dict[str, Any]


class Examples:
    """Requests that are answered, about the jurisdiction with the longest list.

    Args:
        counties: the jurisdictions.

    """

    def __init__(self, counties: Iterable[Jurisdiction]) -> None:
        self.county = max(counties, key=lambda one: len(one.items))
        self._items = self.county.items

    def case(self, decision: str | None = None) -> Json:
        """Return a case with a fact or two that a decision reads.

        Args:
            decision: its name; None for the first.

        """
        county = self.county
        found: Json = {}
        if self._items:
            found["item"] = self._items[0].number
        since = county.document.since or county.document.issued
        if since is not None:
            found["date"] = since.isoformat()
        found["facts"] = {}
        name = decision or county.program.default_decision
        for fact in (county.vocabulary.facts[one] for one in read_by(county, name)):
            if len(found["facts"]) < 2 and fact.kind is FactType.BOOL and fact.ask_applicant:
                tried = {**found["facts"], fact.api: True}
                if _stands(county, {**found, "facts": tried}, name):
                    found["facts"] = tried
        return found

    def matter(self) -> Json | None:
        """Return a request about a matter; None where there is no list."""
        if not self._items:
            return None
        return {"matter": self._items[0].matter, **_without(self.case(), "item")}

    def form(self) -> Json | None:
        """Return a request for a form; None where there is none."""
        forms = self.county.forms
        return {"form": forms[0].name, **self.case(), "blank": True} if forms else None

    def timeline(self) -> Json | None:
        """Return an event and a moment; None where the vocabulary has no event."""
        events = list(self.county.vocabulary.events)
        day = self.case().get("date")
        if not events or day is None:
            return None
        return {"as_of": day, "events": [{"event": events[0], "at": day}]}

    def receipt(self) -> Json:
        """Return a receipt."""
        case = self.case()
        more = {"item": case.get("item"), "on": case.get("date")}
        data: Json = self.county.decide(case["facts"], **more).receipt().to_dict()
        return data


def _stands(county: Jurisdiction, case: Json, decision: str) -> bool:
    """Whether a case can be decided on."""
    try:
        more = {"item": case.get("item"), "on": case.get("date")}
        county.decide(case["facts"], decision, **more)
    except GaozhiError:
        return False
    return True


def _without(data: Json, key: str) -> Json:
    return {name: value for name, value in data.items() if name != key}
