"""Where a form led may be an address of any length: a case's number in Chinese is long once it stands in one.

Safe while the previous release runs: it writes shorter addresses than before were allowed.

Revision ID: 0008   Revises: 0007   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("form_key") as table:
        table.alter_column("location", existing_type=sa.String(500), type_=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("form_key") as table:
        table.alter_column("location", existing_type=sa.Text(), type_=sa.String(500), existing_nullable=False)
