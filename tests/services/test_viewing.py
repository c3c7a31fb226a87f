"""What is read as of a day: the fold of that day's events, judged on it, with the names then borne."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.services.listing import Filter, in_order, listed
from caseflow.services.record import record
from caseflow.services.showing import shown
from caseflow.services.viewing import View, city_on, find, look
from caseflow.transaction import looking
from tests.makers import OPENED, filed, told, work_on

DAY, LATER = date(2023, 5, 4), date(2023, 6, 1)


@pytest.fixture
def engine_with_cases(city: Engine) -> Engine:
    with work_on(city, DAY) as work:
        work.office = "clock"
        for number, place in (("T10", 10), ("T02", 2), ("T02-10", 2), ("T02-2", 2)):
            part = {"part_of": "SP2022/T02"} if "-" in number else {}
            filed(
                work,
                number,
                "task",
                ordinal=place,
                lead_unit="slj",
                locality="tiexi",
                due="2023-05-31",
                **part,
            )
        filed(work, "D2", batch=2)
        filed(work, "D9", batch=1)
        filed(work, "FT1", rebound_of="SP2022/D2", cooperating=["slj"])
        told(work, "T02", "split", {"parts": ["SP2022/T02-2", "SP2022/T02-10"], "locality": "siping"})
    with work_on(city, LATER) as work:
        rename = {"code": "slj", "since": LATER.isoformat()}
        record(work, "city", "rename_unit", rename, texts={"name": "四平市水务局"})
        told(work, "T02", "assign", {"lead_unit": "slj", "limit": "2023-06-08"})
    return city


def view_of(engine: Engine, day: date) -> View:
    with looking(engine) as session:
        return look(session, day)


def test_a_day_is_the_fold_of_its_events_and_of_those_before(engine_with_cases: Engine) -> None:
    with looking(engine_with_cases) as session:
        before, then, now = (city_on(session, day) for day in (OPENED, DAY, LATER))
    assert [len(cases) for _, cases, _ in (before, then, now)] == [0, 7, 7]
    assert then[1]["SP2022/T02"].assignment is None
    assert now[1]["SP2022/T02"].assignment is not None


def test_a_day_ahead_holds_what_is_on_record_now_judged_on_that_day(engine_with_cases: Engine) -> None:
    with looking(engine_with_cases) as session:
        (line, *_) = listed(look(session, date(2023, 6, 10)), Filter(overdue=True))
    assert (line["overdue_days"], line["light"]) == (10, "red")


def test_a_day_before_the_city_shows_nothing(engine_with_cases: Engine) -> None:
    with pytest.raises(NotYet, match=r"city\.not_open"):
        view_of(engine_with_cases, date(2020, 1, 1))


def test_tasks_come_by_ordinal_petitions_by_batch_and_parts_after_their_whole(
    engine_with_cases: Engine,
) -> None:
    numbers = [case.number for case in in_order(view_of(engine_with_cases, DAY))]
    assert numbers == ["T02", "T02-2", "T02-10", "T10", "D9", "D2", "FT1"]


def test_a_renamed_unit_bears_on_each_day_the_name_of_that_day(engine_with_cases: Engine) -> None:
    assert view_of(engine_with_cases, DAY).names.unit("slj") == "市水利局"
    assert view_of(engine_with_cases, LATER).names.unit("slj") == "四平市水务局"


def test_a_unit_is_found_by_a_name_it_no_longer_bears_and_in_any_part(engine_with_cases: Engine) -> None:
    with looking(engine_with_cases) as session:
        view = look(session, LATER)
        for name in ("市水利局", "四平市水务局", "slj"):
            numbers = [line["number"] for line in listed(view, Filter(unit=name))]
            assert numbers == ["T02", "T02-2", "T02-10", "T10", "FT1"]


def test_posts_people_and_the_clock_have_names(engine_with_cases: Engine) -> None:
    with work_on(engine_with_cases, LATER) as work:
        record(work, "person/p1", "add_person", texts={"name": "李某", "login": "limou"})
        post = {"office": "coordinator", "unit": "zgb", "tenure": "regular", "start": LATER.isoformat()}
        record(work, "person/p1", "appoint", post)
    names = view_of(engine_with_cases, LATER).names
    said = {
        "tiedong": "铁东区",
        "party_head/tiedong": "铁东区党委主要负责同志",
        "coordinator": "市整改办",
        "coordinator/zgb": "市整改办",
        "group_head": "领导小组组长",
        "p1": "李某",
        "clock": "系统定时",
        "command_line/ops": "服务器账号 ops",
        "none": None,
        None: None,
        "nobody/nowhere": "nobody/nowhere",
    }
    assert {code: names.called(code) for code in said} == said
    assert view_of(engine_with_cases, DAY).names.called("coordinator") == "整改办"


def test_a_refusal_is_said_with_names(engine_with_cases: Engine) -> None:
    names = view_of(engine_with_cases, DAY).names
    reason = Reason("guard.x", {"turn": "government_head/tiexi", "unit": "slj", "number": 3})
    assert names.reason(reason).facts == {"turn": "铁西区政府主要负责同志", "unit": "市水利局", "number": 3}


def test_parts_and_links_are_shown_by_number(engine_with_cases: Engine) -> None:
    with looking(engine_with_cases) as session:
        view = look(session, LATER)
        whole, part, new = (shown(view, find(view, number)) for number in ("T02", "T02-2", "FT1"))
    assert [row["number"] for row in whole["parts"]] == ["T02-2", "T02-10"]
    assert (part["links"]["part_of"], new["links"]["rebound_of"]) == ("T02", "D2")
    assert whole["timeline"][-1]["text"] == "系统定时 交办四平市水务局，2023年6月8日前签收"


def test_a_number_that_two_inspections_hold_is_asked_for_with_its_inspection(
    engine_with_cases: Engine,
) -> None:
    with work_on(engine_with_cases, LATER) as work:
        record(work, "case/SP2026/D2", "file", {"kind": "petition", "repeat_of": ["SP2022/D2"]})
    with looking(engine_with_cases) as session:
        view = look(session, LATER)
        with pytest.raises(Unknown, match=r"case\.ambiguous"):
            find(view, "D2")
        case = find(view, "SP2026/Ｄ2")
        assert shown(view, case)["links"]["repeat_of"] == ["SP2022/D2"]
