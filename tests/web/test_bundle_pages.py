"""The evidence bundle in the browser: offered to those who may take it out, noted, and verifiable as it comes."""

from io import BytesIO

import pytest
from sqlalchemy import select

from caseflow.proof.bundle.verifying import verify_bundle
from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.web.lives import WORKING, live
from tests.web.office import City

CASE = "/cases/SP2022/SP2022-T77"


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    live(shared_city, "SP2022-T77", WORKING)
    return shared_city


@pytest.mark.parametrize("who", ["coordinator", "inspector", "group-party"])
def test_who_may_take_a_timeline_out_is_offered_both_versions_and_it_is_noted(city: City, who: str) -> None:
    visitor = city.visitor(who)
    shown = visitor.client.get(CASE).text
    for kind in ("full", "public"):
        assert f"{CASE}/bundle/{kind}.zip" in shown
        answer = visitor.client.get(f"{CASE}/bundle/{kind}.zip")
        assert (answer.status_code, answer.mimetype) == (200, "application/zip")
        found = verify_bundle(BytesIO(answer.data), 4e9)
        assert {fault.code for fault in found.faults} == {
            "bundle.checkpoint_missing",
            "bundle.policy_missing",
        }
        with looking(city.engine) as session:
            last = session.scalars(select(ReadingRow).order_by(ReadingRow.id.desc()).limit(1)).one()
        assert (last.what, last.ref) == ("export", f"SP2022/SP2022-T77 {kind}.zip")


def test_nobody_else_is_offered_one_or_given_it(city: City) -> None:
    visitor = city.visitor("lead")
    assert "/bundle/" not in visitor.client.get(CASE).text
    assert visitor.client.get(f"{CASE}/bundle/full.zip").status_code == 403
    assert city.visitor("coordinator").client.get(f"{CASE}/bundle/secret.zip").status_code == 404
