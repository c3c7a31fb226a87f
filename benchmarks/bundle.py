"""How much longer a bundle takes to be written and verified than its bytes to be read and hashed: in turn, in one run.

500 events and 200 files of half a megabyte. Processor time, so that other programs on the machine slow neither side
alone. `python -m benchmarks.bundle`.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from caseflow.proof.bundle.verifying import verify_bundle
from caseflow.proof.bundle.writing import Contents, Entry, write_bundle
from caseflow.proof.checkpoint import Checkpoint, sign_checkpoint
from caseflow.proof.heads import Head, head_path, heads_root
from caseflow.proof.leaf import encode, leaf_hash
from caseflow.proof.note import LOG, key_of
from caseflow.proof.tree import inclusion_paths, root
from caseflow.services.carrying import the_program
from tests.proof.single import single

EVENTS, FILES, SIZE, ROUNDS = 500, 200, 512 * 1024, 7
LOG_NAME, STREAM, SEED = "siping.example", "case/central-2021/12", bytes(32)
POLICY = f"log {key_of(LOG_NAME, LOG, SEED).vkey}\nquorum none\n".encode()
NOW = 2_000_000_000.0


def leaf(n: int, prev: bytes | None, stream: str, type_: str, data: dict[str, object]) -> bytes:
    return encode(
        {
            "v": 1,
            "log": LOG_NAME,
            "stream": stream,
            "n": n,
            "prev": prev.hex() if prev else None,
            "type": type_,
            "actor": "clock",
            "office": "none",
            "on_behalf": None,
            "at": f"2023-05-06T01:{n // 60 % 60:02}:{n % 60:02}.000000Z",
            "day": "2023-05-06",
            "occurred_at": None,
            "rules": "siping/2023.1",
            "data": data,
            "pii": {},
        }
    )


def made(folder: Path) -> Contents:
    """A case of so many events, most of its files among them, at the end of its log."""
    files = {}
    for number in range(FILES):
        data = sha256(b"%d" % number).digest() * (SIZE // 32)
        digest = sha256(data).hexdigest()
        files[digest] = folder / digest
        files[digest].write_bytes(data)
    shown = [{"digest": digest, "bytes": SIZE, "kind": "site", "media": "image/jpeg"} for digest in files]
    leaves: list[bytes] = []
    for n in range(EVENTS):
        type_, data = ("add_evidence", shown[n - 1]) if 1 <= n <= FILES else ("report", {"month": "2023-05"})
        before = leaf_hash(leaves[-1]) if leaves else None
        leaves.append(leaf(n, before, STREAM, type_ if n else "file", dict(data)))
    heads = [Head(STREAM, EVENTS - 1, leaf_hash(leaves[-1]))]
    leaves.append(leaf(0, None, "log", "commit_heads", {"streams": 1, "root": heads_root(heads).hex()}))
    hashes = [leaf_hash(one) for one in leaves]
    paths = inclusion_paths(hashes, range(len(leaves)))
    entries = [Entry(one, index, paths[index]) for index, one in enumerate(leaves)]
    checkpoint = Checkpoint(LOG_NAME, len(leaves), root(hashes))
    return Contents(
        log=LOG_NAME,
        case="central-2021/12",
        kind="full",
        readme=b"",
        program=the_program(),
        events=entries[:-1],
        attachments=files,
        checkpoint=sign_checkpoint(checkpoint, SEED).bytes,
        size=checkpoint.size,
        heads_leaf=entries[-1],
        heads={STREAM: head_path(heads, STREAM)},
    )


def hashed(bundle: Path) -> None:
    """The bytes read and hashed, and nothing else."""
    digest = sha256()
    with bundle.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)


def by_product(bundle: Path) -> None:
    with bundle.open("rb") as file:
        found = verify_bundle(file, NOW, POLICY)
    if found.result != "verified":
        raise ValueError(found.faults)


def by_one_file(bundle: Path) -> None:
    with bundle.open("rb") as file:
        report = single.check(single.bytes_of(file), POLICY, None, NOW)
    if report.result != "verified":
        raise ValueError(report.faults)


def spent(do: Callable[[Path], None], bundle: Path) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    do(bundle)
    return time.process_time() - start


def main() -> None:
    """Prints the medians of the ratios and the seconds they were made of."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contents, bundle = made(folder), folder / "bundle.zip"

        def written(_: Path) -> None:
            with (folder / "again.zip").open("wb") as target:
                write_bundle(target, contents)

        with bundle.open("wb") as target:
            write_bundle(target, contents)
        megabytes = bundle.stat().st_size / 1024**2
        rounds = [
            [spent(do, bundle) for do in (hashed, by_product, by_one_file, written)] for _ in range(ROUNDS)
        ]
    sys.stdout.write(f"{EVENTS} events, {FILES} files, {megabytes:.0f} MB; read and hashed in ")
    sys.stdout.write(f"{statistics.median(row[0] for row in rounds):.3f} s\n")
    for at, what in enumerate(("verified by caseflow", "verified by verify.py", "written"), 1):
        ratio = statistics.median(row[at] / row[0] for row in rounds)
        sys.stdout.write(f"{what}: {ratio:.2f} x ({statistics.median(row[at] for row in rounds):.3f} s)\n")


if __name__ == "__main__":
    main()
