"""The demonstration city for tests: lived through once a run, watched on ten days, and copied for whoever needs it."""

import fcntl
import json
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseflow.demo.building import build
from caseflow.demo.people import PASSWORD
from caseflow.services.counting import headline
from caseflow.services.listing import Filter, listed
from caseflow.services.showing import shown
from caseflow.services.viewing import find, look
from caseflow.settings import Settings, make_secrets
from caseflow.store.database import make_engine
from caseflow.store.files import Files
from caseflow.store.migrate import upgrade
from caseflow.transaction import looking

WATCHED = tuple(
    date.fromisoformat(day)
    for day in (
        "2022-09-30",
        "2022-10-15",
        "2022-12-31",
        "2023-04-03",
        "2023-05-26",
        "2023-08-22",
        "2023-10-20",
        "2023-11-01",
        "2024-01-31",
        "2024-05-24",
    )
)
"""Ten days on which what the commands print is kept, to be compared with the fold of the finished record."""
VISITED = date(2023, 10, 20)
"""The day on which visitors find the city."""
SHOWN = ("SP2022-T07", "SP2022-T12", "SP2022-T22", "SPD20220922002", "SPD20220926001")
"""Cases shown whole on each watched day: a failed acceptance, an objection, an extension, a rebound, a plain one."""
MOST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DemoCity:
    """A copy of the demonstration in a home folder of the test's own."""

    home: Path
    password: str = PASSWORD

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.home / 'caseflow.sqlite3'}"

    @property
    def files(self) -> Files:
        """Its evidence files."""
        return Files(self.home / "files", MOST)

    @property
    def settings(self) -> Settings:
        """Settings that lead there."""
        return Settings.read({"CASEFLOW_HOME": str(self.home), "CASEFLOW_DATABASE_URL": self.url})


def documents(engine: Any, day: date) -> dict[str, Any]:
    """What `stats`, `cases` and `show` print as of a day."""
    with looking(engine) as session:
        view = look(session, day)
        numbers = {case.number for case in view.cases.values()}
        return {
            "stats": headline(view),
            "cases": listed(view, Filter()),
            "show": {number: shown(view, find(view, number)) for number in SHOWN if number in numbers},
        }


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the whole history was lived through, shared by all workers of a run."""
    root = tmp_path_factory.getbasetemp()
    shared = (root.parent if root.name.startswith("popen-") else root) / "demonstration"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            _live(shared)
            (shared / "done").touch()
    return shared


@pytest.fixture
def demo_city(lived: Path, tmp_path: Path) -> DemoCity:
    """The city as visitors find it, on 2023-10-20, to be changed at will."""
    return _copy(lived / "visited", tmp_path / "home")


@pytest.fixture
def whole_city(lived: Path, tmp_path: Path) -> DemoCity:
    """The city at the end of its history, on 2024-05-24, to be changed at will."""
    return _copy(lived / "end", tmp_path / "home")


@pytest.fixture(scope="session")
def watched(lived: Path) -> dict[str, Any]:
    """What was printed on each watched day while the clock stood there."""
    found: dict[str, Any] = json.loads((lived / "watched.json").read_text("utf-8"))
    return found


def _live(shared: Path) -> None:
    home = shared / "end"
    home.mkdir()
    make_secrets(home)
    url = f"sqlite:///{home / 'caseflow.sqlite3'}"
    upgrade(url)
    engine = make_engine(url, durable=False)
    kept: dict[str, Any] = {}

    def watch(day: date) -> None:
        if day in WATCHED:
            kept[day.isoformat()] = documents(engine, day)
        if day == VISITED:
            _snapshot(home, shared / "visited")

    build(engine, Files(home / "files", MOST), WATCHED[-1], watch)
    engine.dispose()
    (shared / "watched.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def _snapshot(home: Path, place: Path) -> None:
    """A copy while the builder keeps its own connection: the database through its backup, the rest as files."""
    place.mkdir()
    source = sqlite3.connect(home / "caseflow.sqlite3")
    target = sqlite3.connect(place / "caseflow.sqlite3")
    source.backup(target)
    source.close()
    target.close()
    for name in ("secret.key", "vault.key"):
        shutil.copy2(home / name, place / name)
    shutil.copytree(home / "files", place / "files")


def _copy(source: Path, home: Path) -> DemoCity:
    if (source / "caseflow.sqlite3-wal").exists():
        fold_wal(source / "caseflow.sqlite3")
    shutil.copytree(source, home)
    return DemoCity(home)


def fold_wal(database: Path) -> None:
    """Leaves nothing in the write-ahead log of a file that is to be copied."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
