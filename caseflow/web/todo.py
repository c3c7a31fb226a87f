"""What whoever is signed in must do, read once a look: home lists it, the navigation counts it."""

from datetime import date

from flask import g

from caseflow.services.attending import Asked, asked
from caseflow.services.owing import Duty, duties, pressing
from caseflow.services.work import Work


def todo(work: Work) -> list[Duty | Asked]:
    """Everything owed on cases and asked by meetings, the most urgent first."""
    if "todo" not in g or g.todo[0] is not work:
        all_: list[Duty | Asked] = [*duties(work), *asked(work)]
        g.todo = work, sorted(all_, key=lambda one: one.due or date.max)
    found: list[Duty | Asked] = g.todo[1]
    return found


def count(work: Work) -> tuple[int, bool]:
    """How much of it counts today, and whether something is due or late."""
    found = pressing(work, todo(work))
    return len(found), any(duty.due and duty.due <= work.day for duty in found)
