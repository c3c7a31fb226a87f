"""Preparing (会前准备): the agenda of a meeting drafted from the facts of the day, for the office to change.

It names cases by number, tasks also by title, and units: never a petitioner, for every unit called reads it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from caseflow.domain.actor import NOBODY
from caseflow.domain.case import Case
from caseflow.domain.light import judge
from caseflow.domain.overdue import is_listed_overdue, overdue_days
from caseflow.domain.terms import Kind, Light
from caseflow.services.dispatching import Standing, entries, months
from caseflow.services.naming import Names
from caseflow.services.searching import Wanted, cases_of, passing
from caseflow.services.withholding import seen_by
from caseflow.services.work import Work
from caseflow.store.meeting_lists import owed_items
from caseflow.store.queries import Narrow, undecided_findings
from caseflow.words.say import day_in_words, say, term

MARK = "　　· "
"""How each line below a heading begins."""


@dataclass(frozen=True, slots=True)
class Point:
    """A line of an agenda: what is said, and on which case if any."""

    text: str
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting may be about: the text as drafted, the keys of its cases, the units that lead them."""

    text: str
    cases: tuple[str, ...]
    units: tuple[str, ...]


def draft_agenda(work: Work, names: Names) -> Agenda:
    """The agenda of the day: overdue, otherwise red, reports owed, matters to decide, findings, papers, old items."""
    sections = [(code, list(points)) for code, points in _sections(work, names)]
    filled = [(code, points) for code, points in sections if points]
    cases = dict.fromkeys(point.case.key for _, points in filled for point in points if point.case)
    leads = dict.fromkeys(
        point.case.parties.lead_unit for _, points in filled for point in points if point.case
    )
    units = {code for code in leads if code and not work.city.unit(code).has_ended(work.day)}
    return Agenda(_text(filled) or say("agenda.nothing"), tuple(cases), tuple(sorted(units)))


def _sections(work: Work, names: Names) -> Iterator[tuple[str, Iterable[Point]]]:
    open_ = list(passing(work, Wanted(Narrow(unclosed=True))))
    found = cases_of(work, undecided_findings(work.session))
    call = _caller(work, names, [*open_, *found.values()])
    late = [case for case in open_ if is_listed_overdue(case, work.day)]
    yield "overdue", (_point(case, call, _overdue(work, case)) for case in late)
    yield "red", _red(work, open_, call)
    yield "reports", _reports(work, call)
    yield "decisions", _decisions(open_, call)
    yield "findings", (_point(case, call, say("agenda.finding")) for case in found.values())
    yield "papers", _papers(work, names, open_, call)
    yield "items", _items(work, names)


Call = Callable[[Case], str]


def _caller(work: Work, names: Names, cases: Iterable[Case]) -> Call:
    """How a case is called before everybody: number, a task's title as the public may read it, and who leads it."""
    tasks = {case.texts.get("title", "") for case in cases if case.kind is Kind.TASK}
    titles = seen_by(work.session, work.city, NOBODY, tasks)

    def call(case: Case) -> str:
        title = titles.get(case.texts.get("title", ""), "")
        lead = names.called(case.parties.lead_unit)
        return say("agenda.case", {"number": case.number, "title": title, "lead": lead or "—"})

    return call


def _point(case: Case, call: Call, why: str) -> Point:
    return Point(say("agenda.point", {"case": call(case), "why": why}), case)


def _overdue(work: Work, case: Case) -> str:
    due = case.due.day.isoformat() if case.due.day else None
    return say("light.overdue", {"due": due, "days": overdue_days(case, work.day)})


def _red(work: Work, cases: Iterable[Case], call: Call) -> Iterator[Point]:
    """Red for another reason than being overdue."""
    for case in cases:
        judged = judge(case, work.book, work.day)
        reasons = [reason for reason in judged.reasons if reason.code != "light.overdue"]
        if judged.light is Light.RED and not is_listed_overdue(case, work.day):
            yield _point(case, call, " ".join(say(reason.code, reason.facts) for reason in reasons))


def _reports(work: Work, call: Call) -> Iterator[Point]:
    """What the newest month still misses."""
    for round_ in months(work.session)[:1]:
        for entry in entries(work, round_.month):
            if entry.standing in (Standing.LATE, Standing.MISSING, Standing.RETURNED):
                why = {"month": round_.month, "standing": f"standing.{entry.standing}"}
                yield _point(entry.case, call, say("agenda.report", why))


def _decisions(cases: Iterable[Case], call: Call) -> Iterator[Point]:
    for case in cases:
        for one in case.decisions:
            if one.outcome is None:
                due = one.decide_by.isoformat() if one.decide_by else None
                yield _point(
                    case, call, say("agenda.decision", {"matter": f"matter.{one.matter}", "due": due})
                )


def _papers(work: Work, names: Names, cases: Iterable[Case], call: Call) -> Iterator[Point]:
    for case in cases:
        for paper in case.papers:
            if paper.reply_by and paper.reply_by < work.day and not (paper.answered_on or paper.ended_on):
                facts = {"paper": f"rung.{paper.rung}", "unit": names.called(paper.to_unit)}
                due = {"due": paper.reply_by.isoformat()}
                yield _point(case, call, say("agenda.paper", facts | due))


def _items(work: Work, names: Names) -> Iterator[Point]:
    """What former meetings agreed and nobody has done by its date."""
    late = [
        (item, row) for item, row in owed_items(work.session) if item.due < work.day and not item.reported_on
    ]
    words = seen_by(work.session, work.city, NOBODY, (item.words for item, _ in late if item.words))
    for item, row in late:
        facts = {
            "meeting": term(f"meeting.{row.kind}"),
            "name": row.name,
            "what": words.get(item.words or "", ""),
            "unit": names.called(item.owner),
            "due": day_in_words(item.due),
        }
        yield Point(say("agenda.item", facts))


def _text(sections: Iterable[tuple[str, list[Point]]]) -> str:
    """Headings counted, their lines below them."""
    lines = []
    for n, (code, points) in enumerate(sections, 1):
        lines.append(say("agenda.heading", {"n": n, "what": f"agenda.{code}", "count": len(points)}))
        lines += [MARK + point.text for point in points]
    return "\n".join(lines)
