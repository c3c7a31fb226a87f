"""The attacks by name; each stands in a folder `<name>_fail` whose `expect.txt` names every fault that must be told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.proof.attacks.world import POLICY

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Attempt:
    """What an inspector is handed, and what they bring themselves."""

    data: bytes
    policy: bytes | None = POLICY
    held: bytes | None = None


ATTACKS: dict[str, Callable[[], Attempt]] = {}


def attack(name: str) -> Callable[[Callable[[], Attempt | bytes]], Callable[[], Attempt | bytes]]:
    """Names an attack; what it returns is the bundle, or what is handed over with it."""

    def put(function: Callable[[], Attempt | bytes]) -> Callable[[], Attempt | bytes]:
        if name in ATTACKS:
            raise ValueError(f"two attacks {name}")
        ATTACKS[name] = lambda: _attempt(function())
        return function

    return put


def expected(name: str) -> set[str]:
    """The codes that must be told, no more and no fewer."""
    return set((FOLDER / f"{name}_fail" / "expect.txt").read_text().split())


def _attempt(made: Attempt | bytes) -> Attempt:
    return Attempt(made) if isinstance(made, bytes) else made
