"""The name a file is kept and handed out under: what somebody called it, made harmless everywhere."""

import re
import unicodedata

from caseflow.domain.media import EXTENSIONS

LONGEST = 120
"""Characters; and no more than LONGEST_BYTES in UTF-8, which is what folders take."""
LONGEST_BYTES = 240
_NAMELESS = "文件"
_HARMFUL = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Controls, marks that turn the direction of writing, invisible and unassigned signs."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


def clean_name(name: str, media: str) -> str:
    """A name without path, controls and invisible signs, with an ending that fits what the file is."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign) not in _HARMFUL)
    plain = re.sub(r'[<>:"|?*]', "_", " ".join(plain.split())).strip(". ")
    stem, ending = _split(plain, media)
    stem = stem.strip(". ") or _NAMELESS
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    while len(stem + ending) > LONGEST or len((stem + ending).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem + ending


def _split(name: str, media: str) -> tuple[str, str]:
    """The name before its ending, and the ending; one that says another kind stays part of the name."""
    for ending in EXTENSIONS[media]:
        if name.lower().endswith(ending):
            return name[: -len(ending)], name[-len(ending) :]
    return name, EXTENSIONS[media][0]
