"""The state of a service: the snapshot that answers, and how the last reload went."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from gaozhi.errors import GaozhiError
from gaozhi.service._problems import refuse
from gaozhi.service._settings import Settings
from gaozhi.service._snapshot import Snapshot, load_checked

__all__ = ["LastReload", "State"]

Look = tuple[int, int, int]
"""How many files there are, when the last was changed, and how large they are together."""


@dataclass(frozen=True, slots=True)
class LastReload:
    """How the last reload went; `problem` is None where it went well."""

    at: datetime
    problem: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as everybody may see it: of errors the first, and how many there are."""
        found = self.problem
        return {
            "at": self.at.isoformat(timespec="seconds"),
            "ok": found is None,
            "detail": None if found is None else found["detail"],
            "errors": 0 if found is None else len(found["errors"]),
        }


class State:
    """The snapshot that answers; it is replaced whole, and only by one that was checked.

    Args:
        settings: say where the rules are.
        snapshot: what answers first.
        on_reload: is told how every reload went.

    """

    def __init__(
        self,
        settings: Settings,
        snapshot: Snapshot,
        on_reload: Callable[[LastReload], None] = lambda _: None,
    ) -> None:
        self.settings = settings
        self.snapshot = snapshot
        self.last: LastReload | None = None
        self.loading = False
        self.ending = False
        self._on_reload = on_reload

    async def reload(self, executor: Executor) -> LastReload:
        """Load the rules anew, check them, run their scenarios and put them in place.

        While that goes on, and when it fails, the old ones answer.

        Args:
            executor: has the thread in which it is done.

        Raises:
            Refusal: a reload is going on.

        """
        if self.loading:
            raise refuse("not-reloaded", "正在重新载入", "等它做完，再看 /health/ready")
        self.loading = True
        try:
            loop = asyncio.get_running_loop()
            told = self.settings
            load = partial(load_checked, told.rules, told.trusted, bundled=told.bundled)
            try:
                self.snapshot = await loop.run_in_executor(executor, load)
                self.last = LastReload(datetime.now(UTC))
            except (GaozhiError, OSError) as error:
                self.last = LastReload(datetime.now(UTC), _problem_of(error))
        finally:
            self.loading = False
        self._on_reload(self.last)
        return self.last

    async def watch(self, executor: Executor, seconds: float) -> None:
        """Reload whenever the files have changed, and then stood still for one look.

        Args:
            executor: has the thread in which it is done.
            seconds: the time between two looks.

        """
        rules = self.settings.rules
        if rules is None:
            return
        loop = asyncio.get_running_loop()
        loaded = seen = await loop.run_in_executor(executor, look_at, rules)
        while True:
            await asyncio.sleep(seconds)
            found = await loop.run_in_executor(executor, look_at, rules)
            if found == seen != loaded and not self.loading:
                loaded = found
                await self.reload(executor)
            seen = found

    def to_dict(self) -> dict[str, Any]:
        """Return what ``/health/ready`` says."""
        now, last = self.snapshot, self.last
        stale = last is not None and last.problem is not None
        return {
            "status": "ending" if self.ending else "ready",
            "source": now.source,
            "digest": now.digest,
            "version": now.version,
            "jurisdictions": len(now.library),
            "scenarios": now.scenarios,
            "loaded_at": now.loaded_at.isoformat(timespec="seconds"),
            "reloading": self.loading,
            "stale": stale,
            "reload": last and last.to_dict(),
        }


def look_at(rules: Path) -> Look:
    """Return what tells that the files of a folder, or a bundle, have changed."""
    files = [rules]
    if rules.is_dir():
        files = [one for part in ("rules", "catalogs") for one in (rules / part).rglob("*")]
        files += rules.glob("*.toml")
    count = latest = size = 0
    for one in files:
        try:
            known = one.stat()
        except OSError:
            continue
        count, size = count + 1, size + known.st_size
        latest = max(latest, known.st_mtime_ns)
    return count, latest, size


def _problem_of(error: GaozhiError | OSError) -> dict[str, Any]:
    if isinstance(error, GaozhiError):
        return error.to_problem()
    said = f"规则读不出来：{error.strerror or type(error).__name__}"
    return refuse("not-reloaded", said, "核对文件和读取的权限，再重新载入").to_problem()
