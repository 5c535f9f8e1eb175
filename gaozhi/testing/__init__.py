"""For tests of software around gaozhi: cases to try, and laws that every answer must keep.

    from hypothesis import given
    from gaozhi.testing import cases, check_invariants, check_more_facts

    def test_the_adapter_keeps_every_law():
        check_invariants(decide, county)          # decide(facts, decision, item) -> JSON

    @given(cases(county))
    def test_more_facts_never_reopen_an_answer(situation):
        check_more_facts(decide, county, situation)

Scenario files run too: `load_scenarios`, `run`; pytest collects them by itself.

Needs the extra `testing` (hypothesis). Nothing else of gaozhi imports this package.
"""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ModuleNotFoundError as _error:
    if _error.name != "hypothesis":
        raise
    raise ModuleNotFoundError(
        "gaozhi.testing 还缺少 hypothesis。请安装附加依赖 testing：\n\n"
        '    pip install "gaozhi[testing]"\n\n'
        "作出判断（import gaozhi）不需要它。",
        name="hypothesis",
    ) from None

from gaozhi.testing._answers import Answer, Decide, answers_of
from gaozhi.testing._boundaries import Boundary, boundaries
from gaozhi.testing._catalogs import catalogs
from gaozhi.testing._check import check_invariants
from gaozhi.testing._events import History, events
from gaozhi.testing._identity import identity_numbers
from gaozhi.testing._invariants import (
    INVARIANTS,
    check_agreement,
    check_complete_facts_settle,
    check_deterministic,
    check_every_completion,
    check_grounds,
    check_more_facts,
    check_names_of_facts,
    check_numbers_masked,
    check_order_of_facts,
    check_questions_settle,
    check_unasked_facts,
    check_worse_facts,
)
from gaozhi.testing._rulesets import Ruleset, rulesets
from gaozhi.testing._situations import Situation, cases, facts, near_boundary

__all__ = [
    "INVARIANTS",
    "Answer",
    "Boundary",
    "Decide",
    "History",
    "Ruleset",
    "Situation",
    "answers_of",
    "boundaries",
    "cases",
    "catalogs",
    "check_agreement",
    "check_complete_facts_settle",
    "check_deterministic",
    "check_every_completion",
    "check_grounds",
    "check_invariants",
    "check_more_facts",
    "check_names_of_facts",
    "check_numbers_masked",
    "check_order_of_facts",
    "check_questions_settle",
    "check_unasked_facts",
    "check_worse_facts",
    "events",
    "facts",
    "identity_numbers",
    "near_boundary",
    "rulesets",
]
