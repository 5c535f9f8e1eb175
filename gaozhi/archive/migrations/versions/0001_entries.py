"""Entries, programs and the head; triggers that keep them as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_SAID = "gaozhi: an archive is append only"
_STAYS = "OLD.number > (SELECT pruned FROM head)"
# What the triggers refuse, by table and statement; an empty condition refuses all.
_REFUSED = (
    ("entries", "UPDATE", ""),
    ("entries", "DELETE", _STAYS),
    ("programs", "UPDATE", ""),
    ("programs", "DELETE", _STAYS),
    ("head", "DELETE", ""),
    ("head", "UPDATE", "NEW.number < OLD.number OR NEW.pruned < OLD.pruned"),
)


def upgrade() -> None:
    """Make the tables of an empty archive."""
    op.create_table(
        "entries",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("jurisdiction", sa.Text, nullable=False),
        sa.Column("decision", sa.Text),
        sa.Column("day", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("program", sa.Text, nullable=False),
        sa.Column("withheld", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "programs",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("jurisdiction", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("calendar", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    head = op.create_table(
        "head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("pruned", _NUMBER, nullable=False),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": "0" * 64, "pruned": 0}])
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def _sqlite_triggers() -> None:
    for table, statement, condition in _REFUSED:
        when = f"WHEN {condition}" if condition else ""
        op.execute(
            f"CREATE TRIGGER {table}_{statement.lower()} BEFORE {statement} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def _postgresql_triggers() -> None:
    op.execute(
        "CREATE FUNCTION gaozhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
    )
    run = "EXECUTE FUNCTION gaozhi_append_only()"
    op.execute(
        "CREATE FUNCTION gaozhi_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_STAYS} THEN RAISE EXCEPTION '{_SAID}'; END IF; RETURN OLD; END $$"
    )
    for table, statement, condition in _REFUSED:
        name = f"{table}_{statement.lower()}"
        # A condition of PostgreSQL's own WHEN holds no query.
        done = "EXECUTE FUNCTION gaozhi_kept()" if condition == _STAYS else run
        when = f"WHEN ({condition})" if condition and condition != _STAYS else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {statement} ON {table} FOR EACH ROW {when} {done}"
        )
    for table in ("entries", "programs", "head"):
        op.execute(
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}"
        )
