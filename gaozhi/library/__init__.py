"""Loading: a library of jurisdictions, and the files that hold a case, a timeline, a receipt."""

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library, load

__all__ = ["Jurisdiction", "Library", "load"]
