"""Attacks on the archive and on its files: A14, A15, A24, A34, A37, A38, A42, and every file's own rules."""

import struct
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from caseflow.proof.bundle.writing import sm3_lines
from tests.proof.attacks.catalogue import attack
from tests.proof.attacks.showing import contents, members_of, packed, repacked, seal
from tests.proof.attacks.world import FILES, base

FIRST = next(iter(FILES))
Change = Callable[[dict[str, bytes]], None]


@cache
def good() -> bytes:
    """An honest bundle, of which attackers make theirs."""
    return packed(contents(seal(base())))


@cache
def good_public() -> bytes:
    return packed(contents(seal(base()), kind="public"))


def changed(change: Change, *, listed: bool = True, of: bytes | None = None) -> bytes:
    members = members_of(of or good())
    change(members)
    return repacked(members, listed=listed)


def member(name: str, file: str, change: Callable[[bytes], bytes], *, listed: bool = True) -> None:
    """An attack that changes one file."""

    def made() -> bytes:
        return changed(lambda members: members.update({file: change(members[file])}), listed=listed)

    attack(name)(made)


def zipped(entries: list[tuple[ZipInfo, bytes]]) -> bytes:
    """A zip as any other program might write it."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return target.getvalue()


def entry(name: str, mode: int = 0o100644, method: int = ZIP_STORED) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr, info.create_system, info.compress_type = mode << 16, 3, method
    return info


def with_entry(name: str, info: ZipInfo, data: bytes) -> None:
    """An attack that puts one more entry into the archive."""

    def made() -> bytes:
        return zipped([*((entry(n), d) for n, d in members_of(good()).items()), (info, data)])

    attack(name)(made)


@attack("A14-replace-a-file-alone")
def _() -> bytes:
    return changed(lambda members: members.update({f"attachments/{FIRST}": b"another photo"}))


@attack("A14b-replace-a-file-of-the-same-size")
def _() -> bytes:
    return changed(lambda members: members.update({f"attachments/{FIRST}": FILES[FIRST][::-1]}))


@attack("A15-replace-a-file-and-its-digest")
def _() -> bytes:
    def change(members: dict[str, bytes]) -> None:
        other = b"another photo"
        del members[f"attachments/{FIRST}"]
        members[f"attachments/{sha256(other).hexdigest()}"] = other
        members["events.ndjson"] = members["events.ndjson"].replace(
            FIRST.encode(), sha256(other).hexdigest().encode()
        )

    return changed(change)


@attack("A24-a-file-is-missing")
def _() -> bytes:
    return changed(lambda members: members.pop(f"attachments/{FIRST}") and None)


@attack("A24b-a-file-nobody-showed")
def _() -> bytes:
    return changed(lambda members: members.update({f"attachments/{sha256(b'x').hexdigest()}": b"x"}))


@attack("A24c-a-public-bundle-with-files")
def _() -> bytes:
    return changed(lambda members: members.update({f"attachments/{FIRST}": FILES[FIRST]}), of=good_public())


member("A34-unknown-version", "VERSION", lambda data: data.replace(b"v1", b"v2"))
member("A34b-weaker-hash", "VERSION", lambda data: data.replace(b"sha-256", b"md5"))
member("A34c-version-with-another-line", "VERSION", lambda data: data + b"trust: me\n")
member(
    "A34d-checkpoint-of-another-size", "VERSION", lambda data: data.replace(b"checkpoint: ", b"checkpoint: 1")
)


def relisted(name: str, change: Callable[[bytes], bytes]) -> None:
    """An attack on the manifest, with digests of the new one beside it."""

    def made() -> bytes:
        members = members_of(good())
        members["MANIFEST"] = change(members["MANIFEST"])
        members["sm3.txt"] = sm3_lines(members)
        return repacked(members, listed=False)

    attack(name)(made)


with_entry("A37-zip-slip", entry("../../etc/cron.d/x"), b"x")
with_entry("A37b-absolute-name", entry("/etc/passwd"), b"x")
with_entry("A37c-symlink", entry("attachments/link", 0o120777), b"/etc/passwd")
with_entry("A37d-name-in-other-case", entry("readme.zh.txt"), b"x")
with_entry("A37e-zip-bomb", entry("README2.txt", method=ZIP_DEFLATED), b"\0" * 3_000_000)
with_entry("A37f-name-of-another-machine", entry("attachments\\x"), b"x")
with_entry("A37g-folder", entry("attachments/", 0o040755), b"")


@attack("A37h-name-twice")
def _() -> bytes:
    """Two entries of one name: a reader that takes the first and one that takes the last see different things."""
    members = members_of(good())
    infos = [(entry(name), content) for name, content in members.items()]
    at = next(i for i, (info, _) in enumerate(infos) if info.filename == "README.zh.txt")
    infos.insert(at, (entry("README.zh.txX"), members["README.zh.txt"]))
    return zipped(infos).replace(b"README.zh.txX", b"README.zh.txt")


@attack("A37r-a-file-that-is-a-link")
def _() -> bytes:
    members = members_of(good()).items()
    return zipped(
        [(entry(name, 0o120777 if name == "README.zh.txt" else 0o100644), data) for name, data in members]
    )


@attack("A37i-bytes-before")
def _() -> bytes:
    return b"#!/bin/sh\n" + good()


@attack("A37j-bytes-after")
def _() -> bytes:
    return good() + b"\n"


@attack("A37k-cut-off")
def _() -> bytes:
    return good()[:-1]


@attack("A37l-comment")
def _() -> bytes:
    target = BytesIO(good())
    with ZipFile(target, "a") as archive:
        archive.comment = b"verified"
    return target.getvalue()


@attack("A37m-entry-says-another-name-than-the-directory")
def _() -> bytes:
    return good().replace(b"case.txt", b"cash.txt", 1)


@attack("A37n-checksum-wrong")
def _() -> bytes:
    return good().replace("读我".encode(), "读他".encode(), 1)


@attack("A37o-encrypted")
def _() -> bytes:
    data = bytearray(good())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(mark) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


@attack("A37p-no-zip")
def _() -> bytes:
    return b"VERIFIED\n"


@attack("A37q-nothing")
def _() -> bytes:
    return b""


relisted("A38-manifest-lists-fewer", lambda data: data.partition(b"\n")[2])
member("A38b-manifest-of-another-file", "README.zh.txt", lambda data: data + b"!", listed=False)
relisted("A38c-manifest-spaced", lambda data: data.replace(b" ", b"  ", 1))
member("A38d-sm3-of-another-file", "sm3.txt", lambda data: b"0" * 64 + data[64:], listed=False)
member("A38e-sm3-lists-fewer", "sm3.txt", lambda data: data.partition(b"\n")[2], listed=False)
member("A38f-timeline-told-otherwise", "case.txt", lambda data: data.replace(b"shj", b"sth"))


@attack("A38g-file-of-its-own")
def _() -> bytes:
    return changed(lambda members: members.update({"policy.txt": b"quorum none\n"}))


@attack("A38h-file-left-out")
def _() -> bytes:
    return changed(lambda members: members.pop("README.zh.txt") and None)


@attack("A38i-no-version")
def _() -> bytes:
    return changed(lambda members: members.pop("VERSION") and None)


@attack("A38j-proof-of-no-event")
def _() -> bytes:
    return changed(
        lambda members: members.update({"proofs/0099.tlog-proof": members["proofs/0000.tlog-proof"]})
    )
