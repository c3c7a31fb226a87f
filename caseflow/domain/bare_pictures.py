"""A picture without what lies beside its pixels: where and when it was taken, with what, and a thumbnail of it uncut.

Nothing is drawn anew: segments are left out, and the pixels stay the same bytes.
"""

import struct
import zlib
from collections.abc import Iterator

from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.pictures import ALONE, MOST_PARTS

_KEPT_JPEG = {0xE0, 0xEE}
"""Application segments that say how the pixels are meant, JFIF and Adobe; so does the colour profile."""
_MARK, _START_OF_SCAN, _COMMENT, _EXIF, _COLOURS = 0xFF, 0xDA, 0xFE, 0xE1, 0xE2
_FIRST_OWN, _LAST_OWN = 0xE0, 0xEF
"""Application segments lie between these markers."""
_END = b"\xff\xd9"
_BESIDE_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_BESIDE_WEBP = {b"EXIF", b"XMP "}
_EXIF_AND_XMP = 0x08 | 0x04
"""The bits of a WebP's header that say it has them."""
_ORIENTATION = 0x0112
_EXIF_HEAD = b"Exif\x00\x00"
MOST_ENTRIES = 500


def bare(data: bytes, media: str) -> bytes:
    """The picture with its pixels, colours and which side is up, and nothing else; other files as they are.

    Raises BadInput for a picture that cannot be taken apart: it goes to nobody who may not have all of it.
    """
    try:
        match media:
            case "image/jpeg":
                return b"".join(_jpeg(data))
            case "image/png":
                return data[:8] + b"".join(_png(data))
            case "image/webp":
                return _webp(data)
            case "image/heic":
                raise ValueError(media)
    except (ValueError, IndexError, struct.error):
        raise BadInput(Reason("evidence.whole_only", {})) from None
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    kept: list[bytes] = []
    side = at = 1
    for at, segment in _segments(data):
        if segment[1:2] == bytes([_EXIF]) and segment[4:10] == _EXIF_HEAD:
            side = _side_up(segment[10:])
        elif _is_of_the_pixels(segment):
            kept.append(segment)
        at += len(segment)
    if side != 1:
        yield _only_side_up(side)
    yield from kept
    at = max(at, 2)
    end = data.find(_END, at)  # phones hang a second picture, or a film, behind the first
    yield data[at:end] + _END if end >= 0 else data[at:]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each segment before the pixels lies, with its marker. Raises ValueError where none can."""
    at = 2
    for _ in range(MOST_PARTS):
        if data[at] != _MARK:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker in (_START_OF_SCAN, _END[1]):
            return
        size = 2
        if marker == _MARK:
            size = 1
        elif marker not in ALONE:
            size = 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
        yield at, data[at : at + size]
        at += size
    raise ValueError("no pixels")


def _is_of_the_pixels(segment: bytes) -> bool:
    marker = segment[1] if len(segment) > 1 else 0
    if marker == _COLOURS:
        return segment[4:16] == b"ICC_PROFILE\x00"  # several pictures in one use it too
    return marker != _COMMENT and not (_FIRST_OWN <= marker <= _LAST_OWN and marker not in _KEPT_JPEG)


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + size
        if len(name) != 4 or end > len(data):
            raise ValueError("cut short")
        if name not in _BESIDE_PNG:
            yield data[at:end]
        elif name == b"eXIf" and (side := _side_up(data[at + 8 : end - 4])) != 1:
            body = _orientation(side)
            yield struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        if name == b"IEND":
            return
        at = end
    raise ValueError("no end")


def _webp(data: bytes) -> bytes:
    at, chunks = 12, list[bytes]()
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        chunk = bytearray(data[at : at + 8 + size + size % 2])
        if name == b"VP8X":
            chunk[8] &= ~_EXIF_AND_XMP & 0xFF
        if name not in _BESIDE_WEBP:
            chunks.append(bytes(chunk))
        at += 8 + size + size % 2
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _side_up(tiff: bytes) -> int:
    """Which side is up, 1–8, by the first folder of an Exif block; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4) if order else (0,)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first) if order else (0,)
        for entry in range(min(entries, MOST_ENTRIES)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + entry * 12)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_side_up(side: int) -> bytes:
    body = _EXIF_HEAD + _orientation(side)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _orientation(side: int) -> bytes:
    """An Exif block that says which side is up and nothing else."""
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, side, 0, 0)
