"""Walks the log row by row and names every place where it is not what was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from caseflow.proof.leaf import BadLeaf, decode, leaf_hash


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the event table, as the database gave it."""

    seq: int
    stream: str
    stream_seq: int
    leaf: bytes
    leaf_hash: bytes

    @property
    def is_typed(self) -> bool:
        """Whether each column is of its kind; SQLite keeps whatever it is given."""
        kinds = (
            type(self.seq),
            type(self.stream),
            type(self.stream_seq),
            type(self.leaf),
            type(self.leaf_hash),
        )
        return kinds == (int, str, int, bytes, bytes)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: a stable code, the place (`event 17`, `case/…`), and the facts its sentence names."""

    code: str
    where: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Chain:
    """Checks rows handed to it in order of `seq`; `heads` is then each stream's last number and leaf hash.

    `log` is the log's name where the caller knows it, else the first leaf says it.
    """

    log: str | None = None
    size: int = 0
    last_at: str = ""
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def walk(self, rows: Iterable[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
        """Yields each row whose leaf can be read, with its fields; faults gather in `faults`."""
        for row in rows:
            if not row.is_typed:
                self._fault("leaf_unreadable", row, what="kind of a column")
                continue
            if row.seq != self.size:
                self._fault("event_missing", row, expected=self.size)
            self.size = row.seq + 1
            if leaf_hash(row.leaf) != row.leaf_hash:
                self._fault("leaf_changed", row)
            try:
                fields = decode(row.leaf)
            except BadLeaf as wrong:
                self._fault("leaf_unreadable", row, what=str(wrong))
                self.heads[row.stream] = (row.stream_seq, row.leaf_hash)
                continue
            self._check_place(row, fields)
            yield row, fields

    def _check_place(self, row: Row, fields: dict[str, Any]) -> None:
        self.log = self.log or fields["log"]
        if fields["log"] != self.log:
            self._fault("other_log", row)
        if (fields["stream"], fields["n"]) != (row.stream, row.stream_seq):
            self._fault("row_mislabelled", row)
        number, head = self.heads.get(row.stream, (-1, b""))
        if row.stream_seq != number + 1:
            self._fault("stream_gap", row, stream=row.stream, expected=number + 1)
        if fields["prev"] != (head.hex() or None):
            self._fault("chain_broken", row, stream=row.stream)
        if fields["at"] < self.last_at:
            self._fault("time_backwards", row)
        self.last_at = max(self.last_at, fields["at"])
        self.heads[row.stream] = (row.stream_seq, row.leaf_hash)

    def _fault(self, code: str, row: Row, **facts: str | int) -> None:
        self.faults.append(Fault(code, f"event {row.seq}", facts))
