"""The register of issued papers.

Safe while the previous release runs: it only adds an empty table. Papers issued before have no number, and keep none.

Revision ID: 0009   Revises: 0008   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_number",
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=True),
        sa.Column("to_unit", sa.String(60), nullable=True),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "year", "number", name="pk_paper_number"),
    )
    op.create_index("ix_paper_number_about", "paper_number", ["about"])


def downgrade() -> None:
    op.drop_table("paper_number")
