"""Many more lives than a commit lives: `python -m tests.domain.many_lives --steps 2000000 --start 0`.

Life number n is the same on every machine: order and kind follow from n, its dice from its seed. Every hundred
thousand steps a line tells how far it came, so that a run that was broken off goes on with `--start`.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from caseflow.domain.terms import Kind
from tests.domain.makers import ORDERS
from tests.domain.random_life import STEPS, Life

WAYS = tuple(product(ORDERS, Kind))
"""Each seed lives under every order, as a task and as a petition."""
TELL_EVERY = 100_000 // STEPS
"""Lives between two lines."""


def lived(number):
    """Life number `number`: how often its case was moved on, and what broke a promise, if anything."""
    seed, way = divmod(number, len(WAYS))
    life = Life(seed, *WAYS[way])
    try:
        life.live()
    except Exception as wrong:
        return life.moves, f"life {number}: {type(wrong).__name__}: {wrong}"
    return life.moves, None


def main():
    asked = argparse.ArgumentParser(
        description="Lives many random but lawful lives; exit 1 where one breaks a promise."
    )
    asked.add_argument("--steps", type=int, default=2_000_000, help="steps in all")
    asked.add_argument("--start", type=int, default=0, help="number of the first life")
    given = asked.parse_args()
    last = given.start + -(-given.steps // STEPS)
    moves, broken = 0, []
    with ProcessPoolExecutor() as pool:
        lives = pool.map(lived, range(given.start, last), chunksize=20)
        for number, (moved, wrong) in enumerate(lives, given.start):
            moves += moved
            broken += [wrong] if wrong else []
            if wrong or (number + 1 - given.start) % TELL_EVERY == 0 or number + 1 == last:
                done = (number + 1 - given.start) * STEPS
                sys.stdout.write(
                    f"{done} steps, {moves} rows of the table, next --start {number + 1} {wrong or ''}\n"
                )
                sys.stdout.flush()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
