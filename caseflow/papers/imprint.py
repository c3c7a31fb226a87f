"""What makes a paper official: who issued it, its number and day, and the code by which anybody can check it."""

import io
from dataclasses import dataclass
from datetime import date

import segno


@dataclass(frozen=True, slots=True)
class Imprint:
    """`number` is the whole 发文字号, "" while none is given; `on` None while it is not issued.

    `code` is the short code in groups, "" while nothing on record can be checked by it; `address` is what the QR holds.
    `void` marks a number that was given and withdrawn (作废). `copies` are those who also receive it (抄送).
    """

    issuer: str
    number: str = ""
    on: date | None = None
    code: str = ""
    address: str = ""
    void: bool = False
    copies: tuple[str, ...] = ()


def qr(address: str) -> io.BytesIO:
    """The picture of an address, black on white, dense enough to be read from a photocopy (level M)."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="png", scale=8, border=2)
    target.seek(0)
    return target
