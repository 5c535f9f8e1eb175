"""The library of jurisdictions, and reading the files of a case, a timeline, a receipt."""

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library, load

__all__ = ["Jurisdiction", "Library", "load"]
