"""The attacks everybody thinks of first, each at the place where it was made."""

import pytest

from caseflow.services.verifying import verify
from tests.services.attacker import Attack, Attacker, hash_of

MIDDLE = 60
"""An event in the middle of the log and of its stream."""


def rewrite(by: Attacker) -> None:
    by.forge(MIDDLE, head=False, actor="p2")


def remove(by: Attacker) -> None:
    by.run("DELETE FROM event WHERE seq = :seq", seq=MIDDLE)


def remove_and_close_up(by: Attacker) -> None:
    remove(by)
    by.run("UPDATE event SET seq = -seq WHERE seq > :seq", seq=MIDDLE)
    by.run("UPDATE event SET seq = -seq - 1 WHERE seq < 0")
    by.run("UPDATE text SET seq = seq - 1 WHERE seq > :seq", seq=MIDDLE)
    by.run("UPDATE log_state SET size = size - 1")


def remove_a_stream(by: Attacker) -> None:
    for table, column in (("event", "stream"), ("stream", "name")):
        by.run(f"DELETE FROM {table} WHERE {column} = 'case/central-2021/D2'")


def swap(by: Attacker) -> None:
    for old, new in ((MIDDLE, -1), (MIDDLE + 1, MIDDLE), (-1, MIDDLE + 1)):
        by.run("UPDATE event SET seq = :new WHERE seq = :old", old=old, new=new)


def swap_two_leaves(by: Attacker) -> None:
    one, other = (by.leaf(seq) for seq in (MIDDLE, MIDDLE + 1))
    by.forge(MIDDLE, head=False, type=other["type"], data=other["data"], pii=other["pii"])
    by.forge(MIDDLE + 1, head=False, type=one["type"], data=one["data"], pii=one["pii"])


def duplicate(by: Attacker) -> None:
    leaf = bytes(by.one("SELECT leaf FROM event WHERE seq = :seq", seq=MIDDLE)).replace(b'"none"', b'"nonf"')
    values = {"seq": by.last + 1, "stream": by.leaf(MIDDLE)["stream"], "leaf": leaf, "hash": hash_of(leaf)}
    by.run(
        "INSERT INTO event SELECT :seq, stream, stream_seq + 1000, :leaf, :hash FROM event WHERE seq = 60",
        **values,
    )


def move_to_another_stream(by: Attacker) -> None:
    by.forge(by.last, stream="case/central-2021/1")
    by.run("UPDATE event SET stream = 'case/central-2021/1', stream_seq = 900 WHERE seq = :seq", seq=by.last)


def date_back(by: Attacker) -> None:
    by.forge(MIDDLE, head=False, at="2022-09-07T00:00:00.000000Z")


def close_by_hand(by: Attacker) -> None:
    by.append("case/central-2021/D1", "describe", {"to": "closed"})


MADE: dict[str, tuple[Attack, str, str]] = {
    "an event is rewritten and its hash with it": (rewrite, "chain_broken", "event {after}"),
    "an event is removed": (remove, "event_missing", "event {after}"),
    "an event is removed and the rest closes up": (remove_and_close_up, "stream_gap", "event {middle}"),
    "the last event is removed": (Attacker.forget_last, "log_shortened", "log_state"),
    "a whole stream is removed": (remove_a_stream, "event_missing", "event {behind}"),
    "two events change places": (swap, "stream_gap", "event {middle}"),
    "two leaves change places": (swap_two_leaves, "chain_broken", "event {after}"),
    "an event is repeated": (duplicate, "row_mislabelled", "event {beyond}"),
    "an event is moved to another stream": (move_to_another_stream, "stream_gap", "event {last}"),
    "an event is dated back": (date_back, "time_backwards", "event {middle}"),
    "a case is closed behind everybody's back": (close_by_hand, "row_changed", "case central-2021/D1 state"),
}


@pytest.mark.parametrize("name", MADE)
def test_an_attack_is_found_at_its_place(attacker: Attacker, name: str) -> None:
    attack, code, where = MADE[name]
    last = attacker.last
    where = where.format(middle=MIDDLE, after=MIDDLE + 1, behind=last - 2, last=last, beyond=last + 1)
    attack(attacker)
    report = verify(attacker.session)
    assert report.result == "tampered"
    assert (code, where) in {(fault.code, fault.where) for fault in report.faults}
