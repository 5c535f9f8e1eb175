"""What gaozhi raises.

GaozhiError                 whatever gaozhi has to say against a call; carries diagnostics
 ├─ CatalogError            the YAML of rules and catalogs has errors; nothing was loaded
 ├─ CaseError               a case has problems; nothing was decided
 ├─ DocumentError           a form cannot be made out or written; nothing was written
 ├─ ListError               a spreadsheet cannot be used, or a list not written; nothing was written
 └─ UnknownJurisdiction     the library has no such jurisdiction (also a KeyError)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaozhi.source import Diagnostic

__all__ = [
    "CaseError",
    "CatalogError",
    "DocumentError",
    "GaozhiError",
    "ListError",
    "UnknownJurisdiction",
]


class GaozhiError(Exception):
    """Whatever gaozhi has to say against a call.

    Attributes:
        diagnostics: every problem, not only the first.
        sources: the texts of the files that the diagnostics point into, by name.

    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.sources = dict(sources or {})
        super().__init__(self.diagnostics, self.sources)

    def __str__(self) -> str:
        # Here, so that this floor stands below the one that reads files.
        from gaozhi.source import mask

        lines: list[str] = []
        for diagnostic in self.diagnostics:
            lines.append(str(diagnostic))
            if diagnostic.help:
                lines.append(f"  帮助：{diagnostic.help}")
        return mask("\n".join(lines))

    def __repr__(self) -> str:
        codes = ", ".join(diagnostic.code for diagnostic in self.diagnostics)
        return f"{type(self).__name__}({codes})"


class CatalogError(GaozhiError):
    """The YAML of rules and catalogs has errors; nothing was loaded."""


class CaseError(GaozhiError):
    """A case has problems; nothing was decided. Of very many the first 200 are told."""

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None
    ) -> None:
        from gaozhi.source import at_most

        super().__init__(at_most(tuple(diagnostics)), sources)


class DocumentError(GaozhiError):
    """A form cannot be made out for a case, or cannot be written; nothing was written.

    Of very many problems the first 200 are told.
    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None
    ) -> None:
        from gaozhi.source import at_most

        super().__init__(at_most(tuple(diagnostics)), sources)


class ListError(GaozhiError):
    """A spreadsheet cannot be used, or a list cannot be written; nothing was written."""


class UnknownJurisdiction(GaozhiError, KeyError):  # noqa: N818 - it reads as what it is
    """The library has no such jurisdiction."""
