"""The base classes of lints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from gaozhi.compiler.lint._chain import Chain, Search
from gaozhi.source import Diagnostic, Severity

__all__ = ["ChainLint", "Lint"]

C_contra = TypeVar("C_contra", contravariant=True)


class Lint(ABC, Generic[C_contra]):
    """A check for one kind of mistake that is no error.

    A false alarm costs more than a miss: a lint reports nothing where it is not certain.

    Attributes:
        code: the code of its findings.
        severity: their severity, unless a folder's settings change it.
        source: the reason for the lint, in law or in craft, in Chinese for authors.
        tags: its subjects.

    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    source: ClassVar[str]
    tags: ClassVar[tuple[str, ...]]

    @abstractmethod
    def check(self, context: C_contra) -> Iterable[Diagnostic]:
        """Return the findings."""


class ChainLint(Lint[Chain]):
    """A lint of a chain of levels, which may share its search with others.

    Attributes:
        search: yields its findings, and perhaps those of other codes.

    """

    search: ClassVar[Search]

    def check(self, context: Chain) -> Iterable[Diagnostic]:
        """Return the findings of the search with the lint's own code."""
        return [one for one in context.once(type(self).search) if one.code == self.code]
