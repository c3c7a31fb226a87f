"""`backup` and `restore`: everything comes back as it was, or nothing does."""

import sqlite3
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from caseflow.store.database import make_engine
from caseflow.store.files import Files
from tests.cli.conftest import Run, answer, refusals


def test_a_backup_comes_back_whole_with_its_evidence(
    run: Run, siping: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = keep_a_file(tmp_path / "home" / "files")
    made = answer(run, "backup", tmp_path / "b.tar.gz")
    assert made == {"file": str(tmp_path / "b.tar.gz"), "bytes": (tmp_path / "b.tar.gz").stat().st_size}
    assert refusals(run, "backup", tmp_path / "b.tar.gz") == ["backup.file_exists"]
    assert refusals(run, "restore", tmp_path / "b.tar.gz") == ["restore.not_empty"]

    lists = run("cases", "--json").stdout
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", empty_like(siping, tmp_path, request))
    assert answer(run, "restore", tmp_path / "b.tar.gz")["result"] == "verified"
    assert run("cases", "--json").stdout == lists
    assert (tmp_path / "new" / "files" / digest[:2] / digest[2:]).read_bytes() == b"proof"
    assert sorted(path.name for path in (tmp_path / "new").iterdir() if path.name[0] == ".") == []


def keep_a_file(folder: Path) -> str:
    folder.mkdir(parents=True)
    return Files(folder, 100).put(b"proof")


def empty_like(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An address where no database of this kind is yet."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'new' / 'city.sqlite3'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


def test_a_backup_that_was_changed_is_not_put_in_place(
    run: Run, siping: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(siping)
    with engine.begin() as connection:
        connection.execute(text("UPDATE \"case\" SET state = 'closed' WHERE number = 'SP2022-T02'"))
    engine.dispose()
    answer(run, "backup", tmp_path / "b.tar.gz")
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", empty_like(siping, tmp_path, request))
    assert answer(run, "restore", tmp_path / "b.tar.gz", code=1)["result"] == "tampered"
    assert run("stats").exit_code == 1
    assert not (tmp_path / "new" / "city.sqlite3").exists()


def test_evidence_that_is_not_what_its_name_says_stops_a_restore(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(run, "init", "--city", "siping")
    digest = keep_a_file(tmp_path / "home" / "files")
    (tmp_path / "home" / "files" / digest[:2] / digest[2:]).write_bytes(b"forged")
    answer(run, "backup", tmp_path / "b.tar.gz")
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "new"))
    assert refusals(run, "restore", tmp_path / "b.tar.gz") == ["restore.file_changed"]
    assert run("stats").exit_code == 1
    assert not (tmp_path / "new" / "files").exists()


def test_only_a_whole_backup_of_this_kind_is_restored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "half.tar.gz").write_bytes(b"\x1f\x8b\x08")
    assert refusals(run, "restore", tmp_path / "half.tar.gz") == ["restore.unreadable"]
    assert run("restore", tmp_path / "nothing.tar.gz").exit_code == 2
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(__file__, "caseflow.dump")
    assert refusals(run, "restore", tmp_path / "other.tar.gz") == ["restore.other_kind"]
    assert run("stats").exit_code == 1


def test_a_backup_of_no_city_is_not_restored(
    run: Run, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", sqlite_url)
    answer(run, "backup", tmp_path / "empty.tar.gz")
    assert answer(run, "restore", tmp_path / "empty.tar.gz", code=1)["result"] == "cannot_tell"


def test_the_log_of_the_empty_database_in_the_way_does_not_stay(
    run: Run, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(run, "init", "--city", "siping")
    answer(run, "backup", tmp_path / "b.tar.gz")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    Path(f"{file}-wal").write_bytes(b"stale")
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", sqlite_url)
    assert answer(run, "restore", tmp_path / "b.tar.gz")["result"] == "verified"
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert answer(run, "verify")["result"] == "verified"
