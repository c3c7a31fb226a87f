"""Builds the demonstration city: opened, peopled and lived through by the same services people use."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import groupby

from sqlalchemy import Engine

from caseflow.clock import OFFICE_ZONE
from caseflow.demo.acts import Act, Post, Stage
from caseflow.demo.incidents import incident_acts
from caseflow.demo.laddering import paper_acts
from caseflow.demo.look_backs import look_back_acts
from caseflow.demo.meetings import meeting_acts
from caseflow.demo.months import month_acts
from caseflow.demo.outcomes import TASK, outcomes
from caseflow.demo.people import ADMINISTRATOR, CITY, PASSWORD, Somebody, cast, name_of
from caseflow.demo.petitions import INSPECTION, petition_acts, rebound_acts
from caseflow.demo.plans import plan_acts
from caseflow.demo.referrals import referral_acts
from caseflow.demo.tasks import PLANNED, filing_acts, number_of, task_acts
from caseflow.domain.actor import CLOCK, Actor, actor_on, command_line
from caseflow.domain.case import Case
from caseflow.domain.terms import Source, Tenure
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.units import shipped_units
from caseflow.services import appointing, peopling
from caseflow.services.delivering import hand_over
from caseflow.services.opening import add_units, force_rulebook, open_inspection, open_log, publish_calendar
from caseflow.services.streams import read_case
from caseflow.services.ticking import Counts, day_work, note_run
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work
from caseflow.store.files import Files
from caseflow.transaction import looking, working

FIRST = date(2022, 9, 7)
"""The day the inspectors came: the city is opened."""
PUBLISHED = {
    2023: date(2022, 12, 8),
    2024: date(2023, 10, 25),
    2025: date(2024, 11, 12),
    2026: date(2025, 11, 4),
}
"""On which day each later calendar year was announced; the years before stand from the first day."""
RULEBOOK = f"{CITY}/2023.1"
EARLY, OPENING, STEP = time(0, 5), time(8, 30), timedelta(seconds=20)
ACCOUNT = "demo"
LOG = f"{CITY}.demo"
"""The log's name, the same in every demonstration and in nothing else."""


def build(
    engine: Engine,
    store: Files,
    until: date,
    watch: Callable[[date], None] = lambda _: None,
    vault: Vault | None = None,
) -> None:
    """The city's whole life up to and including a day, in an empty and migrated database.

    `watch` is called when a day is over, with the clock still standing there. With `vault` something was referred.
    """
    _open(engine)
    acts: dict[date, list[Act]] = {}
    _plan(acts, (*petition_acts(store), *filing_acts(), *rebound_acts()))
    day = FIRST
    while day <= until:
        _live(engine, store, acts, day)
        if day == PLANNED and vault:
            _plan(acts, referral_acts(_tasks(engine), vault))
        watch(day)
        day += timedelta(days=1)
    with working(engine, CLOCK, instant(until, OPENING), until) as work:
        hand_over(work)  # what was told long ago is not told again


def instant(day: date, at: time) -> datetime:
    """A time of day in the office as an instant."""
    return datetime.combine(day, at, OFFICE_ZONE).astimezone(UTC)


def _live(engine: Engine, store: Files, acts: dict[date, list[Act]], day: date) -> None:
    """One office day: a new calendar and the clock's work first, then what people did, in the order of its stages."""
    if day in PUBLISHED.values():
        _publish(engine, day)
    with working(engine, CLOCK, instant(day, EARLY), day) as work:
        counts = Counts()
        counts.add(day_work(work))
        note_run(work.session, day, work, counts)
    if counts.proposed_papers:
        _plan(acts, paper_acts(engine, day))
    today = sorted(acts.pop(day, []), key=_order)
    early = [act for act in today if act.stage <= Stage.FILE]
    _perform(engine, day, early, 0)
    if day == PLANNED:
        _plan(acts, _of_the_plan(_tasks(engine), store))
        today += acts.pop(day, [])
    late = sorted((act for act in today if act.stage > Stage.FILE), key=_order)
    _perform(engine, day, late, len(early))


def _of_the_plan(cases: dict[str, Case], store: Files) -> Iterator[Act]:
    """Everything that follows from the city's plan."""
    yield from task_acts(cases, store)
    yield from plan_acts(cases, store)
    yield from meeting_acts(cases)
    yield from month_acts(cases)
    yield from incident_acts(cases)
    yield from look_back_acts()


def _perform(engine: Engine, day: date, acts: list[Act], before: int) -> None:
    """Acts of one person that follow one another are one piece of work."""
    for n, (post, group) in enumerate(groupby(acts, key=lambda act: act.post), before):
        with working(engine, CLOCK, instant(day, OPENING) + n * STEP, day) as work:
            work.actor = _holder(work, post)
            for act in group:
                act.do(work)


def _holder(work: Work, post: Post) -> Actor:
    people = work.city.holders(post.office, post.unit, work.day)
    return actor_on(people[1 if post.second else 0], work.day)


def _plan(acts: dict[date, list[Act]], new: Iterable[Act]) -> None:
    for act in new:
        acts.setdefault(act.day, []).append(act)


def _order(act: Act) -> tuple[int, str, str, bool, str]:
    return act.stage, act.post.unit, act.post.office, act.post.second, act.case


def _tasks(engine: Engine) -> dict[str, Case]:
    with looking(engine) as session:
        numbers = [number_of(outcome) for outcome in outcomes() if outcome.kind == TASK]
        found = {number: read_case(session, f"{INSPECTION}/{number}") for number in numbers}
        return {number: case for number, case in found.items() if case}


def _open(engine: Engine) -> None:
    """The log's first event marks the city as a demonstration; everything else follows."""
    account = Actor(f"command_line/{ACCOUNT}")
    with working(engine, account, instant(FIRST, EARLY), FIRST) as work:
        open_log(work, LOG, CITY, demonstration=True)
        for year in shipped_calendar().years.values():
            if year.year not in PUBLISHED:
                publish_calendar(work, year)
        force_rulebook(work, RULEBOOK, (files("caseflow.rulebooks") / f"{RULEBOOK}.toml").read_bytes(), FIRST)
        add_units(work, shipped_units(CITY))
        work.actor = command_line(ACCOUNT, work.city, FIRST)
        open_inspection(
            work, INSPECTION, Source(work.book.words("inspection.source")), work.book.words("inspection.name")
        )
        _people(work)


def _people(work: Work) -> None:
    first = peopling.first_administrator(work, *ADMINISTRATOR)
    work.actor = actor_on(work.city.people[first], FIRST)
    codes = {
        somebody: peopling.add_person(work, name_of(n), somebody.login) for n, somebody in enumerate(_cast())
    }
    security = next(somebody for somebody in codes if somebody.role == "security_admin")
    appointing.appoint(work, codes[security], security.office, security.unit, Tenure.REGULAR, FIRST)
    work.actor = actor_on(work.city.people[codes[security]], FIRST)
    for somebody, code in codes.items():
        if somebody is not security:
            appointing.appoint(work, code, somebody.office, somebody.unit, Tenure.REGULAR, FIRST)
    work.actor = command_line(ACCOUNT, work.city, FIRST)
    for code in (first, *(code for somebody, code in codes.items() if somebody.role)):
        peopling.set_password(work, code, PASSWORD)


def _cast() -> Iterator[Somebody]:
    yield from cast(shipped_units(CITY))


def _publish(engine: Engine, day: date) -> None:
    """The system administrator puts on record what the State Council announced that day."""
    year = next(number for number, announced in PUBLISHED.items() if announced == day)
    with working(engine, CLOCK, instant(day, EARLY), day) as work:
        first = next(iter(work.city.people.values()))
        work.actor = actor_on(first, day)
        publish_calendar(work, shipped_calendar().years[year])
