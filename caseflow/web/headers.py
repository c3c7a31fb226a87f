"""Headers on every response, the first page and every error included."""

from http import HTTPStatus

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

STAY = "max-age=31536000"
"""For a year a browser asks this host over https only (RFC 6797); other hosts of the domain are not ours to bind."""

KEPT = frozenset({"assets.asset", "feeds.calendar"})
"""What a browser or a calendar may keep for a while, as the answer itself says."""


def install(app: Flask, *, tls: bool) -> None:
    """Adds them last, so that nothing forgets one; `tls`: the pages are reached over https and over nothing else."""
    if tls:
        app.after_request(_stay)
    app.after_request(_add)


def _stay(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = STAY
    return response


def _add(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)  # a file of evidence brings a stricter one
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"  # for browsers that do not know frame-ancestors
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # A missing file is a page like any other.
    if request.endpoint not in KEPT or response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = "no-store"
    return response
