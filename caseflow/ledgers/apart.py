"""Reads a stranger's ledger in a process of its own with limits on memory and time; the server's are not at stake.

What a file takes cannot be told before it is laid out: an .ods of one kilobyte may repeat one row 200,000 times.
"""

import io
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseflow.domain.errors import BadInput, Reason
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.ledger import Ledger, Vocabulary
from caseflow.ledgers.messages import refusal

OURS = ("caseflow.ledgers.", "caseflow.domain.")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the other process may take: `memory` in MB of address space, `seconds` of processor time."""

    memory: int = 1024
    seconds: int = 60


BOUNDS = Bounds()
"""Room for the largest ledger of the contract (docs/performance.md): 670 MB and 16 s for 190,000 petitions."""
PATIENCE = 10
"""How many times its processor time it may last by the clock, on a machine with other things to do."""


def read_apart(
    data: bytes,
    *,
    sheet: str | None,
    kind: Layout,
    include_hidden: bool,
    rules: Vocabulary,
    takeover: bool = False,
    bounds: Bounds = BOUNDS,
) -> Ledger[Any]:
    """The ledger in a file's bytes, as `reading.read` gives it. Raises BadInput as it does, and beyond the bounds."""
    asked = {"sheet": sheet, "kind": kind, "include_hidden": include_hidden, "rules": rules.folded()}
    asked["takeover"] = takeover
    command = [sys.executable, "-I", "-m", "caseflow.ledgers", str(bounds.memory), str(bounds.seconds)]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the file is its input, never an argument
            command,
            input=pickle.dumps((data, asked)),
            capture_output=True,
            timeout=bounds.seconds * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refusal("ledger_needs_too_much") from None
    if done.returncode:
        raise refusal("ledger_needs_too_much")
    answer: Ledger[Any] | Sequence[Reason] = _Answer(io.BytesIO(done.stdout)).load()
    if isinstance(answer, Ledger):
        return answer
    raise BadInput(*answer)


class _Answer(pickle.Unpickler):
    """Takes facts and nothing else: whoever got hold of the other process gets no further."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(OURS) or (module, name) == ("datetime", "date"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no fact")
