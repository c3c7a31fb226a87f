"""`checkpoint` and `witness`: files go to and fro, and whoever has signed once is told every doubt."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caseflow.proof.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.note import LOG, WITNESS, key_of, parse, parse_key, verified
from caseflow.proof.tree import consistency_path, root
from caseflow.proof.witnessing import NotWitnessed, write_request
from caseflow.store.witness import Witness
from tests.cli.conftest import Run, answer, refusals

SEED, OTHER = b"\x01" * 32, b"\x02" * 32
NAME, OFFICE = "siping.test", "jiwei.test"
LEAVES = [leaf_hash(b"leaf %d" % number) for number in range(300)]
FORKED = [*LEAVES[:4], *(leaf_hash(b"other %d" % number) for number in range(300))]


def note(size: int, leaves: list[bytes] = LEAVES, seed: bytes = SEED, name: str = NAME) -> bytes:
    return sign_checkpoint(Checkpoint(name, size, root(leaves[:size])), seed).bytes


def ask(old: int, size: int, leaves: list[bytes] = LEAVES) -> bytes:
    return write_request(old, consistency_path(leaves[:size], old) if old else [], note(size, leaves))


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    own = Witness(tmp_path / "witness")
    own.found(OFFICE)
    own.watch(key_of(NAME, LOG, SEED).vkey)
    return own


def code(witness: Witness, request: bytes) -> str:
    with pytest.raises(NotWitnessed) as refused:
        witness.cosign(request, 1)
    return refused.value.code


def test_a_witness_signs_what_only_grew_and_keeps_it_before_it_answers(witness: Witness) -> None:
    for old, size in ((0, 5), (5, 5), (5, 9)):
        signed = witness.cosign(ask(old, size), 1_700_000_000 + size)
        assert verified(signed, [witness.key()]) == {witness.key(): 1_700_000_000 + size}
        assert witness.last(NAME) == parse_checkpoint(signed.text)


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (write_request(5, [], note(9, name="other.test")), "witness.unknown_log"),
        (write_request(5, consistency_path(LEAVES[:9], 5), note(9, seed=OTHER)), "witness.bad_signature"),
        (write_request(10, [], note(9)), "witness.bad_request"),
        (b"old 5\n" + note(9), "witness.bad_request"),
        (b"old 05\n\n" + note(9), "witness.bad_request"),
        (ask(5, 9).replace(b"\n", b"\r\n"), "witness.bad_request"),
        (ask(4, 9), "witness.stale"),
        (ask(0, 9), "witness.stale"),
        (ask(3, 4), "witness.stale"),
        (write_request(5, [], note(9)), "witness.bad_proof"),
        (ask(5, 9, FORKED), "witness.bad_proof"),
        (write_request(5, consistency_path(LEAVES[:9], 5)[::-1], note(9)), "witness.bad_proof"),
        (ask(5, 5, FORKED), "witness.other_root"),
        (write_request(0, [], note(5, FORKED)), "witness.other_root"),
    ],
)
def test_a_witness_refuses_every_doubt_and_stays_where_it_was(
    witness: Witness, request_: bytes, refusal: str
) -> None:
    witness.cosign(ask(0, 5), 1)
    assert code(witness, request_) == refusal
    assert witness.last(NAME) == Checkpoint(NAME, 5, root(LEAVES[:5]))


def test_a_first_request_brings_no_proof(witness: Witness) -> None:
    assert code(witness, write_request(0, [LEAVES[0]], note(5))) == "witness.bad_proof"


def test_a_hundred_at_once_never_lead_a_witness_back(witness: Witness) -> None:
    """The race of the protocol: whoever asks from the same size, one is answered and the others are stale."""
    witness.cosign(ask(0, 1), 1)
    seen: list[int] = []

    def one(number: int) -> str:
        try:
            seen.append(parse_checkpoint(witness.cosign(ask(1, 2 + number), 1).text).size)
        except NotWitnessed as refused:
            return refused.code
        return ""

    with ThreadPoolExecutor(100) as threads:
        answers = list(threads.map(one, range(100)))
    assert sorted(answers) == ["", *["witness.stale"] * 99]
    last = witness.last(NAME)
    assert last
    assert seen == [last.size]


def test_a_witness_keeps_all_leaves_only_if_they_make_the_root(witness: Witness) -> None:
    lines = [b"leaf %d\n" % number for number in range(9)]
    witness.cosign(ask(0, 5), 1, b"".join(lines[:5]))
    with pytest.raises(NotWitnessed, match=r"witness\.bad_leaves"):
        witness.cosign(ask(5, 9), 1, b"".join([*lines[5:8], b"another\n"]))
    assert parse_checkpoint(witness.cosign(ask(5, 9), 1, b"".join(lines[5:])).text).size == 9
    kept = next(witness.notes.folder.glob("*.leaves")).read_bytes()
    assert kept == b"".join(lines)


def test_a_checkpoint_goes_to_the_witness_and_its_cosignature_comes_back(
    run: Run, siping: str, tmp_path: Path
) -> None:
    ask_, back, kept = tmp_path / "ask.txt", tmp_path / "back.txt", tmp_path / "leaves"
    made = answer(run, "checkpoint", "--out", ask_, "--leaves", kept)
    assert made["witnesses"] == []
    assert (len(made["groups"]), "".join(made["groups"])) == (12, made["root"])
    folder = ("--folder", tmp_path / "usb")
    found = answer(run, "witness", *folder, "--name", OFFICE, "--log", made["vkey"])
    assert parse_key(found["vkey"]).kind == WITNESS
    done = answer(run, "witness", *folder, ask_, "--leaves", kept, "--out", back)
    assert (done["log"], done["size"], done["root"]) == (made["log"], made["size"], made["root"])
    assert refusals(run, "checkpoint", "--add", back) == ["checkpoint.no_cosignature"]
    taken = answer(run, "checkpoint", "--add", back, "--witness", found["vkey"])
    assert taken["witnesses"] == [{"name": OFFICE, "size": made["size"]}]
    run("inspections", "add", "T2099", "--name", "某轮", "--source", "city")
    again = answer(run, "checkpoint", "--out", ask_, "--leaves", kept)
    assert again["size"] == made["size"] + 2
    assert answer(run, "witness", *folder, ask_, "--leaves", kept, "--out", back)["size"] == again["size"]
    assert answer(run, "checkpoint", "--add", back)["witnesses"] == [{"name": OFFICE, "size": again["size"]}]
    assert refusals(run, "witness", *folder, ask_, "--out", back) == ["witness.stale"]


def test_another_key_in_a_witnesss_name_is_not_taken_in(run: Run, siping: str, tmp_path: Path) -> None:
    ask_, back = tmp_path / "ask.txt", tmp_path / "back.txt"
    made = answer(run, "checkpoint", "--out", ask_)
    for folder, given in (("one", 0), ("two", 1)):
        place = ("--folder", tmp_path / folder)
        vkey = answer(run, "witness", *place, "--name", OFFICE, "--log", made["vkey"])["vkey"]
        run("witness", *place, ask_, "--out", back)
        outcome = run("checkpoint", "--add", back, "--witness", vkey)
        assert outcome.exit_code == given


def test_two_versions_of_one_log_are_shown_side_by_side(run: Run, tmp_path: Path) -> None:
    one, other, longer = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    one.write_bytes(note(9))
    other.write_bytes(note(9, FORKED))
    longer.write_bytes(note(10))
    assert answer(run, "witness", "--compare", one, one)["split"] is False
    split = answer(run, "witness", "--compare", one, other, code=1)
    assert [said["root"] for said in split["checkpoints"]] == [
        root(LEAVES[:9]).hex(),
        root(FORKED[:9]).hex(),
    ]
    assert [said["note"].encode() for said in split["checkpoints"]] == [note(9), note(9, FORKED)]
    assert refusals(run, "witness", "--compare", one, longer) == ["checkpoint.not_comparable"]
    assert parse(one.read_bytes())


def test_doctor_tells_how_the_log_is_signed_and_what_has_stopped(
    run: Run, siping: str, tmp_path: Path
) -> None:
    def told() -> dict[str, tuple[bool, str]]:
        checks = json.loads(run("doctor", "--json").stdout)["checks"]
        return {check["name"]: (check["ok"], check["message"]) for check in checks}

    before = told()
    assert before["checkpoint"] == (True, "未签检查点。运行 caseflow serve，或 caseflow checkpoint。")
    size = answer(run, "checkpoint")["size"]
    (tmp_path / "home" / "checkpoints" / "log.key").chmod(0o644)
    (tmp_path / "home" / "checkpoints" / f"{size + 5}.txt").write_bytes(note(size + 5))
    assert refusals(run, "inspections", "add", "T2099", "--name", "某轮", "--source", "city") == [
        "log.read_only"
    ]
    after = told()
    assert after["checkpoint"] == (True, f"检查点{size}条，0分钟前签，其后0条。")
    assert {name for name, (well, _) in after.items() if not well} >= {"log_key", "log_halt"}
    assert run("cases").exit_code == 0


def test_a_bulletin_ends_in_the_root_of_the_log_in_twelve_groups(run: Run, siping: str) -> None:
    assert "日志树根" not in run("bulletin", 19).stdout
    made = answer(run, "checkpoint")
    assert (
        run("bulletin", 19).stdout.splitlines()[-1]
        == f"日志树根（{made['size']}条）：{' '.join(made['groups'])}"
    )
