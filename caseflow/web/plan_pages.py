"""Implementation plans: who owes one and who handed one in; one plan with its versions; handing in and reviewing."""

from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import TextAreaField

from caseflow.domain.actions import Action
from caseflow.domain.days import listed
from caseflow.domain.errors import BadInput, Reason, Unknown
from caseflow.domain.permissions import may_ever, may_hand_in_plan
from caseflow.domain.plans import RESULTS, Plan, Version
from caseflow.services import planning
from caseflow.services.access import permit
from caseflow.services.attending import PLAN, STREAMS
from caseflow.services.importing import the_inspection
from caseflow.services.limits import unit_of
from caseflow.services.planning import Owed
from caseflow.services.reminding import remind_asked
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import Done, Duty, Subject, choice, duty
from caseflow.web.evidence import SANDBOX
from caseflow.web.fields import Needed, Sometimes, Verdict
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_
from caseflow.words.rulebook import meaning_in_words
from caseflow.words.say import say, term

bp = Blueprint("plans", __name__)
SEPARATOR = ":"
"""Between inspection and unit in an address."""
TEMPLATE = "plans/duty.html"


class HandInForm(ActForm):
    """A version of a plan."""

    has_file = True
    file = FileField(N_("方案文件"), description=N_("docx、pdf、txt，不能带密码和宏"))
    words = TextAreaField(
        N_("方案全文"), [Sometimes()], description=N_("pdf 或扫描件须粘贴全文；docx 和 txt 不用填")
    )


class ReviewForm(ActForm):
    """What the office says of a version."""

    result = Verdict(N_("审核结果"), [Needed()])
    reason = TextAreaField(N_("理由"), [Sometimes()], description=N_("退回须写明改什么"))


@bp.get("/plans")
def plans() -> str:
    """The plans of one inspection that the reader may see."""
    work = here.look()
    permit(work, Action.VIEW)
    known = work.city.inspections
    if not known:
        return render_template("plans/plans.html", rows=[], inspections=[], title="")
    code = request.args.get("inspection") or list(known)[-1]
    found = planning.owed(work, the_inspection(work, code))
    digests = {one.code: one.name for one in known.values()}
    names = seen_texts(work, digests.values())
    return render_template(
        "plans/plans.html",
        rows=[row_of(work, one) for one in found],
        inspections=[
            {
                "name": names.get(digest, one),
                "href": url_for("plans.plans", inspection=one),
                "here": one == code,
            }
            for one, digest in digests.items()
        ],
        title=names.get(digests[code], code),
    )


@bp.get("/plans/<code>")
def plan(code: str) -> str:
    """One unit's plan, version after version; to the office also how like it is to others."""
    work = here.look()
    permit(work, Action.VIEW)
    inspection, unit = _parts(code)
    owed = planning.plan_for(work, inspection, unit)
    reviews = bool(may_ever(work.actor, Action.REVIEW_PLAN, work.city))
    return render_template(
        "plans/plan.html",
        row=row_of(work, owed),
        versions=_versions(work, owed.plan) if owed.plan else [],
        likenesses=_likenesses(work, inspection, unit) if reviews else None,
        acts=_acts(work, owed, reviews=reviews),
        counted=_counted(work, owed),
    )


@bp.get("/plans/<code>/<int:number>/file")
def download(code: str, number: int) -> Response:
    """The file of one version, as a download only."""
    work = here.look()
    permit(work, Action.VIEW)
    opened = planning.open_plan(work, here.installation().files, *_parts(code), number)
    response = send_file(opened.path, opened.media, as_attachment=True, download_name=opened.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def row_of(work: Work, one: Owed) -> dict[str, Any]:
    """A unit's plan as one line."""
    is_city = one.unit == work.city.root
    return {
        "unit": say("plan.of_city") if is_city else here.names().unit(one.unit),
        "href": url_for("plans.plan", code=f"{one.inspection}{SEPARATOR}{one.unit}"),
        "due": None if is_city else one.due,
        "late": _late(one) if one.late and not is_city else "",
        "status": one.status,
        "word": term(f"plan_status.{one.status}"),
        "on": one.plan.last.on if one.plan and one.plan.last else None,
        "number": len(one.plan.versions) if one.plan else 0,
        "remind": _reminding(work, one),
    }


def _late(one: Owed) -> str:
    """Still missing past its day, or handed in after it."""
    return term("plan_late.handed_in" if one.plan else "plan_late.missing")


def _counted(work: Work, owed: Owed) -> str:
    """How the day came about by which somebody should act now; nothing where nobody is asked."""
    asking = planning.asked_by(work, owed)
    if asking is None or work.rules is None or (owed.unit == work.city.root and owed.plan is None):
        return ""
    unit = unit_of(work.rules, asking.rule)
    days = listed(work.calendar, asking.start, asking.due, unit)
    counts = {"n": sum(day.counted for day in days), "skipped": sum(not day.counted for day in days[1:])}
    facts = {
        "start": asking.start,
        "due": asking.due,
        "rule": meaning_in_words(work.rules.rules[asking.rule]),
    }
    span = say(f"span.{unit}", {"n": counts["n"]})
    return say("plan.counted", facts | {"span": span, "skipped": counts["skipped"]})


def _parts(code: str) -> tuple[str, str]:
    inspection, separator, unit = code.partition(SEPARATOR)
    if not separator:
        raise Unknown(Reason("plan.unknown", {}))
    return inspection, unit


def _versions(work: Work, plan: Plan) -> list[dict[str, Any]]:
    """Newest first."""
    words = seen_texts(work, plan.texts.values())
    return [_version(plan, one, words) for one in reversed(plan.versions)]


def _version(plan: Plan, one: Version, words: dict[str, str]) -> dict[str, Any]:
    def text(name: str) -> str:
        return words.get(plan.texts.get(f"plan.{one.number}.{name}", ""), "")

    code = f"{plan.inspection}{SEPARATOR}{plan.unit}"
    return {
        "number": one.number,
        "on": one.on,
        "by": here.names().called(one.by),
        "name": text("name") or say("plan.file"),
        "href": url_for("plans.download", code=code, number=one.number),
        "word": term(f"plan_status.{one.result or 'handed_in'}"),
        "reviewed_on": one.reviewed_on,
        "reason": text("reason"),
    }


def _likenesses(work: Work, inspection: str, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "unit": say("plan.of_city") if one.is_city else here.names().unit(one.unit),
            "share": int(one.share * 100),
        }
        for one in planning.likenesses(work, inspection, unit)
    ]


def _acts(work: Work, owed: Owed, *, reviews: bool) -> list[dict[str, str]]:
    """What the reader can do about it now."""
    code = f"{owed.inspection}{SEPARATOR}{owed.unit}"
    if owed.status == "handed_in":
        if not reviews:
            return []
        return [{"label": term("action.review_plan"), "href": url_for("plans.review", code=code)}]
    if owed.status == "accepted" and owed.unit != work.city.root:
        return []
    if not may_hand_in_plan(work.actor, owed.unit, work.city):
        return _reminding(work, owed)
    return [{"label": term("action.hand_in_plan"), "href": url_for("plans.hand_in", code=code)}]


def _reminding(work: Work, owed: Owed) -> list[dict[str, str]]:
    """The office reminds a unit of what it still has to hand in."""
    waits = owed.unit != work.city.root and owed.status in ("missing", "returned")
    if not waits or not may_ever(work.actor, Action.SEND_REMINDER, work.city):
        return []
    code = f"{owed.inspection}{SEPARATOR}{owed.unit}"
    return [{"label": term("action.send_reminder"), "href": url_for("plans.remind", code=code)}]


def _prepare(work: Work, form: ActForm, code: str) -> Subject:
    inspection, unit = _parts(code)
    owed = planning.plan_for(work, inspection, unit)
    if "result" in form:
        form["result"].choices = [choice(one, term(f"plan_result.{one}")) for one in RESULTS]
    return Subject(str(row_of(work, owed)["unit"]), url_for("plans.plan", code=code), _before(work, owed))


def _before(work: Work, owed: Owed) -> dict[str, Any]:
    """What is read before a plan is handed in or judged: its last version, and to the office whom it is like."""
    last = _versions(work, owed.plan)[0] if owed.plan else None
    reviews = bool(may_ever(work.actor, Action.REVIEW_PLAN, work.city))
    return {
        "due": owed.due,
        "last": last,
        "likenesses": _likenesses(work, owed.inspection, owed.unit) if last and reviews else None,
    }


def _hand_in(work: Work, form: ActForm, code: str) -> Done:
    file: FileStorage | None = form["file"].data
    data = file.read() if file else b""
    if not data:
        raise BadInput(Reason("plan.no_file", {}))
    file_name = (file.filename or "") if file else ""
    files = here.installation().files
    planning.hand_in(work, files, *_parts(code), data, file_name, form["words"].data or "")
    return Done(url_for("plans.plan", code=code))


def _review(work: Work, form: ActForm, code: str) -> Done:
    inspection, unit = _parts(code)
    number = int(_seen(work, code))
    planning.review(work, inspection, unit, number, form["result"].data, form["reason"].data or "")
    return Done(url_for("plans.plan", code=code))


def _remind(work: Work, _form: ActForm, code: str) -> Done:
    remind_asked(work, f"{STREAMS[PLAN]}{'/'.join(_parts(code))}")
    return Done(url_for("plans.plans", inspection=_parts(code)[0]))


def _seen(work: Work, code: str) -> str:
    """The newest version: the one that was read is the one that is reviewed."""
    plan = planning.plan_for(work, *_parts(code)).plan
    return str(plan.last.number if plan and plan.last else 0)


duty(
    bp,
    "/plans/<code>/hand-in",
    Duty(
        "hand_in",
        N_("报送实施方案"),
        (Action.HAND_IN_PLAN,),
        HandInForm,
        _prepare,
        _hand_in,
        template=TEMPLATE,
    ),
)
duty(
    bp,
    "/plans/<code>/review",
    Duty(
        "review",
        N_("审核实施方案"),
        (Action.REVIEW_PLAN,),
        ReviewForm,
        _prepare,
        _review,
        seen=_seen,
        template=TEMPLATE,
    ),
)
duty(
    bp,
    "/plans/<code>/remind",
    Duty(
        "remind",
        N_("提醒报送方案"),
        (Action.SEND_REMINDER,),
        *(ActForm, _prepare, _remind),
        seen=_seen,
        template=TEMPLATE,
    ),
)
