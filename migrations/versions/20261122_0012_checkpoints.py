"""Checkpoints of the log, cosignatures of its witnesses, and why nothing may be written, where that is so.

Safe while the previous release runs: it adds empty tables.

Revision ID: 0012   Revises: 0011   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0012", "0011"
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("size", NUMBER, autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_checkpoint"),
    )
    op.create_table(
        "cosignature",
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("witness", sa.String(200), nullable=False),
        sa.Column("vkey", sa.String(400), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("size", "witness", name="pk_cosignature"),
        sa.ForeignKeyConstraint(["size"], ["checkpoint.size"], name="fk_cosignature_size_checkpoint"),
    )
    op.create_table(
        "log_halt",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_halt"),
        sa.CheckConstraint("id = 1", name="ck_log_halt_one_row"),
    )


def downgrade() -> None:
    for table in ("log_halt", "cosignature", "checkpoint"):
        op.drop_table(table)
