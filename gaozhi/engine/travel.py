"""Cases that travel: what is pickled of one, and how a program takes it in again.

A program is large, and every process has its own; so a case goes as its county, the digest of the
program that checked it, its facts, its item and its day. Whoever has a program of that digest has
the same law, and need not check again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from gaozhi.errors import CaseError
from gaozhi.model import Program, digest
from gaozhi.source import Diagnostic

if TYPE_CHECKING:
    from gaozhi.engine.case import Case

__all__ = ["Origin", "refuse", "take_in"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Stands in place of its program in a case that has arrived and was not taken in yet.

    Attributes:
        id: the id of the county whose program checked the case.
        jurisdiction: its name.
        digest: the digest of that program.

    """

    id: str
    jurisdiction: str
    digest: str

    @classmethod
    def of(cls, program: Program | Origin) -> Origin:
        """Return where a case comes from."""
        if isinstance(program, Origin):
            return program
        return cls(program.id, program.jurisdiction, digest(program))

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        message = f"这个案件是从别处送来的，还没有交给{self.jurisdiction}，不能这样用"
        help = f"先由{self.jurisdiction}接收：county.case(案件)，或者直接 county.decide(案件)"
        raise CaseError([Diagnostic.error("GZ616", message, help=help)])


def take_in(case: Case, program: Program, known: str) -> Case:
    """Return a case as one of this program.

    Args:
        case: one that another object or another process checked.
        program: the program that is to answer.
        known: its digest.

    Raises:
        CaseError: the case was checked by another county's program, or by another edition of it.

    """
    origin = Origin.of(case.program)
    if (origin.id, origin.digest) != (program.id, known):
        refuse(origin, program, known)
    item, off_list = case.item, case.off_list
    if off_list is not None and off_list.number is not None:
        listed = program.list.items if program.list is not None else ()
        item = next(one for one in listed if one.number == off_list.number)
        off_list = None
    return type(case)(program, dict(case.known), item, case.day, case.overridden, off_list)


def refuse(origin: Origin, program: Program, known: str, what: str = "这个案件") -> NoReturn:
    """Raise CaseError for what another program checked.

    Args:
        origin: where it comes from.
        program: the program that was to answer.
        known: its digest.
        what: what it is.

    """
    own = program.jurisdiction
    said = f"{what}是{origin.jurisdiction}的，不能由{own}判断"
    if origin.id == program.id:
        said = f"{what}是按{own}另一版本的规则核对的，不能由现在的规则判断"
    message = f"{said}：原来的规则是 {origin.digest}，现在的是 {known}"
    help = f"用{own}的 case(…) 或者 interview(…) 重建"
    params = {"checked": origin.digest, "program": known}
    raise CaseError([Diagnostic.error("GZ616", message, help=help, params=params)])
