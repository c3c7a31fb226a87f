"""How much longer the month's matrix of 200 units and 190 cases takes to open than a case list's page of 50 rows.

Both pages in turn, in one process, through the whole application; processor time. `python -m benchmarks.matrix`.
"""

import logging
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import structlog
from flask.testing import FlaskClient

from caseflow.domain.actor import command_line
from caseflow.domain.terms import Office, Source, UnitKind
from caseflow.rulebooks.units import NamedUnit
from caseflow.services import folded
from caseflow.services.opening import add_units, open_inspection
from caseflow.services.reporting import close_round, open_round
from caseflow.services.streams import read_round
from caseflow.services.work import Work
from caseflow.store.migrate import upgrade
from tests.makers import a_city, told, work_on
from tests.services.staff import PASSWORD, SYSTEM, hire, staffed, work_as
from tests.web.office import PLANNED, ROUND, City, open_city

UNITS, CASES, TIMES = 200, 190, 15
MONTHS = tuple(date(2023, month, 1) for month in range(5, 12))
LIST, MATRIX = "/cases?unclosed=1", f"/rounds/{MONTHS[-1]:%Y-%m}"
DONE = "本月完成清淤{}公里，铺设截污管{}米，关停散乱污企业{}家，下步加快推进剩余点位。"


def founded(folder: Path) -> City:
    """A city of 200 units with 190 tasks in work, each led by a unit of its own and reported for seven months."""
    url = f"sqlite:///{folder / 'made.sqlite3'}"
    upgrade(url)
    engine = staffed(a_city(url))
    hire(engine, "赵甲", "coordinator", Office.COORDINATOR, "zgb", PASSWORD)
    with work_on(engine, PLANNED) as work:
        work.actor = command_line("bench", work.city, work.day)
        open_inspection(work, ROUND, Source.PROVINCIAL, "第二轮省级生态环境保护督察", PLANNED)
    with work_as(engine, SYSTEM, PLANNED) as work:
        more = (f"bench{n}" for n in range(UNITS - len(work.city.units)))
        add_units(work, {code: _unit(code) for code in more})
        units = list(work.city.units)
    for n in range(CASES):
        with work_on(engine, PLANNED) as work:
            _file(work, n, units)
    for month in MONTHS:
        name = f"{month:%Y-%m}"
        with work_on(engine, month.replace(day=18)) as work:
            open_round(work, month)
            for n in range(CASES):
                _report(work, n, month, units)
        if month != MONTHS[-1]:
            with work_on(engine, month.replace(day=28)) as work:
                work.rounds[name] = read_round(work.session, name)
                for n in range(CASES):
                    told(work, f"T{n}", "freeze_light", {"month": name, "light": "blue"})
                close_round(work, name)
    engine.dispose()
    city = open_city(folder / "made.sqlite3", folder / "home")
    city.move_to(MONTHS[-1].replace(day=20))
    return city


def _unit(code: str) -> NamedUnit:
    return NamedUnit(code, UnitKind.DEPARTMENT, f"市{code}局", code, (), "siping", "siping", None)


def _file(work: Work, n: int, units: list[str]) -> None:
    lead, other = units[n], units[(n * 7 + 3) % len(units)]
    parties = {"locality": "tiexi", "lead_unit": lead, "responsible": [other], "acceptance_unit": "sthjj"}
    words = {"title": f"第{n}条河道黑臭水体整治不彻底", "measure.1": "清淤三公里", "goal": "消除黑臭"}
    measures = {"measures": [{"number": 1, "unit": other}]}
    told(
        work,
        f"T{n}",
        "file",
        {"kind": "task", "ordinal": n, "due": "2024-10-31", **parties, **measures},
        **words,
    )
    told(work, f"T{n}", "assign", {"lead_unit": lead, "limit": "2023-04-10"})
    told(work, f"T{n}", "accept_assignment", {"to": "rectifying"})


def _report(work: Work, n: int, month: date, units: list[str]) -> None:
    """Nine in ten report, most of them are reviewed, some returned."""
    name, sent = f"{month:%Y-%m}", {"month": f"{month:%Y-%m}"}
    told(work, f"T{n}", "expect_report", {"month": name, "due": f"{name}-25"})
    if (n + month.month) % 10 == 0:
        return
    words = {"report.done": DONE.format(n, month.month, n % 9)}
    told(work, f"T{n}", "report", {**sent, "progress": "normal", "unit": units[n]}, **words)
    if month != MONTHS[-1] or n % 2:
        result = {"result": "returned"} if n % 11 == 0 else {"result": "accepted", "confirmed": "normal"}
        told(work, f"T{n}", "review_report", {**sent, "number": 1, **result}, reason="请写明数量")


def spent(browser: FlaskClient, address: str, *, cold: bool) -> float:
    """Seconds of processor time to open a page; `cold` has no case folded beforehand."""
    if cold:
        folded.forget()
    began = time.process_time()
    answer = browser.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address}: {answer.status_code}")
    return time.process_time() - began


def main() -> None:
    """Prints two rows for docs/performance.md: with the cases folded before, and with none."""
    with tempfile.TemporaryDirectory() as folder:
        browser = founded(Path(folder)).visitor("coordinator").client
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        for _ in range(3):  # nobody pays for imports, templates and caches
            spent(browser, LIST, cold=False), spent(browser, MATRIX, cold=False)
        for cold in (False, True):
            pairs = [
                (spent(browser, LIST, cold=cold), spent(browser, MATRIX, cold=cold)) for _ in range(TIMES)
            ]
            ratios = sorted(matrix / list_ for list_, matrix in pairs)
            sides = [statistics.median(side) * 1000 for side in zip(*pairs, strict=True)]
            sys.stdout.write(
                f"| {'folded anew' if cold else 'folded before'} | {sides[0]:.0f} ms | {sides[1]:.0f} ms "
                f"| {statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}) |\n"
            )


if __name__ == "__main__":
    main()
