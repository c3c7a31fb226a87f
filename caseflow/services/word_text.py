"""The plain text of a file, as far as it can be had without unpacking more than it needs; for likeness alone."""

import html
import re
import zipfile
import zlib
from io import BytesIO

MOST = 5 * 1024 * 1024
"""Bytes of a Word document's body that are read."""
_BODY = "word/document.xml"
_PARAGRAPH = re.compile(r"</w:p>")
_RUN = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>")
"""Nothing in it runs past the next tag, so that a hostile body is read in the time of its length."""


def text_of(data: bytes, media: str) -> str:
    """The words of a text file or a Word document; "" for anything else, whose words the unit pastes."""
    if media == "text/plain":
        return _decoded(data)
    return _of_word(data) if "wordprocessingml" in media else ""


def _of_word(data: bytes) -> str:
    """No XML parser looks at a stranger's file: the runs of text are picked out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed, packed.open(_BODY) as body:
            text = body.read(MOST).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError, zlib.error):
        return ""
    paragraphs = ("".join(_RUN.findall(part)) for part in _PARAGRAPH.split(text))
    return html.unescape("\n".join(filter(None, paragraphs)))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
