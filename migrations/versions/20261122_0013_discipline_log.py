"""The discipline log: referrals and clues, a second log of the record's format whose texts lie sealed.

Safe while the previous release runs: it only adds empty tables. As with the record, triggers make it append-only on
both databases; any later migration that lets SQLite copy `discipline_event` or `discipline_text` must make them again.

Revision ID: 0013   Revises: 0011   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("discipline_text", "discipline_stream", "discipline_log_state", "discipline_event")

SQLITE = (
    """CREATE TRIGGER discipline_event_no_update BEFORE UPDATE ON discipline_event
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END""",
    """CREATE TRIGGER discipline_event_no_delete BEFORE DELETE ON discipline_event
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END""",
    # INSERT OR REPLACE removes the row in its way without any DELETE trigger, so what is taken is refused here.
    """CREATE TRIGGER discipline_event_in_order BEFORE INSERT ON discipline_event
    WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM discipline_event)
    OR NEW.stream_seq <>
        (SELECT coalesce(max(stream_seq) + 1, 0) FROM discipline_event WHERE stream = NEW.stream)
    OR EXISTS (SELECT 1 FROM discipline_event WHERE leaf_hash = NEW.leaf_hash)
    BEGIN SELECT RAISE(ABORT, 'the record has no gap and no repetition'); END""",
    """CREATE TRIGGER discipline_text_no_update BEFORE UPDATE ON discipline_text
    BEGIN SELECT RAISE(ABORT, 'a text on record is never changed'); END""",
    """CREATE TRIGGER discipline_text_no_replace BEFORE INSERT ON discipline_text
    WHEN EXISTS (SELECT 1 FROM discipline_text WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'a text on record is never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION discipline_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM discipline_event)
        OR NEW.stream_seq <>
            (SELECT coalesce(max(stream_seq) + 1, 0) FROM discipline_event WHERE stream = NEW.stream) THEN
            RAISE EXCEPTION 'the record has no gap and no repetition';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER discipline_event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON discipline_event
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
    """CREATE TRIGGER discipline_event_in_order BEFORE INSERT ON discipline_event
    FOR EACH ROW EXECUTE FUNCTION discipline_refuse_gap()""",
    """CREATE TRIGGER discipline_text_no_update BEFORE UPDATE OR TRUNCATE ON discipline_text
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
)


def upgrade() -> None:
    op.create_table(
        "discipline_event",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(200), nullable=False),
        sa.Column("stream_seq", NUMBER, nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_discipline_event"),
        sa.UniqueConstraint("leaf_hash", name="uq_discipline_event_leaf_hash"),
        sa.UniqueConstraint("stream", "stream_seq", name="uq_discipline_event_stream_stream_seq"),
    )
    op.create_table(
        "discipline_log_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("log", sa.String(100), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_discipline_log_state_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_discipline_log_state"),
    )
    op.create_table(
        "discipline_stream",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_discipline_stream"),
    )
    op.create_table(
        "discipline_text",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["discipline_event.seq"], name="fk_discipline_text_seq_discipline_event"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_discipline_text"),
    )
    op.create_index("ix_discipline_text_seq", "discipline_text", ["seq"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION discipline_refuse_gap")
