"""What may still be said anew of a case, and from when on nothing that was signed is described otherwise."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotYet
from caseflow.services.filing import describe
from caseflow.services.rectifying import confirm_findings
from tests.makers import filed
from tests.services.acting import (
    COORDINATOR,
    KEY,
    PARTIES,
    acting,
    begun,
    closed,
    lived,
    signed,
    the_case,
)

PETITION = "SP2022/D1"
SIGNED_FIRST = ["acceptance", "signatures", "notice"]
FOUND = {"verdict": "partly", "settlement": "settled"}


def retitled(engine: Engine) -> None:
    with acting(engine, COORDINATOR) as work:
        describe(work, KEY, {"title": "另一个标题"})


def accepted(engine: Engine, to: str) -> None:
    lived(
        engine,
        ("apply_closure", {"order": SIGNED_FIRST, "to": "accepting"}),
        ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": to}),
    )


def test_words_are_replaced_while_the_work_lasts(city: Engine) -> None:
    before = the_case(begun(city)).texts["title"]
    retitled(city)
    assert the_case(city).texts["title"] != before


def test_a_case_before_the_heads_or_closed_is_not_described_anew(city: Engine) -> None:
    accepted(begun(city), "signing")
    with pytest.raises(NotYet, match=r"lifecycle\.wrong_state"):
        retitled(city)
    lived(city, ("refuse", {"to": "rectifying"}))
    closed(city)
    with pytest.raises(NotYet, match=r"lifecycle\.wrong_state"):
        retitled(city)


def test_where_signing_lies_behind_the_notice_to_come_changes_no_word_of_what_was_signed(
    city: Engine,
) -> None:
    accepted(begun(city), "signing")
    signed(city, "awaiting_notice")
    with pytest.raises(NotYet, match=r"evidence\.signed"):
        retitled(city)
    assert len(the_case(city).live_signatures) == 2


def test_findings_are_confirmed_while_the_case_is_being_rectified_and_not_in_acceptance(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "D1", feedback_due="2023-05-12", **PARTIES)
    told = ("accept_assignment", {"to": "rectifying"}), ("record_findings", FOUND)
    assigned = ("assign", {"lead_unit": "slj", "limit": "2023-05-11"})
    lived(city, assigned, *told, number="D1")
    with acting(city, "deputy/tiexi") as work:
        confirm_findings(work, PETITION)
    lived(city, ("apply_closure", {"order": SIGNED_FIRST, "to": "accepting"}), number="D1")
    with acting(city, COORDINATOR) as work, pytest.raises(NotYet, match=r"lifecycle\.wrong_state"):
        confirm_findings(work, PETITION)
    lived(city, ("withdraw", {"to": "rectifying"}), number="D1")
    with acting(city, COORDINATOR) as work:
        confirm_findings(work, PETITION)
    assert the_case(city, "D1").settlement == "settled"
