"""A list of diagnostics with a method for each severity."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Unpack

from gaozhi.source._diagnostic import Details, Diagnostic, Severity, Span
from gaozhi.source._suggest import meant


class Diagnostics(list[Diagnostic]):
    """The problems found so far, in the order of finding.

    Functions that look for problems take one and add to it, so that all are reported at once.
    """

    def error(
        self, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> None:
        """Add a problem that makes the file or the call unusable; see `Diagnostic.error`."""
        self.append(Diagnostic.error(code, message, span, **details))

    def warning(
        self, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> None:
        """Add a problem that the author should look at, and may leave; see `Diagnostic.warning`."""
        self.append(Diagnostic.warning(code, message, span, **details))

    def note(
        self, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> None:
        """Add a note that asks for no action; see `Diagnostic.note`."""
        self.append(Diagnostic.note(code, message, span, **details))

    def unknown_name(
        self,
        code: str,
        message: str,
        name: str,
        known: Iterable[str],
        span: Span,
        otherwise: str | None = None,
        *,
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Add the error of an unknown name, with the known name that was probably meant.

        Args:
            code: the error's code.
            message: says, in Chinese, that there is no such name.
            name: the unknown name as written.
            known: the names that might have been meant.
            span: where it is written.
            otherwise: the help where no name is near; lists the known names where None.
            aliases: English names of some known names, as programs use them.

        """
        names = tuple(known)
        listed = otherwise or f"可写：{'、'.join(names) or '无'}"
        offer = meant(name, names, span, listed, aliases=aliases)
        params = {"found": name, "known": list(names)}
        self.error(code, message, span, help=offer.help, fix=offer.fix, params=params)

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(found.severity is Severity.ERROR for found in self)
