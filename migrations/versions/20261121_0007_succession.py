"""Who took up what a unit that ended had in a case.

Safe while the previous release runs: it only adds an empty table and touches no other. The table is a projection of the
cases' events.

Revision ID: 0007   Revises: 0006   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "succession",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("name_by", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(60), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_succession_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_succession"),
    )
    op.create_index("ix_succession_unit", "succession", ["unit"])


def downgrade() -> None:
    op.drop_table("succession")
