"""Pending: everything that waits for somebody, wherever it stems from, in one list.

Home, the count in the navigation, digests, messages about dates and the calendar feed all read it.
"""

from collections.abc import Iterable
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.domain.seats import COORDINATOR
from caseflow.services.attending import CIRCULAR, MEETING, PLAN, STREAMS, Asked, asked, standing
from caseflow.services.convening import held_meeting
from caseflow.services.owing import Duty, duties, waits
from caseflow.services.work import Work
from caseflow.words.say import say

Pending = Duty | Asked
"""One thing somebody owes: on a case, or asked by a meeting, a circular or an implementation plan."""


def pending(work: Work) -> list[Pending]:
    """Everything the actor owes, the most urgent first, what has no date last."""
    found: list[Pending] = [*duties(work), *asked(work)]
    return sorted(found, key=lambda one: one.due or date.max)


def pressing(work: Work, found: Iterable[Pending]) -> list[Pending]:
    """Those that count today: undated, late, or due within the days in which a light turns yellow.

    What a suspension has stopped presses nobody.
    """
    near = work.day.toordinal() + work.book.number("light.near")
    running = (one for one in found if one.stopped_on is None)
    return [one for one in running if one.due is None or one.due.toordinal() <= near]


def awaited(work: Work) -> list[Pending]:
    """What the actor waits for from others; for the office also what units let pass beside their cases."""
    found: list[Pending] = list(waits(work))
    if may_ever(work.actor, Action.REVIEW_PLAN, work.city):
        late = (one for one in standing(work) if one.due and one.due < work.day)
        found += [one for one in late if one.who != COORDINATOR]
    return sorted(found, key=lambda one: one.due or date.max)


def called(work: Work, about: str, language: str | None = None) -> str:
    """What a case or whatever else a message is about is called outside: number, month or name, and no typed word."""
    for kind, start in STREAMS.items():
        if about.startswith(start):
            name = about.removeprefix(start)
            facts = {"month": name} if kind == CIRCULAR else {"inspection": name.partition("/")[0]}
            return say("circular.file" if kind == CIRCULAR else "plan.called", facts, language)
    if about.startswith(MEETING):
        name = about.removeprefix(MEETING)
        meeting = held_meeting(work, name)
        kind = f"meeting.{meeting.kind}" if meeting else ""
        return say("meeting.called", {"kind": kind, "name": name}, language)
    return about.partition("/")[2]


def path_to(about: str) -> str:
    """The page of what a message is about."""
    if about.startswith(MEETING):
        return f"/meetings/{about.removeprefix(MEETING)}"
    if about.startswith(STREAMS[CIRCULAR]):
        return f"/rounds/{about.removeprefix(STREAMS[CIRCULAR])}/circular"
    if about.startswith(STREAMS[PLAN]):
        inspection, _, unit = about.removeprefix(STREAMS[PLAN]).partition("/")
        return f"/plans/{inspection}:{unit}"
    return f"/cases/{about}"
