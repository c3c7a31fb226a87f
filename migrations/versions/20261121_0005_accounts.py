"""Accounts, sign-ins, forms handed in, the reading audit, the petitioners' vault and the files of evidence.

Safe while the previous release runs: it only adds empty tables and touches no other. The triggers keep the reading
audit append-only and a vault entry unchanged on both databases; any later migration that lets SQLite copy one of
these two tables must make them again.

Revision ID: 0005   Revises: 0004   Date: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"
branch_labels = depends_on = None

TABLES = ("vault_entry", "sign_in", "read_audit", "form_key", "file", "failed_try", "credential")

SQLITE = (
    """CREATE TRIGGER read_audit_no_update BEFORE UPDATE ON read_audit
    BEGIN SELECT RAISE(ABORT, 'the reading audit is append-only'); END""",
    """CREATE TRIGGER read_audit_no_delete BEFORE DELETE ON read_audit
    BEGIN SELECT RAISE(ABORT, 'the reading audit is append-only'); END""",
    # INSERT OR REPLACE removes the row in its way without any DELETE trigger.
    """CREATE TRIGGER read_audit_no_replace BEFORE INSERT ON read_audit
    WHEN EXISTS (SELECT 1 FROM read_audit WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the reading audit is append-only'); END""",
    """CREATE TRIGGER vault_entry_no_update BEFORE UPDATE ON vault_entry
    BEGIN SELECT RAISE(ABORT, 'a vault entry is never changed'); END""",
    """CREATE TRIGGER vault_entry_no_replace BEFORE INSERT ON vault_entry
    WHEN EXISTS (SELECT 1 FROM vault_entry WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'a vault entry is never changed'); END""",
)
POSTGRESQL = (
    """CREATE TRIGGER read_audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON read_audit
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
    """CREATE TRIGGER vault_entry_no_update BEFORE UPDATE OR TRUNCATE ON vault_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse_change()""",
)


def upgrade() -> None:
    op.create_table(
        "credential",
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("login", sa.String(40), nullable=False),
        sa.Column("looks", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(200), nullable=True),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(5), nullable=True),
        sa.Column("theme", sa.String(10), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_credential"),
        sa.UniqueConstraint("login", name="uq_credential_login"),
        sa.UniqueConstraint("looks", name="uq_credential_looks"),
    )
    op.create_table(
        "failed_try",
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_failed_try"),
    )
    op.create_index("ix_failed_try_last_at", "failed_try", ["last_at"])
    op.create_table(
        "file",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_file"),
    )
    op.create_table(
        "form_key",
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("location", sa.String(500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name="pk_form_key"),
    )
    op.create_index("ix_form_key_at", "form_key", ["at"])
    op.create_table(
        "read_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("office", sa.String(100), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_read_audit"),
    )
    op.create_index("ix_read_audit_at", "read_audit", ["at"])
    op.create_index("ix_read_audit_person", "read_audit", ["person"])
    op.create_table(
        "sign_in",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_opened_at", "sign_in", ["opened_at"])
    op.create_index("ix_sign_in_person", "sign_in", ["person"])
    op.create_table(
        "vault_entry",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("case", sa.String(160), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_vault_entry"),
    )
    op.create_index("ix_vault_entry_case", "vault_entry", ["case"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
