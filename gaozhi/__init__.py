"""gaozhi: rules of 证明事项告知承诺制 as data, decisions that quote the law.

    library = gaozhi.load()
    decision = library["启东市"].decide({"申请人.愿意承诺": True}, item=2, on=date(2021, 7, 1))

Names are loaded when first used, so that importing one floor does not pay for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gaozhi._version import __version__

if TYPE_CHECKING:
    from gaozhi.authoring.check import Report, check
    from gaozhi.authoring.fix import Fix, FixResult, fix
    from gaozhi.authoring.scenarios._sets import ScenarioSet, load_scenarios
    from gaozhi.authoring.schema._folder import schemas
    from gaozhi.authoring.verify import Verification, VerifiedDocument, verify
    from gaozhi.documents import Document
    from gaozhi.engine import (
        Case,
        Caveat,
        Citation,
        Deadline,
        Decision,
        Difference,
        Event,
        Ground,
        Interview,
        Obligation,
        Pause,
        Question,
        Receipt,
        Replay,
    )
    from gaozhi.errors import (
        ArchiveError,
        BundleError,
        CaseError,
        CatalogError,
        DocumentError,
        GaozhiError,
        HeadingsToConfirm,
        ListError,
        ReceiptError,
        UnknownDecision,
        UnknownJurisdiction,
        Unpublished,
        WorkdaysError,
    )
    from gaozhi.library.archived import Archived, find_archived
    from gaozhi.library.case_file import CaseRequest, read_case
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library, load
    from gaozhi.library.receipt_file import parse_receipt, read_receipt, replay
    from gaozhi.library.timeline_file import TimelineRequest, read_timeline
    from gaozhi.proof import Proof, prove
    from gaozhi.source import Diagnostic
    from gaozhi.workspace.bundle import explain_code
    from gaozhi.workspace.bundling import BuiltBundle, build_bundle

__all__ = [
    "ArchiveError",
    "Archived",
    "BuiltBundle",
    "BundleError",
    "Case",
    "CaseError",
    "CaseRequest",
    "CatalogError",
    "Caveat",
    "Citation",
    "Deadline",
    "Decision",
    "Diagnostic",
    "Difference",
    "Document",
    "DocumentError",
    "Event",
    "Fix",
    "FixResult",
    "GaozhiError",
    "Ground",
    "HeadingsToConfirm",
    "Interview",
    "Jurisdiction",
    "Library",
    "ListError",
    "Obligation",
    "Pause",
    "Proof",
    "Question",
    "Receipt",
    "ReceiptError",
    "Replay",
    "Report",
    "ScenarioSet",
    "TimelineRequest",
    "UnknownDecision",
    "UnknownJurisdiction",
    "Unpublished",
    "Verification",
    "VerifiedDocument",
    "WorkdaysError",
    "__version__",
    "build_bundle",
    "check",
    "explain_code",
    "find_archived",
    "fix",
    "load",
    "load_scenarios",
    "parse_receipt",
    "prove",
    "read_case",
    "read_receipt",
    "read_timeline",
    "replay",
    "schemas",
    "verify",
]

_HOMES = {
    "Jurisdiction": "library.jurisdiction",
    "Library": "library.library",
    "load": "library.library",
    "Archived": "library.archived",
    "find_archived": "library.archived",
    "CaseRequest": "library.case_file",
    "read_case": "library.case_file",
    "TimelineRequest": "library.timeline_file",
    "read_timeline": "library.timeline_file",
    "ScenarioSet": "authoring.scenarios._sets",
    "load_scenarios": "authoring.scenarios._sets",
    "parse_receipt": "library.receipt_file",
    "read_receipt": "library.receipt_file",
    "replay": "library.receipt_file",
    "Proof": "proof",
    "prove": "proof",
    "explain_code": "workspace.bundle",
    "BuiltBundle": "workspace.bundling",
    "build_bundle": "workspace.bundling",
    "Report": "authoring.check",
    "check": "authoring.check",
    "Fix": "authoring.fix",
    "FixResult": "authoring.fix",
    "fix": "authoring.fix",
    "schemas": "authoring.schema._folder",
    "Verification": "authoring.verify",
    "VerifiedDocument": "authoring.verify",
    "verify": "authoring.verify",
    "Case": "engine",
    "Caveat": "engine",
    "Citation": "engine",
    "Deadline": "engine",
    "Decision": "engine",
    "Difference": "engine",
    "Event": "engine",
    "Ground": "engine",
    "Interview": "engine",
    "Obligation": "engine",
    "Pause": "engine",
    "Question": "engine",
    "Receipt": "engine",
    "Replay": "engine",
    "Diagnostic": "source",
    "ArchiveError": "errors",
    "BundleError": "errors",
    "CaseError": "errors",
    "CatalogError": "errors",
    "Document": "documents",
    "DocumentError": "errors",
    "GaozhiError": "errors",
    "HeadingsToConfirm": "errors",
    "ListError": "errors",
    "ReceiptError": "errors",
    "UnknownDecision": "errors",
    "UnknownJurisdiction": "errors",
    "Unpublished": "errors",
    "WorkdaysError": "errors",
}


if not TYPE_CHECKING:  # a checker that saw this would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted(__all__)
