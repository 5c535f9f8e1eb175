"""The notices of a calendar, and its days as known on any day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final
from weakref import WeakValueDictionary

from gaozhi.errors import InvalidDate
from gaozhi.workdays._base import base_days
from gaozhi.workdays._knowledge import Knowledge
from gaozhi.workdays._national import know_national
from gaozhi.workdays._notices import National, Regional
from gaozhi.workdays._regional import know_regional, stages_of

__all__ = ["Ledger"]


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Ledger:
    """The notices of a calendar; immutable, one for all calendars with the same notices.

    Attributes:
        rules: the notices of this layer.
        below: the ledger of the calendar that it overlays; None for a national calendar.
        digest: the digest of base and overlay.
        stages: the days on which a notice became known.

    """

    rules: National | Regional
    below: Ledger | None
    digest: str
    stages: tuple[date, ...]
    _known: dict[int | None, Knowledge] = field(repr=False)

    @classmethod
    def of(cls, rules: National | Regional, below: Ledger | None) -> Ledger:
        """Return the ledger of these notices; equal notices give the same object."""
        under = below.digest if below else repr(tuple(base_days().items()))
        digest = sha256(f"{under}{rules!r}".encode()).hexdigest()
        found = _INTERNED.get(digest)
        if found is not None:
            return found
        if isinstance(rules, National):
            stages = {e.notice.published for e in rules.entries if e.notice.published}
        else:
            stages = {day for entry in rules.entries if (day := stages_of(entry))}
        stages |= set(below.stages if below else ())
        made = cls(rules, below, digest, tuple(sorted(stages)), {})
        return _INTERNED.setdefault(digest, made)

    @property
    def known_from(self) -> date:
        """The first day for which the notices known on it are recorded."""
        if self.below is not None:
            return self.below.known_from
        assert isinstance(self.rules, National)
        return self.rules.known_from

    def at(self, known_on: date | None) -> Knowledge:
        """Return the calendar's days as known on a day; with None, by all notices.

        Raises:
            InvalidDate: the day is too early: the notices known then are not recorded.

        """
        if known_on is None:
            return self._at(None, None)
        if known_on < self.known_from:
            raise InvalidDate(
                f"不知道 {known_on} 时已公布哪些通知：{self.known_from} 以前的通知只知道上传日期。"
                f"as_known_on 不能早于 {self.known_from}。"
            )
        return self._at(bisect_right(self.stages, known_on), known_on)

    def _at(self, stage: int | None, known_on: date | None) -> Knowledge:
        found = self._known.get(stage)
        if found is not None:
            return found
        if isinstance(self.rules, National):
            made = know_national(self.rules, known_on)
        else:
            assert self.below is not None
            made = know_regional(self.rules, self.below.at(known_on), known_on)
        return self._known.setdefault(stage, made)


_INTERNED: Final[WeakValueDictionary[str, Ledger]] = WeakValueDictionary()
