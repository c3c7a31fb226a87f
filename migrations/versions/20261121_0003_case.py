"""Cases and their parts, as projections of the record.

Safe while the previous release runs: it only adds empty tables and touches no other.

Revision ID: 0003   Revises: 0002   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"
branch_labels = depends_on = None

TABLES = (
    "case_year",
    "finding",
    "paper",
    "vote",
    "decision",
    "signature",
    "objection",
    "notice",
    "acceptance",
    "application",
    "self_check",
    "report",
    "expected_report",
    "evidence",
    "measure",
    "obligation",
    "case_text",
    "case_unit",
    "case",
)


def upgrade() -> None:
    op.create_table(
        "case",
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("inspection", sa.String(60), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("limit", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("before_merge", sa.String(20), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_by", sa.String(60), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(20), nullable=True),
        sa.Column("key_case", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("handed_over", sa.Date(), nullable=True),
        sa.Column("evidence_class", sa.String(20), nullable=False),
        sa.Column("locality", sa.String(60), nullable=True),
        sa.Column("lead_unit", sa.String(60), nullable=True),
        sa.Column("acceptance_unit", sa.String(60), nullable=True),
        sa.Column("transfer_to", sa.String(60), nullable=True),
        sa.Column("supervising_unit", sa.String(60), nullable=True),
        sa.Column("leader_in_charge", sa.String(60), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("feedback_due", sa.Date(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.String(30), nullable=False),
        sa.Column("confirmed_progress", sa.String(30), nullable=False),
        sa.Column("settlement", sa.String(20), nullable=True),
        sa.Column("verdict", sa.String(20), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("filed_up_on", sa.Date(), nullable=True),
        sa.Column("suspended_on", sa.Date(), nullable=True),
        sa.Column("part_of", sa.String(160), nullable=True),
        sa.Column("merged_into", sa.String(160), nullable=True),
        sa.Column("rebound_of", sa.String(160), nullable=True),
        sa.Column("rebound_as", sa.String(160), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_case"),
    )
    op.create_index("ix_case_acceptance_unit", "case", ["acceptance_unit"])
    op.create_index("ix_case_batch", "case", ["inspection", "batch"])
    op.create_index("ix_case_kind_ordinal", "case", ["kind", "inspection", "ordinal", "number"])
    op.create_index("ix_case_lead_unit_state", "case", ["lead_unit", "state", "due", "key"])
    op.create_index("ix_case_locality", "case", ["locality"])
    op.create_index("ix_case_number", "case", ["number"])
    op.create_index("ix_case_part_of", "case", ["part_of"])
    op.create_index("ix_case_state_due", "case", ["state", "due", "key"])
    op.create_index("ix_case_supervising_unit", "case", ["supervising_unit"])
    op.create_table(
        "acceptance",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("begun_by", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("passed_by", sa.String(60), nullable=True),
        sa.Column("site_day", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_acceptance_case_case"),
        sa.PrimaryKeyConstraint("case", name="pk_acceptance"),
    )
    op.create_table(
        "application",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_application_case_case"),
        sa.PrimaryKeyConstraint("case", "position", name="pk_application"),
    )
    op.create_table(
        "case_text",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_case_text_case_case"),
        sa.PrimaryKeyConstraint("case", "name", name="pk_case_text"),
    )
    op.create_table(
        "case_unit",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_case_unit_case_case"),
        sa.PrimaryKeyConstraint("case", "part", "unit", name="pk_case_unit"),
    )
    op.create_index("ix_case_unit_unit_part", "case_unit", ["unit", "part"])
    op.create_table(
        "case_year",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_case_year_case_case"),
        sa.PrimaryKeyConstraint("case", "year", name="pk_case_year"),
    )
    op.create_table(
        "decision",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("matter", sa.String(20), nullable=False),
        sa.Column("proposed_by", sa.String(60), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(60), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_decision_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_decision"),
    )
    op.create_table(
        "evidence",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.Column("point", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_evidence_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_digest", "evidence", ["digest"])
    op.create_table(
        "expected_report",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("light", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_expected_report_case_case"),
        sa.PrimaryKeyConstraint("case", "month", name="pk_expected_report"),
    )
    op.create_table(
        "finding",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asks", sa.String(20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("origin", sa.String(60), nullable=False),
        sa.Column("propose_by", sa.Date(), nullable=True),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_finding_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_finding"),
    )
    op.create_table(
        "measure",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.String(60), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_measure_case_case"),
        sa.PrimaryKeyConstraint("case", "number", name="pk_measure"),
    )
    op.create_table(
        "notice",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("drafted_by", sa.String(60), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("released_by", sa.String(60), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_notice_case_case"),
        sa.PrimaryKeyConstraint("case", name="pk_notice"),
    )
    op.create_index("ix_notice_last_day", "notice", ["last_day"])
    op.create_table(
        "objection",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(20), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_objection_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_objection"),
    )
    op.create_table(
        "obligation",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("ref", sa.String(60), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_obligation_case_case"),
        sa.PrimaryKeyConstraint("case", "kind", "ref", name="pk_obligation"),
    )
    op.create_index("ix_obligation_who_met_due", "obligation", ["who", "met_on", "due"])
    op.create_table(
        "paper",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rung", sa.String(30), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("to_unit", sa.String(60), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_paper_case_case"),
        sa.PrimaryKeyConstraint("case", "id", name="pk_paper"),
    )
    op.create_index("ix_paper_status_reply_by", "paper", ["status", "reply_by"])
    op.create_table(
        "report",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("progress", sa.String(30), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("result", sa.String(20), nullable=True),
        sa.Column("confirmed", sa.String(30), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_report_case_case"),
        sa.PrimaryKeyConstraint("case", "month", "number", name="pk_report"),
    )
    op.create_table(
        "self_check",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("criteria", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_self_check_case_case"),
        sa.PrimaryKeyConstraint("case", "unit", name="pk_self_check"),
    )
    op.create_table(
        "signature",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("box", sa.String(20), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("office", sa.String(120), nullable=False),
        sa.Column("dossier", sa.String(64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("void", sa.String(40), nullable=True),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_signature_case_case"),
        sa.PrimaryKeyConstraint("case", "position", name="pk_signature"),
    )
    op.create_index("uq_signature_case_live_box", "signature", ["case", "live", "box"], unique=True)
    op.create_index("uq_signature_case_live_person", "signature", ["case", "live", "person"], unique=True)
    op.create_table(
        "vote",
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("decision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("box", sa.String(20), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.key"], name="fk_vote_case_case"),
        sa.PrimaryKeyConstraint("case", "decision", "box", name="pk_vote"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
