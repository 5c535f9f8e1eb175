"""The jurisdictions of the bundle, and their scenarios: written beside the rules, in YAML."""

from functools import cache

import gaozhi
from gaozhi.authoring.scenarios import Scenario
from tests.places import REPOSITORY

LISTED_SETTLES = (
    "事项.依申请办理",
    "事项.要求提供证明",
    "证明.风险类别",
    "证明.其他高风险",
    "证明.在清单内",
)
"""What naming an item of 启东市's list settles; a case that names one need not say it."""


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Return every scenario of the bundle."""
    return gaozhi.load_scenarios()


def files() -> list[str]:
    """Return the names of the files of the bundle's scenarios."""
    found = (REPOSITORY / "rules").rglob("*.scenarios.yaml")
    return sorted(one.relative_to(REPOSITORY).as_posix() for one in found)


def asked() -> list[Scenario]:
    """Return those that ask for a decision; the others look at due dates."""
    return [one for one in scenarios() if one.decision]
