"""Time comes in by one door, texts go out by one, and only the edges end a transaction."""

import ast

from tests.house.source import python

EDGES = ("web", "cli", "demo", "jobs")
READS_THE_CLOCK = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime"},
    "func": {"now", "current_timestamp", "current_date"},  # the database's clock, by SQLAlchemy
}


def clock_reads(text: str) -> list[str]:
    """Where a text asks what time it is, by whatever name it imported the asker. Durations are not times."""
    tree = ast.parse(text)
    names = {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    found = [read for node in ast.walk(tree) for read in _read(node, names)]
    return sorted(found)


def _read(node: ast.AST, names: dict[str, str]) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return [f"time.{alias.name}" for alias in node.names if alias.name in READS_THE_CLOCK["time"]]
    if isinstance(node, ast.Attribute):
        owner = _last_name(node.value)
        owner = names.get(owner, owner)
        return [f"{owner}.{node.attr}"] if node.attr in READS_THE_CLOCK.get(owner, ()) else []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [word for word in ("CURRENT_TIMESTAMP", "CURRENT_DATE") if word in node.value]
    return []


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def commits(text: str) -> int:
    """How often a text ends a transaction by itself."""
    return sum(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
        for node in ast.walk(ast.parse(text))
    )


def test_only_the_clock_reads_the_time() -> None:
    found = {path: clock_reads(text) for path, text in python("caseflow", "migrations").items()}
    assert {path: reads for path, reads in found.items() if reads} == {"caseflow/clock.py": ["datetime.now"]}


def test_only_the_edges_commit() -> None:
    below = {path: text for path, text in python("caseflow").items() if path.split("/")[1] not in EDGES}
    assert [path for path, text in below.items() if commits(text)] == []


def test_pages_read_texts_only_as_their_reader_may_see_them() -> None:
    asks = "caseflow.services.texts"
    assert [
        path for path, text in python("caseflow").items() if path.split("/")[1] == "web" and asks in text
    ] == []


def test_a_reading_of_the_time_is_seen_by_every_name() -> None:
    assert clock_reads("from datetime import datetime as D\nx = D.now") == ["datetime.now"]
    assert clock_reads("import datetime as dt\ndt.date.today()") == ["date.today"]
    assert clock_reads("import time as t\nt.time()") == ["time.time"]
    assert clock_reads("from time import time_ns") == ["time.time_ns"]
    assert clock_reads("text('DEFAULT CURRENT_TIMESTAMP'), func.now()") == ["CURRENT_TIMESTAMP", "func.now"]


def test_a_clock_that_is_handed_in_and_a_duration_are_no_reading() -> None:
    assert clock_reads("import time\nwork.clock.now(), time.monotonic()") == []


def test_a_commit_is_seen() -> None:
    assert commits("session.commit()") == 1
    assert commits("def f(session):\n    session.flush()") == 0
