"""HTML of a jurisdiction and of a library for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gaozhi.engine import card, table

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["jurisdiction_html", "library_html"]


def jurisdiction_html(county: Jurisdiction) -> str:
    """Return HTML with a jurisdiction's names, its document and its decisions."""
    document = county.document
    listed = "不在手边" if "list" in county.not_at_hand else "没有"
    if county.list_title:
        listed = f"《{county.list_title}》{len(county.items)} 项"
    return card(
        county.name,
        table(
            [
                ("代号", county.id),
                ("行政区划代码", county.code),
                ("文件", f"{document.label} {document.title or ''}".strip()),
                ("施行", document.since),
                ("清单", listed),
                ("判断", "、".join(county.program.decisions)),
                ("摘要值", county.digest),
            ]
        ),
    )


def library_html(names: Iterable[tuple[str, str]]) -> str:
    """Return HTML with the ids and names of the jurisdictions of a library."""
    rows = list(names)
    return card(f"{len(rows)} 个地区", table(rows))
