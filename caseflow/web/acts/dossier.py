"""The dossier as a head reads it before signing: on one page, with the code it is known by."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.case.parts import BESIDE, Signature
from caseflow.domain.errors import Reason
from caseflow.domain.event import Event
from caseflow.domain.signers import Post, boxes_of, signing_posts
from caseflow.domain.terms import State
from caseflow.domain.turn import waiting_boxes
from caseflow.services.explaining import Running
from caseflow.services.naming import waits_in_words
from caseflow.services.outside_words import claimed, outside_mark, state_in_words
from caseflow.services.picturing import Picture, picture_now
from caseflow.services.showing import event_in_words
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.matter import Row, called, row
from caseflow.web.case_clock import strip
from caseflow.web.speaking import gettext
from caseflow.words.say import day_in_words, say, term

SHORT = 16
"""How much of a digest is printed: sixty-four bits, four groups of four."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """`digest` is what is signed, `code` its short form; `days` and `boxes` are as the parts take them.

    `rows` are facts, `changes` what happened since it was sent; `post` and `login` are the signing reader's.
    """

    digest: str
    code: str
    problem: str
    goal: str
    measures: list[Row]
    evidence: list[Row]
    rows: list[Row]
    days: list[Row]
    boxes: list[Row]
    changes: list[Row]
    post: str
    login: str


def dossier(work: Work, case: Case) -> Dossier:
    """The dossier as it stands now."""
    picture, digest = picture_now(work, case, here.names()), dossier_digest(case)
    return Dossier(
        digest=digest,
        code=short(digest),
        problem=picture.text("problem"),
        goal=picture.text("goal"),
        measures=_measures(picture),
        evidence=_evidence(picture),
        rows=[*_checked(picture), *_accepted(picture), *_noticed(picture), *_dates(picture)],
        days=_days(picture),
        boxes=list(_boxes(work, case)),
        changes=list(_changes(picture)),
        post=_own_post(work, case),
        login=_login(work),
    )


def short(digest: str) -> str:
    """The first part of a digest in capitals, as it is printed."""
    return digest[:SHORT].upper()


def _measures(picture: Picture) -> list[Row]:
    return [
        {
            "number": measure.number,
            "text": picture.text(f"measure.{measure.number}"),
            "unit": picture.names.called(measure.unit),
            "done_on": measure.done_on,
        }
        for measure in picture.case.measures
        if not measure.withdrawn
    ]


def _evidence(picture: Picture) -> list[Row]:
    return [
        {
            "kind": term(f"evidence.{evidence.kind}"),
            "name": picture.text(f"evidence.{evidence.id}.name"),
            "code": short(evidence.digest),
        }
        for evidence in picture.case.evidence
        if not evidence.withdrawn and evidence.kind not in BESIDE
    ]


def _checked(picture: Picture) -> Iterator[Row]:
    for check in picture.case.self_checks:
        facts = {"day": day_in_words(check.on), "count": len(check.criteria)}
        text = gettext("%(day)s，达到 %(count)s 条标准") % facts
        yield row(gettext("自查"), text, called([check.unit]))
    if picture.case.verdict and picture.case.settlement:
        found = (term(f"verdict.{picture.case.verdict}"), term(f"settlement.{picture.case.settlement}"))
        yield row(gettext("核查结论"), "，".join(found))
    for key in picture.case.links.parts:
        part = picture.others[key]
        yield row(gettext("分件"), f"{part.number} {state_in_words(part)}")


def _accepted(picture: Picture) -> Iterator[Row]:
    passed = picture.case.acceptance
    if passed is None or passed.passed_on is None:
        return
    if passed.outside:
        yield row(gettext("验收"), say("outside.acceptance", {"site_day": passed.site_day}))
        return
    people = (name for name in sorted(picture.case.texts) if name.startswith("acceptance.person."))
    facts = {
        "unit": picture.names.called(passed.unit),
        "day": day_in_words(passed.site_day),
        "place": picture.text("acceptance.place"),
        "people": "、".join(map(picture.text, people)),
    }
    yield row(gettext("验收"), gettext("%(unit)s %(day)s现场验收（%(place)s，%(people)s），通过") % facts)
    yield row(gettext("验收意见"), picture.text("acceptance.opinion"))


def _noticed(picture: Picture) -> Iterator[Row]:
    case = picture.case
    if case.notice_exempted:
        yield row(gettext("公示"), gettext("经批准不公示"))
    elif case.notice and case.notice.first_day:
        facts = {"first": day_in_words(case.notice.first_day), "last": day_in_words(case.notice.last_day)}
        mark = outside_mark(case.notice.outside)
        yield row(gettext("公示"), gettext("%(first)s至%(last)s") % facts + mark)
    answers = (
        term(f"objection_answer.{o.answer}") if o.answer else gettext("未答复") for o in case.objections
    )
    text = "、".join(f"{number} {answer}" for number, answer in enumerate(answers, 1))
    yield row(gettext("异议"), text or gettext("没有收到"))


def _days(picture: Picture) -> list[Row]:
    """Every day of the notice, counted or not."""
    notice = picture.case.notice
    if notice is None or notice.first_day is None or notice.last_day is None:
        return []
    return strip(picture, Running("notice", notice.first_day, notice.last_day, after=False))


def _dates(picture: Picture) -> Iterator[Row]:
    case = picture.case
    moved = case.due.first is not None and case.due.first != case.due.day
    first = gettext("原时限 %(day)s") % {"day": case.due.first} if moved else ""
    yield row(gettext("整改时限"), day_in_words(case.due.day) if case.due.day else "", first)
    applied = case.application
    mark = outside_mark(applied.outside) if applied else ""
    yield row(gettext("申请日期"), day_in_words(applied.on) + mark if applied else "")
    for one in claimed(case, picture.text):
        yield row(one.term, one.value, say("outside.step"))


def _boxes(work: Work, case: Case) -> Iterator[Row]:
    """Party left, government right; a signature that fell stands struck through, with the reason."""
    waiting = waiting_boxes(case, work.city, work.day)
    for box, post in signing_posts(case, work.city, work.day).items():
        live = next((s for s in case.live_signatures if s.box == box), None)
        fallen = [
            s for s in case.signatures if s.box == box and s.void == "dossier_changed" and s.on >= case.since
        ]
        holders = [person.code for person in work.city.holders(post.office, post.unit, work.day)]
        yield {
            "office": here.names().called(post.code),
            "name": called([live.person] if live else holders),
            "mine": work.actor.holds(post.office, post.unit),
            "void": gettext("%(day)s 已签") % {"day": fallen[-1].on} if fallen else "",
            "status": _status(case, live, waiting.get(box), bool(fallen)),
        }


def _status(case: Case, live: Signature | None, why: Reason | None, fell: bool) -> str:
    if live:
        return gettext("%(day)s 已签") % {"day": live.on}
    if why:
        return waits_in_words(here.names(), why)
    text = gettext("案卷变动后作废，重新签，限期 %(day)s") if fell else gettext("待签，签字限期 %(day)s")
    return text % {"day": case.limit or "—"}


def _changes(picture: Picture) -> Iterator[Row]:
    """What was done since the case was sent for signing."""
    sent = max((e.n for e in picture.events if e.data.get("to") == State.SIGNING), default=-1)
    for event in picture.events:
        if event.n > sent and event.type != "sign":
            yield _change(picture, event)


def _change(picture: Picture, event: Event) -> Row:
    return {"day": event.day, "text": event_in_words(picture.names, event, picture.case)}


def _login(work: Work) -> str:
    digest = work.city.people[work.actor.code].login
    return seen_texts(work, [digest]).get(digest, "")


def _own_post(work: Work, case: Case) -> str:
    """The post whose box the reader would sign, "" for none."""
    posts = signing_posts(case, work.city, work.day)
    signed = {signature.box for signature in case.live_signatures}
    own: list[Post] = [
        posts[box] for box in boxes_of(work.actor, case, work.city, work.day) if box not in signed
    ]
    return here.names().called(own[0].code) or "" if own else ""
