"""The month's circular at the pages: drafted, issued by another who saw what is issued, then read by everybody."""

from datetime import date

import pytest

from caseflow.services.papering import code_of
from caseflow.services.record import record
from caseflow.services.reporting import open_round
from caseflow.services.streams import events_of, read_round
from caseflow.transaction import looking
from tests.makers import work_on
from tests.web import lives
from tests.web.desk import Desk, desk
from tests.web.lives import live
from tests.web.office import PLANNED, City

MONTH = "2023-04"
PAGE, STREAM = f"/rounds/{MONTH}/circular", f"round/{MONTH}"
MAY = date(2023, 5, 4)
PASSED = ("review_report", {"month": MONTH, "number": 1, "result": "accepted", "confirmed": "lagging"})


@pytest.fixture
def april(office_city: City) -> City:
    """April, closed, with one report that is passed."""
    with work_on(office_city.engine, PLANNED) as work:
        open_round(work, date(2023, 4, 1))
    live(office_city, "T1", (*lives.REPORTED, PASSED))
    with work_on(office_city.engine, MAY) as work:
        work.rounds[MONTH] = read_round(work.session, MONTH) or pytest.fail("no round")
        record(work, STREAM, "close_round")
    office_city.move_to(MAY)
    return office_city


def drafted(office: Desk) -> str:
    place = f"{PAGE}/draft"
    texts = {"title": "四月通报", "opening": "现将四月情况通报如下：", "progress": "应报1件。"}
    return office.send(place, **texts, commended="", criticised="市住建局滞后1件。", demands="抓紧。")


def test_a_draft_is_the_offices_until_a_second_person_issues_it(april: City) -> None:
    office, colleague, lead = (desk(april, login) for login in ("coordinator", "colleague", "lead"))
    assert "本月应报1件，按时报送1件" in office.open(f"{PAGE}/draft")
    assert drafted(office) == PAGE
    assert "代拟稿" in office.read(PAGE)
    assert f'href="{PAGE}/issue"' not in office.open(PAGE)
    lead.open(PAGE, 404)
    assert f'href="{PAGE}/issue"' in colleague.open("/")
    assert f'href="{PAGE}/issue"' not in office.open("/")
    assert "市住建局滞后1件。" in colleague.read(f"{PAGE}/issue")
    colleague.send(f"{PAGE}/issue")
    assert f'href="{PAGE}/issue"' not in colleague.open("/")
    page = lead.read(PAGE)
    assert "四环督整办通〔2023〕1号" in page
    assert "市住建局滞后1件。" in page
    assert f'href="{PAGE}"' in lead.open(f"/rounds/{MONTH}")
    assert lead.client.get(f"{PAGE}.docx").data[:2] == b"PK"


def test_what_is_no_month_has_no_circular(april: City) -> None:
    for strange in ("2023-04%00", "x", "2023-13", "2023-03"):
        desk(april, "coordinator").open(f"/rounds/{strange}/circular", 404)


def test_only_what_was_looked_at_is_issued(april: City) -> None:
    office, colleague = desk(april, "coordinator"), desk(april, "colleague")
    drafted(office)
    seen = colleague.hidden(f"{PAGE}/issue")
    drafted(office)
    answer = colleague.client.post(f"{PAGE}/issue", data=seen)
    assert answer.status_code == 409
    assert "内容已有变动" in answer.text


def test_its_code_says_to_anybody_that_it_was_issued_and_to_readers_whether_it_stands(april: City) -> None:
    office, colleague = desk(april, "coordinator"), desk(april, "colleague")
    drafted(office)
    colleague.send(f"{PAGE}/issue")
    with looking(april.engine) as session:
        event = next(one for one in events_of(session, STREAM) if one.type == "issue_circular")
        code = code_of(session, "circular", event)
    nobody = Desk(april.app.test_client()).read(f"/verify/{code}")
    assert "四环督整办通〔2023〕1号" in nobody
    assert "是否有效 有效" not in nobody
    assert "是否有效 有效" in office.read(f"/verify/{code}")
    office.send(f"{PAGE}/void", reason="数有误")
    assert "是否有效 有效" not in office.read(f"/verify/{code}")
