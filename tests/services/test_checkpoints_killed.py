"""The process that signs may be killed anywhere: what it goes on with is consistent with all that it signed."""

import os
import signal
from multiprocessing import get_context
from pathlib import Path

from caseflow.jobs.checkpointing import Checkpointer
from caseflow.proof.checkpoint import Checkpoint, read_checkpoint
from caseflow.proof.note import LOG, key_of
from caseflow.proof.tree import root
from caseflow.services.verifying import verify
from caseflow.store.checkpoints import leaf_hashes
from caseflow.transaction import looking
from tests.services.checkpointed import NOW, a_checkpointer, act, sizes

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
STEPS = ("heads", "signed", "note", "state")
"""Where a process that makes a checkpoint may be killed; after the last there is only the row."""


def make_until(url: str, folder: Path, killed_at: str) -> None:
    """Makes a checkpoint in a process of its own, and dies as `kill -9` makes it die when this step is done."""
    maker = a_checkpointer(url, folder)

    def step(name: str) -> None:
        if name == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    maker.step = step
    maker.make(NOW)


def killed(maker: Checkpointer, step: str) -> int | None:
    url = maker.engine.url.render_as_string(hide_password=False)
    process = PROCESSES.Process(target=make_until, args=(url, maker.notes.folder, step))
    process.start()
    process.join(60)
    return process.exitcode


def test_a_process_killed_at_any_step_leaves_a_checkpoint_that_is_consistent(either: Checkpointer) -> None:
    made: list[Checkpoint] = [either.make(NOW)]
    for step in STEPS:
        act(either.engine)
        assert killed(either, step) == -signal.SIGKILL
        if step != "heads":  # then the event that the next checkpoint ends in is already there
            act(either.engine)
        made.append(Checkpointer(either.engine, either.notes).make(NOW))
    with looking(either.engine) as session:
        hashes = [digest for portion in leaf_hashes(session, made[-1].size) for digest in portion]
        assert verify(session).result == "verified"
    for size in sizes(either.engine):
        said = read_checkpoint(
            either.notes.note(size), [key_of("siping.test", LOG, either.notes.key())]
        ).checkpoint
        assert said.root == root(hashes[:size])
    assert {checkpoint.size for checkpoint in made} <= set(sizes(either.engine))
    assert sizes(either.engine) == either.notes.sizes()
