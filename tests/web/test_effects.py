"""An extension or a suspension shows its effect before anybody asks for it or decides it."""

import pytest

from tests.web.lives import (
    ACCEPTING,
    FILED,
    MEASURES,
    PARTIES,
    RELEASED,
    WORDS,
    WORKING,
    Told,
    live,
    proposed,
)
from tests.web.office import City, act
from tests.web.reading import panel

NEAR = (("file", {"kind": "task", "due": "2023-04-25"} | PARTIES | MEASURES, WORDS), *WORKING[1:])
LATE = (("file", {"kind": "task", "due": "2023-04-18"} | PARTIES | MEASURES, WORDS), *WORKING[1:])


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


def test_before_an_extension_is_asked_for_its_effect_is_shown_on_dates_light_and_count(
    city: City, number: str
) -> None:
    live(city, number, NEAR)
    html = city.visitor("lead").open(f"{act(number, 'propose_extension')}?to_day=2023-12-29").html
    assert "整改时限 2023年4月25日 改为 2023年12月29日 措施节点（2） 2023年8月31日 不变" in panel(
        html, "effect-1"
    )
    assert "现在 黄灯 整改时限2023年4月25日，还剩5日。" in panel(html, "effect-2")
    assert "已申请延期，待领导小组组长批准。" in panel(html, "effect-2").partition("待批期间")[2]
    assert "批准后 蓝灯" in panel(html, "effect-2")
    said = panel(html, "effect")
    assert "原时限 2023年4月25日 一直显示" in said
    assert "对外公开 原时限 2023-04-25，调整后时限 2023-12-29" in said
    assert "还可延期 2 次 批准后还剩 1 次" in said
    assert "现时限过后才批准的，不改变时限" in said
    assert city.case(number).decisions == ()


@pytest.mark.parametrize(
    ("life", "name", "field", "who"),
    [(NEAR, "propose_extension", "to_day", "lead"), (RELEASED, "publish_notice", "first_day", "coordinator")],
)
def test_the_effect_of_a_day_is_asked_for_in_the_form_s_own_field_and_what_was_typed_stays(
    city: City, number: str, life: tuple[Told, ...], name: str, field: str, who: str
) -> None:
    live(city, number, life)
    before, visitor = city.events(number), city.visitor(who)
    page = visitor.open(act(number, name))
    assert page.html.count(f'name="{field}"') == 1
    tried = visitor.send(page, 200, more="asked", reason="汛期", **{field: "2023-05-08"})
    assert "2023年5月8日" in panel(tried.html, "effect-1" if field == "to_day" else "effect")
    assert 'value="2023-05-08"' in tried.html
    assert ("汛期" in tried.html) == (name == "propose_extension")
    assert city.events(number) == before


@pytest.mark.parametrize("day", ["2023-04-25", "0001-01-02", "9999-12-31", "昨天"])
def test_a_day_that_would_extend_nothing_or_is_none_breaks_no_page(city: City, number: str, day: str) -> None:
    live(city, number, NEAR)
    for page, who, name in (("propose_extension", "lead", "to_day"), ("suspend", "coordinator", "until")):
        city.visitor(who).open(f"{act(number, page)}?{name}={day}")


def test_a_head_sees_the_effect_of_a_grant_and_that_a_late_one_moves_nothing(city: City, number: str) -> None:
    live(city, number, proposed("extension", NEAR, to_day="2023-12-29"))
    html = city.visitor("group-party").open(act(number, "extend")).html
    assert "整改时限 2023年4月25日 改为 2023年12月29日" in panel(html, "effect-2")
    assert "批准后 蓝灯" in panel(html, "effect-3")
    late = f"{number}L"
    live(city, late, proposed("extension", LATE, to_day="2023-12-29"))
    html = city.visitor("group-party").open(act(late, "extend")).html
    assert "现在批准只记入档案，不改变时限" in panel(html, "effect-1")
    assert "对外公开" not in panel(html, "effect-1")
    assert "整改时限 2023年4月18日 不变" in panel(html, "effect-2")
    assert "批准后 红灯" in panel(html, "effect-3")


def test_a_suspension_shows_what_stops_what_does_not_and_where_limits_end_if_resumed_on_a_day(
    city: City, number: str
) -> None:
    applied = (*ACCEPTING[:-1], ("apply_closure", ACCEPTING[-1][1] | {"limit": "2023-04-26"}))
    live(city, number, applied)
    html = city.visitor("coordinator").open(f"{act(number, 'suspend')}?until=2023-05-04").html
    assert "验收期限 2023年4月26日 停下" in panel(html, "effect-1")
    assert "整改时限 2023年10月31日 不变" in panel(html, "effect-1")
    # five working days were left after 20 April, Sunday the 23rd being one; Saturday 6 May is one too
    assert "验收期限 2023年4月26日 改为 2023年5月10日" in panel(html, "effect-3")
    assert city.case(number).suspended_on is None


def test_what_was_shown_is_what_happens(city: City, number: str) -> None:
    live(city, number, proposed("extension", FILED, to_day="2023-12-29"))
    for who in ("group-party", "group-government"):
        page = city.visitor(who).open(act(number, "extend"))
        assert "2023年10月31日 改为 2023年12月29日" in panel(page.html, "effect-2")
        city.visitor(who).send(page, agrees="true")
    assert str(city.case(number).due.day) == "2023-12-29"
