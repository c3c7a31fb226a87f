"""One JSON line a request: what was asked of which page, how it ended, how long it took; no body, name or query.

The rooms of referrals and clues have no line at all: who reads the server's log learns not even that they are used.
"""

import logging
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request
from flask_login import current_user

from caseflow.settings import Settings

UNLOGGED = frozenset({"referrals", "clues"})
log = structlog.get_logger("caseflow")


def install(app: Flask) -> None:
    """Gives each request an id, which error pages quote, and writes its line when it ends."""
    settings: Settings = app.extensions["caseflow"].settings
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of the present request."""
    return str(g.get("request_id", ""))


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    if request.blueprint in UNLOGGED:
        return response
    spent = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    page = request.url_rule.rule if request.url_rule else None
    who = getattr(current_user, "person", None)
    log.info(
        "request",
        id=request_id(),
        method=request.method,
        page=page,
        status=response.status_code,
        ms=spent,
        who=who,
    )
    return response
