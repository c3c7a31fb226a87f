"""A form signed on paper counts once two clerks have seen it, and as the signature of the head of its day."""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused
from caseflow.domain.terms import Office, State
from caseflow.services.access import held_case
from caseflow.services.appointing import end_appointment
from caseflow.services.evidencing import Photo
from caseflow.services.paper_signing import confirm_signed_form, drop_signed_form, enter_signed_form
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.store.files import Files
from caseflow.transaction import looking
from tests import samples
from tests.services.staff import hire, work_as
from tests.signing import PLANNED, SIGNED, Town, add_evidence


@pytest.fixture
def town(city: Engine) -> Town:
    return Town(city)


ON = date(2023, 4, 19)


@pytest.fixture
def office(town: Town) -> Town:
    """Two clerks of the rectification office, and a case that has lain before the heads for two weeks."""
    town.clerk = hire(town.engine, "周一", "clerk", Office.COORDINATOR, "zgb")
    town.other = hire(town.engine, "周二", "other", Office.COORDINATOR, "zgb")
    return town


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", 1024**2)


def enter(town: Town, files: Files, *, who: str = "", box: str = "party", on: date = ON, **more: str) -> Case:
    with work_as(town.engine, town.clerk, SIGNED) as work:
        case = held_case(work, "SP2022/T1")
        assert case
        code = more.get("code") or dossier_digest(case)[:16]
        scan = Photo("签批表.pdf", more.get("scan", "").encode() or samples.PDF)
        return enter_signed_form(work, files, "SP2022/T1", box, who or town.party, on, code, scan)


def test_a_form_signed_on_paper_counts_once_two_clerks_have_seen_it(office: Town, files: Files) -> None:
    enter(office, files)
    with (
        work_as(office.engine, office.clerk, SIGNED) as work,
        pytest.raises(NotPermitted, match=r"same_clerk"),
    ):
        confirm_signed_form(work, "SP2022/T1", 1)
    assert office.signed() == []
    with work_as(office.engine, office.other, SIGNED) as work:
        confirm_signed_form(work, "SP2022/T1", 1)
    (event,) = office.signed()
    assert (event.actor, event.on_behalf, event.occurred_at) == (office.other, office.party, ON.isoformat())
    assert event.data["means"] == "paper"
    (signature,) = office.case().live_signatures
    assert (signature.person, signature.office, signature.on) == (office.party, "party_head/tiexi", ON)
    with looking(office.engine) as session:
        proof = json.loads(read_texts(session, [event.texts["proof"]]).popitem()[1])
        assert verify(session).result == "verified"
    assert proof["digest"] == sha256(samples.PDF).hexdigest()
    assert proof["entered_by"] == office.clerk
    assert office.sign(office.government, "T1").signed  # the other head signs the same dossier by key
    assert office.case().state is State.CLOSED


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"code": "0" * 16}, "signed_form.other_code"),
        ({"box": "government"}, "signed_form.not_in_office"),
        ({"on": SIGNED + timedelta(days=1)}, "day.in_future"),
        ({"on": PLANNED - timedelta(days=1)}, "day.before"),
        ({"scan": "only words"}, "signed_form.no_scan"),
        ({"who": "p99"}, "person.unknown"),
    ],
)
def test_a_form_that_is_not_what_it_says_is_not_entered(
    office: Town, files: Files, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        enter(office, files, **more)
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_form_over_another_dossier_is_dropped_and_its_scan_changes_none(office: Town, files: Files) -> None:
    before = dossier_digest(office.case())
    enter(office, files)
    assert dossier_digest(office.case()) == before
    add_evidence(office)
    with (
        work_as(office.engine, office.other, SIGNED) as work,
        pytest.raises(NotYet, match=r"dossier_changed"),
    ):
        confirm_signed_form(work, "SP2022/T1", 1)
    with work_as(office.engine, office.other, SIGNED) as work:
        drop_signed_form(work, "SP2022/T1", 1, "案卷变了")
    with (
        work_as(office.engine, office.other, SIGNED) as work,
        pytest.raises(BadInput, match=r"signed_form\.unknown"),
    ):
        confirm_signed_form(work, "SP2022/T1", 1)


def test_the_head_of_the_day_the_paper_bears_signed_though_another_is_head_today(
    office: Town, files: Files
) -> None:
    with work_as(office.engine, "p2", SIGNED) as work:
        end_appointment(work, office.party, 1, ON)
    later = hire(office.engine, "新书记", "new.head", Office.PARTY_HEAD, "yitong")
    enter(office, files)
    with pytest.raises(Refused, match=r"box_waits"):
        enter(office, files, who=later)
    with work_as(office.engine, office.other, SIGNED) as work:
        confirm_signed_form(work, "SP2022/T1", 1)
    assert office.case().live_signatures[0].person == office.party
