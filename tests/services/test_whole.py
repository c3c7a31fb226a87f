"""A task of several localities: its parts are closed one by one, and the whole is gathered and signed by the city."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.errors import NotYet
from caseflow.domain.overdue import standing_application
from caseflow.domain.terms import State
from caseflow.services.advance import inform_whole
from caseflow.services.deciding import decide, enter_finding, propose_on_finding
from caseflow.services.filing import split
from caseflow.services.following import gather_parts
from caseflow.services.rectifying import withdraw
from caseflow.services.signing import refuse, sign
from tests.makers import filed
from tests.services.acting import (
    CITY_HEADS,
    COORDINATOR,
    DAY,
    LEAD,
    ORDER,
    acting,
    begun,
    closed,
    lived,
    the_case,
)

PARTS = ("T02-1", "T02-2")
WHOLE = "SP2022/T02"


@pytest.fixture
def parted(city: Engine) -> Engine:
    """A task of two localities, whose parts are being rectified."""
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "T02", "task", due="2023-10-31", lead_unit="slj", locality="tiexi")
        split(work, WHOLE, ["tiexi", "lishu"])
    for number in ("T02", *PARTS):
        lived(
            city,
            ("complete_filing", {"acceptance_unit": "sthjj"}),
            ("assign", {"lead_unit": "slj", "limit": "2023-05-11"}),
            ("accept_assignment", {"to": "rectifying"}),
            number=number,
        )
    return city


def the_parts(engine: Engine) -> list[Case]:
    return [the_case(engine, number) for number in PARTS]


@pytest.fixture
def gathered(parted: Engine) -> Engine:
    """The same task, both parts closed and the whole before the city's heads."""
    for number in PARTS:
        closed(parted, number)
    with acting(parted, COORDINATOR) as work:
        for part in the_parts(parted):
            inform_whole(work, part)
        gather_parts(work, WHOLE)
    return parted


def sign_all(engine: Engine) -> None:
    for post in CITY_HEADS:
        with acting(engine, post) as work:
            sign(work, WHOLE, dossier_digest(the_case(engine, "T02")))


def test_a_task_that_is_split_belongs_to_the_city_and_its_parts_to_their_localities(parted: Engine) -> None:
    whole = the_case(parted, "T02")
    assert (whole.parties.locality, whole.links.parts) == ("siping", ("SP2022/T02-1", "SP2022/T02-2"))
    assert [part.parties.locality for part in the_parts(parted)] == ["tiexi", "lishu"]


def test_a_whole_has_applied_when_its_last_part_has_and_not_when_one_falls_back(parted: Engine) -> None:
    for number, day in zip(PARTS, (date(2023, 5, 8), date(2023, 5, 9)), strict=True):
        lived(parted, ("apply_closure", {"order": ORDER, "to": "accepting"}), number=number, day=day)
        with acting(parted, COORDINATOR, day) as work:
            inform_whole(work, the_case(parted, number))
    assert standing_application(the_case(parted, "T02")) == date(2023, 5, 9)
    with acting(parted, LEAD, date(2023, 5, 10)) as work:
        withdraw(work, "SP2022/T02-1", "补充材料")
    assert standing_application(the_case(parted, "T02")) is None


def test_a_whole_is_not_gathered_before_every_part_is_closed(parted: Engine) -> None:
    closed(parted, PARTS[0])
    with acting(parted, COORDINATOR) as work, pytest.raises(NotYet, match=r"guard\.part_open"):
        gather_parts(work, WHOLE)


def test_the_citys_heads_sign_the_dossiers_of_the_parts_and_close_the_whole(gathered: Engine) -> None:
    whole = the_case(gathered, "T02")
    assert whole.part_dossiers == tuple((part.key, dossier_digest(part)) for part in the_parts(gathered))
    sign_all(gathered)
    assert the_case(gathered, "T02").state is State.CLOSED


def found_after(engine: Engine, asks: str) -> None:
    """The first part's closure is doubted, and both of the city's heads grant what that asks for."""
    part = f"SP2022/{PARTS[0]}"
    with acting(engine, COORDINATOR) as work:
        enter_finding(work, part, asks, "from_above", "现场抽查发现")
        propose_on_finding(work, part, 1, "抽查不合格", "T03")
    for post in CITY_HEADS:
        with acting(engine, post) as work:
            decide(work, part, 1, agrees=True)


@pytest.mark.parametrize("asks", ["revocation", "rebound"])
def test_while_the_whole_is_signed_a_part_that_is_no_longer_closed_takes_it_back_to_work(
    gathered: Engine, asks: str
) -> None:
    with acting(gathered, CITY_HEADS[0]) as work:
        sign(work, WHOLE, dossier_digest(the_case(gathered, "T02")))
    found_after(gathered, asks)
    whole = the_case(gathered, "T02")
    assert (whole.state, standing_application(whole)) == (State.RECTIFYING, None)
    assert [signature.void for signature in whole.signatures] == ["fall_back"]
    with acting(gathered, COORDINATOR) as work, pytest.raises(NotYet, match=r"guard\.part_open"):
        gather_parts(work, WHOLE)


def test_a_closed_whole_goes_back_with_a_part_whose_closure_was_wrong(gathered: Engine) -> None:
    sign_all(gathered)
    found_after(gathered, "revocation")
    whole = the_case(gathered, "T02")
    assert (whole.state, whole.closure, len(whole.closed_before)) == (State.RECTIFYING, None, 1)


def test_a_closed_whole_no_longer_counts_once_the_problem_of_a_part_came_back(gathered: Engine) -> None:
    sign_all(gathered)
    found_after(gathered, "rebound")
    whole = the_case(gathered, "T02")
    assert (whole.state, whole.links.rebound_as) == (State.CLOSED, "SP2022/T03")
    assert not whole.counts_as_closed


def test_a_whole_is_gathered_again_with_the_case_as_which_a_part_came_back(gathered: Engine) -> None:
    found_after(gathered, "rebound")
    lived(
        gathered,
        ("assign", {"lead_unit": "slj", "limit": "2023-05-11"}),
        ("accept_assignment", {"to": "rectifying"}),
        number="T03",
    )
    closed(gathered, "T03")
    with acting(gathered, COORDINATOR) as work:
        inform_whole(work, the_case(gathered, "T03"))
        gather_parts(work, WHOLE)
    bound = [key for key, _ in the_case(gathered, "T02").part_dossiers]
    assert bound == ["SP2022/T02-2", "SP2022/T03"]


def test_a_whole_that_a_head_refused_still_applied_when_its_last_part_did(gathered: Engine) -> None:
    applied = standing_application(the_case(gathered, "T02"))
    with acting(gathered, CITY_HEADS[0], date(2023, 11, 6)) as work:
        refuse(work, WHOLE, "材料不全")
    whole = the_case(gathered, "T02")
    assert (whole.state, applied, standing_application(whole)) == (State.RECTIFYING, DAY, DAY)
    with acting(gathered, COORDINATOR, date(2023, 11, 7)) as work:
        gather_parts(work, WHOLE)
    assert the_case(gathered, "T02").state is State.SIGNING
