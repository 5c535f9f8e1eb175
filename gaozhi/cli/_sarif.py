"""What a check found as SARIF 2.1.0, the format that code hosts and editors take reports in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import gaozhi
from gaozhi.cli._show import json_text
from gaozhi.source import CODES, in_order

if TYPE_CHECKING:
    from gaozhi import Report
    from gaozhi.source import Diagnostic, Edit, Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_Object = dict[str, Any]


def as_sarif(report: Report) -> str:
    """Return the report as one run of SARIF: rules with their pages, results with their fixes."""
    found = in_order(report.diagnostics)
    codes = sorted({one.code for one in found})
    run = {
        "tool": {
            "driver": {
                "name": "gaozhi",
                "semanticVersion": gaozhi.__version__,
                "language": "zh-CN",
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in found],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> _Object:
    page = gaozhi.explain_code(code) or CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "help": {"text": page, "markdown": page},
    }


def _result(found: Diagnostic, rule: int) -> _Object:
    text = found.message if found.help is None else f"{found.message}。{found.help}"
    result: _Object = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity.value,
        "message": message(text),
    }
    if found.span is not None:
        result["locations"] = [{"physicalLocation": location(found.span)}]
    if found.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": location(related.span),
                "message": message(related.message),
            }
            for number, related in enumerate(found.related)
        ]
    if fix := found.shareable_fix:
        result["fixes"] = [_fix(found.help or found.message, fix)]
    return result


def _fix(description: str, edits: Sequence[Edit]) -> _Object:
    by_file = groupby(sorted(edits, key=_file), _file)
    return {
        "description": message(description),
        "artifactChanges": [
            {
                "artifactLocation": _artifact(file),
                "replacements": [
                    {"deletedRegion": _region(e.span), "insertedContent": {"text": e.text}}
                    for e in of_file
                ],
            }
            for file, of_file in by_file
        ],
    }


def _file(edit: Edit) -> str:
    return edit.span.file


def location(span: Span) -> dict[str, Any]:
    """Return a place in a file, as SARIF has it."""
    return {"artifactLocation": _artifact(span.file), "region": _region(span)}


def _artifact(file: str) -> _Object:
    path = Path(file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(file)}


def message(text: str) -> dict[str, Any]:
    """Return a text as SARIF has it."""
    # Braces stand for arguments there; a brace that is meant is doubled.
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _region(span: Span) -> _Object:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
