"""Facts as rows: what each table must hold for a case, a round or the city.

Services write the difference between two of these maps, and `verify` compares one with the tables,
so that there is one answer to what a row is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import inspect

from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.dispatch import Round
from caseflow.domain.meeting import Meeting
from caseflow.domain.obligations import obligations
from caseflow.domain.register import Register
from caseflow.store.base import Base
from caseflow.store.case import CaseRow, CaseTextRow, CaseUnitRow, ObligationRow, SuccessionRow
from caseflow.store.city import (
    AppointmentRow,
    CalendarDayRow,
    CalendarYearRow,
    CircularLineRow,
    CircularRow,
    InspectionRow,
    PersonRow,
    RoundRow,
    RulebookRow,
    UnitNameRow,
    UnitRow,
)
from caseflow.store.meeting import ItemRow, MeetingCaseRow, MeetingRow, MeetingUnitRow
from caseflow.store.procedure import (
    AcceptanceRow,
    ApplicationRow,
    DecisionRow,
    FindingRow,
    NoticeRow,
    NumberRow,
    ObjectionRow,
    PaperRow,
    SignatureRow,
    VoteRow,
    YearRow,
)
from caseflow.store.tasks import EvidenceRow, ExpectedRow, MeasureRow, ReportRow, SelfCheckRow

Model = type[Base]
T = TypeVar("T")
Values = Mapping[str, Any]
Rows = dict[tuple[Model, tuple[Any, ...]], Values]

CASE_TABLES: tuple[Model, ...] = (
    CaseRow, CaseUnitRow, SuccessionRow, CaseTextRow, ObligationRow, MeasureRow, EvidenceRow, ExpectedRow, ReportRow,
    SelfCheckRow, ApplicationRow, AcceptanceRow, NoticeRow, ObjectionRow, SignatureRow, DecisionRow, VoteRow, PaperRow,
    FindingRow, YearRow,
)  # fmt: skip
ROUND_TABLES: tuple[Model, ...] = (RoundRow, CircularRow, CircularLineRow)
REGISTER_TABLES: tuple[Model, ...] = (NumberRow,)
MEETING_TABLES: tuple[Model, ...] = (MeetingRow, MeetingUnitRow, MeetingCaseRow, ItemRow)
CITY_TABLES: tuple[Model, ...] = (
    UnitRow, UnitNameRow, PersonRow, AppointmentRow, InspectionRow, CalendarYearRow, CalendarDayRow, RulebookRow,
)  # fmt: skip


LIMITS_OF_YEAR = ("expected_on", "report_by", "confirm_by")
"""What of a year its obligations say."""

OF_THE_MONTH = ("contributors", "contribute_by", "why", "lacking")
OF_THE_REPORT = ("unchanged", "like", "like_to", "words")
"""What of a month no list asks for: it is read from the case."""
EARLIER_DATES = ("planned", "missed")
"""What of a measure no list asks for: its case's page reads it from the events."""
PAPER = tuple(column.key for column in PaperRow.__table__.columns if column.key != "case")
"""What of a paper its row holds; the rest is said by the case."""


def case_rows(case: Case) -> Rows:
    """Every row that a case's facts make."""
    rows: Rows = {}
    _put(rows, CaseRow, _case_values(case))
    for part, units in (
        ("co_lead", case.parties.co_leads),
        ("responsible", case.parties.responsible),
        ("cooperating", case.parties.cooperating),
    ):
        for position, unit in enumerate(units):
            _put(rows, CaseUnitRow, {"case": case.key, "part": part, "unit": unit, "position": position})
    for name, digest in case.texts.items():
        _put(rows, CaseTextRow, {"case": case.key, "name": name, "digest": digest})
    for obligation in obligations(case):
        _put(rows, ObligationRow, {"case": case.key} | plain(obligation))
    _put_work(rows, case)
    _put_procedure(rows, case)
    return rows


def round_rows(round_: Round) -> Rows:
    """The row of a month's round, and those of its circular."""
    rows: Rows = {}
    _put(rows, RoundRow, plain(round_, "circular"))
    if round_.circular:
        _put(rows, CircularRow, {"month": round_.month} | plain(round_.circular, "texts", "lines"))
        for position, line in enumerate(round_.circular.lines):
            _put(rows, CircularLineRow, {"month": round_.month, "position": position} | plain(line))
    return rows


def register_rows(register: Register) -> Rows:
    """A row for each number given."""
    rows: Rows = {}
    for entry in register.entries:
        _put(rows, NumberRow, {"kind": register.kind, "year": register.year} | plain(entry))
    return rows


def meeting_rows(meeting: Meeting) -> Rows:
    """The rows of a meeting, of whom it called, of what it was about and of what was agreed."""
    rows: Rows = {}
    _put(rows, MeetingRow, plain(meeting, "units", "cases", "items", "texts", "reminders"))
    for position, unit in enumerate(meeting.units):
        _put(rows, MeetingUnitRow, {"meeting": meeting.name, "unit": unit, "position": position})
    for position, case in enumerate(meeting.cases):
        _put(rows, MeetingCaseRow, {"meeting": meeting.name, "case": case, "position": position})
    for item in meeting.items:
        _put(rows, ItemRow, {"meeting": meeting.name} | plain(item))
    return rows


def city_rows(city: City, beside: City | None = None) -> Rows:
    """Every row that the city's facts make; beside another city only those of facts that are not the very same there.

    Two published years may say what one day is, so their rows are made all or none.
    """
    rows: Rows = {}
    other = beside or City()
    for unit in _others(city.units, other.units):
        _put(rows, UnitRow, plain(unit, "names") | {"successors": " ".join(unit.successors)})
        for position, (since, name) in enumerate(unit.names):
            _put(rows, UnitNameRow, {"unit": unit.code, "position": position, "since": since, "name": name})
    for person in _others(city.people, other.people):
        _put(rows, PersonRow, plain(person, "appointments", "one_time", "keys"))
        for appointment in person.appointments:
            _put(rows, AppointmentRow, {"person": person.code} | plain(appointment))
    for inspection in _others(city.inspections, other.inspections):
        _put(rows, InspectionRow, plain(inspection))
    if city.years is not other.years:
        _put_years(rows, city)
    for position, rulebook in enumerate(city.rulebooks):
        _put(rows, RulebookRow, {"position": position} | plain(rulebook))
    return rows


def _others(own: Mapping[str, T], others: Mapping[str, T]) -> list[T]:
    return [] if own is others else [facts for code, facts in own.items() if others.get(code) is not facts]


def _put_years(rows: Rows, city: City) -> None:
    for year in city.years.values():
        _put(rows, CalendarYearRow, {"year": year.year, "notice": year.notice})
        for working, days in ((False, year.off), (True, year.work)):
            for day, holiday in days.items():
                values = {"day": day, "year": year.year, "working": working, "holiday": holiday}
                _put(rows, CalendarDayRow, values)


def difference(before: Rows, after: Rows) -> tuple[list[tuple[Model, Values]], ...]:
    """What to insert, what to update and what to delete to get from one map to the other."""
    insert = [(key[0], values) for key, values in after.items() if key not in before]
    update = [(key[0], values) for key, values in after.items() if key in before and before[key] != values]
    delete = [(key[0], values) for key, values in before.items() if key not in after]
    return insert, update, delete


def plain(facts: Any, *without: str) -> dict[str, Any]:
    """The fields of a dataclass as column values: codes for terms, nothing nested."""
    named = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name not in without}
    return {name: value.value if isinstance(value, Enum) else value for name, value in named.items()}


def _case_values(case: Case) -> dict[str, Any]:
    own = {
        column.key: getattr(case, column.key)
        for column in CaseRow.__table__.columns
        if hasattr(case, column.key)
    }
    parties, due, links = case.parties, case.due, case.links
    own |= {
        "locality": parties.locality,
        "lead_unit": parties.lead_unit,
        "acceptance_unit": parties.acceptance_unit,
        "supervising_unit": parties.supervising_unit,
        "leader_in_charge": parties.leader_in_charge,
        "due": due.day,
        "first_due": due.first,
        "at_once": due.at_once,
        "standing": due.standing,
        "provisional": due.provisional,
        "extensions": due.extensions,
        "applied_on": case.application.on if case.application else None,
        "closed_on": case.closure.on if case.closure else None,
        "filed_up_on": case.closure.filed_up_on if case.closure else None,
        "part_of": links.part_of,
        "merged_into": links.merged_into,
        "rebound_of": links.rebound_of,
        "rebound_as": links.rebound_as,
    }
    return {name: value.value if isinstance(value, Enum) else value for name, value in own.items()}


def _put_work(rows: Rows, case: Case) -> None:
    several: tuple[tuple[Model, tuple[Any, ...]], ...] = (
        (SuccessionRow, case.successions),
        (EvidenceRow, case.evidence),
    )
    for model, items in several:
        _put_all(rows, model, case, items)
    for measure in case.measures:
        _put(rows, MeasureRow, {"case": case.key} | plain(measure, *EARLIER_DATES))
    for expected in case.expected:
        _put(rows, ExpectedRow, {"case": case.key} | plain(expected, *OF_THE_MONTH))
    for report in case.reports:
        _put(rows, ReportRow, {"case": case.key} | plain(report, *OF_THE_REPORT))
    for check in case.self_checks:
        _put(rows, SelfCheckRow, {"case": case.key} | plain(check) | {"criteria": " ".join(check.criteria)})


def _put_procedure(rows: Rows, case: Case) -> None:
    for position, application in enumerate(case.applications):
        _put(rows, ApplicationRow, {"case": case.key, "position": position} | plain(application, "outside"))
    for position, signature in enumerate(case.signatures):
        live = None if signature.void else 1
        _put(rows, SignatureRow, {"case": case.key, "position": position, "live": live} | plain(signature))
    for decision in case.decisions:
        _put(rows, DecisionRow, {"case": case.key} | plain(decision, "votes", "content", "words"))
        for box, agrees, person, on in decision.votes:
            vote = {
                "case": case.key,
                "decision": decision.id,
                "box": box,
                "agrees": agrees,
                "person": person,
                "on": on,
            }
            _put(rows, VoteRow, vote)
    several: tuple[tuple[Model, tuple[Any, ...]], ...] = (
        (AcceptanceRow, (case.acceptance,) if case.acceptance else ()),
        (NoticeRow, (case.notice,) if case.notice else ()),
        (ObjectionRow, case.objections),
        (FindingRow, case.after),
    )
    for model, items in several:
        _put_all(rows, model, case, items)
    for paper in case.papers:
        _put(rows, PaperRow, {"case": case.key} | {name: getattr(paper, name) for name in PAPER})
    for year in case.years:
        _put(rows, YearRow, {"case": case.key} | plain(year, *LIMITS_OF_YEAR))


def _put_all(rows: Rows, model: Model, case: Case, items: Iterable[Any]) -> None:
    for item in items:
        _put(rows, model, {"case": case.key} | plain(item, "outside"))


def _put(rows: Rows, model: Model, values: Values) -> None:
    key = tuple(values[column.name] for column in inspect(model).primary_key)
    rows[model, key] = values
