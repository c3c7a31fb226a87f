"""Every refusal and failure as a page: what is wrong, all of it, what to do next, and an id to quote."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason, Refused, Stale, Unknown
from caseflow.web.access_log import request_id
from caseflow.web.here import look, names
from caseflow.words.rulebook import meaning_in_words
from caseflow.words.say import say

STATUS: tuple[tuple[type[Refused], HTTPStatus], ...] = (
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (Stale, HTTPStatus.CONFLICT),
    (NotYet, HTTPStatus.CONFLICT),
    (Unknown, HTTPStatus.NOT_FOUND),
    (BadInput, HTTPStatus.UNPROCESSABLE_ENTITY),
)


def install(app: Flask) -> None:
    """Answers for whatever a view raises."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def status_of(refused: Refused) -> HTTPStatus:
    """The status a refusal answers with: “not you” is 403, “not yet” 409, “no such thing” 404, bad input 422."""
    return next(status for kind, status in STATUS if isinstance(refused, kind))


def sentences(refused: Refused) -> list[str]:
    """Every reason as people read it, with names for codes."""
    return [said(reason) for reason in refused.reasons]


def said(reason: Reason) -> str:
    """One reason as people read it; a criterion is named by what the rulebook says of it."""
    facts = dict(names().reason(reason).facts)
    rulebook = look().rules
    if rulebook and facts.get("criterion") in rulebook.rules:
        facts["criterion"] = meaning_in_words(rulebook.rules[str(facts["criterion"])])
    return say(reason.code, facts)


def _refused(refused: Refused) -> Response:
    status = status_of(refused)
    codes = ", ".join(dict.fromkeys(reason.code for reason in refused.reasons))
    return _page(status, f"page.{status.value}", sentences(refused), codes)


def _form_expired(_: CSRFError) -> Response:
    return _page(HTTPStatus.BAD_REQUEST, "page.400", [say("page.form_expired")], "form.expired")


def _http(wrong: HTTPException) -> Response:
    status = HTTPStatus(wrong.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    title = f"page.{status.value}" if status in KNOWN else "page.400"
    response = _page(status, title, [], f"http.{status.value}")
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(sorted(getattr(wrong, "valid_methods", None) or ()))
    return response


KNOWN = frozenset(map(HTTPStatus, (400, 403, 404, 405, 409, 413, 422, 429, 500)))


def _failed(wrong: Exception) -> Response:
    # The kind and place, never the message: it may quote what a person typed.
    trace, place = wrong.__traceback__, ""
    while trace:
        place, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
    structlog.get_logger("caseflow").error("failed", id=request_id(), kind=type(wrong).__name__, place=place)
    g.failed = True
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, "page.500", [], "failed")


def _page(status: HTTPStatus, title: str, lines: list[str], code: str) -> Response:
    kept = request.method == "POST"
    text = render_template(
        "error.html",
        title=say(title),
        sentences=lines,
        steps=[{"text": say("page.home"), "href": url_for("home.home")}],
        code=code,
        request_id=request_id(),
        kept=kept,
    )
    return make_response(text, status)
