"""What whoever is signed in must do, read once a look: home lists it, the navigation counts it."""

from flask import g

from caseflow.services.pending import Pending, pending, pressing
from caseflow.services.work import Work


def todo(work: Work) -> list[Pending]:
    """Everything owed, the most urgent first."""
    if "todo" not in g or g.todo[0] is not work:
        g.todo = work, pending(work)
    found: list[Pending] = g.todo[1]
    return found


def count(work: Work) -> tuple[int, bool]:
    """How much of it counts today, and whether something is due or late."""
    found = pressing(work, todo(work))
    return len(found), any(duty.due and duty.due <= work.day for duty in found)
