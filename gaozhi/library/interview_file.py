"""Resuming a saved interview."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from gaozhi.engine import Interview, Origin, refuse
from gaozhi.errors import CaseError
from gaozhi.language import InterviewFile, misfit
from gaozhi.library.elsewhere import decision_name
from gaozhi.model import FactType
from gaozhi.source import Diagnostic, as_given, shown

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["resume"]


def resume(county: Jurisdiction, data: object) -> Interview:
    """Return a saved interview.

    Args:
        county: the jurisdiction that answers.
        data: the result of `Interview.to_dict`, also after a round trip through JSON.

    Raises:
        CaseError: it is no such data, is of another jurisdiction or another version of its rules,
            or has answers that cannot all be true.

    """
    path = misfit(InterviewFile, data)
    if path is not None:
        place = shown(".".join(map(str, path))) if path else "内容"
        message = f"参数 data 不成问答的存档：{place}不对"
        help = "写 interview.to_dict() 存下的内容；找不回的，用 interview(…) 重新提问"
        raise CaseError([Diagnostic.error("GZ622", message, help=help, path=("data", *path))])
    saved = InterviewFile.model_validate(data)
    program = county.program
    if (saved.jurisdiction, saved.digest) != (program.id, county.digest):
        name = county.name if saved.jurisdiction == program.id else shown(saved.jurisdiction)
        origin = Origin(saved.jurisdiction, name, shown(saved.digest))
        refuse(origin, program, county.digest, "这次问答")

    def value(name: str, written: object) -> object:
        """Return a value for a case: JSON has decimals as text."""
        fact = program.vocabulary.facts.get(name)
        if fact is None or fact.kind is not FactType.NUMBER or not isinstance(written, str):
            return written
        return as_given(partial(Decimal, written)) or written

    item = saved.item
    return Interview(
        county,
        _known(county, saved.decisions),
        {name: value(name, written) for name, written in saved.facts.items()},
        item if item is None or isinstance(item, int) else item.model_dump(exclude_none=True),
        saved.date,
        [(answer.fact, value(answer.fact, answer.value)) for answer in saved.answers],
        saved.at,
    )


def _known(county: Jurisdiction, decisions: list[str]) -> list[str]:
    """Return those of some decisions that a jurisdiction of the library knows."""
    found = []
    for name in decisions:
        try:
            found.append(decision_name(county, name))
        except CaseError:
            continue
    return found
