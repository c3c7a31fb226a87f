"""What a file is, by its content: what is let in, what is not, and that nothing hostile gets further than a refusal."""

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.errors import BadInput
from caseflow.domain.file_names import clean_name
from caseflow.domain.media import EXTENSIONS, media_of
from tests.samples import PDF, docx, heic, jpeg, png, webp, xlsx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LET_IN = {
    "jpeg": (jpeg(), "image/jpeg"),
    "jpeg with a thumbnail in its header": (jpeg(400, 300, thumbnail=jpeg(9, 9)), "image/jpeg"),
    "png": (png(), "image/png"),
    "webp": (webp(), "image/webp"),
    "heic": (heic(), "image/heic"),
    "pdf": (PDF, "application/pdf"),
    "docx": (docx(), DOCX),
    "xlsx": (xlsx(), XLSX),
    "text": ("水质监测：COD < 30 mg/L\r\n".encode(), "text/plain"),
    "text with a byte order mark": ("情况说明".encode("utf-8-sig"), "text/plain"),
}
REFUSED = {
    "nothing": (b"", "empty"),
    "a program": (b"MZ\x90\x00\x03\x00\x00\x00", "kind_unknown"),
    "an ELF program": (b"\x7fELF\x02\x01\x01\x00", "kind_unknown"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "kind_unknown"),
    "a page": (b"\n <!DOCTYPE html><script>alert(1)</script>", "kind_unknown"),
    "a page after words": ("照片说明\n<ScRipT src=x>".encode(), "kind_unknown"),
    "an SVG": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "kind_unknown"),
    "an SVG without declaration": (b"<svg xmlns='x'/>", "kind_unknown"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "kind_unknown"),
    "rich text": (rb"{\rtf1\ansi}", "kind_unknown"),
    "text that is not UTF-8": ("说明".encode("gb18030"), "kind_unknown"),
    "text with a control": (b"a\x00b", "kind_unknown"),
    "a GIF with an archive behind": (b"GIF89a" + docx(), "kind_unknown"),
    "an archive": (docx(types=None), "kind_unknown"),
    "an archive with two lists of contents": (docx(twice=True), "kind_unknown"),
    "a slide show": (docx(types="presentationml.presentation.main+xml"), "kind_unknown"),
    "an old or locked document": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "old_office"),
    "a document with macros": (docx(member="word/vbaProject.bin"), "macros"),
    "a document that calls itself one with macros": (docx(types="document.macroEnabled.main+xml"), "macros"),
    "a document with old macros": (xlsx(types="sheet.main+xml macrosheet+xml"), "macros"),
    "a document cut short": (docx()[:-30], "damaged"),
    "a document of too many members": (docx(members=10_001), "unpacks_too_large"),
    "a PDF cut short": (PDF[:-7], "damaged"),
    "a locked PDF": (PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"), "encrypted"),
    "a JPEG without a frame": (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", "damaged"),
    "a PNG cut in its header": (png()[:20], "damaged"),
    "a picture without height": (png(10, 0), "damaged"),
    "a pixel flood in a PNG": (png(65_535, 65_535), "too_many_pixels"),
    "a pixel flood in a JPEG": (jpeg(65_535, 65_535), "too_many_pixels"),
    "a pixel flood in a WebP": (webp(16_000, 16_000), "too_many_pixels"),
    "a JPEG that never begins": (b"\xff\xd8" + b"\xff" * 5_000_000, "damaged"),
    "a HEIC of nothing but extents": (heic(0, 0)[:24] + b"ispe" * 1_000_000, "too_many_pixels"),
    "a pixel flood in a tile of a HEIC": (heic(65_535, 65_535), "too_many_pixels"),
}


@pytest.mark.parametrize("name", LET_IN)
def test_what_evidence_needs_is_let_in(name: str) -> None:
    data, media = LET_IN[name]
    assert media_of(data) == media


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_with_its_reason(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(BadInput) as refused:
        media_of(data)
    assert [reason.code for reason in refused.value.reasons] == [f"file.{code}"]


def test_a_document_whose_members_claim_too_much_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        media_of(claiming(docx(), 600 * 1024**2))
    assert refused.value.reasons[0].code == "file.unpacks_too_large"


def test_a_locked_member_is_refused() -> None:
    data = bytearray(docx())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(BadInput) as refused:
        media_of(bytes(data))
    assert refused.value.reasons[0].code == "file.encrypted"


@given(st.sampled_from(sorted(LET_IN)), st.data())
def test_whatever_is_broken_in_a_file_only_a_refusal_comes_of_it(name: str, data: st.DataObject) -> None:
    broken = bytearray(LET_IN[name][0])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    short = bytes(broken[: data.draw(st.integers(0, len(broken)))])
    with suppress(BadInput):
        assert media_of(short) in EXTENSIONS


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("整改后.JPG", "整改后.JPG"),
        ("../../etc/passwd", "passwd.jpg"),
        (r"C:\照片\整改前.jpeg", "整改前.jpeg"),
        ("photo.jpg.exe", "photo.jpg.exe.jpg"),
        ("photo.php\x00.jpg", "photo.php.jpg"),
        ("gpj.\u202eexe", "gpj.exe.jpg"),
        ('a"; filename="b.html', "a_; filename=_b.html.jpg"),
        ("line\r\nbreak.jpg", "linebreak.jpg"),
        ("CON", "_CON.jpg"),
        ("nul.txt.jpg", "_nul.txt.jpg"),
        ("  . .jpg", "jpg.jpg"),
        ("", "文件.jpg"),
        ("\ud800", "文件.jpg"),
        ("现场😀.jpg", "现场😀.jpg"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert clean_name(name, "image/jpeg") == kept


@given(st.text(max_size=400), st.sampled_from(sorted(EXTENSIONS)))
def test_any_name_fits_every_folder_and_keeps_an_ending_of_its_kind(name: str, media: str) -> None:
    kept = clean_name(name, media)
    assert len(kept) <= 120
    assert len(kept.encode()) <= 240
    assert kept.lower().endswith(EXTENSIONS[media])
    assert not set(kept) & set('/\\\r\n\x00"<>')
    assert clean_name(kept, media) == kept


def claiming(data: bytes, size: int) -> bytes:
    """The document with a member that claims to unpack to this many bytes."""
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 24] + struct.pack("<I", size) + data[entry + 28 :]


def test_the_samples_are_what_they_say() -> None:
    with zipfile.ZipFile(BytesIO(docx())) as archive:
        assert archive.testzip() is None
