"""`verify` holds the log against every checkpoint at hand: a history made anew, or cut off, does not pass."""

from typing import Any

import pytest

from caseflow.jobs.checkpointing import Checkpointer
from caseflow.proof.checkpoint import Checkpoint, cosign, read_checkpoint, sign_checkpoint
from caseflow.proof.note import LOG, WITNESS, Note, key_of
from caseflow.services.checkpoints import root_of
from caseflow.services.verifying import Report, verify
from caseflow.services.witnessed import take_in
from caseflow.store.database import writing
from caseflow.transaction import looking
from tests.services.attacker import Attacker, bytes_of, hash_of
from tests.services.checkpointed import NOW, act, as_if_larger, cut

WITNESS_SEED = b"\x05" * 32


def checked(maker: Checkpointer, **at_hand: bytes) -> Report:
    with looking(maker.engine) as session:
        return verify(session, None, maker.notes, at_hand)


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def test_a_log_that_agrees_with_its_checkpoints_says_how_far_and_who_saw_it(either: Checkpointer) -> None:
    made = either.make(NOW)
    note = _cosigned(either, made)
    with writing(either.engine) as session, session.begin():
        log = key_of(made.origin, LOG, either.notes.key())
        take_in(session, note, log, key_of("jiwei", WITNESS, WITNESS_SEED).vkey, NOW)
    act(either.engine)
    report = checked(either, mine=note)
    assert (report.result, report.checkpoint, report.witnesses) == (
        "verified",
        made.size,
        {"jiwei": made.size},
    )
    with looking(either.engine) as session:
        assert verify(session).checkpoint == made.size


def test_without_a_checkpoint_it_is_verified_and_says_so(maker: Checkpointer) -> None:
    report = checked(maker)
    assert (report.result, report.checkpoint, report.witnesses) == ("verified", 0, {})


def test_a_tail_cut_off_behind_a_checkpoint_on_file_is_tampering(either: Checkpointer) -> None:
    either.make(NOW)
    act(either.engine)
    made = either.make(NOW)
    cut(either.engine, 1, checkpoints=True)
    report = checked(either)
    assert (report.result, codes(report)) == ("tampered", {"log_behind_checkpoint"})
    with looking(either.engine) as session:
        assert verify(session).result == "verified"  # what an older copy of everything cannot show by itself
        at_hand = {"mine": either.notes.note(made.size)}
        assert codes(verify(session, at_hand=at_hand)) == {"log_behind_checkpoint"}


def test_a_history_made_anew_hash_by_hash_is_not_the_one_signed(maker: Checkpointer) -> None:
    maker.make(NOW)
    act(maker.engine)
    maker.make(NOW)
    with writing(maker.engine) as session:
        by = Attacker(session)
        _rewrite(by, by.last - 2, day="2022-09-06")
        assert codes(verify(session)) >= {"checkpoint_other_root", "heads_wrong"}
        session.rollback()


def test_heads_that_leave_a_stream_out_are_named(maker: Checkpointer) -> None:
    made = maker.make(NOW)
    with writing(maker.engine) as session:
        by = Attacker(session)
        data = by.leaf(by.last)["data"]
        by.forge(by.last, data={"streams": data["streams"] - 1, "root": data["root"]})
        assert codes(verify(session)) == {"heads_wrong", "checkpoint_other_root"}
        session.rollback()
    act(maker.engine)
    with looking(maker.engine) as session:
        seed, size = maker.notes.key(), made.size + 1
        root = root_of(session, size)
        note = sign_checkpoint(Checkpoint(made.origin, size, root), seed).bytes
        assert codes(verify(session, None, maker.notes, {"mine": note})) == {"heads_missing"}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("note", "x", "checkpoint_unreadable"),
        ("note", None, "checkpoint_signature_wrong"),
    ],
)
def test_a_checkpoint_edited_in_its_row_is_named(
    maker: Checkpointer, column: str, value: Any, code: str
) -> None:
    maker.make(NOW)
    with writing(maker.engine) as session, session.begin():
        new = value or as_if_larger(maker.notes).decode()
        Attacker(session).run(f"UPDATE checkpoint SET {column} = :new", new=new)
    assert code in codes(checked(maker))


def test_two_checkpoints_of_one_size_are_shown_as_a_split(maker: Checkpointer) -> None:
    made = maker.make(NOW)
    other = sign_checkpoint(Checkpoint(made.origin, made.size, bytes(32)), maker.notes.key()).bytes
    report = checked(maker, mine=other)
    assert codes(report) == {"checkpoint_split", "checkpoint_other_root"}
    split = next(fault for fault in report.faults if fault.code == "checkpoint_split")
    assert set(split.facts.values()) == {made.root.hex(), bytes(32).hex()}


@pytest.mark.parametrize("column", ["vkey", "line", "size", "witness"])
@pytest.mark.parametrize("garbage", ["x'ff00'", "CAST(x'ff' AS TEXT)", "'x'", "-1"])
def test_no_garbage_beside_a_checkpoint_stops_the_check(
    maker: Checkpointer, column: str, garbage: str
) -> None:
    made = maker.make(NOW)
    with writing(maker.engine) as session, session.begin():
        log = key_of(made.origin, LOG, maker.notes.key())
        take_in(session, _cosigned(maker, made), log, key_of("jiwei", WITNESS, WITNESS_SEED).vkey, NOW)
    with writing(maker.engine) as session:
        by = Attacker(session)
        by.run(f"UPDATE cosignature SET {column} = {garbage}")
        assert codes(verify(session, None, maker.notes)) == (
            {"cosignature_wrong"} if column != "witness" else set()
        )
        by.run(f"UPDATE checkpoint SET note = {garbage}")
        assert "checkpoint_unreadable" in codes(verify(session, None, maker.notes))
        session.rollback()


def _cosigned(maker: Checkpointer, made: Checkpoint) -> bytes:
    log = key_of(made.origin, LOG, maker.notes.key())
    note = read_checkpoint(maker.notes.note(made.size), [log]).note
    return Note(note.text, (*note.signatures, cosign(note, "jiwei", WITNESS_SEED, 1_700_000_000))).bytes


def _rewrite(by: Attacker, seq: int, **fields: Any) -> None:
    """Changes an event and computes every later hash of its stream anew."""
    stream = by.leaf(seq)["stream"]
    previous = None
    for (number,) in by.rows(
        "SELECT seq FROM event WHERE stream = :name AND seq >= :seq ORDER BY seq", name=stream, seq=seq
    ):
        leaf = by.leaf(number) | (fields if number == seq else {"prev": previous})
        by.put(number, bytes_of(leaf))
        previous = hash_of(bytes_of(leaf)).hex()
