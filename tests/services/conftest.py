"""A record to attack, told once, and somebody who may do anything to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from caseflow.jobs.checkpointing import Checkpointer
from caseflow.services.record import record
from caseflow.store.database import make_engine, writing
from tests.demo import fold_wal
from tests.makers import OPENED, a_city, work_on
from tests.postgres import Cluster
from tests.services.attacker import Attacker
from tests.services.checkpointed import a_checkpointer
from tests.services.postal import Town, a_town
from tests.services.sinks import postbox, robot
from tests.services.writing import file_case
from tests.story import DAY, the_story


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The whole story, and behind it two events that change nothing; tests roll back what they do to it."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("told") / "caseflow.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_file"), file)
        yield from _with_an_end(f"sqlite:///{file}")
        return
    cluster = request.getfixturevalue("postgresql")
    with cluster.database(request.getfixturevalue("migrated_database")) as name:
        yield from _with_an_end(cluster.url(name))


def _with_an_end(url: str) -> Iterator[Engine]:
    engine = the_story(url)
    with work_on(engine, DAY) as work:
        for _ in range(2):
            record(work, "city", "erase_text", {"digests": []})
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated, empty database of either kind; its connections are closed before it goes."""
    yield from _left(database_url)


@pytest.fixture(scope="session")
def opened_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of an open city, which others are copied from."""
    file = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("opened") / "caseflow.sqlite3")
    a_city(f"sqlite:///{file}").dispose()
    fold_wal(file)
    return file


@pytest.fixture(scope="session")
def opened_database(postgresql: Cluster, migrated_database: str) -> str:
    """The PostgreSQL database of an open city, which others are copied from."""
    name = postgresql.create(migrated_database)
    a_city(postgresql.url(name)).dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An open city in a database of either kind; the test runs once on each."""
    if request.param == "sqlite":
        file = shutil.copyfile(request.getfixturevalue("opened_file"), tmp_path / "caseflow.sqlite3")
        yield from _left(f"sqlite:///{file}")
        return
    cluster = request.getfixturevalue("postgresql")
    with cluster.database(request.getfixturevalue("opened_database")) as name:
        yield from _left(cluster.url(name))


def _left(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def filed(city: Engine) -> Engine:
    """A city with one case, `x/1`."""
    with work_on(city, OPENED) as work:
        file_case(work)
    return city


@pytest.fixture
def attacker(told: Engine) -> Iterator[Attacker]:
    with writing(told) as session:
        yield Attacker(session)
        session.rollback()


@pytest.fixture
def town(city: Engine) -> Iterator[Town]:
    """A city with an officer who can be told, a robot and a mail server."""
    with robot() as web, postbox() as post:
        yield a_town(city, web, post)


@pytest.fixture(scope="module")
def one_case(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A city with one case, from which each test takes a copy."""
    file = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("case") / "caseflow.sqlite3")
    _with_a_case(f"sqlite:///{file}")
    fold_wal(file)
    return file


@pytest.fixture(scope="module")
def one_case_postgresql(postgresql: Cluster, migrated_database: str) -> str:
    name = postgresql.create(migrated_database)
    _with_a_case(postgresql.url(name))
    return name


@pytest.fixture
def maker(one_case: Path, tmp_path: Path) -> Iterator[Checkpointer]:
    made = a_checkpointer(
        f"sqlite:///{shutil.copyfile(one_case, tmp_path / 'c.sqlite3')}", tmp_path / "notes"
    )
    yield made
    made.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Checkpointer]:
    """On either database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("maker")
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    with cluster.database(request.getfixturevalue("one_case_postgresql")) as name:
        made = a_checkpointer(cluster.url(name), tmp_path / "notes")
        yield made
        made.engine.dispose()


def _with_a_case(url: str) -> None:
    engine = a_city(url)
    with work_on(engine, OPENED) as work:
        file_case(work)
    engine.dispose()
