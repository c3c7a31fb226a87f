"""Signs checkpoints of the log, with a key that nobody else need read: `python -m caseflow.jobs.checkpointing`.

`caseflow serve` starts it and it ends with it; it may as well run by itself, as an account of its own.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from caseflow.clock import SystemClock
from caseflow.domain.errors import NotYet, Reason, Refused
from caseflow.jobs.leasing import host, leased
from caseflow.proof.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from caseflow.proof.note import LOG, BadNote, key_of
from caseflow.services.checkpoints import (
    Progress,
    commit_heads,
    ends_in_heads,
    halt,
    is_halted,
    is_urgent,
    publish,
    read_on,
    standing,
    standing_by_notes,
)
from caseflow.services.counting_log import log_name, log_size
from caseflow.services.lasting import has_reached, lasting
from caseflow.services.running import note_fault
from caseflow.settings import Settings
from caseflow.store.checkpoints import checkpoints_above, has_checkpoints, newest_checkpoint
from caseflow.store.database import make_engine, writing
from caseflow.store.notes import PUBLIC, STATE, Notes
from caseflow.transaction import looking, retrying

LOOK = 2.0
"""Seconds between two looks at how long the log is."""
AT_LEAST = timedelta(minutes=5)
"""How long an event that is not urgent waits at most."""
THOROUGH = timedelta(hours=1)
"""How often every leaf hash below the newest checkpoint is held against it."""
PATIENCE, PAUSE = 10.0, 0.1
"""Seconds to wait for a standby, and between two looks at it."""
LEASE = "first checkpoint"
ALARMS = frozenset({"log.shorter", "log.other"})
Step = Callable[[str], None]


def _no_step(_name: str) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Checkpointer:
    """Makes checkpoints of one database into one folder. `step` is told what is done, for whoever watches."""

    engine: Engine
    notes: Notes
    step: Step = _no_step
    signed: Progress = field(default_factory=Progress)
    looked: int = 0
    waiting_since: datetime | None = None
    thorough_at: datetime | None = None

    def look(self, now: datetime) -> None:
        """One look: a checkpoint, where something urgent has happened or something waits long enough."""
        if self.thorough_at is None or now - self.thorough_at >= THOROUGH:
            guard(self.engine, self.notes, now)
            self.thorough_at = now
        with looking(self.engine) as session:
            size = log_size(session)
            self.waiting_since = (self.waiting_since or now) if size > self.signed.size else None
            due = size < self.signed.size or (
                size > self.signed.size
                and (is_urgent(session, self.looked, size) or now - (self.waiting_since or now) >= AT_LEAST)
            )
            self.looked = size
        if size and (due or not self.signed.size):
            self.make(now)

    def make(self, now: datetime, *, adopt: bool = False) -> Checkpoint:
        """A checkpoint over the whole log, or the newest one where nothing has happened since.

        With `adopt` a lost state is made anew, from every note at hand. Raises NotYet where nothing may be signed.
        """
        with self.notes.alone(), self._first_of_all() as mine:
            if not mine:
                raise NotYet(Reason("checkpoint.elsewhere"))
            name, seed = self._identity()
            try:
                progress = self._caught_up(name, seed, now, adopt)
                checkpoint = self._further(progress, name, seed, now)
            except NotYet as refused:
                self._alarm(refused, now)
                raise
            self.signed, self.looked, self.waiting_since = progress, progress.size, None
            return checkpoint

    @contextmanager
    def _first_of_all(self) -> Iterator[bool]:
        """Two machines that both never signed must not each make a key: the first checkpoint is one machine's."""
        with looking(self.engine) as session:
            first = log_name(session) is not None and not has_checkpoints(session)
        if not first:
            yield True
            return
        with leased(self.engine, LEASE) as held:
            yield held is not None

    def _identity(self) -> tuple[str, bytes]:
        """The log's name and key. A key is made only where nothing was ever signed."""
        with looking(self.engine) as session:
            name, used = log_name(session), has_checkpoints(session)
        if name is None:
            raise NotYet(Reason("city.not_open"))
        if not (used or self.notes.sizes()):
            self.notes.make_key()
        seed = self.notes.key()
        vkey = key_of(name, LOG, seed).vkey.encode() + b"\n"
        if self.notes.read(PUBLIC) != vkey:
            self.notes.put(PUBLIC, vkey)
        return name, seed

    def _caught_up(self, name: str, seed: bytes, now: datetime, adopt: bool) -> Progress:
        """How far was signed before, whatever was interrupted since: by the state, and by every later note."""
        held = self.notes.read(STATE)
        with looking(self.engine) as session:
            if held is None and not adopt and (self.notes.sizes() or has_checkpoints(session)):
                raise NotYet(Reason("checkpoint.state_lost"))
            progress = Progress() if held is None or adopt else Progress.of(held)
            if wrong := standing(session, progress):
                raise NotYet(wrong)
            later = {row.size: row.note.encode() for row in checkpoints_above(session, progress.size)}
            later |= {size: self.notes.note(size) for size in self.notes.sizes() if size > progress.size}
            for _, note in sorted(later.items()):
                _take_up(session, progress, _own(note, name, seed))
            newest = newest_checkpoint(session)
        for size, note in later.items():
            self.notes.put_note(size, note)
        if later:
            self.notes.put(STATE, progress.to_bytes())
        if progress.size and (newest is None or newest.size < progress.size):
            self._publish(progress.size, self.notes.note(progress.size), now)
        return progress

    def _further(self, progress: Progress, name: str, seed: bytes, now: datetime) -> Checkpoint:
        """Commits to the heads, reads what is new again, signs, keeps the note, then the state, then the row."""
        with looking(self.engine) as session:
            end = log_size(session)
            committed = end > progress.size and ends_in_heads(session)
        if end == progress.size:
            return Checkpoint(name, end, progress.frontier.root())
        if not committed:
            end = retrying(lambda: self._commit_heads(now))
            self.step("heads")
        self._wait()
        with looking(self.engine) as session:
            read_on(session, progress, end)
        checkpoint = Checkpoint(name, end, progress.frontier.root())
        note = sign_checkpoint(checkpoint, seed).bytes
        self.step("signed")
        self.notes.put_note(end, note)
        self.step("note")
        self.notes.put(STATE, progress.to_bytes())
        self.step("state")
        self._publish(end, note, now)
        self.step("row")
        return checkpoint

    def _commit_heads(self, now: datetime) -> int:
        with writing(self.engine) as session, session.begin():
            return commit_heads(session, now)

    def _wait(self) -> None:
        """Until what was committed cannot vanish. Raises NotYet where that is not promised, or takes too long."""
        with looking(self.engine) as session:
            wanted = lasting(session)
        until = time.monotonic() + PATIENCE
        while True:
            with looking(self.engine) as session:
                if has_reached(session, wanted):
                    return
            if time.monotonic() >= until:
                raise NotYet(Reason("checkpoint.standby_behind"))
            time.sleep(PAUSE)

    def _publish(self, size: int, note: bytes, now: datetime) -> None:
        with writing(self.engine) as session, session.begin():
            publish(session, size, note, now)

    def _alarm(self, refused: NotYet, now: datetime) -> None:
        """Where the log is not the one that was signed, nothing more is written to it."""
        for reason in refused.reasons:
            if reason.code in ALARMS:
                with writing(self.engine) as session, session.begin():
                    halt(session, reason, now)


def guard(engine: Engine, notes: Notes, now: datetime, *, thorough: bool = True) -> Reason | None:
    """Holds the log against the newest note at hand, and stops all writing to it or, seen thoroughly, lets it go on."""
    with looking(engine) as session:
        reason = standing_by_notes(session, notes, thorough=thorough)
        halted = thorough and is_halted(session)
    if reason or halted:
        with writing(engine) as session, session.begin():
            halt(session, reason, now)
    return reason


def _take_up(session: Session, progress: Progress, checkpoint: Checkpoint) -> None:
    """Carries on to a note that is newer than the state. Raises NotYet where the log does not lead to it."""
    size = log_size(session)
    if size < checkpoint.size:
        raise NotYet(Reason("log.shorter", {"size": size, "checkpoint": checkpoint.size}))
    read_on(session, progress, checkpoint.size)
    if progress.frontier.root() != checkpoint.root:
        raise NotYet(Reason("log.other", {"checkpoint": checkpoint.size}))


def _own(note: bytes, name: str, seed: bytes) -> Checkpoint:
    """A note of ours. Raises NotYet for one this key has not signed."""
    try:
        return read_checkpoint(note, [key_of(name, LOG, seed)]).checkpoint
    except BadNote as bad:
        raise NotYet(Reason("checkpoint.note_foreign", {"what": bad.code})) from None


def main() -> None:
    """Looks again and again until whoever started it is gone."""
    settings, server = Settings.read(os.environ), os.getppid()
    checkpointer = Checkpointer(make_engine(settings.database_url), Notes(settings.checkpoints))
    told = ""
    while os.getppid() == server:
        now = SystemClock().now()
        try:
            checkpointer.look(now)
            told = ""
        # The database or the disk is away for a while, or nothing may be signed; each trouble is told once.
        except (SQLAlchemyError, OSError, Refused) as wrong:
            what = wrong.reasons[0].code if isinstance(wrong, Refused) else type(wrong).__name__
            if what not in (told, "city.not_open"):
                structlog.get_logger("caseflow.checkpointing").error("no checkpoint", kind=what)
                _note(checkpointer.engine, what)
            told = what
        time.sleep(LOOK)


def _note(engine: Engine, what: str) -> None:
    """Leaves word where administrators see it, if the database answers at all."""
    with suppress(SQLAlchemyError, OSError), writing(engine) as session, session.begin():
        note_fault(session, SystemClock().now(), host(), what)


if __name__ == "__main__":
    main()
