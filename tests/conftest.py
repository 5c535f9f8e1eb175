"""One hypothesis profile for every test: no deadline, and in CI the same examples every time."""

import os

from hypothesis import HealthCheck, settings

# A slow machine is no fault of the code: nothing here may fail for the time that it takes.
settings.register_profile(
    "gaozhi",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gaozhi")
