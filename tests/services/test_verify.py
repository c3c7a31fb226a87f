"""Whoever changes anything in the database, with every power over it, is found out: by the right code, at the place.

`ALONE` holds for each check attacks that nothing else would have stopped, so that no check can be taken out unseen.
"""

import ast
from typing import Any

import pytest
from sqlalchemy import Engine, text

from caseflow.services.verifying import Report, verify
from caseflow.store.database import writing
from caseflow.transaction import looking
from tests.house.source import ROOT
from tests.services.attacker import Attack, Attacker, bytes_of

CHECKS = (
    "caseflow/proof/chain.py",
    "caseflow/services/comparing.py",
    "caseflow/services/refolding.py",
    "caseflow/services/verifying.py",
    "caseflow/services/verifying_apart.py",
    "caseflow/services/verifying_log.py",
)


def renumber(by: Attacker) -> None:
    by.run("UPDATE event SET seq = seq + 1 WHERE seq = :seq", seq=by.last)
    by.run("UPDATE log_state SET size = size + 1")


def flip(by: Attacker) -> None:
    leaf = bytes_of(by.leaf(by.last)).replace(b'"office":"none"', b'"office":"nonf"')
    by.run("UPDATE event SET leaf = :leaf WHERE seq = :seq", leaf=leaf, seq=by.last)


def skip_a_number_of_the_stream(by: Attacker) -> None:
    by.run("UPDATE event SET stream_seq = stream_seq + 1 WHERE seq = :seq", seq=by.last)
    by.run("UPDATE stream SET size = size + 1 WHERE name = 'city'")
    by.forge(by.last, n=by.leaf(by.last)["n"] + 1)


def date_back(by: Attacker) -> None:
    by.forge(by.last, at="2022-01-01T00:00:00.000000Z")


def add_a_text(by: Attacker) -> None:
    by.run("INSERT INTO text VALUES (:digest, 0, 'title', :salt, 'x')", digest="0" * 64, salt=b"s" * 32)


def forge_an_erasure(table: str) -> Attack:
    def attack(by: Attacker) -> None:
        by.forge(by.last, data={"digests": [by.one(f"SELECT min(digest) FROM {table}")]})

    return attack


A_NAME = "name = 'vault.name'"


def another(digest: str) -> str:
    """A row of the vault like the one there is, for another text."""
    return f"SELECT '{digest}', \"case\", name, nonce, sealed FROM vault_entry WHERE {A_NAME}"


def hide_a_loss(by: Attacker) -> None:
    digest = by.one("SELECT digest FROM text WHERE value = '夜间噪声'")
    by.run("DELETE FROM text WHERE digest = :digest", digest=digest)
    by.run(f"INSERT INTO vault_entry {another(digest)}")
    by.run("UPDATE vault_entry SET name = 'problem' WHERE digest = :digest", digest=digest)


def file_nonsense(by: Attacker) -> None:
    by.append("case/x/1", "file", {"kind": "task", "lead_unit": "shj"})
    by.append("case/x/1", "expect_report", {"month": "never", "due": "2023-05-25"})


def repeat(table: str, row: str) -> Attack:
    """Takes the table's constraints away and puts a row of it in twice."""

    def attack(by: Attacker) -> None:
        for statement in (f"CREATE TABLE other AS SELECT * FROM {table}", f"DROP TABLE {table}"):
            by.run(statement)
        by.run(f"ALTER TABLE other RENAME TO {table}")
        by.run(f"INSERT INTO {table} SELECT * FROM {table} WHERE {row}")

    return attack


def sql(statement: str) -> Attack:
    def attack(by: Attacker) -> None:
        by.run(statement)

    return attack


def forged(**fields: Any) -> Attack:
    def attack(by: Attacker) -> None:
        by.forge(by.last, **fields)

    return attack


ALONE: dict[str, dict[str, Attack]] = {
    "event_missing": {"a number is left out": renumber},
    "leaf_changed": {"a letter of a leaf is changed": flip},
    "leaf_unreadable": {
        "a leaf has a space more": lambda by: by.put(by.last, bytes_of(by.leaf(by.last)) + b" "),
        "a leaf has a field more": forged(more=1),
        "a leaf holds a sentence": forged(data={"digests": [], "why": "这是一句话。"}),
        "a leaf's day is in no calendar": forged(day="2023-02-30"),
    },
    "other_log": {"a leaf of another log": forged(log="other")},
    "row_mislabelled": {"a leaf of another place": forged(n=1000), "a leaf of another stream": forged(stream="log")},
    "stream_gap": {"a number of the stream is left out": skip_a_number_of_the_stream},
    "chain_broken": {"a leaf on another leaf": forged(prev="0" * 64)},
    "time_backwards": {"an event is dated back": date_back},
    "event_out_of_place": {
        "a type nobody knows": forged(type="unheard_of"),
        "a case that was never filed": lambda by: by.append("case/x/1", "resume", {}),
        "a month that was never opened": lambda by: by.append("round/2020-01", "close_round", {}),
        "an erasure of nothing": forged(data={}),
        "an erasure of numbers": forged(data={"digests": 7}),
    },
    "stream_makes_no_row": {"a case of nonsense": file_nonsense},
    "log_state_missing": {"the length of the log is gone": sql("DELETE FROM log_state")},
    "log_shortened": {
        "the last event is gone, its stream put right": lambda by: by.forget_last(),
        "the log is said to be longer": sql("UPDATE log_state SET size = size + 1"),
    },
    "log_state_changed": {
        "the last instant is moved": sql("UPDATE log_state SET last_at = '2020-01-01 00:00:00.000000'"),
        "the row stands twice": repeat("log_state", "true"),
    },
    "stream_head_changed": {
        "a stream's length": sql("UPDATE stream SET size = size + 1 WHERE name = 'city'"),
        "a stream's last hash": sql("UPDATE stream SET head = (SELECT head FROM stream WHERE name = 'log')"),
        "a stream without a head": sql("DELETE FROM stream WHERE name = 'case/central-2021/1'"),
        "a head without a stream": sql("INSERT INTO stream SELECT 'x', size, head FROM stream WHERE name = 'log'"),
        "a head twice": repeat("stream", "name = 'city'"),
    },
    "text_changed": {
        "a text": sql("UPDATE text SET value = '已整改' WHERE value = '污水直排'"),
        "a text's salt": sql("UPDATE text SET salt = (SELECT salt FROM text WHERE name = 'goal') WHERE value = '铺管'"),
    },
    "text_not_on_record": {
        "a text nobody wrote": add_a_text,
        "a lost text, as if it lay in the vault": hide_a_loss,
        "a text twice": repeat("text", "name = 'goal'"),
        "a text under another event": sql("UPDATE text SET seq = 0 WHERE value = '污水直排'"),
        "a sealed text in another case": sql(f"UPDATE vault_entry SET \"case\" = 'central-2021/D2' WHERE {A_NAME}"),
        "a sealed text under another name": sql(f"UPDATE vault_entry SET name = 'vault.x' WHERE {A_NAME}"),
        "a sealed text nobody wrote": sql(f"INSERT INTO vault_entry {another('0' * 64)}"),
        "a sealed text twice": repeat("vault_entry", A_NAME),
        "a text under another name": sql("UPDATE text SET name = 'goal' WHERE value = '污水直排'"),
    },
    "text_missing": {
        "a text is gone": sql("DELETE FROM text WHERE value = '污水直排'"),
        "a sealed text is gone": sql(f"DELETE FROM vault_entry WHERE {A_NAME}"),
    },
    "text_not_erased": {
        "a text still here": forge_an_erasure("text"),
        "a sealed text still here": forge_an_erasure("vault_entry"),
    },
    "row_missing": {"a row is gone": sql("DELETE FROM vote WHERE box = 'party'")},
    "row_not_on_record": {
        "a row nobody made": sql("INSERT INTO vote SELECT \"case\", decision, 'x', agrees, person, \"on\" FROM vote"
                                 " WHERE box = 'party'"),
        "a row twice": repeat("round", "true"),
    },
    "row_changed": {
        "a state": sql("UPDATE \"case\" SET state = 'closed' WHERE number = '1'"),
        "a due date": sql("UPDATE \"case\" SET due = '2030-01-01' WHERE number = '1'"),
        "a due date forgotten": sql('UPDATE "case" SET due = NULL WHERE number = \'1\''),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code, attacks in ALONE.items() for name in attacks]
)
def test_each_check_alone_stops_an_attack(attacker: Attacker, code: str, name: str) -> None:
    ALONE[code][name](attacker)
    report = verify(attacker.session)
    assert (report.result, codes(report)) == ("tampered", {code})


def test_no_check_is_without_an_attack_that_only_it_stops() -> None:
    found = set[str]()
    for path in CHECKS:
        found |= fault_codes((ROOT / path).read_text())
    of_the_other_log = "discipline_log_faulty"  # attacked in test_verify_apart
    assert found - {"no_log", "database_unreadable", of_the_other_log} == ALONE.keys()


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def fault_codes(source: str) -> set[str]:
    """The codes of faults as a text makes them, also where one of two is chosen."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [
        call
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("Fault", "_fault")
    ]
    return {
        str(node.value)
        for call in named
        for node in ast.walk(call.args[0])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_nobody_touched_is_verified(told: Engine) -> None:
    with looking(told) as session:
        report = verify(session)
        size = session.scalar(text("SELECT size FROM log_state"))
    assert (report.result, report.events, report.faults) == ("verified", size, ())


def test_of_a_database_without_a_log_nothing_can_be_told(engine: Engine) -> None:
    with looking(engine) as session:
        report = verify(session)
    assert (report.result, report.events, codes(report)) == ("cannot_tell", 0, {"no_log"})


def test_a_log_that_was_emptied_is_told_from_one_that_never_was(attacker: Attacker) -> None:
    for table in ("event", "log_state"):
        attacker.run(f"DELETE FROM {table}")
    report = verify(attacker.session)
    assert report.result == "tampered"
    assert {"no_log", "stream_head_changed", "text_not_on_record", "row_not_on_record"} <= codes(report)


def test_a_table_taken_away_is_no_verified_log(told: Engine) -> None:
    with writing(told) as session:
        session.execute(text("DROP TABLE vote"))
        report = verify(session)
        session.rollback()
    assert (report.result, codes(report)) == ("cannot_tell", {"database_unreadable"})


def test_at_most_so_many_faults_are_listed_and_the_log_is_still_tampered(attacker: Attacker) -> None:
    attacker.run("UPDATE text SET value = 'x'")
    attacker.run("DELETE FROM calendar_day")
    attacker.run("UPDATE event SET leaf_hash = leaf")
    report = verify(attacker.session)
    assert (report.result, len(report.faults)) == ("tampered", 200)
