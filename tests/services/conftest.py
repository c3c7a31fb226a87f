"""A record to attack, told once, and somebody who may do anything to it."""

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from caseflow.services.record import record
from caseflow.store.database import make_engine, writing
from tests.makers import OPENED, a_city, work_on
from tests.services.attacker import Attacker
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
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def city(database_url: str) -> Iterator[Engine]:
    """An open city in a database of either kind."""
    engine = a_city(database_url)
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
