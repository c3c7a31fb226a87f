"""The pages. `create_app` wires them, in the order in which a request meets them."""

from flask import Flask
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from caseflow.clock import Clock, SystemClock
from caseflow.places import folder
from caseflow.services.signing_in import Limits
from caseflow.settings import Secret, Settings, read_secret
from caseflow.store.database import make_engine
from caseflow.store.files import Files
from caseflow.web import (
    access_log,
    assets,
    compiling,
    confirming,
    entering,
    failing,
    headers,
    shell,
    speaking,
)
from caseflow.web.here import Installation
from caseflow.web.rooms import ROOMS

MEGABYTE = 1024 * 1024
ROOM_FOR_FIELDS = MEGABYTE
"""What a form may hold beside its file."""


def create_app(settings: Settings, clock: Clock | None = None, engine: Engine | None = None) -> Flask:
    """The application for one installation. Raises BadInput where a key file is missing or open to others."""
    app = Flask("caseflow", static_folder=None, template_folder=str(folder("templates")))
    app.config.update(
        SECRET_KEY=read_secret(settings.home, Secret.SESSIONS),
        MAX_CONTENT_LENGTH=settings.upload_limit * MEGABYTE + ROOM_FOR_FIELDS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.tls,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as the sign-in
    )
    app.extensions["caseflow"] = Installation(
        settings=settings,
        engine=engine or make_engine(settings.database_url),
        clock=clock or SystemClock(),
        limits=Limits.of(settings),
        files=Files(settings.home / "files", settings.upload_limit * MEGABYTE, settings.scanner),
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    access_log.install(app)
    headers.install(app, tls=settings.tls)
    failing.install(app)
    CSRFProtect(app)
    entering.install(app, LoginManager(app))
    confirming.install(app)
    speaking.install(app)
    compiling.install(app)
    shell.install(app)
    assets.install(app)
    for room in ROOMS:
        app.register_blueprint(room)
    return app
