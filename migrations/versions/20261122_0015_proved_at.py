"""When the password was last entered at a sign-in.

Safe while the previous release runs: it adds a column that may be empty.

Revision ID: 0015   Revises: 0014   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015", "0014"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("sign_in", "proved_at")
