"""What a service needs of an archive; without one it says that it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gaozhi.engine import Receipt
    from gaozhi.library.library import Library

__all__ = ["Archives"]


class Archives(Protocol):
    """Where answers are kept before they are given."""

    def record(self, receipts: Iterable[Receipt], library: Library) -> None:
        """Write answers, all of them or none.

        Args:
            receipts: the answers.
            library: the rules that answered.

        Raises:
            GaozhiError: the archive is full or gone; nothing was written.

        """

    def close(self) -> None:
        """Give back what it holds."""
