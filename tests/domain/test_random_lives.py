"""Thousands of random but lawful steps: whatever people do in whatever order, no promise is broken.

`make steps` takes two million of them; see docs/testing.md.
"""

import pytest

from caseflow.domain.terms import Kind, State
from tests.domain.makers import ORDERS
from tests.domain.random_life import STEPS, Life


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ">".join(order))
def test_no_lawful_life_breaks_a_promise(order, kind):
    lives = [Life(seed, order, kind) for seed in range(8)]
    for life in lives:
        life.live()
    assert set[State]().union(*(life.seen for life in lives)) >= set(State) - (
        {State.MERGED} if kind is Kind.TASK else set()
    )
    assert sum(life.moves for life in lives) > 500
    assert any(life.case.closed_before for life in lives)


def test_a_life_folded_up_to_any_day_is_what_was_known_then():
    life, known = Life(7, ORDERS[0], Kind.PETITION), {}
    for _ in range(STEPS):
        life.step()
        known[life.story.day] = life.case
    for day, case in known.items():
        assert life.story.as_of(day) == case
