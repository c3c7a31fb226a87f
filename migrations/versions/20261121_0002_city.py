"""The city: units, people, offices, inspections, calendar, rulebooks and rounds, as projections of the record.

Safe while the previous release runs: it only adds empty tables and touches no other.

Revision ID: 0002   Revises: 0001   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"
branch_labels = depends_on = None

TABLES = (
    "round",
    "rulebook",
    "calendar_day",
    "calendar_year",
    "inspection",
    "appointment",
    "person",
    "unit_name",
    "unit",
)


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("notice", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_calendar_year"),
    )
    op.create_table(
        "inspection",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("plan_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_inspection"),
    )
    op.create_table(
        "person",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_person"),
    )
    op.create_table(
        "round",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", name="pk_round"),
    )
    op.create_table(
        "rulebook",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_rulebook"),
    )
    op.create_table(
        "unit",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("parent", sa.String(60), nullable=True),
        sa.Column("locality", sa.String(60), nullable=True),
        sa.Column("short", sa.String(64), nullable=True),
        sa.Column("aliases", sa.String(64), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("successors", sa.String(500), nullable=False),
        sa.Column("mapped_to", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_unit"),
    )
    op.create_index("ix_unit_parent", "unit", ["parent"])
    op.create_table(
        "appointment",
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", sa.String(30), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("tenure", sa.String(20), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.code"], name="fk_appointment_person_person"),
        sa.PrimaryKeyConstraint("person", "id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_office_unit", "appointment", ["office", "unit"])
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("holiday", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["calendar_year.year"], name="fk_calendar_day_year_calendar_year"),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
    )
    op.create_index("ix_calendar_day_year", "calendar_day", ["year"])
    op.create_table(
        "unit_name",
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name="fk_unit_name_unit_unit"),
        sa.PrimaryKeyConstraint("unit", "position", name="pk_unit_name"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
