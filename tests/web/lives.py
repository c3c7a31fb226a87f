"""Cases for tests of pages, told up to a point of their life: by events alone, whatever a service would say to them."""

from datetime import date
from typing import Any

from tests.makers import told, work_on
from tests.web.office import PLANNED, City

Told = tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], dict[str, str]]
ORDER = ["acceptance", "notice", "signatures"]
PARTIES = {
    "locality": "tiexi",
    "lead_unit": "zjj",
    "co_leads": ["cgj"],
    "responsible": ["tiexi"],
    "acceptance_unit": "sthjj",
}
MEASURES = {"measures": [{"number": 1, "unit": "tiexi"}, {"number": 2, "unit": "tiexi", "due": "2023-08-31"}]}
WORDS = {
    "title": "城区黑臭水体整治不彻底",
    "problem": "条子河城区段部分点位水体发黑。",
    "goal": "消除黑臭，断面水质达标。",
    "measure.1": "清淤三公里",
    "measure.2": "铺设截污管",
}
CRITERIA = [f"criterion.{code}" for code in ("measures", "penalties", "effect", "likewise", "lasting")]
PETITION: dict[str, Any] = {
    "kind": "petition",
    "locality": "tiexi",
    "lead_unit": "zjj",
    "feedback_due": "2023-05-01",
}

FILED: tuple[Told, ...] = (("file", {"kind": "task", "due": "2023-10-31"} | PARTIES | MEASURES, WORDS),)
BARE: tuple[Told, ...] = (("file", {"kind": "task", "due": "2023-10-31"} | MEASURES, WORDS),)
ASSIGNED = (*FILED, ("assign", {"lead_unit": "zjj", "limit": "2023-04-27"}))
WORKING = (*ASSIGNED, ("accept_assignment", {"to": "rectifying"}))
SPLIT: tuple[Told, ...] = (
    *WORKING,
    ("amend", {"lead_unit": "jtj"}),
    ("await_successor", {"unit": "jtj", "among": ["xmj", "lcj"], "limit": "2023-04-27"}),
)
"""Led by a unit that has ended and was split; it is added and ended by the one test that wants it."""
EVIDENCE: tuple[Told, ...] = tuple(
    ("add_evidence", {"digest": digit * 64, "kind": kind}, {f"evidence.{n}.name": f"{kind}.jpg"})
    for n, (digit, kind) in enumerate(
        zip("abc", ("before_photo", "after_photo", "site_check"), strict=True), 1
    )
)
PROVED = (
    *WORKING,
    ("mark_measure", {"number": 1, "done": True}),
    ("mark_measure", {"number": 2, "done": True}),
    *EVIDENCE,
)
CHECKED = (
    *PROVED,
    ("self_check", {"unit": "tiexi", "criteria": CRITERIA}, {"self_check.head": "李某"}),
    ("give_opinion", {"unit": "cgj", "agrees": True}),
)
ACCEPTING = (*CHECKED, ("apply_closure", {"order": ORDER, "to": "accepting"}))
ACCEPTED = (
    *ACCEPTING,
    ("begin_acceptance", {"unit": "sthjj"}),
    (
        "pass_acceptance",
        {
            "unit": "sthjj",
            "site_day": "2023-04-03",
            "people": 2,
            "criteria": CRITERIA,
            "to": "awaiting_notice",
        },
        {"acceptance.place": "条子河", "acceptance.person.1": "周某", "acceptance.person.2": "吴某"},
    ),
)
DRAFTED = (*ACCEPTED, ("draft_notice", {}, {"notice.problem": "水体发黑", "notice.result": "已消除黑臭"}))
RELEASED = (*DRAFTED, ("release_notice", {}))
DAYS = {"first_day": "2023-04-03", "last_day": "2023-04-17", "opens_on": "2023-04-20"}
PUBLICIZED = (*RELEASED, ("publish_notice", {**DAYS, "to": "publicized"}))
OBJECTED = (
    *PUBLICIZED,
    (
        "object",
        {"sent_on": "2023-04-10", "in_time": True, "limit": "2023-04-24"},
        {"objection.words": "仍有异味"},
    ),
)
SIGNING = (*PUBLICIZED, ("end_notice", {"to": "signing", "limit": "2023-05-08"}))
CLOSED = (
    *SIGNING,
    ("sign", {"box": "party", "dossier": "0" * 64}),
    ("sign", {"box": "government", "dossier": "0" * 64, "to": "closed", "limit": "2023-04-27"}),
)
FOUND = {asks: (*CLOSED, ("enter_finding", {"asks": asks, "origin": "inspector"}, {"finding.words": "又变黑了"}))
         for asks in ("revocation", "rebound")}  # fmt: skip
REPORTED = (
    *WORKING,
    ("expect_report", {"month": "2023-04", "due": "2023-04-25"}),
    ("report", {"month": "2023-04", "progress": "normal", "unit": "zjj"}, {"report.done": "清淤一公里"}),
)
WARNING = {"rung": "warning", "rule": "lagging_months:2023-04", "unit": "zjj"}
PAPERS: dict[str, tuple[Told, ...]] = {"proposed": (*WORKING, ("propose_paper", WARNING))}
PAPERS["issued"] = (
    *PAPERS["proposed"],
    ("issue_paper", {"id": 1, "reply_by": "2023-04-27"}, {"paper.1": "抓紧"}),
)
PAPERS["answered"] = (*PAPERS["issued"], ("answer_paper", {"id": 1}, {"paper.1.answer": "已增派人员"}))
PAPERS["submitted"] = (
    *WORKING,
    ("propose_paper", {"rung": "interview", "rule": "red_days:2023-04-03", "unit": "zjj", "threshold": 1}),
    (
        "submit_paper",
        {
            "id": 1,
            "skipped": ["warning", "supervision"],
            "meets_on": "2023-04-25",
            "minutes_by": "2023-05-04",
        },
        {
            "paper.1": "约谈事由",
            "paper.1.skipped": "情况紧急",
            "paper.1.place": "会议室",
            "paper.1.whom": "局长",
        },
    ),
)
PAPERS["inspecting"] = (
    *WORKING,
    ("propose_paper", {"rung": "special_inspection", "rule": "overdue_days:2023-04-03", "unit": "zjj"}),
    ("issue_paper", {"id": 1, "reply_by": "2023-05-20"}),
)
PAPERS["called"] = (*PAPERS["submitted"], ("issue_paper", {"id": 1, "reply_by": None}))


def live(city: City, number: str, life: tuple[Told, ...], day: date = PLANNED) -> None:
    """Tells of the case of this number, all on one day."""
    with work_on(city.engine, day) as work:
        for type_, data, *texts in life:
            told(work, number, type_, data, **(texts[0] if texts else {}))


def proposed(matter: str, life: tuple[Told, ...], **data: Any) -> tuple[Told, ...]:
    """A life with a matter put before the group's heads."""
    words = {"reason": "施工受阻"} | {f"proposed.{k}": v for k, v in data.pop("words", {}).items()}
    return (*life, ("propose", {"matter": matter, "limit": "2023-05-08", **data}, words))
