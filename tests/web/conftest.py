"""A small city for tests of pages: founded once a run, copied for a module or for one test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from caseflow.clock import FixedClock
from tests.makers import morning
from tests.web.desk import Desk
from tests.web.office import TODAY, City, found_city, open_city

Read = Callable[..., str]
_numbers = count(1)


@pytest.fixture(scope="session")
def founded(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that cities are copied from."""
    return found_city(tmp_path_factory.mktemp("founded"), migrated_file)


@pytest.fixture(scope="module")
def shared_city(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> City:
    """A city for tests that each have a case of their own."""
    return open_city(founded, tmp_path_factory.mktemp("shared") / "home")


@pytest.fixture
def number() -> str:
    """The number of this test's case, in a city that several tests share."""
    return f"SP2022-T{next(_numbers):03}"


@pytest.fixture
def read(shared_city: City, number: str) -> Read:
    """A page of the case as somebody is shown it: its own, or one below it, today or with a query."""
    return lambda who, query="", number=number: (
        shared_city.visitor(who).open(f"/cases/SP2022/{number}{query}").html
    )


@pytest.fixture
def office_city(founded: Path, tmp_path: Path) -> City:
    """A city of the test's own."""
    return open_city(founded, tmp_path / "home")


@pytest.fixture(scope="module")
def calm(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city with its administrators, for tests that change nothing in it."""
    opened = open_city(founded, tmp_path_factory.mktemp("calm") / "home")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def city(founded: Path, tmp_path: Path) -> Iterator[City]:
    """A city with its administrators, of the test's own."""
    opened = open_city(founded, tmp_path / "home")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def clock(city: City) -> FixedClock:
    """The city's time, to be moved."""
    standing = FixedClock(morning(TODAY))
    installation = city.app.extensions["caseflow"]
    city.app.extensions["caseflow"] = replace(installation, clock=standing)
    return standing


@pytest.fixture
def stranger(city: City) -> Desk:
    """A browser in which nobody has signed in."""
    return Desk(city.app.test_client())
