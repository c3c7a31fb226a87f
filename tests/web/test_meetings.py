"""Meetings at the pages: called with an agenda ready, minuted, agreed on, done, confirmed, each by whose turn it is."""

from datetime import date

from tests.makers import filed, work_on
from tests.web import lives
from tests.web.desk import Desk, desk
from tests.web.lives import live
from tests.web.office import PLANNED, TODAY, City

MEETING, ITEM = "/meetings/2023-1", "/meetings/items/2023-1.1"
SOON = "2023-04-28"


def called(office: Desk, **more: str | list[str]) -> str:
    typed = {"kind": "joint", "day": TODAY.isoformat(), "place": "三楼会议室", "units": ["zjj"]}
    return office.send("/meetings/call", **{"agenda": "研究T1", "cases": ["SP2022/T1"]} | typed | more)


def test_from_the_call_to_the_confirmation_everybody_is_led_by_their_home(office_city: City) -> None:
    live(office_city, "T1", lives.WORKING)
    office, lead, colleague = (desk(office_city, login) for login in ("coordinator", "lead", "colleague"))
    assert called(office) == MEETING
    assert "参加会议" in lead.read("/")
    assert f'href="{MEETING}"' in lead.open("/")
    office.send(f"{MEETING}/minutes", attendance="市住建局", minutes="议定一项")
    office.send(f"{MEETING}/decide", item="查清雨污管网", owner="zjj", due=SOON, case="SP2022/T1")
    home = lead.open("/")
    assert f'href="{ITEM}/finish"' in home
    assert "查清雨污管网" in home
    lead.send(f"{ITEM}/finish", report="已查清")
    assert f'href="{ITEM}/confirm"' in office.open("/")
    assert "已查清" in colleague.read(f"{ITEM}/confirm")
    colleague.send(f"{ITEM}/confirm")
    page = lead.read(MEETING)
    assert "已办完" in page
    assert "议定一项" in page
    assert "办理议定事项" not in lead.read("/")


def test_a_report_nobody_read_is_not_confirmed_and_minutes_are_not_written_over(office_city: City) -> None:
    office, lead, colleague = (desk(office_city, login) for login in ("coordinator", "lead", "colleague"))
    called(office, cases=[])
    minutes = office.hidden(f"{MEETING}/minutes") | {"attendance": "市住建局", "minutes": "甲"}
    colleague.send(f"{MEETING}/minutes", attendance="市住建局", minutes="乙")
    assert office.client.post(f"{MEETING}/minutes", data=minutes).status_code == 409
    office.send(f"{MEETING}/decide", item="查清", owner="zjj", due=SOON, case="")
    lead.send(f"{ITEM}/finish", report="已查清")
    old = office.hidden(f"{ITEM}/confirm")
    colleague.send(f"{ITEM}/return", reason="没有附图")
    lead.send(f"{ITEM}/finish", report="附图已补")
    assert office.client.post(f"{ITEM}/confirm", data=old).status_code == 409
    office.send(f"{ITEM}/confirm")


def test_the_form_of_a_call_has_the_late_cases_and_their_units_chosen_already(office_city: City) -> None:
    with work_on(office_city.engine, PLANNED) as work:
        filed(work, "T1", "task", lead_unit="zjj", due="2023-04-10")
    page = desk(office_city, "coordinator").open("/meetings/call")
    assert "T1 关于T1" in page.partition("<textarea")[2]
    assert page.count("checked") == 2
    assert "超期10日" in page


def test_an_item_past_its_date_is_red_wherever_it_stands(office_city: City) -> None:
    office = desk(office_city, "coordinator")
    called(office, cases=[])
    office.send(f"{MEETING}/decide", item="查清", owner="zjj", due=SOON, case="")
    office_city.move_to(date(2023, 5, 4))
    assert "超过时限" in office.read(MEETING)
    assert "其中到期未办 1 项" in office.read("/meetings")
    assert "已过期限" in desk(office_city, "lead").read("/")


def test_a_name_in_the_minutes_is_refused_and_what_was_typed_stays(office_city: City) -> None:
    office = desk(office_city, "coordinator")
    called(office, cases=[])
    said = office.send(f"{MEETING}/minutes", 422, attendance="住建局", minutes="举报人王五说")
    assert "“会议记录”里的“王五”可能是人名、电话或证件号" in said
    assert "举报人王五说" in said


def test_a_unit_that_was_not_called_finds_nothing_and_a_case_not_its_own_is_not_shown(
    office_city: City,
) -> None:
    live(office_city, "T1", lives.WORKING)
    office, stranger = desk(office_city, "coordinator"), desk(office_city, "stranger")
    called(office)
    stranger.open(MEETING, 404)
    for strange in ("2023-1%00", "x", "2023-01", "2023-99"):
        office.open(f"/meetings/{strange}", 404)
        office.open(f"/meetings/items/{strange}.1/finish", 403)  # the office reports nothing done
        office.open(f"/meetings/items/{strange}/hand", 404)
    assert "还没有会议" in stranger.read("/meetings")
    called(office, units=["slj"])
    assert "城区黑臭水体" not in stranger.read("/meetings/2023-2")
    assert "城区黑臭水体" in office.read("/meetings/2023-2")
