"""The calendar feed: what a calendar that cannot sign in is told, and for how long."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from caseflow.domain.terms import Office
from caseflow.services.appointing import end_appointment
from caseflow.services.feeding import GUESSES
from caseflow.services.peopling import disable_person
from tests.makers import filed, told, work_on
from tests.services.staff import SECURITY, SYSTEM, work_as
from tests.web.desk import desk, token_of
from tests.web.office import TODAY, City

NOT_FOUND, NOT_CHANGED, TOO_MANY = 404, 304, 409


@pytest.fixture
def owed(city: City) -> City:
    """The lead unit owes two things: a fixed day, and one whose holidays nobody knows yet."""
    with work_on(city.engine, TODAY) as work:
        for number, more in (
            ("A1", {"due": "2023-10-31"}),
            ("A2", {"due": "2031-10-31", "provisional": True}),
        ):
            filed(work, number, "task", ordinal=1, lead_unit="zjj", locality="tiexi", **more)
            told(work, number, "assign", {"lead_unit": "zjj", "limit": "2023-04-27"})
            told(work, number, "accept_assignment", {"to": "rectifying"})
    return city


def subscribe(city: City) -> str:
    """The path of the lead unit's officer's feed, as their page shows it."""
    mine = desk(city, "lead")
    page = mine.client.post("/account/feed", data={"csrf_token": token_of(mine.open("/account/feed"))})
    found = re.search(r"http://localhost(/calendar/[\w-]{43}\.ics)", page.text)
    assert found
    assert found[1] not in mine.open("/account/feed")
    return found[1]


def anybody(city: City) -> FlaskClient:
    return city.app.test_client()


def test_a_calendar_is_told_days_numbers_and_acts_and_nothing_else(owed: City) -> None:
    answer = anybody(owed).get(subscribe(owed))
    assert answer.content_type == "text/calendar; charset=utf-8"
    text = answer.text.replace("\r\n ", "")
    events = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    plan, *lines = [sorted(event.splitlines()) for event in events]
    assert "SUMMARY:SP2022 实施方案 报送实施方案" in plan
    assert [line for line in lines[0] if line.startswith(("DTSTART", "SUMMARY", "STATUS"))] == [
        "DTSTART;VALUE=DATE:20231031",
        "STATUS:CONFIRMED",
        "SUMMARY:A1 完成整改",
    ]
    assert "SUMMARY:A2 完成整改（暂定）" in lines[1]
    assert "STATUS:TENTATIVE" in lines[1]
    assert {line.partition(":")[0].partition(";")[0] for event in lines for line in event} == {
        "UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "TRANSP",
    }  # fmt: skip


def test_it_is_sent_again_only_when_something_changed(owed: City) -> None:
    path = subscribe(owed)
    first = anybody(owed).get(path)
    same = {"If-None-Match": first.headers["ETag"]}
    assert "private" in first.headers["Cache-Control"]
    assert anybody(owed).get(path, headers=same).status_code == NOT_CHANGED
    with work_on(owed.engine, TODAY) as work:
        told(work, "A1", "extend", {"due": "2023-12-31"})
    assert anybody(owed).get(path, headers=same).status_code == 200


def test_a_new_address_ends_the_old_one_and_it_can_be_ended(owed: City) -> None:
    old, new = subscribe(owed), subscribe(owed)
    assert [anybody(owed).get(path).status_code for path in (old, new)] == [NOT_FOUND, 200]
    mine = desk(owed, "lead")
    mine.client.post("/account/feed/end", data={"csrf_token": token_of(mine.open("/account/feed"))})
    assert anybody(owed).get(new).status_code == NOT_FOUND


@pytest.mark.parametrize("how", ["account", "office"])
def test_whoever_holds_no_office_any_more_is_told_nothing(owed: City, how: str) -> None:
    path = subscribe(owed)
    with work_on(owed.engine, TODAY) as work:
        code = next(
            person.code
            for person in work.city.people.values()
            if any(post.office is Office.OFFICER and post.unit == "zjj" for post in person.appointments)
        )
    with work_as(owed.engine, SYSTEM if how == "account" else SECURITY, TODAY) as work:
        if how == "account":
            disable_person(work, code, "离职")
        else:
            end_appointment(work, code, 1, date(2023, 4, 19))
    assert anybody(owed).get(path).status_code == NOT_FOUND


def test_guessing_addresses_is_stopped(owed: City) -> None:
    path = subscribe(owed)
    found = [anybody(owed).get(f"/calendar/{n}.ics").status_code for n in range(GUESSES + 1)]
    assert found == [NOT_FOUND] * GUESSES + [TOO_MANY]
    assert anybody(owed).get(path).status_code == TOO_MANY
