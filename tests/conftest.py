"""What every test may ask for: a fresh database of either kind; and what none may: the network, or a quiet skip."""

import os
import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from tests.demo import demo_city, fold_wal, lived, watched, whole_city  # noqa: F401  fixtures for every test
from tests.machine import CHINESE_SERIF, LIBREOFFICE, POPPLER, POSTGRESQL, missing
from tests.postgres import Cluster, Server

SERVER = pytest.StashKey[Server]()


def pytest_configure(config: pytest.Config) -> None:
    """The controller of a run has the server; a worker is told where it is."""
    if not hasattr(config, "workerinput") and POSTGRESQL.find():
        config.stash[SERVER] = Server()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    if SERVER in node.config.stash:
        node.workerinput["postgres"] = str(node.config.stash[SERVER].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Any:
    return _without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Any:
    return _without_skip((yield))


def _without_skip(report: Any) -> Any:
    """Under NO_SKIPS, what would be skipped fails: a machine that checks a change has all that the tests want."""
    if os.environ.get("NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a socket connect to this machine only; `pytest.fail` is not an Exception, so nothing swallows it."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))


def _only_here(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
            pytest.fail(f"a test reached for the network: {address}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of this test's own, migrated and empty; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite file."""
    file = shutil.copyfile(migrated_file, tmp_path / "caseflow.sqlite3")
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgresql: Cluster, migrated_database: str) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    with postgresql.database(template=migrated_database) as name:
        yield postgresql.url(name)


@pytest.fixture
def empty_postgresql_url(postgresql: Cluster) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    with postgresql.database() as name:
        yield postgresql.url(name)


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """The run's PostgreSQL server."""
    if line := missing(POSTGRESQL):
        pytest.skip(f"PostgreSQL is not on this machine: {line}")
    worker = getattr(request.config, "workerinput", {})
    folder = worker.get("postgres") or str(request.config.stash[SERVER].folder)
    cluster = Cluster(folder, worker.get("workerid", "main"))
    yield cluster
    cluster.close()


@pytest.fixture(scope="session")
def migrated_database(postgresql: Cluster) -> str:
    """The name of a migrated database that others are copied from; nobody stays connected to it."""
    name = postgresql.create()
    _upgrade(postgresql.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that others are copied from, with nothing left in its write-ahead log."""
    file = tmp_path_factory.mktemp("migrated") / "caseflow.sqlite3"
    _upgrade(f"sqlite:///{file}")
    fold_wal(file)
    return file


def _upgrade(url: str) -> None:
    # Imported late: the tests of the pure floor run without SQLAlchemy.
    from caseflow.store.migrate import upgrade

    upgrade(url)


@pytest.fixture(scope="session")
def rendering() -> None:
    """A machine on which papers become PDF files that can be read."""
    if line := missing(LIBREOFFICE, POPPLER, CHINESE_SERIF):
        pytest.skip(f"papers cannot be rendered on this machine: {line}")
