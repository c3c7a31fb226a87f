"""Cases folded before, by the head of their stream: equal heads are equal histories, so one fold serves again."""

from collections import OrderedDict
from threading import Lock

from caseflow.domain.case import Case

MOST = 2_000
"""How many folded cases one process keeps; about 10 kB each."""
_kept: OrderedDict[str, tuple[bytes, Case]] = OrderedDict()
_lock = Lock()


def known(stream: str, head: bytes) -> Case | None:
    """The case that a stream with this head makes, if it was folded before."""
    with _lock:
        kept = _kept.get(stream)
        if kept is None or kept[0] != head:
            return None
        _kept.move_to_end(stream)
        return kept[1]


def keep(stream: str, head: bytes, case: Case) -> None:
    """Keeps what a stream with this head makes. A head that never came to be committed is never asked for."""
    with _lock:
        _kept[stream] = head, case
        _kept.move_to_end(stream)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def forget() -> None:
    """Keeps nothing any more; what is asked for next is folded anew."""
    with _lock:
        _kept.clear()
