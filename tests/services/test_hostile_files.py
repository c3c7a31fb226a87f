"""What strangers send as evidence: a real file for each known way in (docs/evidence.md), and what becomes of it."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from caseflow.domain.errors import BadInput
from caseflow.domain.file_names import clean_name
from caseflow.services.evidencing import file_facts
from caseflow.services.scanning import FREE
from caseflow.store.files import Files
from tests.samples import PDF, docx, jpeg, png, xlsx

MEGABYTE = 1024 * 1024


def packed(members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    """A Word document with further members."""
    made = BytesIO(docx())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            change(member)
            archive.writestr(member, data)
    return made.getvalue()


def linked(member: zipfile.ZipInfo) -> None:
    member.external_attr = 0o120777 << 16


def with_types(types: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<document/>")
    return made.getvalue()


def text_bomb() -> bytes:
    """A PNG whose text unpacks to a thousand times its size; nothing here unpacks it."""
    body = b"Comment\x00\x00" + zlib.compress(bytes(20 * MEGABYTE), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    return png()[:33] + chunk + png()[33:]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types>&b;document.main+xml</Types>'
NESTED = packed({f"{n}.zip": b"PK\x03\x04" for n in range(16)}, lambda _: None).replace(
    b"[Content_Types].xml", b"[Content_Typez].xml"
)
REFUSED: dict[str, tuple[bytes, str]] = {
    "U1 a program called a photo": (b"MZ\x90\x00\x03\x00\x00\x00", "kind_unknown"),
    "U4 a GIF that is an archive": (b"GIF89a" + docx(), "kind_unknown"),
    "U4 a page that is a PDF further on": (b"<html>" + PDF, "kind_unknown"),
    "U4 a PDF that runs a script": (PDF.replace(b"/Catalog", b"/Catalog /JavaScript 4 0 R"), "active"),
    "U4 a PDF that starts a program": (PDF.replace(b"/Catalog", b"/Launch"), "active"),
    "U5 a drawing that runs a script": (b'<svg xmlns="x" onload="alert(1)"/>', "kind_unknown"),
    "U6 entities that grow": (with_types(ENTITIES), "damaged"),
    "U6 a definition fetched from elsewhere": (
        with_types('<!DOCTYPE x SYSTEM "http://h/x.dtd"><Types/>'),
        "damaged",
    ),
    "U7 archives in archives": (NESTED, "kind_unknown"),
    "U7 a member a thousand times its size": (
        packed({"word/media/a.bin": bytes(20 * MEGABYTE)}),
        "unpacks_too_large",
    ),
    "U7 too many members": (docx(members=10_001), "unpacks_too_large"),
    "U8 a member that climbs out": (packed({"word/../../../etc/cron.d/x": b"x"}), "damaged"),
    "U8 a member from the root": (packed({"/etc/passwd": b"x"}), "damaged"),
    "U8 a member with the other stroke": (packed({"word\\..\\..\\x": b"x"}), "damaged"),
    "U8 a member on a drive": (packed({"c:/x": b"x"}), "damaged"),
    "U8 a link": (packed({"word/link": b"/etc/passwd"}, linked), "damaged"),
    "U9 four thousand million pixels in one": (png(65_535, 65_535), "too_many_pixels"),
    "U11 a FITS picture": (b"SIMPLE  =                    T" + bytes(80), "kind_unknown"),
    "U11 an EPS picture": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "kind_unknown"),
    "U13 a workbook with macros": (
        xlsx(types="sheet.macroEnabled.main+xml vnd.ms-office.vbaProject"),
        "macros",
    ),
}
NAMED = {
    "U2 two endings": ("照片.jpg.exe", "照片.jpg.exe.jpg"),
    "U3 an ending behind NUL": ("x.php\x00.jpg", "x.php.jpg"),
    "U14 a way up": ("../../../etc/passwd", "passwd.jpg"),
    "U14 the other way up": ("..\\..\\windows\\x.jpg", "x.jpg"),
    "U14 a name that reads backwards": ("cod\u202egpj.exe", "codgpj.exe.jpg"),
    "U14 a device": ("COM1.jpg", "_COM1.jpg"),
    "U14 emoji": ("河道😀.jpg", "河道😀.jpg"),
    "U15 a header of its own": ('a"\r\nSet-Cookie: x=1.jpg', "a_Set-Cookie_ x=1.jpg"),
}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", 40 * MEGABYTE)


@pytest.mark.parametrize("way", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(files: Files, way: str) -> None:
    data, code = REFUSED[way]
    assert refusal(files, data) == f"file.{code}"


@pytest.mark.parametrize("way", NAMED)
def test_a_hostile_name_is_made_harmless(way: str) -> None:
    given, kept = NAMED[way]
    assert clean_name(given, "image/jpeg") == kept
    assert len(clean_name(given * 99, "image/jpeg").encode()) <= 240


@pytest.mark.parametrize("data", [text_bomb(), jpeg() + docx(), b"=cmd|' /C calc'!A0\n+1\n@SUM(1)\n"])
def test_what_only_an_opener_would_unpack_is_kept_as_it_is_and_opened_by_nothing(
    files: Files, data: bytes
) -> None:
    """U4, U10, U12: the bytes are evidence; they go out as a download in a sandbox alone."""
    assert file_facts(files, data)["digest"] == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("scanner", "code"),
    [
        ("#!/bin/sh\ncat > /dev/null; exit 0\n", None),
        ("#!/bin/sh\ngrep -q EICAR && exit 1 || exit 0\n", "file.infected"),
        ("#!/bin/sh\nexit 2\n", "file.not_scanned"),
        ("#!/bin/sh\nkill -9 $$\n", "file.not_scanned"),
        (None, "file.not_scanned"),
    ],
)
def test_where_a_scanner_is_set_up_nothing_passes_it_by(
    tmp_path: Path, scanner: str | None, code: str | None
) -> None:
    """U19: a scanner that is away, dies or cannot tell refuses the file; it is never skipped."""
    program = tmp_path / "scanner"
    if scanner:
        program.write_text(scanner)
        program.chmod(0o700)
    kept = Files(tmp_path / "files", MEGABYTE, str(program))
    assert refusal(kept, b"X5O!P%@AP EICAR-STANDARD-ANTIVIRUS-TEST-FILE") == code


def test_a_full_disk_takes_no_file(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """U18: what the record itself needs stays free."""

    def nearly_full(_: Any) -> Any:
        return type("Usage", (), {"free": FREE + len(PDF) - 1})

    monkeypatch.setattr("shutil.disk_usage", nearly_full)
    assert refusal(files, PDF) == "file.no_room"
    assert not files.folder.exists()


def refusal(files: Files, data: bytes) -> str | None:
    try:
        file_facts(files, data)
    except BadInput as refused:
        return refused.reasons[0].code
    return None
