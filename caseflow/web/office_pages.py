"""Who held which office when, for the discipline inspector: of a case with its acts, or of a unit."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.event import Event
from caseflow.services.access import case_for
from caseflow.services.holding import LOCALITY, Held, held_in_case, held_in_unit
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.administration import allow
from caseflow.web.noting import note_look
from caseflow.words.say import say, term

bp = Blueprint("offices", __name__)


@bp.get("/cases/<inspection>/<number>/offices")
def of_case(inspection: str, number: str) -> str:
    """Everybody with an office that had a part in the case; `day` leaves those of one day."""
    key = f"{inspection}/{number}"
    allow(here.look(), Action.VIEW_HELD_OFFICES)
    case_for(here.look(), key, Action.VIEW)
    note_look(here.look(), f"{key} offices")
    work, day = here.look(), _day()
    held, acts = held_in_case(work, key)
    case = case_for(work, key, Action.VIEW)
    return render_template(
        "offices/held.html",
        title=case.number,
        back={"label": case.number, "href": case_address(case)},
        day=day,
        rows=[_row(one) for one in held if day is None or one.on(day)],
        acts=[_act(event) for event in acts if day is None or event.day == day],
        of_case=True,
    )


@bp.get("/offices/<code>")
def of_unit(code: str) -> str:
    """Everybody who ever held an office in a unit."""
    work, day = here.look(), _day()
    held = held_in_unit(work, code)
    return render_template(
        "offices/held.html",
        title=here.names().full(code),
        back=None,
        day=day,
        rows=[_row(one) for one in held if day is None or one.on(day)],
        acts=[],
        of_case=False,
    )


def _day() -> date | None:
    """The day asked for, None for all. Raises BadInput for what is none."""
    asked = request.args.get("day", "").strip()
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise BadInput(Reason("date.not_understood", {"text": asked[:20]})) from None


def _row(one: Held) -> dict[str, Any]:
    names = here.names()
    return {
        "part": _part(one.part),
        "who": names.person(one.person),
        "unit": names.unit(one.unit),
        "unit_code": one.unit,
        "post": term(f"office.{one.office}"),
        "tenure": term(f"tenure.{one.tenure}"),
        "first": one.first,
        "last": one.last,
    }


def _part(part: str) -> str:
    """What the unit is in the case; "" where no case is asked about."""
    if part == LOCALITY:
        return say("offices.locality")
    return term(f"role.{part}") if part else ""


def _act(event: Event) -> dict[str, Any]:
    names = here.names()
    facts = names.facts({**event.data, "who": names.called(event.actor)})
    return {
        "day": event.day,
        "text": say(f"event.{event.type}", facts),
        "post": names.called(event.office) or "",
    }
