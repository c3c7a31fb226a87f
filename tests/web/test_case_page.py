"""The page of a case: what it shows whom, what it offers, and why not."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.web.lives import (
    ACCEPTING,
    ASSIGNED,
    CLOSED,
    FILED,
    MEASURES,
    OBJECTED,
    PAPERS,
    PARTIES,
    PETITION,
    PROVED,
    REPORTED,
    SIGNING,
    WORDS,
    WORKING,
    live,
    proposed,
)
from tests.web.office import City
from tests.web.reading import Tags, locked, offered, panel, words

Read = Callable[..., str]


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


def test_the_head_says_number_title_light_and_both_words_on_progress(
    city: City, number: str, read: Read
) -> None:
    live(city, number, REPORTED)
    said = words(read("lead"))
    assert f"{number} 城区黑臭水体整治不彻底" in said.replace("　", " ")
    for word in ("蓝灯 按期", "填报进度 正常推进", "确认进度 未启动", "铁西区", "建档 2023-04-03"):
        assert word in said


def test_whose_turn_it_is_comes_before_everything_else_of_the_case(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    ids = [attributes["id"] for _, attributes in Tags(read("lead")).found if attributes.get("id")]
    assert ids.index("turn") < ids.index("due") < ids.index("course")


def test_the_one_whose_turn_it_is_is_addressed_and_everybody_else_told(
    city: City, number: str, read: Read
) -> None:
    live(city, number, ASSIGNED)
    assert "市住房和城乡建设局（您）" in panel(read("lead"), "turn")
    assert "市住房和城乡建设局 签收，2023年4月27日前" in panel(read("coordinator"), "turn")


def test_an_act_that_is_open_is_a_link_and_one_that_is_not_says_all_that_is_missing(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    html = read("lead")
    assert {"mark_measure", "add_evidence", "propose_extension"} <= offered(html)
    assert "apply_closure" not in offered(html)
    for missing in ("措施1未完成", "措施2未完成", "缺整改前照片", "缺整改后照片", "没有完成自查"):
        assert missing in locked(html)
    assert "没有欠报的调度" in locked(html)


def test_what_is_missing_leads_to_the_page_that_mends_it_for_whoever_may(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    assert f'href="/cases/SP2022/{number}/do/mark_measure?number=2"' in read("lead")


def test_a_button_is_missing_where_the_act_can_never_be_the_readers_and_one_line_says_whose(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    html = read("lead")
    assert "suspend" not in offered(html)
    assert "“中止计时”由整改办决定" in panel(html, "turn")
    assert "suspend" in offered(read("coordinator"))


@pytest.mark.parametrize(
    ("life", "who", "first"),
    [
        (FILED, "coordinator", "complete_filing"),
        (ASSIGNED, "lead", "accept_assignment"),
        (REPORTED, "coordinator", "review_report"),
        (PAPERS["proposed"], "coordinator", "issue_paper"),
        (PAPERS["issued"], "lead", "acknowledge_paper"),
        (PROVED, "responsible", "self_check"),
        (ACCEPTING, "acceptance", "begin_acceptance"),
        (OBJECTED, "coordinator", "answer_objection"),
        (SIGNING, "party", "sign"),
        (proposed("extension", WORKING, to_day="2023-12-31"), "group-party", "extend"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_waits_for_the_reader_is_the_first_button(
    city: City, number: str, read: Read, life: tuple[object, ...], who: str, first: str
) -> None:
    live(city, number, life)  # type: ignore[arg-type]
    html = read(who)
    button = re.search(r'class="btn cf-block btn-primary"\s+href="[^"]*/do/(\w+)"', html)
    assert button
    assert button[1] == first


def test_every_link_of_an_act_opens(city: City, number: str, read: Read) -> None:
    live(city, number, PAPERS["issued"])
    for who in ("lead", "coordinator", "responsible", "acceptance"):
        for name in offered(read(who)):
            city.visitor(who).open(f"/cases/SP2022/{number}/do/{name}")


def test_a_cooperating_unit_that_accepts_is_marked_for_everyone(city: City, number: str, read: Read) -> None:
    live(
        city,
        number,
        (
            ("file", {"kind": "task", "due": "2023-10-31"} | PARTIES | {"cooperating": ["sthjj"]}, WORDS),
            *WORKING[1:],
        ),
    )
    for who in ("lead", "coordinator", "acceptance", "inspector"):
        assert "市生态环境局既是配合部门又是验收单位" in panel(read(who), "parties")


def test_a_signature_that_fell_is_struck_through_with_its_reason(city: City, number: str, read: Read) -> None:
    live(
        city,
        number,
        (
            *SIGNING,
            ("sign", {"box": "party", "dossier": "0" * 64}),
            ("mark_measure", {"number": 1, "done": False}),
        ),
    )
    html = read("party")
    assert re.search(r"<s>[^<]*已失效：案卷内容有变", html)
    assert panel(html, "signatures").count("待签字") == 2


def test_objections_papers_and_findings_stand_in_panels_of_their_own(
    city: City, number: str, read: Read
) -> None:
    live(city, number, OBJECTED)
    assert "第1号 待答复 仍有异味" in panel(read("coordinator"), "objections")
    live(city, f"{number}b", PAPERS["issued"])
    assert "第1号 预警函" in panel(read("lead", number=f"{number}b"), "papers")
    finding = ("enter_finding", {"asks": "rebound", "origin": "inspector"}, {"finding.words": "又变黑了"})
    live(city, f"{number}c", (*CLOSED, finding))
    assert "又变黑了" in panel(read("coordinator", number=f"{number}c"), "findings")


def test_somebody_who_has_no_part_in_the_case_is_told_there_is_none(city: City, number: str) -> None:
    live(city, number, WORKING)
    for path in (f"/cases/SP2022/{number}", f"/cases/SP2022/{number}/days", "/cases/SP2022/T99"):
        city.visitor("stranger").open(path, 404)


def test_a_look_of_the_inspector_is_noted_and_nobody_elses(city: City, number: str, read: Read) -> None:
    live(city, number, WORKING)
    read("lead")
    html = read("inspector")
    with looking(city.engine) as session:
        noted = [
            row.what
            for row in session.scalars(select(ReadingRow).where(ReadingRow.ref == f"SP2022/{number}"))
        ]
    assert noted == ["case"]
    assert offered(html) == {"record_criticism"}
    assert "纪检" not in panel(read("lead"), "course")


def test_locality_parts_are_counted_and_linked_only_for_whoever_may_see_them(
    city: City, number: str, read: Read
) -> None:
    part = {"kind": "task", "part_of": f"SP2022/{number}", "due": "2023-10-31"} | PARTIES
    live(city, number, WORKING)
    live(city, f"{number}-1", (("file", part | {"locality": "tiexi"}, WORDS),))
    live(
        city,
        f"{number}-2",
        (
            (
                "file",
                part
                | {
                    "locality": "tiedong",
                    "lead_unit": "slj",
                    "responsible": ["slj"],
                    "co_leads": [],
                    "acceptance_unit": "czj",
                },
                WORDS,
            ),
        ),
    )
    live(
        city,
        number,
        (("split", {"locality": "siping", "parts": [f"SP2022/{number}-1", f"SP2022/{number}-2"]}),),
    )
    html = read("lead")
    assert "分件 0/2 已销号" in words(html)
    assert f'href="/cases/SP2022/{number}-1"' in html
    assert f'href="/cases/SP2022/{number}-2"' not in html
    assert f"{number}-2" in panel(html, "parts")


def test_a_merged_case_shows_no_steps_and_leads_to_the_main_one(city: City, number: str, read: Read) -> None:
    live(city, "D1", (("file", PETITION, {"title": "夜间噪声"}),))
    live(
        city,
        "D2",
        (("file", PETITION, {"title": "夜间噪声"}), ("merge", {"into": "SP2022/D1", "to": "merged"})),
    )
    html = read("coordinator", number="D2")
    assert "cf-steps" not in html
    assert "并入 D1" in panel(html, "links")


def test_what_people_typed_is_text(city: City, number: str, read: Read) -> None:
    hostile = WORDS | {"title": '<b onclick="x">', "goal": "<script>1</script>"}
    live(
        city,
        number,
        (("file", {"kind": "task", "due": "2023-10-31"} | PARTIES | MEASURES, hostile), *WORKING[1:]),
    )
    html = read("lead")
    assert "<b onclick" not in html
    assert "<script>1" not in html


def test_a_number_longer_than_any_asks_for_the_whole_course(city: City, number: str, read: Read) -> None:
    live(city, number, WORKING)
    whole = words(read("coordinator").partition('id="course"')[2])
    assert words(read("coordinator", f"?before={'9' * 5000}").partition('id="course"')[2]) == whole
