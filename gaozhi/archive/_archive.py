"""An archive that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from os import PathLike
from typing import Any, Final, Self, overload

from sqlalchemy import Select

from gaozhi.archive._database import Database
from gaozhi.archive._drafts import ANSWER_HELP, Answer, Drafts
from gaozhi.archive._entry import Draft, Entry, instant
from gaozhi.archive._failures import refuse
from gaozhi.archive._info import Info, info_of
from gaozhi.archive._programs import Kept, programs_out
from gaozhi.archive._prune import Pruned, pruned
from gaozhi.archive._query import answers_of, bound_of, day_of, entries_of
from gaozhi.archive._replay import ReplayReport, replayed
from gaozhi.archive._tables import ENTRIES, read_head
from gaozhi.archive._verify import Verification, verified
from gaozhi.archive._writer import Stale, Writer
from gaozhi.engine import Stamp, require_key
from gaozhi.errors import ArchiveError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.source import (
    legible,
    list_of,
    mask,
    require,
    require_callable,
    require_flag,
    require_text,
    unusable,
)

__all__ = ["Archive", "open_archive", "upgrade_archive"]

_TRIES: Final = 3


class Archive:
    """An archive that is open; safe to use from any number of threads.

    Several processes may write to one archive: what they write forms one chain. A process that is
    forked opens the archive anew.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime] | None, key: bytes | None
    ) -> None:
        self._database = database
        self._clock = clock
        with database.reading() as connection:
            head = read_head(connection)
        # Where somebody took the head away, `verify` says so, and nothing is written.
        self._writer = Writer(database, 0 if head is None else head.pruned)
        self._drafts = Drafts(database, key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self._database.name!r})"

    @property
    def name(self) -> str:
        """The address, without a password."""
        return self._database.name

    def close(self) -> None:
        """Close every connection; what was recorded is kept."""
        self._writer.close()
        self._database.close()

    @overload
    def record(
        self,
        answer: Answer,
        *,
        words: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> Entry: ...

    @overload
    def record(
        self,
        answer: Iterable[Answer],
        *,
        words: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> tuple[Entry, ...]: ...

    def record(
        self,
        answer: Answer | Iterable[Answer],
        *,
        words: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> Entry | tuple[Entry, ...]:
        """Keep an answer, or several about one case together, and return their entries.

        Once it returns, they are safely kept; where it raises, none of them is.

        Args:
            answer: a decision that is no copy; or a receipt, whose program `keep` was told.
            words: the case as it was sent, as a case file has it, or its facts alone. Identity
                numbers are masked; what cannot be masked is left out, and counted.
            at: the time, with its zone; None for the archive's clock.

        Raises:
            ArchiveError: it cannot be written.
            CaseError: the decision is a copy, which has no case any more.
            ReceiptError: the receipt is malformed, or holds an identity number.

        """
        if isinstance(answer, Answer):
            return self._record([(answer, words)], at)[0]
        answers = list_of(answer, "answer", ANSWER_HELP, ArchiveError)
        return tuple(self._record([(one, words) for one in answers], at))

    def record_many(
        self,
        answers: Iterable[tuple[Answer, Mapping[str, Any] | None]],
        *,
        at: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Keep answers about any number of cases in one transaction, much faster than one by one.

        Args:
            answers: pairs of an answer and its words; see `record`.
            at: see `record`.

        Raises:
            ArchiveError: none of them can be written. See `record` for other errors.

        """
        help = "写 [(答复, 案件), …]；没有案件的，写 None"
        pairs = list_of(answers, "answers", help, ArchiveError)
        if not all(isinstance(one, tuple) and len(one) == 2 for one in pairs):
            raise ArchiveError([unusable("answers", "二元组的列表", answers, help)])
        return tuple(self._record(pairs, at))

    def keep(self, county: Jurisdiction, *, at: datetime | None = None) -> str:
        """Keep a jurisdiction's program, if it is not kept yet, and return its key.

        A decision brings its program along; a receipt does not.

        Args:
            county: the jurisdiction.
            at: see `record`.

        Raises:
            ArchiveError: it cannot be written.

        """
        help = "写 library[…]"
        require(county, Jurisdiction, "county", "地区（Jurisdiction）", help, ArchiveError)
        moment = self._moment(at)
        stamp = Stamp(county.program, calendar=county.calendar)

        def prepared() -> tuple[list[Draft], list[Kept]]:
            made = self._drafts.of_program(county.program, stamp).made
            return [], [] if made is None else [made]

        self._write(moment, prepared)
        return self._drafts.of_program(county.program, stamp).key

    def entries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        jurisdiction: str | None = None,
        decision: str | None = None,
    ) -> Iterator[Entry]:
        """Yield the answers in the order of the chain.

        Args:
            since: the first day on which they were recorded, in Beijing; or a moment.
            until: the last day; or a moment.
            jurisdiction: the id of theirs; None for all.
            decision: what was asked; None for all.

        Raises:
            ArchiveError: the archive cannot be read.

        """
        wanted = answers_of(since, until)
        for name, value in (("jurisdiction", jurisdiction), ("decision", decision)):
            if value is not None:
                text = require_text(value, name, f"不限的，不写 {name}", ArchiveError)
                wanted = wanted.where(ENTRIES.c[name] == legible(text).replace("\0", "\ufffd"))
        return self._each(wanted)

    def _each(self, wanted: Select[Any]) -> Iterator[Entry]:
        with self._database.reading() as connection:
            yield from entries_of(connection, wanted)

    def verify(self, *, head: str | None = None) -> Verification:
        """Return whether the chain holds, and otherwise the first row that is broken.

        Args:
            head: the hash of an entry, as it was noted elsewhere: it has to be in the chain.

        Raises:
            ArchiveError: the archive cannot be read.

        """
        if head is not None:
            require_text(head, "head", "写 info().head 记下的摘要", ArchiveError)
        with self._database.reading() as connection:
            return verified(connection, head)

    def replay(
        self,
        library: Library,
        *,
        since: date | None = None,
        until: date | None = None,
        on: date | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> ReplayReport:
        """Return which of the answers would be others under a library.

        Every answer is also given again under the program that gave it.

        Args:
            library: the law that is tried.
            since: see `entries`.
            until: see `entries`.
            on: the day on which all of them are asked; None for each one's own.
            on_progress: is told how many answers are done, and of how many.

        Raises:
            ArchiveError: the archive cannot be read.

        """
        require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)", ArchiveError)
        require_callable(on_progress, "on_progress", ArchiveError)
        day = None if on is None else day_of(on, "on")
        wanted = answers_of(since, until)
        with self._database.reading() as connection, programs_out() as opened:
            return replayed(
                connection,
                entries_of(connection, wanted),
                wanted,
                library,
                opened,
                day,
                on_progress,
            )

    def export(
        self,
        path: str | PathLike[str],
        *,
        since: date | None = None,
        until: date | None = None,
        force: bool = False,
    ) -> int:
        """Write the answers to a file, and return how many there are.

        Args:
            path: JSON lines; or, where it ends with .parquet, Parquet (extra ``frames``). The file
                comes into being whole or not at all.
            since: see `entries`.
            until: see `entries`.
            force: whether an existing file is replaced.

        Raises:
            ArchiveError: the archive cannot be read, or the file not written.

        """
        from gaozhi.archive._export import exported

        require_flag(force, "force", ArchiveError)
        return exported(self._each(answers_of(since, until)), path, force=force)

    def export_programs(self, folder: str | PathLike[str]) -> int:
        """Write every program as a bundle into a folder, and return how many there are.

        ``gaozhi verify --archive`` and `find_archived` find them there.

        Args:
            folder: is made where it does not exist.

        Raises:
            ArchiveError: the archive cannot be read, or the folder not be written.

        """
        from gaozhi.archive._export import programs_exported

        with self._database.reading() as connection:
            return programs_exported(connection, folder)

    def prune(self, before: date, *, by: str = "", at: datetime | None = None) -> Pruned:
        """Take out the entries before a day; a stub with their count and last hash stays.

        Args:
            before: the day in Beijing, or a moment; what was recorded on it stays, and whatever
                follows in the chain.
            by: who answers for it, and why; identity numbers are masked.
            at: see `record`.

        Raises:
            ArchiveError: it cannot be written; or the chain is broken, and nothing is taken out.

        """
        bound = bound_of(before, "before", end=False)
        who = mask(legible(require_text(by, "by", "写经办人和依据", ArchiveError)))
        moment = self._moment(at)
        with self._database.writing() as connection:
            found = pruned(connection, bound, who[:500].replace("\0", ""), moment)
        self._drafts.forget()
        return found

    def info(self) -> Info:
        """Return how many entries and programs there are, since when, and the head.

        Raises:
            ArchiveError: the archive cannot be read.

        """
        with self._database.reading() as connection:
            return info_of(connection)

    def _record(
        self, pairs: list[tuple[Answer, Mapping[str, Any] | None]], at: datetime | None
    ) -> list[Entry]:
        if not pairs:
            return []
        moment = self._moment(at)

        def prepared() -> tuple[list[Draft], list[Kept]]:
            made: dict[str, Kept] = {}
            drafts = [self._drafts.draft(answer, words, moment, made) for answer, words in pairs]
            return drafts, [*made.values()]

        return self._write(moment, prepared)

    def _write(
        self, moment: str, prepared: Callable[[], tuple[list[Draft], list[Kept]]]
    ) -> list[Entry]:
        """Write what is prepared, and prepare it anew where programs were taken out meanwhile."""
        for _ in range(_TRIES):
            drafts, programs = prepared()
            try:
                entries = self._writer.write(moment, drafts, programs)
            except Stale:
                self._drafts.forget()
                continue
            self._drafts.settle(programs)
            return entries
        raise refuse("GZ782", f"存档 {self.name} 正在清理", "稍后再试")

    def _moment(self, at: datetime | None) -> str:
        return instant(self._clock() if at is None and self._clock is not None else at, "at")


def open_archive(
    url: str | PathLike[str],
    *,
    create: bool,
    clock: Callable[[], datetime] | None,
    key: bytes | None,
    timeout: float,
) -> Archive:
    """Return an archive that is open; see `gaozhi.archive.open`."""
    require_flag(create, "create", ArchiveError)
    require_callable(clock, "clock", ArchiveError)
    if key is not None:
        require_key(key)
    database = Database(url, _seconds(timeout))
    database.prepare(create=create)
    try:
        return Archive(database, clock, key)
    except ArchiveError:
        database.close()
        raise


def upgrade_archive(url: str | PathLike[str], *, timeout: float) -> tuple[str | None, str]:
    """Bring an archive up to this version; see `gaozhi.archive.upgrade`."""
    database = Database(url, _seconds(timeout))
    try:
        return database.prepare(create=True, upgrade=True)
    finally:
        database.close()


def _seconds(timeout: object) -> float:
    fits = isinstance(timeout, int | float) and not isinstance(timeout, bool)
    if fits and isinstance(timeout, int | float) and 0 <= timeout <= 3600:
        return float(timeout)
    raise ArchiveError([unusable("timeout", "0 至 3600 的秒数", timeout, "如 5")])
