"""The record: the log, its size, the head of each stream, and the texts the leaves commit to.

Safe: the first migration, it only adds tables. The triggers make the log append-only on both databases; any
later migration that lets SQLite copy `event` or `text` must make them again.

Revision ID: 0001   Revises: -   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("text", "stream", "log_state", "event")

SQLITE = (
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END""",
    # INSERT OR REPLACE removes the row in its way without any DELETE trigger, so what is taken is refused here.
    """CREATE TRIGGER event_in_order BEFORE INSERT ON event
    WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM event)
    OR NEW.stream_seq <> (SELECT coalesce(max(stream_seq) + 1, 0) FROM event WHERE stream = NEW.stream)
    OR EXISTS (SELECT 1 FROM event WHERE leaf_hash = NEW.leaf_hash)
    BEGIN SELECT RAISE(ABORT, 'the record has no gap and no repetition'); END""",
    """CREATE TRIGGER text_no_update BEFORE UPDATE ON text
    BEGIN SELECT RAISE(ABORT, 'a text on record is never changed'); END""",
    """CREATE TRIGGER text_no_replace BEFORE INSERT ON text
    WHEN EXISTS (SELECT 1 FROM text WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'a text on record is never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION record_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the record is append-only'; END $$""",
    """CREATE FUNCTION record_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM event)
        OR NEW.stream_seq <> (SELECT coalesce(max(stream_seq) + 1, 0) FROM event WHERE stream = NEW.stream) THEN
            RAISE EXCEPTION 'the record has no gap and no repetition';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
    """CREATE TRIGGER event_in_order BEFORE INSERT ON event
    FOR EACH ROW EXECUTE FUNCTION record_refuse_gap()""",
    """CREATE TRIGGER text_no_update BEFORE UPDATE OR TRUNCATE ON text
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
)


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(200), nullable=False),
        sa.Column("stream_seq", NUMBER, nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_event"),
        sa.UniqueConstraint("leaf_hash", name="uq_event_leaf_hash"),
        sa.UniqueConstraint("stream", "stream_seq", name="uq_event_stream_stream_seq"),
    )
    op.create_table(
        "log_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("log", sa.String(100), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_log_state_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_log_state"),
    )
    op.create_table(
        "stream",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_stream"),
    )
    op.create_table(
        "text",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name="fk_text_seq_event"),
        sa.PrimaryKeyConstraint("digest", name="pk_text"),
    )
    op.create_index("ix_text_seq", "text", ["seq"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION record_refuse_change, record_refuse_gap")
