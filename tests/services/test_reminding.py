"""Reminders by a person: on record, once a day for the same thing, to whoever owes it and to nobody else."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.errors import BadInput, NotYet
from caseflow.services.reminding import month_reminders, remind_month, send_reminder
from caseflow.services.reporting import open_round
from caseflow.services.streams import read_case
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.makers import told, work_on
from tests.services.acting import COORDINATOR, acting

DAY, NEXT = date(2023, 5, 18), date(2023, 5, 19)
PARTIES = {"locality": "tiexi", "lead_unit": "zjj", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}


@pytest.fixture
def asked(city: Engine) -> Engine:
    """May is asked of three tasks: one has reported, one not, one stands still."""
    with work_on(city, date(2023, 5, 1)) as work:
        open_round(work, date(2023, 5, 1))
        for number in ("T1", "T2", "T3"):
            told(work, number, "file", {"kind": "task", "due": "2023-10-31", **PARTIES}, title=number)
            told(work, number, "assign", {"lead_unit": "zjj", "limit": "2023-05-08"})
            told(work, number, "accept_assignment", {"to": "rectifying"})
            told(work, number, "expect_report", {"month": "2023-05", "due": "2023-05-25"})
        told(work, "T2", "report", {"month": "2023-05", "progress": "normal", "unit": "zjj"})
    return city


def remind(city: Engine, number: str, day: date = DAY, kind: str = "report") -> None:
    """The coordinator reminds of May."""
    with acting(city, COORDINATOR, day) as work:
        send_reminder(work, f"SP2022/{number}", kind, "2023-05")


def outbox(city: Engine) -> list[tuple[str, str, str, date]]:
    """What lies there."""
    with looking(city) as session:
        found = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.matter, row.case, row.who, row.day) for row in found]


def test_a_reminder_is_on_record_and_reaches_the_unit_that_owes(asked: Engine) -> None:
    remind(asked, "T1")
    with looking(asked) as session:
        case = read_case(session, "SP2022/T1")
    assert case is not None
    assert [(one.kind, one.ref, one.unit, one.on) for one in case.reminders] == [
        ("report", "2023-05", "zjj", DAY)
    ]
    assert outbox(asked) == [("reminded", "SP2022/T1", "zjj", DAY)]


def test_the_same_thing_is_asked_once_a_day(asked: Engine) -> None:
    remind(asked, "T1")
    with pytest.raises(NotYet) as refused:
        remind(asked, "T1")
    assert refused.value.reasons[0].code == "reminder.sent_today"
    remind(asked, "T1", NEXT)
    assert len(outbox(asked)) == 2


@pytest.mark.parametrize(("number", "kind"), [("T2", "report"), ("T1", "answer")])
def test_nobody_is_reminded_of_what_is_done_or_was_never_asked(asked: Engine, number: str, kind: str) -> None:
    with pytest.raises(BadInput) as refused:
        remind(asked, number, kind=kind)
    assert refused.value.reasons[0].code == "reminder.nothing_owed"
    assert outbox(asked) == []


def test_a_month_reminds_whom_it_lists_and_says_whom_it_leaves_out(asked: Engine) -> None:
    remind(asked, "T3")
    with acting(asked, COORDINATOR, DAY) as work:
        listed = {one.case.number: one.skip and one.skip.code for one in month_reminders(work, "2023-05")}
        assert listed == {"T1": None, "T3": "reminder.sent_today"}
        assert remind_month(work, "2023-05", {"SP2022/T1", "SP2022/T2", "SP2022/T3"}) == 1
    with acting(asked, COORDINATOR, DAY) as work, pytest.raises(NotYet):
        remind_month(work, "2023-05", {"SP2022/T1"})
    assert [row[1] for row in outbox(asked)] == ["SP2022/T3", "SP2022/T1"]
