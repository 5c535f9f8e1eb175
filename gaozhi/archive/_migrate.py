"""Bringing the tables of an archive from one version to the next, by alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

__all__ = ["KNOWN", "LATEST", "migrate"]

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    # A per cent sign would begin an interpolation.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


KNOWN: Final = tuple(
    found.revision for found in ScriptDirectory.from_config(_config()).walk_revisions()
)
"""Every version, the latest first."""
LATEST: Final = KNOWN[0]


def migrate(connection: Connection, version: str = LATEST) -> None:
    """Make the tables, or change those of an older version, within the caller's transaction.

    Args:
        connection: to the archive.
        version: the version that is wanted.

    """
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)
