"""The compound file (OLE2) around an .xls, and around every encrypted workbook: its directory and its streams."""

import struct
from collections.abc import Iterator

from caseflow.ledgers.messages import refusal

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct(
    "<30xHH14xI4xII4xI"
)  # sector shifts, first directory, cutoff, first of the two tables
_FIRST_NUMBERS = slice(76, 512)
_ENTRY = struct.Struct("<64sHB49xII4x")
_LAST_REAL = 0xFFFFFFFA  # greater numbers mark free sectors and the ends of chains
_ROOT = 5


class CompoundFile:
    """The named streams of a compound file. Raises BadInput where its chains do not hold together."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except (struct.error, IndexError, ValueError) as broken:
            raise refusal("ledger_unreadable") from broken

    def _open(self, data: bytes) -> None:
        shift, mini_shift, directory, self._cutoff, mini_table, more_numbers = _HEADER.unpack_from(data)
        if not 7 <= shift <= 16 or mini_shift > shift:
            raise refusal("ledger_unreadable")
        self._data, self._size, self._mini_size = data, 1 << shift, 1 << mini_shift
        self._table = _numbers(b"".join(map(self._sector, self._table_sectors(more_numbers))))
        self._mini_start = _LAST_REAL
        self._entries = dict(self._directory(self._chain(directory)))
        self._mini_table = _numbers(self._chain(mini_table))
        self._mini_stream = self._chain(self._mini_start)

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """A stream's bytes. Raises BadInput where its chain is broken."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        step = self._mini_size
        pieces = (self._mini_stream[n * step : (n + 1) * step] for n in _follow(start, self._mini_table))
        return b"".join(pieces)[:size]

    def _table_sectors(self, more: int) -> Iterator[int]:
        """The sectors that hold the allocation table: 109 in the header, the others in a chain of their own."""
        numbers = _numbers(self._data[_FIRST_NUMBERS])
        for _ in range(len(self._data) // self._size + 1):
            yield from (number for number in numbers if number < _LAST_REAL)
            if more >= _LAST_REAL:
                return
            *found, more = _numbers(self._sector(more))
            numbers = tuple(found)

    def _directory(self, content: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for name, length, kind, start, size in _ENTRY.iter_unpack(content):
            if kind == _ROOT:
                self._mini_start = start  # the root's own stream holds all the short ones
            elif kind:
                yield name[: max(length - 2, 0)].decode("utf-16-le"), (start, size)

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(start, self._table)))


def _follow(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sector numbers from a start on; a chain longer than its table runs in a circle."""
    for _ in range(len(table) + 1):
        if start >= _LAST_REAL:
            return
        if start >= len(table):
            break
        yield start
        start = table[start]
    raise refusal("ledger_unreadable")


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
