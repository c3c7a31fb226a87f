"""The people and rulebooks of the model's city: every office is held, and some posts in awkward ways."""

from collections.abc import Mapping
from datetime import date

from caseflow.domain.actor import actor_on, command_line
from caseflow.domain.terms import Office, Source, Step, Tenure
from caseflow.services import appointing, peopling
from caseflow.services.opening import force_rulebook, open_inspection
from caseflow.services.work import Work
from tests.makers import RULEBOOK

INSPECTION = "SP2022"
PLANNED, BEGIN = date(2023, 4, 3), date(2023, 5, 8)
A, N, S = Step.ACCEPTANCE, Step.NOTICE, Step.SIGNATURES
ORDERS: Mapping[str, tuple[Step, ...]] = {
    "signed_last": (A, N, S),
    "signed_before_notice": (A, S, N),
    "noticed_before_acceptance": (N, A, S),
}
"""The three published orders (product.md, The life of a case)."""
ADMINISTRATORS = ("security", "security_admin/zgb"), ("audit", "audit_admin/zgb")
CAST: Mapping[str, str] = {
    "coordinator": "coordinator/zgb",
    "colleague": "coordinator/zgb",
    "builder": "officer/zjj",
    "water": "officer/slj",
    "farmer": "officer/nyncj",
    "tiexi": "officer/tiexi",
    "tiedong": "officer/tiedong",
    "lishu": "officer/lishu",
    "yitong": "officer/yitong",
    "shuangliao": "officer/shuangliao",
    "judge": "officer/sthjj",
    "branch": "officer/sthjj-tiexi",
    "watch": "officer/dcs-zf",
    "tiexi-party": "party_head/tiexi",
    "tiexi-government": "government_head/tiexi",
    "tiedong-party": "party_head/tiedong",
    "tiedong-government": "government_head/tiedong officer/tiedong",  # may have a hand in what is to be signed
    "lishu-party": "party_head/lishu acting:government_head/lishu",  # may sign either box, not both
    "lishu-government": "government_head/lishu",
    "yitong-both": "party_head/yitong government_head/yitong",  # the city's government head signs the second box
    "shuangliao-party": "party_head/shuangliao",  # the other box waits: the office is vacant
    "city-party": "party_head/siping",
    "city-government": "government_head/siping",
    "deputy": "deputy/siping",
    "inspector": "inspector/jwjw",
    "assessor": "assessor/khb",
}
"""Posts by login, `[<tenure>:]<office>/<unit>`."""


def people_of(work: Work) -> Mapping[str, str]:
    """Puts everybody into an empty office, through the services that do it; codes by login."""
    day = work.day
    first = peopling.first_administrator(work, "管理员", "admin")
    work.actor = actor_on(work.city.people[first], day)
    everybody = [*ADMINISTRATORS, *CAST.items()]
    codes = {login: peopling.add_person(work, login, login) for login, _ in everybody}
    for login, posts in everybody:
        for post in posts.split():
            tenure, _, office_and_unit = post.rpartition(":")
            office, _, unit = office_and_unit.partition("/")
            appointing.appoint(work, codes[login], Office(office), unit, Tenure(tenure or "regular"), day)
        if login == "security":
            work.actor = actor_on(work.city.people[codes[login]], day)
    return codes


def begin_inspection(work: Work) -> None:
    """The inspection whose findings the model's cases are; its plan is out."""
    work.actor = command_line("model", work.city, work.day)
    open_inspection(work, INSPECTION, Source.PROVINCIAL, "督察", PLANNED)


def force_order(work: Work, order: tuple[Step, ...], *, cooperating: bool) -> None:
    """Puts in force the shipped rulebook with another order, and with or without acceptance by cooperating units."""
    version = f"2023.{2 + 2 * list(ORDERS.values()).index(order) + cooperating}"
    steps = ", ".join(f'"{step}"' for step in order)
    text = RULEBOOK.decode()
    for old, new in (
        ('version = "2023.1"', f'version = "{version}"'),
        ('value = ["acceptance", "notice", "signatures"]', f"value = [{steps}]"),
        (
            "[acceptance.cooperating_unit_may_accept]\nvalue = true",
            f"[acceptance.cooperating_unit_may_accept]\nvalue = {str(cooperating).lower()}",
        ),
    ):
        if text.count(old) != 1:
            raise LookupError(f"the shipped rulebook does not say {old!r} once")
        text = text.replace(old, new)
    actor, work.actor = work.actor, actor_on(work.city.people[security_of(work)], work.day)
    force_rulebook(work, f"siping/{version}", text.encode(), work.day)
    work.actor = actor


def security_of(work: Work) -> str:
    """The person who is security administrator."""
    people = work.city.people.values()
    return next(p.code for p in people if any(a.office is Office.SECURITY_ADMIN for a in p.appointments))
