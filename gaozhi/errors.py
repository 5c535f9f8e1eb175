"""The exceptions that gaozhi raises.

GaozhiError                    a call cannot be carried out; carries diagnostics
 ├─ ArchiveError               an archive cannot be used; nothing was written
 ├─ CatalogError               the YAML of rules and catalogs has errors; nothing was loaded
 │   └─ BundleError            a bundle cannot be used: damaged, or signed by nobody trusted
 ├─ CaseError                  a case has problems; nothing was decided
 │   ├─ UnknownDecision        the vocabulary has no such decision (also a KeyError)
 │   └─ ReceiptError           a receipt does not hold; nothing was replayed
 ├─ DocumentError              a form cannot be made out or written; nothing was written
 ├─ ListError                  a spreadsheet cannot be used, or a list not written
 ├─ UnknownJurisdiction        the library has no such jurisdiction (also a KeyError)
 ├─ WorkdaysError              days cannot be counted as asked (also a ValueError)
 │   ├─ InvalidCount           a number of days that is not a positive whole number
 │   ├─ InvalidDate            not a day, a datetime without its zone, a day before the calendar
 │   ├─ InvalidRange           the start lies after the end
 │   ├─ InvalidExclusion       an excluded interval is reversed, endless, or overlaps another
 │   ├─ UnknownCalendar        there is no calendar of that name
 │   └─ CalendarError          a calendar file has errors
 └─ Unpublished                the answer lies beyond what has been published; nothing is guessed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from gaozhi.source import Diagnostic

# This layer is below gaozhi.source: what it needs from there is imported when an error is shown.

__all__ = [
    "ArchiveError",
    "BundleError",
    "CalendarError",
    "CaseError",
    "CatalogError",
    "DocumentError",
    "GaozhiError",
    "InvalidCount",
    "InvalidDate",
    "InvalidExclusion",
    "InvalidRange",
    "ListError",
    "ReceiptError",
    "UnknownCalendar",
    "UnknownDecision",
    "UnknownJurisdiction",
    "Unpublished",
    "WorkdaysError",
]


class GaozhiError(Exception):
    """The base of all exceptions of gaozhi: a call that cannot be carried out, with diagnostics.

    Attributes:
        sources: the texts of the files that the diagnostics point into, by name.

    """

    _KIND: ClassVar = "error"
    """the last part of the problem's type, and what stays while titles may be reworded"""
    _TITLE: ClassVar = "不能继续"
    _STATUS: ClassVar = 422
    """the HTTP status of an answer that has nothing else to say"""
    _BOUNDED: ClassVar = False
    """whether of very many diagnostics only the first 200 are told"""

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None
    ) -> None:
        found = tuple(diagnostics)
        if self._BOUNDED:
            from gaozhi.source import at_most

            found = at_most(found)
        self._diagnostics = found
        self.sources = dict(sources or {})
        super().__init__(found, self.sources)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem, not only the first."""
        return self._diagnostics

    def to_problem(self) -> dict[str, Any]:
        """Return the error as the JSON of an HTTP answer (RFC 9457, application/problem+json).

        `type` names the class of error and never changes, `title` says it in Chinese, `status` is
        the HTTP status that suits, `detail` is the first problem, and `errors` are all diagnostics,
        as `Diagnostic.to_dict` has them. Identity numbers are masked.
        """
        errors = [diagnostic.to_dict() for diagnostic in self.diagnostics]
        detail = errors[0]["message"] if errors else str(self)
        return problem(self._KIND, self._TITLE, self._STATUS, detail, errors)

    def __str__(self) -> str:
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


def problem(
    kind: str, title: str, status: int, detail: str, errors: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the body of a problem response (RFC 9457).

    Args:
        kind: the last part of the type's URI.
        title: the type in Chinese.
        status: the HTTP status.
        detail: what is wrong this time.
        errors: the diagnostics, each as `Diagnostic.to_dict` returns it.

    """
    return {
        "type": f"urn:gaozhi:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": errors,
    }


class CatalogError(GaozhiError):
    """The YAML of rules and catalogs has errors; nothing was loaded."""

    _KIND = "catalog"
    _TITLE = "规则或者清单有错误"
    _STATUS = 500


class ArchiveError(GaozhiError):
    """An archive cannot be opened, read or written; nothing was written in part."""

    _KIND = "archive"
    _TITLE = "存档不能用"
    _STATUS = 503


class BundleError(CatalogError):
    """A bundle cannot be used: truncated, altered, of another format, or signed by nobody trusted.

    Nothing was loaded.
    """

    _KIND = "bundle"
    _TITLE = "规则包不能用"


class CaseError(GaozhiError):
    """A case has problems; nothing was decided. At most 200 are reported."""

    _KIND = "case"
    _TITLE = "案件不能用"
    _BOUNDED = True


class UnknownDecision(CaseError, KeyError):  # noqa: N818 - it reads as what it is
    """The vocabulary has no such decision; the nearest is offered."""

    _KIND = "unknown-decision"
    _TITLE = "没有这项判断"


class ReceiptError(CaseError):
    """A receipt does not hold: it is altered, malformed, or cannot be replayed on its own."""

    _KIND = "receipt"
    _TITLE = "凭据不能用"


class DocumentError(GaozhiError):
    """A form cannot be made out for a case, or cannot be written; nothing was written.

    At most 200 problems are reported.
    """

    _KIND = "document"
    _TITLE = "文书不能填写"
    _BOUNDED = True


class ListError(GaozhiError):
    """A spreadsheet cannot be used, or a list cannot be written; nothing was written."""

    _KIND = "list"
    _TITLE = "清单的表格不能用"


class HeadingsToConfirm(ListError):  # noqa: N818
    """Columns of a spreadsheet are only probably what they state; a person confirms them.

    Attributes:
        columns: what each probably is, by what stands above it.

    """

    def __init__(
        self,
        diagnostics: Iterable[Diagnostic],
        sources: Mapping[str, str] | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(diagnostics, sources)
        self.columns = dict(columns or {})
        self.args = (self._diagnostics, self.sources, self.columns)


class UnknownJurisdiction(GaozhiError, KeyError):  # noqa: N818
    """The library has no such jurisdiction; the nearest is offered."""

    _KIND = "unknown-jurisdiction"
    _TITLE = "没有这个地区"
    _STATUS = 404


class WorkdaysError(GaozhiError, ValueError):
    """Days cannot be counted as asked; the text says what to do, identity numbers masked."""

    _KIND = "workdays"
    _TITLE = "期限不能计算"

    def __init__(self, said: str) -> None:
        from gaozhi.source import Diagnostic, legible, mask

        self._said = mask(legible(said))
        message, _, way = self._said.removesuffix("。").partition("。")
        super().__init__(
            [Diagnostic.error("GZ622", message, help=f"{way}。" if way else "核对传入的值")]
        )
        self.args = (self._said,)

    def __str__(self) -> str:
        return self._said


class InvalidCount(WorkdaysError):  # noqa: N818
    """A number of days that is not a positive whole number."""


class InvalidDate(WorkdaysError):  # noqa: N818
    """Not a day, a datetime without its time zone, or a day before the calendar begins."""


class InvalidRange(WorkdaysError):  # noqa: N818
    """The start lies after the end."""


class InvalidExclusion(WorkdaysError):  # noqa: N818
    """An excluded interval is reversed, endless, or overlaps another."""


class UnknownCalendar(WorkdaysError):  # noqa: N818
    """There is no calendar of that name."""


class CalendarError(WorkdaysError):
    """A calendar file has errors, each with its place."""

    _KIND = "calendar"
    _TITLE = "工作日历有错误"
    _STATUS = 500

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
        GaozhiError.__init__(self, diagnostics, sources)

    def __str__(self) -> str:
        return GaozhiError.__str__(self)


class Unpublished(GaozhiError):  # noqa: N818 - the name that the design fixes
    """The answer lies beyond what has been published; nothing is guessed.

    Attributes:
        through: the last day, in the direction of counting, that is known to be a working day or
            a rest day.
        counted: how many days count up to there: working days where those are asked for, calendar
            days in a period of days, months or years.
        remaining: how many are still to be counted; None where the question has no number.
        reason: why the next day is not known, in Chinese.

    """

    _KIND = "unpublished"
    _TITLE = "超出已公布的放假安排"

    def __init__(self, through: date, counted: int, remaining: int | None, reason: str) -> None:
        # Raised for every duty of a far year, and often only counted: the text is made when asked.
        super().__init__(())
        self.through = through
        self.counted = counted
        self.remaining = remaining
        self.reason = reason
        self.args = (through, counted, remaining, reason)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The one problem, with what is known so far as its params."""
        from gaozhi.source import Diagnostic

        params = {
            "through": self.through,
            "counted": self.counted,
            "remaining": self.remaining,
            "reason": self.reason,
        }
        return (Diagnostic.error("GZ624", self._known(), help=_PUBLISH, params=params),)

    def _known(self) -> str:
        from gaozhi.source import shown

        said = f"{self.reason}，只能算到 {self.through}"
        if self.remaining is not None:
            said += f"：已计 {self.counted} 日，还差 {shown(self.remaining)} 日"
        return said

    def __str__(self) -> str:
        return f"{self._known()}。{_PUBLISH}"


_PUBLISH = "公布以后再算，或者在工作日历中补上通知。"
