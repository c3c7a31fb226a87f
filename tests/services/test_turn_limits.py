"""Whoever's turn it is has a limit, also beside the states: to take over, to confirm, to give an opinion, to apply."""

from datetime import date

from sqlalchemy import Engine

from caseflow.domain.case.clocks import clocks
from caseflow.domain.terms import Kind, Settlement, Verdict
from caseflow.services.assigning import accept_transfer, offer_transfer, transfer
from caseflow.services.following import resume, suspend
from caseflow.services.owing import duties
from caseflow.services.rectifying import confirm_findings, record_findings, self_check
from tests.makers import filed
from tests.services.acting import COORDINATOR, KEY, LEAD, NUMBER, acting, begun, lived, the_case

MONDAY, NEXT, LATER = date(2023, 9, 4), date(2023, 9, 11), date(2023, 9, 18)
NEW, UNIT, CO_LEAD, DEPUTY = "officer/zjj", "officer/tiexi", "officer/nyncj", "deputy/tiexi"
PETITION = "SP2022/D1"


def limits(engine: Engine, number: str = NUMBER) -> dict[str, str]:
    return {clock.name: str(clock.end) for clock in clocks(the_case(engine, number))}


def owed(engine: Engine, post: str, day: date) -> dict[str, str]:
    """What the holder of a post sees in the inbox, by word, with the day."""
    with acting(engine, post, day) as work:
        return {duty.word: str(duty.due) for duty in duties(work)}


def test_a_transfer_has_a_limit_for_the_new_unit_and_then_for_the_office(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR, MONDAY) as work:
        offer_transfer(work, KEY, "zjj", "职责调整")
    assert limits(city) == {"accept_transfer": "2023-09-11"}
    assert owed(city, NEW, LATER)["obligation.accept_transfer"] == "2023-09-11"
    with acting(city, NEW, NEXT) as work:
        accept_transfer(work, KEY)
    assert limits(city) == {"transfer": "2023-09-18"}
    assert owed(city, COORDINATOR, LATER)["action.transfer"] == "2023-09-18"
    with acting(city, COORDINATOR, LATER) as work:
        transfer(work, KEY)
    assert limits(city) == {}


def test_findings_have_a_limit_for_the_countys_leader_and_again_for_the_office(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR, MONDAY) as work:
        filed(work, "D1", Kind.PETITION, lead_unit="slj", locality="tiexi", feedback_due="2023-09-14")
    assigned = ("assign", {"lead_unit": "slj", "limit": "2023-09-11"})
    lived(city, assigned, ("accept_assignment", {"to": "rectifying"}), number="D1", day=MONDAY)
    with acting(city, LEAD, MONDAY) as work:
        record_findings(work, PETITION, Verdict.PARTLY, Settlement.SETTLED, "现场属实")
    assert limits(city, "D1")["confirm_findings"] == "2023-09-07"
    assert owed(city, DEPUTY, MONDAY)["obligation.confirm_findings"] == "2023-09-07"
    with acting(city, DEPUTY, NEXT) as work:
        confirm_findings(work, PETITION)
    assert limits(city, "D1")["confirm_findings"] == "2023-09-14"
    with acting(city, COORDINATOR, LATER) as work:
        confirm_findings(work, PETITION)
    assert "confirm_findings" not in limits(city, "D1")


def test_self_checks_ask_for_opinions_and_for_the_application_and_a_return_ends_both(city: Engine) -> None:
    begun(city, co_leads=["nyncj"])
    kinds = enumerate(("before_photo", "after_photo", "site_check"))
    proofs = [("add_evidence", {"digest": str(n) * 64, "kind": kind}) for n, kind in kinds]
    lived(city, ("mark_measure", {"number": 1, "done": True}), *proofs)
    with acting(city, UNIT, MONDAY) as work:
        self_check(work, KEY, [], "李某")
    assert limits(city) == {"opinion": "2023-09-11", "apply": "2023-09-18"}
    assert owed(city, CO_LEAD, MONDAY)["obligation.opinion"] == "2023-09-11"
    lead = owed(city, LEAD, MONDAY)
    assert lead["obligation.apply"] == "2023-09-18"
    assert "obligation.rectify" not in lead, "one act meets both: the earlier is asked for"
    lived(city, ("apply_closure", {"order": ["acceptance"], "to": "accepting"}), day=NEXT)
    lived(city, ("withdraw", {"to": "rectifying"}), day=NEXT)
    assert limits(city) == {}
    assert "obligation.rectify" in owed(city, LEAD, NEXT)


def test_a_suspension_stops_these_limits_too(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR, MONDAY) as work:
        offer_transfer(work, KEY, "zjj", "职责调整")
    with acting(city, COORDINATOR, date(2023, 9, 5)) as work:
        suspend(work, KEY, "等待机构改革")
    assert owed(city, NEW, NEXT)["obligation.accept_transfer"] == "None"
    with acting(city, COORDINATOR, LATER) as work:
        resume(work, KEY)
    assert limits(city) == {"accept_transfer": "2023-09-22"}
