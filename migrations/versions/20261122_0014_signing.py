"""Ceremonies at the keys; by which means a signature was given.

Safe while the previous release runs: it adds an empty table and columns that may be empty.

Revision ID: 0014   Revises: 0011   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014", "0013"
branch_labels = depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ceremony",
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sign_in", sa.LargeBinary(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("nonce", name="pk_ceremony"),
    )
    op.create_index("ix_ceremony_expires_at", "ceremony", ["expires_at"])
    op.add_column("signature", sa.Column("means", sa.String(20), nullable=True))
    op.add_column("signature", sa.Column("key", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("signature", "key")
    op.drop_column("signature", "means")
    op.drop_table("ceremony")
