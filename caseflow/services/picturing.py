"""One case with everything its page shows: as it stands now, or as it stood at the end of a past office day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.papers import length_without_drafts, without_drafts
from caseflow.domain.city import City
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.permissions import can
from caseflow.domain.rulebook import Rulebook
from caseflow.services.access import held_case, hold_cases
from caseflow.services.naming import Names
from caseflow.services.streams import events_of
from caseflow.services.viewing import look
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Picture:
    """A case on a day, judged by the rulebook and calendar known by then, with the names then borne.

    `events` are the case's own, oldest first; `words` every text of them as the actor may see it, the inspection's name
    and the document numbers of the yearly calendars, by digest; `others` the cases it is linked with, by key.
    """

    case: Case
    day: date
    city: City
    rules: Rulebook
    calendar: Calendar
    names: Names
    events: tuple[Event, ...]
    words: Mapping[str, str]
    others: Mapping[str, Case]

    def text(self, name: str) -> str:
        """The words that then stood under a name of the case; "" for none, or where they were erased."""
        return self.words.get(self.case.texts.get(name, ""), "")


def picture_now(work: Work, case: Case, names: Names) -> Picture:
    """The case as this work knows it, on the work's day, without drafts that are not the reader's to see.

    Whoever asks has been let in to the case.
    """
    keys = _linked(case)
    hold_cases(work, keys)
    others = {key: other for key in keys if (other := held_case(work, key))}
    case, events = _for_reader(work, case, events_of(work.session, case.stream))
    words = _words(work, case, events, work.city)
    return Picture(case, work.day, work.city, work.book, work.calendar, names, events, words, others)


def picture_on(work: Work, key: str, day: date) -> Picture:
    """The case at the end of a past day, from the events of that day and before alone; the reader is today's.

    Its texts are those the actor may see now; what was cleared since is shown. Raises NotYet where no city
    was open by then, Unknown where the case was not yet on file.
    """
    view = look(work.session, day)
    case = view.cases.get(key)
    if case is None:
        raise Unknown(Reason("case.not_filed_by", {"number": key.partition("/")[2], "day": day.isoformat()}))
    others = {key: view.cases[key] for key in _linked(case) if key in view.cases}
    past = [event for event in events_of(work.session, case.stream) if event.day <= day]
    case, events = _for_reader(work, case, past)
    words = _words(work, case, events, view.city)
    return Picture(case, day, view.city, view.rules, view.calendar, view.names, events, words, others)


def seen_length(work: Work, case: Case) -> int:
    """How many events of the case the reader may know of: what a form was looked at with."""
    return case.events if _sees_drafts(work, case) else length_without_drafts(case)


def named_to_reader(work: Work, keys: Iterable[str]) -> tuple[str, ...]:
    """Of the further cases a paper names those the reader may see; of the others not even how many there are."""
    held = ((key, held_case(work, key)) for key in keys)
    return tuple(
        key for key, case in held if case and can(work.actor, Action.VIEW, case, work.city, work.day)
    )


def _for_reader(work: Work, case: Case, events: Iterable[Event]) -> tuple[Case, tuple[Event, ...]]:
    if any(paper.cases for paper in case.papers):
        papers = (replace(one, cases=named_to_reader(work, one.cases)) for one in case.papers)
        case = replace(case, papers=tuple(papers))
    return (case, tuple(events)) if _sees_drafts(work, case) else without_drafts(case, events)


def _sees_drafts(work: Work, case: Case) -> bool:
    return bool(can(work.actor, Action.VIEW_DRAFTS, case, work.city, work.day))


def _linked(case: Case) -> list[str]:
    links = case.links
    alone = (links.part_of, links.merged_into, links.rebound_of, links.rebound_as)
    return [*filter(None, alone), *links.parts, *links.merged_from, *links.repeat_of]


def _words(work: Work, case: Case, events: Iterable[Event], city: City) -> dict[str, str]:
    of_events = (digest for event in events for digest in event.texts.values())
    notices = (year.notice for year in city.years.values())
    inspection = city.inspections.get(case.inspection)
    named = (inspection.name,) if inspection else ()
    return seen_texts(work, (*case.texts.values(), *of_events, *notices, *named))
