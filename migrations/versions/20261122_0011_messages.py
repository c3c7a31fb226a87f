"""Messages on their way, how people are reached, calendar feeds, leases of jobs; where and how long a run was.

Safe while the previous release runs: it adds empty tables and columns that may be empty.

Revision ID: 0011   Revises: 0010   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"
branch_labels = depends_on = None

TABLES = ("delivery", "reach", "quiet", "lease", "job_fault", "feed")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("error", sa.String(60), nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.ForeignKeyConstraint(["message"], ["outbox.id"], name="fk_delivery_message_outbox"),
        sa.UniqueConstraint("message", "person", "channel", name="uq_delivery_message_person_channel"),
    )
    op.create_index("ix_delivery_status_next_at", "delivery", ["status", "next_at"])
    op.create_index("ix_delivery_person_channel", "delivery", ["person", "channel"])
    op.create_table(
        "reach",
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person", "channel", name="pk_reach"),
    )
    op.create_table(
        "quiet",
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_quiet"),
    )
    _of_the_jobs()


def _of_the_jobs() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "job_fault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("host", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job_fault"),
    )
    op.create_index("ix_job_fault_at", "job_fault", ["at"])
    op.create_table(
        "feed",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_feed"),
        sa.UniqueConstraint("person", name="uq_feed_person"),
    )
    op.add_column("tick", sa.Column("host", sa.String(80), nullable=True))
    op.add_column("tick", sa.Column("took", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("tick", "took")
    op.drop_column("tick", "host")
    for table in reversed(TABLES):
        op.drop_table(table)
