"""`export timeline` and `verify --bundle`: the file goes out, and anybody checks it with a policy of their own."""

import json
from pathlib import Path

from sqlalchemy import select

from caseflow.store.accounts import ReadingRow
from caseflow.store.database import make_engine
from caseflow.transaction import looking
from tests.cli.conftest import Run, answer


def test_a_timeline_goes_out_under_a_new_checkpoint_and_verifies(
    run: Run, siping: str, tmp_path: Path
) -> None:
    out, policy = tmp_path / "a.zip", tmp_path / "policy.txt"
    done = answer(run, "export", "timeline", "SPD20220926001", "--out", out)
    assert (done["kind"], done["later"], done["checkpoint"] > done["events"]) == ("full", 0, True)
    policy.write_text(f"log {answer(run, 'checkpoint')['vkey']}\nquorum none\n")
    found = answer(run, "verify", "--bundle", out, "--policy", policy)
    assert (found["result"], found["events"], found["faults"]) == ("verified", done["events"], [])
    assert found["case"] == done["case"]
    public = tmp_path / "b.zip"
    answer(run, "export", "timeline", "SPD20220926001", "--out", public, "--public")
    assert answer(run, "verify", "--bundle", public, "--policy", policy)["result"] == "verified"
    engine = make_engine(siping)
    with looking(engine) as session:
        noted = [row.ref.rpartition(" --out ")[2] for row in session.scalars(select(ReadingRow))]
    engine.dispose()
    assert noted == ["a.zip", "b.zip"]


def test_without_a_policy_nothing_is_verified_and_changed_bytes_are_tampering(
    run: Run, siping: str, tmp_path: Path
) -> None:
    out = tmp_path / "a.zip"
    answer(run, "export", "timeline", "SPD20220926001", "--out", out)
    (fault,) = answer(run, "verify", "--bundle", out, code=2)["faults"]
    assert fault["code"] == "bundle.policy_missing"
    out.write_bytes(out.read_bytes()[:-1])
    found = answer(run, "verify", "--bundle", out, code=1)
    assert [fault["code"] for fault in found["faults"]] == ["bundle.zip_malformed"]
    spoken = run("verify", "--bundle", out)
    assert spoken.exit_code == 1
    assert "截断" in spoken.output


def test_a_policy_alone_and_two_checkpoints_are_wrong_usage(run: Run, siping: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"x")
    for asked in (("--policy", file), ("--bundle", file, "--checkpoint", file, "--checkpoint", file)):
        told = run("verify", *asked, "--json")
        assert told.exit_code == 2
        assert not told.stdout.startswith("{"), json.dumps(told.stdout)
