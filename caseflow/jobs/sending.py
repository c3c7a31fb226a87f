"""Sends what waits: outside every transaction, one sender over all machines."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseflow.domain.actor import CLOCK
from caseflow.jobs.channels import mail, post
from caseflow.jobs.leasing import Held, LeaseLost, leased
from caseflow.messages import robots
from caseflow.messages.mail import letter
from caseflow.messages.text import Said, for_group, for_one
from caseflow.services.composing import composed
from caseflow.services.delivering import (
    Answer,
    Claimed,
    claim,
    drop,
    give_up_claims,
    hand_over,
    mark,
    within_hours,
)
from caseflow.services.digesting import open_digests
from caseflow.services.opening import begin
from caseflow.services.preferring import preference
from caseflow.services.reaching import Channel, set_up
from caseflow.services.today import acting_instant, today
from caseflow.services.work import Work
from caseflow.settings import Settings
from caseflow.store.database import writing

LEASE = "messages"
AT_ONCE = 50
"""How many messages leave at one look at most, so that none is claimed or signed by an instant long past."""


def send_waiting(engine: Engine, settings: Settings, now: datetime) -> int:
    """Hands over what waits in the outbox, opens the morning's digests, sends what is due; how many went out."""
    with leased(engine, LEASE) as held:
        if held is None or not _prepared(engine, settings, now, held):
            return 0
        answers = [*islice(_answers(engine, settings, now, held), AT_ONCE)]
    return sum(answer.error is None for answer in answers)


def _answers(engine: Engine, settings: Settings, now: datetime, held: Held) -> Iterator[Answer]:
    """What came of one message after the other, until none is due or somebody else sends."""
    try:
        while (answer := _one(engine, settings, now, held)) is not None:
            yield answer
    except LeaseLost:
        return


def _prepared(engine: Engine, settings: Settings, now: datetime, held: Held) -> bool:
    """Everything before the first message leaves; whether any may leave now."""
    with writing(engine) as session, session.begin():
        held.check(session)
        give_up_claims(session)
        work = _work(session, now)
        hand_over(work)
        if not set_up(settings) or work.rules is None or not within_hours(work, work.at):
            return False
        if within_hours(work, work.at, start="message.digest_at"):
            open_digests(work)
    return True


def _one(engine: Engine, settings: Settings, now: datetime, held: Held) -> Answer | None:
    """Claims, sends and marks one message; None where none is due."""
    with writing(engine) as session, session.begin():
        held.check(session)
        claimed = claim(session, now, [channel.value for channel in set_up(settings)])
        if claimed is None:
            return None
        work = _work(session, now)
        language = preference(session, claimed.person).language or settings.lang
        said = composed(work, claimed, settings.public_url, language)
        most = work.book.number("message.attempts")
        if said is None:
            drop(session, claimed.id)
            return Answer("dropped")
    answer = _attempt(settings, claimed, said, language, now)
    with writing(engine) as session, session.begin():
        mark(session, claimed.id, answer, now, most)
    return answer


def _attempt(settings: Settings, claimed: Claimed, said: Said, language: str, at: datetime) -> Answer:
    """What came of it, whatever goes wrong: one message that cannot be sent keeps no other one back."""
    try:
        return _sent(settings, claimed, said, language, at)
    except Exception as wrong:  # of any kind, so that nobody can say how far it went
        structlog.get_logger("caseflow.jobs").error("message failed", kind=type(wrong).__name__)
        return Answer("failed", certain=False)


def _sent(settings: Settings, claimed: Claimed, said: Said, language: str, at: datetime) -> Answer:
    match Channel(claimed.channel):
        case Channel.MAIL:
            text = for_one(said, language)
            return mail(settings, letter(text, settings.mail_from, claimed.address, claimed.key, at))
        case Channel.WECOM:
            return post(settings.wecom_url, robots.wecom(for_group(said, language), claimed.address))
        case Channel.DINGTALK:
            url = robots.signed(settings.dingtalk_url, settings.dingtalk_secret, at)
            return post(url, robots.dingtalk(for_group(said, language), claimed.address))


def _work(session: Session, now: datetime) -> Work:
    """The clock's look at the city on its office day; in a demonstration city at this hour of that day."""
    day = today(session, now)
    return begin(session, CLOCK, acting_instant(session, now, day), day)
