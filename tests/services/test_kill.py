"""Writers are killed at any moment: what they were told is on record stays so, and the log is whole.

`make kill` runs it at full size and prints the result line.
"""

import os
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sqlalchemy import Engine, select

from caseflow.services.verifying import verify
from caseflow.store.case import CaseRow
from caseflow.store.database import make_engine
from caseflow.store.log import EventRow
from caseflow.transaction import looking
from tests.makers import OPENED, work_on
from tests.services.writing import file_case

KILLS = int(os.environ.get("KILLS", "8"))
WRITERS = 4
LONGEST_WAIT = 0.3
"""Seconds a writer may be left alone; the waits are spread evenly below it."""
LONGEST_START = 60
"""Seconds until a new writer must have written."""
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def write(url: str, name: str, told: Connection) -> None:
    """Files cases until it is killed; says a case's key once it is committed, never before."""
    engine = make_engine(url)
    for turn in count():
        key = f"{name}/{turn}"
        with work_on(engine, OPENED) as work:
            file_case(work, key)
        told.send_bytes(key.encode())


@dataclass
class Writer:
    """One process that writes, and what it said so far."""

    url: str
    name: str
    process: BaseProcess = field(init=False)
    ears: Connection = field(init=False)
    heard: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ears, mouth = PROCESSES.Pipe(duplex=False)
        self.process = PROCESSES.Process(target=write, args=(self.url, self.name, mouth), daemon=True)
        self.process.start()
        mouth.close()

    def wait(self) -> None:
        """Until it is at work: it has said something."""
        self.ears.poll(LONGEST_START)
        self.listen()

    def listen(self) -> None:
        """Takes in what was said, before the pipe is full."""
        try:
            while self.ears.poll():
                self.heard.add(self.ears.recv_bytes().decode())
        except (EOFError, OSError):  # it was killed in the middle of a word
            pass

    def kill(self) -> set[str]:
        """Kills it as `kill -9` does; all it ever said."""
        self.process.kill()
        self.process.join()
        self.listen()
        self.ears.close()
        return self.heard


def kill_many(url: str, kills: int) -> set[str]:
    """Kills one writer after the other, each followed by a new one; every key that was told."""
    writers = [Writer(url, f"w{number}") for number in range(WRITERS)]
    told: set[str] = set()
    for turn in range(kills):
        for writer in writers:
            writer.wait()
        time.sleep(LONGEST_WAIT * (turn * 7 % 11) / 11)
        told |= writers[turn % WRITERS].kill()
        writers[turn % WRITERS] = Writer(url, f"w{WRITERS + turn}")
    for writer in writers:
        writer.wait()
    return told.union(*(writer.kill() for writer in writers))


def test_a_killed_writer_loses_nothing_it_was_told(city: Engine) -> None:
    told = kill_many(city.url.render_as_string(hide_password=False), KILLS - WRITERS)
    with looking(city) as session:
        seqs = list(session.scalars(select(EventRow.seq).order_by(EventRow.seq)))
        kept = set(session.scalars(select(CaseRow.key)))
        report = verify(session)
    gaps = len(seqs) - 1 - seqs[-1]
    sys.stdout.write(
        f"{city.dialect.name}: {KILLS} kills of {WRITERS} writers, {len(told)} events acknowledged, "
        f"{len(told - kept)} lost, {len(kept - told)} committed unheard, {gaps} gaps, {report.result}\n"
    )
    assert told
    assert (told - kept, gaps, report.faults) == (set(), 0, ())
    assert len(kept - told) <= KILLS
