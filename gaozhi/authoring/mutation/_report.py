"""The results of mutants: killed, equivalent, or survived every scenario."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from gaozhi.authoring.mutation._mutants import Mutant
from gaozhi.authoring.mutation._suggestion import Suggestion
from gaozhi.authoring.scenarios import Scenario
from gaozhi.source import JsonRecord


class Fate(Enum):
    """What became of a mutant.

    KILLED: a scenario came out otherwise. EQUIVALENT: there is no case that could. SURVIVED: there
    is one, and no scenario. UNFIT: the rules do not compile any more, which every command says.
    """

    KILLED = "killed"
    EQUIVALENT = "equivalent"
    SURVIVED = "survived"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Judged(JsonRecord):
    """A mutant, and what became of it.

    Attributes:
        mutant: the mutant.
        fate: what became of it.
        killer: of one that was noticed, the first scenario that did.
        suggestion: of one that was missed, a scenario that would notice; None where the comparison
            grew too large to find one.

    """

    json_keys = (
        "place=mutant.span decision=mutant.decision name=mutant.name says=mutant.says fate "
        "killer=killer.name scenario=suggestion.yaml"
    )

    mutant: Mutant
    fate: Fate
    killer: Scenario | None = field(default=None, repr=False)
    suggestion: Suggestion | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Tried:
    """The mutants of one folder of rules.

    Attributes:
        name: the jurisdiction whose own rules they are.
        folder: the name of the folder.
        judged: the mutants, in the order of the files.

    """

    name: str
    folder: str
    judged: tuple[Judged, ...]

    def count(self, fate: Fate) -> int:
        """Return how many mutants have this fate."""
        return Counter(one.fate for one in self.judged)[fate]

    def having(self, fate: Fate) -> tuple[Judged, ...]:
        """Return the mutants that have this fate."""
        return tuple(one for one in self.judged if one.fate is fate)

    @property
    def score(self) -> float:
        """How many in a hundred were noticed of those that can be; a hundred where none can."""
        killed, survived = self.count(Fate.KILLED), self.count(Fate.SURVIVED)
        return 100.0 if not killed + survived else 100 * killed / (killed + survived)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "jurisdiction": self.name,
            "folder": self.folder,
            **{fate.value: self.count(fate) for fate in Fate},
            "score": round(self.score, 1),
            "mutants": [one.to_dict() for one in self.judged],
        }


@dataclass(frozen=True, slots=True)
class Mutation(JsonRecord):
    """The results of a mutation test.

    Attributes:
        tried: the folders of rules, parents first.
        failing: scenarios that the rules as written do not pass; while there are any, nothing is
            changed, since they would notice everything.

    """

    json_keys = "jurisdictions=tried"

    tried: tuple[Tried, ...]
    failing: tuple[Scenario, ...] = ()

    @property
    def whole(self) -> Tried:
        """The mutants of all folders as one."""
        return Tried("合计", "", tuple(one for tried in self.tried for one in tried.judged))
