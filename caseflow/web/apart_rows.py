"""What the pages of referrals and clues have in common: rows of the home, the course of one, who reads what."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from caseflow.domain.event import Event
from caseflow.services.apart import Told
from caseflow.services.waiting_apart import REFERRAL, awaiting_apart
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.case_lines import left_until
from caseflow.words.say import say, term


def awaited_apart(work: Work) -> list[dict[str, Any]]:
    """What referrals and clues ask of this reader, for their home alone."""
    return [
        {
            "word": term(f"apart.{one.step}"),
            "name": one.name if one.kind == REFERRAL else say("clue.numbered", {"number": one.name}),
            "href": url_for("referrals.referral", code=one.name)
            if one.kind == REFERRAL
            else url_for("clues.clue", code=one.name),
            "due": one.due,
            "left": left_until(work.calendar, work.day, one.due) if one.due else None,
        }
        for one in awaiting_apart(work, here.sealed())
    ]


def course(told: Told, hidden: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """What happened, the newest first, without the types that this reader is not told of."""
    return [
        _line(event, told.of_event.get(event.n, {}))
        for event in reversed(told.events)
        if event.type not in hidden
    ]


def _line(event: Event, words: Mapping[str, str]) -> dict[str, Any]:
    names = here.names()
    facts: dict[str, Any] = {**event.data, "who": names.called(event.actor)}
    if event.type == "hand_clue":
        facts["to"] = names.called(event.data["to"])
    shown = ("reason", "refusal", "plan", "outcome")
    notes = [text for name, text in words.items() if name in shown or name.startswith("words")]
    return {"day": event.day, "text": say(f"referral_event.{event.type}", facts), "notes": notes}
