"""Runs migrations on the connection that caseflow/store/migrate.py hands over; there is no offline mode."""

from alembic import context

from caseflow.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
