"""Every step up can be taken back and taken again, with data in it; the log stays append-only at each of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from caseflow.places import folder
from caseflow.services.verifying import verify
from caseflow.store.database import make_engine
from caseflow.store.migrate import downgrade, is_newest, upgrade
from caseflow.store.tables import METADATA
from caseflow.transaction import looking
from tests.demo import fold_wal
from tests.postgres import Cluster
from tests.story import the_story

REVISIONS = [script.revision for script in ScriptDirectory(str(folder("migrations"))).walk_revisions()][::-1]
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}
EVENT = "INSERT INTO event VALUES (:seq, 'log', :seq, :leaf, :leaf)"
REFUSED = (
    "UPDATE event SET leaf = leaf",
    "DELETE FROM event",
    "UPDATE text SET value = 'x'",
    "INSERT INTO event SELECT seq + 2, stream, stream_seq + 1, leaf, salt FROM event JOIN text USING (seq)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


@pytest.fixture(scope="module")
def story_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file in which the whole story was told, to be copied."""
    file = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("story") / "story.sqlite3")
    the_story(f"sqlite:///{file}").dispose()
    fold_wal(file)
    return file


@pytest.fixture(scope="module")
def story_database(postgresql: Cluster, migrated_database: str) -> str:
    """The PostgreSQL database in which it was told, to be copied."""
    name = postgresql.create(migrated_database)
    the_story(postgresql.url(name)).dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def story_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the newest schema with the whole story in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copyfile(request.getfixturevalue('story_file'), tmp_path / 'story.sqlite3')}"
        return
    cluster = request.getfixturevalue("postgresql")
    with cluster.database(request.getfixturevalue("story_database")) as name:
        yield cluster.url(name)


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """Tables, columns, constraints, indexes and triggers, as the database tells them."""
    with engine.connect() as connection:
        asked = inspect(connection)
        tables = {
            name: [
                [(c["name"], str(c["type"]), c["nullable"]) for c in asked.get_columns(name)],
                asked.get_pk_constraint(name)["constrained_columns"],
                sorted(str(key["name"]) for key in asked.get_foreign_keys(name)),
                sorted((str(index["name"]), index["column_names"]) for index in asked.get_indexes(name)),
                sorted(str(one["name"]) for one in asked.get_unique_constraints(name)),
            ]
            for name in sorted(asked.get_table_names())
        }
        return {**tables, "triggers": triggers(connection)}


def triggers(connection: Connection) -> list[str]:
    return list(connection.scalars(text(TRIGGERS[connection.dialect.name])))


def rows_of_the_log(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return [
            list(connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")))
            for name in ("event", "text", "stream")
        ]


def test_migrations_stand_in_one_line() -> None:
    assert len(ScriptDirectory(str(folder("migrations"))).get_heads()) == 1
    assert sorted(REVISIONS) == REVISIONS


def test_migrations_make_the_tables_the_program_knows(engine: Engine, empty_url: str) -> None:
    upgrade(empty_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert is_newest(connection)


def test_an_older_database_is_known_as_older(engine: Engine, empty_url: str) -> None:
    upgrade(empty_url, REVISIONS[0])
    with engine.connect() as connection:
        assert not is_newest(connection)


def test_upgrading_what_is_newest_changes_nothing(engine: Engine, empty_url: str) -> None:
    upgrade(empty_url)
    before = shape(engine)
    upgrade(empty_url)
    assert shape(engine) == before


def test_every_step_taken_back_leaves_what_was_there_before_it(engine: Engine, empty_url: str) -> None:
    shapes = []
    for revision in REVISIONS:
        upgrade(empty_url, revision)
        shapes.append(shape(engine))
    for place in reversed(range(1, len(REVISIONS))):
        downgrade(empty_url, REVISIONS[place - 1])
        assert shape(engine) == shapes[place - 1]
        upgrade(empty_url, REVISIONS[place])
        assert shape(engine) == shapes[place]
        downgrade(empty_url, REVISIONS[place - 1])


def test_nothing_is_left_when_everything_is_taken_back(engine: Engine, empty_url: str) -> None:
    upgrade(empty_url)
    downgrade(empty_url, "base")
    assert shape(engine).keys() == {"alembic_version", "triggers"}
    with engine.connect() as connection:
        assert triggers(connection) == []
    upgrade(empty_url)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_log_is_append_only_from_each_revision_on(engine: Engine, empty_url: str, revision: str) -> None:
    upgrade(empty_url, revision)
    with engine.begin() as connection:
        for seq in (0, 1):
            connection.execute(text(EVENT), {"seq": seq, "leaf": bytes([seq])})
        connection.execute(text("INSERT INTO text VALUES ('d', 1, 'title', :salt, 'x')"), {"salt": b"s"})
    assert_append_only(engine)
    upgrade(empty_url)
    assert_append_only(engine)


def assert_append_only(engine: Engine) -> None:
    for attempt in REFUSED:
        with (
            engine.connect() as connection,
            pytest.raises(DBAPIError, match=r"append-only|no gap|never changed"),
        ):
            connection.execute(text(attempt))


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_log_comes_through_every_step_down_and_up_byte_for_byte(story_url: str, revision: str) -> None:
    engine = make_engine(story_url)
    before = rows_of_the_log(engine)
    for _ in range(2):
        downgrade(story_url, revision)
        assert rows_of_the_log(engine) == before
        upgrade(story_url)
        assert rows_of_the_log(engine) == before
    with looking(engine) as session:
        codes = {fault.code for fault in verify(session).faults}
    engine.dispose()
    # What a step down takes with it: rows and columns, which the log can make again, and the vault, which it cannot.
    assert codes <= {"row_missing", "row_changed", "text_missing"}
