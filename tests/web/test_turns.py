"""Whose turn it is on lists, on the case's page and in inboxes; an offered transfer; feedback that is corrected."""

import pytest

from caseflow.domain.terms import Office
from caseflow.services.record import record
from tests.makers import work_on
from tests.services.staff import PASSWORD
from tests.web import lives
from tests.web.lives import live, proposed
from tests.web.office import ROUND, TODAY, City, act
from tests.web.reading import panel, words

OFFERED = (*lives.WORKING, ("offer_transfer", {"unit": "slj", "reason": "职责调整"}))
ASKED = proposed("extension", lives.WORKING, to_day="2023-12-31")


@pytest.fixture
def city(office_city: City) -> City:
    return office_city


def leaves(city: City, office: Office, unit: str) -> None:
    """The office is vacant from today on."""
    with work_on(city.engine, TODAY) as work:
        code = next(person.code for person in work.city.holders(office, unit, TODAY))
        record(work, f"person/{code}", "end_appointment", {"id": 1, "end": "2023-04-19"})


def read(city: City, who: str, number: str) -> str:
    return city.visitor(who).open(f"/cases/{ROUND}/{number}").html


def test_a_vacant_signing_office_is_said_on_the_page_and_in_the_list(city: City) -> None:
    live(city, "T1", lives.SIGNING)
    leaves(city, Office.GOVERNMENT_HEAD, "tiexi")
    said = panel(read(city, "coordinator", "T1"), "turn")
    assert "铁西区党委主要负责同志" in said
    assert "铁西区政府主要负责同志空缺，另一栏任职后再签，等待时间不计入" in said
    leaves(city, Office.PARTY_HEAD, "tiexi")
    waits = "没有人，铁西区党委主要负责同志空缺，任职后办理，等待时间不计入"
    assert waits in panel(read(city, "coordinator", "T1"), "turn")
    assert waits in words(city.visitor("coordinator").open("/cases").html)


def test_a_matter_before_a_vacant_group_says_so_on_its_page_and_waits_undated(city: City) -> None:
    live(city, "T1", ASKED)
    leaves(city, Office.GOVERNMENT_HEAD, "siping")
    visitor = city.visitor("group-party")
    deciding = visitor.open(act("T1", "extend"))
    assert "四平市政府主要负责同志空缺" in deciding.words
    visitor.send(deciding, 303, agrees="true")
    assert "四平市政府主要负责同志空缺" in panel(read(city, "lead", "T1"), "decisions")


def test_one_person_in_both_head_offices_is_told_to_have_another_appointed(city: City) -> None:
    live(city, "T1", ASKED)
    leaves(city, Office.GOVERNMENT_HEAD, "siping")
    with work_on(city.engine, TODAY) as work:
        (party,) = work.city.holders(Office.PARTY_HEAD, "siping", TODAY)
        data = {"office": "government_head", "unit": "siping", "tenure": "regular", "start": "2023-04-10"}
        record(work, f"person/{party.code}", "appoint", data)
    visitor = city.visitor("group-party")
    visitor.send(visitor.open(act("T1", "extend")), 303, agrees="true")
    page = visitor.open(act("T1", "extend"))
    assert "另行任命，或登记上级单位及其政府主要负责同志" in page.words
    assert "四平市政府一栏须另一人" in visitor.send(page, 409, agrees="true").words
    assert city.case("T1").decisions[0].outcome is None


def test_an_offered_transfer_can_be_refused_and_then_the_unit_sees_the_case_no_more(city: City) -> None:
    live(city, "T1", OFFERED)
    visitor = city.visitor("stranger")
    page = visitor.open(act("T1", "refuse_transfer"))
    assert visitor.send(page, 303, reason="不属本部门职责").location == "/"
    assert visitor.send(page, 303, reason="不属本部门职责").location == "/"  # a double click
    assert city.events("T1").count("refuse_transfer") == 1
    visitor.open(f"/cases/{ROUND}/T1", 404)
    assert city.case("T1").transfer_to is None
    assert "不属本部门职责" in read(city, "coordinator", "T1")


def test_an_offered_transfer_can_be_taken_back_only_before_it_is_accepted(city: City) -> None:
    live(city, "T1", OFFERED)
    office = city.visitor("coordinator")
    page = office.open(act("T1", "take_back_transfer"))
    stranger = city.visitor("stranger")
    stranger.send(stranger.open(act("T1", "accept_transfer")), 303)
    office.send(page, 409, reason="职责未调整")
    again = office.open(act("T1", "take_back_transfer"))
    assert "已接收移交" in office.send(again, 409, reason="职责未调整").words
    live(city, "T2", OFFERED)
    office.send(office.open(act("T2", "take_back_transfer")), 303, reason="职责未调整")
    assert city.case("T2").transfer_to is None


def test_feedback_is_entered_once_and_then_only_corrected_with_a_reason(city: City) -> None:
    live(city, "D1", (("file", lives.PETITION, lives.WORDS), *lives.WORKING[1:]))
    office, typed = city.visitor("coordinator"), {"on": "2023-04-19", "paper": "〔2023〕2号"}
    page = office.open(act("D1", "feed_back"))
    assert "reason" not in page.fields
    office.send(page, 303, **typed)
    assert "更正反馈登记" in words(read(city, "coordinator", "D1"))
    again = office.open(act("D1", "feed_back"))
    refused = office.send(again, 409, **typed | {"paper": "〔2023〕3号"})
    assert "2023年4月20日已反馈督察组" in refused.words
    office.send(refused, 303, **typed | {"paper": "〔2023〕3号", "reason": "文号有误"})
    assert city.events("D1").count("feed_back") == 2
    assert city.case("D1").fed_back_on == TODAY


def test_the_superiors_head_finds_a_signature_in_the_inbox_under_their_own_post(city: City) -> None:
    live(city, "T1", lives.SIGNING)
    leaves(city, Office.GOVERNMENT_HEAD, "tiexi")
    with work_on(city.engine, TODAY) as work:
        (party,) = work.city.holders(Office.PARTY_HEAD, "tiexi", TODAY)
        data = {"office": "government_head", "unit": "tiexi", "tenure": "regular", "start": "2023-04-10"}
        record(work, f"person/{party.code}", "appoint", data)
    assert "do/sign" in city.visitor("group-government").open("/").html
    visitor = city.visitor("party")
    visitor.send(visitor.open(act("T1", "sign")), 303, password=PASSWORD)
    assert "四平市政府主要负责同志" in panel(read(city, "coordinator", "T1"), "turn")
    second = city.visitor("group-government")
    second.send(second.open(act("T1", "sign")), 303, password=PASSWORD)
    assert city.case("T1").state == "closed"
