"""What jurisdictions say of the same matter, side by side, computed from their rules."""

from gaozhi.authoring.side_by_side._table import (
    Entry,
    Row,
    Section,
    SideBySide,
    Statement,
    side_by_side,
)
from gaozhi.authoring.side_by_side._writing import as_html, as_markdown, quoted, title_of

__all__ = [
    "Entry",
    "Row",
    "Section",
    "SideBySide",
    "Statement",
    "as_html",
    "as_markdown",
    "quoted",
    "side_by_side",
    "title_of",
]
