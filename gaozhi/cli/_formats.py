"""What a check found, for other programs: JSON, and the commands that GitHub's runners read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gaozhi.cli._show import json_text
from gaozhi.source import CODES, Severity, in_order, mask

if TYPE_CHECKING:
    from gaozhi import Fix, Report
    from gaozhi.source import Diagnostic, Edit, Span

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(report: Report, fixes: tuple[Fix, ...]) -> str:
    """Return the report as JSON: every diagnostic with its places and its fix, in order of place.

    Args:
        report: what a check found.
        fixes: what was mended before it.

    """
    found = in_order(report.diagnostics)
    counted = {s.value: sum(d.severity is s for d in found) for s in Severity}
    data: dict[str, Any] = {
        "diagnostics": [_diagnostic(d) for d in found],
        "severities": counted,
        "checked": dict(report.counts),
        "fixed": [_diagnostic(fix.diagnostic) for fix in fixes],
    }
    return json_text(data)


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "title": CODES[found.code],
        "message": found.message,
        "help": found.help,
        "place": _place(found.span),
        "related": [{"message": r.message, "place": _place(r.span)} for r in found.related],
        "fix": [_edit(edit) for edit in found.shareable_fix],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"place": _place(edit.span), "text": edit.text}


def _place(span: Span | None) -> dict[str, str | int] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def as_github(report: Report) -> str:
    """Return a workflow command for every diagnostic, so that it shows beside the changed line."""
    return "".join(f"{line}\n" for line in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    for found in in_order(report.diagnostics):
        properties: dict[str, str | int] = {}
        span = found.span
        if span is not None:
            properties = {"file": span.file, "line": span.line, "endLine": span.end_line}
            # Columns are for a stretch of one line only.
            if span.line == span.end_line:
                properties |= {
                    "col": span.column,
                    "endColumn": max(span.end_column - 1, span.column),
                }
        properties["title"] = f"{found.code} {CODES[found.code]}"
        message = found.message if found.help is None else f"{found.message}\n帮助：{found.help}"
        yield f"::{_GITHUB[found.severity]} {_properties(properties)}::{_data(message)}"


def _properties(written: Mapping[str, str | int]) -> str:
    return ",".join(
        f"{key}={_data(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in written.items()
    )


def _data(text: str) -> str:
    return mask(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
