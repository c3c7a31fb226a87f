"""A case as one line of a list, judged on the day: what home, lists and rounds show of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.days import workdays_between
from caseflow.domain.lifecycle import STEP
from caseflow.domain.light import judge
from caseflow.domain.overdue import OFF_THE_LISTS, is_listed_overdue, overdue_days
from caseflow.domain.terms import State, Step
from caseflow.domain.turn import whose_turn
from caseflow.services.access import hold_cases, moment
from caseflow.services.naming import in_words
from caseflow.services.outside_words import state_in_words
from caseflow.services.owing import is_own
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.day_links import day_link
from caseflow.web.lights import causes_in_a_line, in_a_line, word_of
from caseflow.words.say import term


@dataclass(frozen=True, slots=True)
class Left:
    """How long there is still: `days` working days (calendar days where `plain`), or how many days over when `late`."""

    days: int
    late: bool = False
    plain: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows, in words; `light` is a code, `left` None where no limit runs.

    `why` says the light, `cause` the same without its rulebook.
    `explained` is where the rectification date explains itself.
    `turn` is whoever has to act, or why nobody has; `turn_note` why it is theirs, where that needs saying.
    """

    key: str
    number: str
    title: str
    href: str
    kind: str
    light: str
    light_word: str | None
    why: str
    cause: str
    state: str
    reached: int
    waiting: bool
    progress: str
    confirmed: str
    due: date | None
    explained: str
    left: Left | None
    locality: str | None
    lead: str | None
    turn: str
    turn_note: str
    mine: bool


def lines(work: Work, cases: Sequence[Case]) -> list[Line]:
    """The lines of these cases, in their order."""
    titles = titles_of(work, cases)
    hold_cases(work, (part for case in cases for part in case.links.parts))
    return [_line(work, case, titles[case.key]) for case in cases]


def titles_of(work: Work, cases: Iterable[Case]) -> dict[str, str]:
    """Titles by key; one that was erased is empty."""
    digests = {case.key: case.texts.get("title", "") for case in cases}
    words = seen_texts(work, digests.values())
    return {key: words.get(digest, "") for key, digest in digests.items()}


def left_until(calendar: Calendar, today: date, due: date) -> Left:
    """How long until a day, in working days; in calendar days where only days off lie between."""
    if due < today:
        return Left((today - due).days, late=True)
    workdays = workdays_between(calendar, today, due)
    through = calendar.published_through
    guessed = through is None or due > through
    return Left(workdays, provisional=guessed) if workdays else Left((due - today).days, plain=True)


def _line(work: Work, case: Case, title: str) -> Line:
    names, parties, turn = here.names(), case.parties, whose_turn(case, moment(work, case))
    who, why_turn = in_words(names, turn)
    judged = judge(case, work.book, work.day)
    return Line(
        key=case.key,
        number=case.number,
        title=title,
        href=case_address(case),
        kind=term(f"kind.{case.kind}"),
        light=judged.light or "none",
        light_word=word_of(judged),
        why=in_a_line(judged),
        cause=causes_in_a_line(judged),
        state=state_in_words(case),
        reached=_reached(work, case),
        waiting=case.state is State.AWAITING_NOTICE,
        progress=term(f"progress.{case.progress}"),
        confirmed=term(f"progress.{case.confirmed_progress}"),
        due=case.due.day,
        explained=day_link(case, RECTIFY),
        left=_left(work, case),
        locality=names.called(parties.locality),
        lead=names.called(parties.lead_unit),
        turn=who,
        turn_note=why_turn,
        mine=turn.who is not None and is_own(work, turn.who),
    )


def _left(work: Work, case: Case) -> Left | None:
    """Nothing where the date no longer runs: closed, merged, or shielded by a timely application."""
    if case.due.day is None or case.state in OFF_THE_LISTS:
        return None
    if is_listed_overdue(case, work.day):
        return Left(overdue_days(case, work.day), late=True)
    return None if case.due.day < work.day else left_until(work.calendar, work.day, case.due.day)


def _reached(work: Work, case: Case) -> int:
    """How many of the six bars are filled, in the order of steps in force for the case; 0 for a merged one."""
    order = case.order or tuple(Step(code) for code in work.book.codes("steps.order"))
    match case.state:
        case State.MERGED:
            return 0
        case State.CLOSED:
            return 3 + len(Step)
        case State.FILED | State.RECTIFYING:
            return 1 + (case.state is State.RECTIFYING)
        case _:
            step = STEP[case.state]
            return 3 + (order.index(step) if step in order else len(Step) - 1)
