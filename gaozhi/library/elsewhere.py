"""Decisions that only some jurisdictions of a library know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaozhi.engine import Elsewhere
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["decision_name", "stand_beside"]


def decision_name(county: Jurisdiction, decision: str) -> str:
    """Return the name of a decision, by its name or api name, that any jurisdiction knows.

    Args:
        county: the jurisdiction that is asked.
        decision: the name or api name.

    Raises:
        CaseError: no jurisdiction of its library knows such a decision.

    """
    return county._engine.table(decision).spec.name  # noqa: SLF001 - of this package


def stand_beside(county: Jurisdiction, elsewhere: Elsewhere) -> None:
    """Let a jurisdiction know the decisions of others in its library; the first library counts."""
    engine = county._engine  # noqa: SLF001 - of this package
    engine.elsewhere = engine.elsewhere or elsewhere
