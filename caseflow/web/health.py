"""Whether the service answers and its database with it."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from caseflow.web import here

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """`{"ok": true}`; an unreachable database is a 500 like any failure."""
    here.session().execute(text("SELECT 1"))
    return jsonify(ok=True)
