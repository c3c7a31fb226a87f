"""The system administrator publishes a year of the calendar: line by line, or as the notice itself says it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.makers import work_on
from tests.web.desk import Desk, desk
from tests.web.office import TODAY, City, open_city
from tests.web.reading import words


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[City]:
    """One city for all of these tests; each publishes a year of its own."""
    folder = tmp_path_factory.mktemp("calendar")
    opened = open_city(founded, folder / "home")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def system(city: City) -> Desk:
    return desk(city, "zhao.yi")


def test_a_year_is_published_after_the_pattern_of_the_last(city: City, system: Desk) -> None:
    page = system.read("/calendar/publish")
    assert "国庆节 2026-10-01 至 2026-10-07" in page
    lines = "元旦 2027-01-01\n\n春节 2027年2月10日至2027年2月17日 上班 2027-02-06、2027-02-20"
    place = system.send("/calendar/publish", year="2027", notice="国办发明电〔2026〕7号", lines=lines)
    assert place == "/calendar/2027"
    page = system.read(place)
    assert "国办发明电〔2026〕7号" in page
    assert "2027-02-20" in page
    with work_on(city.engine, TODAY) as work:
        assert len(work.city.years[2027].off) == 9
        assert set(map(str, work.city.years[2027].work)) == {"2027-02-06", "2027-02-20"}
    assert "2027-02-10 至 2027-02-17" in system.read("/calendar/publish?year=2027")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("元宵 2027-02-24", "第1行"),
        ("元旦 2027-01-01\n春节 二月初", "第2行"),
        ("元旦 2027-13-01", "第1行"),
        ("元旦 2027-01-03 至 2027-01-01", "第1行"),
        ("元旦 2028-01-01", "不属于该年"),
        ("元旦 2027-01-01 上班 2027-01-04", "不是周末"),
        ("元旦 上班 2027-01-02", "没有写放假的日子"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_by_its_line(system: Desk, lines: str, sentence: str) -> None:
    said = system.send("/calendar/publish", 422, year="2027", notice="国办发明电〔2026〕7号", lines=lines)
    assert sentence in said
    assert lines.splitlines()[0] in said


def test_a_pasted_notice_is_read_shown_beside_its_sentences_and_published_once_it_was_looked_at(
    city: City, system: Desk
) -> None:
    path, notice = "/calendar/publish", "国办发明电〔2027〕9号"
    text = "一、元旦：1月1日（周六）至3日（周一）放假，共3天。1月8日（周六）上班。\n二、清明节：4月4日（周二）放假。"
    typed = {"year": "2028", "notice": notice, "lines": text}
    read = system.client.post(path, data=system.hidden(path) | typed)
    assert (read.status_code, "没有办成" in read.text) == (200, False)
    assert "元旦 上班 2028-01-08 周六 1 1月8日(周六)上班" in words(read.text)
    found = re.search(r'name="checked"[^>]*value="(\w+)"', read.text)
    assert found
    seen = {"checked": found[1]}
    another = typed | {"lines": text.replace("1月8日（周六）", "1月9日（周日）")}
    assert "逐条和原文核对" in system.send(path, 200, **another | seen)
    impossible = typed | {"lines": text.replace("1月8日（周六）", "1月10日（周一）")}
    assert "不是周末" in system.send(path, 422, **impossible | seen)
    assert system.send(path, **typed | seen) == "/calendar/2028"
    assert "4月4日（周二）放假" in system.read("/calendar/2028")
    with work_on(city.engine, TODAY) as work:
        days = {str(day) for day in work.city.years[2028].off}
    assert days == {"2028-01-01", "2028-01-02", "2028-01-03", "2028-04-04"}


def test_a_year_that_is_none_is_refused_at_its_field(system: Desk) -> None:
    for year in ("27", "二〇二七", "99999", ""):
        said = system.send("/calendar/publish", 422, year=year, notice="x", lines="元旦 2027-01-01")
        assert "还有" in said
    system.open("/calendar/1999", 404)
