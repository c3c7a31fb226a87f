"""Small drawn pictures and plain texts that stand for evidence; no photograph of any place is among them."""

import struct
import zlib
from hashlib import sha256

WIDTH, HEIGHT = 96, 64
WATER, CLEAN, BANK, SKY = (74, 66, 46), (70, 130, 150), (122, 112, 74), (176, 196, 208)


def picture(seed: str, *, after: bool) -> bytes:
    """A PNG of a ditch under a sky: dark and littered before, clear after; every seed gives another."""
    noise = sha256(seed.encode()).digest()
    rows = b"".join(
        b"\x00" + b"".join(_pixel(x, y, noise, after=after) for x in range(WIDTH)) for y in range(HEIGHT)
    )
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 1))
        + _chunk(b"IEND", b"")
    )


def _pixel(x: int, y: int, noise: bytes, *, after: bool) -> bytes:
    horizon, width = 16 + noise[0] % 12, 12 + noise[1] % 20
    if y < horizon:
        return bytes(SKY)
    bend = (noise[2] % 40 - 20) * (y - horizon) // HEIGHT
    if abs(x - WIDTH // 2 - bend) < width * (y - horizon) // 24 + 4:
        litter = not after and noise[(x * 7 + y * 13) % 32] > 200
        return bytes((200, 196, 188)) if litter else bytes(CLEAN if after else WATER)
    return bytes((84, 140, 84)) if after else bytes(BANK)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
