"""Words for tests: the people of a city, appointed as they are in life, and a hasher that takes no time."""

from contextlib import AbstractContextManager
from datetime import date, timedelta

from argon2 import PasswordHasher
from sqlalchemy import Engine

from caseflow.domain.actor import Actor, actor_on, command_line
from caseflow.domain.city import City
from caseflow.domain.terms import Office, Tenure
from caseflow.services.appointing import appoint
from caseflow.services.peopling import add_person, first_administrator, set_password
from caseflow.services.resetting import give_one_time_password
from caseflow.services.work import Work
from tests.makers import OPENED, work_on

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
DAY = OPENED + timedelta(days=1)
SYSTEM, SECURITY, AUDIT = "p1", "p2", "p3"
PASSWORD = "长白山下的松花江水清"
AT_THE_SERVER = command_line("root", City(), DAY)


def staffed(engine: Engine) -> Engine:
    """A city with its three administrators, `p1` to `p3`, the way a new installation comes to them."""
    with work_on(engine, DAY, AT_THE_SERVER) as work:
        give_one_time_password(work, first_administrator(work, "赵一", "zhao.yi"), CHEAP)
    with work_as(engine, SYSTEM) as work:
        appoint_now(work, add_person(work, "钱二", "qian.er"), Office.SECURITY_ADMIN, "siping")
        add_person(work, "孙三", "sun.san")
    with work_as(engine, SECURITY) as work:
        appoint_now(work, AUDIT, Office.AUDIT_ADMIN, "siping")
    return engine


def work_as(engine: Engine, person: str, day: date = DAY) -> AbstractContextManager[Work]:
    """One piece of work by a person with the offices they hold that day."""
    with work_on(engine, day) as work:
        actor = actor_on(work.city.people[person], day) if person in work.city.people else Actor(person)
    return work_on(engine, day, actor)


def hire(engine: Engine, name: str, login: str, office: Office, unit: str, password: str = "") -> str:
    """A person with an office, and a password if one is given."""
    with work_as(engine, SYSTEM) as work:
        person = add_person(work, name, login)
    with work_as(engine, SECURITY) as work:
        appoint_now(work, person, office, unit)
    if password:
        with work_as(engine, person) as work:
            set_password(work, person, password, CHEAP)
    return person


def appoint_now(work: Work, person: str, office: Office, unit: str) -> int:
    """An office from today on, without an end."""
    return appoint(work, person, office, unit, Tenure.REGULAR, work.day)
