"""Runs of the day's work, and the outbox.

Safe while the previous release runs: it only adds empty tables and touches no other.

Revision ID: 0004   Revises: 0003   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"
branch_labels = depends_on = None

TABLES = (
    "outbox",
    "tick",
)


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.String(40), nullable=False),
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("uq_outbox_matter", "outbox", ["matter", "case", "who", "day"], unique=True)
    op.create_table(
        "tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_rounds", sa.Integer(), nullable=False),
        sa.Column("ended_notices", sa.Integer(), nullable=False),
        sa.Column("proposed_papers", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tick"),
    )
    op.create_index("ix_tick_until", "tick", ["until"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
