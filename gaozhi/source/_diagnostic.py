"""A problem as a value: what is wrong, where, how bad, and what to do about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self, TypedDict, Unpack

from gaozhi.source._codes import CODES
from gaozhi.source._limits import MOST_PROBLEMS
from gaozhi.source._mask import legible, mask, shown
from gaozhi.source._plain_data import plain_data

_MORE = "GZ116"
_NONE: Final[Mapping[str, object]] = MappingProxyType({})


class Severity(StrEnum):
    """How bad a problem is: an error stops, a warning should be looked at, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of one file; lines and columns count from 1, in characters, the end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return mask(legible(f"{self.file}:{self.line}:{self.column}"))

    def __repr__(self) -> str:
        return f"Span({self} - {self.end_line}:{self.end_column})"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a problem, and what it has to do with it."""

    span: Span
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", mask(legible(self.message)))


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a file, and the text to put in its place."""

    span: Span
    text: str


class Details(TypedDict, total=False):
    """The optional attributes of a `Diagnostic`, as keyword arguments."""

    related: Iterable[Related]
    help: str | None
    fix: Iterable[Edit]
    path: Iterable[str | int]
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem; `message` and `help` are Chinese, `code` is one of `CODES`.

    Identity numbers in its texts are masked, and its texts can be encoded as UTF-8.

    Attributes:
        code: one of `CODES`.
        severity: how bad it is.
        message: what is wrong.
        span: where in a file.
        related: other places that belong to it.
        help: what to do.
        fix: what `help` says as edits of the file, where that is certain; else it is empty.
        path: the keys that lead to the field that it concerns, from the outermost inwards, as in
            a case or a file: ``("facts", "申请人.愿意承诺")``; empty where it concerns none.
        params: the values that the message is made of, by name, as JSON-ready data.

    Raises:
        ValueError: the code is unknown.

    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    related: tuple[Related, ...] = ()
    help: str | None = None
    fix: tuple[Edit, ...] = ()
    path: tuple[str | int, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown diagnostic code {self.code}")
        object.__setattr__(self, "message", mask(legible(self.message)))
        if self.help is not None:
            object.__setattr__(self, "help", mask(legible(self.help)))
        if self.path:
            object.__setattr__(self, "path", tuple(map(_step, self.path)))
        params = {name: plain_data(value) for name, value in self.params.items()}
        object.__setattr__(self, "params", params)

    @classmethod
    def error(
        cls, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> Self:
        """Return a problem that makes the file or the call unusable.

        Args:
            code: one of `CODES`.
            message: what is wrong, in Chinese.
            span: where in a file; None where it has no place.
            details: the other attributes of a diagnostic.

        """
        return cls.of(Severity.ERROR, code, message, span, **details)

    @classmethod
    def warning(
        cls, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> Self:
        """Return a problem that the author should look at, and may leave.

        See `error` for the arguments.
        """
        return cls.of(Severity.WARNING, code, message, span, **details)

    @classmethod
    def note(
        cls, code: str, message: str, span: Span | None = None, **details: Unpack[Details]
    ) -> Self:
        """Return a note that asks for no action.

        See `error` for the arguments.
        """
        return cls.of(Severity.NOTE, code, message, span, **details)

    @classmethod
    def of(
        cls,
        severity: Severity,
        code: str,
        message: str,
        span: Span | None,
        *,
        related: Iterable[Related] = (),
        help: str | None = None,
        fix: Iterable[Edit] = (),
        path: Iterable[str | int] = (),
        params: Mapping[str, object] = _NONE,
    ) -> Self:
        """Return a diagnostic of any severity.

        Args:
            severity: how bad it is.
            code: one of `CODES`.
            message: what is wrong, in Chinese.
            span: where in a file; None where it has no place.
            related: other places that belong to it.
            help: what to do, in Chinese.
            fix: `help` as edits of the file.
            path: the keys that lead to the field that it concerns.
            params: the values that the message is made of, by name.

        """
        others, edits = tuple(related), tuple(fix)
        return cls(code, severity, message, span, others, help, edits, tuple(path), params)

    @property
    def shareable_fix(self) -> tuple[Edit, ...]:
        """The fix; empty where its edits would show an identity number, or write a masked one."""
        return () if any(mask(edit.text) != edit.text for edit in self.fix) else self.fix

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as JSON-ready data; `fix` is there only where there is one."""
        edits = [
            {
                **_place(edit.span),
                "end_line": edit.span.end_line,
                "end_column": edit.span.end_column,
                "text": edit.text,
            }
            for edit in self.shareable_fix
        ]
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "params": dict(self.params),
            "path": list(self.path),
            **_place(self.span),
            "related": [{"message": one.message, **_place(one.span)} for one in self.related],
            "help": self.help,
            **({"fix": edits} if edits else {}),
        }

    def __str__(self) -> str:
        place = "" if self.span is None else f"{self.span}: "
        return mask(f"{place}{self.severity} {self.code}: {self.message}")


def _step(step: str | int) -> str | int:
    """Return a step of a path as a diagnostic may repeat it."""
    return step if type(step) is int else shown(step)


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": mask(legible(span.file)), "line": span.line, "column": span.column}


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics by file, line and column; those without a place come first."""

    def place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        span = diagnostic.span
        if span is None:
            return ("", 0, 0, diagnostic.code, diagnostic.message)
        return (span.file, span.line, span.column, diagnostic.code, diagnostic.message)

    return sorted(diagnostics, key=place)


def at_most(found: Sequence[Diagnostic], most: int = MOST_PROBLEMS) -> tuple[Diagnostic, ...]:
    """Return the first `most` problems and, where there are more, a note that says so."""
    if len(found) <= most or (len(found) == most + 1 and found[most].code == _MORE):
        return tuple(found)
    message = f"问题太多：已列出前 {most} 个，后面的不再列出"
    more = Diagnostic.error(_MORE, message, found[most].span, help="先改好前面的，再检查一遍。")
    return (*found[:most], more)
