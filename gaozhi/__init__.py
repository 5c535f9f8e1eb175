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
    from gaozhi._bundle import explain_code
    from gaozhi._casefile import CaseRequest, read_case
    from gaozhi._checking import Report, check
    from gaozhi._exceptions import (
        CaseError,
        CatalogError,
        DocumentError,
        GaozhiError,
        ListError,
        UnknownJurisdiction,
    )
    from gaozhi._mending import Fix, Mended, fix
    from gaozhi._receiptfile import parse_receipt, read_receipt, replay
    from gaozhi._scenarios import ScenarioSet, load_scenarios
    from gaozhi._schemas import schemas
    from gaozhi._timelinefile import TimelineRequest, read_timeline
    from gaozhi._verify import Verification, VerifiedDocument, verify
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
        Obligation,
        Pause,
        Question,
        Receipt,
        Replay,
    )
    from gaozhi.library import Jurisdiction, Library, load
    from gaozhi.source import Diagnostic

__all__ = [
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
    "GaozhiError",
    "Ground",
    "Jurisdiction",
    "Library",
    "ListError",
    "Mended",
    "Obligation",
    "Pause",
    "Question",
    "Receipt",
    "Replay",
    "Report",
    "ScenarioSet",
    "TimelineRequest",
    "UnknownJurisdiction",
    "Verification",
    "VerifiedDocument",
    "__version__",
    "check",
    "explain_code",
    "fix",
    "load",
    "load_scenarios",
    "parse_receipt",
    "read_case",
    "read_receipt",
    "read_timeline",
    "replay",
    "schemas",
    "verify",
]

_HOMES = {
    "CaseRequest": "_casefile",
    "read_case": "_casefile",
    "TimelineRequest": "_timelinefile",
    "read_timeline": "_timelinefile",
    "ScenarioSet": "_scenarios",
    "load_scenarios": "_scenarios",
    "parse_receipt": "_receiptfile",
    "read_receipt": "_receiptfile",
    "replay": "_receiptfile",
    "explain_code": "_bundle",
    "Report": "_checking",
    "check": "_checking",
    "Fix": "_mending",
    "Mended": "_mending",
    "fix": "_mending",
    "schemas": "_schemas",
    "Verification": "_verify",
    "VerifiedDocument": "_verify",
    "verify": "_verify",
    "Case": "engine",
    "Caveat": "engine",
    "Citation": "engine",
    "Deadline": "engine",
    "Decision": "engine",
    "Difference": "engine",
    "Event": "engine",
    "Ground": "engine",
    "Obligation": "engine",
    "Pause": "engine",
    "Question": "engine",
    "Receipt": "engine",
    "Replay": "engine",
    "Diagnostic": "source",
    "CaseError": "_exceptions",
    "CatalogError": "_exceptions",
    "Document": "documents",
    "DocumentError": "_exceptions",
    "GaozhiError": "_exceptions",
    "ListError": "_exceptions",
    "UnknownJurisdiction": "_exceptions",
}


if not TYPE_CHECKING:  # a checker that saw this would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'library')}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted(__all__)
