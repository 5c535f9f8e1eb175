"""Whether durable-rules is here: it needs a C compiler to install, and CI requires it where it can be."""

import importlib.util
import sys

import pytest

POSSIBLE = sys.version_info < (3, 13)
MISSING = not POSSIBLE or importlib.util.find_spec("durable") is None
REASON = "没有附加依赖 watch（durable-rules，需要 C 编译器，不能用于 Python 3.13）"

durable = pytest.mark.skipif(MISSING, reason=REASON)
"""A test of the second matcher."""
