"""A one-time password that waits for its release lies beside the password it would replace.

Safe while the previous release runs: it adds an empty column that may stay empty.

Revision ID: 0006   Revises: 0005   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("credential", sa.Column("waiting_hash", sa.String(200), nullable=True))


def downgrade() -> None:
    op.drop_column("credential", "waiting_hash")
