"""Checks the discipline log as the record is checked, and tells of it only that something is wrong, and what kind.

Its faults name no stream, number or count: whoever runs `verify` learns that somebody was at it, not what lies there.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from caseflow.domain import clue, referral, register
from caseflow.domain.errors import NotYet
from caseflow.domain.event import Event
from caseflow.proof.chain import Chain, Fault
from caseflow.services.apart import FACTS, READING
from caseflow.services.refolding import NOT_OURS
from caseflow.services.streams import event_from
from caseflow.services.vaulting import Vault
from caseflow.services.verifying_log import check_heads, check_state, rows_in, states_in
from caseflow.store.log import APART, DISCIPLINE, DisciplineTextRow, unconverted

PLACE = "discipline_log"
"""The only place that a fault of this log names."""
FOLDS: dict[str, Any] = {
    "referral": referral.apply,
    "clue": clue.apply,
    "referral_register": register.apply,
}
Places = dict[str, tuple[int, str, str]]


def apart_faults(session: Session, record: str | None, vault: Vault | None) -> Iterator[Fault]:
    """The kinds of fault of the discipline log, each once; with `vault` its words are opened and folded too."""
    kinds = dict.fromkeys(fault.code for fault in _found(session, record, vault))
    for code in kinds:
        yield Fault("discipline_log_faulty", PLACE, {"what": code})


def _found(session: Session, record: str | None, vault: Vault | None) -> Iterator[Fault]:
    states = list(states_in(session, DISCIPLINE))
    chain = Chain(f"{record}{DISCIPLINE.ending}" if record else None)
    events: list[Event] = []
    places: Places = {}
    for row, fields in chain.walk(rows_in(session, DISCIPLINE)):
        event = event_from(fields, row.seq)
        events.append(event)
        places |= {digest: (row.seq, row.stream, name) for name, digest in event.texts.items()}
        if event.data or not event.stream.startswith(APART):  # nothing may be said there in clear
            yield Fault("event_out_of_place", PLACE)
    yield from chain.faults
    if states:
        yield from check_state(session, DISCIPLINE, chain, states)
    elif chain.size:
        yield Fault("log_state_missing", PLACE)
    yield from check_heads(session, DISCIPLINE, chain)
    words: dict[int, dict[str, str]] = {}
    yield from _texts(session, places, vault, words)
    if vault:
        yield from _refold(events, words)


def _texts(
    session: Session, places: Places, vault: Vault | None, words: dict[int, dict[str, str]]
) -> Iterator[Fault]:
    """Whether each sealed text is the one committed to; fills in `words` by event and name."""
    seen: set[str] = set()
    table = DisciplineTextRow
    for seq, name, digest, nonce, sealed in unconverted(
        session, table.seq, table.name, table.digest, table.nonce, table.sealed
    ):
        place = places.get(digest)
        if digest in seen or place is None or (place[0], place[2]) != (seq, name):
            yield Fault("text_not_on_record", PLACE)
        elif vault:
            row = DisciplineTextRow(digest=digest, seq=seq, name=name, nonce=nonce, sealed=sealed)
            try:
                words.setdefault(seq, {})[name] = vault.open(place[1], row)
            except (NotYet, TypeError):
                yield Fault("text_changed", PLACE)
        seen.add(digest)
    if places.keys() - seen:
        yield Fault("text_missing", PLACE)


def _refold(events: list[Event], words: dict[int, dict[str, str]]) -> Iterator[Fault]:
    """Whether each event can follow what came before."""
    held: dict[str, Any] = {}
    for event in events:
        kind = event.stream.partition("/")[0]
        try:
            opened = replace(event, data=json.loads(words[event.seq or 0][FACTS]))
            if event.stream.startswith(READING):
                _check_reading(opened)
            else:
                held[event.stream] = FOLDS[kind](held.get(event.stream), opened)
        except NOT_OURS:
            yield Fault("event_out_of_place", PLACE)


def _check_reading(event: Event) -> None:
    """Raises where somebody else than the stream's person is said to have read."""
    if event.type != "read" or event.stream != f"{READING}{event.actor}":
        raise ValueError(event.type)
