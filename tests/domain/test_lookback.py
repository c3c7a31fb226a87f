"""A look-back is drawn by seed and lots alone: anybody draws the same, no other sample folds, more lots draw more."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from caseflow.domain import lookback
from caseflow.domain.event import Event
from caseflow.domain.lookback import Candidate, drawn, sizes

FRAME = [Candidate(f"SP2022/{n}", "task.tiexi" if n % 2 else "task.tiedong", 1 + n % 3) for n in range(20)]


def by_hand(seed: str, take: dict[str, int]) -> tuple[str, ...]:
    """The same from the words of docs/record.md, without our code."""
    places = [
        (one.stratum, sha256(f"{seed}\n{one.key}\n{lot}".encode()).hexdigest(), one.key)
        for one in FRAME
        for lot in range(1, one.lots + 1)
    ]
    found: set[str] = set()
    for stratum, n in take.items():
        order = dict.fromkeys(key for of, _, key in sorted(places) if of == stratum)
        found.update(list(order)[:n])
    return tuple(sorted(found))


@pytest.mark.parametrize("seed", ["0", "5eed", "另一"])
def test_anybody_draws_the_same_from_the_seed(seed: str) -> None:
    take = {"task.tiexi": 3, "task.tiedong": 2}
    assert drawn(seed, FRAME, take) == drawn(seed, reversed(FRAME), take) == by_hand(seed, take)
    assert len(drawn(seed, FRAME, take)) == 5


def test_each_stratum_gives_its_share_rounded_up_and_at_least_the_least() -> None:
    frame = [Candidate(str(n), "a" if n < 21 else "b", 1) for n in range(23)]
    assert sizes(frame, 10, 1) == {"a": 3, "b": 1}
    assert sizes(frame, 10, 4) == {"a": 4, "b": 2}


def test_more_lots_are_drawn_more_often() -> None:
    frame = [Candidate("heavy", "a", 6), *(Candidate(f"light{n}", "a", 1) for n in range(6))]
    first = [drawn(str(seed), frame, {"a": 1})[0] for seed in range(600)]
    assert 240 < first.count("heavy") < 360  # half of all lots


def told(**data: Any) -> Event:
    frame = [[one.key, one.stratum, one.lots] for one in FRAME]
    take = [["task.tiexi", 3], ["task.tiedong", 2]]
    whole = {"seed": "5eed", "frame": frame, "take": take, "sample": list(by_hand("5eed", dict(take)))} | data
    return Event("lookback/2023-1", 0, "draw_look_back", "p1", "inspector/jwjw", date(2023, 10, 20), whole)


def test_a_sample_that_the_seed_does_not_draw_is_out_of_place() -> None:
    found = lookback.fold([told()])
    assert found is not None
    assert (found.name, found.sample) == ("2023-1", by_hand("5eed", dict(found.take)))
    for data in (
        {"seed": "chosen"},
        {"sample": list(found.sample[1:])},
        {"sample": [one.key for one in FRAME[:5]]},
    ):
        with pytest.raises(ValueError, match="not what its seed draws"):
            lookback.fold([told(**data)])
    with pytest.raises(ValueError, match="not what its seed draws"):
        lookback.fold([told(), told()])
