"""The command line as a fixture, the one that its own tests use."""

from tests.cli.conftest import run

__all__ = ["run"]
