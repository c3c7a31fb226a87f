"""Words for tests: a city with a case, an office with its head, and two discipline offices with their auditor."""

from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import Engine

from caseflow.domain.handling import Rank
from caseflow.domain.referral import Concerned, Origin
from caseflow.domain.terms import Office
from caseflow.services import referring
from caseflow.services.referring import Draft
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.services.work import Work
from tests.services.acting import KEY, begun
from tests.services.staff import hire, staffed, work_as

TODAY = date(2023, 5, 8)
SEALED = Vault(b"k" * 32, DISCIPLINE)
POSTS = {
    "coordinator": (Office.COORDINATOR, "zgb"),
    "colleague": (Office.COORDINATOR, "zgb"),
    "head": (Office.COORDINATOR_HEAD, "zgb"),
    "inspector": (Office.INSPECTOR, "jwjw"),
    "second": (Office.INSPECTOR, "jwjw"),
    "county": (Office.INSPECTOR, "tiexi"),
    "auditor": (Office.DISCIPLINE_AUDITOR, "jwjw"),
    "officer": (Office.OFFICER, "slj"),
    "deputy": (Office.DEPUTY, "siping"),
    "assessor": (Office.ASSESSOR, "khb"),
}
PEOPLE = dict(zip(POSTS, (f"p{n}" for n in range(4, 20)), strict=False)) | {
    "system": "p1",
    "security": "p2",
    "audit": "p3",
}
NAMED = "𠮷田幸子"
CANARIES = (NAMED, "副局长", "虚报整改", "来源说明密", "谈话方案密", "核查结果密", "线索名称密", "线索内容密")


def disciplined(city: Engine) -> Engine:
    """A city with one task and somebody in every post."""
    begun(staffed(city))
    for login, (office, unit) in POSTS.items():
        hire(city, name_of(login), login, office, unit)
    return city


def name_of(login: str) -> str:
    """What somebody is called."""
    return f"钱{'一二三四五六七八九十'[list(POSTS).index(login)]}"


def as_(engine: Engine, login: str, day: date = TODAY) -> AbstractContextManager[Work]:
    """One piece of work by somebody."""
    return work_as(engine, PEOPLE[login], day)


def a_draft(rank: Rank = Rank.DIVISION, receiver: str = "") -> Draft:
    """A referral about somebody of a rank."""
    who = Concerned(rank, NAMED, "市水利局副局长")
    return Draft(Origin.CASE, KEY, ["slj"], [who], "虚报整改完成情况", receiver=receiver, note="来源说明密")


def proposed(engine: Engine, draft: Draft | None = None, day: date = TODAY) -> str:
    """A referral that waits for the head; its name."""
    with as_(engine, "coordinator", day) as work:
        return referring.propose_referral(work, SEALED, draft or a_draft()).name


def issued(engine: Engine, draft: Draft | None = None, day: date = TODAY) -> str:
    """A referral on its way."""
    name = proposed(engine, draft, day)
    with as_(engine, "head", day) as work:
        referring.issue_referral(work, SEALED, name)
    return name
