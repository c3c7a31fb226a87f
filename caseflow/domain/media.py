"""What a file is, told by its content alone; its name and what a browser says of it are not believed.

Only what evidence needs is let in. Nothing is unpacked or drawn here: headers are read, and what they claim is bounded.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.pictures import PICTURES, size_of_picture

EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "text/plain": (".txt", ".csv", ".md", ".log"),
}
"""Every media type that is let in, with the endings its names may have, the usual one first."""
MOST_PIXELS = 100_000_000
MOST_MEMBERS = 10_000
MOST_UNPACKED = 500 * 1024 * 1024
"""What an Office document may claim to hold, in bytes; it is never unpacked here, but by whoever opens it."""
MOST_RATIO = 100
"""How much larger than packed a member of an Office document may claim to be, once it is larger than `SMALL`."""
SMALL = 10 * 1024 * 1024
MOST_TYPES = 1024 * 1024
"""Bytes read of an Office document: its list of contents alone."""
SNIFFED = 64 * 1024
"""Characters of a text that are searched for markup: many times what any browser looks at."""

_DOCX, _XLSX = list(EXTENSIONS)[5:7]
_OFFICE = {b"wordprocessingml.document.main+xml": _DOCX, b"spreadsheetml.sheet.main+xml": _XLSX}
_TYPES = "[content_types].xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = re.compile(r"<\s*(?:!--|\?xml|(?:!doctype|html|head|body|svg|script|iframe|math)\b)", re.I)
_PROGRAM = re.compile(r"#!|%!PS|\{\\rtf|@echo\b", re.I)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z0-9])")
"""What a PDF holds that does something when it is opened; what lies compressed in it is not looked through."""
_LINK = 0o120000
"""The kind of a member that is a symbolic link, in the upper half of its attributes."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, LookupError,
)  # fmt: skip
"""All that reading the headers of a zip file can raise."""


def media_of(data: bytes) -> str:
    """The media type of these bytes. Raises BadInput with the reason it is not let in."""
    for start, picture in PICTURES.items():
        if re.match(start, data, re.S):
            return _picture(data, picture)
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(_OLE):
        raise _refused("old_office")
    return _text(data)


def _picture(data: bytes, media: str) -> str:
    try:
        width, height = size_of_picture(data, media)
    except (IndexError, ValueError):
        raise _refused("damaged") from None
    if not (width and height):
        raise _refused("damaged")
    if width * height > MOST_PIXELS:
        raise _refused("too_many_pixels", millions=MOST_PIXELS // 1_000_000)
    return media


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:]:
        raise _refused("damaged")
    if b"/Encrypt" in data:
        raise _refused("encrypted")
    if _ACTIVE.search(data):
        raise _refused("active")
    return "application/pdf"


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            for reason in _faults(members):
                raise reason
            types = _types(archive, members).lower()
    except _BROKEN:
        raise _refused("damaged") from None
    if b"<!doctype" in types or b"<!entity" in types:
        raise _refused("damaged")
    if any(m.filename.lower().endswith("vbaproject.bin") for m in members) or b"macro" in types:
        raise _refused("macros")
    for mark, media in _OFFICE.items():
        if mark in types:
            return media
    raise _refused("kind_unknown")


def _faults(members: list[zipfile.ZipInfo]) -> Iterator[BadInput]:
    if sum(member.filename.lower() == _TYPES for member in members) != 1:
        yield _refused("kind_unknown")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        yield _refused("unpacks_too_large")
    if any(m.file_size > max(SMALL, m.compress_size * MOST_RATIO) for m in members):
        yield _refused("unpacks_too_large")
    if any(_leads_out(member) for member in members):
        yield _refused("damaged")
    if any(member.flag_bits & 1 for member in members):
        yield _refused("encrypted")


def _leads_out(member: zipfile.ZipInfo) -> bool:
    """Whether a member would lie outside the folder it is unpacked to, or is a link."""
    steps = re.split(r"[/\\]", member.orig_filename)
    return not steps[0] or ".." in steps or ":" in steps[0] or member.external_attr >> 16 & 0o170000 == _LINK


def _types(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    member = next(member for member in members if member.filename.lower() == _TYPES)
    with archive.open(member) as file:
        types = file.read(MOST_TYPES + 1)
    if len(types) > MOST_TYPES:
        raise ValueError(len(types))
    return types


def _text(data: bytes) -> str:
    if not data:
        raise _refused("empty")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("kind_unknown") from None
    if _NOT_TEXT.search(text) or _MARKUP.search(text, 0, SNIFFED) or _PROGRAM.match(text.lstrip()):
        raise _refused("kind_unknown")
    return "text/plain"


def _refused(code: str, **facts: int) -> BadInput:
    return BadInput(Reason(f"file.{code}", facts))
