"""The entry of an answer: its receipt, the case masked, and the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from gaozhi.archive._database import Database
from gaozhi.archive._entry import ANSWER, Draft, compact
from gaozhi.archive._failures import refuse
from gaozhi.archive._masking import identity_names, masked_words
from gaozhi.archive._programs import Kept, find_kept, find_key, kept, programs_out
from gaozhi.engine import Decision, Receipt, Stamp, case_of, plain_numbers, unmasked
from gaozhi.errors import ArchiveError
from gaozhi.library.receipt_file import require_shape
from gaozhi.model import Program
from gaozhi.source import mask, require, unusable

__all__ = ["ANSWER_HELP", "Answer", "Drafts"]

Answer = Decision | Receipt
ANSWER_HELP: Final = "写 county.decide(…) 的答复，或者 decision.receipt()"

_LARGEST: Final = 1024 * 1024
"""The most characters that an entry may have."""


class _Known(NamedTuple):
    """A program that is kept, or is about to be.

    key: its key.
    identity: the names of its facts that are identity numbers.
    made: the program, while it is not known to be kept.
    """

    key: str
    identity: frozenset[str]
    made: Kept | None


class Drafts:
    """Makes entries of answers, and knows which programs are kept.

    Args:
        database: the archive's.
        key: the secret with which receipts are signed; None for none.

    """

    def __init__(self, database: Database, key: bytes | None) -> None:
        self._database = database
        self._key = key
        self._known: dict[tuple[str, str], _Known] = {}

    def forget(self) -> None:
        """Forget which programs are kept: some were taken out."""
        self._known.clear()

    def settle(self, programs: Iterable[Kept]) -> None:
        """Forget the data of programs that are kept now."""
        for one in programs:
            known = self._known.get((one.digest, one.calendar))
            if known is not None:
                self._known[one.digest, one.calendar] = known._replace(made=None)

    def draft(
        self,
        answer: Answer,
        words: Mapping[str, Any] | None,
        moment: str,
        made: dict[str, Kept],
    ) -> Draft:
        """Return the entry of an answer.

        Args:
            answer: the answer.
            words: the case as it was sent; None where it is not handed in.
            moment: when it is recorded.
            made: takes its program, by key, where it is not known to be kept.

        Raises:
            ArchiveError: it cannot be kept.

        """
        receipt, known = self._receipt(answer)
        kept_words, withheld = None, 0
        if words is not None:
            help = "写案件：{'facts': {…}}，或者只写事实"
            if not isinstance(words, Mapping):
                raise ArchiveError([unusable("words", "键值对（映射）", words, help)])
            kept_words, withheld = masked_words(words, known.identity)
        data = receipt.data
        body = compact({"receipt": data, "signature": receipt.signature, "words": kept_words})
        if len(body) > _LARGEST:
            message = f"一份答复连同案件超过 {_LARGEST} 字"
            raise refuse("GZ788", message, "附件不写在案件里")
        if known.made is not None:
            made[known.key] = known.made
        return Draft(
            kind=ANSWER,
            at=moment,
            jurisdiction=data["jurisdiction"]["id"],
            decision=data["decision"],
            day=data["date"],
            outcome=data["answer"]["outcome"] or "、".join(data["answer"]["values"]) or None,
            program=known.key,
            withheld=withheld,
            body=body,
        )

    def _receipt(self, answer: Answer) -> tuple[Receipt, _Known]:
        if isinstance(answer, Decision):
            receipt = answer.receipt(key=self._key)
            case = case_of(answer)
            assert case is not None
            return receipt, self.of_program(case.program, answer.stamp)
        require(answer, Receipt, "answer", "答复（Decision）或者凭据", ANSWER_HELP, ArchiveError)
        require_shape(answer)
        found = next(plain_numbers(answer.to_dict()), None)
        if found is not None:
            raise ArchiveError([unmasked(found)])
        return answer, self._of_receipt(answer)

    def of_program(self, program: Program, stamp: Stamp) -> _Known:
        """Return what is known of a program; what is not kept yet is made ready.

        Args:
            program: the program.
            stamp: its digest and calendar.

        Raises:
            ArchiveError: the archive cannot be read.

        """
        digests = stamp.digest, stamp.calendar.digest
        found = self._known.get(digests)
        if found is None:
            with self._database.reading() as connection:
                key = find_key(connection, stamp)
            made = kept(program, stamp) if key is None else None
            found = _Known(key or (made.key if made else ""), identity_names(program), made)
            self._known[digests] = found
        return found

    def _of_receipt(self, receipt: Receipt) -> _Known:
        digests = receipt.data["digests"]
        wanted = digests["program"], digests["calendar"]
        found = self._known.get(wanted)
        if found is None:
            with self._database.reading() as connection:
                program = find_kept(connection, digest=wanted[0], calendar=wanted[1])
            if program is None:
                name = mask(receipt.data["jurisdiction"]["name"])
                message = f"存档里没有{name[:60]}当时的规则，凭据不能单独存档"
                raise refuse("GZ787", message, "先用 archive.keep(county) 存规则，或者存答复")
            with programs_out() as opened:
                names = identity_names(opened(program).program)
            found = self._known[wanted] = _Known(program.key, names, None)
        return found
