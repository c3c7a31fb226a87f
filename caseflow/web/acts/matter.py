"""What stands beside a form: the case in a few lines, and the words of what is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.turn import whose_turn
from caseflow.services.access import moment
from caseflow.services.naming import in_words
from caseflow.services.outside_words import state_in_words
from caseflow.services.streams import events_of
from caseflow.services.withholding import seen_of, seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.day_links import day_link
from caseflow.web.speaking import gettext
from caseflow.words.say import day_in_words

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """A panel of facts: its title, and rows as `facts` of parts/page.html takes them."""

    title: str
    rows: list[Row]


def row(label: str, value: str | None, note: str = "", href: str = "") -> Row:
    """One fact; without a value it is not shown. `href` is where a date explains itself."""
    return {"term": label, "value": value or "", "note": note, "href": href}


def matter(title: str, *rows: Row) -> dict[str, Matter]:
    """What `show` answers for a page that judges one thing."""
    return {"matter": Matter(title, list(rows))}


def about(work: Work, case: Case) -> Matter:
    """The case as whoever acts must know it."""
    names, words, parties = here.names(), seen_of(work, case), case.parties
    moved = case.due.first != case.due.day and case.due.first is not None
    first = gettext("原时限 %(day)s") % {"day": case.due.first} if moved else ""
    rows = [
        row(gettext("环节"), state_in_words(case)),
        row(gettext("现在轮到"), *in_words(names, whose_turn(case, moment(work, case)))),
        row(
            gettext("整改时限"),
            day_in_words(case.due.day) if case.due.day else None,
            first,
            day_link(case, RECTIFY),
        ),
        row(gettext("问题"), words.get("problem")),
        row(gettext("整改目标"), words.get("goal")),
        row(gettext("责任主体"), names.called(parties.locality)),
        row(gettext("牵头部门"), names.called(parties.lead_unit)),
        row(gettext("责任单位"), called(parties.responsible)),
        row(gettext("验收单位"), names.called(parties.acceptance_unit)),
    ]
    return Matter(gettext("本件"), rows)


def called(codes: Iterable[str]) -> str:
    """Units or people by name, in a row."""
    return "、".join(here.names().called(code) or code for code in codes)


def told(work: Work, case: Case, *types: str) -> list[dict[str, str]]:
    """The words that came with each event of these types, oldest first: the n-th objection's, the n-th proposal's."""
    events = [event for event in events_of(work.session, case.stream) if event.type in types]
    words = seen_texts(work, (digest for event in events for digest in event.texts.values()))
    return [
        {name: words[digest] for name, digest in event.texts.items() if digest in words} for event in events
    ]
