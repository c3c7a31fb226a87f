"""A compound file made anew around a workbook stream that was checked.

The value reader trusts the sizes in a container's directory: one wrong number in a stranger's file makes it ask for
more memory than there is and takes the whole process down. So it never sees a stranger's container.
"""

import struct

from caseflow.ledgers.compound import MAGIC

_SECTOR = 4096
_PER_SECTOR = _SECTOR // 4
_CUTOFF = 4096  # shorter streams would need a second table; they are filled up instead
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_IN_HEADER = 109  # sectors of the table the header can name: enough for 457 MB
_HEADER = struct.Struct("<8s16x5H6x9I")
_ENTRY = struct.Struct("<64sHBBIII16x4x16xIQ")
_ROOT, _STREAM, _BLACK = 5, 2, 1


def contained(stream: bytes) -> bytes:
    """A compound file of version 4 that holds this stream as `Workbook` and nothing else."""
    stream = stream.ljust(_CUTOFF, b"\0")
    used = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * _PER_SECTOR < tables + 1 + used:
        tables += 1
    directory, first = tables, tables + 1
    chains = [_TABLE] * tables + [_END] + [*range(first + 1, first + used), _END]
    header = _HEADER.pack(MAGIC, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, directory, 0, _CUTOFF, _END, 0, _END, 0)
    header += _numbers([*range(tables)], _IN_HEADER)
    # The root has no short streams, but the reader wants it to begin somewhere.
    entries = _entry("Root Entry", _ROOT, 1, directory, 0) + _entry(
        "Workbook", _STREAM, _FREE, first, len(stream)
    )
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            _numbers(chains, tables * _PER_SECTOR),
            entries.ljust(_SECTOR, b"\0"),
            stream.ljust(used * _SECTOR, b"\0"),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    return _ENTRY.pack(written, len(written), kind, _BLACK, _FREE, _FREE, child, start, size)


def _numbers(numbers: list[int], length: int) -> bytes:
    """Sector numbers, filled up with free ones."""
    return struct.pack(f"<{length}I", *numbers, *[_FREE] * (length - len(numbers)))
