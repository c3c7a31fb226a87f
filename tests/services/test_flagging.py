"""Doubts about the cases of a city, as of any day, on both databases; finding them leaves no trace."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.flags import Flag
from caseflow.services.dwelling import Narrowed
from caseflow.services.flagging import Wanted, wanted_flags
from caseflow.services.surveying import survey
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.makers import filed, told
from tests.services.acting import COORDINATOR, PARTIES, acting, begun, lived

LATER = date(2023, 6, 1)
PHOTO = {"digest": "a" * 64, "kind": "after_photo", "bytes": 1, "media": "image/jpeg"}


@pytest.fixture
def two(city: Engine) -> Engine:
    """Two tasks that show the same photo, one on 8 and one on 9 May 2023."""
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "T02", "task", **PARTIES, due="2023-10-31")
        told(work, "T02", "assign", {"lead_unit": "slj", "limit": "2023-05-11"})
        told(work, "T02", "accept_assignment", {"to": "rectifying"})
    lived(city, ("add_evidence", PHOTO), day=date(2023, 5, 8))
    lived(city, ("add_evidence", PHOTO), number="T02", day=date(2023, 5, 9))
    return city


def doubts(engine: Engine, day: date = LATER, code: str = "same_file", **narrow: str) -> list[Flag]:
    with acting(engine, "inspector/jwjw", LATER) as work:
        return wanted_flags(work, survey(work, day), Wanted(Narrowed(**narrow), code))


def test_a_photo_used_twice_is_pointed_out_from_the_day_on_which_it_was_used_again(two: Engine) -> None:
    assert doubts(two, date(2023, 5, 8)) == []
    (found,) = doubts(two)
    assert (found.case, [proof.case for proof in found.proofs]) == (
        "SP2022/T02",
        ["SP2022/T02", "SP2022/T01"],
    )
    assert doubts(two, unit="tiexi") == [found]
    assert doubts(two, unit="zjj") == doubts(two, kind="petition") == doubts(two, state="closed") == []


def test_a_photo_taken_back_is_no_doubt_any_more(two: Engine) -> None:
    lived(two, ("withdraw_evidence", {"id": 1}), number="T02", day=date(2023, 5, 10))
    assert doubts(two) == []
    assert len(doubts(two, date(2023, 5, 9))) == 1


def test_looking_for_doubts_leaves_nothing_on_record(two: Engine) -> None:
    with looking(two) as session:
        before = verify(session, None).events
    doubts(two)
    with looking(two) as session:
        assert verify(session, None).events == before
