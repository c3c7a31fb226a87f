"""The page on which anybody checks a paper by its code: what it tells whom, and that guessing is stopped."""

from itertools import count

import pytest

from caseflow.services.checking_papers import GUESSES
from tests.web.lives import SIGNING, live
from tests.web.office import City
from tests.web.papers import ISSUED, code_of
from tests.web.reading import panel, words

_numbers = count(1)


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


@pytest.fixture
def number() -> str:
    """The number of this test's case."""
    return f"SP2022-T{next(_numbers):02}"


def test_a_reader_of_the_case_is_told_to_whom_it_went_and_that_it_stands(city: City, number: str) -> None:
    live(city, number, ISSUED)
    said = city.visitor("lead").open(f"/verify/{code_of(city, number, '预警函')}").words
    for word in (
        "有这份文书",
        "预警函",
        "四环督整办警〔2023〕7号",
        "2023年4月3日",
        "四平市住房和城乡建设局",
        number,
        "是否有效 有效",
    ):
        assert word in said


@pytest.mark.parametrize("who", ["stranger", None])
def test_anybody_else_is_told_that_there_is_one_and_nothing_of_the_case(
    city: City, number: str, who: str | None
) -> None:
    live(city, number, ISSUED)
    path = f"/verify/{code_of(city, number, '预警函').replace('-', '')}"
    client = city.visitor(who).client if who else city.app.test_client()
    said = words(client.get(path).text.partition("<main")[2])
    for word in ("有这份文书", "预警函", "四环督整办警〔2023〕7号", "2023年4月3日", "领导小组办公室"):
        assert word in said
    for word in ("住房和城乡建设局", number, "黑臭", "有效 有效"):
        assert word not in said


def test_what_was_made_void_or_has_grown_since_no_longer_stands(city: City, number: str) -> None:
    live(city, number, ISSUED)
    letter, file = code_of(city, number, "预警函"), code_of(city, number, "案卷")
    live(city, number, (("void_paper", {"id": 1}),))
    for code in (letter, file):
        assert "此后已作废、撤回或又有变动" in city.visitor("lead").open(f"/verify/{code}").words


def test_an_acceptance_that_fell_no_longer_stands(city: City, number: str) -> None:
    live(city, number, SIGNING)
    code = code_of(city, number, "验收意见表")
    assert "是否有效 有效" in city.visitor("lead").open(f"/verify/{code}").words
    live(city, number, (("refuse", {"to": "rectifying"}),))
    assert "此后已作废" in city.visitor("lead").open(f"/verify/{code}").words


def test_the_form_leads_to_the_codes_page_and_a_slip_is_told_from_a_forgery(city: City, number: str) -> None:
    live(city, number, ISSUED)
    code, visitor = code_of(city, number, "预警函"), city.visitor("lead")
    assert visitor.open(f"/verify?code={code}", 303).location.endswith(f"/verify/{code}")
    last = "A" if code[-1] != "A" else "B"
    assert "可能抄错了字" in visitor.open(f"/verify/{code[:-1]}{last}", 422).words


def test_guessing_codes_is_stopped_and_a_slip_does_not_count(office_city: City) -> None:
    forged = "W0000-00000-0000K"
    visitor = office_city.visitor("lead")
    for _ in range(GUESSES + 5):
        visitor.open("/verify/W0000-00000-00001", 422)
    unknown = next(
        f"{forged[:-1]}{sign}"
        for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        if visitor.client.get(f"/verify/{forged[:-1]}{sign}").status_code == 404
    )
    for _ in range(GUESSES - 1):
        visitor.open(f"/verify/{unknown}", 404)
    assert "15分钟后再试" in visitor.open(f"/verify/{unknown}", 429).words
    assert panel(office_city.visitor("inspector").open("/audit").html, "tried").endswith("没有")  # no sign-in
