"""All listed certificates of a matter at once (一次性告知)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gaozhi.engine import Case
from gaozhi.errors import CaseError
from gaozhi.source import Diagnostic, require_text, shown, suggest

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["cases_of"]

_OFF_THE_LIST: Final = "GZ613"
"""The code of an item that is not on the list on the day of the case."""


def cases_of(
    county: Jurisdiction, matter: str, facts: Mapping[str, Any], on: date | str | None
) -> list[Case]:
    """Return a case for every listed certificate of a matter, in the list's order.

    Args:
        county: the jurisdiction with the list.
        matter: the matter's name in the list.
        facts: the facts of one applicant, the same for every certificate.
        on: the day of the decision; None for unknown.

    Raises:
        CaseError: see `Jurisdiction.decide_matter`.

    """
    require_text(matter, "matter", "照抄清单里的行政事项")
    items = [item for item in county.items if item.matter == matter]
    if not items:
        near = suggest(matter, county.matters)
        message = f"{county.name}的清单里没有行政事项“{shown(matter)}”"
        if not county.items:
            message = f"{county.program.why_no_list}，不能按行政事项判断"
        help = f"是否要写 {near}？" if near else "用 items 查看清单里的行政事项"
        raise CaseError([Diagnostic.error("GZ614", message, help=help, path=("matter",))])
    cases: list[Case] = []
    problems: list[Diagnostic] = []
    absent: list[Diagnostic] = []
    for item in items:
        try:
            cases.append(county.case(facts, item=item, on=on))
        except CaseError as error:
            off_the_list = all(d.code == _OFF_THE_LIST for d in error.diagnostics)
            (absent if off_the_list else problems).extend(error.diagnostics)
    if problems or not cases:
        raise CaseError(dict.fromkeys(problems or absent))
    return cases
