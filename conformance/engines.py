"""The engines of gaozhi itself answer the same requests as a reader of program.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from conformance.runner import Json
from gaozhi import CaseError, Decision, Jurisdiction
from gaozhi.engine import Stamp, decide
from gaozhi.engine.case import read_facts

__all__ = ["ENGINES", "answers_of", "compiled", "interpreted"]

_Engine = Callable[[Jurisdiction, Json], Decision]


def compiled(county: Jurisdiction, request: Json) -> Decision:
    """Return what the compiled engine decides. Raises CaseError."""
    return county.decide(
        request["facts"], request["decision"], item=request.get("item"), on=request["date"]
    )


def interpreted(county: Jurisdiction, request: Json) -> Decision:
    """Return what the reference interpreter decides. Raises CaseError."""
    program = county.program
    case = read_facts(program, request["facts"], request.get("item"), request["date"])
    return decide(program, case, request["decision"], Stamp(program))


ENGINES: Final[Mapping[str, _Engine]] = {"Python 编译": compiled, "Python 参照": interpreted}


def answers_of(
    engine: _Engine, counties: Mapping[str, Jurisdiction], requests: Sequence[Json]
) -> Iterator[Json]:
    """Yield the answers of an engine, in the form of those of a reader.

    Args:
        engine: decides.
        counties: the jurisdictions by their ids.
        requests: what a reader is given; a program is named for its jurisdiction's id.

    """
    for request in requests:
        try:
            decision = engine(counties[Path(request["program"]).stem], request)
        except CaseError as error:
            yield {"refused": sorted({problem.code for problem in error.diagnostics})}
        else:
            yield json.loads(json.dumps(decision.to_dict()))
