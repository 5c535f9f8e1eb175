"""Whatever the rules are: a row of a frame has the answer that it would have alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gaozhi.testing import Ruleset, rulesets
from tests.portable.test_frames import Draws, check


@given(rulesets(), st.integers(0, 10**6))
def test_every_row_has_the_answer_that_it_would_have_alone(ruleset: Ruleset, seed: int) -> None:
    county = ruleset.load()
    draws = Draws(county, seed)
    draws.days = [*draws.days, *ruleset.days]
    day = county.vocabulary.roles.date
    names = [name for name in county.vocabulary.facts if name != day]
    chosen = draws.draw.sample(names, draws.draw.randrange(1, len(names)))
    on = draws.draw.choice([0.0, 0.3])
    check(
        county,
        ruleset.decision,
        draws.rows(chosen, 60),
        item=lambda: None,
        on=lambda: None if draws.draw.random() < on else draws.draw.choice(ruleset.days),
    )
