"""Fingerprints of pictures, 64 bits in hex (`photos/fingerprint.py`), and how far two lie apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")

MIRROR = 0xAAAA_AAAA_AAAA_AAAA
"""The bits that turn when a picture is mirrored left to right: those of its odd waves across."""
LEAST = 96
"""Pixels on the shorter side below which a picture says too little to be compared."""
INDEXED = 7
"""The most bits for which the index is asked: of four bands one then differs in one bit at most."""
_BANDS, _BAND = 4, 16
_TURNS = (0, *(1 << bit for bit in range(_BAND)))


def apart(one: str, other: str) -> int:
    """In how many of 64 bits two pictures differ, as they are or mirrored, whichever is less."""
    differing = int(one, 16) ^ int(other, 16)
    return min(differing.bit_count(), (differing ^ MIRROR).bit_count())


class Prints(Generic[_T]):
    """Many fingerprints, found again by nearness."""

    def __init__(self, known: Iterable[tuple[str, _T]] = ()) -> None:
        self._all = [(int(print_, 16), thing) for print_, thing in known]
        self._banded: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for place, (bits, _) in enumerate(self._all):
            for band in _bands(bits):
                self._banded[band].append(place)

    def near(self, print_: str, most: int) -> Iterator[tuple[int, _T]]:
        """Everything within so many bits, mirrored pictures too, in the order known, with how many bits it differs."""
        own = int(print_, 16)
        places = range(len(self._all)) if most > INDEXED else sorted(self._candidates(own))
        for place in places:
            bits, thing = self._all[place]
            differing = min((own ^ bits).bit_count(), (own ^ bits ^ MIRROR).bit_count())
            if differing <= most:
                yield differing, thing

    def _candidates(self, own: int) -> set[int]:
        return {
            place
            for bits in (own, own ^ MIRROR)
            for number, band in _bands(bits)
            for turn in _TURNS
            for place in self._banded.get((number, band ^ turn), ())
        }


def _bands(bits: int) -> list[tuple[int, int]]:
    return [(n, bits >> n * _BAND & (1 << _BAND) - 1) for n in range(_BANDS)]
