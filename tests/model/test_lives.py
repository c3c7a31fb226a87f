"""Generated lives on both databases and under the three published orders: no promise of `invariants` is broken.

On every commit 6 seeds an order on SQLite, each a city of five cases and fifty steps a case, and a few more where
some row of the table or some guard was not met by then; a sixth of them on PostgreSQL. `make model` lives all of
many more on both. A failure shows the promise, the seed and the steps; `MODEL_SEED=<n>` lives that one again.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseflow.domain import case as cases
from caseflow.domain.actor import CLOCK
from caseflow.domain.guards import GUARDS
from caseflow.domain.lifecycle import TRIGGERS
from caseflow.domain.light import judge
from caseflow.domain.obligations import obligations
from caseflow.domain.overdue import is_overdue
from caseflow.domain.turn import whose_turn
from caseflow.services.streams import all_events
from caseflow.services.verifying import verify
from caseflow.store.files import Files
from caseflow.transaction import looking
from tests.model.cast import ORDERS
from tests.model.choosing import live
from tests.model.invariants import in_order, numbered_once
from tests.model.life import Life, Tally
from tests.model.town import Town, town

SEED = os.environ.get("MODEL_SEED")
FULL = "MODEL_LIVES" in os.environ
LIVES = int(os.environ.get("MODEL_LIVES", "6"))
RARE = (18,)
"""Lived first: seeds that meet what few others do, here the opinion of a further lead unit that is missing."""
MORE = 14
"""How many more seeds may be lived until everything was met."""
FEWER = 6
"""Of how many seeds one is lived on PostgreSQL too, where not all are; it costs two to three times as much there."""
CLAIMED = 3
"""Into how many states at least some case is taken over, as a ledger says."""
SECOND_LOCKS = frozenset({"signatures_stand"})
"""Guards behind another: where signing lies behind no service changes the dossier (`tests/domain` asks them)."""


@pytest.fixture
def a_town(database_url: str) -> Iterator[Town]:
    """The peopled city on the day before its first case."""
    with town(database_url) as opened:
        yield opened


def test_no_life_breaks_a_promise_and_every_row_and_guard_is_met(a_town: Town, tmp_path: Path) -> None:
    tally, seeds, kind = Tally(), 0, a_town.engine.dialect.name
    whole = FULL or kind == "sqlite"
    wanted, most = (LIVES, LIVES + MORE) if whole else (LIVES // FEWER, LIVES // FEWER)
    for seed in [int(SEED)] if SEED else [*RARE, *(seed for seed in range(most) if seed not in RARE)][:most]:
        if seeds >= wanted and not missed(tally):
            break
        for order in ORDERS:
            life = Life(a_town, Files(tmp_path / "files", 1024), order, seed, tally)
            live(life)
            ends_well(life)
        seeds += 1
    done, refused = tally.done.total(), tally.refused.total()
    sys.stdout.write(f"{kind}: {seeds} seeds of {len(ORDERS)} orders, {done} acts done, {refused} refused\n")
    if whole and not SEED:
        assert missed(tally) == []


def missed(tally: Tally) -> list[str]:
    """The rows that never happened, the guards that never stood in the way, and whether too few states were claimed."""
    claimed = {"take_over"} if len(tally.claimed) < CLAIMED else set()
    return sorted({*TRIGGERS} - {*tally.rows} | {*GUARDS} - {*tally.guards} - SECOND_LOCKS | claimed)


def ends_well(life: Life) -> None:
    """The log is whole and in order, and every case can be judged as of every day of its past."""
    with looking(life.town.engine) as session:
        report = verify(session, life.files)
        events = list(all_events(session))
    life.must(report.result == "verified", f"the record verifies: {report.faults}")
    in_order(events)
    numbered_once(events)
    past: dict[str, cases.Case] = {}
    for event, later in zip(events, [*events[1:], None], strict=True):
        if event.stream.startswith("case/"):
            key = event.stream.removeprefix("case/")
            past[key] = cases.apply(past.get(key), event)
        if later is None or later.day != event.day:
            for case in past.values():
                judge(case, life.rules, event.day)
                obligations(case)
                whose_turn(case, life.now(case, CLOCK))
                is_overdue(case, event.day)
    life.must(past == life.cases, "folding again makes the same cases")
