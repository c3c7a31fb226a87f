"""Handing a case on: offered, refused, taken back, accepted; and who may still answer."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Unknown
from caseflow.services.assigning import (
    accept_transfer,
    offer_transfer,
    refuse_transfer,
    take_back_transfer,
    transfer,
)
from caseflow.services.following import feed_back
from caseflow.services.texts import texts_of
from caseflow.transaction import looking
from tests.makers import filed
from tests.services.acting import COORDINATOR, DAY, KEY, LEAD, acting, begun, the_case

NEW = "officer/zjj"
PETITION = "SP2022/D1"


@pytest.fixture
def offered(city: Engine) -> Engine:
    """A case that its lead unit works on and that is offered to another."""
    begun(city)
    with acting(city, COORDINATOR) as work:
        offer_transfer(work, KEY, "zjj", "职责调整")
    return city


def test_the_unit_a_case_is_offered_to_refuses_it_with_a_reason_and_is_out_of_it(offered: Engine) -> None:
    with acting(offered, NEW) as work, pytest.raises(BadInput, match=r"reason\.missing"):
        refuse_transfer(work, KEY, " ")
    with acting(offered, NEW) as work:
        refuse_transfer(work, KEY, "不属本部门职责")
    case = the_case(offered)
    assert (case.transfer_to, case.parties.lead_unit) == (None, "slj")
    with looking(offered) as session:
        assert texts_of(session, case)["reason"] == "不属本部门职责"
    with acting(offered, NEW) as work, pytest.raises(Unknown):
        accept_transfer(work, KEY)


def test_nobody_else_refuses_or_takes_back(offered: Engine) -> None:
    with acting(offered, LEAD) as work, pytest.raises(NotPermitted):
        refuse_transfer(work, KEY, "不同意")
    with acting(offered, NEW) as work, pytest.raises(NotPermitted):
        take_back_transfer(work, KEY, "不同意")


def test_the_coordinator_takes_an_offer_back_and_offers_the_case_to_another(offered: Engine) -> None:
    with acting(offered, COORDINATOR) as work:
        take_back_transfer(work, KEY, "职责未调整")
        with pytest.raises(BadInput, match=r"transfer\.not_offered"):
            take_back_transfer(work, KEY, "职责未调整")
        offer_transfer(work, KEY, "nyncj", "职责调整")
    assert the_case(offered).transfer_to == "nyncj"


def test_what_is_accepted_is_neither_refused_nor_taken_back_nor_offered_to_another(offered: Engine) -> None:
    with acting(offered, NEW) as work:
        accept_transfer(work, KEY)
        with pytest.raises(NotYet, match=r"transfer\.accepted"):
            refuse_transfer(work, KEY, "不属本部门职责")
    with acting(offered, COORDINATOR) as work:
        for undo in (take_back_transfer, lambda w, k, r: offer_transfer(w, k, "nyncj", r)):
            with pytest.raises(NotYet, match=r"transfer\.accepted"):
                undo(work, KEY, "职责未调整")
        transfer(work, KEY)
    assert the_case(offered).parties.lead_unit == "zjj"


def test_the_inspection_team_is_answered_once_and_a_wrong_entry_corrected_with_a_reason(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "D1", "petition", lead_unit="slj", feedback_due="2023-05-12")
        feed_back(work, PETITION, DAY, "〔2023〕1号")
        with pytest.raises(NotYet, match=r"feedback\.already"):
            feed_back(work, PETITION, DAY, "〔2023〕2号")
    later = DAY.replace(day=15)
    with acting(city, COORDINATOR, later) as work:
        feed_back(work, PETITION, later, "〔2023〕2号", "文号有误")
    case = the_case(city, "D1")
    assert case.fed_back_on == DAY
    with looking(city) as session:
        assert texts_of(session, case)["feedback.paper"] == "〔2023〕2号"
