"""The folder of whoever signs checkpoints: the log's key, how far it has signed, and every note as a file.

Web workers need none of it. It needs no database.
"""

import fcntl
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from caseflow.domain.errors import NotYet, Reason
from caseflow.proof.ed25519 import SEED_BYTES
from caseflow.store.whole import sync, write_whole

KEY, PUBLIC, STATE, LOCK = "log.key", "log.vkey", "state.json", "lock"
_NOTE = re.compile(r"([1-9][0-9]{0,18})\.txt")


@dataclass(frozen=True, slots=True)
class Notes:
    """The folder; what is written to it is on disk when the call returns."""

    folder: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else of this machine works in the folder meanwhile, neither process nor thread."""
        self._make()
        handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def make_key(self) -> None:
        """Makes the key where there is none, readable by its owner only."""
        self._make()
        try:
            handle = os.open(self.folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
        sync(self.folder)

    def key(self) -> bytes:
        """The private key. Raises NotYet where it is missing, not one, or open to anybody but its owner."""
        path = self.folder / KEY
        try:
            with path.open("rb") as file:
                mode, key = os.fstat(file.fileno()).st_mode, file.read()
        except OSError:
            raise NotYet(Reason("log_key.missing", {"path": str(path)})) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NotYet(Reason("log_key.open_to_others", {"path": str(path)}))
        if len(key) != SEED_BYTES:
            raise NotYet(Reason("log_key.malformed", {"path": str(path)}))
        return key

    def has_key(self) -> bool:
        """Whether a key was ever made here."""
        return (self.folder / KEY).exists()

    def sizes(self) -> list[int]:
        """Over how many events there is a note, in order; none where the folder is not there or not ours to read."""
        try:
            found = [_NOTE.fullmatch(name) for name in os.listdir(self.folder)]
        except OSError:
            return []
        return sorted(int(match[1]) for match in found if match)

    def note(self, size: int) -> bytes:
        """The note over so many events."""
        return (self.folder / f"{size}.txt").read_bytes()

    def put_note(self, size: int, note: bytes) -> None:
        """Keeps a note."""
        write_whole(self.folder / f"{size}.txt", note)

    def read(self, name: str) -> bytes | None:
        """A file of the folder, None where it is not there."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def put(self, name: str, data: bytes) -> None:
        """Keeps a file of the folder, in the place of the one before."""
        write_whole(self.folder / name, data)

    def clear(self) -> None:
        """Takes away all that was kept here, the key included: only for a demonstration that is made anew."""
        for name in (*(f"{size}.txt" for size in self.sizes()), KEY, PUBLIC, STATE, LOCK):
            (self.folder / name).unlink(missing_ok=True)

    def _make(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
