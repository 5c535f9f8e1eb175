"""An index by time, so that a year of a long archive is found without reading all of it."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_entries_at", "entries", ["at"])
