"""Small files of each kind evidence may have, made by hand, and some that lie about themselves."""

import struct
import zipfile
import zlib
from io import BytesIO

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def png(width: int = 2, height: int = 2, shade: int = 0) -> bytes:
    """A PNG whose header says this size; its one row of pixels is of this shade."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes([0, shade, shade]))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def jpeg(width: int = 640, height: int = 480, thumbnail: bytes = b"") -> bytes:
    """The segments of a JPEG up to its frame, with a thumbnail in its header."""
    extra = b"\xff\xe1" + struct.pack(">H", 2 + len(thumbnail)) + thumbnail if thumbnail else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + b"\xff\xe0\x00\x07JFIF\x00" + extra + frame + b"\xff\xd9"


def webp(width: int = 640, height: int = 480) -> bytes:
    """The header of a lossless WebP."""
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<IBI", 5, 0x2F, bits) + b"\x00"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic(width: int = 640, height: int = 480) -> bytes:
    """The start of a HEIC file, with the extent of a tile and that of the whole."""
    start = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic"
    tile, whole = (b"ispe" + struct.pack(">III", 0, *size) for size in ((512, 512), (width, height)))
    return start + tile + whole


def docx(
    types: str | None = "wordprocessingml.document.main+xml",
    member: str = "word/document.xml",
    members: int = 1,
    *,
    twice: bool = False,
) -> bytes:
    """A zip file with the list of contents that makes it an Office document."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if types:
            archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="x.{types}"/></Types>')
        if twice:
            archive.writestr("[content_types].xml", "<Types/>")
        for number in range(members):
            archive.writestr(member if number == 0 else f"word/{number}.xml", "<document/>")
    return made.getvalue()


def xlsx(types: str = "spreadsheetml.sheet.main+xml") -> bytes:
    """The same as a workbook."""
    return docx(types, "xl/workbook.xml")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
