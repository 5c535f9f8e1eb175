"""The versions of an archive's tables, for alembic."""
