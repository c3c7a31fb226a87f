"""A copy of a photo bears its pixels and which side is up, and neither where nor when nor by what it was taken."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from caseflow.domain.bare_pictures import bare
from caseflow.domain.errors import BadInput
from tests.samples import PDF, heic, jpeg, png, webp

MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
CANARY = "双辽市辽河农场三队-canary"


def told(side: int = 6) -> Image.Exif:
    """What a phone writes beside a photo."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = side, "canary-maker", "2023:10:01 09:12:33"
    exif.get_ifd(0x8769)[0x9003] = "2023:10:01 09:12:33"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(43), IFDRational(10), IFDRational(123, 10))
    place[3], place[4] = "E", (IFDRational(124), IFDRational(21), IFDRational(0))
    return exif


def photo(kind: str, side: int = 6) -> bytes:
    made, more = BytesIO(), dict[str, object]()
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", CANARY)
        texts.add_text("Comment", "canary", zip=True)
        more = {"pnginfo": texts}
    else:
        more = {"xmp": f"<x>{CANARY}</x>".encode()} | ({"comment": b"canary"} if kind == "JPEG" else {})
    drawn = Image.linear_gradient("L").convert("RGB")
    drawn.save(made, kind, exif=told(side), **more)
    return made.getvalue()


@pytest.mark.parametrize("side", [1, 6])
@pytest.mark.parametrize("kind", MEDIA)
def test_a_copy_has_the_pixels_and_nothing_that_is_told_beside_them(kind: str, side: int) -> None:
    whole = photo(kind, side)
    trailing = b"canary film" if kind == "JPEG" else b""
    copy = bare(whole + trailing, MEDIA[kind])
    with Image.open(BytesIO(whole)) as before, Image.open(BytesIO(copy)) as after:
        assert "canary-maker" in before.getexif().values()
        assert before.getexif().get_ifd(0x8825)
        assert after.tobytes() == before.tobytes()
        if kind != "WEBP":
            assert dict(after.getexif()) == ({0x0112: side} if side != 1 else {})
        assert not after.getexif().get_ifd(0x8825)
    assert b"canary" not in copy
    assert b"2023:10:01" not in copy
    assert bare(copy, MEDIA[kind]) == copy


@pytest.mark.parametrize(("data", "media"), [(PDF, "application/pdf"), (png(), "image/png")])
def test_what_tells_nothing_goes_out_as_it_is(data: bytes, media: str) -> None:
    assert bare(data, media) == data


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (heic(), "image/heic"),
        (png()[:40], "image/png"),
        (jpeg()[:20], "image/jpeg"),
        (b"\xff\xd8", "image/jpeg"),
    ],
)
def test_a_picture_that_cannot_be_taken_apart_goes_to_nobody_who_may_not_have_all_of_it(
    data: bytes, media: str
) -> None:
    with pytest.raises(BadInput) as refused:
        bare(data, media)
    assert refused.value.reasons[0].code == "evidence.whole_only"


def test_a_webp_of_no_parts_beside_its_pixels_stays() -> None:
    with Image.open(BytesIO(bare(photo("WEBP"), "image/webp"))) as copy:
        assert copy.format == "WEBP"
    assert bare(webp(), "image/webp")[:4] == b"RIFF"
