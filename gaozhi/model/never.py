"""The date that never comes (无固定期限), as comparisons treat it."""

from __future__ import annotations

from typing import Final, final

__all__ = ["NEVER", "Never"]


@final
class Never:
    """The date that never comes (无固定期限): later than every date, equal only to itself."""

    __slots__ = ()
    _only: Never | None = None

    def __new__(cls) -> Never:
        """Return the one instance, so that identity and equality agree."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "NEVER"

    def __reduce__(self) -> str:
        return "NEVER"

    def __lt__(self, other: object) -> bool:
        return False

    def __le__(self, other: object) -> bool:
        return other is self

    def __gt__(self, other: object) -> bool:
        return other is not self

    def __ge__(self, other: object) -> bool:
        return True


NEVER: Final = Never()
