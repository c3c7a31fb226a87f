"""Whoever acts is offered a receipt, and can see later whether what they did is still in the log."""

import re
from pathlib import Path

import pytest

from caseflow.store.database import writing
from tests.services.attacker import Attacker
from tests.services.checkpointed import NOW, a_checkpointer
from tests.services.staff import PASSWORD
from tests.web import lives
from tests.web.lives import live
from tests.web.office import City, act

NUMBER = "T1"


@pytest.fixture
def city(office_city: City) -> City:
    live(office_city, NUMBER, lives.SIGNING)
    return office_city


def test_a_signature_leaves_a_receipt_that_is_checked_until_the_log_is_changed(
    city: City, tmp_path: Path
) -> None:
    visitor = city.visitor("government")
    visitor.send(visitor.open(act(NUMBER, "sign")), 303, password=PASSWORD)
    page = visitor.open(f"/cases/SP2022/{NUMBER}")
    match = re.search(r"/receipts\?code=([0-9]+(?:-[0-9a-f]{4}){4})", page.html)
    assert match
    code = match[1]
    assert "尚未收入检查点" in visitor.open(f"/receipts?code={code}").words
    a_checkpointer(city.engine.url.render_as_string(hide_password=False), tmp_path / "notes").make(NOW)
    found = visitor.open(f"/receipts?code={code}").words
    assert "已收入检查点" in found
    assert "未见证" in found
    assert "不在日志里" in visitor.open(f"/receipts?code={code[:-1]}{'0' if code[-1] != '0' else '1'}").words
    with writing(city.engine) as session, session.begin():
        by = Attacker(session)
        by.forge(by.last - 3, day="2022-01-01")  # an earlier event, all its hashes made anew
    assert "不在日志里" in visitor.open(f"/receipts?code={code}").words


def test_what_is_no_receipt_is_said_to_be_none(city: City) -> None:
    assert "这不是回执短码" in city.visitor("lead").open("/receipts?code=12", 422).words
