"""Fingerprints find a photo that was saved anew, scaled, lit or mirrored, and tell different ones apart."""

from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from caseflow.domain.prints import INDEXED, MIRROR, Prints, apart
from caseflow.photos.apart import Bounds, look_apart
from caseflow.photos.fingerprint import fingerprint
from tests.samples import jpeg, png

THRESHOLD = 6
"""The rulebook's `flag.photo_distance`."""
SAME: dict[str, Callable[[Image.Image], Image.Image]] = {
    "saved anew": lambda one: one,
    "half as large": lambda one: one.resize((160, 120)),
    "darker": lambda one: ImageEnhance.Brightness(one).enhance(0.7),
    "grey": lambda one: one.convert("L"),
    "mirrored": ImageOps.mirror,
}


def scene(seed: int) -> Image.Image:
    dice = Random(seed)  # noqa: S311  a drawing, no secret

    def colour() -> tuple[int, ...]:
        return tuple(dice.randrange(256) for _ in "rgb")

    drawn = Image.new("RGB", (320, 240), colour())
    pen = ImageDraw.Draw(drawn)
    for _ in range(16):
        x, y = dice.randrange(320), dice.randrange(240)
        pen.rectangle((x, y, x + dice.randrange(9, 120), y + dice.randrange(9, 100)), fill=colour())
    return drawn


def saved(drawn: Image.Image, quality: int = 88) -> bytes:
    made = BytesIO()
    drawn.save(made, "JPEG", quality=quality)
    return made.getvalue()


@pytest.mark.parametrize("way", SAME)
def test_a_photo_is_known_again(way: str) -> None:
    for seed in range(12):
        own, other = scene(seed), SAME[way](scene(seed))
        assert apart(fingerprint(saved(own)), fingerprint(saved(other, 40))) <= THRESHOLD


def test_different_photos_are_told_apart() -> None:
    prints = [fingerprint(saved(scene(seed))) for seed in range(40)]
    assert min(apart(one, other) for one, other in combinations(prints, 2)) > THRESHOLD


@pytest.mark.parametrize("most", [0, 6, INDEXED, 12])
def test_the_index_finds_what_a_comparison_with_each_finds(most: int) -> None:
    dice = Random(most)  # noqa: S311  no secret
    own = [dice.getrandbits(64) for _ in range(60)]
    turned = [one ^ sum(1 << bit for bit in dice.sample(range(64), dice.randrange(14))) for one in own]
    known = [f"{one:016x}" for one in (*own, *turned, *(one ^ MIRROR for one in turned))]
    index = Prints((print_, n) for n, print_ in enumerate(known))
    for print_ in known:
        slow = [(apart(print_, one), n) for n, one in enumerate(known) if apart(print_, one) <= most]
        assert list(index.near(print_, most)) == slow


def test_a_photo_is_looked_at_in_a_process_that_may_take_little() -> None:
    whole = saved(scene(1))
    assert look_apart(whole) == fingerprint(whole)
    for hopeless in (jpeg(), png(9000, 9000), whole[:900], b""):
        assert look_apart(hopeless) is None
    assert look_apart(whole, Bounds(memory=16)) is None
