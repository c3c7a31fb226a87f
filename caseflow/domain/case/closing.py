"""Folds acceptance, notice, objections and signatures."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.paper_signing import settled
from caseflow.domain.case.parts import (
    Acceptance,
    ApplicationStatus,
    Notice,
    Objection,
    Signature,
    Supplement,
)
from caseflow.domain.case.rounds import back_to_rectifying, set_application, without
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Step


@on("request_supplement")
def _request(case: Case, event: Event) -> Case:
    times = case.supplement.times + 1 if case.supplement else 1
    until = day_of(event.data, "until") or event.day
    return replace(case, supplement=Supplement(until, times=times, on=event.day))


@on("supply_supplement")
def _supply(case: Case, event: Event) -> Case:
    if case.supplement is None:
        raise ValueError("no supplement was requested")
    return replace(case, supplement=replace(case.supplement, supplied_on=event.day))


@on("begin_acceptance")
def _begin(case: Case, event: Event) -> Case:
    return replace(case, acceptance=Acceptance(event.day, event.actor, event.data["unit"]))


@on("pass_acceptance")
def _pass(case: Case, event: Event) -> Case:
    begun = case.acceptance or Acceptance(event.day, event.actor, event.data["unit"])
    passed = replace(
        begun,
        passed_on=event.day,
        passed_by=event.actor,
        site_day=day_of(event.data, "site_day"),
        people=event.data["people"],
    )
    return replace(set_application(case, ApplicationStatus.ACCEPTED), acceptance=passed)


@on("fail_acceptance")
def _fail(case: Case, event: Event) -> Case:
    return replace(back_to_rectifying(case, "fail_acceptance"), correct_by=day_of(event.data, "correct_by"))


@on("draft_notice")
def _draft(case: Case, event: Event) -> Case:
    return replace(case, notice=Notice(event.actor, event.day))


@on("release_notice")
def _release(case: Case, event: Event) -> Case:
    return replace(case, notice=replace(_notice(case), released_by=event.actor))


@on("publish_notice")
def _publish(case: Case, event: Event) -> Case:
    notice = replace(
        _notice(case),
        first_day=day_of(event.data, "first_day"),
        last_day=day_of(event.data, "last_day"),
        opens_on=day_of(event.data, "opens_on"),
    )
    return replace(case, notice=notice, noticed_this_round=True)


@on("end_notice")
def _end(case: Case, event: Event) -> Case:
    return replace(case, notice=replace(_notice(case), ended_on=event.day))


@on("exempt_notice")
def _exempt(case: Case, _: Event) -> Case:
    return replace(case, notice_exempted=True)


@on("object")
def _object(case: Case, event: Event) -> Case:
    objection = Objection(
        id=len(case.objections) + 1,
        sent_on=day_of(event.data, "sent_on") or event.day,
        entered_on=event.day,
        in_time=bool(event.data["in_time"]),
        answer_by=day_of(event.data, "limit"),
    )
    return replace(case, objections=(*case.objections, objection))


@on("answer_objection")
def _answer(case: Case, event: Event) -> Case:
    return _answered(case, event, "unfounded")


@on("uphold_objection")
def _uphold(case: Case, event: Event) -> Case:
    return back_to_rectifying(_answered(case, event, "upheld"), "uphold_objection")


@on("recall")
@on("return_for_supplement")
def _recall(case: Case, event: Event) -> Case:
    return without(case, tuple(Step(step) for step in event.data["falls"]), event.type)


@on("sign")
def _sign(case: Case, event: Event) -> Case:
    data = event.data
    signature = Signature(
        data["box"],
        event.on_behalf or event.actor,
        data.get("office") or event.office,
        data["dossier"],
        day_of(data, "on") or event.day,
        means=data.get("means"),
        key=data.get("key"),
    )
    case = settled(case, data["form"], "signed") if "form" in data else case
    return replace(case, signatures=(*case.signatures, signature))


@on("refuse")
def _refuse(case: Case, _: Event) -> Case:
    return back_to_rectifying(case, "refuse")


def _answered(case: Case, event: Event, answer: str) -> Case:
    number = event.data["id"]
    return replace(
        case,
        objections=tuple(
            replace(o, answer=answer, answered_on=event.day) if o.id == number else o for o in case.objections
        ),
    )


def _notice(case: Case) -> Notice:
    if case.notice is None:
        raise ValueError("no notice was drafted")
    return case.notice
