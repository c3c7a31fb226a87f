"""Evidence files, named by the SHA-256 of their bytes: `ab/cdef…` in one folder. Written whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.whole import sync, write_whole


class FileRow(Base):
    """A file that some case shows: its size in bytes and what its content is."""

    __tablename__ = "file"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media: Mapped[str] = mapped_column(String(100))


@dataclass(frozen=True, slots=True)
class Files:
    """The folder that holds them, the most bytes one may have, and the program that looks for viruses, if any."""

    folder: Path
    most: int
    scanner: str = ""

    def path(self, digest: str) -> Path:
        """Where a file lies, if it is there."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """Keeps the bytes and answers their digest; on return they are on disk.

        A crash leaves at most a file that nothing refers to, never a reference to a file that is not whole.
        """
        digest = sha256(data).hexdigest()
        if not self.is_whole(digest):
            path = self.path(digest)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, data)
            sync(self.folder)
        return digest

    def is_whole(self, digest: str) -> bool:
        """Whether the file is there with the bytes its name says."""
        try:
            with self.path(digest).open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False

    def kept(self) -> Iterator[str]:
        """The digests of all files, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if not path.name.startswith("."):
                yield path.parent.name + path.name
