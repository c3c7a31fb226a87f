"""A city in which one officer wants to be told: words for the tests of messages."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, select

from caseflow.domain.actor import command_line
from caseflow.domain.terms import Office, Source
from caseflow.jobs.sending import send_waiting
from caseflow.services.opening import open_inspection
from caseflow.services.reaching import Channel, Reach, Reached, choose
from caseflow.services.record import record
from caseflow.services.ticking import day_work, note_run
from caseflow.settings import Settings
from caseflow.store.messages import DeliveryRow
from caseflow.transaction import looking
from tests.makers import filed, morning, told, work_on
from tests.services.sinks import Postbox, Robot
from tests.services.staff import hire, staffed

PLANNED, DUE = date(2023, 4, 3), date(2023, 10, 31)
NINE = datetime(2026, 1, 5, 1, tzinfo=UTC)
"""Nine in the morning at the office."""
ADDRESS = {Channel.MAIL: "li@example.com", Channel.WECOM: "LiLei", Channel.DINGTALK: "li.lei-7"}
SECRET = "SEC1"
TITLE = "孙某举报的化工厂"


@dataclass
class Town:
    """The city, the officer's code, and the settings by which its messages go out."""

    engine: Engine
    officer: str
    robot: Robot
    postbox: Postbox
    now: datetime = NINE
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        """What the installation sets."""
        found = {
            "DATABASE_URL": self.engine.url.render_as_string(hide_password=False),
            "PUBLIC_URL": "https://zg.example.gov.cn",
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": str(self.postbox.port),
            "MAIL_SECURITY": "none",
            "MAIL_FROM": "robot@zg.example.gov.cn",
            "WECOM_URL": self.robot.url,
            "DINGTALK_URL": self.robot.url,
            "DINGTALK_SECRET": SECRET,
        }
        return {f"CASEFLOW_{name}": value for name, value in (found | self.more).items()}

    @property
    def settings(self) -> Settings:
        return Settings.read(self.environ)

    def wants(
        self, channel: Channel, *, urgent: bool = True, digest: bool = False, quiet: Any = None
    ) -> None:
        """The officer chooses one channel."""
        with work_on(self.engine, PLANNED) as work:
            one = Reach(channel, ADDRESS[channel], urgent, digest)
            choose(work.session, self.officer, Reached((one,), quiet))

    def tick(self, day: date) -> None:
        """The clock's work on a day, which is then today."""
        with work_on(self.engine, day) as work:
            note_run(work.session, day, work, day_work(work))

    def send(self) -> int:
        """One look of the sender."""
        return send_waiting(self.engine, self.settings, self.now)

    def kept(self, *channels: str) -> list[tuple[str, str | None, int]]:
        """Status, error and attempts of the officer's deliveries beyond the product, or by these channels."""
        with looking(self.engine) as session:
            rows = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id))
            wanted = channels or tuple(Channel)
            return [(row.status, row.error, row.attempts) for row in rows if row.channel in wanted]


def a_town(city: Engine, robot: Robot, postbox: Postbox) -> Town:
    """One task under way, due on a working day; its title names somebody."""
    staffed(city)
    officer = hire(city, "李雷", "li.lei", Office.OFFICER, "slj")
    with work_on(city, PLANNED) as work:
        work.actor = command_line("tests", work.city, PLANNED)
        open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", PLANNED)
        filed(work, "T01", "task", ordinal=1, due=DUE.isoformat(), lead_unit="slj", locality="tiexi")
        told(work, "T01", "describe", title=TITLE)
        told(work, "T01", "assign", {"lead_unit": "slj", "limit": "2023-04-11"})
        told(work, "T01", "accept_assignment", {"to": "rectifying"})
        for unit in ("slj", "tiexi"):
            file = {"digest": "0" * 64, "bytes": 1, "media": "text/plain", "kind": "document"}
            record(work, f"plan/SP2022/{unit}", "hand_in_plan", file)
            record(work, f"plan/SP2022/{unit}", "review_plan", {"number": 1, "result": "accepted"})
    return Town(city, officer, robot, postbox)


def forget_leases(engine: Engine) -> None:
    """What a dead process held has run out."""
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE lease SET until = '2020-01-01 00:00:00+00:00'")


__all__ = [
    "ADDRESS",
    "DUE",
    "NINE",
    "PLANNED",
    "SECRET",
    "TITLE",
    "Town",
    "a_town",
    "forget_leases",
    "morning",
]
