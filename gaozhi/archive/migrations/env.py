"""Alembic's environment: the connection is handed in, and its transaction is the caller's."""

from alembic import context

from gaozhi.archive._tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
