"""Lists as spreadsheets: the rows of a catalog out to the form that a document sets, and back."""

from gaozhi.lists._rows import LABELS, flat

__all__ = ["LABELS", "flat"]
