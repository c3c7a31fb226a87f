"""What happened to the passwords of accounts, in sentences: for the one whose account it is, and for the audit."""

from datetime import datetime
from typing import Any

from caseflow.domain.city import OneTime
from caseflow.domain.event import Event
from caseflow.domain.one_time import waits
from caseflow.services.showing import event_in_words
from caseflow.services.sign_in_audit import PERSON, own_account
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import office_time
from caseflow.words.say import say


def row(event: Event) -> dict[str, Any]:
    """One event as tables show it: when, whose account, what was done by whom."""
    whose = here.names().called(event.stream.removeprefix(PERSON))
    return {"at": time_of(event), "whose": whose, "what": event_in_words(here.names(), event)}


def time_of(event: Event) -> str:
    """The server's time of an event as the office writes it."""
    return office_time(datetime.fromisoformat(str(event.at)))


def who_reset(work: Work) -> list[str]:
    """Who gave whoever is signed in the one-time password they used, and who released it; nothing where none was."""
    one = _one_time(work)
    if one is None or not one.used:
        return []
    events = own_account(work)
    given = next(event for event in events if event.type in ("give_password", "set_password"))
    released = next((event for event in events if event.type == "release_password"), None)
    found = [say("password.reset", _facts(given))]
    if one.released_by and released:
        found.append(say("password.was_released", _facts(released)))
    return [*found, say("password.not_asked", {})]


def who_would_reset(work: Work) -> str | None:
    """Who gave them one that waits for its release, while their own password is still good."""
    person = work.city.people.get(work.actor.code)
    if person is None or not waits(work.city, person, work.day):
        return None
    given = next(event for event in own_account(work) if event.type == "give_password")
    return say("password.reset_waits", _facts(given))


def _one_time(work: Work) -> OneTime | None:
    person = work.city.people.get(work.actor.code)
    return person.one_time if person else None


def _facts(event: Event) -> dict[str, str | None]:
    return {"who": here.names().called(event.actor), "at": time_of(event)}
