"""Pages of a form signed on paper: entered by one clerk, compared by another, called what it is everywhere."""

from io import BytesIO

import pytest

from caseflow.domain.case import dossier_digest
from tests.samples import PDF
from tests.web import lives
from tests.web.desk import desk
from tests.web.lives import live
from tests.web.office import City, act
from tests.web.test_resetting_pages import code_of
from tests.web.visiting import Page

NUMBER = "T1"
ENTER, CONFIRM, DROP = (act(NUMBER, f"{name}_signed_form") for name in ("enter", "confirm", "drop"))


@pytest.fixture
def waiting(city: City) -> City:
    live(city, NUMBER, lives.SIGNING)
    return city


def enter(city: City, status: int = 303, **typed: object) -> Page:
    visitor = city.visitor("coordinator")
    page = visitor.open(ENTER)
    digest = dossier_digest(city.case(NUMBER))[:16].upper()
    told = {"who": f"party:{code_of('party')}", "on": "2023-04-19", "scan": (BytesIO(PDF), "签批表.pdf")}
    told |= {"code": "-".join(digest[n : n + 4] for n in range(0, 16, 4))} | typed
    answer = visitor.client.post(page.action, data=page.fields.to_dict() | told)
    return Page.of(answer, status)


def test_two_clerks_put_a_paper_signature_on_record_and_it_is_called_one_everywhere(waiting: City) -> None:
    enter(waiting)
    own = waiting.visitor("coordinator")
    refused = own.send(own.open(CONFIRM), 403)
    assert "登记的人不能自己核对" in refused.words
    colleague = waiting.visitor("colleague")
    assert "核对纸质签批" in colleague.open(f"/cases/SP2022/{NUMBER}").words
    page = colleague.open(CONFIRM)
    assert "2023-04-19 签，校验码" in page.words
    colleague.send(page)
    assert waiting.last(NUMBER)["means"] == "paper"
    assert "签字，纸质签批" in colleague.open(f"/cases/SP2022/{NUMBER}").words
    inspector = desk(waiting, "inspector").read("/audit")
    assert "不是用密钥签的字" in inspector
    assert "纸质签批" in inspector
    assert "不是用密钥签的字" not in desk(waiting, "sun.san").read("/audit")  # who reads no case


def test_a_slip_is_said_and_an_entry_put_aside_for_a_reason(waiting: City) -> None:
    assert "表上的校验码与现在的案卷不符" in enter(waiting, 422, code="1A2B-3C4D-5E6F-7A8B").words
    assert "选择扫描件" in enter(waiting, 422, scan="").words
    enter(waiting)
    colleague = waiting.visitor("colleague")
    colleague.send(colleague.open(DROP), reason="看不清")
    assert waiting.events(NUMBER)[-1] == "drop_signed_form"
    assert "sign" not in waiting.events(NUMBER)
