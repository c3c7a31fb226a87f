"""Bundles of what is really on record verify, by both verifiers, and show nobody who complained."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.jobs.checkpointing import Checkpointer
from caseflow.proof.bundle.verifying import Verdict, verify_bundle
from caseflow.proof.note import LOG, key_of
from caseflow.services.access import held_case
from caseflow.services.bundling import Bundled, is_covered, write_case
from caseflow.services.record import record
from caseflow.services.streams import event_of, fold_all
from caseflow.services.witnessed import full_note, request, take_in
from caseflow.store.checkpoints import newest_checkpoint
from caseflow.store.database import writing
from caseflow.store.files import Files
from caseflow.store.log import EventRow
from caseflow.store.notes import PUBLIC
from caseflow.store.witness import Witness
from caseflow.transaction import looking
from tests.makers import OPENED, work_on
from tests.proof.attacks.showing import members_of
from tests.proof.single import single
from tests.services.checkpointed import NOW, act

ANY = f"log {key_of('siping.test', LOG, bytes(32)).vkey}\nquorum none\n".encode()
LATER = NOW.timestamp() + 3600


@dataclass
class Taken:
    """A bundle taken out, and what the product says of it."""

    data: bytes
    done: Bundled

    def checked(self, policy: bytes | None, held: bytes | None = None) -> Verdict:
        found = verify_bundle(BytesIO(self.data), LATER, policy, held)
        told = single.check(self.data, policy, held, LATER)
        assert (told.result, [f"bundle.{code}" for code, _ in told.faults]) == (
            found.result,
            [fault.code for fault in found.faults],
        )
        return found


Take = Callable[..., Taken]


@pytest.fixture
def take(either: Checkpointer, tmp_path: Path) -> Take:
    def taken(kind: str = "full", held: bytes | None = None) -> Taken:
        target = BytesIO()
        with looking(either.engine) as session:
            city, case = read(session)
            done = write_case(session, city, case, kind, Files(tmp_path, 1), target, held)
        return Taken(target.getvalue(), done)

    return taken


def read(session: Session) -> tuple[City, Case]:
    """The city and its one case."""
    events = [event_of(row.leaf, row.seq) for row in session.query(EventRow).order_by(EventRow.seq)]
    city, cases, _ = fold_all(events)
    return city, cases["x/1"]


def policy_of(maker: Checkpointer, witness: Witness | None = None) -> bytes:
    lines = [f"log {(maker.notes.read(PUBLIC) or b'').decode().strip()}"]
    lines += [f"witness w {witness.key().vkey}", "quorum w"] if witness else ["quorum none"]
    return ("\n".join(lines) + "\n").encode()


def test_a_case_on_record_verifies_under_its_checkpoint(either: Checkpointer, take: Take) -> None:
    either.make(NOW)
    for kind in ("full", "public"):
        found = take(kind)
        verdict = found.checked(policy_of(either))
        assert (verdict.result, verdict.events, found.done.later) == ("verified", found.done.events, 0)
    assert take().data == take().data


def test_without_a_checkpoint_it_says_so(either: Checkpointer, take: Take) -> None:
    found = take()
    assert found.done.checkpoint is None
    assert {fault.code for fault in found.checked(ANY).faults} == {"bundle.checkpoint_missing"}


def test_what_came_after_the_checkpoint_waits_for_the_next(either: Checkpointer, take: Take) -> None:
    either.make(NOW)
    act(either.engine)
    found = take()
    assert (found.checked(policy_of(either)).result, found.done.later) == ("verified", 1)
    with looking(either.engine) as session:
        assert not is_covered(session, read(session)[1])


def test_a_witness_who_has_seen_the_case_is_shown_rather_than_the_newest(
    either: Checkpointer, take: Take, tmp_path: Path
) -> None:
    first = either.make(NOW)
    witness = Witness(tmp_path / "witness")
    witness.found("jiwei.test")
    witness.watch((either.notes.read(PUBLIC) or b"").decode().strip())
    with looking(either.engine) as session:
        asked = request(session, None)
    signed = witness.cosign(asked, int(NOW.timestamp()))
    log = key_of("siping.test", LOG, either.notes.key())
    with writing(either.engine) as session, session.begin():
        take_in(session, signed.bytes, log, witness.key().vkey, NOW)
    with work_on(either.engine, OPENED) as work:
        record(
            work,
            "city",
            "add_unit",
            {"code": "new", "kind": "department", "parent": None},
            texts={"name": "新局"},
        )
    either.make(NOW)
    found = take()
    assert found.done.checkpoint == first.size
    assert found.checked(policy_of(either, witness)).result == "verified"


def test_a_checkpoint_that_the_receiver_holds_is_continued(either: Checkpointer, take: Take) -> None:
    either.make(NOW)
    with looking(either.engine) as session:
        row = newest_checkpoint(session)
        assert row
        held = full_note(session, row)
    act(either.engine)
    either.make(NOW)
    assert take(held=held).checked(policy_of(either), held).result == "verified"
    without = take().checked(policy_of(either), held)
    assert {fault.code for fault in without.faults} == {"bundle.consistency_missing"}


def test_a_text_that_may_name_somebody_is_not_taken_out(either: Checkpointer, take: Take) -> None:
    with work_on(either.engine, OPENED) as work:
        assert held_case(work, "x/1")
        texts = {"problem": "举报人张三，电话13800138000", "goal": "水质达标"}
        record(work, "case/x/1", "describe", {}, texts=texts)
    either.make(NOW)
    found = take()
    shown = b"".join(members_of(found.data).values())
    assert found.checked(policy_of(either)).result == "verified"
    assert "水质达标".encode() in shown
    assert b"13800138000" not in shown
    assert "张三".encode() not in shown
