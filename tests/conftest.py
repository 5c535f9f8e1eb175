"""One hypothesis profile for every test: no deadline, and in CI the same examples every time."""

import os

from hypothesis import HealthCheck, settings

from tests.effort import EFFORT, examples

# A slow machine is no fault of the code: nothing here may fail for the time that it takes.
settings.register_profile(
    "gaozhi",
    deadline=None,
    max_examples=examples(40),
    # With more effort than usual, other examples than the usual ones are wanted.
    derandomize=bool(os.environ.get("CI")) and EFFORT <= 1,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gaozhi")
