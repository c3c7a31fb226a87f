"""A case from filing to closure through its pages alone: sent back by acceptance, by an objection, and by a head."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.services.staff import PASSWORD
from tests.web import lives
from tests.web.lives import live
from tests.web.office import City, act
from tests.web.visiting import Typed

NUMBER = "T1"
REPORTED = date(2023, 5, 5)
PARTIES: dict[str, Any] = {"locality": "tiexi", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}
MET = {f"verdicts__{code}": "yes" for code in lives.CRITERIA}
NOTICE = {"result": "已消除黑臭", "phone": "0434-0000000", "address": "铁西区"}
SITE = {"place": "条子河", "people": "周某\n吴某"}


@dataclass
class Course:
    """The city while the case takes its course."""

    city: City

    def do(self, who: str, name: str, status: int = 303, **typed: Typed) -> None:
        """Somebody opens the page of an act, fills it in and sends it."""
        visitor = self.city.visitor(who)
        visitor.send(visitor.open(act(NUMBER, name)), status, **typed)

    def on(self, month: int, day: int) -> None:
        """Another day comes."""
        self.city.move_to(date(2023, month, day))

    def is_now(self, state: str) -> None:
        assert self.city.case(NUMBER).state == state


def begin(course: Course) -> None:
    course.do("coordinator", "complete_filing", **PARTIES)
    course.do("coordinator", "assign", lead_unit="slj")
    course.do("stranger", "return_assignment", reason="不属本部门职责")
    course.do("coordinator", "assign", lead_unit="zjj")
    course.do("lead", "accept_assignment")
    course.is_now("rectifying")


def report(course: Course) -> None:
    """A month opens; its report is returned once and then confirmed."""
    live(course.city, NUMBER, (("expect_report", {"month": "2023-05", "due": "2023-05-25"}),), REPORTED)
    course.do("lead", "report", progress="normal", done="清淤一公里")
    course.do("coordinator", "review_report", result="returned", reason="写明公里数")
    course.do("lead", "report", done="清淤三公里，截污管铺设过半")
    course.do("coordinator", "review_report", result="on_schedule")
    assert course.city.case(NUMBER).confirmed_progress == "on_schedule"


def prove(course: Course) -> None:
    """Both measures are done; the files were uploaded on another page."""
    for number in ("1", "2"):
        course.do("responsible", "mark_measure", number=number, done="true")
    live(course.city, NUMBER, lives.EVIDENCE, REPORTED)


def apply(course: Course) -> None:
    course.do("responsible", "self_check", criteria=lives.CRITERIA, head="李某")
    course.do("lead", "apply_closure")
    course.is_now("accepting")
    course.do("acceptance", "begin_acceptance")


def accept(course: Course, day: str) -> None:
    course.do("acceptance", "pass_acceptance", site_day=day, **SITE, **MET)
    course.do("coordinator", "draft_notice", **NOTICE)
    course.do("colleague", "release_notice")
    course.do("coordinator", "publish_notice", medium="市政府网站", address="通知公告")
    course.is_now("publicized")


def test_a_case_goes_from_filing_to_closure_through_its_pages(office_city: City) -> None:
    course = Course(office_city)
    live(office_city, NUMBER, lives.BARE)
    begin(course)
    report(course)
    prove(course)
    course.on(5, 10)
    apply(course)
    course.do("acceptance", "request_supplement", wanted="补监测报告", until="2023-05-16")
    course.do("lead", "supply_supplement", note="已补")
    course.do("acceptance", "fail_acceptance", reason="仍有异味", correct_by="2023-06-05")
    course.is_now("rectifying")
    course.on(5, 17)
    apply(course)
    accept(course, "2023-05-17")
    course.do("coordinator", "object", words="仍有异味", sent_on="2023-05-17")
    course.do("coordinator", "uphold_objection", number="1", reason="经核查属实")
    course.is_now("rectifying")
    course.on(6, 1)
    apply(course)
    accept(course, "2023-06-01")
    course.do("coordinator", "object", words="不属实的异议", sent_on="2023-06-01")
    course.do("coordinator", "answer_objection", number="2", answer="已复核，不成立")
    course.do("coordinator", "end_notice", 409)
    course.on(6, 21)
    course.do("coordinator", "end_notice")
    course.do("party", "refuse", reason="2号措施效果不稳定")
    course.is_now("rectifying")
    apply(course)
    accept(course, "2023-06-21")
    course.on(7, 12)
    course.do("coordinator", "end_notice")
    course.do("government", "return_for_supplement", to="awaiting_notice", reason="公示稿写明监测值")
    course.do("coordinator", "draft_notice", **NOTICE)
    course.do("colleague", "release_notice")
    course.do("coordinator", "publish_notice", medium="市政府网站", address="通知公告")
    course.on(8, 4)
    course.do("coordinator", "end_notice")
    course.do("party", "sign", password=PASSWORD)
    course.do("government", "sign", password=PASSWORD)
    course.is_now("closed")
    course.do("coordinator", "file_up", paper="四整改办〔2023〕1号")
    closure = office_city.case(NUMBER).closure
    assert closure is not None
    assert closure.filed_up_on == date(2023, 8, 4)
