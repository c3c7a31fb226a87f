"""Checks that every file of evidence on record is there, whole, and what the record says it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from caseflow.domain.event import Event
from caseflow.proof.chain import Fault
from caseflow.store.files import FileRow, Files
from caseflow.store.log import unconverted

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as an event shows it; nothing about the values is believed."""

    seq: int | None
    digest: Any
    size: Any
    media: Any

    @classmethod
    def by(cls, event: Event) -> "Shown":
        """What an event that adds evidence says of its file."""
        return cls(event.seq, event.data.get("digest"), event.data.get("bytes"), event.data.get("media"))


def check_files(session: Session, files: Files, shown: Iterable[Shown]) -> Iterator[Fault]:
    """A fault for each file that is missing on disk or in the table, or is another than was shown."""
    columns = (FileRow.digest, FileRow.size, FileRow.media)
    rows = {digest: (size, media) for digest, size, media in unconverted(session, *columns)}
    whole: dict[str, bool] = {}
    for one in shown:
        where = f"event {one.seq} file {one.digest}"
        named = isinstance(one.digest, str) and _DIGEST.fullmatch(one.digest)
        if not named or one.digest not in rows or not files.path(one.digest).is_file():
            yield Fault("file_missing", where)
        elif rows[one.digest] != (one.size, one.media):
            yield Fault("file_changed", where)
        else:
            if one.digest not in whole:
                whole[one.digest] = files.is_whole(one.digest)
            if not whole[one.digest]:
                yield Fault("file_changed", where)
