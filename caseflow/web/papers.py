"""The papers of a case as files, and the page on which anybody checks a paper by its code."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.papers import paper_by
from caseflow.domain.errors import BadInput, NotYet, Reason, Unknown
from caseflow.domain.issuing import number_of, papers_of
from caseflow.domain.register import PaperKind
from caseflow.services.access import case_for
from caseflow.services.checking_papers import Checked, check_paper
from caseflow.services.converting import find_soffice, to_pdf
from caseflow.services.papering import Written, own_template, word_of, write_paper, written_papers
from caseflow.services.picturing import Picture, picture_now
from caseflow.web import here
from caseflow.web.failing import sentences, status_of
from caseflow.web.noting import note_look
from caseflow.words.say import say

OF_ACT: dict[Action, tuple[str, ...]] = {
    **dict.fromkeys((Action.PASS_ACCEPTANCE, Action.FAIL_ACCEPTANCE), ("acceptance",)),
    **dict.fromkeys((Action.SIGN, Action.REFUSE, Action.FILE_UP), ("closure", "acceptance")),
    **dict.fromkeys((Action.RELEASE_NOTICE, Action.PUBLISH_NOTICE, Action.END_NOTICE), ("notice",)),
    Action.EXTEND: ("extension",),
    **dict.fromkeys((Action.ACKNOWLEDGE_PAPER, Action.ANSWER_PAPER, Action.LIFT_PAPER), tuple(PaperKind)),
}
"""Which kinds of paper stand beside which act."""
bp = Blueprint("papers", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATES, SHIPPED = "templates", "shipped"
"""The folder of the installation that holds the office's own templates; how an address asks for ours instead."""
FORMATS = {"docx": WORD, "pdf": "application/pdf"}


@bp.get("/cases/<inspection>/<number>/papers/<name>.<format_>")
def paper(inspection: str, number: str, name: str, format_: str) -> Response:
    """One paper of a case the reader may see, as it would be written now; `?layout=shipped` leaves templates aside."""
    if format_ not in FORMATS:
        raise Unknown(Reason("paper.unknown", {}))
    key = f"{inspection}/{number}"
    case_for(here.look(), key, Action.VIEW)
    note_look(here.look(), f"{key} {name}")
    work, settings = here.look(), here.installation().settings
    picture = picture_now(work, case_for(work, key, Action.VIEW), here.names())
    templates = None if request.args.get("layout") == SHIPPED else settings.home / TEMPLATES
    written, data = write_paper(work.session, picture, name, settings.public_url, templates)
    here.leave()  # nothing is read while LibreOffice works
    if format_ == "pdf":
        data = to_pdf(settings.soffice, {name: data}, settings.home / "fonts")[name]
    return attached(data, f"{written.file_name}.{format_}", FORMATS[format_])


@bp.get("/verify")
def ask() -> BaseResponse | str:
    """Where a code is typed in; the form leads to its page."""
    code = request.args.get("code", "").strip()
    if code:
        return redirect(url_for("papers.verify", code=code), 303)
    return _page(None, [], "")


@bp.get("/verify/<code>")
def verify(code: str) -> tuple[str, int]:
    """What is on record of the paper with this code: to everybody that there is one, to readers of its case more."""
    try:
        found = check_paper(here.look(), code, request.remote_addr or "", here.keep, here.sealed())
    except NotYet as guessing:
        return _page(None, sentences(guessing), code), HTTPStatus.TOO_MANY_REQUESTS
    except (BadInput, Unknown) as refused:
        return _page(None, sentences(refused), code), status_of(refused)
    return _page(_told(found), [], code), HTTPStatus.OK


def attached(data: bytes, name: str, media: str) -> Response:
    """A file to be kept, never opened in the page."""
    answer = make_response(data)
    answer.headers["Content-Type"] = media
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def rows(picture: Picture) -> list[dict[str, Any]]:
    """The papers of a pictured case as its page lists them."""
    no_pdf = why_no_pdf()
    return [_row(picture, one, no_pdf) for one in written_papers(here.session(), picture)]


def of_act(case: Case, action: Action) -> list[dict[str, str]]:
    """The papers that an act is about, as links."""
    kinds = OF_ACT.get(action, ())
    return [
        {
            "word": word_of(paper.kind),
            "number": number_of(paper, paper_by(case, paper.id)) if paper.nth else "",
            "href": url_for(
                "papers.paper",
                inspection=case.inspection,
                number=case.number,
                name=paper.name,
                format_="docx",
            ),
        }
        for paper in papers_of(case)
        if paper.kind in kinds
    ]


def why_no_pdf() -> str:
    """Why no PDF can be made on this machine; "" where it can."""
    program = here.installation().settings.soffice
    return "" if find_soffice(program) else say("pdf.no_program", {"program": program})


def _row(picture: Picture, written: Written, no_pdf: str) -> dict[str, Any]:
    case = picture.case
    return {
        "name": written.paper.name,
        "word": written.word,
        "number": written.number,
        "void": written.void,
        "on": written.event.day if written.event else None,
        "code": written.code,
        "docx": _address(case, written, "docx"),
        "pdf": None if no_pdf else _address(case, written, "pdf"),
        "no_pdf": no_pdf,
        "shipped": _address(case, written, "docx", layout=SHIPPED) if _has_own(written) else None,
    }


def _has_own(written: Written) -> bool:
    folder = here.installation().settings.home / TEMPLATES
    return own_template(folder, written.paper.kind) is not None


def _address(case: Case, written: Written, format_: str, layout: str | None = None) -> str:
    return url_for(
        "papers.paper",
        inspection=case.inspection,
        number=case.number,
        name=written.paper.name,
        format_=format_,
        layout=layout,
    )


def _told(found: Checked) -> dict[str, Any]:
    names, case = here.names(), found.case
    facts = {"word": word_of(found.kind), "number": found.number, "on": found.on, "issuer": names.office()}
    if found.month:
        href = url_for("circulars.circular", code=found.month)
        label = say("circular.file", {"month": found.month})
        return facts | {"to": "", "stands": found.stands, "case": {"label": label, "href": href}}
    if case is None:
        return facts
    return facts | {
        "to": names.full(found.to_unit) if found.to_unit else "",
        "stands": found.stands,
        "case": {
            "label": case.number,
            "href": url_for("cases.case", inspection=case.inspection, number=case.number),
        },
    }


def _page(found: dict[str, Any] | None, reasons: list[str], code: str) -> str:
    signed_in = current_user.is_authenticated
    return render_template("papers/verify.html", found=found, reasons=reasons, code=code, signed_in=signed_in)
