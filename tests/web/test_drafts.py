"""A paper that is not issued yet is the office's draft: others see neither it nor a gap where it is."""

import re

import pytest

from tests.web import lives
from tests.web.lives import live
from tests.web.office import PLANNED, ROUND, City, act
from tests.web.reading import panel, words

DISMISSED = (*lives.PAPERS["proposed"], ("dismiss_paper", {"id": 1}, {"reason": "已经改善"}))
AGAIN = (*DISMISSED, ("propose_paper", lives.WARNING))
ISSUED = (*AGAIN, ("issue_paper", {"id": 2, "reply_by": "2023-04-27"}, {"paper.2": "抓紧"}))
OTHERS = ("lead", "responsible", "acceptance", "party", "deputy", "assessor")


def page(city: City, who: str, number: str, query: str = "") -> str:
    return city.visitor(who).open(f"/cases/{ROUND}/{number}{query}").html


@pytest.mark.parametrize("query", ["", f"?day={PLANNED}"])
@pytest.mark.parametrize("life", [lives.PAPERS["proposed"], DISMISSED, AGAIN])
def test_only_the_office_the_group_s_heads_and_the_inspector_see_a_paper_that_is_not_issued(
    shared_city: City, life: tuple[lives.Told, ...], query: str
) -> None:
    number = f"T-draft-{len(life)}{'-past' if query else ''}"
    live(shared_city, number, life)
    for who in ("coordinator", "inspector", "group-party"):
        html = page(shared_city, who, number, query)
        assert "预警函" in panel(html, "papers")
        assert "提示发预警函" in panel(html, "course")
    for who in OTHERS:
        html = page(shared_city, who, number, query)
        assert panel(html, "papers") == ""
        assert "预警函" not in words(html)
        assert f"共 {len(lives.WORKING)} 条" in panel(html, "course")


def test_what_is_issued_bears_a_number_without_a_gap_everywhere(shared_city: City) -> None:
    live(shared_city, "T-issued", ISSUED)
    for who in ("lead", "coordinator"):
        html = page(shared_city, who, "T-issued")
        assert "第1号 预警函" in panel(html, "papers")
        assert "签发第1号文书" in panel(html, "course")
        assert "第2号" not in words(html)
    assert f"共 {len(lives.WORKING) + 1} 条" in panel(page(shared_city, "lead", "T-issued"), "course")
    lead = shared_city.visitor("lead")
    assert "answer_paper?number=1" in lead.open("/").html
    answering = lead.open(act("T-issued", "answer_paper"))
    lead.send(answering, 303, number="1", cause="人手不足", measures="增派人员", finish_by="2023-05-20")
    assert shared_city.last("T-issued")["id"] == 2


def test_the_way_to_older_events_counts_only_what_is_seen(shared_city: City) -> None:
    many = tuple(("describe", {}, {"note": f"说明{n}"}) for n in range(25))
    live(shared_city, "T-long", (*DISMISSED, *many))
    html = page(shared_city, "lead", "T-long")
    (before,) = re.findall(r"before=(\d+)", html)
    older = panel(page(shared_city, "lead", "T-long", f"?before={before}"), "course")
    assert int(before) == len(lives.WORKING) + 25 - 20
    assert "签收" in older


def test_a_draft_made_meanwhile_does_not_turn_a_units_form_away(shared_city: City) -> None:
    live(shared_city, "T-form", lives.WORKING)
    lead, office = shared_city.visitor("lead"), shared_city.visitor("coordinator")
    asked = lead.open(act("T-form", "propose_extension"))
    ordered = office.open(act("T-form", "suspend"))
    live(shared_city, "T-form", (("propose_paper", lives.WARNING),))
    office.send(ordered, 409, reason="不可抗力")
    lead.send(asked, 303, to_day="2023-12-31", reason="汛期")
