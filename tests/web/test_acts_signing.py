"""Signing: whoever signs enters their password again, signs what was shown, and nothing else."""

from collections.abc import Callable

import pytest

from caseflow.domain.case import dossier_digest
from caseflow.domain.terms import Office
from caseflow.services.opening import force_rulebook
from caseflow.services.record import record
from caseflow.services.signing_in import FAILURES
from tests.makers import RULEBOOK, SECURITY, told, work_on
from tests.services.staff import PASSWORD, hire
from tests.web import lives
from tests.web.lives import live
from tests.web.office import TODAY, City, act
from tests.web.visiting import Page

NUMBER = "T1"
SIGN = act(NUMBER, "sign")


@pytest.fixture
def city(office_city: City) -> City:
    live(office_city, NUMBER, lives.SIGNING)
    return office_city


def sign(city: City, who: str, password: str = PASSWORD, status: int = 303) -> Page:
    visitor = city.visitor(who)
    return visitor.send(visitor.open(SIGN), status, password=password)


def change(city: City) -> None:
    """Something is added to the dossier while it lies before the heads."""
    with work_on(city.engine, TODAY) as work:
        told(
            work,
            NUMBER,
            "add_evidence",
            {"digest": "d" * 64, "kind": "document"},
            **{"evidence.4.name": "补充.pdf"},
        )


def test_two_heads_sign_and_the_case_is_closed(city: City) -> None:
    sign(city, "government")
    assert city.case(NUMBER).state == "signing"
    sign(city, "party")
    assert city.case(NUMBER).state == "closed"
    assert {s.box: s.dossier for s in city.case(NUMBER).signatures} == dict.fromkeys(
        ("party", "government"), dossier_digest(city.case(NUMBER))
    )


def test_the_page_shows_the_whole_dossier_and_what_is_declared(city: City) -> None:
    words = city.visitor("party").open(SIGN).words
    for said in (
        *lives.WORDS.values(),
        "整改前照片",
        "before_photo.jpg",
        "AAAA-AAAA-AAAA-AAAA",
        "周某、吴某",
        "2023年4月17日",
    ):
        assert said in words, said
    assert "本人以铁西区党委主要负责同志职务签署T1的销号" in words
    assert words.index("铁西区党委主要负责同志") < words.index("铁西区政府主要负责同志")


def test_a_wrong_password_signs_nothing_and_counts(city: City) -> None:
    refused = sign(city, "party", "不是这个密码", 422)
    assert "密码不对，重新输入后签字" in refused.words
    assert "不是这个密码" not in refused.html
    for _ in range(FAILURES - 1):
        sign(city, "party", "不是这个密码", 422)
    assert "密码错误次数过多" in sign(city, "party", status=422).words
    assert "sign" not in city.events(NUMBER)


def test_what_changed_while_it_was_read_is_not_signed(city: City) -> None:
    visitor = city.visitor("party")
    page = visitor.open(SIGN)
    change(city)
    refused = visitor.send(page, 409, password=PASSWORD)
    assert "内容已有变动" in refused.words
    assert "补充.pdf" in refused.words
    assert refused.fields["dossier"] == dossier_digest(city.case(NUMBER)) != page.fields["dossier"]
    visitor.send(refused, password=PASSWORD)
    assert [s.dossier for s in city.case(NUMBER).live_signatures] == [refused.fields["dossier"]]


def test_a_digest_that_is_not_the_dossiers_is_refused(city: City) -> None:
    visitor = city.visitor("party")
    refused = visitor.send(visitor.open(SIGN), 409, password=PASSWORD, dossier="0" * 64)
    assert "您审阅后案卷有变动" in refused.words


def appoint(city: City) -> None:
    """Somebody acts for the head of government beside the one there is."""
    hire(city.engine, "钱临时", "acting-head", Office.GOVERNMENT_HEAD, "tiexi", PASSWORD)


def end(city: City) -> None:
    """The head of government leaves the office from tomorrow on."""
    with work_on(city.engine, TODAY) as work:
        code = next(person.code for person in work.city.holders(Office.GOVERNMENT_HEAD, "tiexi", TODAY))
        record(work, f"person/{code}", "end_appointment", {"id": 1, "end": TODAY.isoformat()})


def another_rulebook(city: City) -> None:
    """Another version comes into force."""
    text = RULEBOOK.decode().replace('version = "2023.1"', 'version = "2023.2"')
    with work_on(city.engine, TODAY, SECURITY) as work:
        force_rulebook(work, "siping/2023.2", text.encode(), TODAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [(appoint, "签字的职务有人任免"), (end, "签字的职务有人任免"), (another_rulebook, "施行了另一版规则")],
)
def test_whoever_signs_for_the_other_box_or_by_which_rulebook_is_signed_only_as_it_was_shown(
    city: City, changes: Callable[[City], None], said: str
) -> None:
    visitor = city.visitor("party")
    page = visitor.open(SIGN)
    changes(city)
    refused = visitor.send(page, 409, password=PASSWORD)
    assert said in refused.words
    assert "sign" not in city.events(NUMBER)
    visitor.send(refused, 303, password=PASSWORD)
    assert [s.box for s in city.case(NUMBER).live_signatures] == ["party"]


def test_a_signature_that_fell_stands_struck_through_with_the_reason(city: City) -> None:
    sign(city, "government")
    change(city)
    page = city.visitor("party").open(SIGN)
    assert "<s>2023-04-20 已签</s>" in "".join(line.strip() for line in page.html.splitlines())
    assert "案卷变动后作废，重新签，限期 2023-05-08" in page.words
    assert "送签以来有 1 处变动" in page.words


def test_who_has_a_hand_in_the_case_is_told_before_typing_anything(city: City) -> None:
    sign(city, "party")
    page = city.visitor("party").open(SIGN)
    assert "现在还不能办" in page.words
    assert "党委一栏已签字" in page.words


def test_the_password_is_in_nothing_that_is_kept(city: City) -> None:
    sign(city, "party")
    with city.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert PASSWORD not in dump
