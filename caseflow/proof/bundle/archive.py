"""The zip of a bundle, written in one way and read strictly, from the first byte to the last; nothing is extracted.

Members are stored, never packed: the same record makes the same bytes on every machine, and nothing unpacks to more
than it is.
"""

import re
import struct
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO, Protocol
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from caseflow.proof.bundle.layout import ATTACHMENTS

MOST_ENTRIES = 60_000
CHUNK = 1 << 20
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_UNIX = 3
_END, _CENTRAL, _LOCAL = 22, 46, 30
"""Bytes of the zip's fixed records."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?", re.ASCII)


class Readable(Protocol):
    """What is copied part by part."""

    def read(self, most: int = -1, /) -> bytes:
        """The next bytes, none at the end."""


Member = tuple[str, bytes | Readable]


@dataclass(slots=True)
class Archive:
    """What was read: small members whole, of every one digest and size; `faults` are pairs of code and place."""

    members: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def write_archive(target: BinaryIO, members: Iterable[Member]) -> None:
    """Writes the members in the order given; a file is copied as it is read."""
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, data in members:
            entry = ZipInfo(name, _BEGINNING)
            entry.external_attr, entry.create_system = _REGULAR, _UNIX
            with archive.open(entry, "w") as out:
                for part in [data] if isinstance(data, bytes) else chunks(data):
                    out.write(part)


def chunks(file: Readable) -> Iterator[bytes]:
    """A file in parts of one megabyte."""
    while part := file.read(CHUNK):
        yield part


def read_archive(file: BinaryIO, without: Collection[str] = ()) -> Archive:
    """Reads a zip that can be sought in. Raises nothing that its bytes can cause: `faults` says what is wrong.

    `without` leaves checks out, by their codes.
    """
    found = Archive()
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            found.faults += [fault for fault in _unsafe(entries) if fault[0] not in without]
            if found.faults:
                return found
            if "zip_malformed" not in without and not _is_whole(file, archive, entries):
                raise BadZipFile("layout")
            for entry in entries:
                _read(archive, entry, found)
    except (
        BadZipFile,
        RuntimeError,  # also what zipfile raises for a kind of packing it does not know
        struct.error,
        OSError,
        ValueError,
        EOFError,
    ) as wrong:
        found.faults.append(("zip_malformed", type(wrong).__name__))
    return found


def _unsafe(entries: list[ZipInfo]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        plain = not entry.flag_bits and entry.compress_type == ZIP_STORED
        same = entry.file_size == entry.compress_size and entry.external_attr in (0, _REGULAR)
        if not (_NAME.fullmatch(name) and plain and same):
            yield "zip_entry_unsafe", name
        if name.lower() in seen:
            yield "zip_name_twice", name
        seen.add(name.lower())


def _is_whole(file: BinaryIO, archive: ZipFile, entries: list[ZipInfo]) -> bool:
    """Whether entries, directory and end record fill the file, in this order, with nothing before, between or after."""
    at = 0
    for entry in entries:
        if entry.header_offset != at or not _agrees(file, entry):
            return False
        at += _LOCAL + len(entry.orig_filename) + entry.compress_size
    directory = sum(_CENTRAL + len(entry.orig_filename) for entry in entries)
    end = file.seek(0, 2)
    plain = not archive.comment and not any(entry.comment or entry.extra or entry.volume for entry in entries)
    file.seek(max(0, end - _END))
    counts = struct.unpack("<4s4H2LH", file.read(_END))
    wanted = (b"PK\x05\x06", 0, 0, len(entries), len(entries), directory, at, 0)
    return plain and at + directory + _END == end and counts == wanted and len(entries) <= MOST_ENTRIES


def _agrees(file: BinaryIO, entry: ZipInfo) -> bool:
    """Whether an entry says of itself what the directory says of it."""
    file.seek(entry.header_offset)
    name = entry.orig_filename.encode("latin-1", errors="replace")
    local = struct.unpack("<4s5H3L2H", file.read(_LOCAL))
    year, month, day, hour, minute, second = entry.date_time
    written = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    sizes = (entry.CRC, entry.compress_size, entry.file_size, len(name), 0)
    head = (b"PK\x03\x04", entry.extract_version, entry.flag_bits, entry.compress_type, *written, *sizes)
    return local == head and file.read(len(name)) == name


def _read(archive: ZipFile, entry: ZipInfo, found: Archive) -> None:
    """Reads a member; its checksum is compared on the way."""
    name, digest, kept = entry.orig_filename, sha256(), list[bytes]()
    with archive.open(entry) as file:
        for part in iter(lambda: file.read(CHUNK), b""):
            digest.update(part)
            if not name.startswith(ATTACHMENTS):
                kept.append(part)
    found.digests[name], found.sizes[name] = digest.hexdigest(), entry.file_size
    if not name.startswith(ATTACHMENTS):
        found.members[name] = b"".join(kept)
