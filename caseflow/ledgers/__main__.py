"""The process in which `apart` has a ledger read: MEMORY (MB) and SECONDS as arguments, pickles in and out."""

import pickle
import resource
import sys
from typing import Any

from caseflow.domain.errors import BadInput, Reason
from caseflow.ledgers.ledger import Ledger
from caseflow.ledgers.reading import read

MEGABYTE = 2**20
TOO_MUCH = 3


def main() -> int:
    """Reads one ledger within the bounds; exit code 0 with the ledger or the reasons against it on stdout."""
    memory, seconds = (int(argument) for argument in sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data, asked = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own server
    try:
        pickle.dump(_answer(data, asked), sys.stdout.buffer)
    except MemoryError:
        return TOO_MUCH
    return 0


def _answer(data: bytes, asked: dict[str, Any]) -> Ledger[Any] | tuple[Reason, ...]:
    try:
        ledger: Ledger[Any] = read(data, **asked)
    except BadInput as refused:
        return refused.reasons
    return ledger


if __name__ == "__main__":
    sys.exit(main())
