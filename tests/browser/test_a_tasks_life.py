"""One task through its accounts, from filing to closure, in a browser whose console stays silent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import Engine

from caseflow.jobs.daily import planned, run
from caseflow.services.streams import read_case
from caseflow.services.verifying import verify
from caseflow.store.database import make_engine
from caseflow.transaction import looking
from caseflow.web.app import create_app
from tests import samples
from tests.demo import VISITED, DemoCity
from tests.makers import morning

KEY = "SP2022/SP2022-T31"
LEDGER = """序号,反馈问题,整改目标,整改措施,整改时限,牵头部门,责任单位,验收单位
31,某处排口污水直排。,排口封堵，污水全部收集。,1.封堵排口。,2024年6月底前,市住房和城乡建设局,双辽市人民政府,市生态环境局
"""
CRITERIA = ("measures", "penalties", "effect", "likewise", "lasting")


class Visitor:
    """Whoever sits before the browser: signs in as somebody and acts on the one case."""

    def __init__(self, page: Page, address: str, engine: Engine, password: str) -> None:
        self.page, self.address, self.engine, self.password = page, address, engine, password
        self.day = VISITED

    def enter(self, login: str) -> None:
        """Signs in as somebody else."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/enter")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", self.password)
        self.page.click("main form button[type=submit]")

    def act(self, login: str, name: str, **fields: Any) -> None:
        """Opens the page of an act as somebody, fills it in, sends it, and is back at the case."""
        self.enter(login)
        self.page.goto(f"{self.address}/cases/{KEY}/do/{name}{fields.pop('query', '')}")
        for field, value in fields.items():
            self._fill(field, value)
        self.page.click("main form[method=post] button[type=submit]:not([name])")
        refused = self.page.locator("[data-errors]")
        assert not refused.count(), (name, refused.inner_text())

    def wait_until(self, day: date) -> None:
        """Lets the days pass; the clock does its work on each of them."""
        with looking(self.engine) as session:
            plan = planned(session, morning(day), day)
        run(self.engine, plan)
        self.day = day

    def state(self) -> str:
        """Where the case stands, by its record."""
        with looking(self.engine) as session:
            case = read_case(session, KEY)
        assert case is not None
        return case.state.value

    def _fill(self, field: str, value: Any) -> None:
        control = self.page.locator(f"main [name='{field}']")
        kind = control.first.evaluate("e => e.type")
        if kind == "file":
            control.set_input_files(value)
        elif kind in ("radio", "checkbox"):
            for one in value if isinstance(value, tuple) else (value,):
                self.page.locator(f"main [name='{field}'][value='{one}']").check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(str(value))


def test_a_task_goes_from_filing_to_closure_with_every_setback(
    demo_city: DemoCity, page: Page, serve: Callable[[Any], str]
) -> None:
    engine = make_engine(demo_city.url)
    address = serve(create_app(demo_city.settings, engine=engine))
    visitor = Visitor(page, address, engine, demo_city.password)

    _file(visitor)
    visitor.act("coordinator", "assign")
    visitor.act("lead", "accept_assignment")
    assert visitor.state() == "rectifying"

    _finish_work(visitor, first=True)
    visitor.act("acceptance", "begin_acceptance")
    correct_by = (visitor.day + timedelta(days=10)).isoformat()
    visitor.act("acceptance", "fail_acceptance", reason="排口仍有渗漏。", correct_by=correct_by)
    assert visitor.state() == "rectifying"

    _finish_work(visitor)
    _pass(visitor)
    _publish(visitor)
    visitor.act("coordinator", "object", words="排口夜间仍在排水。", sent_on=visitor.day.isoformat())
    visitor.act("coordinator", "uphold_objection", reason="经夜间复查，情况属实。")
    assert visitor.state() == "rectifying"

    _finish_work(visitor)
    _pass(visitor)
    _publish(visitor)
    _let_the_notice_end(visitor)
    visitor.act("party", "refuse", reason="长效机制还没有落实到人。")
    assert visitor.state() == "rectifying"

    _finish_work(visitor)
    _pass(visitor)
    _publish(visitor)
    _let_the_notice_end(visitor)
    visitor.act("party", "sign", password=demo_city.password)
    assert visitor.state() == "signing"
    visitor.act("government", "sign", password=demo_city.password)
    assert visitor.state() == "closed"
    visitor.act("coordinator", "file_up", paper="四整改办〔2024〕1号")

    with looking(engine) as session:
        assert verify(session, demo_city.files).result == "verified"
    engine.dispose()


def _file(visitor: Visitor) -> None:
    """Files the task by a one-row ledger, previewed and then confirmed."""
    visitor.enter("coordinator")
    visitor.page.goto(f"{visitor.address}/ledgers")
    visitor.page.select_option("main form[method=post] [name=layout]", "tasks")
    file = {"name": "task.csv", "mimeType": "text/csv", "buffer": LEDGER.encode()}
    visitor.page.set_input_files("main [name=file]", file)
    visitor.page.click("main form[method=post] button[type=submit]")
    visitor.page.click("main form[method=post] button[type=submit]")
    assert visitor.state() == "filed"


def _finish_work(visitor: Visitor, *, first: bool = False) -> None:
    """The units' part: a measure done, evidence shown, the self-check made, acceptance asked for."""
    if first:
        visitor.act("responsible", "mark_measure", number="1", done="true", note="已封堵。")
        for kind in ("before_photo", "after_photo"):
            photo = {"name": f"{kind}.png", "mimeType": "image/png", "buffer": samples.png(shade=len(kind))}
            visitor.act("responsible", "add_evidence", kind=kind, photo=photo, measure="1")
        text = {"name": "check.txt", "mimeType": "text/plain", "buffer": "现场核查记录".encode()}
        visitor.act("responsible", "add_evidence", kind="site_check", document=text, measure="1")
    visitor.act(
        "responsible", "self_check", criteria=tuple(f"criterion.{c}" for c in CRITERIA), head="负责同志"
    )
    visitor.act("lead", "apply_closure")
    assert visitor.state() == "accepting"


def _pass(visitor: Visitor) -> None:
    visitor.act("acceptance", "begin_acceptance")
    verdicts = {f"verdicts-criterion.{criterion}": "yes" for criterion in CRITERIA}
    visitor.act(
        "acceptance",
        "pass_acceptance",
        site_day=visitor.day.isoformat(),
        place="排口现场",
        people="验收人员甲\n验收人员乙",
        **verdicts,
    )
    assert visitor.state() == "awaiting_notice"


def _publish(visitor: Visitor) -> None:
    visitor.act(
        "coordinator", "draft_notice", result="排口已封堵。", office="市整改办", phone="演示", address="演示"
    )
    visitor.act("coordinator2", "release_notice")
    visitor.act("coordinator", "publish_notice", medium="市政府网站", address="公示栏目")
    assert visitor.state() == "publicized"


def _let_the_notice_end(visitor: Visitor) -> None:
    with looking(visitor.engine) as session:
        case = read_case(session, KEY)
    assert case is not None
    assert case.notice is not None
    assert case.notice.opens_on is not None
    visitor.wait_until(case.notice.opens_on)
    assert visitor.state() == "signing"
