"""Checkpoints are signed over what is on record and cannot vanish, and never over two histories."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from caseflow.domain.errors import NotYet
from caseflow.jobs.checkpointing import AT_LEAST, LEASE, Checkpointer, guard
from caseflow.jobs.leasing import leased
from caseflow.proof.checkpoint import read_checkpoint
from caseflow.proof.heads import Head, heads_root
from caseflow.proof.note import LOG, key_of, parse_key
from caseflow.proof.tree import root
from caseflow.services.lasting import Lasting, has_reached
from caseflow.services.record import record
from caseflow.services.verifying import verify
from caseflow.store.checkpoints import leaf_hashes, newest_checkpoint
from caseflow.store.database import make_engine
from caseflow.store.notes import PUBLIC, STATE, Notes
from caseflow.transaction import looking
from tests.makers import OPENED, work_on
from tests.services.checkpointed import NOW, act, as_if_larger, cut, sizes, spoil_last_leaf
from tests.services.writing import leaves


def refused(maker: Checkpointer) -> str:
    with pytest.raises(NotYet) as found:
        maker.make(NOW)
    return found.value.reasons[0].code


def test_a_checkpoint_is_over_all_leaves_and_its_last_one_commits_to_every_head(either: Checkpointer) -> None:
    checkpoint = either.make(NOW)
    found = leaves(either.engine)
    with looking(either.engine) as session:
        hashes = [digest for portion in leaf_hashes(session, checkpoint.size) for digest in portion]
        row = newest_checkpoint(session)
    assert (checkpoint.size, checkpoint.root) == (len(found), root(hashes))
    heads = {
        leaf["stream"]: Head(leaf["stream"], leaf["n"], digest)
        for leaf, digest in zip(found[:-1], hashes, strict=False)
    }
    assert (found[-1]["stream"], found[-1]["type"], found[-1]["actor"]) == ("log", "commit_heads", "clock")
    assert found[-1]["data"] == {"streams": len(heads), "root": heads_root(heads.values()).hex()}
    vkey = parse_key((either.notes.read(PUBLIC) or b"").decode().strip())
    assert vkey == key_of("siping.test", LOG, either.notes.key())
    assert row
    assert read_checkpoint(row.note.encode(), [vkey]).checkpoint == checkpoint
    assert either.notes.note(checkpoint.size) == row.note.encode()
    assert (either.notes.folder / "log.key").stat().st_mode & 0o777 == 0o600


def test_a_log_that_did_not_grow_gets_no_other_checkpoint(maker: Checkpointer) -> None:
    first = maker.make(NOW)
    assert maker.make(NOW) == first
    assert Checkpointer(maker.engine, maker.notes).make(NOW) == first
    assert sizes(maker.engine) == [first.size]


def test_the_city_is_the_same_after_many_checkpoints(either: Checkpointer) -> None:
    for _ in range(3):
        either.make(NOW)
        act(either.engine)
    with looking(either.engine) as session:
        assert verify(session).result == "verified"


def test_an_urgent_event_is_signed_at_the_next_look_and_any_other_after_five_minutes(
    maker: Checkpointer,
) -> None:
    maker.look(NOW)
    act(maker.engine)
    for wait in (timedelta(), AT_LEAST / 2):
        maker.look(NOW + wait)
    assert len(sizes(maker.engine)) == 1
    maker.look(NOW + AT_LEAST)
    assert len(sizes(maker.engine)) == 2
    with work_on(maker.engine, OPENED) as work:
        record(
            work,
            "case/x/2",
            "file",
            {"kind": "task", "lead_unit": "shj", "to": "closed"},
            texts={"title": "水"},
        )
    maker.look(NOW + AT_LEAST + timedelta(seconds=2))
    assert len(sizes(maker.engine)) == 3


def test_a_leaf_edited_between_commit_and_checkpoint_is_never_signed(either: Checkpointer) -> None:
    filed, maker = either.engine, either
    maker.make(NOW)
    act(filed)
    spoil_last_leaf(filed)
    assert refused(maker) == "checkpoint.leaf_changed"
    assert len(sizes(filed)) == 1


def test_a_log_shorter_than_its_checkpoint_takes_no_more_writes_and_is_read_on(either: Checkpointer) -> None:
    filed, notes, maker = either.engine, either.notes, either
    act(filed)
    maker.make(NOW)
    cut(filed, 2, checkpoints=True)
    reason = guard(filed, notes, NOW)
    assert reason
    assert reason.code == "log.shorter"
    with pytest.raises(NotYet) as found:
        act(filed)
    assert [one.code for one in found.value.reasons] == ["log.read_only"]
    assert refused(Checkpointer(filed, notes)) == "log.shorter"
    assert refused(maker) == "log.shorter"
    assert leaves(filed)


def test_the_process_finds_out_by_itself_that_the_log_was_shortened(maker: Checkpointer) -> None:
    filed = maker.engine
    maker.look(NOW)
    cut(filed, 1)
    with pytest.raises(NotYet, match=r"log\.shorter"):
        maker.look(NOW + timedelta(seconds=2))
    with pytest.raises(NotYet, match=r"log\.read_only"):
        act(filed)


def test_a_log_of_the_same_length_with_another_history_is_never_signed(maker: Checkpointer) -> None:
    filed, notes = maker.engine, maker.notes
    maker.make(NOW)
    cut(filed, 1)
    act(filed)
    assert refused(Checkpointer(filed, notes)) == "log.other"
    with pytest.raises(NotYet, match=r"log\.read_only"):
        act(filed)


def test_writing_goes_on_once_the_log_is_the_signed_one_again(maker: Checkpointer) -> None:
    filed, notes = maker.engine, maker.notes
    maker.make(NOW)
    notes.put_note(99999, as_if_larger(notes))
    assert guard(filed, notes, NOW)
    (notes.folder / "99999.txt").unlink()
    assert guard(filed, notes, NOW) is None
    act(filed)


@pytest.mark.parametrize("lost", [STATE, "log.key"])
def test_without_its_state_or_key_nothing_is_signed(maker: Checkpointer, lost: str) -> None:
    maker.make(NOW)
    act(maker.engine)
    (maker.notes.folder / lost).unlink()
    assert refused(maker) in ("checkpoint.state_lost", "log_key.missing")
    assert len(sizes(maker.engine)) == 1


def test_a_lost_state_is_made_anew_from_every_note_when_asked_for(maker: Checkpointer) -> None:
    first = maker.make(NOW)
    act(maker.engine)
    (maker.notes.folder / STATE).unlink()
    second = maker.make(NOW, adopt=True)
    assert second.size == first.size + 2


def test_a_state_rolled_back_goes_on_only_along_the_notes_signed_since(maker: Checkpointer) -> None:
    maker.make(NOW)
    old = maker.notes.read(STATE) or b""
    act(maker.engine)
    second = maker.make(NOW)
    maker.notes.put(STATE, old)
    assert Checkpointer(maker.engine, maker.notes).make(NOW) == second
    maker.notes.put(STATE, old)
    cut(maker.engine, 2)
    assert refused(Checkpointer(maker.engine, maker.notes)) == "log.shorter"


def test_a_spoilt_state_is_a_lost_one(maker: Checkpointer) -> None:
    maker.make(NOW)
    held = json.loads(maker.notes.read(STATE) or b"")
    maker.notes.put(STATE, json.dumps(held | {"frontier": ["00" * 32] * len(held["frontier"])}).encode())
    act(maker.engine)
    assert refused(maker) == "checkpoint.state_lost"


def test_a_note_that_another_key_signed_stops_the_signing(maker: Checkpointer) -> None:
    maker.make(NOW)
    maker.notes.put_note(500, as_if_larger(maker.notes))
    act(maker.engine)
    assert refused(maker) == "checkpoint.note_foreign"


def test_a_key_that_others_can_read_signs_nothing(maker: Checkpointer) -> None:
    maker.make(NOW)
    (maker.notes.folder / "log.key").chmod(0o640)
    act(maker.engine)
    assert refused(maker) == "log_key.open_to_others"


def test_a_database_that_may_lose_what_it_took_gets_no_checkpoint(either: Checkpointer) -> None:
    url = either.engine.url
    if url.get_backend_name() == "postgresql":
        url = url.update_query_dict({"options": "-c synchronous_commit=off"})
    careless = make_engine(url.render_as_string(hide_password=False), durable=False)
    try:
        assert refused(Checkpointer(careless, either.notes)) == "checkpoint.not_lasting"
    finally:
        careless.dispose()
    assert either.notes.sizes() == []


def test_of_two_machines_that_never_signed_one_makes_the_key(either: Checkpointer, tmp_path: Path) -> None:
    other = Checkpointer(either.engine, Notes(tmp_path / "other"))
    with leased(either.engine, LEASE):
        assert refused(other) == "checkpoint.elsewhere"
    either.make(NOW)
    act(either.engine)
    assert refused(other) == "log_key.missing"
    assert not other.notes.has_key()


def test_a_standby_that_is_not_there_has_written_nothing(either: Checkpointer) -> None:
    with looking(either.engine) as session:
        assert has_reached(session, Lasting())
        if session.get_bind().dialect.name == "postgresql":
            assert not has_reached(session, Lasting("0/1"))
