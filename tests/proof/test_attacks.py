"""Every attack on an evidence bundle is told for what it is, by both verifiers, and every check is needed for one."""

import os
from collections import defaultdict
from functools import cache
from io import BytesIO

import pytest

from caseflow.proof.bundle.table import CHECKS, DOUBTS, FATAL
from caseflow.proof.bundle.verifying import VERIFIED, Verdict, verify_bundle
from tests.proof.attacks import archives, history, logs, proofs, signing, texts
from tests.proof.attacks.archives import good
from tests.proof.attacks.catalogue import ATTACKS, FOLDER, Attempt, expected
from tests.proof.attacks.history import honest
from tests.proof.attacks.showing import contents, members_of, packed, repacked
from tests.proof.attacks.world import NOW, OTHER, POLICY
from tests.proof.single import single

FAMILIES = (history, archives, texts, logs, proofs, signing)
WHOLE = bool(os.environ.get("ATTACKS"))
BETWEEN = ("-L2", "-L3", "-L4")
"""Attackers between the weakest and the strongest; a commit leaves most of their attacks to `make attacks`."""
NAMES = [name for name in ATTACKS if WHOLE or not name.endswith(BETWEEN) or name.startswith(("A01", "A08"))]
CODES = (*FATAL, *CHECKS)


@cache
def made(name: str) -> Attempt:
    return ATTACKS[name]()


def by_product(attempt: Attempt, *without: str) -> Verdict:
    return verify_bundle(BytesIO(attempt.data), NOW, attempt.policy, attempt.held, without)


def codes(verdict: Verdict) -> set[str]:
    return {fault.code.removeprefix("bundle.") for fault in verdict.faults}


def by_file(attempt: Attempt) -> tuple[str, set[str]]:
    report = single.check(attempt.data, attempt.policy, attempt.held, NOW)
    return report.result, {code for code, _ in report.faults}


def only_for() -> dict[str, list[str]]:
    """The attacks that one code alone tells."""
    found = defaultdict(list)
    for name in NAMES:
        wanted = expected(name)
        if len(wanted) == 1:
            found[next(iter(wanted))].append(name)
    return found


def test_there_is_a_folder_for_each_attack_and_no_other() -> None:
    assert {folder.name for folder in FOLDER.glob("*_fail")} == {f"{name}_fail" for name in ATTACKS}


@pytest.mark.parametrize("name", NAMES)
def test_an_attack_is_told_for_what_it_is_by_both_verifiers(name: str) -> None:
    attempt, wanted = made(name), expected(name)
    verdict = by_product(attempt)
    told, found = by_file(attempt)
    assert (codes(verdict), found) == (wanted, wanted)
    assert verdict.result == told == ("cannot_tell" if wanted <= DOUBTS else "tampered")


@pytest.mark.parametrize("code", CODES)
def test_without_any_one_check_an_attack_passes(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = [made(name) for name in only_for()[code]]
    assert attempts, "no attack needs this check"
    assert VERIFIED in {by_product(attempt, code).result for attempt in attempts}
    tells = single.Report.fault
    monkeypatch.setattr(
        single.Report, "fault", lambda report, told, where: told != code and tells(report, told, where)
    )
    if code != "zip_malformed":  # what the one file cannot read at all it has nothing to show of
        assert VERIFIED in {by_file(attempt)[0] for attempt in attempts}


def test_both_verifiers_know_the_same_codes() -> None:
    assert set(CODES) == set(single.CODES)
    assert {code for code, words in single.CODES.items() if words[0] == "?"} == DOUBTS


def cuts(size: int, few: int) -> list[int]:
    """Where to cut a file: everywhere, or at so many places spread over it and before its last byte."""
    every = 1 if WHOLE else max(1, size // few)
    return sorted({*range(0, size, every), size - 1})


@cache
def small(kind: str) -> bytes:
    """The bundle of a case under way: every kind of file but keys."""
    return packed(contents(honest(), OTHER, kind))


@pytest.mark.parametrize("kind", ["full", "public"])
def test_no_file_of_a_bundle_can_be_cut_anywhere(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "ed25519_holds", cache(single.ed25519_holds))
    whole = members_of(small(kind))
    for name, data in whole.items():
        # Listed anew by whoever cut it, but for what nobody reads otherwise.
        listed = name not in ("MANIFEST", "sm3.txt", "README.zh.txt", "verify.py")
        few = 2 if name in ("checkpoint.txt", "events.ndjson", "openings.ndjson") else 1
        alike = name == "verify.py" or (name.startswith("proofs/") and "0000" not in name)
        for at in [len(data) // 2] * bool(data) if alike or not data else cuts(len(data), few):
            attempt = Attempt(repacked(whole | {name: data[:at]}, listed=listed))
            assert by_product(attempt).result != VERIFIED, (name, at)
            assert by_file(attempt)[0] != VERIFIED, (name, at)


@pytest.mark.parametrize("name", ["openings.ndjson", "keys.ndjson", "events.ndjson", "heads.path"])
def test_what_signatures_rest_on_cannot_be_cut(name: str) -> None:
    whole = members_of(good())
    size = len(whole[name])
    for at in range(1, size, size // (60 if WHOLE else 2)):
        attempt = Attempt(repacked(whole | {name: whole[name][:at]}))
        assert VERIFIED not in (by_product(attempt).result, by_file(attempt)[0]), at


def test_the_archive_cannot_be_cut_anywhere() -> None:
    data = good()
    for at in cuts(len(data), 30):
        attempt = Attempt(data[:at])
        assert by_product(attempt).result != VERIFIED, at
        assert by_file(attempt)[0] != VERIFIED, at


def test_nothing_a_bundle_holds_makes_a_verifier_fail() -> None:
    whole = members_of(good())
    junk = (
        b"",
        b"\n",
        b"\xff\xfe",
        b"{}\n",
        b"[]\n",
        b'"\\ud800"\n',
        b"null\n",
        b"9" * 5000 + b"\n",
        b"[" * 9999,
    )
    proofs = [name for name in whole if name.startswith("proofs/")]
    for turn, name in enumerate(sorted(whole.keys() - set(proofs[2:]))):
        for data in junk if WHOLE else (junk[turn % len(junk)], junk[(turn + 4) % len(junk)]):
            attempt = Attempt(repacked(whole | {name: data}), POLICY)
            first, second = by_product(attempt), by_file(attempt)
            assert first.result == second[0]
            assert codes(first) == second[1], (name, data[:20])
