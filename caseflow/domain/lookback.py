"""A look-back (回头看) drawn from the closed cases: by a seed and lots, so that anybody can draw it again.

Each case has as many lots as the office's rulebook gave it that day. A lot's place is SHA-256 over seed, case and the
lot's number; of each stratum those cases are drawn whose best lot comes first. A case with twice the lots is twice as
likely to come first. No floating point, no library's generator: `sha256sum` is enough to check a draw.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from caseflow.domain.event import Event

RESULTS = ("holds", "rebound", "fake")
"""What a look-back finds: the rectification holds, the problem is back, or it was never rectified."""
ASKS: Mapping[str, str] = {"rebound": "rebound", "fake": "revocation"}
"""What a result that does not hold asks the heads for, as a finding does."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A closed case that could be drawn: by key, in which stratum, with how many lots."""

    key: str
    stratum: str
    lots: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """One draw, `<yyyy>-<n>`: the seed, everybody who could have been drawn, how many of each stratum, and who was."""

    name: str
    on: date
    by: str
    seed: str
    frame: tuple[Candidate, ...]
    take: Mapping[str, int]
    sample: tuple[str, ...]
    events: int = 1

    @property
    def stream(self) -> str:
        """The name of the stream that holds the draw."""
        return f"lookback/{self.name}"


def drawn(seed: str, frame: Iterable[Candidate], take: Mapping[str, int]) -> tuple[str, ...]:
    """The keys that this seed draws, so many of each stratum, in the order of their keys."""
    strata: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in frame:
        strata[one.stratum].append((_best(seed, one), one.key))
    return tuple(
        sorted(key for stratum, held in strata.items() for _, key in sorted(held)[: take.get(stratum, 0)])
    )


def sizes(frame: Iterable[Candidate], share: int, least: int) -> dict[str, int]:
    """How many of each stratum are drawn: so many percent, rounded up, at least `least`, at most all."""
    counted: defaultdict[str, int] = defaultdict(int)
    for one in frame:
        counted[one.stratum] += 1
    return {stratum: min(n, max(least, -(-n * share // 100))) for stratum, n in sorted(counted.items())}


def _best(seed: str, one: Candidate) -> str:
    lots = (f"{seed}\n{one.key}\n{lot}" for lot in range(1, one.lots + 1))
    return min(sha256(lot.encode()).hexdigest() for lot in lots)


def _draw(before: LookBack | None, event: Event) -> LookBack:
    """Raises ValueError where the sample is not what the seed draws: nobody chooses who is looked at."""
    data = event.data
    frame = tuple(Candidate(key, stratum, lots) for key, stratum, lots in data["frame"])
    take, sample = dict(data["take"]), tuple(data["sample"])
    if before or drawn(data["seed"], frame, take) != sample:
        raise ValueError(f"{event.stream} is not what its seed draws")
    name = event.stream.removeprefix("lookback/")
    return LookBack(name, event.day, event.actor, data["seed"], frame, take, sample)


HANDLERS = {"draw_look_back": _draw}


def apply(before: LookBack | None, event: Event) -> LookBack:
    """The draw after its event. Raises KeyError for a type nobody folds, ValueError out of place."""
    return replace(HANDLERS[event.type](before, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> LookBack | None:
    """The draw these events make; None for no events."""
    found: LookBack | None = None
    for event in events:
        found = apply(found, event)
    return found
