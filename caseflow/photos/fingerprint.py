"""The fingerprint of a picture: 64 signs of its cosine transform, which survive saving anew, scaling and brightness.

The idea is the usual perceptual hash. Signs, not the median, decide the bits, so that the fingerprint of a mirrored
picture is known from the picture's own (`domain/prints.py`).
"""

from io import BytesIO
from math import cos, pi

from PIL import Image, ImageOps

SIDE = 32
"""The picture is looked at this many pixels square."""
WAVES = range(1, 9)
"""Waves across and down that make the bits: no mean, no plain gradient of light alone, nothing finer."""
_BASE = [[cos(pi * (2 * at + 1) * wave / (2 * SIDE)) for at in range(SIDE)] for wave in WAVES]
FORMATS = ("JPEG", "PNG", "WEBP")
DRAFT = (8 * SIDE, 8 * SIDE)


def fingerprint(data: bytes) -> str:
    """Sixteen hex digits. Raises whatever Pillow does for what is no picture."""
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        picture.draft("L", DRAFT)
        upright = ImageOps.exif_transpose(picture)
        small = upright.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    light = list(small.tobytes())
    rows = [light[SIDE * y : SIDE * (y + 1)] for y in range(SIDE)]
    across = [[sum(b * p for b, p in zip(base, row, strict=True)) for base in _BASE] for row in rows]
    bits = 0
    for down in _BASE:
        for wave in range(len(WAVES)):
            bits = bits << 1 | (sum(b * row[wave] for b, row in zip(down, across, strict=True)) > 0)
    return f"{bits:016x}"
