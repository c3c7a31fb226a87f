"""How each person wants to be told outside the product: by which channel, where, of what, and not on which days.

It is the person's own and no part of the record; nobody else is shown it.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from caseflow.domain.errors import BadInput, Reason
from caseflow.setting import MAIL
from caseflow.settings import Settings
from caseflow.store.messages import QuietRow, ReachRow


class Channel(StrEnum):
    """A way out of the product; `robot` channels speak to a group and name a person in it."""

    MAIL = "mail"
    WECOM = "wecom"
    DINGTALK = "dingtalk"


PRODUCT = "product"
"""The person's own page of messages: always on, and what every other channel merely points to."""
ROBOT_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")


@dataclass(frozen=True, slots=True)
class Reach:
    """One channel of a person."""

    channel: Channel
    address: str
    urgent: bool
    digest: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Everything a person chose; the quiet days, both included, or None."""

    channels: tuple[Reach, ...]
    quiet: tuple[date, date] | None


def set_up(settings: Settings) -> tuple[Channel, ...]:
    """The channels this installation can send by."""
    there = {
        Channel.MAIL: settings.mail_host and settings.mail_from,
        Channel.WECOM: settings.wecom_url,
        Channel.DINGTALK: settings.dingtalk_url,
    }
    return tuple(channel for channel, way in there.items() if way)


def reached(session: Session, person: str) -> Reached:
    """What this person chose."""
    rows = session.scalars(select(ReachRow).where(ReachRow.person == person).order_by(ReachRow.channel))
    found = tuple(Reach(Channel(row.channel), row.address, row.urgent, row.digest) for row in rows)
    quiet = session.get(QuietRow, person)
    return Reached(found, (quiet.first, quiet.last) if quiet else None)


def choose(session: Session, person: str, chosen: Reached) -> None:
    """Keeps it in place of what was chosen before. Raises BadInput with every fault; then nothing is kept."""
    faults = [_fault(one) for one in chosen.channels]
    if chosen.quiet and chosen.quiet[1] < chosen.quiet[0]:
        faults.append(Reason("reach.quiet_backwards", {}))
    if wrong := [fault for fault in faults if fault]:
        raise BadInput(*wrong)
    for table in (ReachRow, QuietRow):
        session.execute(delete(table).where(table.person == person))
    for one in chosen.channels:
        row = ReachRow(person=person, channel=one.channel.value, address=one.address)
        row.urgent, row.digest = one.urgent, one.digest
        session.add(row)
    if chosen.quiet:
        session.add(QuietRow(person=person, first=chosen.quiet[0], last=chosen.quiet[1]))
    session.flush()


def reachable(session: Session, day: date) -> dict[str, list[Reach]]:
    """The channels of everybody for whom this is no quiet day."""
    still = select(QuietRow.person).where(QuietRow.first <= day, QuietRow.last >= day)
    found: dict[str, list[Reach]] = {}
    for row in session.scalars(
        select(ReachRow).where(ReachRow.person.not_in(still)).order_by(ReachRow.channel)
    ):
        one = Reach(Channel(row.channel), row.address, row.urgent, row.digest)
        found.setdefault(row.person, []).append(one)
    return found


def _fault(one: Reach) -> Reason | None:
    """An address goes into a header or a JSON body: nothing but an address gets in."""
    pattern = MAIL if one.channel is Channel.MAIL else ROBOT_USER
    if pattern.fullmatch(one.address):
        return None
    return Reason(
        f"reach.bad_{'mail' if one.channel is Channel.MAIL else 'user'}", {"channel": one.channel.value}
    )
