"""Uploaded ledgers that wait to be confirmed: in a private folder, each its uploader's own, gone after an hour."""

import json
import os
import re
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

KEPT = timedelta(hours=1)
"""How long a file waits for the person who brought it."""
_NAME = re.compile(r"[\w-]{1,80}")
_ANSWER = ".json"


class Waiting:
    """The folder. A file is known by its person and the SHA-256 of its bytes; its time is that of the upload."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, person: str, data: bytes, at: datetime) -> str:
        """Keeps a file and answers its digest; what has waited too long goes."""
        self.clear(at)
        digest = sha256(data).hexdigest()
        self._write(self._place(person, digest), data, at)
        return digest

    def get(self, person: str, digest: str, at: datetime) -> bytes | None:
        """The file, if this person brought it within the hour."""
        place = self._place(person, digest)
        return place.read_bytes() if self._fresh(place, at) else None

    def answer(self, person: str, digest: str, document: dict[str, Any], at: datetime) -> None:
        """Keeps what became of the file beside it."""
        place = self._place(person, digest).with_suffix(_ANSWER)
        self._write(place, json.dumps(document, ensure_ascii=False).encode(), at)

    def answered(self, person: str, digest: str, at: datetime) -> dict[str, Any] | None:
        """What became of it, as long as it is kept."""
        place = self._place(person, digest).with_suffix(_ANSWER)
        if not self._fresh(place, at):
            return None
        found: dict[str, Any] = json.loads(place.read_bytes())
        return found

    def clear(self, at: datetime) -> None:
        """Removes what has waited too long, of everybody."""
        for place in self._folder.glob("*/*"):
            if not self._fresh(place, at):
                place.unlink(missing_ok=True)

    def _place(self, person: str, digest: str) -> Path:
        if not _NAME.fullmatch(person) or not _NAME.fullmatch(digest):
            raise ValueError("a person's code or a digest cannot be a file's name")
        return self._folder / person / digest

    def _fresh(self, place: Path, at: datetime) -> bool:
        return place.is_file() and at.timestamp() - place.stat().st_mtime < KEPT.total_seconds()

    def _write(self, place: Path, data: bytes, at: datetime) -> None:
        for folder in (self._folder, place.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        part = place.with_name(f"{place.name}.part{os.getpid()}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.utime(part, (at.timestamp(), at.timestamp()))
        part.replace(place)
