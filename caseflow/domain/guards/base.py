"""How guards are written and asked: a generator of unmet reasons, found by its name in the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caseflow.domain.case import Case
from caseflow.domain.errors import Fact, Reason
from caseflow.domain.moment import Moment

Unmet = Iterator[Reason]
Guard = Callable[[Case, Moment], Unmet]
GUARDS: dict[str, Guard] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """One guard's answer: met where `unmet` is empty."""

    guard: str
    unmet: tuple[Reason, ...]


def guard(function: Guard) -> Guard:
    """Registers a guard under its function's name."""
    name = function.__name__
    if name in GUARDS:
        raise ValueError(f"two guards are called {name}")
    GUARDS[name] = function
    return function


def no(code: str, turn: str | None = None, **facts: Fact) -> Reason:
    """An unmet condition `guard.<code>`; `turn` is the unit or post that can mend it."""
    return Reason(f"guard.{code}", {"turn": turn, **facts})


def ask(names: tuple[str, ...], case: Case, moment: Moment) -> tuple[Answer, ...]:
    """Every guard's answer, in the table's order."""
    return tuple(Answer(name, tuple(GUARDS[name](case, moment))) for name in names)
