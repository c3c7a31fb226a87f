"""Verifies a bundle: runs every check, tells every fault, and says what stands besides."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from caseflow.proof.bundle import checkpoint_checks, closure_checks, file_checks, layout, leaf_checks
from caseflow.proof.bundle.archive import read_archive
from caseflow.proof.bundle.closure_checks import Signature
from caseflow.proof.bundle.reading import Bundle, Given, read_bundle
from caseflow.proof.bundle.signed_checks import PASSKEY, judged
from caseflow.proof.bundle.table import CHECKS, DOUBTS
from caseflow.proof.chain import Fault
from caseflow.proof.checkpoint import sm3

VERIFIED, TAMPERED, CANNOT_TELL = "verified", "tampered", "cannot_tell"
PREFIX = "bundle."
MEANS = frozenset({"code", "paper", "password"})
"""Means that cannot be verified offline, each labelled by its own name; any other is `other`."""
FILLED_BY = (checkpoint_checks, leaf_checks, file_checks, closure_checks)
"""Who fills the table of checks, beside `signed_checks`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: `result`, of which case, how many events, faults, and notes that are none."""

    result: str
    case: str | None
    events: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def verify_bundle(
    file: BinaryIO,
    now: float,
    policy: bytes | None = None,
    held: bytes | None = None,
    without: Collection[str] = (),
) -> Verdict:
    """Checks a bundle. `policy` and `held` are the inspector's own; `now` is in seconds of 1970.

    `without` leaves checks out: a test of the checks themselves. Nothing that the bundle holds can raise.
    """
    archive = read_archive(file, without)
    if archive.faults:
        return _verdict(None, archive.faults)
    bundle = read_bundle(archive, Given(policy, held, now))
    if isinstance(bundle, tuple):
        return _verdict(None, [bundle] if bundle[0] not in without else [])
    found = [(code, where) for code, ask in CHECKS.items() if code not in without for where in ask(bundle)]
    return _verdict(bundle, list(dict.fromkeys(found)))


def _verdict(bundle: Bundle | None, found: list[tuple[str, str]]) -> Verdict:
    codes = {code for code, _ in found}
    result = TAMPERED if codes - DOUBTS else CANNOT_TELL if codes else VERIFIED
    faults = tuple(Fault(PREFIX + code, where) for code, where in found)
    if bundle is None:
        return Verdict(result, None, 0, faults, ())
    return Verdict(result, bundle.version.case, len(bundle.events), faults, tuple(_notes(bundle)))


def _notes(bundle: Bundle) -> Iterator[Fault]:
    """What a reader must know though nothing is wrong."""
    if bundle.checkpoint and bundle.given.held is None:
        yield Fault("bundle.note.no_consistency", "--held")
    if bundle.member(layout.SM3) == layout.NO_SM3 or sm3(b"") is None:
        yield Fault("bundle.note.sm3_unchecked", layout.SM3)
    stream = bundle.version.stream
    texts = sum(len(leaf.fields["pii"]) for leaf in bundle.events)
    closed = texts - sum(place[0] == stream for place in bundle.texts)
    if closed:
        yield Fault("bundle.note.texts_closed", layout.OPENINGS, {"count": closed})
    files = file_checks.shown(bundle)
    if files and bundle.version.kind == layout.PUBLIC:
        yield Fault("bundle.note.files_left_out", layout.ATTACHMENTS, {"count": len(files)})
    for leaf in bundle.events:
        if leaf.type == "take_over" and leaf.data.get("to") == "closed":
            yield Fault("bundle.note.closed_outside", leaf.where, {"n": leaf.n})
    wrong = {one.leaf.n for one, codes in judged(bundle) if codes}
    yield from (_signature(one, one.leaf.n in wrong) for one in closure_checks.history(bundle)[0])


def _signature(one: Signature, wrong: bool) -> Fault:
    means = one.leaf.data.get("means") or "password"
    label = means if means in (*MEANS, PASSKEY) else "other"
    facts: dict[str, str | int] = {"n": one.leaf.n, "box": str(one.box), "person": one.leaf.signer}
    facts["label"] = f"signed_by.{label}_wrong" if wrong else f"signed_by.{label}"
    return Fault(f"bundle.note.signature{'_void' if one.void else ''}", one.leaf.where, facts)
