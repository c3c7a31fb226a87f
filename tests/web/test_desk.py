"""The inspector's desk: dwell times and courses, narrowed by the address, taken out as shown, seen by nobody else."""

import csv
import io
from datetime import date

import pytest

from tests.web import lives
from tests.web.desk import token_of
from tests.web.lives import live
from tests.web.office import City
from tests.web.reading import words


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file, with one case in acceptance."""
    live(shared_city, "T-desk-1", lives.ACCEPTING)
    return shared_city


def doubts(city: City, query: str = "") -> list[dict[str, str]]:
    answer = city.visitor("inspector").client.get(f"/desk/flags.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def read(city: City, address: str) -> str:
    return words(city.visitor("inspector").open(address).html)


def test_dwell_times_are_narrowed_by_the_address_and_taken_out_exactly_so(city: City) -> None:
    page = read(city, "/desk/dwell?by=case")
    assert "T-desk-1" in page
    assert "T-desk-1" not in read(city, "/desk/dwell?by=case&kind=petition")
    for by in ("case", "unit", "person"):
        answer = city.visitor("inspector").client.get(f"/desk/dwell.csv?by={by}&sort=-days")
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert rows
        days = [int(row["用时（日）"]) for row in rows]
        assert days == sorted(days, reverse=True)


def test_a_course_shows_every_event_on_a_day_and_that_it_is_looked_at_is_told_to_nobody(city: City) -> None:
    before = city.events("T-desk-1")
    page = read(city, "/desk/cases/SP2022/T-desk-1")
    assert "各环节用时" in page
    assert "验收中" in page
    assert city.events("T-desk-1") == before
    assert (
        city.visitor("inspector").client.get("/desk/cases/SP2022/T-desk-1?day=2022-09-10").status_code == 404
    )
    assert "/desk/" not in city.visitor("lead").open("/cases/SP2022/T-desk-1").html


def test_doubts_name_their_evidence_and_what_may_explain_them_and_are_narrowed_by_the_address(
    city: City,
) -> None:
    live(city, "T-desk-2", lives.ACCEPTING)  # the very files of T-desk-1
    (again,) = doubts(city, "?flag=same_file")[:1]
    assert again["案件编号"] in ("T-desk-1", "T-desk-2")
    page = read(city, "/desk?flag=same_file")
    for said in ("同一份文件用在两处", "可能确实管着几件案件", "是提示，不是结论"):
        assert said in page
    assert {row["疑点"] for row in doubts(city, "?flag=same_file")} == {"同一份文件用在两处"}
    assert len(doubts(city, "?kind=petition")) < len(doubts(city))
    assert doubts(city, "?day=2022-09-10") == []
    course = read(city, f"/desk/cases/SP2022/{again['案件编号']}")
    assert "同一份文件用在两处" in course


def test_nobody_whose_work_is_looked_at_sees_a_doubt_or_that_anybody_looked(city: City) -> None:
    live(city, "T-desk-3", lives.ACCEPTING)
    shown = {
        who: city.visitor(who).open("/cases/SP2022/T-desk-3").html for who in ("lead", "coordinator", "party")
    }
    read(city, "/desk/cases/SP2022/T-desk-3")
    for who, html in shown.items():
        assert "疑点" not in html
        now = city.visitor(who).open("/cases/SP2022/T-desk-3").html
        assert words(now.partition("<main")[2]) == words(html.partition("<main")[2])
        assert city.visitor(who).client.get("/desk").status_code == 403


def test_every_name_on_the_desk_leads_to_what_that_unit_or_person_did_until_that_day(city: City) -> None:
    desk = city.visitor("inspector").open("/desk/dwell?by=unit&day=2023-04-10").html
    assert "/desk/units/sthjj?day=2023-04-10" in desk
    page = read(city, "/desk/units/sthjj?day=2023-04-10")
    for said in ("此刻轮到其办理", "T-desk-1", "经办人"):
        assert said in page
    code = (
        city.visitor("inspector")
        .open("/desk/units/sthjj")
        .html.partition("/desk/people/")[2]
        .partition("?")[0]
    )
    assert "市生态环境局" in read(city, f"/desk/people/{code}")
    assert city.visitor("inspector").client.get("/desk/people/p999").status_code == 404


def test_a_look_back_is_drawn_seen_with_its_lots_by_the_inspector_alone_and_recorded_from_its_page(
    city: City,
) -> None:
    live(city, "T-desk-4", lives.CLOSED)
    city.move_to(date(2023, 11, 1))
    inspector = city.visitor("inspector")
    page = inspector.open("/lookbacks")
    answer = inspector.client.post("/lookbacks", data={"csrf_token": token_of(page.html)})
    assert answer.status_code == 303
    drawn = inspector.open("/lookbacks/2023-1")
    for said in ("T-desk-4", "种子", "签数", "待看"):
        assert said in drawn.words
    assert "/cases/SP2022/T-desk-4/do/look_back?draw=2023-1" in drawn.html
    office = words(city.visitor("coordinator").open("/lookbacks/2023-1").html)
    assert "T-desk-4" in office
    assert "种子" not in office
    assert "签数" not in office
    for who in ("lead", "acceptance", "party", "assessor"):
        assert city.visitor(who).client.get("/lookbacks/2023-1").status_code == 403
    assert "回头看" not in city.visitor("lead").open("/cases/SP2022/T-desk-4").words
    rows = list(
        csv.reader(io.StringIO(inspector.client.get("/lookbacks/2023-1/export.csv").data.decode("utf-8-sig")))
    )
    assert [row[1:2] + row[5:6] for row in rows[1:]] == [["T-desk-4", "待看"]]
    again = inspector.client.post("/lookbacks", data={"csrf_token": token_of(page.html)})
    assert again.status_code == 409
    assert "一天只抽一次" in words(again.text)


def test_what_a_look_back_found_stands_on_the_case_for_everybody_who_sees_it(city: City) -> None:
    seen = {"draw": "2023-1", "result": "rebound", "on": "2023-11-01", "people": 2}
    said = {
        "look_back.1.words": "水体又发黑",
        "look_back.1.place": "河口",
        "look_back.1.people": "赵某、钱某",
    }
    live(city, "T-desk-5", (*lives.CLOSED, ("look_back", seen, said)))
    for who in ("lead", "coordinator", "inspector"):
        page = words(city.visitor(who).open("/cases/SP2022/T-desk-5").html)
        for told in ("问题反弹", "水体又发黑", "河口"):
            assert told in page
