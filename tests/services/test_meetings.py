"""Meetings on the record, on both databases: who may do what, what is refused, and what each unit is asked for."""

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused, Unknown
from caseflow.domain.meeting import Meeting, MeetingKind
from caseflow.services.agreeing import (
    confirm_item,
    decide_item,
    drop_item,
    finish_item,
    hand_item,
    return_item,
)
from caseflow.services.attending import asked
from caseflow.services.convening import (
    call_meeting,
    cancel_meeting,
    meeting_for,
    postpone_meeting,
    record_minutes,
)
from caseflow.services.naming import names_on
from caseflow.services.preparing import draft_agenda
from caseflow.services.reminding import remind_asked
from caseflow.services.ticking import day_work
from caseflow.services.unit_keeping import end_unit
from caseflow.services.verifying import verify
from caseflow.transaction import looking, retrying
from tests.makers import filed, told, work_on
from tests.services.acting import COORDINATOR, DAY, KEY, LEAD, PARTIES, acting, begun, lived
from tests.services.staff import SYSTEM, staffed, work_as

OFFICE_TOO = "coordinator/siping"
TIEXI, INSPECTOR = "officer/tiexi", "inspector/jwjw"
DUE = DAY + timedelta(days=10)
NAME = "2023-1"


@pytest.fixture
def office(city: Engine) -> Engine:
    """A city with one task and a meeting today to which its lead unit was called."""
    begun(city)
    called(city)
    return city


def called(engine: Engine, day: date = DAY, agenda: str = "研究T01") -> Meeting:
    with acting(engine, COORDINATOR) as work:
        return call_meeting(
            work, MeetingKind.JOINT, day, "三楼会议室", units=["slj"], agenda=agenda, cases=[KEY]
        )


def agreed(engine: Engine, owner: str = "slj", due: date = DUE, case: str | None = KEY) -> Meeting:
    with acting(engine, COORDINATOR) as work:
        return decide_item(work, NAME, "查清雨污管网", owner, due, case)


def done(engine: Engine, post: str = LEAD, day: date = DAY) -> Meeting:
    with acting(engine, post, day) as work:
        return finish_item(work, NAME, 1, "已查清，附图")


def wanted(engine: Engine, post: str, day: date = DAY) -> list[tuple[str, date | None]]:
    """What meetings ask of the holder of a post, and by when."""
    with acting(engine, post, day) as work:
        found = (one for one in asked(work) if one.place.kind in set(MeetingKind))
        return [(one.word.removeprefix("asked."), one.due) for one in found]


def refused(
    engine: Engine, act: Any, *args: Any, post: str = COORDINATOR, day: date = DAY
) -> tuple[type[Refused], str]:
    with pytest.raises(Refused) as found, acting(engine, post, day) as work:
        act(work, *args)
    return type(found.value), found.value.reasons[0].code


def test_a_meeting_runs_from_its_call_to_the_last_item_done_and_the_record_verifies(office: Engine) -> None:
    assert wanted(office, LEAD) == [("attend", DAY)]
    assert wanted(office, COORDINATOR) == [
        ("record_minutes", date(2023, 5, 10))
    ]  # 5 working days, two lie on a make-up
    with acting(office, COORDINATOR) as work:
        record_minutes(work, NAME, "市水利局1人", "议定一项")
    assert agreed(office).item(1).owner == "slj"
    assert wanted(office, LEAD) == [("finish_item", DUE)]
    done(office)
    assert (wanted(office, LEAD), wanted(office, COORDINATOR)[0][0]) == ([], "confirm_item")
    with acting(office, OFFICE_TOO) as work:
        assert confirm_item(work, NAME, 1).item(1).met_on == DAY
    assert wanted(office, COORDINATOR) == []
    with looking(office) as session:
        assert verify(session).result == "verified"


def test_meetings_of_a_year_are_counted_and_a_new_year_begins_at_one(office: Engine) -> None:
    assert called(office).name == "2023-2"
    with acting(office, COORDINATOR, date(2024, 1, 2)) as work:
        kind, day = MeetingKind.ANALYSIS, date(2024, 1, 5)
        assert call_meeting(work, kind, day, "三楼", units=["slj"], agenda="年度").name == "2024-1"


def test_only_who_was_called_or_owes_something_and_who_reads_everything_sees_a_meeting(
    office: Engine,
) -> None:
    for post in (LEAD, COORDINATOR, INSPECTOR, "party_head/siping"):
        with acting(office, post) as work:
            assert meeting_for(work, NAME).name == NAME
    assert refused(office, meeting_for, NAME, post=TIEXI) == (Unknown, "meeting.unknown")
    agreed(office, owner="tiexi")
    with acting(office, TIEXI) as work:
        assert meeting_for(work, NAME).item(1).owner == "tiexi"


def test_a_meeting_calls_somebody_within_reach_about_known_cases(office: Engine) -> None:
    def call(work: Any, day: date, units: list[str], cases: list[str]) -> None:
        call_meeting(work, MeetingKind.JOINT, day, "三楼", units=units, agenda="研究", cases=cases)

    assert refused(office, call, DAY, [], []) == (BadInput, "meeting.nobody_called")
    assert refused(office, call, DAY + timedelta(days=400), ["slj"], []) == (BadInput, "meeting.day_far")
    assert refused(office, call, DAY, ["slj"], ["SP2022/none"]) == (Unknown, "case.unknown")
    assert refused(office, call, DAY, ["slj"], [], post=LEAD)[0] is NotPermitted


def test_nobody_is_named_in_what_every_unit_called_reads(office: Engine) -> None:
    assert refused(office, record_minutes, NAME, "水利局", "举报人王五反映仍有异味") == (
        BadInput,
        "text.names_somebody",
    )
    assert refused(office, decide_item, NAME, "回访13800000000", "slj", DUE) == (
        BadInput,
        "text.names_somebody",
    )
    with pytest.raises(BadInput):
        called(office, agenda="联系人：李四")
    with acting(office, COORDINATOR) as work, pytest.raises(BadInput, match=r"text\.names_somebody"):
        call_meeting(work, MeetingKind.JOINT, DAY, "联系人：王五", units=["slj"], agenda="研究")


def test_before_its_day_a_meeting_is_put_off_or_cancelled_and_afterwards_neither(city: Engine) -> None:
    begun(city)
    called(city, DAY + timedelta(days=3))
    assert refused(city, record_minutes, NAME, "水利局", "议定") == (NotYet, "meeting.to_come")
    with acting(city, COORDINATOR) as work:
        assert postpone_meeting(work, NAME, DAY, "二楼", "领导有会").day == DAY
    with acting(city, COORDINATOR) as work:
        record_minutes(work, NAME, "水利局", "议定")
    assert refused(city, cancel_meeting, NAME, "误建") == (NotYet, "meeting.held")
    called(city)
    with acting(city, COORDINATOR) as work:
        cancel_meeting(work, "2023-2", "误建")
    assert refused(city, decide_item, "2023-2", "查", "slj", DUE) == (NotYet, "meeting.cancelled")
    assert wanted(city, LEAD) == []


def test_an_item_is_reported_by_its_owner_and_confirmed_by_somebody_else(office: Engine) -> None:
    assert refused(office, decide_item, NAME, "查", "slj", DAY - timedelta(days=1)) == (
        BadInput,
        "day.before",
    )
    agreed(office)
    assert refused(office, finish_item, NAME, 2, "好", post=LEAD) == (BadInput, "item.unknown")
    assert refused(office, finish_item, NAME, 1, "好", post=COORDINATOR)[0] is NotPermitted
    assert refused(office, confirm_item, NAME, 1) == (NotYet, "item.not_reported")
    done(office)
    assert refused(office, finish_item, NAME, 1, "好", post=LEAD) == (NotYet, "item.reported")
    assert refused(office, hand_item, NAME, 1, "tiexi", "改") == (NotYet, "item.reported")
    assert refused(office, confirm_item, NAME, 1, post=LEAD)[0] is NotPermitted
    with acting(office, COORDINATOR) as work:
        return_item(work, NAME, 1, "缺图")
    assert wanted(office, LEAD) == [("attend", DAY), ("finish_item", DUE)]
    with acting(office, COORDINATOR) as work:
        assert drop_item(work, NAME, 1, "并入T01").item(1).met_on == DAY
    assert refused(office, drop_item, NAME, 1, "再撤") == (NotYet, "item.met")


def test_who_was_called_but_does_not_own_an_item_cannot_report_it(office: Engine) -> None:
    agreed(office, owner="tiexi")
    assert refused(office, finish_item, NAME, 1, "好", post=LEAD) == (NotPermitted, "item.other_unit")


def test_what_an_ended_unit_owed_goes_to_its_successor_once(city: Engine) -> None:
    begun(staffed(city))
    called(city)
    agreed(city)
    end = DAY + timedelta(days=2)
    with work_as(city, SYSTEM, DAY) as work:
        end_unit(work, "slj", end, ["zjj"])
    for _ in range(2):
        with work_on(city, end) as work:
            day_work(work)
    with acting(city, COORDINATOR, end) as work:
        found = meeting_for(work, NAME)
    assert (found.item(1).owner, found.events) == ("zjj", 3)


def test_of_a_split_unit_the_office_hands_the_item_on(city: Engine) -> None:
    begun(staffed(city))
    called(city)
    agreed(city)
    with work_as(city, SYSTEM, DAY) as work:
        end_unit(work, "slj", DAY, ["zjj", "cgj"])
    assert ("hand_item", date(2023, 5, 10)) in wanted(city, COORDINATOR)
    with acting(city, COORDINATOR) as work:
        assert hand_item(work, NAME, 1, "cgj", "属城管").item(1).owner == "cgj"
    assert [word for word, _ in wanted(city, "officer/cgj")] == ["finish_item"]


def test_the_agenda_is_drafted_from_what_is_late_undecided_unanswered_and_left_over(office: Engine) -> None:
    lived(office, ("propose", {"matter": "extension", "to_day": "2023-12-31", "limit": "2023-05-20"}))
    with work_on(office, DAY) as work:
        filed(work, "T02", "task", due="2023-05-03", **PARTIES)
        filed(work, "D01", due="2023-05-03", **PARTIES)
        told(
            work, "T01", "propose_paper", {"rung": "warning", "rule": "lagging_months:2023-04", "unit": "slj"}
        )
        told(work, "T01", "issue_paper", {"id": 1, "reply_by": "2023-05-11"})
    agreed(office, due=DAY)
    with acting(office, COORDINATOR, DAY + timedelta(days=30)) as work:
        draft = draft_agenda(work, names_on(work.session, work.city, work.day))
    assert draft.cases == ("SP2022/D01", "SP2022/T02", "SP2022/T01")
    assert draft.units == ("slj",)
    text = draft.text
    assert "1. 超期案件（2 项）" in text
    assert "T02 关于T02（市水利局）：整改时限2023年5月3日已过，超期31日。" in text
    assert "关于D01" not in text  # a petition's title may say who complained
    assert "待决定，限2023年5月20日前" in text
    assert "预警函致市水利局，应于2023年5月11日前答复" in text
    assert "联席会议2023-1：查清雨污管网（市水利局，限2023年5月4日前）" in text


def test_meetings_called_at_once_get_names_without_a_gap_and_none_twice(city: Engine) -> None:
    begun(city)
    several = 4
    start, got = Barrier(several), list[str]()

    def one() -> None:
        start.wait()
        got.append(retrying(lambda: called(city).name, times=several + 1))

    threads = [Thread(target=one) for _ in range(several)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [f"2023-{n}" for n in range(1, several + 1)]


def test_the_owner_of_an_item_is_reminded_once_a_day_while_it_is_owed(office: Engine) -> None:
    agreed(office)
    about = f"/meeting/{NAME}"
    with acting(office, COORDINATOR) as work:
        remind_asked(work, about, "1")
    assert refused(office, remind_asked, about, "1") == (NotYet, "reminder.sent_today")
    assert refused(office, remind_asked, about, "2") == (BadInput, "reminder.nothing_owed")
    assert refused(office, remind_asked, about, "") == (BadInput, "reminder.nothing_owed")
    assert refused(office, remind_asked, about, "1", post=LEAD)[0] is NotPermitted
    with acting(office, COORDINATOR, DAY + timedelta(days=1)) as work:
        remind_asked(work, about, "1")
    done(office, day=DAY + timedelta(days=1))
    assert refused(office, remind_asked, about, "1", day=DAY + timedelta(days=2))[0] is BadInput
    with looking(office) as session:
        assert verify(session).result == "verified"
