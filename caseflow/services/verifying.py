"""Checks the whole log: leaves, chains, heads, texts, and every projection against the fold of the events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from caseflow.proof.chain import Chain, Fault
from caseflow.proof.commitment import commitment
from caseflow.services.checking_checkpoints import CheckpointCheck
from caseflow.services.checking_files import Shown, check_files
from caseflow.services.comparing import compare
from caseflow.services.refolding import Refolding
from caseflow.services.streams import event_from
from caseflow.services.vaulting import Vault
from caseflow.services.verifying_apart import apart_faults
from caseflow.services.verifying_log import check_heads, check_state, rows_in, states_in
from caseflow.store.database import any_text
from caseflow.store.files import Files
from caseflow.store.log import RECORD, TextRow, unconverted
from caseflow.store.notes import Notes
from caseflow.store.vault import VaultRow

SHOWN = 200
"""The most faults that are listed; past it the log is beyond reading line by line."""
SEALED = "vault."
"""How the names of the texts begin that lie in the vault."""
VERIFIED, TAMPERED, CANNOT_TELL = "verified", "tampered", "cannot_tell"


class Text(NamedTuple):
    """Where a leaf commits to a text."""

    seq: int
    stream: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found: `result` is verified, tampered or cannot_tell."""

    result: str
    events: int
    faults: tuple[Fault, ...]
    checkpoint: int = 0
    """How many events the largest checkpoint is over that the log agrees with; 0 where there is none."""
    witnesses: Mapping[str, int] = field(default_factory=dict)
    """Who cosigned, and how many events the newest such checkpoint is over."""


def verify(
    session: Session,
    files: Files | None = None,
    notes: Notes | None = None,
    at_hand: Mapping[str, bytes] | None = None,
    apart: Vault | None = None,
) -> Report:
    """Reads every event once, in a reading session. Without a witness it can only say that the log agrees with itself.

    With `files` it also reads every file of evidence; with `notes`, and those `at_hand` (name and bytes), it holds the
    log against checkpoints outside the database too; with `apart` it opens what the discipline log keeps sealed. It
    believes no column's type and raises nothing that the contents of the database can cause. What lies in the
    petitioners' vault is not opened: it is there or erased.
    """
    chain, found = Chain(), list[Fault]()
    checkpoint, witnesses = 0, dict[str, int]()
    try:
        with any_text(session):
            signed = CheckpointCheck(session, notes, at_hand or {})
            found.extend(_faults(session, chain, files, signed))
            found.extend(signed.faults(chain.size))
            checkpoint, witnesses = signed.checkpoint, signed.witnesses
            found.extend(apart_faults(session, chain.log, apart))
    except DBAPIError as wrong:
        found += chain.faults
        found.append(Fault("database_unreadable", "database", {"what": type(wrong.orig).__name__}))
        told = TAMPERED if len(found) > 1 else CANNOT_TELL
    else:
        told = _told(found)
    return Report(told, chain.size, tuple(found[:SHOWN]), checkpoint, witnesses)


def _told(faults: list[Fault]) -> str:
    if [fault.code for fault in faults] == ["no_log"]:
        return CANNOT_TELL
    return TAMPERED if faults else VERIFIED


def _faults(session: Session, chain: Chain, files: Files | None, signed: CheckpointCheck) -> Iterator[Fault]:
    states = states_in(session, RECORD)
    state = next(states, None)
    chain.log = state[1] if state else None
    refolding = Refolding()
    texts: dict[str, Text] = {}
    shown: list[Shown] = []
    for row, fields in chain.walk(signed.over(rows_in(session, RECORD))):
        signed.take(row, fields)
        event = event_from(fields, row.seq)
        refolding.take(event)
        texts.update({digest: Text(row.seq, row.stream, name) for name, digest in event.texts.items()})
        if event.type in ("add_evidence", "hand_in_plan"):
            shown.append(Shown.by(event))
    rows = refolding.rows()
    yield from chain.faults
    yield from refolding.faults
    if state is None:
        yield Fault("log_state_missing" if chain.size else "no_log", "log_state")
    else:
        yield from check_state(session, RECORD, chain, [state, *states])
    yield from check_heads(session, RECORD, chain)
    yield from _texts(session, texts, refolding.erased)
    yield from compare(session, rows)
    if files:
        yield from check_files(session, files, shown)


def _texts(session: Session, on_record: Mapping[str, Text], erased: set[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    columns = (TextRow.seq, TextRow.name, TextRow.digest, TextRow.salt, TextRow.value)
    for seq, name, digest, salt, value in unconverted(session, *columns):
        where = f"event {seq} text {name}"
        text = on_record.get(digest)
        if digest in seen or text is None or (text.seq, text.name) != (seq, name):
            yield Fault("text_not_on_record", where)
        elif digest in erased:
            yield Fault("text_not_erased", where)
        elif not _opens(digest, salt, name, value):
            yield Fault("text_changed", where)
        seen.add(digest)
    yield from _sealed(session, on_record, erased, seen)
    for digest, text in on_record.items():
        if digest not in seen and digest not in erased:
            yield Fault("text_missing", f"event {text.seq} text {text.name}")


def _sealed(
    session: Session, on_record: Mapping[str, Text], erased: set[str], seen: set[str]
) -> Iterator[Fault]:
    """Rows of the vault stand for the texts that lie there, which only its key opens; no other text may hide there."""
    for digest, case, name in unconverted(session, VaultRow.digest, VaultRow.case, VaultRow.name):
        where = f"vault_entry {digest}"
        text = on_record.get(digest)
        belongs = text is not None and (text.stream, text.name) == (f"case/{case}", name)
        if digest in seen or not belongs or not name.startswith(SEALED):
            yield Fault("text_not_on_record", where)
        elif digest in erased:
            yield Fault("text_not_erased", where)
        seen.add(digest)


def _opens(digest: str, salt: object, name: str, value: object) -> bool:
    if not isinstance(salt, bytes) or not isinstance(value, str):
        return False
    try:
        return commitment(salt, name, value) == digest
    except UnicodeEncodeError:  # not text at all
        return False
