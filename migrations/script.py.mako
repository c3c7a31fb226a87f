"""${message}.

Why, and why it is safe while the previous release runs.

Revision ID: ${up_revision}   Revises: ${down_revision}   Date: ${create_date:%Y-%m-%d}
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = ${repr(up_revision)}, ${repr(down_revision)}
branch_labels = depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
