"""How much of a document its rules account for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gaozhi.model import Fate
from gaozhi.source import JsonRecord
from gaozhi.workspace.build import County

__all__ = ["ProvisionCoverage"]


@dataclass(frozen=True, slots=True)
class ProvisionCoverage(JsonRecord):
    """How many provisions of a jurisdiction's own became what; each is counted once.

    Attributes:
        name: the jurisdiction.
        id: its id.
        code: its administrative code, where it has one.
        carried: cited by a rule, a duty, a definition or the catalog.
        restating: only restating what the parent says.
        not_computed: neither, with the reason.
        orphaned: none of these; a jurisdiction that has one does not load.
        extends: whether it stands on a parent; one that does not is a baseline.
        asides: how many passages of its document are no provision, and counted in none of these.

    """

    json_keys = "jurisdiction=name id carried restating not_computed orphaned total asides"

    name: str
    id: str
    code: str | None
    carried: int
    restating: int
    not_computed: int
    orphaned: int
    extends: bool = True
    asides: int = 0

    @classmethod
    def of(cls, county: County) -> ProvisionCoverage:
        """Return the count of a jurisdiction's provisions."""
        count = Counter(account.fate for account in county.accounts)
        return cls(
            county.name,
            county.id,
            county.code,
            carried=count[Fate.CARRIED],
            restating=count[Fate.RESTATING],
            not_computed=count[Fate.NOT_COMPUTED],
            orphaned=count[Fate.ORPHANED],
            extends=county.extends,
            asides=county.asides,
        )

    @property
    def accounted(self) -> int:
        """The provisions that are not orphaned."""
        return self.total - self.orphaned

    @property
    def total(self) -> int:
        """All provisions."""
        return self.carried + self.restating + self.not_computed + self.orphaned
