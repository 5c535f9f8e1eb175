"""What a lint is: a search for what is sound, and hardly meant as written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from gaozhi.compiler.lint._chain import Chain, Search
from gaozhi.source import Diagnostic, Severity

__all__ = ["ChainLint", "Lint"]

C_contra = TypeVar("C_contra", contravariant=True)


class Lint(ABC, Generic[C_contra]):
    """A search for one thing that can stand, and is hardly meant.

    A false alarm costs more than what is missed: a lint says nothing where it cannot tell.

    Attributes:
        code: the code of what it finds.
        severity: how bad that is, unless a folder's settings say otherwise.
        source: why it is looked for, in law or in craft; authors read it.
        tags: what it is about.

    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    source: ClassVar[str]
    tags: ClassVar[tuple[str, ...]]

    @abstractmethod
    def check(self, context: C_contra) -> Iterable[Diagnostic]:
        """Return what is found."""


class ChainLint(Lint[Chain]):
    """A lint about a chain of levels; it may share its search with others.

    Attributes:
        search: finds it, and perhaps what has another code.

    """

    search: ClassVar[Search]

    def check(self, context: Chain) -> Iterable[Diagnostic]:
        """Return what the search finds under the lint's own code."""
        return [one for one in context.once(type(self).search) if one.code == self.code]
