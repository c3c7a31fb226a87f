"""Meetings, with what is agreed at them, and the month's circulars.

Safe while the previous release runs: it only adds empty tables.

Revision ID: 0010   Revises: 0009   Date: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0010", "0009"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("called_by", sa.String(60), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=True),
        sa.Column("minutes_by", sa.String(60), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meeting"),
    )
    _list("meeting_unit", "unit", 60)
    _list("meeting_case", "case", 160)
    op.create_table(
        "meeting_item",
        sa.Column("meeting", sa.String(20), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(60), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("words", sa.String(64), nullable=True),
        sa.Column("case", sa.String(160), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by", sa.String(60), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.name"], name="fk_meeting_item_meeting_meeting"),
        sa.PrimaryKeyConstraint("meeting", "id", name="pk_meeting_item"),
    )
    op.create_index("ix_meeting_item_owner", "meeting_item", ["owner", "due"])
    _circulars()


def downgrade() -> None:
    for table in ("circular_line", "circular", "meeting_item", "meeting_case", "meeting_unit", "meeting"):
        op.drop_table(table)


def _list(table: str, what: str, length: int) -> None:
    op.create_table(
        table,
        sa.Column("meeting", sa.String(20), nullable=False),
        sa.Column(what, sa.String(length), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.name"], name=f"fk_{table}_meeting_meeting"),
        sa.PrimaryKeyConstraint("meeting", what, name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{what}", table, [what])


def _circulars() -> None:
    op.create_table(
        "circular",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("drafted_by", sa.String(60), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.String(60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("number", sa.String(120), nullable=True),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("month", name="pk_circular"),
    )
    counts = ("expected", "on_time", "late", "missing", "returned", "copied", "unchanged", "lacking")
    counts += ("yellow", "red", "behind", "on_plan", "done", "unconfirmed")
    op.create_table(
        "circular_line",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.String(60), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.ForeignKeyConstraint(["month"], ["circular.month"], name="fk_circular_line_month_circular"),
        sa.PrimaryKeyConstraint("month", "position", name="pk_circular_line"),
    )
