"""One hypothesis profile for every test: no deadline, and in CI the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("gaozhi", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("gaozhi")
