"""Honest bundles verify, in both versions, by both verifiers; what cannot be verified offline is said."""

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from caseflow.proof.bundle import timeline
from caseflow.proof.bundle.verifying import Verdict, verify_bundle
from tests.proof.attacks.archives import good
from tests.proof.attacks.catalogue import Attempt
from tests.proof.attacks.history import honest
from tests.proof.attacks.logs import grown
from tests.proof.attacks.showing import contents, members_of, packed, seal
from tests.proof.attacks.world import CASE, DOSSIER, NOW, OTHER, POLICY, World, base, people, up_to_signing
from tests.proof.single import single

STREAM = f"case/{CASE}"


def verdict(attempt: Attempt) -> Verdict:
    """What both verifiers find, which is the same."""
    found = verify_bundle(BytesIO(attempt.data), NOW, attempt.policy, attempt.held)
    report = single.check(attempt.data, attempt.policy, attempt.held, NOW)
    assert report.result == found.result
    assert [f"bundle.{code}" for code, _ in report.faults] == [fault.code for fault in found.faults] == []
    assert len(report.notes) == len(found.notes)
    return found


def signed(*means: str | None, order: list[str] | None = None) -> World:
    """A case closed by signatures of these means."""
    world = World()
    people(world)
    up_to_signing(world)
    for person, box, how, to in zip(
        ("p1", "p2"), ("party", "government"), means, (None, "closed"), strict=True
    ):
        data = {"box": box, "dossier": DOSSIER, "head": 9, "means": how, "to": to}
        data = {name: value for name, value in data.items() if value is not None}
        texts = {"proof": '{"digest":"x"}'} if how == "paper" else None
        clerk = {"actor": "p9", "on_behalf": person} if how == "paper" else {"actor": person}
        world.add(STREAM, "sign", data, texts, office=f"{box}_head/shuangliao", **clerk)
    return world


def labels(found: Verdict) -> list[Any]:
    return [note.facts["label"] for note in found.notes if note.code.startswith("bundle.note.signature")]


@pytest.mark.parametrize("kind", ["full", "public"])
@pytest.mark.parametrize("alg", ["es256", "eddsa", "rs256"])
def test_an_honest_bundle_verifies_whatever_kind_of_key_signed(alg: str, kind: str) -> None:
    found = verdict(Attempt(packed(contents(seal(base(alg)), kind=kind))))
    assert (found.result, found.case, found.events) == ("verified", CASE, 14)
    assert labels(found) == ["signed_by.passkey"] * 3


def test_a_case_still_under_way_verifies() -> None:
    assert verdict(Attempt(packed(contents(honest(), OTHER)))).result == "verified"


@pytest.mark.parametrize(
    ("first", "second"), [(None, "code"), ("paper", "paper"), ("password", "sm2"), ("code", None)]
)
def test_other_means_count_and_are_called_what_they_are(first: str | None, second: str | None) -> None:
    found = verdict(Attempt(packed(contents(seal(signed(first, second))))))
    called = {None: "password", "sm2": "other"}
    assert found.result == "verified"
    assert labels(found) == [f"signed_by.{called.get(means, means)}" for means in (first, second)]


def test_a_notice_after_the_signatures_takes_nothing_from_them() -> None:
    world = World()
    people(world)
    up_to_signing(world)
    apply = next(event for event in world.of(STREAM) if event["type"] == "apply_closure")
    apply["data"]["order"] = ["acceptance", "signatures", "notice"]
    world.relink()
    world.sign("p1", "party")
    world.sign("p2", "government", to="awaiting_notice")
    world.add(STREAM, "publish_notice", {"first_day": "2023-05-06"}, {"notice.text": "公示"})
    world.add(STREAM, "end_notice", {"to": "closed"}, actor="clock")
    assert verdict(Attempt(packed(contents(seal(world))))).result == "verified"


@pytest.mark.parametrize("kind", ["guidance", "signed_form"])
def test_a_file_that_stands_in_no_dossier_takes_nothing_from_a_signature(kind: str) -> None:
    world = World()
    people(world)
    up_to_signing(world)
    world.sign("p1", "party")
    data = {"digest": "0" * 64, "bytes": 1, "media": "image/jpeg", "kind": kind}
    world.add(STREAM, "add_evidence", data)
    world.sign("p2", "government", to="closed")
    found = contents(seal(world), kind="public")
    assert verdict(Attempt(packed(found))).result == "verified"


def test_a_closure_that_a_ledger_claims_is_said_to_be_one() -> None:
    world = World()
    people(world)
    world.add(STREAM, "file", {"kind": "task"})
    world.add(STREAM, "take_over", {"file": "e" * 64, "state": "closed", "to": "closed"})
    found = verdict(Attempt(packed(contents(seal(world)))))
    assert [note.code for note in found.notes][-1] == "bundle.note.closed_outside"


def test_a_checkpoint_that_the_inspector_holds_is_continued() -> None:
    was, now = honest(), grown()
    data = packed(contents(now, held=was.checkpoint.size))
    found = verdict(Attempt(data, held=was.note))
    assert "bundle.note.no_consistency" not in {note.code for note in found.notes}
    assert verdict(Attempt(data, held=now.note)).result == "verified"


def test_a_policy_without_witnesses_asks_for_none() -> None:
    policy = POLICY.split(b"\n")[0] + b"\nquorum none\n"
    found = packed(contents(seal(base(), witnesses=())))
    assert verdict(Attempt(found, policy=policy)).result == "verified"


def test_a_key_revoked_after_it_signed_was_good() -> None:
    world = base()
    world.add("person/p2", "revoke_key", {"key": "p2.1"}, {"reason": "调离"}, actor="p8")
    assert verdict(Attempt(packed(contents(seal(world))))).result == "verified"


def test_the_same_record_and_checkpoint_make_the_same_bytes() -> None:
    sealed = honest()
    found = contents(sealed)
    again = replace(found, openings=list(reversed(found.openings)), heads=dict(reversed(found.heads.items())))
    assert packed(found) == packed(again)


def test_a_public_bundle_shows_no_text_and_no_file() -> None:
    members = members_of(packed(contents(honest(), kind="public")))
    assert not [name for name in members if name.startswith("attachments/")]
    assert "河道排污口".encode() not in b"".join(members.values())
    assert "河道排污口".encode() in members_of(good())["case.txt"]


def test_both_verifiers_call_events_the_same() -> None:
    assert dict(timeline.WORDS) == single.WORDS


def test_the_file_alone_verifies_on_bare_python(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_bytes(members_of(good())["verify.py"])
    (tmp_path / "policy.txt").write_bytes(POLICY)
    (tmp_path / "good.zip").write_bytes(good())
    (tmp_path / "bad.zip").write_bytes(good()[:-1])

    def run(*asked: str) -> tuple[int, dict[str, Any]]:
        command = [sys.executable, "-I", "-S", "verify.py", *asked, "--json"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert done.stderr == ""
        return done.returncode, json.loads(done.stdout)

    code, told = run("good.zip", "--policy", "policy.txt")
    assert (code, told["result"], told["events"], told["faults"]) == (0, "verified", 14, [])
    code, told = run("bad.zip", "--policy", "policy.txt")
    assert (code, told["faults"][0]["code"]) == (1, "bundle.zip_malformed")
    code, told = run("good.zip")
    assert (code, [fault["code"] for fault in told["faults"]]) == (2, ["bundle.policy_missing"])
