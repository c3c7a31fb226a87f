"""The tests' own bones: databases are fresh, the network is closed, a skip does not pass unseen where it must not."""

import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect

from caseflow.store.database import make_engine
from tests.house.source import ROOT
from tests.machine import Requirement, missing
from tests.postgres import Cluster

SKIPPED = """
import pytest

def test_it():
    pytest.skip("the machine lacks it")
"""


def _ask(url: str, question: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(question).fetchone()
    return row and row[0]


def test_a_postgresql_database_knows_chinese_letters_and_no_tables(empty_postgresql_url: str) -> None:
    assert _ask(empty_postgresql_url, "SELECT '督' ~ '[[:alpha:]]'") is True
    assert _ask(empty_postgresql_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


def test_the_server_listens_on_no_port_and_is_not_run_by_root(empty_postgresql_url: str) -> None:
    assert _ask(empty_postgresql_url, "SELECT current_setting('listen_addresses')") == ""
    owner = Path(str(_ask(empty_postgresql_url, "SELECT current_setting('data_directory')"))).owner()
    assert owner != "root"


def test_a_copied_database_holds_what_its_template_held(postgresql: Cluster) -> None:
    with postgresql.database() as template:
        with psycopg.connect(postgresql.url(template).replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE once AS SELECT 42 AS answer")
        with postgresql.database(template) as copy:
            assert _ask(postgresql.url(copy), "SELECT answer FROM once") == 42


@pytest.mark.parametrize("address", [("203.0.113.1", 80), ("example.invalid", 443)])
def test_a_test_cannot_reach_the_network(address: tuple[str, int]) -> None:
    with socket.socket() as client, pytest.raises(pytest.fail.Exception, match="reached for the network"):
        client.connect(address)


def test_a_test_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


@pytest.mark.parametrize(("no_skips", "code"), [("", 0), ("1", 1)])
def test_a_skip_fails_where_no_skips_are_allowed(tmp_path: Path, no_skips: str, code: int) -> None:
    (tmp_path / "test_skipped.py").write_text(SKIPPED)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", tmp_path],
        env={"NO_SKIPS": no_skips, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert run.returncode == code, run.stdout.decode()


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_migrated_database_of_its_own(database_url: str, turn: int) -> None:
    engine = make_engine(database_url)
    with engine.begin() as connection:
        assert inspect(connection).has_table("alembic_version")
        assert not inspect(connection).has_table("once")
        connection.exec_driver_sql("CREATE TABLE once (turn INTEGER)")
    engine.dispose()


def test_what_the_machine_lacks_is_named_with_the_line_that_brings_it() -> None:
    here = Requirement("shell", "bin/sh", "nothing")
    nowhere = [Requirement(package, f"nowhere/{package}", "a test") for package in ("one", "two")]
    assert missing(here) == ""
    assert missing(here, *nowhere) == "apt-get install -y --no-install-recommends one two"


def test_the_newest_version_is_found(tmp_path: Path) -> None:
    for version in ("9", "15", "13"):
        (tmp_path / version).mkdir()
    found = Requirement("x", f"{tmp_path.relative_to('/')}/*", "a test").find()
    assert found == tmp_path / "15"
