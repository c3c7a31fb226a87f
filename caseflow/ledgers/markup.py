"""XML of a stranger, streamed: no document type, no entities, nothing outside is fetched."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from caseflow.ledgers.messages import refusal

Attributes = Mapping[str, str]
Start = Callable[[Attributes], None]
_CHUNK = 1 << 18


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


class _Handlers(dict[str, Start]):
    """The handlers by prefixed name, each looked up once: names come by the million."""

    def __init__(self, starts: Mapping[str, Start]) -> None:
        self._starts = starts

    def __missing__(self, name: str) -> Start:
        self[name] = self._starts.get(local(name), _ignore)
        return self[name]


def _ignore(_: Attributes) -> None:
    """An element of no interest."""


def stream(source: IO[bytes], starts: Mapping[str, Start]) -> None:
    """Calls the handler of each element by local name. Raises BadInput where the XML is broken or has a DTD."""
    parser = expat.ParserCreate()
    handlers = _Handlers(starts)
    parser.StartElementHandler = lambda name, attributes: handlers[name](attributes)
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    # The last two: an attribute or encoding there is none of, a number that is none.
    except (expat.ExpatError, LookupError, ValueError) as broken:
        raise refusal("ledger_unreadable") from broken


def _no_doctype(*_: object) -> None:
    raise refusal("ledger_unreadable")
