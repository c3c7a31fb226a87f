"""Evidence on pages: photographs in pairs, documents by name; and the files themselves, as downloads only."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, send_file, url_for

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Evidence
from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.permissions import can
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.evidencing import is_own, open_evidence
from caseflow.services.picturing import Picture
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import act_address
from caseflow.web.noting import note_look
from caseflow.words.say import say, term

bp = Blueprint("evidence", __name__)
SANDBOX = "default-src 'none'; sandbox"
"""Should a browser open a file after all, nothing in it may run, load or send."""
DRAWN = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What every browser served can draw."""
SIDES = {"before_photo": "before", "after_photo": "after"}
CODE = 8
"""Figures of a digest that tell two files of a case apart, on paper and in an address."""


@bp.get("/cases/<inspection>/<number>/evidence/<int:id_>/<code>")
def download(inspection: str, number: str, id_: int, code: str) -> Response:
    """One file of a case the reader may see. 404 for another number or code, and for a file that is not whole."""
    key = f"{inspection}/{number}"
    work = here.look()
    case = case_for(work, key, Action.VIEW)
    if not any(one.id == id_ and code_of(one) == code for one in case.evidence):
        raise Unknown(Reason("evidence.unknown", {}))
    note_look(work, f"{key} {id_}")
    try:
        opened = open_evidence(here.look(), here.installation().files, key, id_)
    except NotYet as lost:
        raise Unknown(*lost.reasons) from lost
    content = opened.path if opened.bare is None else BytesIO(opened.bare)
    response = send_file(content, opened.media, as_attachment=True, download_name=opened.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def code_of(evidence: Evidence) -> str:
    """The short code a file is known by."""
    return evidence.digest[:CODE].upper()


class Shelf:
    """The evidence of a pictured case, piece by piece, as parts/record.html takes it."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._events = [event for event in picture.events if event.type == "add_evidence"]

    def piece(self, id_: int) -> dict[str, Any]:
        """One file: a photograph with `src`, or a document with `name` and `note`; `href` is the file itself."""
        evidence, event = self.picture.case.evidence[id_ - 1], self._events[id_ - 1]
        href = address(self.picture.case, evidence)
        kind = term(f"evidence.{evidence.kind}")
        taken = self._taken(event)
        facts = {
            "id": id_,
            "href": href,
            "name": self._text(event, "name") or say("evidence.nameless", {"id": id_}),
            "kind": kind,
            "withdrawn": evidence.withdrawn,
        }
        if evidence.kind in SIDES and event.data.get("media") in DRAWN:
            point = say("evidence.at_point", {"point": evidence.point}) if evidence.point else ""
            alt = say("evidence.alt", {"kind": kind, "id": id_})
            return facts | {
                "src": href,
                "alt": alt,
                "side": SIDES[evidence.kind],
                "point": point,
                "taken": taken,
            }
        note = say("evidence.document", {"kind": kind, "taken": taken, "code": _grouped(code_of(evidence))})
        return facts | {"note": note}

    def groups(self) -> Iterator[dict[str, Any]]:
        """The evidence in force by measure, general pieces last: pairs by point, and documents."""
        standing = [one for one in self.picture.case.evidence if not one.withdrawn]
        for measure, found in groupby(sorted(standing, key=_place), key=lambda one: one.measure):
            pieces = list(found)
            shown = [self.piece(one.id) for one in pieces]
            photos = [(one, piece) for one, piece in zip(pieces, shown, strict=True) if piece.get("src")]
            yield {
                "measure": measure,
                "pairs": list(_pairs(photos)),
                "files": [piece for piece in shown if not piece.get("src")],
                "ids": [one.id for one in pieces],
            }

    def withdrawn(self) -> list[dict[str, Any]]:
        """What was taken off; it stays readable to those who see the case."""
        return [self.piece(one.id) for one in self.picture.case.evidence if one.withdrawn]

    def _text(self, event: Event, what: str) -> str:
        digest = next((d for name, d in event.texts.items() if name.endswith(f".{what}")), "")
        return self.picture.words.get(digest, "")

    def _taken(self, event: Event) -> str:
        """The day the file claims, if any, beside the server's."""
        claimed, uploaded = event.occurred_at, say("evidence.uploaded", {"day": event.day})
        return f"{say('evidence.taken', {'day': claimed[:10]})} · {uploaded}" if claimed else uploaded


def address(case: Case, evidence: Evidence) -> str:
    """Where a file is handed out."""
    return url_for(
        "evidence.download",
        inspection=case.inspection,
        number=case.number,
        id_=evidence.id,
        code=code_of(evidence),
    )


def withdrawals(work: Work, case: Case) -> dict[int, str]:
    """The pieces this actor's page may offer to withdraw, each with the address of the act."""
    if case.state is not State.RECTIFYING or not can(
        work.actor, Action.WITHDRAW_EVIDENCE, case, work.city, work.day
    ):
        return {}
    return {
        one.id: f"{act_address(case, 'withdraw_evidence')}?evidence={one.id}"
        for one in case.evidence
        if not one.withdrawn and is_own(work, one)
    }


def _pairs(photos: list[tuple[Evidence, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Photographs side by side by point; where a side has several, in the order they came."""
    for point, found in groupby(
        sorted(photos, key=lambda one: one[0].point or 0), key=lambda one: one[0].point
    ):
        sides: dict[str, list[dict[str, Any]]] = {"before": [], "after": []}
        for _, piece in found:
            sides[piece["side"]].append(piece)
        for row in range(max(map(len, sides.values()))):
            before, after = (sides[side][row] if row < len(sides[side]) else None for side in sides)
            yield {"point": point, "before": before, "after": after}


def _place(evidence: Evidence) -> tuple[float, int]:
    return float("inf") if evidence.measure is None else evidence.measure, evidence.id


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
