"""Messages within the product, how one wants to be told beyond it, and the page of the day's work."""

from dataclasses import replace

import pytest

from caseflow.services.delivering import hand_over
from caseflow.services.reaching import Channel, Reach, reached
from caseflow.services.running import note_fault
from caseflow.store.messages import DeliveryRow
from caseflow.transaction import looking
from tests.makers import filed, morning, told, work_on
from tests.web.desk import desk, token_of
from tests.web.office import TODAY, City

CHOSEN = {
    "mail": "li@example.com",
    "mail_digest": "y",
    "quiet_first": "2023-05-01",
    "quiet_last": "2023-05-05",
}


@pytest.fixture
def by_mail(city: City) -> City:
    """The city's installation can send mail."""
    installation = city.app.extensions["caseflow"]
    settings = replace(installation.settings, mail_host="127.0.0.1", mail_from="robot@example.com")
    city.app.extensions["caseflow"] = replace(installation, settings=settings)
    return city


def send_one(city: City) -> None:
    """A paper is issued to the lead unit."""
    with work_on(city.engine, TODAY) as work:
        filed(work, "A1", "task", ordinal=1, due="2023-10-31", lead_unit="zjj", locality="tiexi")
        told(
            work, "A1", "propose_paper", {"rung": "warning", "rule": "lagging_months:2023-03", "unit": "zjj"}
        )
        told(work, "A1", "issue_paper", {"id": 1, "reply_by": "2023-04-27"})
    with work_on(city.engine, TODAY) as work:
        assert hand_over(work) == 1


def test_a_message_is_new_until_its_receiver_has_read_it(city: City) -> None:
    send_one(city)
    mine = desk(city, "lead")
    page = mine.open("/messages")
    assert "收到文书，须书面答复" in page
    assert 'href="/cases/SP2022/A1"' in page
    assert "有 1 条新消息" in mine.read("/messages")
    mine.client.post("/messages/read", data={"csrf_token": token_of(page)})
    assert "没有新消息" in mine.read("/messages")
    assert "须书面答复" not in desk(city, "stranger").read("/messages")


def test_whoever_may_no_longer_see_the_case_keeps_the_message_without_it(city: City) -> None:
    send_one(city)
    with work_on(city.engine, TODAY) as work:
        told(work, "A1", "amend", {"lead_unit": "slj"})
        told(work, "A1", "void_paper", {"id": 1})
    assert "/cases/SP2022/A1" not in desk(city, "lead").open("/messages")


def test_one_chooses_how_to_be_told_and_nobody_else_is_shown_it(by_mail: City) -> None:
    mine = desk(by_mail, "lead")
    refused = mine.send("/account/messages", 422, mail="a@b\r\nBcc: c@d")
    assert "写一个电子邮件地址" in refused
    assert "都要填，或者都不填" in mine.send("/account/messages", 422, quiet_first="2023-05-01")
    mine.send("/account/messages", **CHOSEN)
    person = next(code for code, one in _people(by_mail).items() if one == "lead")
    with looking(by_mail.engine) as session:
        found = reached(session, person)
    assert found.channels == (Reach(Channel.MAIL, "li@example.com", urgent=False, digest=True),)
    assert "li@example.com" in mine.open("/account/messages")
    assert "li@example.com" not in desk(by_mail, "stranger").open("/account/messages")


def test_the_page_of_runs_says_how_far_the_work_is_and_what_was_not_delivered(by_mail: City) -> None:
    desk(by_mail, "lead").send("/account/messages", mail="li@example.com", mail_urgent="y")
    send_one(by_mail)
    with work_on(by_mail.engine, TODAY) as work:
        row = work.session.query(DeliveryRow).where(DeliveryRow.channel == "mail").one()
        row.status, row.error, row.attempts = "dead", "smtp.550", 1
        note_fault(work.session, morning(TODAY), "server-2", "OperationalError")
    inspector, admin = desk(by_mail, "inspector"), desk(by_mail, "zhao.yi")
    seen = inspector.read("/runs")
    assert f"每日事项已办到 {TODAY}" in seen
    assert "邮件服务器拒绝：550" in seen
    assert "server-2 OperationalError" in seen
    assert "A1" not in seen
    assert "重发" not in seen
    page = admin.open("/runs")
    again = admin.client.post("/runs/messages/2/again", data={"csrf_token": token_of(page)})
    assert again.status_code == 303
    assert "没有未送达的" in admin.read("/runs")


def _people(city: City) -> dict[str, str]:
    with looking(city.engine) as session:
        found = session.connection().exec_driver_sql("SELECT person, login FROM credential")
        return dict(found.all())
