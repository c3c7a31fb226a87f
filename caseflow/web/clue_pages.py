"""An inspector's own clues, for nobody else; and who read what of them, for the discipline office's own auditor."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.handling import Way
from caseflow.services import disposing
from caseflow.services.access import held_case
from caseflow.services.discipline_audit import READINGS, readings_apart
from caseflow.services.disposing import CLUES, OwnClue
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.administration import Done, Duty, Prepare, Subject, allow, answer, choice, office_time
from caseflow.web.apart_rows import course
from caseflow.web.case_lines import left_until
from caseflow.web.fields import Checks, Needed, Pick, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.referral_duties import case_choices
from caseflow.web.referral_forms import OutcomeForm, WayForm, offer_ways
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("clues", __name__)
TITLES = {
    "keep": N_("记一条线索"),
    "add": N_("补充"),
    "hand": N_("交给另一人"),
    "dispose": N_("提出处置方式"),
    "conclude": N_("办结"),
}


class KeepForm(ActForm):
    """A clue, and the cases it names."""

    title = needed_line(N_("线索名称"))
    words = needed_text(N_("线索内容"), N_("只有您看得到；交给另一人后，那一位也看得到"))
    cases = Checks(N_("涉及案件"), [Optional()], description=N_("案件里不留任何痕迹"))


class AddForm(ActForm):
    """More of it."""

    words = needed_text(N_("线索内容"))
    cases = Checks(N_("涉及案件"), [Optional()])


class HandForm(ActForm):
    """To whom."""

    to = Pick(N_("交给"), [Needed()], description=N_("只能交一次，交出后由其办理，您仍可查看"))


@bp.get("/clues")
def clues() -> str:
    """The reader's own clues."""
    found = here.act(lambda work: disposing.read_clues(work, here.sealed()))
    work = here.look()
    return render_template("clues/list.html", rows=[_row(work, one) for one in found])


@bp.get("/clues/<code>")
def clue(code: str) -> str:
    """One of them."""
    number = _number(code)
    found = here.act(lambda work: disposing.read_clue(work, here.sealed(), number))
    work = here.look()
    cases = [case for key in found.clue.cases if (case := held_case(work, key))]
    return render_template(
        "clues/clue.html",
        row=_row(work, found),
        words=found.told.words,
        cases=[{"number": case.number, "href": case_address(case)} for case in cases],
        keeper=here.names().person(found.clue.by),
        holder=here.names().person(found.clue.holder),
        course=course(found.told),
        acts=[
            {"label": TITLES[name], "href": url_for(f"clues.{name}", code=code)}
            for name in _acts(work, found)
        ],
    )


@bp.get("/discipline-readings")
def readings() -> str:
    """Who read which referral or clue; that this list is read is on record too."""
    found = here.act(lambda work: readings_apart(work, here.sealed()))
    names = here.names()
    rows = [
        {
            "at": office_time(datetime.fromisoformat(one.at)),
            "who": names.called(one.who),
            "post": names.called(one.office) or "",
            "what": _what(one.what),
        }
        for one in found
    ]
    return render_template("clues/readings.html", rows=rows)


def _what(what: str) -> str:
    if what in (CLUES, READINGS):
        return say(f"apart_reading.{what}")
    kind, _, name = what.partition("/")
    return say(f"apart_reading.{kind}", {"name": name})


def _number(code: str) -> int:
    """The number in an address. Raises Unknown, as for a clue that is not there."""
    if not (code.isascii() and code.isdecimal() and len(code) < 6):
        raise Unknown(Reason("clue.unknown", {}))
    return int(code)


def _row(work: Work, one: OwnClue) -> dict[str, Any]:
    handling, due = one.clue.handling, disposing.clock_of(one.clue)
    return {
        "name": say("clue.numbered", {"number": str(one.number)}),
        "href": url_for("clues.clue", code=one.number),
        "title": one.told.words.get("title", ""),
        "on": one.clue.on,
        "way": term(f"way.{handling.way}") if handling.way else "",
        "concluded": handling.concluded_on,
        "handed": one.clue.handed_on,
        "due": due,
        "left": left_until(work.calendar, work.day, due) if due else None,
    }


def _acts(work: Work, one: OwnClue) -> list[str]:
    if one.clue.holder != work.actor.code:
        return []
    handling = one.clue.handling
    found = ["add"]
    if not handling.concluded_on:
        found += ["dispose"]
        found += ["conclude"] if handling.way and handling.way is not Way.HOLD else []
    return found + ([] if one.clue.handed_on else ["hand"])


def _prepared(work: Work, form: ActForm, code: str) -> Subject:
    number = disposing.clue_for(work, here.sealed(), _number(code)).number if code else 0
    offer_ways(form)
    if "cases" in form:
        form["cases"].choices = [choice(*one) for one in case_choices(work)]
    if "to" in form:
        form["to"].offer(choice(person, here.names().person(person)) for person in disposing.others(work))
    name = say("clue.numbered", {"number": str(number)}) if number else ""
    return Subject(name, url_for("clues.clue", code=code) if code else url_for("clues.clues"), {})


def _seen(work: Work, code: str) -> str:
    return str(disposing.clue_for(work, here.sealed(), _number(code)).clue.events) if code else ""


def _page(rule: str, name: str, form: type[ActForm], act: Callable[[Work, ActForm, int], object]) -> None:
    """Gives one of these duties its page; every form leads to the list, so that what is kept of it names no clue."""
    prepare: Prepare = _prepared

    def do(work: Work, form: ActForm, code: str) -> Done:
        act(work, form, _number(code) if code else 0)
        return Done(url_for("clues.clues"))

    what = Duty(name, TITLES[name], (Action.KEEP_CLUE,), form, prepare, do, seen=_seen)

    def view(code: str = "") -> Response | str | tuple[str, int]:
        allow(here.look(), Action.KEEP_CLUE)
        if code and request.method != "POST":
            number = _number(code)
            here.act(lambda work: disposing.read_clue(work, here.sealed(), number))
        return answer(what, code)

    bp.add_url_rule(rule, name, view, methods=["GET", "POST"])


_page(
    "/clues/keep",
    "keep",
    KeepForm,
    lambda w, f, _: disposing.keep_clue(
        w, here.sealed(), f["title"].data or "", f["words"].data or "", f["cases"].data or ()
    ),
)
_page(
    "/clues/<code>/add",
    "add",
    AddForm,
    lambda w, f, n: disposing.add_to_clue(w, here.sealed(), n, f["words"].data or "", f["cases"].data or ()),
)
_page(
    "/clues/<code>/hand",
    "hand",
    HandForm,
    lambda w, f, n: disposing.hand_clue(w, here.sealed(), n, f["to"].data),
)
_page(
    "/clues/<code>/dispose",
    "dispose",
    WayForm,
    lambda w, f, n: disposing.dispose_clue(w, here.sealed(), n, Way(f["way"].data), f["plan"].data or ""),
)
_page(
    "/clues/<code>/conclude",
    "conclude",
    OutcomeForm,
    lambda w, f, n: disposing.conclude_clue(w, here.sealed(), n, f["outcome"].data or ""),
)
