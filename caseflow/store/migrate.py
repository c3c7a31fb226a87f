"""Brings a database to the newest schema, and says whether it is there."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from caseflow.places import folder
from caseflow.store.database import make_engine


def upgrade(url: str, revision: str = "head") -> None:
    """Applies every migration up to a revision; does nothing where the database is already there."""
    engine = make_engine(url)
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)
    engine.dispose()


def downgrade(url: str, revision: str) -> None:
    """Takes migrations back to a revision, for tests and for an operator who must."""
    engine = make_engine(url)
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)
    engine.dispose()


def is_newest(connection: Connection) -> bool:
    """Whether the database stands at the newest migration this program knows."""
    newest = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    config.attributes["connection"] = connection
    return config
