"""All laws at once, over cases that hypothesis looks for."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.testing._answers import Decide
from gaozhi.testing._boundaries import boundaries
from gaozhi.testing._invariants import INVARIANTS, check_every_completion
from gaozhi.testing._situations import Situation, cases, near_boundary


def check_invariants(
    decide: Decide, county: Jurisdiction, decision: str | None = None, *, examples: int = 100
) -> None:
    """Check that what answers keeps every law, over cases of a county.

    Cases of any kind, cases at the days and numbers that conditions compare with, and cases with
    so little open that every completion is looked at. The smallest case that breaks a law is the
    one that is reported; other settings are those of hypothesis's profile in use.

    Args:
        decide: what answers.
        county: the jurisdiction by whose law it answers.
        decision: keeps to one decision; None tries all.
        examples: how many cases to try of each kind, a fifth as many where all completions are
            looked at.

    Raises:
        AssertionError: a law is broken; says which, the case, the decision, and the answers.

    """
    # Which lines of gaozhi a failing case runs explains nothing to whoever wrote the adapter.
    phases = [phase for phase in settings().phases if phase is not Phase.explain]
    kinds = [cases(county, decision)]
    if boundaries(county, decision):
        kinds.append(near_boundary(county, decision))
    for situations in kinds:

        @settings(max_examples=examples, deadline=None, phases=phases)
        @given(situations)
        def laws_hold(situation: Situation) -> None:
            for check in INVARIANTS:
                check(decide, county, situation)

        laws_hold()

    @settings(max_examples=max(1, examples // 5), deadline=None, phases=phases)
    @given(cases(county, decision, most_open=2))
    def completions_agree(situation: Situation) -> None:
        check_every_completion(decide, county, situation)

    completions_agree()
