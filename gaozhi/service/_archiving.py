"""What a service needs of an archive; without one it says that it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from gaozhi.engine import Decision

__all__ = ["Archives", "open_archive"]


class Archives(Protocol):
    """Where answers are kept before they are given."""

    def record_many(
        self, answers: Iterable[tuple[Decision, Mapping[str, Any] | None]], /
    ) -> object:
        """Keep answers, all of them or none; once it returns they are safely kept.

        Args:
            answers: pairs of an answer and the case as it was sent.

        Raises:
            ArchiveError: the archive is full or gone; nothing was written.

        """

    def close(self) -> None:
        """Give back what it holds."""


def open_archive(url: str | None) -> Archives | None:
    """Return the archive at an address; None where none is named.

    Raises:
        ArchiveError: it cannot be opened, or what it needs is not installed.

    """
    if url is None:
        return None
    # Imported here: a service that keeps nothing needs no database.
    import gaozhi.archive

    return gaozhi.archive.open(url, clock=lambda: datetime.now(UTC))
