"""Proofs as SARIF 2.1.0: every difference at the rule that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import gaozhi
from gaozhi.cli._prove_words import DIRECTIONS, answered, case_said, meant_said
from gaozhi.cli._sarif import SCHEMA, location, message
from gaozhi.cli._show import json_text
from gaozhi.proof import Direction

if TYPE_CHECKING:
    from gaozhi.proof import Kind, Proof
    from gaozhi.source import Span

_LEVELS: Final = {
    Direction.WIDER: "warning",
    Direction.NARROWER: "note",
    Direction.OTHER: "note",
}
_MEANS: Final = {
    Direction.WIDER: "比对方允许得多",
    Direction.NARROWER: "比对方严",
    Direction.OTHER: "与对方不同，词汇表没有说谁宽谁严",
}
Places = dict[tuple[str, str], "Span"]


def as_sarif(proofs: Sequence[Proof], folder: Path | None) -> str:
    """Return the differences of some proofs as one run of SARIF.

    Args:
        proofs: the proofs.
        folder: where the rules of this side stand, so that each result has a place; None for the
            bundle, whose files nobody edits.

    """
    places = _places(folder) if folder is not None and folder.is_dir() else {}
    results = [_result(proof, kind, places) for proof in proofs for kind in proof.kinds]
    rules = [
        {"id": f"prove/{one.value}", "shortDescription": {"text": _MEANS[one]}} for one in Direction
    ]
    driver = {
        "name": "gaozhi",
        "semanticVersion": gaozhi.__version__,
        "language": "zh-CN",
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _places(folder: Path) -> Places:
    """Return where the rules of each jurisdiction's own stand, by its id and the rule's name."""
    from gaozhi.compiler import Depth
    from gaozhi.language import RuleEntry
    from gaozhi.workspace.opening import open_workspace

    workspace = open_workspace(folder, bundled=True, depth=Depth.QUICK)
    found: Places = {}
    for program in workspace.programs:
        for one in workspace.rules[program.levels[-1].id].entries:
            if isinstance(one.entry, RuleEntry) and one.entry.rule is not None:
                found[program.id, one.entry.rule] = one.node.span
    return found


def _result(proof: Proof, kind: Kind, places: Places) -> dict[str, Any]:
    here, there = answered(kind, kind.here), answered(kind, kind.there)
    text = (
        f"{kind.decision}{DIRECTIONS[kind.direction]}：{proof.here.name}{here}，"
        f"{proof.there.name}{there}。情形：{case_said(kind)}"
    )
    found: dict[str, Any] = {
        "ruleId": f"prove/{kind.direction.value}",
        "ruleIndex": list(Direction).index(kind.direction),
        "level": _LEVELS[kind.direction],
        "message": message(text),
    }
    keys = ((proof.here.id, rule) for rule in kind.here.rules)
    spans = [places[key] for key in keys if key in places]
    if kind.meant:
        why = meant_said(kind)
        found["suppressions"] = [{"kind": "inSource", "justification": why}]
    if spans:
        found["locations"] = [{"physicalLocation": location(spans[0])}]
    return found
