"""The zip archive inside .xlsx and .ods: checked and copied, so that what was checked is what is read."""

import io
import struct
import zipfile
import zlib

from caseflow.ledgers.limits import MEMBERS, UNPACKED_BYTES
from caseflow.ledgers.messages import refusal

_MACRO_MARKS = ("vbaproject", "xl/macrosheets/", "basic/", "scripts/")
_PARTS = (".xml", ".rels", "mimetype")  # pictures, embedded objects and other workbooks are never opened
_LEFT_OUT = "xl/externallinks/"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)
_ENCRYPTED_FLAG = 0x1


def checked_copy(data: bytes) -> bytes:
    """The XML parts of an archive, unpacked once within the limits. Raises BadInput for every archive not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            return _copy(archive, members)
    except _BROKEN as broken:
        raise refusal("ledger_unreadable") from broken


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise refusal("ledger_encrypted")
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise refusal("ledger_unpacks_too_large", megabytes=UNPACKED_BYTES >> 20)
    if len(set(names)) != len(names):  # two readers could each take another one
        raise refusal("ledger_unreadable")
    if any(
        name.startswith(mark) or mark in name.rpartition("/")[2] for name in names for mark in _MACRO_MARKS
    ):
        raise refusal("ledger_has_macros")


def _copy(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    """Uncompressed, as nobody will keep it; `read` yields at most the size declared, which is within the limit."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as parts:
        for member in members:
            name = member.filename.lower()
            if name.endswith(_PARTS) and not name.startswith(_LEFT_OUT):
                content = archive.read(member)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise refusal("ledger_unreadable")
                parts.writestr(zipfile.ZipInfo(member.filename), content)
    return copy.getvalue()
