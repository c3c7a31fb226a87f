"""Whatever is done to the tables of the discipline log is found, and the finding names nothing of what lies there."""

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from caseflow.domain.handling import Way
from caseflow.services import disposing
from caseflow.services.verifying import TAMPERED, verify
from caseflow.store.database import writing
from tests.makers import a_city
from tests.services.acting import KEY
from tests.services.apart import SEALED, as_, disciplined, issued
from tests.services.attacker import Attacker, bytes_of, hash_of


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A city with a referral under way and two clues."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("known") / "caseflow.sqlite3"
        file.write_bytes(request.getfixturevalue("migrated_file").read_bytes())
        yield from _lived(f"sqlite:///{file}")
        return
    cluster = request.getfixturevalue("postgresql")
    with cluster.database(request.getfixturevalue("migrated_database")) as name:
        yield from _lived(cluster.url(name))


def _lived(url: str) -> Iterator[Engine]:
    engine = disciplined(a_city(url))
    name = issued(engine)
    with as_(engine, "inspector") as work:
        disposing.receive_referral(work, SEALED, name)
        disposing.keep_clue(work, SEALED, "一", "甲", [KEY])
        disposing.keep_clue(work, SEALED, "二", "乙")
    with as_(engine, "inspector") as work:
        disposing.dispose_clue(work, SEALED, 1, Way.HOLD, "等")
        disposing.read_clues(work, SEALED)
    yield engine
    engine.dispose()


@pytest.fixture
def by(known: Engine) -> Iterator[Attacker]:
    with writing(known) as session:
        yield Attacker(session)
        session.rollback()


def forge(by: Attacker, seq: int, **fields: object) -> None:
    """Rewrites fields of an event, with its hash and its stream's head."""
    row = by.rows("SELECT stream, leaf FROM discipline_event WHERE seq = :seq", seq=seq)[0]
    leaf = bytes_of(json.loads(bytes(row.leaf)) | fields)
    by.run(
        "UPDATE discipline_event SET leaf = :l, leaf_hash = :h WHERE seq = :s", l=leaf, h=hash_of(leaf), s=seq
    )
    by.run("UPDATE discipline_stream SET head = :h WHERE name = :n", h=hash_of(leaf), n=row.stream)


def last(by: Attacker) -> int:
    return int(by.one("SELECT max(seq) FROM discipline_event"))


def swap_texts(by: Attacker) -> None:
    one, other = by.rows(
        "SELECT digest, nonce, sealed FROM discipline_text WHERE name = 'facts' ORDER BY seq LIMIT 2"
    )
    for row, content in ((one, other), (other, one)):
        by.run(
            "UPDATE discipline_text SET nonce = :n, sealed = :s WHERE digest = :d",
            n=content.nonce, s=content.sealed, d=row.digest,
        )  # fmt: skip


def sql(*statements: str) -> Callable[[Attacker], None]:
    """The attack that runs these; `EVENT`, `TEXT` are the tables."""

    def attack(by: Attacker) -> None:
        for statement in statements:
            by.run(statement.replace("EVENT", "discipline_event").replace("TEXT", "discipline_text"))

    return attack


def forged(**fields: object) -> Callable[[Attacker], None]:
    """The attack that rewrites the last event."""
    return lambda by: forge(by, last(by), **fields)


LAST = "(SELECT max(seq) FROM discipline_event)"
ATTACKS: dict[str, tuple[str, Callable[[Attacker], None]]] = {
    "a leaf is changed": ("leaf_changed", sql("UPDATE EVENT SET leaf = leaf_hash WHERE seq = 2")),
    "an event is removed": ("event_missing", sql("DELETE FROM EVENT WHERE seq = 2")),
    "the last is removed": ("log_shortened", sql(f"DELETE FROM EVENT WHERE seq = {LAST}")),
    "the actor is another": ("chain_broken", lambda by: forge(by, 0, actor="p2")),
    "it is dated back": ("time_backwards", forged(at="2022-09-07T00:00:00.000000Z")),
    "it is another type": ("event_out_of_place", forged(type="keep_clue")),
    "it speaks in clear": ("event_out_of_place", forged(data={"case": "x"})),
    "it is of another log": ("other_log", forged(log="other")),
    "its row lies elsewhere": ("row_mislabelled", sql("UPDATE EVENT SET stream = 'clue/9' WHERE seq = 2")),
    "a text is removed": ("text_missing", sql("DELETE FROM TEXT WHERE name = 'title'")),
    "a text is moved": ("text_not_on_record", sql("UPDATE TEXT SET seq = 0 WHERE name = 'title'")),
    "a text is changed": ("text_changed", sql("UPDATE TEXT SET sealed = nonce WHERE name = 'title'")),
    "two texts change places": ("text_changed", swap_texts),
    "a head is changed": ("stream_head_changed", sql("UPDATE discipline_stream SET size = size + 1")),
    "a head is removed": ("stream_head_changed", sql("DELETE FROM discipline_stream")),
    "the state is removed": ("log_state_missing", sql("DELETE FROM discipline_log_state")),
    "the state is another": ("log_state_changed", sql("UPDATE discipline_log_state SET log = 'x'")),
    "the log is emptied": ("log_shortened", sql("DELETE FROM TEXT", "DELETE FROM EVENT")),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_manipulation_is_found_and_named_by_its_kind_alone(by: Attacker, attack: str) -> None:
    code, does = ATTACKS[attack]
    does(by)
    report = verify(by.session, apart=SEALED)
    assert report.result == TAMPERED
    assert {(fault.code, fault.where) for fault in report.faults} == {
        ("discipline_log_faulty", "discipline_log")
    }
    assert code in {fault.facts["what"] for fault in report.faults}


def test_untouched_it_verifies_and_counts_no_event_of_the_record(known: Engine) -> None:
    with writing(known) as session:
        report = verify(session, apart=SEALED)
        assert report.faults == ()
        assert report.events == Attacker(session).one("SELECT count(*) FROM event")
        session.rollback()


REFUSED = "append-only|no gap|never changed|duplicate key|UNIQUE"
EVENT, NEXT = "discipline_event", "(SELECT max(seq) + 1 FROM discipline_event)"
ATTEMPTS = (
    f"UPDATE {EVENT} SET leaf = leaf",
    f"DELETE FROM {EVENT}",
    f"INSERT INTO {EVENT} SELECT {NEXT} + 1, 'x', 0, leaf, leaf FROM {EVENT} WHERE seq = 0",
    f"INSERT INTO {EVENT} SELECT {NEXT}, stream, 7, leaf, leaf FROM {EVENT} WHERE seq = 0",
    f"INSERT INTO {EVENT} SELECT {NEXT}, 'x', 0, leaf, leaf_hash FROM {EVENT} WHERE seq = 0",
    "UPDATE discipline_text SET sealed = nonce",
)
REPLACING = (
    f"REPLACE INTO {EVENT} SELECT 0, 'x', 0, leaf, leaf FROM {EVENT} WHERE seq = 0",
    "INSERT OR REPLACE INTO discipline_text SELECT digest, seq, name, nonce, nonce FROM discipline_text",
)
CUTTING = (f"TRUNCATE {EVENT} CASCADE", "TRUNCATE discipline_text")


def test_the_database_itself_refuses_to_change_the_log(known: Engine) -> None:
    with writing(known) as session:
        own = REPLACING if known.dialect.name == "sqlite" else CUTTING
        for attempt in (*ATTEMPTS, *own):
            point = session.begin_nested()
            with pytest.raises(DBAPIError, match=REFUSED):
                session.execute(text(attempt))
            point.rollback()
        session.rollback()
