"""The list of cases: narrowed, sorted and paged by its address, and taken out as exactly the rows it shows."""

import csv
import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.makers import told, work_on
from tests.web import lives
from tests.web.lives import Told, live
from tests.web.office import PLANNED, City

LINK = re.compile(r'<a class="cf-quiet text-nowrap"[^>]*>([^<]+)</a>')
ON = re.compile(r'rel="next" href="([^"]+)"')
BACK = re.compile(r'rel="prev" href="([^"]+)"')


def working(due: str | None, title: str = "水体发黑", **more: object) -> tuple[Told, ...]:
    filing = {"kind": "task", "due": due} | lives.PARTIES | more
    return (("file", filing, lives.WORDS | {"title": title}), *lives.WORKING[1:])


@pytest.fixture(scope="module")
def listed(shared_city: City) -> City:
    """Five tasks and a petition in different places."""
    live(shared_city, "T1", working("2023-10-31", ordinal=1))
    live(shared_city, "T2", working("2023-04-10", "餐饮油烟扰民", ordinal=2))
    live(shared_city, "T3", working("2023-04-24", ordinal=3, locality="tiedong"))
    live(shared_city, "T4", working(None, ordinal=4, lead_unit="cgj"))
    live(shared_city, "T5", lives.CLOSED)
    live(shared_city, "D1", (("file", {"kind": "petition", "batch": 7, "locality": "tiexi"}, lives.WORDS),))
    return shared_city


def numbers(city: City, address: str, who: str = "coordinator") -> list[str]:
    return LINK.findall(city.visitor(who).open(address).html)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["T2", "T3", "T1", "D1", "T4", "T5"]),
        ("sort=-due", ["T1", "T3", "T2", "T4", "D1", "T5"]),
        ("sort=number", ["T1", "T2", "T3", "T4", "D1", "T5"]),
        ("sort=-number", ["T5", "D1", "T4", "T3", "T2", "T1"]),
        ("sort=state", ["D1", "T2", "T3", "T1", "T4", "T5"]),
        ("kind=petition", ["D1"]),
        ("state=closed", ["T5"]),
        ("state=unclosed&sort=number", ["T1", "T2", "T3", "T4", "D1"]),
        ("light=red", ["T2"]),
        ("light=yellow", ["T3"]),
        ("locality=tiedong", ["T3"]),
        ("unit=tiedong", ["T3"]),
        ("batch=7", ["D1"]),
        ("overdue=1", ["T2"]),
        ("q=油烟", ["T2"]),
        ("q=t3", ["T3"]),
        ("q=铁东", ["T3"]),
        ("q=100%25", []),
        ("state=nonsense&light=green&batch=x&kind=petition", ["D1"]),
    ],
)
def test_a_list_is_narrowed_and_sorted_by_its_address(listed: City, asked: str, found: list[str]) -> None:
    assert numbers(listed, f"/cases?{asked}") == found


def test_an_officer_lists_the_cases_of_the_own_unit_only(listed: City) -> None:
    assert numbers(listed, "/cases", "stranger") == []
    assert "还没有归您看的案件" in listed.visitor("stranger").open("/cases").words
    assert numbers(listed, "/cases?locality=tiedong", "party") == []


def test_a_row_says_light_state_days_left_and_whose_turn_it_is(listed: City) -> None:
    page = listed.visitor("lead").open("/cases?q=T2")
    assert (
        "T2 餐饮油烟扰民 红灯 超期 整改中 未启动 2023-04-10 超期 10 天 铁西区 市住房和城乡建设局"
        in page.words
    )
    assert "<b>市住房和城乡建设局</b>" in page.html
    assert 'aria-sort="ascending"' in page.html


def test_a_search_that_finds_nothing_offers_the_smaller_one(listed: City) -> None:
    page = listed.visitor("coordinator").open("/cases?q=油烟&state=closed")
    assert "没有符合条件的案件" in page.words
    assert 'href="/cases?q=%E6%B2%B9%E7%83%9F"' in page.html


def test_pages_follow_one_another_by_key_there_and_back(office_city: City) -> None:
    with work_on(office_city.engine, PLANNED) as work:
        for n in range(120):
            data = {"kind": "petition", "due": date(2023, 6, 1 + n % 28).isoformat()} | lives.PARTIES
            told(work, f"D{n:03}", "file", data, **lives.WORDS)
    visitor = office_city.visitor("coordinator")
    pages = [visitor.open("/cases?sort=-due&light=blue").html]
    while more := ON.search(pages[-1]):
        pages.append(visitor.open(more[1].replace("&amp;", "&")).html)
    sizes = [len(LINK.findall(page)) for page in pages]
    assert sizes == [50, 50, 20]
    assert len({number for page in pages for number in LINK.findall(page)}) == 120
    back = visitor.open(BACK.search(pages[-1])[1].replace("&amp;", "&")).html  # type: ignore[index]
    assert LINK.findall(back) == LINK.findall(pages[1])
    assert not BACK.search(pages[0])


def test_a_list_that_starts_at_a_case_one_may_not_see_starts_at_the_beginning(listed: City) -> None:
    assert numbers(listed, "/cases?after=SP2022/nothing&state=closed") == ["T5"]


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_a_list_is_taken_out_as_the_rows_it_shows_and_that_is_noted(listed: City, format_: str) -> None:
    visitor = listed.visitor("assessor")
    page = visitor.open("/cases?overdue=1&sort=number")
    address = f"/cases/export/tasks.{format_}?overdue=1&sort=number"
    assert f'href="{address.replace("&", "&amp;")}"' in page.html
    answer = visitor.client.get(address)
    assert answer.status_code == 200
    assert f'filename="tasks-2023-04-20.{format_}"' in answer.headers["Content-Disposition"]
    if format_ == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert [row["序号"] for row in rows] == ["2"]
    with looking(listed.engine) as session:
        noted = session.scalars(select(ReadingRow).order_by(ReadingRow.id.desc())).first()
    assert noted is not None
    assert (noted.what, noted.office, noted.ref) == (
        "export",
        "assessor/khb",
        f"tasks.{format_}?overdue=1&sort=number",
    )


def test_what_may_name_somebody_leaves_the_office_only_for_the_office(listed: City) -> None:
    words = lives.WORDS | {"cell.problem": "举报人张建国，电话13912345678，反映水体发黑"}
    live(listed, "T6", (("file", {"kind": "task", "ordinal": 6} | lives.PARTIES, words), *lives.WORKING[1:]))
    address = "/cases/export/tasks.csv?q=T6"
    assert "张建国" in listed.visitor("coordinator").client.get(address).data.decode("utf-8-sig")
    held = listed.visitor("lead").client.get(address).data.decode("utf-8-sig")
    assert "张建国" not in held
    assert "可能含个人信息，整改办核对后显示" in held


def test_no_other_ledger_or_format_is_offered(listed: City) -> None:
    visitor = listed.visitor("coordinator")
    visitor.open("/cases/export/tasks.pdf", 404)
    visitor.open("/cases/export/people.csv", 404)
