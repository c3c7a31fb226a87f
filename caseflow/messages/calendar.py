"""A calendar feed (RFC 5545): the days on which somebody's duties end, and of each only the number and the act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from caseflow.words.say import say, term

AGAIN = timedelta(hours=1)
"""How often a calendar is asked to look again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty: a name that stays the same as long as it is owed, what it is about, what is owed by term, and when."""

    uid: str
    number: str
    word: str
    opened_on: date
    due: date
    provisional: bool


def feed(entries: Iterable[Entry], language: str) -> bytes:
    """The feed; equal entries make equal bytes."""
    made = Calendar()
    made.add("prodid", "-//caseflow//duties//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say("feed.name", {}, language))
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for one in entries:
        made.add_component(_event(one, language))
    return bytes(made.to_ical())


def _event(one: Entry, language: str) -> Event:
    facts = {"number": one.number, "what": term(one.word, language)}
    made = Event()
    made.add("uid", one.uid)
    made.add("dtstamp", datetime.combine(one.opened_on, time.min, UTC))
    made.add("dtstart", one.due)
    made.add("summary", say("feed.provisional" if one.provisional else "feed.entry", facts, language))
    made.add("status", "TENTATIVE" if one.provisional else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    return made
