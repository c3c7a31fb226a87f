"""How large a picture says it is, read from its header without drawing it."""

from collections.abc import Callable, Iterator
from itertools import islice

Size = tuple[int, int]

PICTURES = {
    rb"\xff\xd8\xff": "image/jpeg",
    rb"\x89PNG\r\n\x1a\n": "image/png",
    rb"RIFF....WEBP": "image/webp",
    rb"....ftyp(heic|heix|hevc|heim|heis|mif1)": "image/heic",
}
"""How each kind begins, as a pattern."""
ALONE = {0x01, *range(0xD0, 0xD9)}
"""JPEG markers that carry nothing."""
MOST_PARTS = 10_000
"""Segments or extents walked through; a picture has a few dozen, so that no header takes long to read."""
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame and say its size."""


def size_of_picture(data: bytes, media: str) -> Size:
    """Width and height in pixels. Raises ValueError or IndexError where the header is broken or says nothing."""
    return _SIZES[media](data)


def _jpeg(data: bytes) -> Size:
    """The first frame's size; segments are walked, so that a thumbnail inside one is not taken for the picture."""
    at = 2
    for _ in range(MOST_PARTS):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF or marker in ALONE:
            at += 1 if marker == 0xFF else 2
        elif marker in _FRAMES:
            return _big(data, at + 7, 2), _big(data, at + 5, 2)
        else:
            at += 2 + max(2, _big(data, at + 2, 2))
    raise ValueError("no frame")


def _png(data: bytes) -> Size:
    if data[12:16] != b"IHDR":
        raise ValueError("no header")
    return _big(data, 16, 4), _big(data, 20, 4)


def _webp(data: bytes) -> Size:
    form = data[12:16]
    if form == b"VP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    if form == b"VP8L":
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    raise ValueError("no frame")


def _heic(data: bytes) -> Size:
    """The largest of all images inside; the whole is put together of tiles."""
    return max(islice(_extents(data), MOST_PARTS), key=lambda size: size[0] * size[1])


def _extents(data: bytes) -> Iterator[Size]:
    at = data.find(b"ispe")
    while at >= 0:
        yield _big(data, at + 8, 4), _big(data, at + 12, 4)
        at = data.find(b"ispe", at + 4)


_SIZES: dict[str, Callable[[bytes], Size]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _heic,
}


def _big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(_exactly(data, at, size), "big")


def _little(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(_exactly(data, at, size), "little")


def _exactly(data: bytes, at: int, size: int) -> bytes:
    part = data[at : at + size]
    if len(part) != size:
        raise IndexError(at)
    return part
